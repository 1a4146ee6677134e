import { describe, expect, it } from 'vitest'
import { type OfficialFinding, officialCode, sendsBeside } from './official-service.ts'

const NOTHING: OfficialFinding = { service: 'absent', startsItself: false, root: null, tasks: [] }

describe('sendsBeside', () => {
  it.each<[Partial<OfficialFinding>, boolean]>([
    [{ service: 'running', root: 'C:\\opt\\PMH_RELAY' }, true],
    [{ service: 'running', root: 'c:/OPT/pmh_relay/' }, true],
    [{ service: 'running', root: null }, true],
    [{ service: 'running', root: 'D:\\elsewhere' }, false],
    [{ service: 'stopped', root: 'C:\\opt\\PMH_RELAY' }, false],
    [{ service: 'unknown' }, false],
  ])('%j is %s', (part, expected) => {
    expect(sendsBeside({ ...NOTHING, ...part }, 'C:\\opt\\PMH_RELAY')).toBe(expected)
  })

  it('knows nothing before the first look', () => {
    expect(sendsBeside(null, 'C:\\opt')).toBe(false)
  })
})

describe('officialCode', () => {
  const mail = { name: '\\PMH_Relay_EmailSend', kind: 'mail' } as const
  const reboot = { name: '\\reboot', kind: 'reboot' } as const

  it.each<[Partial<OfficialFinding>, string | null]>([
    [{}, null],
    [{ service: 'unknown' }, null],
    [{ service: 'running' }, 'R8001'],
    [{ service: 'stopped', startsItself: true }, 'R8002'],
    [{ service: 'stopped', startsItself: false }, null],
    [{ service: 'absent', startsItself: true }, null],
    [{ service: 'unknown', startsItself: true }, null],
    [{ service: 'running', startsItself: true, tasks: [mail] }, 'R8001'],
    [{ tasks: [mail] }, 'R8002'],
    [{ tasks: [reboot, mail] }, 'R8002'],
    // A periodic restart may be wanted as it is; the section in 設定 names it.
    [{ tasks: [reboot] }, null],
  ])('%j is %s', (part, expected) => {
    expect(officialCode({ ...NOTHING, ...part })).toBe(expected)
  })

  it('is none before the first look', () => {
    expect(officialCode(null)).toBeNull()
  })
})
