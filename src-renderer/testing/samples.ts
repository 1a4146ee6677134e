import type {
  FolderCard,
  FolderEntry,
  FolderForecastRow,
  Problem,
  TransferRow,
} from '../../src-shared/ipc/answer-shapes.ts'
import type { CommandOutput } from '../../src-shared/ipc/commands.ts'

/** Made-up answers of the main process for unit tests: a good state, from which a test departs. */

export function sampleRow(part: Partial<TransferRow> = {}): TransferRow {
  return {
    id: 1,
    folder: 'kodomo',
    displayName: '子ども医療費助成',
    fileName: '医療費助成_子ども_20261120.csv',
    sizeBytes: 1_800_000,
    sha256: 'ab'.repeat(32),
    status: 'accepted',
    serialNumber: 'S002026112000000000120',
    errorCode: null,
    errorMessage: null,
    startedAt: '2026-11-20T13:50:04+09:00',
    finishedAt: '2026-11-20T13:50:06+09:00',
    attempts: 1,
    destination: 'PROCEED',
    filedAs: 'PROCEED/kodomo/医療費助成_子ども_20261120.csv',
    filedAt: '2026-11-20T13:50:06+09:00',
    hold: null,
    changed: false,
    decision: null,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    duplicateOf: null,
    resendOf: null,
    possibleDecisions: [],
    found: null,
    ...part,
  }
}

export function sampleCard(part: Partial<FolderCard> = {}): FolderCard {
  return {
    folder: 'kodomo',
    displayName: '子ども医療費助成',
    state: 'ok',
    waitingFiles: 0,
    last: null,
    trouble: null,
    ...part,
  }
}

export function sampleForecast(part: Partial<FolderForecastRow> = {}): FolderForecastRow {
  return {
    folder: 'kodomo',
    displayName: '子ども医療費助成',
    paused: false,
    blockedBy: null,
    files: [],
    fileCount: 0,
    leftOut: [],
    leftOutCount: 0,
    ...part,
  }
}

export function sampleEntry(part: Partial<FolderEntry> = {}): FolderEntry {
  return {
    id: 1,
    folder: 'kodomo',
    displayName: '子ども医療費助成',
    paused: false,
    preflight: null,
    tokenHint: '••••4f2a',
    directory: 'present',
    ...part,
  }
}

export function sampleProblem(part: Partial<Problem> = {}): Problem {
  return {
    kind: 'folder_missing',
    folder: 'kodomo',
    displayName: '子ども医療費助成',
    code: 'R3004',
    detail: '',
    since: '2026-11-20T14:10:00+09:00',
    transferId: null,
    ...part,
  }
}

export function sampleOverview(
  part: Partial<CommandOutput<'overview.get'>> = {},
): CommandOutput<'overview.get'> {
  return {
    now: '2026-11-20T14:13:00+09:00',
    status: {
      state: 'watching',
      nextCycleAt: '2026-11-20T14:20:00+09:00',
      lastCycleAt: null,
      uploads: [],
      trouble: null,
      purge: null,
      folderTroubles: {},
    },
    target: { kind: 'production', origin: 'https://pmh.example.go.jp' },
    missing: [],
    folders: [
      sampleCard(),
      sampleCard({ folder: 'hitorioya', displayName: 'ひとり親家庭等医療費助成' }),
      sampleCard({ folder: 'judo', displayName: '重度心身障害者医療費助成' }),
    ],
    today: { success: 0, failure: 0, unknown: 0 },
    lastSuccessAt: null,
    days: [],
    problems: [],
    ...part,
  }
}
