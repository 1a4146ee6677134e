import type { PracticePlay } from '../../domain/practice-play.ts'

/** The panel of practice mode on ダッシュボード. */
export const practicePanelText = {
  title: '練習の操作',
  play: '模擬のPMHの答え方',
  folder: '見本ファイルを入れる制度',
  allEmpty: '待機ファイルのない制度すべて',
  put: '見本ファイルを入れる',
  placed: '見本ファイルを入れました。',
  full: (limit: number) => `この制度では、見本ファイルが${limit}件待っています。送ってから入れてください。`,
  restart: '最初からやり直す',
  restarted: '練習を最初の状態に戻しました。',
  question: '練習を最初からやり直しますか',
  consequence:
    '練習の送信履歴、操作記録、見本ファイルを消して、最初の状態に戻します。本番の設定、ファイル、履歴には触れません。',
  cancel: 'やり直さない',
} as const

/** Each way to answer: its word in the list, and what staff will see. */
export const playText: Readonly<Record<PracticePlay, { readonly word: string; readonly hint: string }>> = {
  accepted: {
    word: '成功',
    hint: 'ファイルを受け付けて、処理通番を返します。',
  },
  rejected: {
    word: '受付不可（E4000001）',
    hint: 'ファイルの内容に誤りがあると答えます。「失敗」になり、ファイルはERRORフォルダへ移ります。',
  },
  unauthorized: {
    word: 'トークンを受け付けない（E4010003）',
    hint: '認証トークンを受け付けません。「失敗」になり、その制度の次のファイルから送信を止めます。',
  },
  no_serial: {
    word: '結果不明（処理通番なし）',
    hint: '成功と答えますが、処理通番を返しません。「結果不明」になり、自動では再送しません。',
  },
  no_answer: {
    word: '結果不明（応答なし）',
    hint: 'ファイルを受け取ったあと、答えずに接続を切ります。「結果不明」になり、自動では再送しません。',
  },
  unreachable: {
    word: 'つながらない',
    hint: '接続を受け付けません。ファイルはフォルダに残り、つながるようになると次の確認で送信します。',
  },
  busy: {
    word: '混雑（429）',
    hint: '混み合っていると答えます。「失敗」になりますが、ファイルはフォルダに残り、次の確認でもう一度送信します。',
  },
  gateway: {
    word: '混雑（503）',
    hint: '途中の機器がエラーを返します。届いたかどうか分からないため「結果不明」になり、自動では再送しません。',
  },
  slow: {
    word: '遅い送信',
    hint: '少しずつ受け取ります。見本ファイルを入れると大きなファイル（約25 MB）になり、進み具合と「中止」を試せます。',
  },
}
