import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** The schemes of practice mode. Names and tokens are made up; nothing here exists outside of it. */
export const PRACTICE_FOLDERS = [
  { folder: 'kodomo', displayName: '子ども医療費助成', token: 'practice-token-kodomo' },
  { folder: 'hitorioya', displayName: 'ひとり親家庭等医療費助成', token: 'practice-token-hitorioya' },
  { folder: 'judo', displayName: '重度心身障害者医療費助成', token: 'practice-token-judo' },
] as const

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

/** Made-up people; twelve zeros are no individual number (the check digit does not fit). */
const PEOPLE = [
  ['見本 太郎', 'ミホン タロウ'],
  ['見本 花子', 'ミホン ハナコ'],
  ['練習 次郎', 'レンシュウ ジロウ'],
] as const

/** The text of one sample file: UTF-8, CRLF, three records. */
function sampleCsv(displayName: string): string {
  const records = PEOPLE.map(([name, kana], index) =>
    ['SAMPLE', '000000000000', name, kana, displayName, `0000${index + 1}`, '2026-04-01', '2027-03-31'].join(
      ',',
    ),
  )
  return [HEADER.join(','), ...records, ''].join('\r\n')
}

/**
 * Puts a sample file into each practice folder that has none waiting.
 * @param stamp part of the file name, so that every sample has its own
 */
export async function putSampleFiles(root: string, stamp: string): Promise<void> {
  for (const { folder, displayName } of PRACTICE_FOLDERS) {
    const directory = path.join(root, folder)
    await mkdir(directory, { recursive: true, mode: 0o700 })
    if ((await readdir(directory)).some((name) => name.endsWith('.csv'))) continue
    const name = `見本_${displayName}_${stamp}.csv`
    // As a good exporter does it: written under another name, renamed when it is whole.
    await writeFile(path.join(directory, `${name}.tmp`), sampleCsv(displayName), { mode: 0o600 })
    await rename(path.join(directory, `${name}.tmp`), path.join(directory, name))
  }
}
