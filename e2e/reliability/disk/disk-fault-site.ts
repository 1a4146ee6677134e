import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { filesBelow } from '../../support/disk.ts'
import { openSite, type Site } from '../support/reliability-site.ts'
import { type Ended, runRelay } from './disk-fault-relay.ts'
import { openSmallVolume, type SmallVolume, type VolumeSize } from './small-volume.ts'

/** A site of which one place lies on a volume of its own. */
export interface VolumeSite {
  /** As the relay sees it. */
  readonly site: Site
  /** As this process sees it. */
  readonly seen: Site
  readonly volume: SmallVolume
}

/** Where the volume is mounted. */
export type VolumePlace = 'data' | 'PMH_RELAY' | 'PMH_RELAY/PROCEED' | 'PMH_RELAY/ERROR'

/** Room for the files and the journal, many times over. */
export const ROOMY: VolumeSize = { kibibytes: 16_384 }

/** Runs `work` on a site with its first three files. */
export async function onSite<T>(work: (site: Site) => Promise<T>): Promise<T> {
  const site = await openSite('hold')
  try {
    return await work(site)
  } finally {
    await site.dispose()
  }
}

/** The same with a place of it on a small volume. */
export function onVolume<T>(
  place: VolumePlace,
  size: VolumeSize,
  work: (around: VolumeSite) => Promise<T>,
): Promise<T> {
  return onSite(async (site) => {
    const volume = await openSmallVolume(path.join(site.home, place), size)
    try {
      return await work({ site, seen: seenThrough(site, volume, place), volume })
    } finally {
      await volume.dispose()
    }
  })
}

/** One run where the volume is. */
export function runOnVolume({ site, volume }: VolumeSite): Promise<Ended> {
  return runRelay(site, { inside: volume.inside })
}

function seenThrough(site: Site, volume: SmallVolume, place: VolumePlace): Site {
  const root = volume.seen(site.root)
  return {
    ...site,
    root,
    // SQLite resolves paths, and would end in the folder that lies below the volume; so it is given a copy.
    get dataDir() {
      const copy = `${site.dataDir}.copy`
      rmSync(copy, { recursive: true, force: true })
      cpSync(volume.seen(site.dataDir), copy, { recursive: true, filter: (file) => !isFiller(file) })
      return copy
    },
    drop(folder, name, bytes) {
      site.drop(folder, name, bytes)
      const file = path.join(site.root, folder, name)
      if (place === 'PMH_RELAY') copyFileSync(file, volume.seen(file))
    },
    filesOnDisk: () =>
      filesBelow(root)
        .filter((file) => !file.startsWith('.pmh-relay.lease') && !isFiller(file))
        .map((file) => ({
          place: file,
          sha256: createHash('sha256')
            .update(readFileSync(path.join(root, file)))
            .digest('hex'),
        })),
  }
}

const isFiller = (file: string) => /(?:^|\/)filler(?:\/|$)/.test(file)
