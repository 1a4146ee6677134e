import { describe, expect, it } from 'vitest'
import { SETTING_KEYS } from '../../../src-shared/domain/settings.ts'
import { choiceText, flagText, sectionTitle } from '../../../src-shared/text/ja/screens-settings.ts'
import { FORM_KEYS, isSection, SECTIONS } from './sections.ts'

describe('SECTIONS', () => {
  it('holds each key once, but for the certificates, which have buttons', () => {
    expect([...FORM_KEYS].sort()).toEqual(SETTING_KEYS.filter((key) => key !== 'CaCertificateFiles').sort())
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
