import { CircleX } from 'lucide-react'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import {
  type SettingSection,
  sectionTitle,
  settingsText,
} from '../../../src-shared/text/ja/screens-settings.ts'
import { BackgroundKeyPanel } from '../../components/background-key-panel.tsx'
import { MovingPanel } from '../../components/moving/moving-panel.tsx'
import { Panel } from '../../components/panel.tsx'
import { VaultPanel } from '../../components/vault-panel.tsx'
import { AdminLockPanel } from './admin-lock-panel.tsx'
import { BackgroundSection } from './background/background-section.tsx'
import { CertificateList } from './certificate-list.tsx'
import { MailOutbox } from './mail-outbox.tsx'
import { SettingField } from './setting-field.tsx'
import type { SettingsForm } from './use-settings-form.ts'

export function SectionPanel(props: {
  readonly id: SettingSection
  readonly keys: readonly SettingKey[]
  readonly form: SettingsForm
}) {
  const { id, keys, form } = props
  const wrong = form.problems.filter((problem) => keys.includes(problem.key)).length
  return (
    <div id={`section-${id}`} className="-scroll-mt-16 space-y-3">
      {/* 保存 is the next right step while the save bar is up. */}
      {id === 'proxy' && <VaultPanel look={form.isOpen ? 'outline' : 'solid'} />}
      <Panel labelledBy={`title-${id}`} className="overflow-clip">
        <div className="flex min-h-[45px] items-center gap-3 px-5">
          <h2 id={`title-${id}`} className="text-std-18B-160">
            {sectionTitle[id]}
          </h2>
          {wrong > 0 && (
            <p className="flex items-center gap-1.5 text-bad text-dns-14B-130">
              <CircleX aria-hidden size={18} strokeWidth={2} />
              {settingsText.sectionErrors(wrong)}
            </p>
          )}
        </div>
        {keys.map((key) => (
          <SettingField key={`${key} ${form.round}`} settingKey={key} form={form} />
        ))}
        {id === 'background' && <BackgroundSection />}
        {id === 'mail' && <MailOutbox form={form} />}
        {id === 'certificates' && <CertificateList />}
        {id === 'lock' && <AdminLockPanel />}
        {id === 'secrets' && (
          <>
            <BackgroundKeyPanel />
            <MovingPanel />
          </>
        )}
      </Panel>
    </div>
  )
}
