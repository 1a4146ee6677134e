import type { RecordFinding } from '../../domain/record-check.ts'
import {
  isSecretKey,
  isSettingKey,
  SETTING_KEYS,
  type SettingKey,
  settingDefault,
} from '../../domain/settings.ts'
import { resultWord, type TransferStatus } from '../../domain/transfer.ts'
import { folderView } from './audit-folder.ts'
import { wayText } from './screens-background.ts'
import { count } from './screens-formats.ts'
import { importedLabel } from './screens-import.ts'
import { choiceText } from './screens-settings.ts'
import { resultWordText } from './words.ts'

/** 操作記録 */

export const auditText = {
  label: '操作記録の一覧',
  filters: '絞り込み',
  from: '開始日',
  to: '終了日',
  period: '期間',
  filterWho: '操作した人',
  filterAction: '操作',
  search: '検索',
  searchHint: '対象、内容、理由など',
  clear: '条件を解除',
  columns: { at: '日時', who: '操作した人', action: '操作', subject: '対象', content: '内容（前 → 後）' },
  reason: (reason: string) => `理由：${reason}`,
  arrow: '→',
  appendOnly: 'この画面から、記録の変更や削除はできません。',
  pages: 'ページ',
  newest: '最新へ戻る',
  newer: '新しいほうへ',
  older: '古いほうへ',
  emptyTitle: '操作の記録はまだありません',
  emptySentence: '設定や制度フォルダを変えると、だれが、いつ、何をしたかを、ここに残します。',
  noMatchTitle: '条件に合う記録はありません',
  noMatchSentence: '期間、操作した人、操作か検索の文字を変えるか、条件を解除してください。',
  range: (first: string, last: string) => `${first}〜${last}件`,
  export: 'CSV出力',
  exportTitle: '操作記録を書き出す場所を選ぶ',
  exportKind: 'CSV',
  exportName: (date: string) => `操作記録_${date}.csv`,
  exporting: (rows: string) => `操作記録を書き出しています（${rows}件）。`,
  exportProgress: '書き出しの進み具合',
  stopExport: '中止',
  exported: (rows: string, file: string) => `操作記録${rows}件を「${file}」に書き出しました。`,
  csv: {
    id: '番号',
    at: '日時',
    who: '操作した人',
    host: 'パソコン',
    action: '操作',
    code: '操作コード',
    subject: '対象',
    key: '設定キー',
    before: '前',
    after: '後',
    reason: '理由',
  },
} as const

/** Every code of `AuditEntry.action`. */
export const auditActionText: Readonly<Record<string, string>> = {
  'setting.changed': '設定の変更',
  'folder.added': '制度フォルダの追加',
  'folder.changed': '制度フォルダの変更',
  'folder.removed': '制度フォルダの削除',
  'folder.moved': '制度フォルダの並べ替え',
  'folder.token_changed': 'トークンの入れ替え',
  'transfer.treated_as_sent': '送信済みとして処理',
  'transfer.resend': '再送',
  'monitoring.started': '監視の開始',
  'monitoring.stopped': '監視の停止',
  'retention.deleted': '退避ファイルの削除',
  'retention.failed': '退避ファイルの削除の失敗',
  'sender.taken-over': '送信の引き継ぎ',
  'vault.chosen': 'トークンの守り方の選択',
  'moving.exported': '移行ファイルの書き出し',
  'moving.imported': '移行ファイルの取り込み',
  'vault.key_made': '画面なしで動かすための鍵の作成',
  'vault.key_removed': '画面なしで動かすための鍵の削除',
  'history.exported': '送信履歴のCSV出力',
  'audit.exported': '操作記録のCSV出力',
  'settings.imported': '公式バッチの設定の取り込み',
  'settings.exported': '設定の書き出し',
  'certificate.added': '証明書の追加',
  'certificate.removed': '証明書の取り除き',
  'mail.forgotten': '送れなかったメールの確認',
  'records.accepted': '合わない記録の確認',
  'lock.set': '管理者ロックの設定',
  'lock.changed': '管理者ロックの暗証番号の変更',
  'lock.removed': '管理者ロックの解除（廃止）',
  'lock.reset': '管理者ロックの解除（コマンド）',
  'lock.opened': '管理者ロックを開いた',
  'lock.refused': '管理者ロックの暗証番号の誤り',
  'background.registered': '自動で起動する登録',
  'background.removed': '自動で起動する登録の取り消し',
}

/** 記録の検証 */
export const recordCheckText = {
  label: '記録の検証',
  start: '記録を検証',
  never: '送信履歴と操作記録が書き換えられていないことを、鍵付きのしるしで確かめます。',
  running: (rows: string) => `記録を検証しています（${rows}件）。ほかの操作は続けられます。`,
  fine: (time: string, rows: string) => `${time}に${rows}件を検証しました。書き換えは見つかりませんでした。`,
  grown: 'そのあとの記録は、まだ検証していません。',
  accepted: (time: string, faults: string) =>
    `${time}に検証しました。合わない記録${faults}件は、確認済みです。新しい書き換えは見つかりませんでした。`,
  faulty: (faults: string) => `合わない記録が${faults}件あります。`,
  /** Beside a finding, and on the row that it is about. */
  show: 'この記録を表示',
  showName: (n: number) => `操作記録の${n}番を表示`,
  row: (n: number) => `${n}番`,
  more: (n: string) => `ほか${n}件`,
  failed: '記録を検証できませんでした。',
  accept: '確認済みにする',
  acceptTitle: '合わない記録を確認済みにしますか',
  acceptMeaning:
    'この件数と内容のままのあいだは、知らせなくなります。記録は元に戻りません。だれが、いつ、なぜ確認したかは、操作記録に残ります。',
  acceptReason: '確認した理由',
  acceptReasonMissing: '理由を入力してください（例：バックアップからデータフォルダを戻したため）。',
  verified: (rows: string) => `${rows}件を検証しました。書き換えは見つかりませんでした。`,
  acceptedBefore: 'これらは確認済みです。',
  acceptedNow: '合わない記録を確認済みにしました。',
  cancel: '戻る',
  kinds: { audit: '操作記録', transfer: '送信履歴' },
  faults: {
    link_broken: (n: number) => `しるし${n}番：前のしるしと合いません。`,
    links_missing: (n: number) => `しるし${n}番の前：抜けています。`,
    cut_off: (n: number) => `しるし${n}番から後：前回の検証のときにあった記録がありません。`,
  },
  rows: {
    row_changed: (kind: string, n: number) => `${kind}の${n}番：書き換えられています。`,
    row_missing: (kind: string, n: number) => `${kind}の${n}番：消されています。`,
    row_foreign: (kind: string, n: number) => `${kind}の${n}番：このプログラムが書いたものではありません。`,
  },
} as const

/** One line of what does not fit. */
export function recordFindingText({ fault, kind, id }: RecordFinding): string {
  if (fault === 'row_changed' || fault === 'row_missing' || fault === 'row_foreign')
    return recordCheckText.rows[fault](kind === null ? '' : recordCheckText.kinds[kind], id)
  return recordCheckText.faults[fault](id)
}

interface AuditFacts {
  readonly action: string
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
}

/** One row as staff read it. `key` is the official name of a setting; null parts are not there. */
export interface AuditView {
  readonly action: string
  readonly subject: string
  readonly key: string | null
  readonly before: string | null
  readonly after: string | null
}

/** What an exported file holds. */
const EXPORTED: Readonly<Record<string, string>> = {
  config: '設定ファイル',
  'config+secrets': '設定ファイル（パスワードを含む）',
  service: 'サービスの登録コマンド',
  'service+secrets': 'サービスの登録コマンド（トークンを含む）',
}

const NOT_SET = '未設定'
const SECRET_CHANGED = '変更あり（内容は記録しません）'
const VAULT_KINDS: Readonly<Record<string, string>> = {
  passphrase: '合言葉で保護',
  memory: '今回の起動中だけ使う',
}

/** The Japanese of a row; what this program does not know is shown as it was written. */
export function auditView(row: AuditFacts): AuditView {
  const action = auditActionText[row.action] ?? row.action
  const plain: AuditView = { action, subject: row.subject, key: null, before: row.before, after: row.after }
  switch (row.action) {
    case 'setting.changed':
      return isSettingKey(row.subject) ? { ...plain, ...settingView(row.subject, row) } : plain
    case 'folder.token_changed':
      return { ...plain, before: null, after: SECRET_CHANGED }
    case 'folder.added':
    case 'folder.changed':
    case 'folder.removed':
      return { ...plain, ...folderView(row) }
    case 'transfer.treated_as_sent':
    case 'transfer.resend':
      return { ...plain, ...transferView(row), subject: transferSubject(row.subject) }
    case 'retention.deleted':
      return { ...plain, before: disposalView(row.before) }
    case 'history.exported':
    case 'audit.exported':
      return { ...plain, after: rowsView(row.after) }
    case 'settings.imported':
      return { ...plain, after: importView(row.after) }
    case 'settings.exported':
      return { ...plain, after: EXPORTED[row.after ?? ''] ?? row.after }
    case 'background.registered':
    case 'background.removed':
      return { ...plain, subject: wayText[row.subject] ?? row.subject }
    case 'vault.chosen':
      return { ...plain, subject: VAULT_KINDS[row.subject] ?? row.subject }
    default:
      return plain
  }
}

/** The codes whose words hold what staff typed. */
export function auditCodes(text: string): { actions: string[]; subjects: string[] } {
  if (text === '') return { actions: [], subjects: [] }
  const actions = Object.keys(auditActionText).filter((code) => auditActionText[code]?.includes(text))
  return { actions, subjects: SETTING_KEYS.filter((key) => importedLabel(key).includes(text)) }
}

function settingView(key: SettingKey, { before, after }: AuditFacts) {
  const subject = importedLabel(key)
  if (isSecretKey(key)) return { subject, key, before: null, after: SECRET_CHANGED }
  const shown = (value: string | null) => {
    const written = value ?? settingDefault(key)
    return written === '' ? NOT_SET : (choiceText[key]?.[written] ?? written)
  }
  return { subject, key, before: shown(before), after: shown(after) }
}

/** `12 kodomo/a.csv`: the number of the row comes first. */
function transferSubject(subject: string): string {
  const [, id, file] = /^(\d+) (.*)$/s.exec(subject) ?? []
  return id === undefined || file === undefined ? subject : `${file}（${id}番）`
}

function transferView({ action, before, after }: AuditFacts) {
  const status = before !== null && Object.hasOwn(STATUS_WORDS, before) ? STATUS_WORDS[before] : before
  const serial = after === null ? '' : `（処理通番 ${after}）`
  return { before: status ?? null, after: `${auditActionText[action]}${serial}` }
}

const STATUS_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  (['sending', 'accepted', 'rejected', 'failed', 'unknown'] satisfies TransferStatus[]).map((status) => [
    status,
    resultWordText[resultWord(status)],
  ]),
)

function disposalView(written: string | null): string | null {
  const fields = parsed(written)
  return fields === null ? written : `送信日 ${fields.uploadDate}、SHA-256 ${fields.sha256}`
}

/** `rows=8210`. */
function rowsView(written: string | null): string | null {
  const [, rows] = /^rows=(\d+)$/.exec(written ?? '') ?? []
  return rows === undefined ? written : count(Number(rows))
}

/** `settings=5 folders=2`. */
function importView(written: string | null): string | null {
  const [, settings, folders] = /^settings=(\d+) folders=(\d+)$/.exec(written ?? '') ?? []
  if (settings === undefined || folders === undefined) return written
  return `設定${count(Number(settings))}、制度フォルダ${count(Number(folders))}`
}

function parsed(written: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(written ?? 'null')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
