import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type InDoubtPolicy, openEmptySite, type Site } from '../support/reliability-site.ts'
import { type CrashOutcome, MID_BODY_BYTES } from './crash-outcomes.ts'

/** What a seed decides of one life. */
export interface SeededSite {
  readonly site: Site
  readonly policy: InDoubtPolicy
  readonly isOrdered: boolean
  /** A second file may lie in a folder. */
  readonly hasMany: boolean
  readonly random: () => number
}

export interface Wanted {
  /** Settings that the point needs to be reached at all. */
  readonly settings?: Readonly<Record<string, string>>
  /** The first file of each folder has more than one chunk. */
  readonly largeFirst?: boolean
  /** Every file has so many. */
  readonly bytes?: number
}

/** What Windows computers at municipalities write, with the characters that Shift_JIS makes hard, and names at the limit. */
const NAMES = [
  '対象者一覧表.csv',
  'ソ能予申十構暴.csv',
  'ﾃｽﾄ①～髙﨑.csv',
  'data 2025 (1).csv',
  '‐–—－∥.csv',
  'が_か\u3099.csv',
  `${'長'.repeat(83)}.csv`,
  `${'a'.repeat(251)}.CSV`,
  '#%&;=+,.csv',
] as const

/** Around one chunk of the upload, and around nothing. */
const SIZES = [0, 1, 100, 65_535, 65_536, 65_537, 131_072, 400_000, 3_000_000] as const

const FIRST_SIZES = [MID_BODY_BYTES + 200_000, 1_000_000, 3_000_000] as const

export function pick<T>(random: () => number, list: readonly [T, ...T[]]): T
export function pick<T>(random: () => number, list: readonly T[]): T | undefined
export function pick<T>(random: () => number, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)]
}

function shuffled<T>(random: () => number, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

/** Folders, files, settings and policy by a seed. */
export async function openSeededSite(
  program: string,
  random: () => number,
  wanted: Wanted = {},
): Promise<SeededSite> {
  const folders = pick(random, [1, 2, 3])
  const hasMany = (wanted.settings?.AllowMultipleFilePerFolder ?? `${random() < 0.75}`) === 'true'
  const policy = (wanted.settings?.InDoubtPolicy ??
    pick(random, ['hold', 'resend', 'error'])) as InDoubtPolicy
  const isOrdered = (wanted.settings?.OrderProtection ?? `${random() < 0.25}`) === 'true'
  const site = await openEmptySite({
    program,
    folders,
    settings: {
      InDoubtPolicy: policy,
      AllowMultipleFilePerFolder: `${hasMany}`,
      OrderProtection: `${isOrdered}`,
      ParallelFolders: pick(random, ['1', '2', '3', '4']),
      DuplicatePolicy: pick(random, ['send', 'hold']),
      TransientRetryCount: pick(random, ['-1', '0', '1', '5']),
      BodyFormat: pick(random, ['raw', 'raw', 'multipart']),
      ...wanted.settings,
    },
  })
  const files = hasMany ? Math.max(folders, 1 + Math.floor(random() * 6)) : folders
  const names = shuffled(random, NAMES)
  for (let n = 0; n < files; n += 1) {
    const folder = site.folders[n % folders] ?? ''
    const isFirst = n < folders && wanted.largeFirst === true
    const name = isFirst ? '_00 先頭.csv' : (names[n] ?? '')
    const bytes = wanted.bytes ?? (isFirst ? pick(random, FIRST_SIZES) : pick(random, SIZES))
    // The same bytes twice: in this folder, or in another one.
    const before = random() < 0.2 ? pick(random, site.dropped) : undefined
    const isTwin = before !== undefined && !isFirst && !before.name.startsWith('_00')
    site.drop(folder, name, isTwin ? readFileSync(path.join(site.root, before.folder, before.name)) : bytes)
  }
  return { site, policy, isOrdered, hasMany, random }
}

/**
 * How often a point is passed at least, if each file passes it once and is answered so. Twins may be held back, and a folder
 * that waits sends no second file.
 */
export function passings({ site, isOrdered }: SeededSite, { stops }: CrashOutcome): number {
  if (stops === 'cycle') return 1
  const perFolder = site.folders.map((folder) => {
    const ofFolder = site.dropped.filter((file) => file.folder === folder)
    return new Set(ofFolder.map(({ sha256 }) => sha256)).size
  })
  const isEachFoldersFirst = stops === 'folder' || (stops === 'order' && isOrdered)
  return perFolder.reduce((sum, files) => sum + (isEachFoldersFirst ? Math.min(1, files) : files), 0)
}
