import type { Clock } from './engine/ports.ts'

/** The real clocks: the wall for what is written down, the monotonic one for what is waited for. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
}
