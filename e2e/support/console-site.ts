import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import type { Page } from 'playwright'
import type { Simulator } from '../../src-main/simulator/simulator.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../src-shared/ipc/commands.ts'
import type { Console } from './console.ts'

export const KODOMO = '子ども医療費助成'
export const HITORI = 'ひとり親家庭等医療費助成'
const JUDO = '重度心身障害者医療費助成'
export const IKUSEI = '自立支援医療（育成医療）'
export const TOKENS = { kodomo: 'token-kodomo', hitori: 'token-hitori', judo: 'token-judo' } as const

/** A command of the window, asked for without its screens. @throws Error when it was refused */
export async function ask<N extends CommandName>(
  page: Page,
  name: N,
  input: CommandInput<N>,
): Promise<unknown> {
  const answer = await page.evaluate(
    ([command, value]) =>
      (window.relay.call as (command: unknown, value: unknown) => Promise<unknown>)(command, value),
    [name, input] as const,
  )
  const { ok, value, error } = answer as { ok: boolean; value: unknown; error: { code: string } }
  if (!ok) throw new Error(`${name}: ${error.code}`)
  return value
}

async function addScheme(page: Page, displayName: string, folder: string, token: string): Promise<void> {
  await ask(page, 'folders.add', { folder, displayName, token, paused: false, createDirectory: true })
}

/** Set up against the simulator with two schemes; nothing was sent yet. @returns PMHFilePath */
export async function setUpSite({ page, home }: Console, simulator: Simulator): Promise<string> {
  const root = path.join(home, 'renkei')
  mkdirSync(root)
  await ask(page, 'vault.choose', { kind: 'memory' })
  await ask(page, 'settings.save', {
    changes: {
      PostRegistrationTasksBaseURL: simulator.url,
      PMHFilePath: root,
      StabilityWindow: '0',
    },
  })
  await addScheme(page, KODOMO, 'kodomo', TOKENS.kodomo)
  await addScheme(page, HITORI, 'hitori', TOKENS.hitori)
  return root
}

export function dropFile(root: string, folder: string, name: string): void {
  writeFileSync(path.join(root, folder, name), `id\r\n${name}\r\n`)
}

/** Sends what lies in one folder, and waits until its result is known and the cycle is over: cycles never overlap. */
export async function sendFolder(page: Page, folder: string, status: string | null): Promise<void> {
  expect(await ask(page, 'engine.send-now', { folder })).toEqual({ started: true })
  await expect.poll(() => stateOf(page, folder)).toEqual({ isSending: false, status })
}

/** Asked for anew each time: a predicate of the page that answers with a promise would count as true at once. */
async function stateOf(page: Page, folder: string): Promise<{ isSending: boolean; status: string | null }> {
  const { folders, status } = (await ask(page, 'overview.get', {})) as CommandOutput<'overview.get'>
  const last = folders.find((card) => card.folder === folder)?.last
  return { isSending: status.state === 'sending', status: last?.status ?? null }
}

/** One file accepted, one more waiting. */
export async function sendWell(page: Page, root: string): Promise<void> {
  dropFile(root, 'kodomo', '医療費助成_子ども_20261120.csv')
  await sendFolder(page, 'kodomo', 'accepted')
  dropFile(root, 'hitori', '医療費助成_ひとり親_20261120.csv')
}

/** Beside an accepted file: one in doubt, one refused with its folder held, and one folder that is gone. */
export async function bringTrouble(page: Page, root: string, simulator: Simulator): Promise<void> {
  simulator.behave('no_serial', { times: 1 })
  await sendFolder(page, 'hitori', 'unknown')
  await addScheme(page, JUDO, 'judo', 'a-token-that-pmh-does-not-know')
  dropFile(root, 'judo', 'judo_20261120.csv')
  await sendFolder(page, 'judo', 'rejected')
  await addScheme(page, IKUSEI, 'ikusei', TOKENS.judo)
  rmdirSync(path.join(root, 'ikusei'))
  await sendFolder(page, 'ikusei', null)
}
