import { ChevronRight, FolderOpen, Info } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { BundledSoftware } from '../../src-shared/ipc/bundled-software.ts'
import { wordText } from '../../src-shared/text/ja/screens.ts'
import { aboutText } from '../../src-shared/text/ja/screens-desktop.ts'
import { PRODUCT_NAME } from '../../src-shared/text/ja/words.ts'
import { ActionButton } from '../components/action-button.tsx'
import { FailureBanner } from '../components/failure-banner.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useQuery } from '../hooks/use-query.ts'
import { type AppInfo, useConsole } from './console-state.tsx'

/** The version at the foot of the navigation; a press tells the rest about the program. */
export function AboutButton() {
  const { info } = useConsole()
  const [open, setOpen] = useState(false)
  if (info === undefined) return null
  return (
    <>
      <Button
        aria-label={aboutText.open(info.version)}
        onPress={() => setOpen(true)}
        className="inline-flex min-h-6 items-center gap-1 rounded-4 px-1 text-muted hover:text-ink hover:underline"
      >
        <Info aria-hidden size={16} strokeWidth={2} />
        <span className="text-code">{info.version}</span>
      </Button>
      {open && <AboutDialog info={info} onClose={() => setOpen(false)} />}
    </>
  )
}

function AboutDialog({ info, onClose }: { readonly info: AppInfo; readonly onClose: () => void }) {
  const about = useQuery('app.about', {}, [])
  const action = useAction()
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      className="fixed inset-0 z-30 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="flex max-h-[min(656px,calc(100dvh-32px))] w-full max-w-[720px] flex-col rounded-16 border border-line bg-panel shadow-8">
        <Dialog className="flex min-h-0 flex-col outline-none">
          <header className="shrink-0 border-line border-b px-8 pt-8 pb-4 max-md:px-5 max-md:pt-5">
            <Heading slot="title" className="text-std-24B-150 max-md:text-std-20B-150">
              {aboutText.name}
            </Heading>
            <p className="mt-1 text-std-16N-170 text-ink2">
              {PRODUCT_NAME}　{aboutText.own}
            </p>
          </header>
          <div className="min-h-0 grow overflow-y-auto px-8 py-4 max-md:px-5">
            <FailureBanner error={action.error ?? about.error} className="mb-4" />
            <dl className="grid grid-cols-[120px_1fr] gap-x-4 gap-y-2 text-dns-14N-130 leading-160">
              <Fact name={aboutText.version} value={info.version} />
              <Fact name={aboutText.runtime} value={about.value?.runtimes.join('、') ?? ''} />
              <Fact name={aboutText.system} value={about.value?.system ?? ''} />
              <Fact name={aboutText.dataDir} value={info.dataDir} />
            </dl>
            <ActionButton
              className="mt-3"
              icon={FolderOpen}
              busy={action.busy}
              onPress={() => action.run('app.reveal-data', {})}
            >
              {aboutText.openDataDir}
            </ActionButton>
            {about.value !== undefined && <Licences software={about.value.software} />}
          </div>
          <footer className="flex shrink-0 justify-end border-line border-t px-8 py-4 max-md:px-5">
            <ActionButton size={48} look="solid" autoFocus onPress={onClose}>
              {wordText.close}
            </ActionButton>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="text-dns-14B-130 leading-160">{name}</dt>
      <dd className="text-code min-w-0 leading-160 [overflow-wrap:anywhere]">{value}</dd>
    </>
  )
}

function Licences({ software }: { readonly software: readonly BundledSoftware[] }) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className="mt-6">
      <h3 id={titleId} className="text-dns-16B-130">
        {aboutText.licences}
      </h3>
      <p className="mt-1 text-dns-14N-130 leading-160 text-ink2">
        {aboutText.licencesSentence(software.length)}
      </p>
      <ul className="mt-3 divide-y divide-line rounded-8 border border-line">
        {software.map(({ name, version, licence, text }) => (
          <li key={`${name} ${version}`}>
            <details className="group">
              <summary className="flex min-h-9 cursor-pointer items-center gap-x-2 px-3 py-1.5 text-dns-14N-130">
                <ChevronRight
                  aria-hidden
                  size={16}
                  strokeWidth={2}
                  className="shrink-0 text-ink2 group-open:rotate-90"
                />
                <span className="min-w-0 grow break-all">{name}</span>
                <span className="text-code shrink-0 text-ink2">{version}</span>
                <span className="w-24 shrink-0 text-right text-ink2">{licence}</span>
              </summary>
              <pre className="text-code whitespace-pre-wrap break-words border-line border-t bg-sunken p-3">
                {text === '' ? aboutText.noText : text}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
