import { describe, expect, it } from 'vitest'
import { possibleDecisions } from '../../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { COMMANDS } from '../../../src-shared/ipc/commands.ts'
import { decideText, questionText } from '../../../src-shared/text/ja/screens-decide.ts'
import { sampleRow } from '../../testing/samples.ts'
import {
  type DecisionForm,
  decisionButton,
  decisionInput,
  decisionProblems,
  doneSentence,
  foldSerial,
  hasProblem,
  openDecisionForm,
  questionAbout,
} from './decision-form.ts'

/** A row with the decisions that the domain allows for it. */
function openRow(part: Partial<TransferRow>): TransferRow {
  const row = sampleRow({ serialNumber: null, errorCode: 'R2003', destination: null, filedAs: null, ...part })
  return { ...row, possibleDecisions: [...possibleDecisions(row)] }
}

const doubt = openRow({ status: 'unknown', destination: 'ERROR', filedAs: 'ERROR/kodomo/a.csv' })
const crashed = openRow({ status: 'unknown', errorCode: 'R2008', hold: 'in_doubt' })
const refused = openRow({ status: 'rejected', destination: 'ERROR', filedAs: 'ERROR/kodomo/a.csv' })
const cancelled = openRow({ status: 'failed', errorCode: 'R1011', hold: 'cancelled' })
const changed = openRow({ status: 'accepted', serialNumber: 'S1', hold: 'changed', changed: true })

const kept = openRow({ status: 'failed', errorCode: 'R3021', hold: 'preflight' })

const form = (part: Partial<DecisionForm> = {}): DecisionForm => ({
  choice: 'resend',
  serial: '',
  confirmed: false,
  reason: '',
  ...part,
})

describe('questionAbout', () => {
  it('asks what is not known', () => {
    expect([doubt, crashed, refused, cancelled, changed].map(questionAbout)).toEqual([
      'doubt',
      'doubt',
      'refused',
      'unsent',
      'changed',
    ])
    expect(questionAbout({ status: 'failed', hold: 'duplicate' })).toBe('duplicate')
    expect(questionAbout({ status: 'failed', hold: 'order' })).toBe('unsent')
    expect(questionAbout(kept)).toBe('preflight')
  })

  it('treats a doubt as one, whatever else is true', () => {
    expect(questionAbout({ status: 'unknown', hold: 'changed' })).toBe('doubt')
  })

  it.each(Object.keys(questionText) as (keyof typeof questionText)[])(
    'ends its title as a question: %s',
    (key) => {
      expect(questionText[key].title).toMatch(/か$/)
    },
  )

  it('warns of a double registration exactly where a box must be ticked', () => {
    for (const text of Object.values(questionText)) {
      expect(text.resend.danger !== '').toBe(text.box !== null)
    }
    expect(questionText.doubt.resend.danger).toBe('実は届いていた場合、二重に登録されます。')
  })
})

describe('decisionButton', () => {
  it('is 確認して決める where there are two answers, else 再送する', () => {
    expect([doubt, crashed, changed].map(decisionButton)).toEqual(['decide', 'decide', 'decide'])
    expect([refused, cancelled].map(decisionButton)).toEqual(['resend', 'resend'])
  })

  it('is 確認して決める for what the pre-flight found', () => {
    expect(decisionButton(kept)).toBe('decide')
  })

  it('is none for what is decided, sent, or on its way', () => {
    expect(decisionButton(openRow({ status: 'unknown', hold: 'in_doubt', decision: 'resend' }))).toBeNull()
    expect(decisionButton(openRow({ status: 'accepted', filedAs: 'PROCEED/kodomo/a.csv' }))).toBeNull()
    expect(decisionButton(openRow({ status: 'sending' }))).toBeNull()
  })
})

describe('openDecisionForm', () => {
  it('chooses nothing for staff where there are two answers', () => {
    expect(openDecisionForm(doubt).choice).toBeNull()
  })

  it('has the one answer where there is one, without a tick', () => {
    expect(openDecisionForm(refused)).toEqual({ choice: 'resend', serial: '', confirmed: false, reason: '' })
  })
})

describe('decisionProblems', () => {
  it('wants the tick before a resend that may register twice', () => {
    expect(decisionProblems(form(), 'doubt').box).toBe(decideText.boxError)
    expect(decisionProblems(form(), 'changed').box).not.toBeNull()
    expect(decisionProblems(form(), 'duplicate').box).not.toBeNull()
    expect(hasProblem(decisionProblems(form({ confirmed: true }), 'doubt'))).toBe(false)
  })

  it('wants no tick where nothing can be registered twice, nor for the other choice', () => {
    expect(hasProblem(decisionProblems(form(), 'refused'))).toBe(false)
    expect(hasProblem(decisionProblems(form(), 'unsent'))).toBe(false)
    expect(hasProblem(decisionProblems(form({ choice: 'treated_as_sent' }), 'doubt'))).toBe(false)
  })

  it.each(['', 'S0020261120000000000121', 'a', '~'.repeat(64), ' S1\t', 'Ｓ００１'])(
    'takes %j as 処理通番',
    (serial) => {
      expect(decisionProblems(form({ choice: 'treated_as_sent', serial }), 'doubt').serial).toBeNull()
    },
  )

  it.each(['S 1', 'x'.repeat(65), '番号', 'S1\u0000'])('refuses %j and names it', (serial) => {
    const { serial: problem } = decisionProblems(form({ choice: 'treated_as_sent', serial }), 'doubt')
    expect(problem).toContain(serial)
    expect(problem).toContain('64文字')
  })

  it('does not mind a bad 処理通番 that is not used', () => {
    expect(decisionProblems(form({ serial: 'S 1', confirmed: true }), 'doubt').serial).toBeNull()
  })

  it('needs a reason to send what the pre-flight keeps back', () => {
    expect(decisionProblems(form({ reason: '　' }), 'preflight').reason).toContain('理由')
    expect(hasProblem(decisionProblems(form({ reason: '照合済み' }), 'preflight'))).toBe(false)
    expect(decisionProblems(form(), 'refused').reason).toBeNull()
  })

  it('counts characters of the reason, not their halves', () => {
    expect(decisionProblems(form({ reason: '𠮷'.repeat(200) }), 'refused').reason).toBeNull()
    expect(decisionProblems(form({ reason: '𠮷'.repeat(201) }), 'refused').reason).toContain('201文字')
  })
})

describe('decisionInput', () => {
  it('is nothing while nothing is chosen', () => {
    expect(decisionInput(1, form({ choice: null, confirmed: true }))).toBeNull()
  })

  it('folds what was typed, and is what the command takes', () => {
    const input = decisionInput(
      7,
      form({ choice: 'treated_as_sent', serial: '　Ｓ００１ ', reason: ' メールで確認 ' }),
    )
    expect(input).toEqual({
      id: 7,
      decision: 'treated_as_sent',
      serialNumber: 'S001',
      reason: 'メールで確認',
    })
    expect(COMMANDS['transfers.decide']().parse(input)).toEqual(input)
  })

  it('gives no 処理通番 along with a resend, and none that is empty', () => {
    expect(decisionInput(7, form({ serial: 'S001' }))?.serialNumber).toBeNull()
    expect(decisionInput(7, form({ choice: 'treated_as_sent', serial: ' ' }))?.serialNumber).toBeNull()
  })

  it('lets no accepted value be refused by the command', () => {
    const longest = form({ choice: 'treated_as_sent', serial: '~'.repeat(64), reason: '𠮷'.repeat(200) })
    expect(hasProblem(decisionProblems(longest, 'doubt'))).toBe(false)
    expect(COMMANDS['transfers.decide']().safeParse(decisionInput(7, longest)).success).toBe(true)
  })
})

describe('foldSerial', () => {
  it('makes half-width of full-width and drops blanks around', () => {
    expect(foldSerial('　Ｓ１２－３\n')).toBe('S12-3')
  })
})

describe('doneSentence', () => {
  it('says that the file lies in PROCEED only when it does', () => {
    const moved = doneSentence(doubt, 'treated_as_sent', 'PROCEED/kodomo/a.csv', false)
    expect(moved).toContain('PROCEEDへ移しました')
    expect(doneSentence(doubt, 'treated_as_sent', doubt.filedAs, false)).toContain('次の確認でやり直します')
    expect(doneSentence(doubt, 'treated_as_sent', null, false)).not.toContain('移しました')
  })

  it('says when the file will be sent', () => {
    expect(doneSentence(doubt, 'resend', null, false)).toBe(
      `${doubt.fileName}を制度フォルダに戻しました。次の確認で送信します。「送信」を押すとすぐに送信します。`,
    )
    expect(doneSentence(doubt, 'resend', null, true)).toContain('監視を停止しているため')
  })

  it('does not say that a file went back which never left', () => {
    expect(doneSentence(crashed, 'resend', null, false)).not.toContain('戻しました')
  })
})
