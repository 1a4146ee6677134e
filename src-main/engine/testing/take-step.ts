import { setImmediate } from 'node:timers/promises'
import type { EngineEvent } from '../../../src-shared/domain/engine-event.ts'
import { RelayError } from '../../../src-shared/domain/relay-error.ts'
import { type Decision, possibleDecisions } from '../../../src-shared/domain/transfer.ts'
import type { Relay } from '../../compose.ts'
import type { RelaySite } from './relay-site.ts'
import { touchDisk } from './site-disk.ts'
import type { Moment, Step } from './steps.ts'

const staff = { by: 'suzuki@pc', reason: '', serialNumber: null }

/** Carries out one command, to its end. */
export async function takeStep(site: RelaySite, step: Step): Promise<void> {
  switch (step.do) {
    case 'restart':
      return site.restart()
    case 'setting':
      return site.restart({ settings: { [step.key]: step.value } })
    case 'token':
      return site.restart({ tokens: { [step.folder]: step.token } })
    case 'behave':
      site.simulator.behave(step.behaviour, { times: 1 })
      return
    case 'cycle':
      return cycle(site)
    case 'send':
      await site.relay.engine.sendNow(step.folder)
      site.mayBeInterrupted = false
      return
    case 'decide':
      return decide(site, step.pick, step.decision)
    case 'hang':
      return hang(site, step)
    case 'during':
      site.onNextEvents(at(step.moment, () => touchDisk(site, step.act)))
      await cycle(site)
      site.onNextEvents(null)
      return
    case 'kill':
      return kill(site, step.moment)
    default:
      touchDisk(site, step)
  }
}

async function cycle(site: RelaySite): Promise<void> {
  await site.relay.engine.runOnce()
  site.mayBeInterrupted = false
}

/** A hook that acts once, at the n-th event of a kind. */
function at({ event, nth }: Moment, act: () => void): (met: EngineEvent) => void {
  let left = nth
  return (met) => {
    if (met.type !== event) return
    left -= 1
    if (left === 0) act()
  }
}

async function kill(site: RelaySite, moment: Moment): Promise<void> {
  let isFrozen = false
  site.onNextEvents(
    at(moment, () => {
      isFrozen = true
      site.freeze()
    }),
  )
  await site.relay.engine.runOnce()
  site.onNextEvents(null)
  if (isFrozen) await site.thaw()
  else site.mayBeInterrupted = false
}

async function hang(site: RelaySite, step: Extract<Step, { do: 'hang' }>): Promise<void> {
  const { simulator, relay } = site
  simulator.behave(step.at === 'stall' ? 'stall' : { kind: 'hold_body', afterBytes: 1 }, { times: 1 })
  const running = relay.engine.runOnce()
  const hanging = simulator.waitFor(({ underWay }) =>
    underWay.some(({ state }) => state === 'held' || state === 'stalled'),
  )
  const hangs = await Promise.race([hanging.then(() => true), running.then(() => false)])
  if (hangs) {
    if (typeof step.act === 'object') touchDisk(site, step.act)
    if (step.act === 'restart') await site.restart()
    else if (step.at === 'stall') await cancelUntil(relay, running)
    else if (step.act === 'cancel') cancelOldest(relay)
    simulator.release()
  }
  await running
  site.mayBeInterrupted = false
  simulator.behave(null)
}

/** With several folders at a time the oldest upload may be another one than the stalled. */
async function cancelUntil(relay: Relay, running: Promise<unknown>): Promise<void> {
  let isOver = false
  void running.then(() => {
    isOver = true
  })
  while (!isOver) {
    cancelOldest(relay)
    await setImmediate()
  }
}

function cancelOldest({ engine }: Relay): void {
  const [oldest] = engine.status().uploads
  if (oldest !== undefined) engine.cancelUpload(oldest)
}

/** Staff decide about any row that allows it; what cannot be done now is refused, or done later. */
async function decide(site: RelaySite, pick: number, decision: Decision): Promise<void> {
  const rows = site.rows().filter((row) => possibleDecisions(row).length > 0)
  const row = rows[pick % Math.max(1, rows.length)]
  if (row === undefined) return
  try {
    await site.relay.engine.decide(row.id, { ...staff, decision })
  } catch (error) {
    if (!(error instanceof RelayError) || !['R3005', 'R5007'].includes(error.code)) throw error
  }
}

/** Mends everything, presses 送信 and takes every decision, until nothing changes any more. */
export async function heal(site: RelaySite): Promise<void> {
  await site.mend()
  site.mayBeInterrupted = false
  for (let round = 0; round < 8; round += 1) {
    // By hand, since a folder whose token was refused waits for that.
    await site.relay.engine.sendNow(null)
    const rows = site.rows().filter((row) => possibleDecisions(row).length > 0)
    for (const row of rows) {
      const first = possibleDecisions(row)[row.id % possibleDecisions(row).length]
      await decide(site, rows.indexOf(row), first ?? 'resend')
    }
    if (rows.length === 0 && site.files().every(({ name }) => name.startsWith('PROCEED/'))) break
  }
  await site.relay.engine.runOnce()
}
