/**
 * Loaded into a relay by `node --import`, so that what is measured is the built relay itself. Whatever message comes, it answers with the loop
 * delay since the last one. Runs under Node 22, which reads TypeScript as it is.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

// Threads of the relay inherit the option.
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('message', () => {
    const [p50, p99] = [delay.percentile(50), delay.percentile(99)]
    process.send?.([p50, p99, delay.max].map((nanoseconds) => nanoseconds / 1e6))
    delay.reset()
  })
  // The relay ends when it has nothing more to do, whoever still listens.
  process.channel?.unref()
}
