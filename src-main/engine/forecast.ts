import { stat } from 'node:fs/promises'
import path from 'node:path'
import { FORECAST_LIMIT, type FolderForecast } from '../../src-shared/domain/forecast.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { listCandidates } from './candidates.ts'
import { tokenOf, waitsFor } from './folder-wait.ts'
import type { Configuration, EngineDeps, TargetFolder } from './ports.ts'
import { preflightMode } from './preflight-hold.ts'
import { toRelayError } from './relay-file.ts'
import { waitingFiles } from './waiting-files.ts'

/**
 * 次の周期で送るもの: what a cycle that began now would send, in its order, and what it would leave out and why. Changes nothing and waits
 * for nothing, so files that are still being written are among them.
 */
export async function forecast(deps: EngineDeps, configuration: Configuration): Promise<FolderForecast[]> {
  const forecasts: FolderForecast[] = []
  for (const target of configuration.folders)
    forecasts.push(await forecastFolder(deps, configuration, target))
  return forecasts
}

async function forecastFolder(
  deps: EngineDeps,
  { settings, extension }: Configuration,
  target: TargetFolder,
): Promise<FolderForecast> {
  const { folder, paused } = target
  const directory = path.join(settings.PMHFilePath, folder)
  try {
    const listing = await listCandidates(directory, extension)
    const isBlocking = preflightMode(settings, target) === 'block'
    const { waiting: names, left } = waitingFiles(
      deps,
      settings.PMHFilePath,
      folder,
      listing.candidates,
      isBlocking,
    )
    const isSeveral = listing.candidates.length > 1 && !settings.AllowMultipleFilePerFolder
    const several = isSeveral ? new RelayError('R3003', `${listing.candidates.length}`) : null
    return {
      folder,
      paused,
      blockedBy: asReason(several ?? tokenTrouble(deps, target)),
      files: await withSizes(directory, names.slice(0, FORECAST_LIMIT)),
      fileCount: names.length,
      leftOut: [...left, ...listing.leftOut].slice(0, FORECAST_LIMIT),
      leftOutCount: left.length + listing.leftOutCount,
    }
  } catch (error) {
    const blockedBy = asReason(toRelayError(error))
    return { folder, paused, blockedBy, files: [], fileCount: 0, leftOut: [], leftOutCount: 0 }
  }
}

function tokenTrouble(deps: EngineDeps, target: TargetFolder): RelayError | null {
  const token = tokenOf(target)
  return typeof token === 'string' ? waitsFor(deps, target.folder, token) : token
}

function asReason(error: RelayError | null): FolderForecast['blockedBy'] {
  return error === null ? null : { code: error.code, detail: error.detail }
}

/** A file that vanishes meanwhile counts nothing. */
function withSizes(directory: string, names: readonly string[]): Promise<FolderForecast['files']> {
  return Promise.all(
    names.map(async (fileName) => ({
      fileName,
      sizeBytes: await stat(path.join(directory, fileName)).then(
        ({ size }) => size,
        () => 0,
      ),
    })),
  )
}
