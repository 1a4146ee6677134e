import { describe, expect, it } from 'vitest'
import { trayText } from '../../src-shared/text/ja/screens-desktop.ts'
import { engineStateWord } from '../../src-shared/text/ja/words.ts'
import { addFolder, openSession } from '../commands/testing/open-session.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { trayView } from './tray-view.ts'

const NOW = new Date('2026-04-01T09:00:00+09:00')

async function complete() {
  const opened = openSession()
  await opened.value('vault.choose', { kind: 'memory' })
  await opened.value('settings.save', {
    changes: { PMHFilePath: tempFolder(), PostRegistrationTasksBaseURL: 'http://127.0.0.1:9' },
  })
  return opened
}

describe('the tray', () => {
  it('of a console that stands still says so, and offers to begin', async () => {
    const { session } = await complete()
    const view = trayView(session, NOW)
    expect(view).toMatchObject({ picture: 'stopped', monitoring: false, lines: [engineStateWord.stopped] })
    expect(view.tooltip).toContain(engineStateWord.stopped)
    expect(view.tooltip).not.toContain(trayText.attention)
  })

  it('asks for attention while something waits for staff, and counts it', async () => {
    const opened = await complete()
    // Its folder is not there.
    await addFolder(opened, { folder: 'gone', displayName: 'なし', token: 'SECRET-1' })
    const { session } = opened
    session.real.engine.start()
    await opened.until(() => trayView(session, NOW).picture === 'attention')
    const view = trayView(session, NOW)
    expect(view.lines).toContain(trayText.problems(1))
    expect(view.tooltip).toContain(trayText.attention)
    expect(view.monitoring).toBe(true)
    expect(JSON.stringify(view)).not.toContain('SECRET')
  })

  it('asks for the 合言葉 while nobody has given it: nothing can be sent', async () => {
    const { session } = await complete()
    session.real.facts.set('passphrase', '{}')
    session.real.vault.keepForThisRun(false)
    const view = trayView(session, NOW)
    expect(view.picture).toBe('attention')
    expect(view.lines.at(-1)).toBe(trayText.locked)
  })
})
