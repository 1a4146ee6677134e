import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from './data-folder.ts'

const CWD = path.resolve('/work')
const folderOf = (...argv: string[]) => dataFolder(argv, '/home/u/.config/pmh', CWD)

describe('the data folder', () => {
  it.each<[string[], string]>([
    [['--data-dir', '/srv/pmh'], '/srv/pmh'],
    [['--data-dir=/srv/pmh'], '/srv/pmh'],
    [['--hidden', '--data-dir', '/srv/pmh', '--x'], '/srv/pmh'],
    [['--data-dir', 'here'], path.join(CWD, 'here')],
    [['--data-dir=../there'], path.resolve('/there')],
    [['--data-dir=a=b'], path.join(CWD, 'a=b')],
    [['--data-dir', '-x'], path.join(CWD, '-x')],
    // The first that is one counts.
    [['--data-dir', '/one', '--data-dir', '/two'], '/one'],
    [['--data-dir', '--data-dir', '/two'], '/two'],
    [['--data-dir=', '--data-dir=/two'], '/two'],
  ])('of %j is %s', (argv, folder) => expect(folderOf(...argv)).toBe(path.resolve(folder)))

  it.each<[string[]]>([
    [[]],
    [['--data-dir']],
    [['--data-dir=']],
    [['--data-dir', '']],
    [['--data-dir', '--hidden']],
    [['--data-directory=/x']],
    [['data-dir', '/x']],
  ])('of %j is the program’s own', (argv) => {
    expect(folderOf(...argv)).toBe(path.join('/home/u/.config/pmh', 'data'))
  })
})
