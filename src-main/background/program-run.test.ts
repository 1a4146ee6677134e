import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { runProgram } from './program-run.ts'
import { fakeProgram, saying } from './testing/fake-program.ts'

/** 状態 in Shift_JIS. */
const JOTAI = new Uint8Array([0x8f, 0xf3, 0x91, 0xd4])

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('runProgram', () => {
  it('gives every argument as it is, without a shell', async () => {
    const program = fakeProgram(tempFolder(), 'tool', 'echo done')
    const words = ['/tn', 'a b', '"', '$(id)', '%PATH%', '', '漢字\n2']
    expect(await runProgram(program.path, words, 10_000)).toEqual({ exitCode: 0, output: 'done\n' })
    expect(program.calls()).toEqual([words])
  })

  it('reads what a Japanese Windows says', async () => {
    const folder = tempFolder()
    const program = fakeProgram(folder, 'tool', saying(folder, JOTAI, 1))
    expect(await runProgram(program.path, [], 10_000)).toEqual({ exitCode: 1, output: '状態' })
  })

  it('does not wait for ever', async () => {
    const program = fakeProgram(tempFolder(), 'tool', 'exec sleep 600')
    await expect(runProgram(program.path, [], 50)).rejects.toThrow(/^R8004.*50 ms/)
  })

  it('does not listen for ever', async () => {
    const program = fakeProgram(tempFolder(), 'tool', 'exec yes')
    await expect(runProgram(program.path, [], 60_000)).rejects.toThrow(/^R8004.*too much output/)
  })

  it('hears both mouths, in whatever code page each word is', async () => {
    const program = fakeProgram(tempFolder(), 'tool', 'echo out; echo err >&2; exit 7')
    const { exitCode, output } = await runProgram(program.path, [], 10_000)
    expect(exitCode).toBe(7)
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out'])
  })

  it('knows an end by a signal from an end in peace', async () => {
    const program = fakeProgram(tempFolder(), 'tool', 'kill -9 $$')
    expect(await runProgram(program.path, [], 10_000)).toEqual({ exitCode: -1, output: '' })
  })

  it('gives bytes that are text in no code page one by one, and loses none', async () => {
    const folder = tempFolder()
    const bytes = new Uint8Array([0x61, 0xff, 0x80, 0x0a, 0xfd])
    const program = fakeProgram(folder, 'tool', saying(folder, bytes))
    expect((await runProgram(program.path, [], 10_000)).output).toBe('a\u00ff\u0080\n\u00fd')
  })

  it('leaves no program behind that it gave up', async () => {
    const folder = tempFolder()
    const program = fakeProgram(folder, 'tool', `echo $$ > '${folder}/pid'; exec yes`)
    await expect(runProgram(program.path, [], 60_000)).rejects.toThrow(/^R8004/)
    const pid = Number(readFileSync(path.join(folder, 'pid'), 'utf8'))
    expect(pid).toBeGreaterThan(0)
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
  })

  it('says so when the program cannot even be started', async () => {
    await expect(runProgram('sc\0', [], 10_000)).rejects.toMatchObject({ code: 'R8004' })
  })

  it('says so when there is no such program', async () => {
    await expect(runProgram('/nowhere/tool', [], 1_000)).rejects.toThrow(/^R8004.*ENOENT/)
  })
})
