import type { SettingKey } from '../../domain/settings.ts'
import { modeText, preflightText } from './preflight.ts'
import { lockText } from './screens-lock.ts'

/** 設定 */

export type SettingSection =
  | 'target'
  | 'sending'
  | 'watching'
  | 'proxy'
  | 'filed'
  | 'mail'
  | 'background'
  | 'certificates'
  | 'secrets'
  | 'advanced'
  | 'lock'

export const sectionTitle: Readonly<Record<SettingSection, string>> = {
  target: '接続先',
  sending: '送信方式',
  watching: '監視',
  proxy: 'プロキシ',
  filed: '退避ファイル',
  mail: '通知メール',
  background: '起動・常駐',
  certificates: '証明書',
  secrets: '鍵と移行',
  advanced: '詳細',
  lock: lockText.title,
}

export const settingsText = {
  sections: '設定の分類',
  save: '保存',
  undo: '変更を取り消す',
  toError: '誤りへ移動',
  unsaved: (n: number) => `保存していない変更が${n}件あります。`,
  errors: (n: number) => `誤り${n}件を直すと保存できます。`,
  sectionErrors: (n: number) => `入力の誤り ${n}件`,
  sectionChanged: '変更あり',
  sectionError: '誤りあり',
  nothingChanged: '変更はありません。',
  saved: '設定を保存しました。次の確認から使います。',
  notSaved: (n: number) => `保存できませんでした。誤りが${n}件あります。`,
  dots: '••••••••',
  clear: '消す',
  keepSecret: '消すのをやめる',
  willClear: '保存すると、登録したパスワードを消します。',
} as const

/** Words for the written values of choices and flags. */
export const choiceText: Readonly<Partial<Record<SettingKey, Readonly<Record<string, string>>>>> = {
  PostRegistrationTasksType: { '1': '全件連携', '2': '差分連携', '3': '差分リセット連携' },
  PostRegistrationFileType: { '2': 'CSV', '1': 'JSON' },
  PreflightMode: modeText,
  ProxyAuthType: { '1': 'なし', '2': 'Basic', '3': 'NTLM' },
  MailSecurity: { none: 'なし', starttls: 'STARTTLS', tls: 'TLS' },
  MailMinimumLevel: { information: '情報以上', warning: '警告以上', error: 'エラーだけ' },
  DuplicatePolicy: { send: '知らせて送る', hold: '止めて職員が決める' },
  InDoubtPolicy: { hold: '止めて職員が決める', resend: '送り直す', error: 'ERRORへ移す' },
  BodyFormat: { raw: 'ファイルの内容だけ', multipart: 'フォーム形式' },
}

export const flagText: Readonly<Partial<Record<SettingKey, string>>> = {
  AllowMultipleFilePerFolder: '1つのフォルダから複数のファイルを名前順に送る',
  ImmediateTrigger: 'ファイルが届いたら、次の確認を待たずに送る',
  OrderProtection: '成功しなかったファイルがあれば、その制度の続きを止める',
}

export const unitText: Readonly<Partial<Record<SettingKey, string>>> = {
  MonitoringTimer: 'ミリ秒',
  PostRegistrationTimeSpan: '分',
  ProceedFileRetentionDays: '日',
  ErrorFileRetentionDays: '日',
  StabilityWindow: 'ミリ秒',
  TransientRetryCount: '回',
  ParallelFolders: '制度',
}

/** One sentence under the control. */
export const hintText: Readonly<Partial<Record<SettingKey, string>>> = {
  PostRegistrationTasksBaseURL: 'PMHの接続資料にあるURLを入力します。操作名などは自動で付けます。',
  PostRegistrationTasksName: 'イベントログと通知メールに書く名前です。',
  PostRegistrationTasksType: '全件連携では、制度ごとに最新の1ファイルだけを置きます。',
  PostRegistrationFileType: '選んだ種類以外のファイルは、送信せずに残します。',
  AllowMultipleFilePerFolder: '外すと、2件以上あるフォルダは送信を止めて知らせます。',
  PreflightMode: preflightText.hint,
  PMHFilePath: 'この場所の中に、制度フォルダと退避先（PROCEED、ERROR）を置きます。',
  PostRegistrationTimeSpan: '1件の送信をあきらめるまでの時間です。PMHの応答を待つ時間を含みます。',
  ProxyAddress: '空にすると、プロキシを使わずに接続します。',
  ProxyDomain: 'NTLMで、ドメインを求められるときだけ入力します。',
  ProceedFileRetentionDays: '送信した日から数えて、この日数を過ぎたPROCEEDのファイルを消します。',
  ErrorFileRetentionDays: '送信した日から数えて、この日数を過ぎたERRORのファイルを消します。',
  ImmediateTrigger: '外すと、「確認の間隔」ごとにまとめて送ります。',
  StabilityWindow: 'この間、大きさと時刻が変わらないファイルだけを送ります。',
  TransientRetryCount: 'つながらないときに送り直す回数です。-1は、つながるまで待ちます。',
  DuplicatePolicy: '同じ制度で前に受け付けられたファイルと、内容が同じときの扱いです。',
  OrderProtection: '順序が大切な差分連携で使います。続きは、職員が決めるまで送りません。',
  ParallelFolders: '1つの制度の中の順序は変わりません。',
  InDoubtPolicy: '送信の途中でプログラムが止まったファイルの、次の起動のときの扱いです。',
  PathPrefix: 'ここから下は、PMHの接続資料と違うときだけ変えます。',
  SerialFields: '半角の「;」（セミコロン）で区切り、先に書いたものから探します。',
  ErrorCodeFields: '半角の「;」（セミコロン）で区切り、先に書いたものから探します。',
  ErrorMessageFields: '半角の「;」（セミコロン）で区切り、先に書いたものから探します。',
  MultipartField: 'フォーム形式のときだけ使います。',
  MailServer: '空にすると、メールを送りません。',
  MailPort: '多くは、暗号化なしが25、STARTTLSが587、TLSが465です。',
  MailUser: '認証が要らないサーバーでは、空のままにします。',
  MailTo: '2つ以上のときは、半角の「;」（セミコロン）で区切ります。',
  MailMinimumLevel: '開始と停止、解消は情報、送信の失敗などは警告かエラーです。',
}

export const meaningText = {
  every: (words: string) => `${words}に確認`,
  untilThrough: 'つながるまで待つ',
  forever: '消さない',
  sameDay: '送信した日のうちに消す',
  days: (n: string) => `${n}日を過ぎると消す`,
} as const

export const targetPresetText = {
  label: '接続先を選ぶ',
  test_lgwan: '検証（LGWAN）',
  test_internet: '検証（インターネット）',
  production: '本番',
  productionHint: '本番のURLは、PMHの接続資料のとおりに入力してください。',
} as const

export const plainHttpText = {
  title: '暗号化しない接続先を保存しますか',
  sentence: (url: string) => `接続先「${url}」との通信は、暗号化されません。`,
  consequence:
    '対象者の情報と認証トークンが、暗号化されずに流れます。閉域網の外では、途中で読み取られるおそれがあります。',
  check: 'PMHの接続資料のURLが「https://」で始まっていないか、確かめてください。',
  save: 'このまま保存する',
  back: '入力に戻る',
} as const
