import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { errnoOf } from '../../../src-shared/domain/relay-error.ts'

export interface VolumeSize {
  readonly kibibytes: number
  /** Files and folders that there is room for; as many as there is memory when absent. */
  readonly inodes?: number
}

/**
 * A volume of its own at some place, in memory, with what lay there before. It is mounted for its own processes alone
 * (a mount namespace), so that nothing stays mounted, however the test ends.
 */
export interface SmallVolume {
  /** What a command is run with to find the volume at its place. */
  readonly inside: readonly string[]
  /** The path by which this process sees what lies at `place` for the processes inside. */
  seen(place: string): string
  /** Takes every byte that is left. */
  fill(): void
  /** Takes room for files by name alone, until there is none. */
  fillWithNames(): void
  /** Gives back what was taken. */
  free(): void
  dispose(): Promise<void>
}

/** The volume is filled before it comes to its place, and lives as long as somebody keeps the standard input open. */
const MOUNT = `set -e
mkdir "$1.volume"
mount -t tmpfs -o "$2" small "$1.volume"
cp -a "$1/." "$1.volume/"
mount --move "$1.volume" "$1"
rmdir "$1.volume"
echo mounted
exec cat`

const CHUNK_BYTES = 64 * 1024
const BLOCK_BYTES = 4096

/** Whether volumes can be mounted here; what is missing in words, or null. */
export function volumeProblem(): string | null {
  if (process.platform !== 'linux') return 'a small volume needs tmpfs and mount namespaces, which Linux has'
  const tried = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'small', '/mnt'])
  return tried.status === 0 ? null : 'a small volume needs the right to mount (root, with CAP_SYS_ADMIN)'
}

/** @throws Error when it cannot be mounted */
export async function openSmallVolume(
  place: string,
  { kibibytes, inodes }: VolumeSize,
): Promise<SmallVolume> {
  mkdirSync(place, { recursive: true })
  const options = [`size=${kibibytes}k`, ...(inodes === undefined ? [] : [`nr_inodes=${inodes}`])].join(',')
  const holder = spawn('unshare', ['-m', 'sh', '-c', MOUNT, 'sh', place, options])
  const ended = once(holder, 'close')
  const first = await Promise.race([once(holder.stdout, 'data'), ended.then(() => null)])
  if (first === null) throw new Error(`a volume could not be mounted at ${place}`)
  const seen = (inner: string) => `/proc/${holder.pid}/root${inner}`
  const filler = seen(path.join(place, 'filler'))
  return {
    inside: ['nsenter', `--mount=/proc/${holder.pid}/ns/mnt`],
    seen,
    fill: () => fillUp(filler),
    fillWithNames() {
      mkdirSync(filler)
      untilFull(() => {
        for (let n = 0; ; n += 1) writeFileSync(path.join(filler, `${n}`), '')
      })
    },
    free: () => rmSync(filler, { recursive: true }),
    async dispose() {
      holder.stdin.end()
      await ended
    },
  }
}

function fillUp(file: string): void {
  const fd = openSync(file, 'w')
  for (const size of [CHUNK_BYTES, BLOCK_BYTES, 1]) {
    const bytes = Buffer.alloc(size)
    untilFull(() => {
      for (;;) writeSync(fd, bytes)
    })
  }
  closeSync(fd)
}

function untilFull(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (errnoOf(error) !== 'ENOSPC') throw error
  }
}
