import type { PreflightFinding } from '../../../src-shared/domain/preflight-rule.ts'
import type { CheckPlan } from '../../engine/ports.ts'
import { startCheck } from '../file-check.ts'

export type Kind = CheckPlan['kind']

/** @param chunk how many bytes come at a time */
export function checkBytes(
  kind: Kind,
  content: string | Uint8Array,
  chunk = 7,
  isDifferential = true,
): readonly PreflightFinding[] {
  const bytes = Buffer.from(content as string)
  const check = startCheck({ kind, isDifferential })
  for (let at = 0; at < bytes.length; at += chunk) check.push(bytes.subarray(at, at + chunk))
  return check.finish()
}

/** `P306 myNumber 1:1` for each finding: rule, field, and record:line of the first place. */
export function told(findings: readonly PreflightFinding[]): string[] {
  return findings.map(({ rule, field, count, places }) => {
    const [first] = places
    const where = `${first?.record ?? '-'}:${first?.line}`
    return [rule, ...(field === null ? [] : [field]), ...(count === 1 ? [] : [`×${count}`]), where].join(' ')
  })
}
