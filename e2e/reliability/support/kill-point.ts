import type { Site } from './reliability-site.ts'

/**
 * An instant at which a relay is killed: on entering the n-th call of a kind, before the call has done anything. strace counts per thread,
 * and whichever thread comes first is hit. SQLite works on the main thread and file-system promises on another, so that
 * a `path` is needed to reach the calls of the second one that the first would hide.
 */
export interface KillPoint {
  readonly syscall: string
  readonly n: number
  /** Only calls that touch this path count. */
  readonly path?: string
}

/** What changes the disk, waits for it, or speaks to PMH. The question mark: not every processor has each of them. */
export const KILLING_CALLS =
  '?fdatasync,?fsync,?rename,?renameat,?renameat2,?link,?linkat,?unlink,?unlinkat,?pwrite64,?ftruncate,?connect,?write,?writev,?sendmsg,?mkdir,?mkdirat'

/** Reads every instant from the log of an undisturbed run (strace -f -y). */
export function killPoints(log: string, site: Site): KillPoint[] {
  const calls = new Map<string, number>()
  const points = new Map<string, KillPoint>()
  const paths = site.knownPaths()
  const count = (key: string) => {
    const n = (calls.get(key) ?? 0) + 1
    calls.set(key, n)
    return n
  }
  const add = (point: KillPoint) => points.set(pointName(point), point)
  for (const line of log.split('\n')) {
    const [, thread, syscall] = /^(\d+) +(\w+)\(/.exec(line) ?? []
    if (thread === undefined || syscall === undefined) continue
    add({ syscall, n: count(`${thread} ${syscall}`) })
    for (const path of paths) {
      if (!line.includes(`"${path}"`) && !line.includes(`<${path}>`)) continue
      add({ syscall, path, n: count(`${thread} ${syscall} ${path}`) })
    }
  }
  return [...points.values()]
}

/** The same for equal points; paths are shown below PMHFilePath by the caller's choice of site. */
export function pointName({ syscall, n, path }: KillPoint): string {
  return `${syscall} ${n}${path === undefined ? '' : ` ${path}`}`
}

/** What a sample must have of everything: the call, and whether it was reached by its path. */
export function kindOf({ syscall, path }: KillPoint): string {
  return path === undefined ? syscall : `${syscall} in PMHFilePath`
}

/** mulberry32: the same seed gives the same sample on every computer. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One point of each kind that `isWanted` by its place in the alphabet. */
export function sampleOfKinds(
  points: readonly KillPoint[],
  random: () => number,
  isWanted: (place: number) => boolean,
): KillPoint[] {
  const kinds = Map.groupBy(points, kindOf)
  return [...kinds.keys()].sort().flatMap((kind, place) => {
    const ofKind = kinds.get(kind) ?? []
    const chosen = ofKind[Math.floor(random() * ofKind.length)]
    return isWanted(place) && chosen !== undefined ? [chosen] : []
  })
}

/** All points, but of the kinds with a hundred calls only so many, evenly spread with a seeded beginning. */
export function thinned(
  points: readonly KillPoint[],
  perKind: Readonly<Record<string, number>>,
  random: () => number,
): KillPoint[] {
  return [...Map.groupBy(points, kindOf)].flatMap(([kind, ofKind]) => {
    const limit = perKind[kind] ?? ofKind.length
    const step = Math.max(1, ofKind.length / limit)
    const start = random() * step
    return ofKind.filter(
      (_, index) => Math.floor((index - start) / step) !== Math.floor((index - 1 - start) / step),
    )
  })
}
