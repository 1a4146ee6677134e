/** 接続診断: the steps of one way to PMH, in the order in which they are taken (manual FAQ 4.1). */
export const DIAGNOSIS_STEPS = [
  'settings',
  'account',
  'store',
  'name',
  'tcp',
  'proxy',
  'proxy_authentication',
  'tls',
  'http',
  'token',
] as const

export type DiagnosisStepName = (typeof DIAGNOSIS_STEPS)[number]

/**
 * ok: it works. failed: here the way ends. omitted: does not apply, or cannot be known without sending a file.
 * not_reached: an earlier step failed.
 */
export type DiagnosisResult = 'ok' | 'failed' | 'omitted' | 'not_reached'

export interface DiagnosisStep {
  readonly name: DiagnosisStepName
  /** 表示名 of the scheme folder whose token was tried; '' for every other step. */
  readonly subject: string
  readonly result: DiagnosisResult
  readonly ms: number
  /** What was found, in one Japanese sentence; never a secret. */
  readonly fact: string
  /** Our code or PMH's: cause and remedy are those of the code. Null unless it failed. */
  readonly code: string | null
}

/** Whether files would get through as far as can be known. */
export function isThrough(steps: readonly DiagnosisStep[]): boolean {
  return steps.every(({ result }) => result === 'ok' || result === 'omitted')
}
