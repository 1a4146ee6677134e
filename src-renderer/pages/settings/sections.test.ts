import { describe, expect, it } from 'vitest'
import { OFFICIAL_KEYS, SETTING_KEYS } from '../../../src-shared/domain/settings.ts'
import { choiceText, flagText, sectionTitle } from '../../../src-shared/text/ja/screens-settings.ts'
import { FORM_KEYS, isSection, SECTIONS } from './sections.ts'

describe('SECTIONS', () => {
  it('holds each of the sixteen official keys and of those of mail once', () => {
    const mail = SETTING_KEYS.filter((key) => key.startsWith('Mail'))
    expect([...FORM_KEYS].sort()).toEqual([...OFFICIAL_KEYS, ...mail, 'PreflightMode'].sort())
  })

  it('has a title for each, in the same order', () => {
    expect(SECTIONS.map((section) => section.id)).toEqual(Object.keys(sectionTitle))
  })

  it('has words only for keys of the form', () => {
    for (const key of [...Object.keys(choiceText), ...Object.keys(flagText)]) expect(FORM_KEYS).toContain(key)
  })

  it('knows its own names', () => {
    expect(isSection('proxy')).toBe(true)
    expect(isSection('tasks')).toBe(false)
    expect(isSection(undefined)).toBe(false)
  })
})
