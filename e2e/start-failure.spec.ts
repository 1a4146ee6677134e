import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { electronExecutable, PROJECT } from './support/console.ts'
import { expect, test } from './support/test.ts'

/** Writes the error box down in place of showing it, since nobody is here to close it, and says which windows were shown. */
const WITNESS = `const { app, dialog } = require('electron')
let shown = 0
app.on('browser-window-created', (_event, window) => window.on('show', () => { shown += 1 }))
dialog.showErrorBox = (title, content) => console.log(JSON.stringify({ title, content, shown }))
`

test('a data folder that is damaged: the error box, exit code 1, and no half window', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-damaged-'))
  try {
    mkdirSync(path.join(home, 'data'))
    writeFileSync(path.join(home, 'data', 'relay.db'), 'x'.repeat(4096))
    writeFileSync(path.join(home, 'witness.cjs'), WITNESS)
    const child = spawn(
      electronExecutable(),
      [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--password-store=basic',
        `--user-data-dir=${path.join(home, 'profile')}`,
        '-r',
        path.join(home, 'witness.cjs'),
        PROJECT,
        `--data-dir=${path.join(home, 'data')}`,
      ],
      { cwd: home, stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const written = text(child.stdout)
    const [code] = await once(child, 'exit')
    expect(code).toBe(1)
    const box: unknown = JSON.parse(await written)
    expect(box).toEqual({ title: 'PMH連携コンソール', content: expect.stringContaining('R4004'), shown: 0 })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
