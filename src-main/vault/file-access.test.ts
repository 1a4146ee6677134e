import { describe, expect, it } from 'vitest'
import { allowOnly } from './file-access.ts'

describe('a file for one Windows account and the administrators', () => {
  it('loses what it inherited, in one call without a shell', async () => {
    const calls: [string, readonly string[]][] = []
    const run = async (program: string, args: readonly string[]) => void calls.push([program, args])
    await allowOnly('CITY\\svc pmh$', run)('C:\\data & x\\background.key')
    expect(calls).toEqual([
      [
        expect.stringMatching(/^[A-Za-z]:\\.+\\System32\\icacls\.exe$/),
        [
          'C:\\data & x\\background.key',
          '/inheritance:r',
          '/grant:r',
          'CITY\\svc pmh$:(R)',
          '/grant:r',
          '*S-1-5-32-544:(F)',
        ],
      ],
    ])
  })

  it.each(['', '/T', 'a:(F)', 'a"b', 'a\nb', 'Everyone*', 'x'.repeat(257)])(
    'is not asked for with what is no account: %j',
    async (account) => {
      const run = () => expect.unreachable()
      await expect(allowOnly(account, run)('f')).rejects.toMatchObject({ code: 'R6005' })
    },
  )

  it('is R6005 when the program fails, or is not there', async () => {
    const fail = () => Promise.reject(new Error('1332'))
    await expect(allowOnly('nobody', fail)('f')).rejects.toMatchObject({
      code: 'R6005',
      detail: 'icacls: nobody',
    })
    if (process.platform !== 'win32')
      await expect(allowOnly('nobody')('f')).rejects.toMatchObject({ code: 'R6005' })
  })
})
