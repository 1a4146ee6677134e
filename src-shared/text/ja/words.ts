import type { EngineState } from '../../domain/engine-status.ts'
import type { HoldReason, ResultWord } from '../../domain/transfer.ts'

/** The fixed words for states (ui.md). */
export const engineStateWord: Readonly<Record<EngineState, string>> = {
  stopped: '停止中',
  watching: '監視中',
  sending: '送信中',
}

export const resultWordText: Readonly<Record<ResultWord, string>> = {
  success: '成功',
  failure: '失敗',
  unknown: '結果不明',
  sending: '送信中',
}

export const holdReasonText: Readonly<Record<HoldReason, string>> = {
  in_doubt: '届いたかどうか分からないため、止めています。',
  changed: '送信の途中で内容が変わったため、止めています。',
  cancelled: '送信を中止したため、止めています。',
  duplicate: '以前に受け付けられたファイルと同じ内容のため、止めています。',
  order: '前のファイルの結果が決まっていないため、順序を守って止めています。',
  preflight: '送信前の点検で誤りが見つかったため、止めています。',
}

export const PRODUCT_NAME = 'PMH連携コンソール'

/** 受付済 is not 登録済: PMH processes the file later and mails the result (manual 2.4, 3.1). */
export const ACCEPTED_NOTE =
  '受付済は、PMHがファイルを受け取ったことを示します。登録の結果は、あとでPMHからメールで届きます。'
