import { writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { isOpenElsewhere } from './exclusive-open.ts'

test('a file that nobody has open, or that is not there, is free', async () => {
  const file = path.join(tempFolder(), 'a.csv')
  expect(await isOpenElsewhere(file)).toBe(false)
  writeFileSync(file, 'x')
  expect(await isOpenElsewhere(file)).toBe(false)
})

test.skipIf(process.platform !== 'win32')(
  'a file that a program writes or reads is not (needs Windows)',
  async () => {
    const file = path.join(tempFolder(), 'a.csv')
    for (const flags of ['a', 'r+', 'r']) {
      writeFileSync(file, 'x')
      const handle = await open(file, flags)
      expect(await isOpenElsewhere(file)).toBe(true)
      await handle.close()
      expect(await isOpenElsewhere(file)).toBe(false)
    }
  },
)
