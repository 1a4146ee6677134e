import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { addFolder, openSession } from './commands/testing/open-session.ts'
import { startSimulator } from './simulator/simulator.ts'
import { tempFolder } from './testing/temp-folder.ts'

/** `mode path` of everything below a folder, and of itself. */
function modesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const below = entries.map((entry) => path.join(entry.parentPath, entry.name))
  return [folder, ...below].map((file) => {
    const stat = statSync(file)
    const isOpen = (stat.mode & 0o077) !== 0
    return `${isOpen ? `OPEN ${(stat.mode & 0o777).toString(8)}` : 'private'} ${path.relative(path.dirname(folder), file)}`
  })
}

// Windows keeps the access of the user's profile instead (docs/secrets.md).
it.skipIf(process.platform === 'win32')(
  'everything that the program writes for itself is for its user alone',
  async () => {
    const home = tempFolder()
    const [root, dataDir, exports] = ['root', 'data', 'exports'].map((name) => path.join(home, name)) as [
      string,
      string,
      string,
    ]
    mkdirSync(path.join(root, 'kodomo'), { recursive: true })
    mkdirSync(exports, { mode: 0o700 })
    const pmh = await startSimulator({ tokens: ['SECRET-TOKEN-4f2a'] })
    onTestFinished(() => pmh.close())
    // The most open default that a system could have.
    const umask = process.umask(0)
    onTestFinished(() => void process.umask(umask))

    const opened = openSession({ dataDir })
    await opened.value('vault.choose', { kind: 'passphrase', passphrase: 'SECRET long enough' })
    const changes = { PMHFilePath: root, PostRegistrationTasksBaseURL: pmh.url, StabilityWindow: '0' }
    await opened.value('settings.save', { changes })
    await addFolder(opened, { folder: 'kodomo' })
    await opened.value('vault.make-key-file', { account: null })
    writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'x')
    await opened.value('engine.send-now', { folder: null })
    await opened.until(() => opened.session.real.engine.status().state === 'stopped')
    expect(pmh.receivedCount).toBe(1)
    opened.picks = path.join(exports, 'history.csv')
    await opened.value('export.start', { folder: null, status: null })
    await opened.until(() => opened.session.exporting.state.phase === 'done')
    opened.picks = path.join(exports, 'audit.csv')
    await opened.value('audit.export', { from: null, to: null, who: null, action: null, text: '' })
    opened.picks = path.join(exports, 'm.pmhmove')
    await opened.value('moving.export', { passphrase: 'SECRET long enough' })
    await opened.value('practice.start')

    const modes = [...modesBelow(dataDir), ...modesBelow(exports)]
    const names = modes.map((line) => line.slice(line.lastIndexOf(' ') + 1))
    const expected = [
      'relay.db',
      'relay.db-wal',
      'relay.db-shm',
      'relay.lock',
      'relay.lock.json',
      'background.key',
    ]
    expect(names).toEqual(expect.arrayContaining(expected.map((name) => path.join('data', name))))
    expect(names).toEqual(
      expect.arrayContaining(['data/logs/log.txt', 'exports/history.csv', 'exports/m.pmhmove']),
    )
    expect(modes.filter((line) => line.startsWith('OPEN'))).toEqual([])
  },
)
