import type { Judged } from './crash-life.ts'

/** Point, runs, killed, findings; and the sum. */
export function printTable(all: readonly Judged[]): void {
  const byRow = Map.groupBy(all, ({ row }) => row)
  const lines = [...byRow].map(([row, lives]) => tableLine(row, lives))
  console.log(['crash points:', ...lines, tableLine('all', all)].join('\n'))
  const unreached = all.filter(({ wasKilled }) => !wasKilled)
  const where = Map.groupBy(unreached, ({ group, point }) => `${group}, ${point}`)
  for (const [place, lives] of where)
    console.log(`  ended before it was killed: ${place}, seeds ${lives.map(({ seed }) => seed).join(' ')}`)
}

export function tableLine(name: string, lives: readonly Judged[]): string {
  const killed = lives.filter(({ wasKilled }) => wasKilled).length
  const findings = lives.reduce((sum, life) => sum + life.findings.length, 0)
  return `  ${name.padEnd(36)} ${lives.length} runs, ${killed} killed, ${findings} findings`
}
