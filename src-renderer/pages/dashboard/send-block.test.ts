import { describe, expect, it } from 'vitest'
import { sampleOverview } from '../../testing/samples.ts'
import { type Sender, sendBlock } from './send-block.ts'

const vault = { kind: 'passphrase', locked: false, hasPassphrase: true } as const
const open: Sender = { heldBy: null, vault }
const locked: Sender = { heldBy: null, vault: { ...vault, locked: true } }
const held: Sender = { heldBy: { host: 'pc-1', pid: 1, mode: null, since: null, ended: false }, vault }
const missing = { key: 'PMHFilePath', value: '', rule: { kind: 'missing' } } as const
const { status } = sampleOverview()
const sending = { status: { ...status, state: 'sending' } } as const

describe('why nothing can be sent by hand', () => {
  it.each([
    ['nothing', {}, open, null],
    ['nothing known yet', {}, undefined, null],
    ['another program', sending, held, '別のプログラムが送信を担当しています。'],
    [
      'settings that are missing, also while the tokens are closed',
      { missing: [missing] },
      locked,
      '設定が済むと押せます。',
    ],
    ['no folder', { folders: [] }, open, '設定が済むと押せます。'],
    ['a passphrase that was not given', {}, locked, '合言葉を入力すると送信できます。'],
    ['an upload', sending, open, '送信が終わると押せます。'],
  ])('is %s', (_, part, info, expected) => {
    expect(sendBlock(sampleOverview(part), info)).toBe(expected)
  })
})
