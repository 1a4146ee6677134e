import { rowsOf } from '../../support/disk.ts'
import { type Finding, judge } from '../support/kill-verdict.ts'
import { FOLDERS, type Site } from '../support/reliability-site.ts'
import type { DiskFault } from './disk-fault.ts'
import type { Broken, Ended } from './disk-fault-relay.ts'

/** Japanese letters: what a person can act upon, and no system's English. */
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

/** What a program prints that has lost control of itself. */
const CRASH = /^\s+at .+:\d+|node:internal|Unhandled|^\w*Error: /m

/** A run in which the disk failed has ended in words, and has not lost or misplaced anything already. */
export function judgeBroken(site: Site, fault: DiskFault, end: Broken): Finding[] {
  const findings: Finding[] = []
  if (end.code === null || end.code > 2)
    findings.push({ promised: 'untrue', what: `exit ${end.code}: ${end.stderr}` })
  findings.push(...judgeWords(end))
  const disk = site.filesOnDisk()
  for (const { name, sha256 } of site.dropped) {
    if (disk.filter((file) => file.sha256 === sha256).length !== 1)
      findings.push({ promised: 'lost', what: `${name} right after the fault` })
  }
  const waiting = disk.filter(({ place }) => !place.startsWith('PROCEED/'))
  if (end.code === 0 && waiting.length > 0)
    findings.push({ promised: 'untrue', what: 'exit 0, and files wait' })
  // A relay goes on without its log (requirements section 3).
  if (fault.area === 'log' && (end.code !== 0 || waiting.length > 0))
    findings.push({
      promised: 'stuck',
      what: `without its log: exit ${end.code}, ${waiting.length} files wait`,
    })
  return findings
}

/** Whoever reads the output learns what to do, in Japanese, with a code or (bad input) the name of the setting. */
export function judgeWords({ code, stdout, stderr }: Ended): Finding[] {
  const findings: Finding[] = []
  if (CRASH.test(stderr)) findings.push({ promised: 'untrue', what: `crashed: ${stderr}` })
  const said = [...stdout.split('\n'), ...stderr.split('\n')].filter((line) => /R\d{4}|^設定 /.test(line))
  if (code !== 0 && !said.some((line) => JAPANESE.test(line)))
    findings.push({ promised: 'untrue', what: `exit ${code} without a word: ${stdout}${stderr}` })
  // R4006 tells staff of a fault of the program, and of no remedy; a disk that fails is none.
  const blamed = said.find((line) => line.includes('R4006'))
  if (blamed !== undefined) findings.push({ promised: 'untrue', what: `called a program error: ${blamed}` })
  return findings
}

/**
 * All the promises, after two runs without trouble and with a new file in each folder in between. Nobody has touched a
 * file, so that none may be called changed.
 * @param site as this process sees it
 */
export async function judgeMended(site: Site, run: () => Promise<Ended>): Promise<Finding[]> {
  const runs = [await run()]
  for (const folder of FOLDERS) site.drop(folder, 'new.csv')
  runs.push(await run())
  try {
    const changed = rowsOf<{ fileName: string }>(
      site.dataDir,
      'SELECT file_name AS fileName FROM transfers WHERE changed <> 0',
    )
    const untrue = changed.map(({ fileName }) => ({
      promised: 'untrue' as const,
      what: `${fileName} is called changed, and is not`,
    }))
    return [...judge(site, 'hold', runs), ...untrue]
  } catch (error) {
    const said = runs.map(({ output }) => output).join('')
    return [{ promised: 'stuck', what: `no journal to judge by: ${error}; ${said}` }]
  }
}
