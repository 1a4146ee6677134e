/**
 * A large file is sent with flat memory and a free loop, and what arrives is the file, told by its length and its checksum
 * (docs/reliability.md). `RELIABILITY=full npm run e2e -- e2e/bench --workers 1` takes 200 MB and 500 MB.
 */
import { createHash } from 'node:crypto'
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { rowsOf } from '../support/disk.ts'
import { type BenchSite, IS_FULL, openBenchSite } from './bench-site.ts'
import { inWords, type LoopDelay, type MeasuredRelay } from './measured-relay.ts'

const MEGABYTE = 1_000_000
const LARGE = (IS_FULL ? 200 : 24) * MEGABYTE
const VERY_LARGE = 500 * MEGABYTE

/** Over a file of 1 MB in the same process, in MiB. */
const MEMORY_LIMIT = 60

/** Requirements of the event loop while a file is hashed and sent, in milliseconds. */
const P99_LIMIT_MS = 50

test.skip(process.platform !== 'linux', 'memory is read from /proc')

test(`${LARGE / MEGABYTE} MB are sent with flat memory, with the right length and checksum`, async () => {
  test.setTimeout(IS_FULL ? 5 * 60_000 : 60_000)
  await withSite(async (site, relay) => {
    const small = await sent(site, relay, MEGABYTE)
    expectWhole(site, small)
    const before = relay.peakMemory()
    const large = await sent(site, relay, LARGE)
    expectWhole(site, large)
    const after = relay.peakMemory()
    console.log(
      `memory ${before.toFixed(0)} MiB with 1 MB, ${after.toFixed(0)} MiB with ${LARGE / MEGABYTE} MB`,
    )
    expect(after - before).toBeLessThan(MEMORY_LIMIT)
  })
})

test('the loop stays free while a file of 500 MB is hashed and sent', async () => {
  test.skip(
    !IS_FULL,
    'it takes 500 MB of disk, and its limit holds on a computer that is not busy: RELIABILITY=full',
  )
  test.setTimeout(10 * 60_000)
  const measured: LoopDelay[] = []
  for (let run = 1; run <= 3; run += 1) {
    await withSite(async (site, relay) => {
      // What is compiled at its first use is not what is looked for.
      await sent(site, relay, MEGABYTE)
      await relay.loopDelay()
      const idle = await idleDelay(relay)
      const upload = await sent(site, relay, VERY_LARGE)
      expectWhole(site, upload)
      measured.push(upload.hashed, upload.uploaded)
      console.log(
        `run ${run}: hashed ${inWords(upload.hashed)}; sent ${inWords(upload.uploaded)}; idle ${idle}`,
      )
    })
  }
  // Others may use the computer too: the middle ones count.
  const p99 = measured.map((delay) => delay.p99).sort((a, b) => a - b)[measured.length / 2 - 1]
  expect(p99).toBeLessThanOrEqual(P99_LIMIT_MS)
})

interface Sent {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  readonly hashed: LoopDelay
  readonly uploaded: LoopDelay
}

async function withSite(work: (site: BenchSite, relay: MeasuredRelay) => Promise<void>): Promise<void> {
  const site = await openBenchSite(['subsidy1'])
  try {
    const relay = site.start()
    await relay.line(/送信先 URL/)
    await work(site, relay)
  } finally {
    await site.dispose()
  }
}

/** Drops a file and waits until it is through. It is hashed before its upload begins, which is how the two are told apart. */
async function sent({ root, simulator }: BenchSite, relay: MeasuredRelay, bytes: number): Promise<Sent> {
  const name = `${bytes}.csv`
  const sha256 = writeFile(path.join(root, 'subsidy1', name), bytes)
  await relay.loopDelay()
  await simulator.waitFor(
    ({ underWay, received }) => underWay.length > 0 || received.some((upload) => upload.bytes === bytes),
  )
  const hashed = await relay.loopDelay()
  await relay.line(/退避: PROCEED/)
  const uploaded = await relay.loopDelay()
  return { name, bytes, sha256, hashed, uploaded }
}

async function idleDelay(relay: MeasuredRelay): Promise<string> {
  await wait(5_000)
  return inWords(await relay.loopDelay())
}

/** @returns its SHA-256; no two megabytes of it are alike */
function writeFile(file: string, bytes: number): string {
  const hash = createHash('sha256')
  const handle = openSync(`${file}.part`, 'w')
  for (let written = 0; written < bytes; written += MEGABYTE) {
    const block = Buffer.alloc(Math.min(MEGABYTE, bytes - written), `${written},\r\n`)
    hash.update(block)
    writeSync(handle, block)
  }
  closeSync(handle)
  renameSync(`${file}.part`, file)
  return hash.digest('hex')
}

function expectWhole({ simulator, dataDir }: BenchSite, { name, bytes, sha256 }: Sent): void {
  const received = simulator.received.filter((upload) => upload.bytes === bytes)
  expect(received).toMatchObject([
    { outcome: 'accepted', complete: true, sha256, bodyBytes: bytes, contentLength: bytes },
  ])
  const rows = rowsOf(dataDir, `SELECT status, size_bytes, sha256 FROM transfers WHERE file_name = '${name}'`)
  expect(rows).toEqual([{ status: 'accepted', size_bytes: bytes, sha256 }])
}
