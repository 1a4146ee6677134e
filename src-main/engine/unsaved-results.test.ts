import { expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import {
  ACCEPTED,
  newTransfer,
  openedDatabase,
  REJECTED,
  transfersOf,
} from '../store/testing/opened-database.ts'
import type { Conclusion } from './ports.ts'
import { UnsavedResults } from './unsaved-results.ts'

/** A real journal with two uploads under way, whose disk may be full. */
function journalOnDisk() {
  const journal = transfersOf(openedDatabase())
  journal.begin(newTransfer())
  journal.begin(newTransfer({ fileName: 'b.csv' }))
  const written: number[] = []
  const disk = { isFull: false }
  const unsaved = new UnsavedResults({
    conclude(id: number, conclusion: Conclusion) {
      if (disk.isFull) throw new RelayError('R4001', 'SQLITE_FULL')
      written.push(id)
      return journal.conclude(id, conclusion)
    },
  })
  return { journal, disk, written, unsaved }
}

it('a result that the journal takes is there, and is written once', () => {
  const { unsaved, written } = journalOnDisk()
  expect(unsaved.conclude(1, ACCEPTED)).toMatchObject({ id: 1, status: 'accepted' })
  unsaved.flush()
  expect(written).toEqual([1])
})

it('a result that the journal cannot take is said to be so, and is written as soon as it can', () => {
  const { journal, disk, unsaved, written } = journalOnDisk()
  disk.isFull = true
  expect(() => unsaved.conclude(1, ACCEPTED)).toThrow('R4001')
  expect(() => unsaved.conclude(2, REJECTED)).toThrow('R4001')
  expect(journal.interrupted()).toHaveLength(2)
  disk.isFull = false
  unsaved.flush()
  expect(journal.get(1)).toMatchObject({ status: 'accepted', serialNumber: ACCEPTED.serialNumber })
  expect(journal.get(2)).toMatchObject({ status: 'rejected', errorCode: REJECTED.errorCode })
  unsaved.flush()
  expect(written).toEqual([1, 2])
})

it('while the disk is still full nothing goes on, and nothing is forgotten', () => {
  const { journal, disk, unsaved } = journalOnDisk()
  disk.isFull = true
  expect(() => unsaved.conclude(1, ACCEPTED)).toThrow('R4001')
  expect(() => unsaved.flush()).toThrow('R4001')
  expect(() => unsaved.flush()).toThrow('R4001')
  disk.isFull = false
  unsaved.flush()
  expect(journal.get(1)).toMatchObject({ status: 'accepted' })
})

it('of two, one that can be written is not written again when the other cannot', () => {
  const { journal, disk, unsaved, written } = journalOnDisk()
  disk.isFull = true
  expect(() => unsaved.conclude(1, ACCEPTED)).toThrow('R4001')
  expect(() => unsaved.conclude(99, ACCEPTED)).toThrow('R4001')
  disk.isFull = false
  // No such row: stands for a write that fails behind the first one.
  expect(() => unsaved.flush()).toThrow('99')
  expect(() => unsaved.flush()).toThrow('99')
  expect(written).toEqual([1, 99, 99])
  expect(journal.get(1)).toMatchObject({ status: 'accepted' })
})
