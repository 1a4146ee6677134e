import { OFFICIAL_SERVICE, sendsBeside } from '../../src-shared/domain/official-service.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { officialText } from '../../src-shared/text/ja/screens-official.ts'
import type { Relay } from '../compose.ts'
import { isLocked } from '../secret-news.ts'
import type { Session } from '../session.ts'

/**
 * 監視を開始, by the window or by the tray. It lasts over a restart.
 * @throws RelayError R4005 while settings or every folder are missing
 */
export function startMonitoring(relay: Relay): void {
  begin(relay, null)
}

/**
 * Two senders on one path send twice (requirements section 6).
 * @param relay that is to send; practice sends nowhere
 * @throws RelayError R8001 while the official service runs on our PMHFilePath, or on one that is not known; R4002
 */
export async function requireAlone(session: Session, relay: Relay): Promise<void> {
  const { official, real } = session
  if (relay !== real) return
  const beside = () => sendsBeside(official.finding, real.currentSettings().PMHFilePath)
  await official.settled()
  if (beside()) {
    // Staff may have stopped it since.
    await official.look()
    if (beside()) throw new RelayError('R8001', OFFICIAL_SERVICE)
  }
  // Another program may have taken over meanwhile.
  session.requireSender()
}

/** 今すぐ送信. Where monitoring goes on, staff have answered already. @throws RelayError as {@link requireAlone} */
export async function requireAloneToSend(session: Session, relay: Relay): Promise<void> {
  if (relay.engine.status().state === 'stopped') await requireAlone(session, relay)
}

/** 監視を開始, by staff who know that the official service runs. @throws RelayError R4005 */
export function startBesideOfficial({ current }: Session): Record<string, never> {
  begin(current, officialText.startedBeside)
  return {}
}

function begin(relay: Relay, reason: string | null): void {
  requireComplete(relay)
  remember(relay, 'on', reason)
  relay.engine.start()
}

/** 監視を停止. Resolves once the upload under way has come to its end. */
export async function stopMonitoring(relay: Relay): Promise<void> {
  remember(relay, 'off', null)
  await relay.engine.stop()
}

/** @throws RelayError R4005 while settings or every folder are missing, R6004 while the passphrase was not given */
export function requireComplete(relay: Relay): void {
  if (isLocked(relay)) throw new RelayError('R6004')
  relay.configuration()
  if (relay.folders.list().length === 0) throw new RelayError('R4005', '')
}

function remember({ facts, audit }: Relay, monitoring: 'on' | 'off', reason: string | null): void {
  facts.set('monitoring', monitoring)
  const action = monitoring === 'on' ? 'monitoring.started' : 'monitoring.stopped'
  audit.add({ action, subject: '', before: null, after: null, reason })
}
