import { Copy } from 'lucide-react'
import type { DiagnosisStep } from '../../../src-shared/domain/diagnosis.ts'
import { certificateFaultParts } from '../../../src-shared/text/ja/certificate.ts'
import { diagnosisErrorText } from '../../../src-shared/text/ja/diagnosis.ts'
import { failureText } from '../../../src-shared/text/ja/screens.ts'
import { certificateText } from '../../../src-shared/text/ja/screens-certificates.ts'
import { diagnosisScreenText as text } from '../../../src-shared/text/ja/screens-diagnosis.ts'
import type { SettingSection } from '../../../src-shared/text/ja/screens-settings.ts'
import { useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { AddCertificate } from '../../components/certificate/add-certificate.tsx'
import { Fingerprint } from '../../components/certificate/certificate-facts.tsx'
import { failureDetail } from '../../components/failure-detail.ts'
import { useCopy } from '../../hooks/use-copy.ts'
import { stepCure } from './verdict.ts'

/** What happened, why, what to do now, and the button that does it. */
export function StepRemedy(props: {
  readonly step: DiagnosisStep
  /** When the diagnosis began, ISO 8601. */
  readonly at: string
  readonly onCertificateAdded: (sentence: string) => void
}) {
  const { step, at } = props
  const copy = useCopy()
  const code = step.code ?? ''
  const words = diagnosisErrorText(code)
  const { what, why, remedy } = words
  return (
    <div
      data-remedy
      className="tone-bad ml-9 rounded-8 border border-tone-line bg-panel px-5 py-4 max-lg:ml-0"
    >
      <dl className="grid gap-x-4 gap-y-2.5 text-dns-16N-130 leading-160 md:grid-cols-[auto_minmax(0,1fr)]">
        <dt className="whitespace-nowrap font-bold">{failureText.what}</dt>
        <dd className="measure">{what}</dd>
        <dt className="whitespace-nowrap font-bold">{failureText.why}</dt>
        <dd className="measure">{why}</dd>
        <dt className="whitespace-nowrap font-bold">{failureText.remedy}</dt>
        <dd className="measure">{remedy}</dd>
        <Detail fact={step.fact} />
      </dl>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <CureButton step={step} onCertificateAdded={props.onCertificateAdded} />
        <ActionButton icon={Copy} onPress={() => copy(failureDetail(code, step.fact, at, words))}>
          {failureText.copy}
        </ActionButton>
        <span className="text-code text-ink2">
          {text.code} {code}
        </span>
      </div>
    </div>
  )
}

/** What the network's administrator asks for: the very words of the step, a certificate's facts one a line. */
function Detail({ fact }: { readonly fact: string }) {
  const { lines, fingerprint } = certificateFaultParts(fact)
  if (lines.length === 0 && fingerprint === null) return null
  return (
    <>
      <dt className="whitespace-nowrap font-bold">{text.detail}</dt>
      <dd className="text-code leading-160">
        {lines.map((line) => (
          <p key={line} className="break-words">
            {line}
          </p>
        ))}
        {fingerprint !== null && (
          <p>
            {certificateText.fingerprint}：<Fingerprint text={fingerprint} />
          </p>
        )}
      </dd>
    </>
  )
}

function CureButton(props: {
  readonly step: DiagnosisStep
  readonly onCertificateAdded: (sentence: string) => void
}) {
  const { go } = useRouter()
  const settings = (section: SettingSection) => (
    <ActionButton look="solid" onPress={() => go('settings', { section })}>
      {text.openSettings}
    </ActionButton>
  )
  switch (stepCure(props.step)) {
    case 'certificate':
      return <AddCertificate look="solid" onAdded={props.onCertificateAdded} />
    // It may be chosen anew here, but it is taken away there.
    case 'added_certificates':
      return (
        <>
          {settings('certificates')}
          <AddCertificate look="outline" onAdded={props.onCertificateAdded} />
        </>
      )
    case 'folders':
      return (
        <ActionButton look="solid" onPress={() => go('folders')}>
          {text.openFolders}
        </ActionButton>
      )
    case 'settings':
      return settings('target')
    case 'proxy':
      return settings('proxy')
    case null:
      return null
  }
}
