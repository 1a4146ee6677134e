import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { PROJECT } from '../../support/console.ts'
import type { Site } from '../support/reliability-site.ts'
import type { RunEnd } from '../support/traced-relay.ts'
import { startFaultProxy } from './fault-proxy.ts'
import type { FaultRow } from './fault-row.ts'

const RELAY = path.join(PROJECT, 'out', 'main', 'headless.cjs')

/** Port 1 is nobody's. */
const NOWHERE = 'http://127.0.0.1:1'

/** One run of the relay command. */
export function runStraight(site: Site): Promise<RunEnd> {
  return endOf(start(site, {}))
}

/** One run through the fault; resolves when PMH, too, is done with it. @throws Error when it could not be played */
export async function runThroughFault(site: Site, { fault, faultAt, by }: FaultRow): Promise<RunEnd> {
  if (fault === null) return endOf(start(site, { PostRegistrationTasksBaseURL: NOWHERE }))
  const proxy = await startFaultProxy(site.simulator.port, fault, faultAt ?? 1)
  const relay = start(site, {
    PostRegistrationTasksBaseURL: proxy.url,
    ...(by === 'deadline' ? { PostRegistrationTimeSpan: '1' } : {}),
  })
  try {
    const end = endOf(relay)
    if (by === 'SIGTERM') {
      await Promise.race([proxy.stalled, end])
      relay.kill('SIGTERM')
    }
    return await end
  } finally {
    relay.kill('SIGKILL')
    await proxy.close()
    await site.simulator.waitFor(({ underWay }) => underWay.length === 0)
  }
}

function start(site: Site, sets: Readonly<Record<string, string>>): ChildProcess {
  const set = Object.entries(sets).flatMap(([key, value]) => ['--set', `${key}=${value}`])
  const args = [RELAY, ...set, ...site.relayArguments]
  return spawn(process.execPath, args, { cwd: site.home, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function endOf(relay: ChildProcess): Promise<RunEnd> {
  const output: Buffer[] = []
  for (const stream of [relay.stdout, relay.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk))
  const [code]: unknown[] = await once(relay, 'close')
  const text = Buffer.concat(output).toString('utf8')
  return { code: typeof code === 'number' ? code : null, wasKilled: false, output: text }
}
