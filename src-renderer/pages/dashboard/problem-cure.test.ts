import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../src-shared/domain/error-catalogue.ts'
import { sampleProblem } from '../../testing/samples.ts'
import { problemCures } from './problem-cure.ts'

const kinds = (part: Parameters<typeof sampleProblem>[0]) =>
  problemCures(sampleProblem(part)).map((cure) => cure.kind)

describe('problemCures', () => {
  it('makes or edits a missing folder', () => {
    expect(problemCures(sampleProblem())).toEqual([
      { kind: 'create_folder', folder: 'kodomo' },
      { kind: 'edit_folder', folder: 'kodomo' },
    ])
  })

  it('leads to the setting about several files', () => {
    expect(problemCures(sampleProblem({ kind: 'folder', code: 'R3003' }))).toEqual([
      { kind: 'settings', section: 'sending' },
    ])
  })

  it.each(['R3007', 'R3008', 'R3009', 'R6003'])('leads from %s to the entry', (code) => {
    expect(kinds({ kind: 'folder', code })).toEqual(['edit_folder'])
  })

  it.each(['E4010003', 'HTTP401'])(
    'leads from a refused token (%s) to the entry, then to the row',
    (code) => {
      expect(problemCures(sampleProblem({ kind: 'failed', code, transferId: 7 }))).toEqual([
        { kind: 'edit_folder', folder: 'kodomo' },
        { kind: 'history', transferId: 7, folder: 'kodomo' },
      ])
    },
  )

  it.each([
    ['unknown', 'R2002'],
    ['held', 'R1011'],
    ['held', 'R2008'],
    // Not even a code that has another cure elsewhere leads away from the decision.
    ['held', 'R1010'],
  ] as const)('asks for a decision about a file that is %s (%s), then leads to the row', (kind, code) => {
    expect(problemCures(sampleProblem({ kind, code, transferId: 3 }))).toEqual([
      { kind: 'decide' },
      { kind: 'history', transferId: 3, folder: 'kodomo' },
    ])
  })

  it('asks for no decision without a row, after a plain failure, or while a move is pending', () => {
    expect(kinds({ kind: 'held', code: 'R3008' })).toEqual(['edit_folder'])
    expect(kinds({ kind: 'failed', code: 'E4000012', transferId: 3 })).toEqual(['history'])
    expect(kinds({ kind: 'held', code: 'R3005', transferId: 3 })).toEqual(['history'])
  })

  it.each([
    ['R1001', 'target'],
    ['R1002', 'target'],
    ['R1003', 'target'],
    ['R1004', 'proxy'],
    ['R1005', 'proxy'],
    ['R1006', 'target'],
    ['R1012', 'target'],
    ['R1020', 'target'],
    ['R1024', 'target'],
    ['R1027', 'target'],
    ['R3006', 'watching'],
    ['R3013', 'watching'],
  ])('leads from %s to the section %s', (code, section) => {
    const line = sampleProblem({ kind: 'engine', code, folder: null, displayName: null })
    expect(problemCures(line)).toEqual([{ kind: 'settings', section }])
  })

  it('leads from a password that cannot be read to its field, and to the 合言葉 while that was not given', () => {
    const line = { kind: 'engine', code: 'R6003', folder: null, displayName: null } as const
    expect(problemCures(sampleProblem({ ...line, setting: 'ProxyPassword' }))).toEqual([
      { kind: 'settings', section: 'proxy' },
    ])
    expect(kinds(line)).toEqual(['copy'])
    expect(kinds({ ...line, code: 'R6004' })).toEqual(['unlock'])
  })

  it('leads from records that were changed to 操作記録 alone: the list has 詳細をコピー already', () => {
    expect(kinds({ kind: 'engine', code: 'R4010', folder: null })).toEqual(['audit'])
  })

  it('offers no folder cure without a folder', () => {
    expect(kinds({ folder: null, displayName: null })).toEqual(['copy'])
  })

  it('leaves the copy where staff can only report', () => {
    expect(kinds({ kind: 'engine', code: 'R4001', folder: null })).toEqual(['copy'])
  })

  it.each(ERROR_CODES)('has one or two cures for %s', (code) => {
    const cures = problemCures(sampleProblem({ kind: 'engine', code, transferId: 1 }))
    expect(cures.length).toBeGreaterThan(0)
    expect(cures.length).toBeLessThanOrEqual(2)
  })

  it('has a cure for a code that nobody knows', () => {
    expect(kinds({ kind: 'failed', code: 'X999', transferId: 1 })).toEqual(['history'])
  })
})

describe('faults of the records', () => {
  it('lead to 操作記録; what to copy stands in the head of the list', () => {
    expect(kinds({ kind: 'engine', code: 'R4010', folder: null, displayName: null })).toEqual(['audit'])
  })
})

describe('the mapping', () => {
  it.each(['R3004', 'R3007', 'R3008', 'R3009', 'R6003', 'E4010003', 'HTTP401'])(
    '%s of no folder leads to no entry',
    (code) => {
      expect(kinds({ kind: 'engine', code, folder: null, displayName: null })).not.toContain('edit_folder')
    },
  )

  it.each(['R3005', 'R3006', 'R13004', 'R30041', 'HTTP4010'])('%s is not about the entry', (code) => {
    expect(kinds({ kind: 'folder', code })).not.toContain('edit_folder')
  })
})

it('a token has the field in the entry, and a password the one in the settings', () => {
  expect(kinds({ kind: 'folder', code: 'R6003' })).toEqual(['edit_folder'])
  const mail = {
    kind: 'engine',
    code: 'R6003',
    folder: null,
    displayName: null,
    setting: 'MailPassword',
  } as const
  expect(problemCures(sampleProblem(mail))).toEqual([{ kind: 'settings', section: 'mail' }])
})
