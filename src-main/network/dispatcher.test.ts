import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { request } from 'undici'
import { expect, it, onTestFinished } from 'vitest'
import { parseSettings, type RawSettings } from '../../src-shared/domain/settings.ts'
import { hasOpenssl, selfSigned } from '../pmh/testing/certificate.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { openDispatcher } from './dispatcher.ts'

function settingsWith(raw: RawSettings) {
  const parsed = parseSettings(raw, 'posix')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.settings
}

it.each(['https', 'http'])('there is no way with a broken certificate file (%s)', async (scheme) => {
  const file = path.join(tempFolder(), 'added.cer')
  writeFileSync(file, 'no certificate at all')
  const base = `${scheme}://127.0.0.1`
  const settings = settingsWith({ CaCertificateFiles: file, PostRegistrationTasksBaseURL: base })
  await expect(openDispatcher(settings)).rejects.toMatchObject({
    code: 'R1028',
    detail: `${file} (no certificate)`,
  })
})

it.skipIf(!hasOpenssl())('a URL in capital letters is the same (needs the openssl program)', async () => {
  const { cert, key, certFile } = selfSigned()
  const server = createServer({ cert, key }, (_, response) => response.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = `HTTPS://127.0.0.1:${(server.address() as AddressInfo).port}`
  const dispatcher = await openDispatcher(
    settingsWith({ CaCertificateFiles: certFile, PostRegistrationTasksBaseURL: url }),
  )
  onTestFinished(() => dispatcher.destroy())
  expect((await request(url, { dispatcher })).statusCode).toBe(200)
})
