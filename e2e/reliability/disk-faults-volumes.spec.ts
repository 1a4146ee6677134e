/**
 * A volume that runs full: a real tmpfs under a real relay, judged by PMH's record and the files (docs/reliability.md,
 * Disk faults).
 */
import { expect, test } from '@playwright/test'
import { rowsOf } from '../support/disk.ts'
import { RESIDENT, whileRunning } from './disk/disk-fault-relay.ts'
import { onVolume, ROOMY, runOnVolume, type VolumeSite } from './disk/disk-fault-site.ts'
import { judgeMended, judgeWords } from './disk/disk-fault-verdict.ts'
import { volumeProblem } from './disk/small-volume.ts'
import { LARGE_BYTES } from './support/reliability-site.ts'

const problem = volumeProblem()
test.skip(problem !== null, problem ?? '')

const R4001 = /R4001.+送信の記録を書き込めないため/

/** The large file is the first one that is sent. */
const holdsFirst = ({ site: { simulator } }: VolumeSite) => {
  simulator.behave({ kind: 'hold_body', afterBytes: LARGE_BYTES }, { times: 1 })
  return () => simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'held'))
}

const mended = (around: VolumeSite) => judgeMended(around.seen, () => runOnVolume(around))

for (const isInUse of [false, true]) {
  test(`no room for the journal of a data folder that is ${isInUse ? 'in use' : 'new'}: nothing is sent until there is`, () =>
    onVolume('data', ROOMY, async (around) => {
      const { site, volume } = around
      if (isInUse) expect(await runOnVolume(around)).toMatchObject({ code: 0 })
      const before = site.simulator.received.length
      if (isInUse) site.drop('subsidy1', 'later.csv')
      volume.fill()
      const full = await runOnVolume(around)
      expect(full.output).toMatch(R4001)
      expect([1, 2]).toContain(full.code)
      expect(judgeWords(full)).toEqual([])
      expect(site.simulator.received).toHaveLength(before)
      volume.free()
      expect(await mended(around)).toEqual([])
      expect(around.seen.filesOnDisk().every(({ place }) => place.startsWith('PROCEED/'))).toBe(true)
    }))
}

test('the journal finds no room for the answer: its 処理通番 is told, nothing more is sent, and it is a doubt later', () =>
  onVolume('data', ROOMY, async (around) => {
    const { site, seen, volume } = around
    const arrived = holdsFirst(around)
    await whileRunning(site, { inside: volume.inside }, async (relay) => {
      await arrived()
      volume.fill()
      site.simulator.release()
      const end = await relay.end
      expect(end).toMatchObject({ code: 1 })
      expect(end.stdout).toMatch(R4001)
      expect(end.stdout).toContain(`処理通番: ${site.simulator.received[0]?.serialNumber}`)
      expect(judgeWords(end)).toEqual([])
      expect(site.simulator.received).toHaveLength(1)
    })
    volume.free()
    expect(await mended(around)).toEqual([])
    expect(seen.filesOnDisk().map(({ place }) => place)).toContain('subsidy1/a.csv')
  }))

test('a relay that stays up keeps the answer, writes it when there is room, and goes on by itself', () =>
  onVolume('data', ROOMY, async (around) => {
    const { site, seen, volume } = around
    const arrived = holdsFirst(around)
    await whileRunning(site, { inside: volume.inside, ...RESIDENT }, async (relay) => {
      await arrived()
      volume.fill()
      site.simulator.release()
      await relay.logged(R4001)
      expect(site.simulator.received).toHaveLength(1)
      volume.free()
      await site.simulator.waitFor(({ received }) => received.length === 3)
      await relay.logged(/退避: PROCEED\/subsidy2/)
      relay.child.kill('SIGTERM')
      const end = await relay.end
      expect(end).toMatchObject({ code: 1 })
      expect(judgeWords(end)).toEqual([])
    })
    expect(await mended(around)).toEqual([])
    const rows = rowsOf(seen.dataDir, `SELECT status, place FROM transfers WHERE file_name = 'a.csv'`)
    expect(rows).toEqual([{ status: 'accepted', place: 'filed' }])
  }))

test('no room any more for a relay that stays up: a file that comes then is not sent until there is', () =>
  onVolume('data', ROOMY, async (around) => {
    const { site, volume } = around
    await whileRunning(site, { inside: volume.inside, ...RESIDENT }, async (relay) => {
      await relay.logged(/退避: PROCEED\/subsidy2/)
      volume.fill()
      site.drop('subsidy1', 'later.csv')
      await relay.logged(R4001)
      expect(site.simulator.received).toHaveLength(3)
      volume.free()
      await relay.logged(/later\.csv.+退避: PROCEED\/subsidy1/s)
      relay.child.kill('SIGTERM')
      expect(await relay.end).toMatchObject({ code: 1 })
      expect(site.simulator.received).toHaveLength(4)
    })
    expect(await mended(around)).toEqual([])
  }))

test('PMHFilePath is full: nobody can be kept out, which is said, and every file is sent and filed', () =>
  onVolume('PMH_RELAY', ROOMY, async (around) => {
    around.volume.fill()
    const end = await runOnVolume(around)
    expect(end).toMatchObject({ code: 0 })
    expect(end.stdout).toMatch(/R3012.+二重送信を防げません/)
    around.volume.free()
    expect(await mended(around)).toEqual([])
  }))

test('PMHFilePath has no room for PROCEED: the moves wait, nothing is sent again, and later they are made', () =>
  onVolume('PMH_RELAY', { ...ROOMY, inodes: 200 }, async (around) => {
    const { site, seen, volume } = around
    volume.fillWithNames()
    const received = ['subsidy1/a.csv', 'subsidy1/b.csv', 'subsidy2/c.csv']
    for (const _ of ['sent', 'seen again']) {
      const end = await runOnVolume(around)
      expect(end).toMatchObject({ code: 1 })
      expect(end.stdout).toMatch(/R3005.+移動できませんでした/)
      expect(seen.filesOnDisk().map(({ place }) => place)).toEqual(received)
      expect(site.simulator.received).toHaveLength(3)
    }
    volume.free()
    expect(await mended(around)).toEqual([])
    expect(seen.filesOnDisk().every(({ place }) => place.startsWith('PROCEED/'))).toBe(true)
  }))
