import { certificatePeriod } from './certificate.ts'
import { fileInWords, inWords, READ_WORDS } from './errno.ts'

/** 証明書を追加, in 接続診断 and in 設定. */

const WHY: Readonly<Record<string, string>> = {
  ...READ_WORDS,
  'too large': '1 MBを超えています',
  'too many': '証明書が50件を超えています',
  'no certificate': '証明書として読めません',
}

const UNREADABLE_REMEDY = 'ファイルを元の場所に戻すか、取り除いてから追加し直してください。'

/** @param detail `<path> (<why>)`, of a file that cannot be used */
export function certificateProblem(detail: string): ReturnType<typeof fileInWords> {
  return fileInWords(detail, WHY)
}

export const certificateText = {
  pickTitle: '証明書のファイルを選ぶ',
  fileKind: '証明書（.cer、.pem）',
  add: '証明書を追加',
  label: '追加の証明書',
  hint: 'パソコンに登録されていない発行元を、ここで追加できます。LGWANの接続先では、',
  /** One word, though it has a hyphen. */
  hintExample: 'APCAR2-Root',
  hintEnd: 'などが要ります。',
  empty: '追加した証明書はありません。パソコンに登録されている発行元を使います。',
  subject: '証明書',
  issuer: '発行元',
  valid: '有効期間',
  fingerprint: 'SHA-256',
  file: 'ファイル',
  period: certificatePeriod,
  states: { valid: '有効', expired: '期限切れ', not_yet_valid: '期間前', unreadable: '使えません' },
  notAuthority: '発行元ではありません',
  known: '登録済み',
  expiredWarning: '有効期間が過ぎているため、接続先の確認には使えません。新しい証明書を受け取ってください。',
  notYetWarning: '有効期間が始まっていません。パソコンの日付が正しいか確かめてください。',
  notAuthorityWarning:
    '発行元（認証局）の証明書ではありません。接続先の証明書が新しくなると、つながらなくなります。ルート証明書を受け取ってください。',
  question: (n: number) => (n === 1 ? 'この証明書を信頼しますか' : `この${n}件の証明書を信頼しますか`),
  allKnown: 'この証明書は登録済みです',
  consequence:
    '信頼すると、この証明書から発行された接続先へ、対象者の情報と認証トークンを送ります。SHA-256が、渡した担当者の示す値と同じことを確かめてください。',
  allKnownSentence: '追加するものはありません。',
  trust: '信頼して追加',
  added: (n: number) => `証明書を${n}件追加しました。次の接続から使います。`,
  remove: '取り除く',
  removeName: (name: string) => `${name}を取り除く`,
  removeQuestion: 'この証明書を取り除きますか',
  removeConsequence: 'この証明書を必要とする接続先には、つながらなくなります。',
  removed: '証明書を取り除きました。',
  /** A problem of a file, `<path> (<why>)`, as staff read it. */
  problem: (detail: string) => inWords(detail, WHY),
  unreadable: (why: string | null) => (why === null ? '' : `${why}。`) + UNREADABLE_REMEDY,
} as const
