import { useEffect, useState } from 'react'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { plainHttpText } from '../../../src-shared/text/ja/screens-settings.ts'
import { PageFrame } from '../../app/page-frame.tsx'
import { useLeaveGuard, useRouter } from '../../app/router.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { NoticeBanner } from '../../components/notice-banner.tsx'
import { QuestionDialog } from '../../components/question-dialog.tsx'
import { useQuery } from '../../hooks/use-query.ts'
import { SaveBar } from './save-bar.tsx'
import { SectionList } from './section-list.tsx'
import { SectionPanel } from './section-panel.tsx'
import { isSection, SECTIONS } from './sections.ts'
import { SettingsTransfer } from './settings-transfer.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** 設定: the official keys, grouped as staff think of them. */
export function SettingsPage() {
  const { route } = useRouter()
  const stored = useQuery('settings.get', {}, ['settings', 'practice', 'vault'])
  const form = useSettingsForm(stored.value)
  const [exported, setExported] = useState<string | null>(null)
  useLeaveGuard(form.changed.length)

  const section = isSection(route.params.section) ? route.params.section : null
  // The form takes what is stored one step after it came; until then there is nothing to show.
  const ready = Object.keys(form.state.stored).length > 0
  useEffect(() => {
    if (ready && section !== null) {
      document.getElementById(`section-${section}`)?.scrollIntoView({ block: 'start' })
    }
  }, [section, ready])

  return (
    <PageFrame
      title={navigationText.settings}
      actions={<SettingsTransfer unsaved={form.changed.length > 0} onDone={setExported} />}
      footer={ready && <SaveBar form={form} />}
    >
      <FailureBanner
        error={stored.error ?? form.action.error}
        onDismiss={form.action.clear}
        className="mb-4"
      />
      <NoticeBanner sentence={exported} onDismiss={() => setExported(null)} className="mb-4" />
      {ready && (
        <div className="flex gap-6 max-lg:flex-col">
          <SectionList form={form} current={section} />
          <div className="min-w-0 grow space-y-3">
            {SECTIONS.map(({ id, keys }) => (
              <SectionPanel key={id} id={id} keys={keys} form={form} />
            ))}
          </div>
        </div>
      )}
      <QuestionDialog
        open={form.plainHttp !== null}
        title={plainHttpText.title}
        safe={plainHttpText.back}
        onSafe={form.keepTyping}
        act={plainHttpText.save}
        busy={form.action.busy}
        onAct={form.saveAnyway}
      >
        <p className="break-all font-bold">{plainHttpText.sentence(form.plainHttp ?? '')}</p>
        <p>{plainHttpText.consequence}</p>
        <p className="text-ink2">{plainHttpText.check}</p>
      </QuestionDialog>
    </PageFrame>
  )
}
