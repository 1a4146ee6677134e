import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { type OpenSession, openSession, SECRET } from './testing/open-session.ts'

/** Staff chose a configuration file and pasted one folder. */
async function drafted(): Promise<OpenSession> {
  const opened = openSession()
  await opened.value('vault.choose', { kind: 'memory' })
  opened.picks = path.join(tempFolder(), 'PMH_Relay.exe.config')
  writeFileSync(
    opened.picks,
    '<configuration><appSettings><add key="MonitoringTimer" value="5"/></appSettings></configuration>',
  )
  await opened.value('import.choose-file')
  await opened.value('import.read-arguments', { text: `${SECRET}-shown|a` })
  return opened
}

const storedIn = ({ session }: OpenSession) => [
  session.real.settings.read(),
  session.real.folders.list().map(({ folder }) => folder),
]

// PMHFilePath may be a share that answers late: the preview looks for each folder there.
it.each<[string, (opened: OpenSession) => Promise<unknown>]>([
  ['pasted other arguments', ({ value }) => value('import.read-arguments', { text: `${SECRET}-unseen|b` })],
  ['took the arguments back', ({ value }) => value('import.forget', { source: 'arguments' })],
  ['took the file back', ({ value }) => value('import.forget', { source: 'file' })],
  ['chose a file anew', ({ value }) => value('import.choose-file')],
])(
  'a preview that was overtaken, since staff %s, applies nothing that they did not see',
  async (_, change) => {
    const opened = await drafted()
    const preview = opened.value('import.preview')
    await change(opened)
    const { ticket } = await preview
    expect(await opened.refusal('import.apply', { ticket, pauseOthers: false })).toBe('R5020')
    expect(storedIn(opened)).toEqual([{}, []])
  },
)
