import { expect, it } from 'vitest'
import { debuggingSwitch } from './debugging-switches.ts'

it.each([
  ['--inspect', '--inspect'],
  ['--inspect=0.0.0.0:9229', '--inspect'],
  ['--inspect-brk', '--inspect-brk'],
  ['--inspect-port=1', '--inspect-port'],
  ['--debug-brk', '--debug-brk'],
  ['--remote-debugging-port=0', '--remote-debugging-port'],
  ['--remote-debugging-pipe', '--remote-debugging-pipe'],
  ['--remote-debugging-address=0.0.0.0', '--remote-debugging-address'],
  ['--remote-allow-origins=*', '--remote-allow-origins'],
  ['--js-flags=--expose-gc', '--js-flags'],
  ['--load-extension=/tmp/x', '--load-extension'],
  ['--disable-web-security', '--disable-web-security'],
  ['--renderer-cmd-prefix=gdb', '--renderer-cmd-prefix'],
  ['--utility-cmd-prefix=gdb', '--utility-cmd-prefix'],
  ['--gpu-launcher=x', '--gpu-launcher'],
  ['--browser-subprocess-path=/tmp/x', '--browser-subprocess-path'],
  ['-remote-debugging-port=0', '--remote-debugging-port'],
  ['--REMOTE-debugging-port=0', '--remote-debugging-port'],
])('%s is refused, and named without its value', (argument, name) => {
  expect(debuggingSwitch(['--headless', argument, '--once'])).toBe(name)
})

// Chromium cuts them off before it looks, and opens the port.
it.each([' ', '\t', '\n', ' \r\n ', '\u3000'])('blanks around a switch hide it from nobody: %j', (blank) => {
  expect(debuggingSwitch([`${blank}--remote-debugging-port=0`])).toBe('--remote-debugging-port')
  expect(debuggingSwitch([`--remote-debugging-pipe${blank}`])).toBe('--remote-debugging-pipe')
  expect(debuggingSwitch([`${blank}--${blank}`, '--inspect'])).toBeNull()
})

it('on Windows a slash begins a switch, elsewhere a path', () => {
  expect(debuggingSwitch(['/remote-debugging-port=0'], 'win32')).toBe('--remote-debugging-port')
  expect(debuggingSwitch(['--data-dir', '/inspect'], 'linux')).toBeNull()
})

it.each([
  ['--headless', '--once', '--data-dir', 'inspect'],
  ['--hidden'],
  ['--ozone-platform=headless', '--no-sandbox', '--user-data-dir=/js-flags'],
  ['--set', 'PathPrefix=--inspect', 'TOKEN|--inspected'],
  // What stands behind `--` is no switch for Chromium either.
  ['--headless', '--', '--inspect'],
])('%s %s … is none of them', (...argv) => {
  expect(debuggingSwitch(argv)).toBeNull()
})
