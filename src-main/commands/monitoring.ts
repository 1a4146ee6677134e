import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Relay } from '../compose.ts'
import { isLocked } from '../secret-news.ts'

/**
 * 監視を開始, by the window or by the tray. It lasts over a restart.
 * @throws RelayError R4005 while settings or every folder are missing
 */
export function startMonitoring(relay: Relay): void {
  requireComplete(relay)
  remember(relay, 'on')
  relay.engine.start()
}

/** 監視を停止. Resolves once the upload under way has come to its end. */
export async function stopMonitoring(relay: Relay): Promise<void> {
  remember(relay, 'off')
  await relay.engine.stop()
}

/** @throws RelayError R4005 while settings or every folder are missing, R6004 while the passphrase was not given */
export function requireComplete(relay: Relay): void {
  if (isLocked(relay)) throw new RelayError('R6004')
  relay.configuration()
  if (relay.folders.list().length === 0) throw new RelayError('R4005', '')
}

function remember({ facts, audit }: Relay, monitoring: 'on' | 'off'): void {
  facts.set('monitoring', monitoring)
  const action = monitoring === 'on' ? 'monitoring.started' : 'monitoring.stopped'
  audit.add({ action, subject: '', before: null, after: null, reason: null })
}
