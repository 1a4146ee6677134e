import { preflightLevel } from '../../src-shared/domain/preflight-rule.ts'
import type { FindingRow } from '../../src-shared/ipc/answer-shapes.ts'
import { preflightText, ruleText } from '../../src-shared/text/ja/preflight.ts'
import { preflightMark } from './state-marks.ts'
import { StatusChip } from './status-chip.tsx'

/** What 送信前の点検 found in one file: what, where, and what to do. Nothing of the file itself is known here. */
export function PreflightFindings({ findings }: { readonly findings: readonly FindingRow[] }) {
  if (findings.length === 0) return null
  return (
    <section
      aria-label={preflightText.title}
      className="mt-3 rounded-8 border border-line bg-sunken px-4 py-3"
    >
      <h3 className="text-dns-16B-130">{preflightText.title}</h3>
      <ul className="mt-2 space-y-2">
        {findings.map((finding) => {
          const { rule, field, count } = finding
          return (
            <li key={`${rule} ${field}`} className="flex items-start gap-3 text-dns-14N-130 leading-150">
              <span className="shrink-0">
                <StatusChip {...preflightMark[preflightLevel(rule)]} />
              </span>
              <div className="min-w-0 pt-0.5">
                <p>
                  <strong>
                    {field !== null && preflightText.field(field)}
                    {ruleText[rule].what}
                  </strong>
                  <span className="ml-2 whitespace-nowrap tabular-nums">{preflightText.count(count)}</span>
                  <span className="text-code ml-2 text-ink2">{rule}</span>
                </p>
                <p className="text-ink2 tabular-nums">{preflightText.places(finding)}</p>
                <p className="text-ink2">{ruleText[rule].remedy}</p>
              </div>
            </li>
          )
        })}
      </ul>
      <p className="mt-2 text-dns-14N-130 leading-150 text-ink2">{preflightText.lead}</p>
    </section>
  )
}
