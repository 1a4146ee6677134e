import path from 'node:path'
import { seededRandom } from '../support/kill-point.ts'
import type { Site } from '../support/reliability-site.ts'

/** How a disk, a share or a right says no. */
export const ERRNOS = ['EIO', 'ENOSPC', 'EACCES', 'EBUSY'] as const

/** Where a call goes: the files of the schemes, the relay's own data, or its log.txt, without which it must go on. */
export type Area = 'PMHFilePath' | 'data folder' | 'log'

/** One call on one path that the system refuses, once or from then on. */
export interface DiskFault {
  readonly area: Area
  readonly syscall: string
  /** Below the site's own folder, since each site has another one. */
  readonly path: string
  /** The n-th such call on this path. */
  readonly n: number
  readonly errno: (typeof ERRNOS)[number]
  readonly isLasting: boolean
}

/** A call at which a disk may fail, or a relay end. */
export type Place = Omit<DiskFault, 'errno' | 'isLasting'>

/** What reads, changes or waits for a disk. The question mark: not every processor has each of them. */
export const DISK_CALLS =
  '?open,openat,?access,?faccessat2,read,pread64,?stat,?lstat,newfstatat,statx,getdents64,write,pwrite64,?fallocate,ftruncate,fsync,?fdatasync,?mkdir,mkdirat,?rename,renameat,renameat2,?link,linkat,?unlink,unlinkat,?chmod,fchmodat,?copy_file_range,?sendfile'

/** A file that another program holds is waited for, a minute long (BUSY_PATIENCE_MS): for full runs only. */
export const isSlow = ({ area, syscall, errno, isLasting }: DiskFault) =>
  area === 'PMHFilePath' && syscall.startsWith('rename') && errno === 'EBUSY' && isLasting

/** Reads every call on a path from the log of an undisturbed run (strace -f -y). */
export function faultPlaces(log: string, site: Site): Place[] {
  const calls = new Map<string, number>()
  const places: Place[] = []
  for (const line of log.split('\n')) {
    const [, thread, syscall] = /^(\d+) +(\w+)\(/.exec(line) ?? []
    const place = placeIn(line, site)
    if (thread === undefined || syscall === undefined || place === null) continue
    // strace counts per thread.
    const key = `${thread} ${syscall} ${place}`
    const n = (calls.get(key) ?? 0) + 1
    calls.set(key, n)
    places.push({ area: areaOf(place, site), syscall, path: place, n })
  }
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()]
}

/** The first path of a call, as an argument or behind a descriptor. The lease is written under a name of chance first. */
function placeIn(line: string, site: Site): string | null {
  for (const [, text = ''] of line.matchAll(/["<]([^"<>]+)[">]/g)) {
    const isOfSite = text.startsWith(site.root) || text.startsWith(site.dataDir)
    if (isOfSite && !/\.lease\.[\da-f-]{36}/.test(text)) return path.relative(site.home, text)
  }
  return null
}

function areaOf(place: string, site: Site): Area {
  if (!place.startsWith(path.relative(site.home, site.dataDir))) return 'PMHFilePath'
  return place.includes(`${path.sep}logs`) ? 'log' : 'data folder'
}

/** Of a call that comes more often than this on one path, three times stand for all. */
const MANY = 8

/** Every error at every place; of many of a kind the first, the last and one between. */
export function allFaults(places: readonly Place[]): DiskFault[] {
  const perPath = Map.groupBy(places, ({ syscall, path }) => `${syscall} ${path}`).values()
  return [...perPath].flatMap((ofPath) => {
    const few = [ofPath[0], ofPath[Math.floor(ofPath.length / 2)], ofPath.at(-1)]
    const chosen = ofPath.length > MANY ? few.filter((place) => place !== undefined) : ofPath
    return chosen.flatMap((place) =>
      ERRNOS.flatMap((errno) => [false, true].map((isLasting) => ({ ...place, errno, isLasting }))),
    )
  })
}

/** So many of them that no call of an area is left out while there is room. */
export function spreadSample<T extends Place>(items: readonly T[], count: number, seed: number): T[] {
  const random = seededRandom(seed)
  const kinds = [...Map.groupBy(items, ({ area, syscall }) => `${area} ${syscall}`)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  const sample = new Set<T>()
  for (let round = 0; sample.size < Math.min(count, items.length); round += 1) {
    const [, ofKind = []] = kinds[round % kinds.length] ?? []
    const chosen = ofKind[Math.floor(random() * ofKind.length)]
    if (chosen !== undefined) sample.add(chosen)
  }
  return [...sample]
}

export function placeName({ syscall, path, n }: Place): string {
  return `${syscall} ${n} on ${path}`
}

export function faultName({ errno, isLasting, ...place }: DiskFault): string {
  return `${errno}${isLasting ? ' from then on' : ''} at ${placeName(place)}`
}

/** What of strace makes a relay meet the fault; the log then tells whether it did. */
export function faultOptions(fault: DiskFault, site: Site, log: string): string[] {
  const { syscall, n, errno, isLasting } = fault
  const when = `${n}${isLasting ? '+' : ''}`
  return [
    ...['strace', '-f', '-qq', '-e', 'signal=none', '-o', log],
    ...['-e', `trace=${syscall}`, '-P', path.join(site.home, fault.path)],
    ...['-e', `inject=${syscall}:error=${errno}:when=${when}`],
  ]
}
