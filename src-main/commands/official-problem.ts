import { OFFICIAL_SERVICE, officialCode } from '../../src-shared/domain/official-service.ts'
import type { Problem } from '../../src-shared/ipc/answer-shapes.ts'
import type { Session } from '../session.ts'

/** The official batch beside us, as a row of 対応が必要な項目; practice mode sends nowhere that it could. */
export function officialProblems(session: Session): Problem[] {
  const { finding, foundAt } = session.official
  const code = session.practice === null ? officialCode(finding) : null
  if (code === null || finding === null) return []
  const detail = [
    ...(finding.service === 'absent' ? [] : [OFFICIAL_SERVICE]),
    ...finding.tasks.map(({ name }) => name),
  ].join('、')
  const kind = code === 'R8001' ? 'engine' : 'folder'
  return [{ kind, folder: null, displayName: null, code, detail, since: foundAt, transferId: null }]
}
