import { describe, expect, it } from 'vitest'
import { namesOf, proxyOffers } from './proxy-offer.ts'

describe('what a proxy offers', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', [], []],
    ['an empty line', [''], []],
    ['one method', ['NTLM'], ['ntlm ']],
    ['a method with its token', ['NTLM TlRMTVNTUAAC=='], ['ntlm TlRMTVNTUAAC==']],
    ['several lines', ['Negotiate', 'NTLM', 'Basic realm="x"'], ['negotiate ', 'ntlm ', 'basic realm="x"']],
    ['one list', ['Negotiate, NTLM abc=, Basic realm="x"'], ['negotiate ', 'ntlm abc=', 'basic realm="x"']],
    ['a comma in quotes', ['Basic realm="a, NTLM b", NTLM'], ['basic realm="a, NTLM b"', 'ntlm ']],
    [
      'a quote in quotes',
      ['Basic realm="a\\", Negotiate", NTLM'],
      ['basic realm="a\\", Negotiate"', 'ntlm '],
    ],
    [
      'several parameters',
      ['Digest realm="x", nonce="y", qop = "auth", NTLM'],
      ['digest realm="x"', 'ntlm '],
    ],
    ['any case', ['nTLM', 'BASIC realm="x"'], ['ntlm ', 'basic realm="x"']],
    ['quotes that never end', ['Basic realm="x, NTLM'], ['basic realm="x, NTLM']],
  ])('%s: %j', (_, lines, offers) => {
    expect(proxyOffers(lines).map(({ scheme, token }) => `${scheme} ${token}`)).toEqual(offers)
  })

  it('is read to a certain length, and quickly', () => {
    expect(proxyOffers(['A,'.repeat(30_000)]).length).toBe(16)
    expect(proxyOffers(['"\\'.repeat(30_000)]).length).toBe(0)
  })

  it('has names, each once', () => {
    expect(
      namesOf(proxyOffers(['ntlm, basic realm="x", NTLM, Kerberos, constructor, negotiate, digest x=y'])),
    ).toBe('NTLM, Basic, kerberos, constructor, Negotiate, Digest')
  })
})
