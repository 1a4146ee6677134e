import { mkdir, open, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { SAMPLES_WAITING_LIMIT } from '../../src-shared/domain/practice-play.ts'

/** The schemes of practice mode. Names and tokens are made up; nothing here exists outside of it. */
export const PRACTICE_FOLDERS = [
  { folder: 'kodomo', displayName: '子ども医療費助成', token: 'practice-token-kodomo' },
  { folder: 'hitorioya', displayName: 'ひとり親家庭等医療費助成', token: 'practice-token-hitorioya' },
  { folder: 'judo', displayName: '重度心身障害者医療費助成', token: 'practice-token-judo' },
] as const

export type PracticeFolder = (typeof PRACTICE_FOLDERS)[number]

const HEADER = [
  'orgSpecificCertificateTypeId',
  'myNumber',
  'name',
  'nameKana',
  'certificationName',
  'medicalSubsidyRecipientNumber',
  'validFrom',
  'validTo',
]

/** Made-up people; nobody has twelve zeros for an individual number. */
const PEOPLE = [
  ['見本 太郎', 'ミホン タロウ'],
  ['見本 花子', 'ミホン ハナコ'],
  ['練習 次郎', 'レンシュウ ジロウ'],
] as const

/** Far more than the system keeps on its way (some MB), so that progress is the receiver's and can be seen. */
const LARGE_BYTES = 24 * 1024 * 1024
/** Records are written in pieces of about this size. */
const PIECE_BYTES = 256 * 1024

/** Three records: UTF-8, CRLF. */
function sampleRecords(displayName: string): string {
  return PEOPLE.map(
    ([name, kana], index) =>
      `${['SAMPLE', '000000000000', name, kana, displayName, `0000${index + 1}`, '2026-04-01', '2027-03-31'].join(',')}\r\n`,
  ).join('')
}

function* sampleCsv(displayName: string, isLarge: boolean): Generator<string> {
  yield `${HEADER.join(',')}\r\n`
  const records = sampleRecords(displayName)
  if (!isLarge) return yield records
  const piece = records.repeat(Math.ceil(PIECE_BYTES / Buffer.byteLength(records)))
  const size = Buffer.byteLength(piece)
  for (let bytes = 0; bytes < LARGE_BYTES; bytes += size) yield piece
}

/**
 * Puts one more sample file into a practice folder.
 * @param stamp part of the file name, so that every sample has its own
 * @returns false when as many wait there as may
 */
export async function putSampleFile(
  root: string,
  { folder, displayName }: PracticeFolder,
  stamp: string,
  isLarge: boolean,
): Promise<boolean> {
  const directory = path.join(root, folder)
  const waiting = await waitingSamples(directory)
  if (waiting.length >= SAMPLES_WAITING_LIMIT) return false
  const name = freeName(`見本_${displayName}_${stamp}`, waiting)
  // As a good exporter does it: written under another name, renamed when it is whole.
  const unfinished = path.join(directory, `${name}.tmp`)
  const file = await open(unfinished, 'w', 0o600)
  try {
    for (const piece of sampleCsv(displayName, isLarge)) await file.write(piece)
  } finally {
    await file.close()
  }
  await rename(unfinished, path.join(directory, name))
  return true
}

/** Puts a sample file into each practice folder that has none waiting. */
export async function putSampleFiles(root: string, stamp: string, isLarge: boolean): Promise<void> {
  for (const entry of PRACTICE_FOLDERS) {
    const waiting = await waitingSamples(path.join(root, entry.folder))
    if (waiting.length === 0) await putSampleFile(root, entry, stamp, isLarge)
  }
}

async function waitingSamples(directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return (await readdir(directory)).filter((name) => name.endsWith('.csv'))
}

/** Two clicks within one second get two names. */
function freeName(base: string, taken: readonly string[]): string {
  const names = [`${base}.csv`, ...Array.from(taken, (_, index) => `${base}_${index + 2}.csv`)]
  return names.find((name) => !taken.includes(name)) ?? `${base}.csv`
}
