import { officialText } from '../../../src-shared/text/ja/screens-official.ts'
import type { Action } from '../../hooks/use-action.ts'
import { QuestionDialog } from '../question-dialog.tsx'

/** 監視を開始 was refused for the batch beside us, which is a question and no failure. */
export function asksBesideOfficial({ error }: Action): boolean {
  return error?.code === 'R8001'
}

/** Two senders on one path send twice; whoever begins in spite of that does so knowingly. */
export function OfficialQuestion({ action }: { readonly action: Action }) {
  const text = officialText.question
  return (
    <QuestionDialog
      open={asksBesideOfficial(action)}
      title={text.title}
      safe={text.safe}
      onSafe={action.clear}
      act={text.act}
      busy={action.busy}
      onAct={() => action.run('engine.start', { besideOfficial: true })}
    >
      <p className="font-bold">{text.object}</p>
      <p>{text.consequence}</p>
      <p className="text-ink2">{text.check}</p>
    </QuestionDialog>
  )
}
