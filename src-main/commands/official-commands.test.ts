import { describe, expect, it } from 'vitest'
import type { OfficialFinding } from '../../src-shared/domain/official-service.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession } from './testing/open-session.ts'

const RUNNING: OfficialFinding = { service: 'running', startsItself: true, root: null, tasks: [] }
const ABSENT: OfficialFinding = { service: 'absent', startsItself: false, root: null, tasks: [] }

/** A console that is set up, on a computer where the batch is found as told. */
async function beside(finding: OfficialFinding) {
  const opened = openSession()
  const root = tempFolder()
  await opened.value('vault.choose', { kind: 'memory' })
  await opened.value('settings.save', {
    changes: { PMHFilePath: root, PostRegistrationTasksBaseURL: 'http://127.0.0.1:9' },
  })
  await addFolder(opened, { folder: 'a', createDirectory: true })
  let found = finding
  opened.session.official.begin(async () => found)
  return {
    opened,
    root,
    find: (next: OfficialFinding) => {
      found = next
    },
  }
}

const problems = async ({ value }: OpenSession) =>
  (await value('overview.get')).problems.map(({ kind, code, detail }) => [kind, code, detail])
const state = ({ session }: OpenSession) => session.real.engine.status().state

describe('the official batch beside us', () => {
  it('stands first among 対応が必要な項目, until a look no longer finds it', async () => {
    const { opened, find } = await beside(RUNNING)
    await opened.session.official.settled()
    expect(opened.told).toContain('background')
    expect(await problems(opened)).toEqual([['engine', 'R8001', 'PMH_Relay']])
    find({ ...ABSENT, tasks: [{ name: '\\PMH_Relay_EmailSend', kind: 'mail' }] })
    const { commands } = await opened.value('official.look')
    expect(commands.map(({ line }) => line)).toEqual(['schtasks /Change /TN \\PMH_Relay_EmailSend /DISABLE'])
    expect(await problems(opened)).toEqual([['folder', 'R8002', '\\PMH_Relay_EmailSend']])
    find(ABSENT)
    await opened.value('official.look')
    expect(await problems(opened)).toEqual([])
  })

  it('keeps monitoring from beginning unasked, even while the first look goes on', async () => {
    const { opened } = await beside(RUNNING)
    expect(await opened.refusal('engine.start')).toBe('R8001 PMH_Relay')
    expect(state(opened)).toBe('stopped')
    expect(opened.session.real.facts.get('monitoring')).toBeNull()
  })

  it('does not keep staff from it who know of the batch; 操作記録 has it', async () => {
    const { opened } = await beside(RUNNING)
    await opened.value('engine.start', { besideOfficial: true })
    expect(state(opened)).not.toBe('stopped')
    const [row] = opened.session.real.audit.newestFirst(1)
    expect([row?.action, row?.reason]).toEqual([
      'monitoring.started',
      '公式バッチが動いていることを確認したうえで開始',
    ])
  })

  it('is looked for once more before a start is refused', async () => {
    const { opened, find } = await beside(RUNNING)
    await opened.session.official.settled()
    find({ ...RUNNING, service: 'stopped' })
    await opened.value('engine.start')
    expect(state(opened)).not.toBe('stopped')
  })

  it('is no hindrance when it watches another path', async () => {
    const { opened, root } = await beside({ ...RUNNING, root: '/elsewhere' })
    await opened.value('engine.start')
    expect((await opened.value('official.get')).samePath).toBe(false)
    await opened.value('engine.stop')
    opened.session.official.begin(async () => ({ ...RUNNING, root }))
    expect(await opened.refusal('engine.start')).toBe('R8001 PMH_Relay')
    expect((await opened.value('official.get')).samePath).toBe(true)
  })

  it('is not looked for on other systems', async () => {
    const opened = openSession()
    expect(await opened.value('official.look')).toEqual({
      supported: false,
      finding: null,
      samePath: false,
      commands: [],
    })
  })
})
