import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { aboutProgram } from './about.ts'

const entry = (name: string, version = '1.0.0') => ({ name, version, licence: 'MIT', text: `of ${name}` })

function part(list: unknown): string {
  const folder = path.join(tempFolder(), 'part')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'licences.json'), typeof list === 'string' ? list : JSON.stringify(list))
  return folder
}

it('names each software of all parts once, by name, and two versions of one as two', async () => {
  const parts = [
    part([entry('zod'), entry('undici', '7.0.0')]),
    part([entry('zod'), entry('undici', '8.0.0'), entry('a')]),
  ]
  const names = (await aboutProgram(parts).software()).map(({ name, version }) => `${name} ${version}`)
  expect(names).toEqual(['a 1.0.0', 'undici 7.0.0', 'undici 8.0.0', 'zod 1.0.0'])
})

it.each([['no JSON'], [{}], [[{ name: 'x' }]]])('does not pass on a list that is none: %j', async (list) => {
  await expect(aboutProgram([part([entry('zod')]), part(list)]).software()).rejects.toThrow()
})

it('names what it runs on', () => {
  const { runtimes, system } = aboutProgram([])
  expect(runtimes).toHaveLength(3)
  expect(runtimes[2]).toBe(`Node.js ${process.versions.node}`)
  expect(system).toContain(process.arch)
})
