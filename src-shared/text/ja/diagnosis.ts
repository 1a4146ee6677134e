import type { DiagnosisResult, DiagnosisStep, DiagnosisStepName } from '../../domain/diagnosis.ts'
import { type ErrorText, errorText } from './errors.ts'
import { visible } from './visible.ts'

export const diagnosisStepText: Readonly<Record<DiagnosisStepName, string>> = {
  settings: '設定',
  account: '実行アカウント',
  store: '証明書の登録先',
  name: '名前の解決',
  tcp: 'ネットワーク接続',
  proxy: 'プロキシ',
  proxy_authentication: 'プロキシの認証',
  tls: '暗号化通信（TLS）',
  http: 'Webの応答',
  token: 'PMHの認証',
}

export const diagnosisResultText: Readonly<Record<DiagnosisResult, string>> = {
  ok: '成功',
  failed: '失敗',
  omitted: '省略',
  not_reached: '未実施',
}

/** What each step found. Names and addresses come from the settings or the network; never a secret. */
export const diagnosisFact = {
  target: (endpoint: string) => `送信先は ${endpoint} です`,
  account: (account: string) =>
    `${account}で動いています。手動でつながるのにここで失敗するときは、このアカウントにネットワークの権限があるか確かめてください`,
  store: (storeReadable: boolean, added: readonly string[]) => {
    const store = storeReadable
      ? 'このパソコンの「信頼されたルート証明機関」と、プログラムに付属の証明書を使います'
      : 'プログラムに付属の証明書を使います（この実行環境では、パソコンの「信頼されたルート証明機関」を読めません）'
    return added.length === 0 ? store : `${store}。追加した証明書：${added.join('、')}`
  },
  isAddress: (host: string) => `${host}はIPアドレスのため省略しました`,
  notResolved: (host: string, why: string) => `「${host}」という名前を調べられません（${why}）`,
  resolved: (host: string, addresses: readonly string[]) => `${host} → ${addresses.join('、')}`,
  connected: (host: string, port: number, isProxy: boolean) =>
    `${isProxy ? `プロキシ（${host}）` : host}の${port}番ポートに接続しました`,
  notConnected: (host: string, port: number, why: string) =>
    `${host}の${port}番ポートに接続できません（${why}）`,
  noProxy: '設定が「プロキシを使わない」のため省略しました',
  proxyThrough: '接続先への中継が許可されました',
  proxyAnswered: 'プロキシは応答しました',
  noProxyAuthentication: '設定が「認証なし」のため省略しました',
  proxyAuthenticated: (scheme: string) => `${scheme}認証が通りました`,
  notSecure: '接続先がhttpのため省略しました（通信は暗号化されません）',
  /** @param validTo yyyy-MM-dd */
  secured: (version: string, subject: string, validTo: string) =>
    `${version}、証明書「${subject}」（${validTo.replaceAll('-', '/')}まで有効）を確認しました`,
  answered: (status: number) => `接続先が応答しました（HTTP ${status}）`,
  tokenTaken: 'トークンが認められました（ファイルは送っていません）',
  tokenRefused: (code: string) => `トークンが認められませんでした（${code}）`,
  tokenUnknown: (status: number) =>
    `接続先の応答（HTTP ${status}）からは、ファイルを送らずにトークンを確かめられないため省略しました`,
  noFolder: '送信する制度フォルダがないため省略しました',
  noToken: 'トークンが登録されていないか、読み出せません',
  notReached: '前の項目が成功すると調べます',
  stopped: '途中でやめたため調べていません',
} as const

/** 証明書を追加 stands right below these, and in 接続診断 for whoever reads them elsewhere. */
const CHOOSE_HERE = '接続診断の「証明書を追加」で選んでから、もう一度診断してください。'

/** No file is sent here, so that what the next cycle does is no remedy; and what mends it stands in the same screen. */
const OWN: Readonly<Record<string, Partial<ErrorText>>> = {
  R1007: {
    what: '応答を待つ間に接続が切れました。',
    why: '通信が不安定か、途中の機器が接続を切りました。',
    remedy:
      'もう一度診断してください。続くときは、ネットワークの担当者へ、この接続先との通信を途中の機器が切っていないか確認してください。',
  },
  R1023: {
    remedy: `接続先URLを確かめ、示された証明書でよいかをネットワークの担当者へ確認してください。よいときは、その証明書の.cerファイルを、${CHOOSE_HERE}`,
  },
  R1024: {
    remedy: `示された発行元のルート証明書（APCAR2-Rootなど）を.cerファイルでネットワークの担当者から受け取り、${CHOOSE_HERE}追加しても続くときは、実行するアカウントのネットワークの権限を確認してください。`,
  },
  E4010003: {
    what: '認証トークンが受け付けられませんでした。',
    remedy: '制度フォルダの「編集」でトークンを入れ直し、もう一度診断してください。',
  },
}

/** Explains the code of a failed step, as `errorText` does for a file. */
export function diagnosisErrorText(code: string): ErrorText {
  return { ...errorText(code), ...(Object.hasOwn(OWN, code) ? OWN[code] : {}) }
}

/** `PMHの認証（こども医療費）` */
export function diagnosisTitle({ name, subject }: Pick<DiagnosisStep, 'name' | 'subject'>): string {
  return subject === '' ? diagnosisStepText[name] : `${diagnosisStepText[name]}（${subject}）`
}

/** One step as text: for the command line, and to copy. A failed one has its cause and remedy below. */
export function diagnosisLines(step: DiagnosisStep): string[] {
  const mark = { ok: '✓', failed: '✕', omitted: '－', not_reached: '・' }[step.result]
  const time = step.result === 'ok' || step.result === 'failed' ? `  ${step.ms} ミリ秒` : ''
  const line = `${mark} ${diagnosisTitle(step)}: ${diagnosisResultText[step.result]}  ${step.fact}${time}`
  if (step.code === null) return [visible(line)]
  const { what, why, remedy } = diagnosisErrorText(step.code)
  return [
    visible(line),
    `    コード: ${step.code}`,
    `    何が起きたか: ${what}`,
    `    なぜ: ${why}`,
    `    どうすればよいか: ${remedy}`,
  ]
}

export const diagnosisEnd = {
  through: 'PMHまでつながります。',
  failed: (title: string) => `「${title}」が失敗しました。上の対処を行ってください。`,
  stopped: '接続診断を途中でやめました。',
} as const
