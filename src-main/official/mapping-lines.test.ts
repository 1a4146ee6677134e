import { describe, expect, it } from 'vitest'
import { parseMapping } from '../../src-shared/domain/mapping.ts'
import { mappingLines } from './mapping-lines.ts'

describe('mappingLines', () => {
  it('takes one entry a line', () => {
    expect(mappingLines('T1|subsidy1\nT2|subsidy2\n')).toEqual(['T1|subsidy1', 'T2|subsidy2'])
    expect(mappingLines('T1|subsidy1')).toEqual(['T1|subsidy1'])
  })

  it('takes a byte order mark and every line end', () => {
    expect(mappingLines('\ufeffT1|a\r\nT2|b\rT3|c\n')).toEqual(['T1|a', 'T2|b', 'T3|c'])
  })

  it('skips empty lines and blanks around a line, and keeps blanks within', () => {
    expect(mappingLines('\n  \n\t T1|子ども 医療 \t\n\r\n')).toEqual(['T1|子ども 医療'])
  })

  it('skips comments, but not a token that starts with #', () => {
    expect(mappingLines('# 2025年度\n#T0\n#T1|subsidy1\n T2|a # b')).toEqual(['#T1|subsidy1', 'T2|a # b'])
  })

  it('leaves what is wrong for parseMapping to refuse', () => {
    expect(mappingLines('T1 subsidy1')).toEqual(['T1 subsidy1'])
    expect(parseMapping(mappingLines('T1|a\nT2'))).toMatchObject({ ok: false, problems: [{ position: 2 }] })
  })

  it.each(['', '\ufeff', '\n\n', '# nothing'])('finds nothing in %j', (text) => {
    expect(mappingLines(text)).toEqual([])
  })

  it('takes no fullwidth blank for a blank', () => {
    expect(mappingLines('\u3000T1|a\n')).toEqual(['\u3000T1|a'])
  })
})
