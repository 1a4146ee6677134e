import { spawnSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { tempFolder } from '../../testing/temp-folder.ts'

/** Why syslog cannot be played here, or null. */
export function syslogProblem(): string | null {
  const { stdout } = spawnSync('logger', ['--help'], { encoding: 'utf8' })
  return stdout?.includes('--prio-prefix') ? null : 'logger of util-linux is missing'
}

/** Listens where syslog would: a stream instead of datagrams, which `logger` takes as well and Node can serve. */
export async function listenSyslog() {
  const heard = new EventEmitter()
  let text = ''
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      text += chunk.toString()
      heard.emit('data')
    })
  })
  const socketPath = path.join(tempFolder(), 'log')
  server.listen(socketPath)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const lines = () => text.split(/[\n\0]/).filter((line) => line !== '')
  return {
    path: socketPath,
    /** Resolves with all lines when so many have come. */
    async lines(count: number) {
      while (lines().length < count) await once(heard, 'data')
      return lines()
    },
  }
}
