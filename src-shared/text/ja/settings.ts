import type { MappingProblem, MappingRule } from '../../domain/mapping.ts'
import type { SettingKey, SettingProblem } from '../../domain/settings.ts'
import { visible } from './visible.ts'

/** What a setting is called in the window. */
export const settingLabel: Readonly<Record<SettingKey, string>> = {
  MonitoringTimer: '確認の間隔',
  PMHFilePath: '監視する場所',
  PostRegistrationTimeSpan: 'タイムアウト',
  PostRegistrationTasksBaseURL: '接続先URL',
  PostRegistrationFileType: 'ファイルの種類',
  PostRegistrationTasksName: '処理名',
  ProxyAuthType: '認証の方式',
  ProxyAddress: 'アドレス',
  ProxyPort: 'ポート',
  ProxyUsername: 'ユーザー名',
  ProxyPassword: 'パスワード',
  ProxyDomain: 'ドメイン',
  PostRegistrationTasksType: '連携方式',
  AllowMultipleFilePerFolder: '複数ファイルの送信',
  ProceedFileRetentionDays: '成功したファイルの保持日数',
  ErrorFileRetentionDays: '失敗したファイルの保持日数',
  ImmediateTrigger: '到着時の送信',
  StabilityWindow: '書込完了待ち',
  TransientRetryCount: '再試行の回数',
  DuplicatePolicy: '同じ内容のファイル',
  OrderProtection: '順序の保護',
  ParallelFolders: '同時に送る制度数',
  InDoubtPolicy: '中断後の扱い',
  CaCertificateFiles: '追加の証明書',
  PreflightMode: '送信前の点検',
  PathPrefix: 'パスの先頭',
  EndpointFull: '全件連携の操作名',
  EndpointDifferential: '差分連携の操作名',
  EndpointDifferentialReset: '差分リセット連携の操作名',
  CsvPathPrefix: 'CSVのパス',
  BodyFormat: '本文の形式',
  MultipartField: 'ファイルの項目名',
  SerialFields: '処理通番の項目名',
  ErrorCodeFields: 'エラーコードの項目名',
  ErrorMessageFields: 'エラーメッセージの項目名',
  MailServer: 'メールサーバー',
  MailPort: 'メールのポート',
  MailSecurity: 'メールの暗号化',
  MailUser: 'メールのユーザー名',
  MailPassword: 'メールのパスワード',
  MailFrom: '送信元',
  MailTo: '宛先',
  MailMinimumLevel: '通知するレベル',
}

const group = (value: number) => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** The rule alone, as the hint under a field: 「1〜65535の整数で入力してください」. */
export function ruleSentence(rule: SettingProblem['rule']): string {
  switch (rule.kind) {
    case 'integer':
      return rule.max >= 999_999_999_999_999
        ? `${rule.min}以上、15桁以内の整数で指定してください`
        : `${rule.min}〜${group(rule.max)}の整数で指定してください`
    case 'choice':
      return `${rule.values.join('、')}のいずれかを指定してください`
    case 'boolean':
      return 'true または false を指定してください'
    case 'absolute_path':
      return 'フォルダの絶対パスを指定してください'
    case 'base_url':
      return 'http:// または https:// で始まるURLを指定してください'
    case 'host':
      return 'サーバーの名前またはIPアドレスだけを指定してください'
    case 'text':
      return `改行などを含まない${group(rule.maxLength)}文字以内で指定してください`
    case 'url_path':
      return '半角の英数字と - . _ ~ / だけで指定してください'
    case 'list':
      return '「;」で区切って指定してください'
    case 'mail_address':
      return 'メールアドレスだけを、半角で1つ指定してください'
    case 'mail_addresses':
      return 'メールアドレスを半角で、2つ以上は「;」で区切って指定してください'
    case 'not_empty':
      return '空にはできません。値を指定してください'
    case 'needed_with':
      return `${rule.other} を使うときは必ず指定してください`
    case 'missing':
      return '指定されていません。必ず指定してください'
  }
}

/** One line that names key, value and rule (command line, import). */
export function settingProblemLine(problem: SettingProblem): string {
  const rule = ruleSentence(problem.rule)
  return problem.value === ''
    ? `設定 ${problem.key}（${settingLabel[problem.key]}）：${rule}。`
    : `設定 ${problem.key}（${settingLabel[problem.key]}）：${rule}（指定された値：${short(problem.value)}）。`
}

/** The sentence under a field of the form. */
export function settingFieldProblem(problem: SettingProblem): string {
  const rule = ruleSentence(problem.rule)
  return problem.value === '' ? `${rule}。` : `${rule}（入力値：${short(problem.value)}）。`
}

/** A refused value is repeated in one short line, with control characters made visible. */
function short(value: string): string {
  return visible(value.length > 80 ? `${value.slice(0, 80)}…` : value)
}

/** Why a mapping entry is refused, as the second half of a sentence. */
export const mappingRule: Readonly<Record<MappingRule, string>> = {
  no_bar: '「トークン|フォルダ名」の形で指定してください',
  token_empty: 'トークンが空です。トークンを指定してください',
  token_character: 'トークンに使えるのは、空白を除く半角の英数字と記号だけです',
  token_too_long: 'トークンは8,192文字以内で指定してください',
  folder_twice: '同じフォルダが2回指定されています。1つのフォルダには1つのトークンを指定してください',
  none: '「トークン|フォルダ名」を1つ以上指定してください',
  empty: 'フォルダ名が空です。フォルダ名を指定してください',
  too_long: 'フォルダ名は255バイト以内で指定してください',
  separator: 'フォルダ名に「\\」と「/」は使えません。フォルダの名前だけを指定してください',
  dots: 'フォルダ名に「.」と「..」は使えません',
  reserved_by_relay: 'PROCEEDとERRORは退避先のため、制度フォルダに使えません',
  reserved_by_windows: 'この名前はWindowsの予約名のため、フォルダ名に使えません',
  forbidden_character: 'フォルダ名に < > : " | ? * と制御文字は使えません',
  edge_space_or_dot: 'フォルダ名の先頭と末尾の空白、末尾の「.」は使えません',
}

/** Why a folder cannot get another name now. */
export const folderHasOpenFiles =
  '送信中、送信待ちまたは保留中のファイルがあるため、フォルダ名を変更できません。先に送信を終えるか、対応を決めてください'

/** One line that names the entry and the rule; the token is never part of it. */
export function mappingProblemLine(problem: MappingProblem): string {
  if (problem.position === 0) return `制度フォルダの指定：${mappingRule[problem.rule]}。`
  const folder = problem.folder === '' ? '' : `、フォルダ名：${short(problem.folder)}`
  return `制度フォルダの指定（${problem.position}番目${folder}）：${mappingRule[problem.rule]}。`
}
