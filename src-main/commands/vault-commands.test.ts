import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { turningSealer } from '../testing/turning-sealer.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const PASSPHRASE = `${SECRET} ガギグゲゴ passphrase`
const choosePassphrase = { kind: 'passphrase', passphrase: PASSPHRASE } as const

const stateOf = async (opened: OpenSession) => (await opened.value('app.info')).vault
const hintsOf = async (opened: OpenSession) =>
  (await opened.value('folders.list')).folders.map(({ tokenHint }) => tokenHint)

function bytesOf(dataDir: string): Buffer {
  return Buffer.concat(
    readdirSync(dataDir)
      .filter((name) => name.startsWith('relay.db'))
      .map((name) => readFileSync(path.join(dataDir, name))),
  )
}

describe('a passphrase', () => {
  it('seals the tokens, and opens them after a restart when it is given again', async () => {
    const first = openSession()
    expect(await stateOf(first)).toEqual({ kind: 'undecided', locked: false, hasPassphrase: false })
    await first.value('vault.choose', choosePassphrase)
    expect(await stateOf(first)).toEqual({ kind: 'passphrase', locked: false, hasPassphrase: true })
    await addFolder(first, { folder: 'a' })
    expect(first.told).toContain('vault')
    await first.session.close()
    expect(bytesOf(first.dataDir).includes(SECRET)).toBe(false)

    const second = openSession({ dataDir: first.dataDir })
    expect(await stateOf(second)).toEqual({ kind: 'passphrase', locked: true, hasPassphrase: true })
    expect(await hintsOf(second)).toEqual([null])
    expect(await second.refusal('vault.unlock', { passphrase: 'another passphrase' })).toBe('R6002')
    expect(await hintsOf(second)).toEqual([null])
    await second.value('vault.unlock', { passphrase: PASSPHRASE.normalize('NFD') })
    expect(await stateOf(second)).toEqual({ kind: 'passphrase', locked: false, hasPassphrase: true })
    expect(await hintsOf(second)).toEqual(['••••4f2a'])
    expect(await second.refusal('vault.choose', choosePassphrase)).toBe('R5007')
  })

  it('chosen twice at once is chosen once, and the tokens stay readable', async () => {
    const opened = openSession()
    await opened.value('vault.choose', { kind: 'memory' })
    await addFolder(opened, { folder: 'a' })
    const other = { kind: 'passphrase', passphrase: `${SECRET} another one` } as const
    const answers = await Promise.all([
      opened.refusal('vault.choose', choosePassphrase),
      opened.refusal('vault.choose', other),
    ])
    expect(answers.toSorted()).toEqual(['R5007', 'taken: {}'])
    await opened.session.close()
    const again = openSession({ dataDir: opened.dataDir })
    const chosen = answers[0] === 'R5007' ? other : choosePassphrase
    await again.value('vault.unlock', { passphrase: chosen.passphrase })
    expect(await hintsOf(again)).toEqual(['••••4f2a'])
  })

  it('that was never chosen cannot be given', async () => {
    expect(await openSession().refusal('vault.unlock', { passphrase: 'x' })).toBe('R5007')
  })
})

describe('memory', () => {
  it('keeps tokens until the program ends, and stays the choice', async () => {
    const first = openSession()
    await first.value('vault.choose', { kind: 'memory' })
    expect(await stateOf(first)).toEqual({ kind: 'memory', locked: false, hasPassphrase: false })
    await addFolder(first, { folder: 'a' })
    expect(await hintsOf(first)).toEqual(['••••4f2a'])
    await first.session.close()
    expect(bytesOf(first.dataDir).includes(SECRET)).toBe(false)
    const second = openSession({ dataDir: first.dataDir })
    expect(await stateOf(second)).toEqual({ kind: 'memory', locked: false, hasPassphrase: false })
    expect(await hintsOf(second)).toEqual([null])
  })
})

describe('encryption by the system', () => {
  it('needs no choice, and takes none', async () => {
    const dataDir = tempFolder()
    const opened = openSession({ dataDir, sealer: turningSealer })
    expect(await stateOf(opened)).toEqual({ kind: 'os', locked: false, hasPassphrase: false })
    await addFolder(opened, { folder: 'a' })
    expect(await opened.refusal('vault.choose', { kind: 'memory' })).toBe('R5007')
    expect(await opened.refusal('vault.choose', choosePassphrase)).toBe('R5007')
    await opened.session.close()
    expect(await hintsOf(openSession({ dataDir, sealer: turningSealer }))).toEqual(['••••4f2a'])
  })
})

describe('every choice', () => {
  it('is in the audit trail, without the passphrase', async () => {
    const opened = openSession()
    await opened.value('vault.choose', { kind: 'memory' })
    await opened.value('vault.choose', choosePassphrase)
    const trail = opened.session.real.audit.newestFirst(10)
    expect(trail.map(({ action, subject }) => [action, subject])).toEqual([
      ['vault.chosen', 'passphrase'],
      ['vault.chosen', 'memory'],
    ])
    expect(JSON.stringify(trail)).not.toContain(SECRET)
  })
})
