import { expect, test } from 'vitest'
import { controlFile } from './deb-control.mjs'

test('the control file of a deb', () => {
  const fields = {
    name: 'pmh-relay-console',
    version: '1.2.3',
    architecture: 'amd64',
    description: 'PMH Relay Console\n 医療費助成の対象者ファイル\n\n二段落目',
    d: ['libgtk-3-0', 'libnss3'],
  }
  expect(controlFile(fields, 2049)).toBe(
    [
      'Package: pmh-relay-console',
      'Version: 1.2.3',
      'Architecture: amd64',
      'Installed-Size: 3',
      'Depends: libgtk-3-0, libnss3',
      'Description: PMH Relay Console',
      ' 医療費助成の対象者ファイル',
      ' .',
      ' 二段落目',
      '',
    ].join('\n'),
  )
})
