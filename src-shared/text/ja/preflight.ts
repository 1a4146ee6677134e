import type {
  PreflightField,
  PreflightFinding,
  PreflightLevel,
  PreflightMode,
  PreflightPlace,
  PreflightRule,
} from '../../domain/preflight-rule.ts'

/** 送信前の点検: what was found, and what to do about it. */
export interface RuleText {
  readonly what: string
  readonly remedy: string
}

const EXPORT = '業務システムの出力の設定を確かめてください。'
const LOOK_AT_FIELD = '業務システムで、示されたレコードの値を確かめてください。'

export const ruleText: Readonly<Record<PreflightRule, RuleText>> = {
  P101: {
    what: '文字コードがShift_JISです。',
    remedy: 'PMHの仕様書で文字コードを確かめ、違うときは業務システムの出力の設定を変えてください。',
  },
  P102: {
    what: '文字コードがUTF-16のため、形と内容は点検していません。',
    remedy: 'PMHの仕様書で文字コードを確かめ、違うときは業務システムの出力の設定を変えてください。',
  },
  P103: {
    what: 'JSONの先頭に、文字コードの目印（BOM）があります。',
    remedy: `BOMを付けずに出力できるか、${EXPORT}`,
  },
  P104: {
    what: 'UTF-8とShift_JISのどちらでもない文字があります。',
    remedy: `文字コードが混ざっているか、ファイルが途中で壊れています。${EXPORT}`,
  },
  P105: {
    what: '文字ではないデータ（NUL）があります。',
    remedy: '別の種類のファイルか、壊れたファイルです。ファイルを出力し直してください。',
  },
  P106: { what: 'ファイルの中身がありません。', remedy: 'ファイルを出力し直してください。' },
  P201: { what: '見出しと思われる1行だけです。', remedy: '送る対象者がいるかを確かめてください。' },
  P202: {
    what: '項目の数が、1行目と違います。',
    remedy: `値の中の「,」や改行が「"」で囲まれているか、項目が欠けていないかを確かめてください。`,
  },
  P203: { what: '「"」が閉じられていません。', remedy: `示された位置の「"」が正しいかを確かめてください。` },
  P204: {
    what: '「"」の使い方が正しくありません。',
    remedy: '値の中の「"」は「""」と書き、値の全体を「"」で囲む決まりです。示された位置を確かめてください。',
  },
  P205: { what: '改行が、CRだけで書かれています。', remedy: `改行をCRLFかLFにして出力できるか、${EXPORT}` },
  P206: { what: '途中に空の行があります。', remedy: '空の行を除いて出力し直してください。' },
  P301: {
    what: 'JSONとして読めないところがあります。',
    remedy: 'ファイルが途中で切れていないかを確かめ、出力し直してください。',
  },
  P302: { what: 'JSONの入れ子が深すぎます。', remedy: 'ファイルを出力し直してください。' },
  P303: {
    what: 'JSONの全体が、レコードの並び（配列）になっていません。',
    remedy: `全体を「[」と「]」で囲む決まりです。${EXPORT}`,
  },
  P304: { what: 'レコードが1件もありません。', remedy: '送る対象者がいるかを確かめてください。' },
  P305: { what: 'レコードの形になっていないものがあります。', remedy: EXPORT },
  P306: { what: '必須の項目がありません。', remedy: LOOK_AT_FIELD },
  P307: { what: '値の型が違います。', remedy: EXPORT },
  P308: { what: '値が長すぎます。', remedy: LOOK_AT_FIELD },
  P309: { what: '値の形式が違います。', remedy: LOOK_AT_FIELD },
  P310: { what: '同じ項目が、1つのレコードに2回あります。', remedy: EXPORT },
  P401: {
    what: '個人番号の検査用数字が合いません。',
    remedy: '番号に誤りがあります。住民基本台帳と照合してください。',
  },
  P402: {
    what: '個人番号と思われる列に、検査用数字の合わない番号があります。',
    remedy: '個人番号の列であれば、番号に誤りがあります。住民基本台帳と照合してください。',
  },
  P901: {
    what: '点検を最後まで行えませんでした。',
    remedy: 'ファイルの内容を確かめてください。続くときは、このプログラムの管理者へ連絡してください。',
  },
}

/** The fields in the words of the published page, beside their own names. */
const fieldText: Readonly<Record<PreflightField, string>> = {
  orgSpecificCertificateTypeId: '自治体独自の証の種類',
  myNumber: '個人番号',
  basicFiveInfo: '基本5情報',
  isNotDisclosed: '不開示の区分',
  medicalSubsidyInsurerNumber: '公費負担者番号',
  certificationName: '証の名称',
  medicalSubsidyRecipientNumber: '受給者番号',
  isAlwaysReimbursement: '償還払いの区分',
  validFrom: '有効期間の開始日',
  validTo: '有効期間の終了日',
  historyKey: '履歴のキー',
  isDeleted: '削除の区分',
  certificationDetail: '証の詳細',
}

export const levelText: Readonly<Record<PreflightLevel, string>> = { fault: '誤り', note: '注意' }

/** The same beside a result, where nothing else says what it is about. */
export const foundText: Readonly<Record<PreflightLevel, string>> = { fault: '点検の誤り', note: '点検の注意' }

/** What each mode does, in the words of the choices. */
export const modeText: Readonly<Record<PreflightMode, string>> = {
  off: '点検しない',
  warn: '知らせる',
  block: '止める',
}

export const preflightText = {
  title: '送信前の点検',
  lead: 'ファイルの値は記録していません。示された位置で確かめてください。',
  asSetting: '設定に従う',
  hint: '知らせる：見つかったことを記録して送ります。止める：誤りのあるファイルを送らずに残します。',
  field: (field: PreflightField) => `${fieldText[field]}（${field}）：`,
  places: (finding: PreflightFinding) => {
    const rest = finding.count - finding.places.length
    const places = finding.places.slice(0, SHOWN).map(placeText)
    const more = rest > 0 || finding.places.length > SHOWN
    return `${places.join('、')}${more ? 'など' : ''}`
  },
  count: (n: number) => `${n}件`,
} as const

/** A line holds so many; the first places are what staff look at first. */
const SHOWN = 5

function placeText({ record, line, column, byte }: PreflightPlace): string {
  const parts = [
    ...(record === null ? [] : [`${record}件目`]),
    `${line}行目`,
    ...(column === null ? [] : [`${column}列目`]),
    `${byte}バイト目`,
  ]
  return parts.join('・')
}
