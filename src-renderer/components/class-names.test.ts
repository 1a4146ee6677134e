import { expect, it } from 'vitest'
import { classNames } from './class-names.ts'

it('joins what is there', () => {
  expect(classNames('a', false, undefined, '', 'b c')).toBe('a b c')
  expect(classNames()).toBe('')
})
