import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PROJECT } from './support/console.ts'
import { filesBelow } from './support/disk.ts'
import { followed } from './support/relay-command.ts'
import { expect, test } from './support/test.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'

const after: string[] = []
test.afterEach(() => {
  for (const folder of after.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** npm keeps what it was called with; the forms that the documentation recommends give it no token. */
for (const [form, mapping, stdin] of [
  ['a file', 'mapping.txt', ''],
  ['standard input', '-', `${TOKEN}|kodomo\n`],
] as const) {
  test(`npm’s own logs hold no token when the mapping comes from ${form}`, async ({ openSimulator }) => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-npm-'))
    after.push(home)
    const simulator = await openSimulator([TOKEN])
    const root = path.join(home, 'renkei')
    mkdirSync(path.join(root, 'kodomo'), { recursive: true })
    writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'a,1\n')
    writeFileSync(path.join(home, 'mapping.txt'), `${TOKEN}|kodomo\n`, { mode: 0o600 })
    const settings = { PMHFilePath: root, PostRegistrationTasksBaseURL: simulator.url, StabilityWindow: '0' }
    const adds = Object.entries(settings).map(([key, value]) => `<add key="${key}" value="${value}"/>`)
    const config = path.join(home, 'PMH_Relay.exe.config')
    writeFileSync(config, `<configuration><appSettings>${adds.join('')}</appSettings></configuration>`)
    const cache = path.join(home, 'npm')
    const args = ['--config', config, '--data-dir', path.join(home, 'data'), '--once']
    const file = mapping === '-' ? '-' : path.join(home, mapping)
    const child = spawn('npm', ['run', 'relay', '--', ...args, '--mapping', file], {
      cwd: PROJECT,
      env: { ...process.env, npm_config_cache: cache, npm_config_loglevel: 'silly' },
    })
    const { code, stdout, stderr } = await followed(child, stdin).end
    expect(code).toBe(0)
    expect(simulator.received).toHaveLength(1)
    const logs = filesBelow(cache).filter((name) => name.endsWith('.log'))
    expect(logs.length).toBeGreaterThan(0)
    const kept = logs.map((name) => readFileSync(path.join(cache, name), 'utf8'))
    expect(kept.join()).toContain('--mapping')
    expect([...kept, stdout, stderr].join()).not.toContain(TOKEN)
  })
}
