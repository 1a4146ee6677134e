import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OfficialFinding } from '../../src-shared/domain/official-service.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { officialCommands } from './official-commands.ts'
import { findOfficialService } from './official-service.ts'
import { OfficialWatch } from './official-watch.ts'
import { runProgram } from './program-run.ts'
import { systemPrograms } from './system-programs.ts'
import { fakeProgram, saying } from './testing/fake-program.ts'
import {
  ABSENT_JAPANESE,
  configurationJapanese,
  DENIED_ENGLISH,
  RUNNING_JAPANESE,
  STOPPED_ENGLISH,
  taskList,
} from './testing/windows-answers.ts'

const CONFIG =
  '<configuration><appSettings><add key="PMHFilePath" value="C:\\opt\\PMH_RELAY"/></appSettings></configuration>'

interface Site {
  readonly query: string
  readonly tasks?: string
  readonly startType?: string
  readonly config?: string | Uint8Array | null
  /** A script that `sc qc` runs in place of its answer. */
  readonly qc?: string
}

/** A computer with the batch on it, as sc and schtasks tell of it. */
function windowsWith({ query, tasks = '', startType = '2   AUTO_START', config = CONFIG, ...site }: Site) {
  const folder = tempFolder()
  const program = path.join(folder, 'PMH_Relay.exe')
  if (config !== null) writeFileSync(`${program}.config`, config)
  const qc = site.qc ?? saying(folder, configurationJapanese(`${program} SECRET1|a SECRET2|b`, startType))
  const sc = fakeProgram(
    folder,
    'sc',
    `if [ "$1" = qc ]; then ${qc}; else ${saying(folder, query, query === ABSENT_JAPANESE ? 36 : 0)}; fi`,
  )
  const schtasks = fakeProgram(folder, 'schtasks', saying(folder, tasks))
  const find = () => findOfficialService({ sc: sc.path, schtasks: schtasks.path }, runProgram)
  return { find, sc, schtasks }
}

const MAIL = { name: '\\PMH_Relay_EmailSend', run: 'powershell.exe -Command "C:\\opt\\SendMail.ps1"' }
const NONE: OfficialFinding = { service: 'absent', startsItself: false, root: null, tasks: [] }

describe('findOfficialService', () => {
  it('finds a running service with its path and its tasks, and no token', async () => {
    const { find, sc, schtasks } = windowsWith({ query: RUNNING_JAPANESE, tasks: taskList('ja', [MAIL]) })
    const finding = await find()
    expect(finding).toEqual({
      service: 'running',
      startsItself: true,
      root: 'C:\\opt\\PMH_RELAY',
      tasks: [{ name: '\\PMH_Relay_EmailSend', kind: 'mail' }],
    })
    expect(JSON.stringify(finding)).not.toContain('SECRET')
    expect(sc.calls()).toEqual([
      ['query', 'PMH_Relay'],
      ['qc', 'PMH_Relay', '8192'],
    ])
    expect(schtasks.calls()).toEqual([['/query', '/fo', 'csv', '/v']])
  })

  it.each<[string, Site, Partial<OfficialFinding>]>([
    ['no service', { query: ABSENT_JAPANESE }, {}],
    [
      'a stopped one',
      { query: STOPPED_ENGLISH, startType: '3   DEMAND_START' },
      { service: 'stopped', root: 'C:\\opt\\PMH_RELAY' },
    ],
    [
      'no configuration',
      { query: RUNNING_JAPANESE, config: null },
      { service: 'running', startsItself: true },
    ],
    [
      'a configuration far too large',
      { query: RUNNING_JAPANESE, config: CONFIG.padEnd(1024 * 1024 + 1) },
      { service: 'running', startsItself: true },
    ],
    [
      'one as large as may be',
      { query: RUNNING_JAPANESE, config: CONFIG.padEnd(1024 * 1024) },
      { service: 'running', startsItself: true, root: 'C:\\opt\\PMH_RELAY' },
    ],
    [
      'a configuration without the path',
      { query: RUNNING_JAPANESE, config: CONFIG.replace('PMHFilePath', 'MonitoringTimer') },
      { service: 'running', startsItself: true },
    ],
    // It sends, whatever else could not be asked: this program must not begin beside it.
    [
      'a service that runs, and does not tell how it was set up',
      { query: RUNNING_JAPANESE, qc: 'exec yes' },
      { service: 'running' },
    ],
    ['one that may not be asked that', { query: RUNNING_JAPANESE, qc: 'exit 5' }, { service: 'running' }],
    [
      'a configuration that is none',
      { query: RUNNING_JAPANESE, config: '<a/>' },
      { service: 'running', startsItself: true },
    ],
  ])('%s', async (_, site, expected) => {
    expect(await windowsWith(site).find()).toEqual({ ...NONE, ...expected })
  })

  it('asks no more of a service that is not there, nor of one that says nothing', async () => {
    for (const query of [ABSENT_JAPANESE, DENIED_ENGLISH]) {
      const { find, sc } = windowsWith({ query })
      await find()
      expect(sc.calls()).toEqual([['query', 'PMH_Relay']])
    }
  })

  it('where nothing can be asked the service is unknown, and nothing fails', async () => {
    const finding = await findOfficialService(
      { sc: '/nowhere/sc', schtasks: '/nowhere/schtasks' },
      runProgram,
    )
    expect(finding).toEqual({ ...NONE, service: 'unknown' })
  })
})

describe('officialCommands', () => {
  it.each<[Partial<OfficialFinding>, string[]]>([
    [{}, []],
    [{ service: 'running' }, ['sc stop PMH_Relay', 'sc config PMH_Relay start= disabled']],
    [{ service: 'stopped', startsItself: true }, ['sc config PMH_Relay start= disabled']],
    [{ service: 'stopped' }, []],
    [{ tasks: [{ name: '\\PMH 再起動', kind: 'reboot' }] }, ['schtasks /Change /TN "\\PMH 再起動" /DISABLE']],
  ])('%j', (part, lines) => {
    expect(officialCommands({ ...NONE, ...part }).map(({ line }) => line)).toEqual(lines)
  })
})

describe('OfficialWatch', () => {
  it('joins looks under way, tells of each end, and knows nothing before', async () => {
    let ends = 0
    let asked = 0
    const watch = new OfficialWatch(
      () => {
        ends += 1
      },
      () => `time ${ends}`,
    )
    expect(watch.supported).toBe(false)
    await watch.look()
    expect([ends, watch.finding]).toEqual([0, null])
    watch.begin(async () => {
      asked += 1
      return NONE
    })
    void watch.look()
    expect(watch.finding).toBeNull()
    await watch.settled()
    expect([asked, ends, watch.finding]).toEqual([1, 1, NONE])
    await watch.look()
    expect([asked, ends, watch.foundAt]).toEqual([2, 2, 'time 0'])
  })
})

it('Windows own programs are named by their whole path', () => {
  expect(systemPrograms('win32', 'D:\\WinNT')).toMatchObject({
    sc: 'D:\\WinNT\\System32\\sc.exe',
    powershell: 'D:\\WinNT\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  })
  expect(systemPrograms('linux').systemctl).toBe('systemctl')
})
