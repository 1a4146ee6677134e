import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BackgroundRequest } from '../../src-shared/ipc/background-shapes.ts'
import { runProgram } from '../background/program-run.ts'
import { emptyComputer } from '../background/testing/empty-computer.ts'
import { fakeProgram } from '../background/testing/fake-program.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { openSession } from './testing/open-session.ts'

const CHOICE = { trigger: 'startup', account: 'CITY\\pmh', logon: 'password' } as const
const TASK: BackgroundRequest = { way: 'service', task: CHOICE }
const LOGIN: BackgroundRequest = { way: 'login' }

/** A Windows computer on which no task is known yet; PowerShell registers what schtasks was given. */
function onWindows() {
  const dataDir = tempFolder()
  const tools = tempFolder()
  const known = path.join(tools, 'known.xml')
  const schtasks = fakeProgram(tools, 'schtasks', `cat '${known}' && exit 0; echo does not exist; exit 1`)
  const powershell = fakeProgram(tools, 'powershell', `cp '${dataDir}'/background/*.xml '${known}'`)
  const empty = emptyComputer(dataDir)
  const computer = {
    ...empty,
    place: { ...empty.place, platform: 'win32' as const },
    programs: { ...empty.programs, schtasks: schtasks.path, powershell: powershell.path },
    run: runProgram,
  }
  return { opened: openSession({ dataDir, computer }), dataDir, powershell }
}

const audits = ({ session }: ReturnType<typeof openSession>) =>
  session.real.audit
    .newestFirst(5)
    .map(({ action, subject, before, after }) => [action, subject, before, after])

describe('起動・常駐', () => {
  it('tells how each way stands, and which this system does not have', async () => {
    const opened = openSession()
    const { system, keyReady, ways } = await opened.value('background.get')
    expect([system, keyReady]).toEqual(['linux', false])
    expect(ways.map(({ way, state }) => [way, state])).toEqual([
      ['login', 'absent'],
      ['service', 'absent'],
      ['reboot', 'unavailable'],
    ])
  })

  it('registers and takes away with a row in 操作記録 each, and tells the window', async () => {
    const opened = openSession()
    const { place } = await opened.value('background.preview', LOGIN)
    expect(await opened.value('background.register', { request: LOGIN, overForeign: false })).toEqual({
      left: 'nothing',
    })
    expect(existsSync(place)).toBe(true)
    await opened.value('background.remove', { way: 'login' })
    expect(existsSync(place)).toBe(false)
    expect(audits(opened)).toEqual([
      ['background.removed', 'login', place, null],
      ['background.registered', 'login', null, place],
    ])
    expect(opened.told.filter((topic) => topic === 'background')).toHaveLength(2)
  })

  it('leaves no row when nothing was registered', async () => {
    const opened = openSession()
    const { place } = await opened.value('background.preview', LOGIN)
    await opened.value('background.register', { request: LOGIN, overForeign: false })
    writeFileSync(place, '[Desktop Entry]\n')
    expect(await opened.refusal('background.register', { request: LOGIN, overForeign: false })).toBe(
      `R8005 ${place}`,
    )
    expect(await opened.refusal('background.remove', { way: 'login' })).toBe(`R8005 ${place}`)
    expect(audits(opened)).toHaveLength(1)
  })

  it('a run without a window needs its key first', async () => {
    const { opened, dataDir, powershell } = onWindows()
    const input = { request: TASK, overForeign: false }
    const key = path.join(dataDir, 'background.key')
    expect(await opened.refusal('background.register', input)).toBe(`R8006 ${key}`)
    expect(powershell.calls()).toEqual([])
    writeFileSync(key, '')
    await opened.value('background.register', input)
    expect(audits(opened)).toEqual([
      ['background.registered', 'service', null, 'PMH_Relay_Console_Background（CITY\\pmh）'],
    ])
  })

  it('saves what would be registered as the file that schtasks takes', async () => {
    const { opened, dataDir } = onWindows()
    opened.picks = path.join(dataDir, 'task.xml')
    expect(await opened.value('background.save', TASK)).toEqual({ file: opened.picks })
    expect(opened.asked.at(-1)?.[1]).toBe('PMH_Relay_Console_Background.xml')
    expect([...readFileSync(opened.picks).subarray(0, 2)]).toEqual([0xff, 0xfe])
    const preview = await opened.value('background.preview', TASK)
    expect(readFileSync(opened.picks, 'utf16le')).toBe(`\ufeff${preview.text}`)
    opened.picks = dataDir
    expect(await opened.refusal('background.save', TASK)).toBe(`R5010 ${dataDir} (EISDIR)`)
  })

  it.each<[string, unknown]>([
    ['a time that is none', { way: 'reboot', reboot: { every: 'day', time: '24:00' } }],
    ['a day that not every month has', { way: 'reboot', reboot: { every: 'month', day: 29, time: '03:00' } }],
    ['an account without end', { way: 'service', task: { ...CHOICE, account: 'x'.repeat(257) } }],
  ])('%s is refused at the door', async (_, request) => {
    const { opened } = onWindows()
    expect(await opened.refusal('background.preview', request as BackgroundRequest)).toMatch(/^R5005/)
  })

  it('an account that would be read as an argument is refused', async () => {
    const { opened } = onWindows()
    const request: BackgroundRequest = { way: 'service', task: { ...CHOICE, account: 'a" /f "' } }
    expect(await opened.refusal('background.preview', request)).toMatch(/^R8003/)
  })

  it('a way that this system does not have is refused', async () => {
    expect(await openSession().refusal('background.remove', { way: 'reboot' })).toBe('R5007')
  })

  it('managed by 管理者ロック: a colleague neither registers nor takes away', async () => {
    const opened = openSession()
    await opened.value('background.register', { request: LOGIN, overForeign: false })
    await opened.value('lock.set-pin', { pin: '482913' })
    await opened.value('lock.close')
    expect(await opened.refusal('background.register', { request: LOGIN, overForeign: false })).toBe('R6010')
    expect(await opened.refusal('background.remove', { way: 'login' })).toBe('R6010')
    await opened.value('background.preview', LOGIN)
  })

  it('a console that only shows can still take away the run that sends', async () => {
    const first = openSession()
    await first.value('background.register', { request: LOGIN, overForeign: false })
    const second = openSession({ dataDir: first.dataDir })
    expect(await second.refusal('background.register', { request: LOGIN, overForeign: false })).toMatch(
      /^R4002/,
    )
    await second.value('background.remove', { way: 'login' })
  })
})
