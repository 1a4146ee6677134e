import { expect, it } from 'vitest'
import { BEHAVIOUR_KINDS } from './behaviour.ts'
import { argumentText, usageText } from './usage.ts'

it('names every argument and every behaviour', () => {
  const text = usageText()
  for (const argument of ['--token', '--port', '--tls', '--record', '--behave', '--help']) {
    expect(text).toContain(argument)
  }
  for (const kind of BEHAVIOUR_KINDS) expect(text).toContain(kind)
  expect(text.endsWith('\n')).toBe(true)
})

it('names argument, value and rule', () => {
  expect(argumentText('--port', '99999', '0～65535の整数')).toBe(
    '引数 --port の値「99999」は使えません: 0～65535の整数',
  )
})
