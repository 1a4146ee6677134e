import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { FOLDERS, type FolderName, type RelaySite, sha256Of } from './relay-site.ts'
import type { DiskStep } from './steps.ts'

/** More than the socket buffers hold, so that a broken line leaves its last byte unsent. */
const LARGE_BYTES = 12_000_000

/** In the year 2026. */
const BEGIN_S = 1_780_000_000

const fileName = (name: number) => `f${name}.csv`

/** What staff and other programs do to the files; it may happen in the middle of a cycle. */
export function touchDisk(site: RelaySite, step: DiskStep): void {
  if (step.do === 'drop') drop(site, step)
  else if (step.do === 'overwrite') edit(site, step)
  else if (step.do === 'delete') remove(site, step.pick)
  else if (step.do === 'rename') rename(site, step.pick, step.name)
  else if (step.do === 'root') site.moveRoot(step.away)
  else toggleFolder(site, step.folder)
}

interface Waiting {
  readonly folder: FolderName
  readonly file: string
}

/** Files in the scheme folders, in a steady order. */
function pickWaiting(site: RelaySite, pick: number): Waiting | null {
  const waiting = FOLDERS.flatMap((folder) => {
    const directory = path.join(site.base, folder)
    const names = existsSync(directory) ? readdirSync(directory).sort() : []
    return names.map((name) => ({ folder, file: path.join(directory, name) }))
  })
  return waiting[pick % Math.max(1, waiting.length)] ?? null
}

/** All of one size, so that only the bytes and the time tell one version from another. */
function newContent(site: RelaySite, folder: FolderName, large: boolean): string {
  const n = [...site.contents.entries()].length
  return `${folder} ${`${n}`.padStart(large ? LARGE_BYTES : 6, '0')}\n`
}

/** Another time for each version, however coarse the clock of the file system is. */
function stamp(site: RelaySite, file: string): void {
  const drops = [...site.contents.entries()].reduce((sum, [, { dropped }]) => sum + dropped, 0)
  utimesSync(file, BEGIN_S + drops, BEGIN_S + drops)
}

function drop(site: RelaySite, step: Extract<DiskStep, { do: 'drop' }>): void {
  const directory = path.join(site.base, step.folder)
  if (!existsSync(directory)) return
  const file = path.join(directory, fileName(step.name))
  const again = step.again ? twin(site, step.folder) : null
  const content = again ?? newContent(site, step.folder, step.large)
  if (existsSync(file)) overwrite(site, { folder: step.folder, file }, content, true)
  else {
    writeFileSync(file, content)
    stamp(site, file)
    site.contents.dropped(sha256Of(content), step.folder)
  }
}

/** The bytes of the file of this folder that was filed or dropped first, to be dropped once more. */
function twin(site: RelaySite, folder: FolderName): string | null {
  const [first] = site.contents.of(folder)
  const file = site.files().find(({ sha256 }) => sha256 === first)
  return file === undefined ? null : readFileSync(path.join(site.base, file.name), 'utf8')
}

function edit(site: RelaySite, step: Extract<DiskStep, { do: 'overwrite' }>): void {
  const waiting = pickWaiting(site, step.pick)
  if (waiting === null) return
  overwrite(site, waiting, newContent(site, waiting.folder, false), step.inPlace)
}

/** In place, or as a new file that takes the old one's name. */
function overwrite(site: RelaySite, { folder, file }: Waiting, content: string, inPlace: boolean): void {
  const handle = openSync(file, 'r+')
  const before = sha256Of(readFileSync(handle))
  if (inPlace) {
    ftruncateSync(handle, 0)
    writeSync(handle, content, 0)
  }
  closeSync(handle)
  if (!inPlace) {
    const fresh = path.join(path.dirname(site.root), 'fresh.csv')
    writeFileSync(fresh, content)
    renameSync(fresh, file)
  }
  stamp(site, file)
  site.contents.removed(before)
  site.contents.dropped(sha256Of(content), folder)
}

function remove(site: RelaySite, pick: number): void {
  const waiting = pickWaiting(site, pick)
  if (waiting === null) return
  const before = sha256Of(readFileSync(waiting.file))
  rmSync(waiting.file)
  site.contents.removed(before)
}

/** For the relay a file under another name is a new file: as if dropped again. */
function rename(site: RelaySite, pick: number, name: number): void {
  const waiting = pickWaiting(site, pick)
  if (waiting === null) return
  const target = path.join(path.dirname(waiting.file), fileName(name))
  if (existsSync(target)) return
  renameSync(waiting.file, target)
  const sha256 = sha256Of(readFileSync(target))
  site.contents.removed(sha256)
  site.contents.dropped(sha256, waiting.folder)
}

/** Removes a scheme folder with all that is in it, or makes it again. */
function toggleFolder(site: RelaySite, folder: FolderName): void {
  const directory = path.join(site.base, folder)
  if (!existsSync(directory)) {
    mkdirSync(directory)
    return
  }
  const aside = path.join(path.dirname(site.root), 'aside')
  renameSync(directory, aside)
  for (const name of readdirSync(aside)) site.contents.removed(sha256Of(readFileSync(path.join(aside, name))))
  rmSync(aside, { recursive: true })
}
