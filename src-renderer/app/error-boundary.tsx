import { Copy, RotateCw, TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { crashText, failureText } from '../../src-shared/text/ja/screens.ts'
import { tableTime } from '../../src-shared/text/ja/screens-formats.ts'
import { ActionButton } from '../components/action-button.tsx'
import { useCopy } from '../hooks/use-copy.ts'

interface State {
  readonly error: Error | null
}

/** The last net: a screen that cannot be drawn still says what happened, why, and what to do. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    return this.state.error === null ? (
      this.props.children
    ) : (
      <CrashPanel error={this.state.error} onRetry={() => this.setState({ error: null })} />
    )
  }
}

function CrashPanel({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const copy = useCopy()
  const detail = failureText.detailLines({
    code: 'R4006',
    what: crashText.what,
    why: crashText.why,
    remedy: crashText.remedy,
    detail: `${error.name}: ${error.message}\n${error.stack ?? ''}`,
    at: tableTime(new Date().toISOString()),
  })
  return (
    <div className="tone-bad mx-auto max-w-[720px] p-6">
      <div role="alert" className="rounded-12 border border-tone-line border-l-[6px] bg-panel p-6">
        <h1 className="flex items-center gap-3 text-std-24B-150">
          <TriangleAlert aria-hidden size={32} strokeWidth={2} className="text-tone" />
          {crashText.title}
        </h1>
        <p className="measure mt-4 text-std-16N-170">{crashText.what}</p>
        <p className="measure text-std-16N-170 text-ink2">{crashText.why}</p>
        <p className="measure text-std-16N-170">{crashText.remedy}</p>
        <div className="mt-6 flex flex-wrap gap-3">
          <ActionButton size={48} look="solid" icon={RotateCw} onPress={onRetry}>
            {crashText.reload}
          </ActionButton>
          <ActionButton size={48} icon={Copy} onPress={() => copy(detail)}>
            {failureText.copy}
          </ActionButton>
        </div>
      </div>
    </div>
  )
}
