import type { EngineStatus } from '../../src-shared/domain/engine-status.ts'
import type { SettingKey } from '../../src-shared/domain/settings.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import type { Problem } from '../../src-shared/ipc/answer-shapes.ts'
import { recordCheckText } from '../../src-shared/text/ja/screens-audit.ts'
import { grouped } from '../../src-shared/text/ja/screens-formats.ts'

/** Rank for verdict, badge and order: 結果不明 > 失敗 > フォルダなし > 保留中 (design guide, section 4). */
const RANK: readonly Problem['kind'][] = [
  'engine',
  'unknown',
  'failed',
  'folder_missing',
  'folder',
  'held',
  'mail',
]

/** A token or password that cannot be had now. */
export interface SecretProblem {
  /** Null: of a setting. */
  readonly folder: string | null
  readonly setting: SettingKey | null
  readonly code: string
  readonly detail: string
  readonly since: string
}

export interface ProblemSources {
  readonly status: EngineStatus
  /** Unknown results without a decision. */
  readonly undecided: readonly Transfer[]
  /** Rows whose file waits in its folder for a decision or a move. */
  readonly open: readonly Transfer[]
  /** The newest transfer of each folder. */
  readonly last: ReadonlyMap<string, Transfer>
  /** Folders that wait since their token was refused. */
  readonly tokenHolds: ReadonlyMap<
    string,
    { readonly kind: 'token' | 'order'; readonly code: string; readonly since: string }
  >
  readonly names: ReadonlyMap<string, string>
  /** Faults of the records that nobody has accepted; null when there are none. */
  readonly records: { readonly at: string; readonly faults: number } | null
  readonly secrets: readonly SecretProblem[]
}

/** Troubles of folders whose source is asked for the present state. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['R3008', 'R3009', 'R3011', 'R6003'])

/** 対応が必要な項目, by rank and then by age. Each thing appears once, under its gravest name. */
export function listProblems(sources: ProblemSources): Problem[] {
  const problems: Problem[] = []
  const seen = new Set<number>()
  const add = (
    kind: Problem['kind'],
    folder: string | null,
    code: string,
    detail: string,
    since: string,
    id: number | null,
  ) => {
    if (id !== null && seen.has(id)) return
    if (id !== null) seen.add(id)
    const displayName = folder === null ? null : (sources.names.get(folder) ?? folder)
    problems.push({ kind, folder, displayName, code, detail, since, transferId: id })
  }
  const { trouble, folderTroubles } = sources.status
  if (sources.records !== null)
    add(
      'engine',
      null,
      'R4010',
      recordCheckText.faulty(grouped(sources.records.faults)),
      sources.records.at,
      null,
    )
  for (const secret of sources.secrets) problems.push(secretProblem(secret, sources.names))
  // The list of secrets is of this moment; what the last cycle met may be mended.
  // A doubt that ended a cycle is told by its file, which staff can decide about.
  const isTold = sources.undecided.some(({ errorCode }) => errorCode === trouble?.code)
  if (trouble !== null && trouble.code !== 'R6003' && !isTold)
    add('engine', null, trouble.code, trouble.detail, trouble.since, null)
  for (const row of sources.undecided)
    add('unknown', row.folder, row.errorCode ?? '', row.fileName, row.startedAt, row.id)
  for (const [folder, hold] of sources.tokenHolds)
    add('held', folder, hold.kind === 'order' ? 'R3011' : 'R3008', hold.code, hold.since, null)
  for (const [folder, found] of Object.entries(folderTroubles)) {
    if (TOLD_ELSEWHERE.has(found.code)) continue
    const kind = found.code === 'R3004' ? 'folder_missing' : found.code === 'R3003' ? 'held' : 'folder'
    add(kind, folder, found.code, found.detail, found.since, null)
  }
  for (const row of sources.open) {
    if (row.hold !== null)
      add('held', row.folder, row.errorCode ?? 'R3002', row.fileName, row.startedAt, row.id)
    else if (row.destination !== null) add('held', row.folder, 'R3005', row.fileName, row.startedAt, row.id)
  }
  for (const [folder, row] of sources.last) {
    // What staff have decided about is no open problem any more.
    const failed = (row.status === 'rejected' || row.status === 'failed') && row.decision === null
    // Kept back once, and replaced or taken away since.
    if (row.errorCode === 'R3021' && row.hold === null) continue
    // The trouble of the line is named once, not once more for the file that met it.
    if (!failed || sources.tokenHolds.has(folder) || row.errorCode === trouble?.code) continue
    add('failed', folder, row.errorCode ?? '', row.fileName, row.startedAt, row.id)
  }
  return problems.sort(
    (a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || a.since.localeCompare(b.since),
  )
}

function secretProblem(secret: SecretProblem, names: ReadonlyMap<string, string>): Problem {
  const { folder, setting, code, detail, since } = secret
  const displayName = folder === null ? null : (names.get(folder) ?? folder)
  const kind = folder === null ? 'engine' : 'folder'
  const problem = { kind, folder, displayName, code, detail, since, transferId: null } as const
  return setting === null ? problem : { ...problem, setting }
}
