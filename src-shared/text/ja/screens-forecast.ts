import type { LeftOutReason } from '../../domain/forecast.ts'
import { count } from './screens-formats.ts'
import { settingLabel } from './settings.ts'

/** 次の周期で送るもの */

export const forecastText = {
  title: '次の周期で送るもの',

  total: (files: number) => `${count(files)}を送ります。制度ごとに、番号の順に送ります。`,
  nothing: 'いま送るファイルはありません。',
  nothingHint: '制度フォルダにファイルを入れると、ここに送る順に並びます。',
  whyNone: '送らない理由は、制度ごとに下に表示します。',
  next: (time: string, wait: string) => `次の確認は${time}（${wait}）です。`,
  stopped: '監視を停止しているため、自動では送信しません。',
  sending: 'いま送信しています。送信を終えたファイルから、この一覧を離れます。',
  note: 'この一覧を開くだけでは、何も送信しません。書き込み中のファイルは、書き終わるまで待ってから送ります。',

  empty: 'ファイルなし',
  order: (name: string) => `${name}の送る順`,
  waits: (name: string) => `${name}の待っているファイル`,
  more: (files: number) => `ほか${count(files)}`,
  paused: '一時停止中のため、送りません。再開すると、番号の順に送ります。',
  pausedEmpty: '一時停止中のため、送りません。',
  place: (path: string) => `場所：${path}`,
  codes: (codes: readonly string[]) => `コード：${codes.join('、')}`,

  leftOut: (files: number) => `送らないもの ${count(files)}`,
  leftOutName: (name: string) => `${name}の送らないもの`,
  showProblems: '対応が必要な項目を見る',

  alsoHeld:
    '「今すぐ送信」では、認証や順序のために止めている制度と、送信を中止したファイルも、もう一度試します。',
  again: 'もう一度調べる',
} as const

/** Why a file stays where it is; one sentence under its name. */
export const leftOutText: Readonly<Record<LeftOutReason, string>> = {
  held: '対応が決まるまで送りません。',
  sending: '送信中です。',
  moving: '送信済みで、移動を待っています。',
  preflight: '送信前の点検で止めています。直したファイルに置き換えると、点検し直して送ります。',
  behind: '前のファイルが点検で止まっているため、順序を守って送りません。',
  other_type: `設定の「${settingLabel.PostRegistrationFileType}」と違うため、対象外です。`,
  hidden: '名前が「.」で始まる隠しファイルのため、対象外です。',
  temporary: '書き込み中の一時ファイルのため、対象外です。',
  not_a_file: 'フォルダやリンクのため、対象外です。',
}
