import { expect } from 'vitest'
import type { DiagnosisStep } from '../../../src-shared/domain/diagnosis.ts'
import type { RawSettings } from '../../../src-shared/domain/settings.ts'
import { diagnosisStep } from '../../../src-shared/ipc/answer-shapes.ts'
import type { TargetFolder } from '../../engine/ports.ts'
import { endpointUrl, fileExtension } from '../../pmh/contract.ts'
import { settingsWith } from '../../pmh/testing/contract-settings.ts'
import { type DiagnosisInput, diagnose } from '../diagnose.ts'

/** What every secret of these tests begins with; no step may hold it. */
export const SECRET = 'SECRET'

export const TOKEN = `${SECRET}-TOKEN-4f2a`

export interface DiagnosedOptions {
  readonly folders?: readonly TargetFolder[]
  readonly names?: DiagnosisInput['names']
  readonly signal?: AbortSignal
  onStep?(step: DiagnosisStep): void
}

export function folderWith(folder: string, token: string | null, paused = false): TargetFolder {
  return { folder, paused, token: () => token }
}

export function inputOf(raw: RawSettings, options: DiagnosedOptions = {}): DiagnosisInput {
  const settings = settingsWith(raw)
  const { folders = [folderWith('kodomo', TOKEN)], names = new Map() } = options
  return {
    configuration: () => ({
      settings,
      folders,
      endpoint: endpointUrl(settings),
      extension: fileExtension(settings),
    }),
    account: 'hanako@pc-1',
    names,
  }
}

/** Takes the way with these settings; every step has the shape that the window gets, and no secret in it. */
export async function diagnosed(raw: RawSettings, options: DiagnosedOptions = {}) {
  return diagnosedWith(inputOf(raw, options), options)
}

export async function diagnosedWith(
  input: DiagnosisInput,
  { signal = new AbortController().signal, onStep = () => {} }: DiagnosedOptions = {},
): Promise<readonly DiagnosisStep[]> {
  const told: DiagnosisStep[] = []
  const steps = await diagnose(input, signal, (step) => {
    told.push(diagnosisStep.strict().parse(step))
    onStep(step)
  })
  expect(told).toEqual(steps)
  expect(JSON.stringify(steps)).not.toContain(SECRET)
  return steps
}

/** One word a step that is not just ok: `tcp failed R1002`. */
export function endOf(steps: readonly DiagnosisStep[]): string[] {
  return steps
    .filter(({ result }) => result !== 'ok')
    .map(({ name, result, code }) => [name, result, code].filter((part) => part !== null).join(' '))
}
