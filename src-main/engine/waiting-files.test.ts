import { describe, expect, it } from 'vitest'
import type { HoldReason, Transfer } from '../../src-shared/domain/transfer.ts'
import {
  ACCEPTED,
  newTransfer,
  openedDatabase,
  ROOT,
  result,
  transfersOf,
} from '../store/testing/opened-database.ts'
import { waitingFiles } from './waiting-files.ts'

const sortNames = (names: readonly string[]) => [...names].sort()

function folderWith(...names: string[]) {
  const journal = transfersOf(openedDatabase())
  const begin = (fileName: string, fields = {}) => journal.begin(newTransfer({ fileName, ...fields }))
  return {
    journal,
    begin,
    hold: (fileName: string, hold: HoldReason, fields = {}) =>
      journal.conclude(begin(fileName, fields).id, result({ hold })),
    look: (isBlocking = false, root = ROOT) =>
      waitingFiles({ journal, sortNames }, root, 'kodomo', names, isBlocking),
  }
}

describe('the files that wait', () => {
  it('are all of them, in their order, where the journal knows of none', () => {
    expect(folderWith('b.csv', 'a.csv').look()).toEqual({ waiting: ['a.csv', 'b.csv'], left: [] })
  })

  it.each<[string, (site: ReturnType<typeof folderWith>) => Transfer, string]>([
    ['is being sent', ({ begin }) => begin('a.csv'), 'sending'],
    [
      'has a result and is not moved yet',
      ({ begin, journal }) => journal.conclude(begin('a.csv').id, ACCEPTED),
      'moving',
    ],
    ['is in doubt', ({ hold }) => hold('a.csv', 'in_doubt'), 'held'],
    ['was broken off', ({ hold }) => hold('a.csv', 'cancelled'), 'held'],
    ['changed after its upload', ({ hold }) => hold('a.csv', 'changed'), 'held'],
    ['has another spelling on Windows', ({ hold }) => hold('A.CSV', 'duplicate'), 'held'],
  ])('are not one that %s', (_, put, reason) => {
    const site = folderWith('b.csv', 'a.csv')
    put(site)
    expect(site.look()).toEqual({ waiting: ['b.csv'], left: [{ fileName: 'a.csv', reason }] })
  })

  it('are also one that failed and waits for its next try', () => {
    const site = folderWith('a.csv')
    site.journal.conclude(site.begin('a.csv').id, result())
    expect(site.look().waiting).toEqual(['a.csv'])
  })

  it('have nothing to do with rows of another PMHFilePath or another folder', () => {
    const site = folderWith('a.csv')
    site.hold('a.csv', 'in_doubt', { root: '/srv/other' })
    site.hold('a.csv', 'in_doubt', { folder: 'judo' })
    expect(site.look().waiting).toEqual(['a.csv'])
    expect(site.look(false, '/srv/other').waiting).toEqual([])
  })
})

describe('a file that the pre-flight keeps back', () => {
  const names = ['d.csv', 'c.csv', 'b.csv', 'a.csv']

  it('keeps those behind it back while that is asked for', () => {
    const site = folderWith(...names)
    site.hold('b.csv', 'preflight')
    site.hold('c.csv', 'in_doubt')
    expect(site.look(true)).toEqual({
      waiting: ['a.csv'],
      left: [
        { fileName: 'b.csv', reason: 'preflight' },
        { fileName: 'c.csv', reason: 'held' },
        { fileName: 'd.csv', reason: 'behind' },
      ],
    })
  })

  it('goes like any other once it is not', () => {
    const site = folderWith(...names)
    site.hold('b.csv', 'preflight')
    expect(site.look(false)).toEqual({ waiting: ['a.csv', 'b.csv', 'c.csv', 'd.csv'], left: [] })
  })

  it('as the first one lets nothing go', () => {
    const site = folderWith('b.csv', 'a.csv')
    site.hold('a.csv', 'preflight')
    expect(site.look(true)).toMatchObject({
      waiting: [],
      left: [{ fileName: 'a.csv' }, { fileName: 'b.csv' }],
    })
  })
})
