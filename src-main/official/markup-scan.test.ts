import { describe, expect, it } from 'vitest'
import { scanMarkup } from './markup-scan.ts'

describe('scanMarkup', () => {
  it.each([
    '<a/>',
    '<?xml version="1.0"?>\n<a><b x="1 > 0" y=\'</a>\'/></a>\n<!-- end -->',
    '<a><!-- <b> <!DOCTYPE> --></a>',
    '<a><![CDATA[ <b> <!DOCTYPE x> ]]></a>',
    '<a><?target <b> ?></a>',
    'no markup at all',
    '',
    `${'<a>'.repeat(32)}${'</a>'.repeat(32)}`,
    `<a>${'<b/>'.repeat(10_000)}</a>`,
  ])('lets a parser read %.60s', (text) => {
    expect(scanMarkup(text)).toBeNull()
  })

  it.each([
    '<!DOCTYPE a><a/>',
    '<!doctype a><a/>',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    '<a><!ENTITY x "y"></a>',
    '<a><!></a>',
  ])('refuses the declaration in %.60s', (text) => {
    expect(scanMarkup(text)).toBe('doctype')
  })

  it('refuses deep nesting', () => {
    expect(scanMarkup(`${'<a>'.repeat(33)}${'</a>'.repeat(33)}`)).toBe('too_deep')
    expect(scanMarkup('<a>'.repeat(300_000))).toBe('too_deep')
  })

  it.each([
    '<a>',
    '</a>',
    '<a></a></a>',
    '<a',
    '<',
    '<a <b/>',
    '<a x="1/>',
    "<a x='",
    '<!-- no end',
    '<a><![CDATA[ no end',
    '<?xml no end',
  ])('refuses what ends in the middle: %s', (text) => {
    expect(scanMarkup(text)).toBe('not_xml')
  })

  it.each([
    '<!--'.repeat(250_000),
    '<'.repeat(1_000_000),
    '<a x="'.repeat(150_000),
    `<a ${"x='\"' ".repeat(150_000)}`,
    `<a>${'<!---->'.repeat(140_000)}</a>`,
  ])('is done with a hostile mebibyte (%#)', (text) => {
    expect(['not_xml', 'too_deep', null]).toContain(scanMarkup(text))
  })
})
