/** Each fixture breaks one rule; a checker that lets one of them pass would let the real thing pass too. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkProject } from './boundaries/check.mjs'
import { reportBoundaries } from './boundaries.mjs'

const fixtures = fileURLToPath(new URL('boundaries/fixtures/', import.meta.url))

/** @type {Record<string, string>} fixture -> file:line rule */
const FORBIDDEN = {
  'background-imports-the-store': 'src-main/background/task.ts:1 room',
  barrel: 'src-shared/domain/all.ts:1 barrel',
  'builtin-without-prefix': 'src-main/engine/cycle.ts:1 node',
  'chokidar-outside-folder-watcher': 'src-main/engine/cycle.ts:1 package',
  'commands-import-desktop': 'src-main/commands/quit.ts:1 room',
  'computed-import': 'src-main/engine/cycle.ts:1 computed',
  cycle: 'src-main/engine/a.ts:1 cycle',
  'electron-in-a-test': 'src-main/engine/cycle.test.ts:1 package',
  'electron-in-renderer': 'src-renderer/app.tsx:1 package',
  'electron-outside-desktop': 'src-main/compose.ts:1 package',
  'engine-imports-a-package': 'src-main/engine/cycle.ts:1 package',
  'engine-imports-a-room': 'src-main/engine/cycle.ts:1 room',
  'engine-imports-zod': 'src-main/engine/cycle.ts:1 package',
  'headless-reaches-electron': 'src-main/headless.ts:1 plain-node',
  'import-of-a-test-module': 'src-main/simulator/answer.ts:1 testing',
  'inline-type-import': 'src-main/store/journal.ts:1 room',
  'leaf-imports-leaf': 'src-main/notify/mail.ts:1 room',
  'leaf-imports-the-root': 'src-main/notify/mail.ts:1 room',
  'main-imports-renderer': 'src-main/index.ts:1 room',
  'missing-extension': 'src-main/engine/cycle.ts:1 unresolved',
  'nodemailer-outside-notify': 'src-main/engine/mail.ts:1 package',
  'preload-imports-node': 'src-main/preload.ts:1 node',
  'renderer-imports-main': 'src-renderer/app.tsx:1 room',
  'renderer-imports-node': 'src-renderer/app.tsx:1 node',
  'shared-imports-a-package': 'src-shared/domain/transfer.ts:1 package',
  'shared-imports-main': 'src-shared/domain/transfer.ts:1 room',
  'shared-imports-node': 'src-shared/domain/transfer.ts:1 node',
  'side-effect': 'src-main/engine/cycle.ts:4 side-effect',
  'simulator-imports-the-client': 'src-main/simulator/answer.ts:1 room',
  'sqlite-outside-store': 'src-main/commands/search.ts:1 package',
  'syntax-error': 'src-main/engine/cycle.ts:1 parse',
  'top-level-await': 'src-shared/domain/late.ts:1 side-effect',
  'type-import-of-another-leaf': 'src-main/store/secrets.ts:1 room',
  'undici-outside-its-rooms': 'src-main/store/database.ts:2 package',
  'unknown-package': 'src-main/network/dispatcher.ts:1 package',
  'unknown-room': 'src-main/utils/strings.ts:1 unknown-room',
  'xml-outside-official': 'src-main/notify/mail.ts:1 package',
}

describe('boundaries', () => {
  test('every fixture is looked at', () => {
    expect(readdirSync(fixtures).sort()).toEqual([...Object.keys(FORBIDDEN), 'clean', 'no-modules'].sort())
  })

  test.each(Object.entries(FORBIDDEN))('%s is refused', (fixture, expected) => {
    const { violations } = checkProject(`${fixtures}${fixture}`)
    expect(violations.map(({ path, line, rule }) => `${path}:${line} ${rule}`)).toEqual([expected])
  })

  test('what the rules allow passes', () => {
    /** @type {string[]} */
    const lines = []
    expect(reportBoundaries(`${fixtures}clean`, (line) => lines.push(line))).toBe(0)
    expect(lines).toEqual(['boundaries: 18 modules, 31 imports, 0 violations'])
  })

  test('a checker that saw nothing fails', () => {
    expect(reportBoundaries(`${fixtures}no-modules`, () => {})).toBe(1)
  })
})
