import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { type RawSettings, SECRET_KEYS, type SettingKey } from '../../src-shared/domain/settings.ts'
import { importText } from '../../src-shared/text/ja/screens-import.ts'
import { settingsExportText as text } from '../../src-shared/text/ja/screens-settings-export.ts'
import type { Relay } from '../compose.ts'
import { writeConfigXml } from '../official/config-xml-writer.ts'
import { serviceCommand } from '../official/service-command.ts'
import { writeWholeFile } from '../official/whole-file.ts'
import type { CommandContext, Handlers } from './handlers.ts'

const EXTENSION = { config: 'config', service: 'txt' } as const

/** 設定を書き出す, in the two forms that the official batch takes (manual 2.1, 2.2.3). */
export function officialExportCommands({ session, desk }: CommandContext): Pick<Handlers, 'official.export'> {
  return {
    'official.export': async ({ kind, secrets }) => {
      if (session.practice !== null) throw new RelayError('R5007', importText.inPractice)
      const relay = session.real
      const bytes = kind === 'config' ? configOf(relay, secrets) : serviceOf(relay, secrets)
      const kinds = [{ name: text.fileKind[kind], extensions: [EXTENSION[kind]] }]
      const file = await desk.saveFile(text.pickTitle[kind], text.fileName[kind], kinds)
      if (file === null) return { file: null }
      await writeWholeFile(file, bytes)
      relay.audit.add({
        action: 'settings.exported',
        subject: file,
        before: null,
        after: secrets ? `${kind}+secrets` : kind,
        reason: null,
      })
      session.changed('audit')
      return { file }
    },
  }
}

/** @throws RelayError R6003 for a password that cannot be opened now: without it the file would clear the one it replaces */
function configOf(relay: Relay, secrets: boolean): Uint8Array {
  const set = SECRET_KEYS.filter((key) => relay.vault.has(`setting:${key}`))
  if (!secrets) return writeConfigXml(relay.settings.read(), set)
  const raw: Partial<Record<SettingKey, string>> = {}
  for (const key of set) raw[key] = relay.vault.get(`setting:${key}`) ?? ''
  const all: RawSettings = { ...relay.settings.read(), ...raw }
  return writeConfigXml(all)
}

/**
 * Paused folders are left out: the official service would send them. Without tokens the manual's placeholders stand.
 * @throws RelayError R5007 when there is no folder, R6003 when a token cannot be opened now
 */
function serviceOf(relay: Relay, secrets: boolean): Uint8Array {
  const active = relay.folders.list().filter((entry) => !entry.paused)
  if (active.length === 0) throw new RelayError('R5007', text.noFolders)
  const entries = active.map(({ id, folder }, index) => {
    const token = secrets ? relay.vault.get(`token:${id}`) : `TOKEN${index + 1}`
    if (token === null) throw new RelayError('R6003', folder)
    return { token, folder }
  })
  // Windows PowerShell's editor reads UTF-8 by its mark.
  return new TextEncoder().encode(`\ufeff${serviceCommand(entries)}\r\n`)
}
