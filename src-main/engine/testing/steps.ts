import fc from 'fast-check'
import type { EngineEvent } from '../../../src-shared/domain/engine-event.ts'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import type { Decision } from '../../../src-shared/domain/transfer.ts'
import type { Behaviour } from '../../simulator/behaviour.ts'
import { FOLDERS, type FolderName } from './relay-site.ts'

/** Something that happens to the files, at rest or in the middle of a cycle. */
export type DiskStep =
  | {
      readonly do: 'drop'
      readonly folder: FolderName
      readonly name: number
      readonly large: boolean
      readonly again: boolean
    }
  | { readonly do: 'overwrite'; readonly pick: number; readonly inPlace: boolean }
  | { readonly do: 'delete'; readonly pick: number }
  | { readonly do: 'rename'; readonly pick: number; readonly name: number }
  | { readonly do: 'root'; readonly away: boolean }
  | { readonly do: 'folder'; readonly folder: FolderName }

/** The moment of a cycle: the n-th event of a kind. */
export interface Moment {
  readonly event: EngineEvent['type']
  readonly nth: number
}

export type Step =
  | DiskStep
  | { readonly do: 'restart' }
  | { readonly do: 'setting'; readonly key: SettingKey; readonly value: string }
  | { readonly do: 'token'; readonly folder: FolderName; readonly token: string }
  | { readonly do: 'behave'; readonly behaviour: Behaviour }
  | { readonly do: 'cycle' }
  | { readonly do: 'send'; readonly folder: FolderName | null }
  | { readonly do: 'decide'; readonly pick: number; readonly decision: Decision }
  /** A cycle whose next upload hangs, and what happens then. */
  | {
      readonly do: 'hang'
      readonly at: 'hold_body' | 'stall'
      readonly act: 'cancel' | 'restart' | DiskStep
    }
  /** A cycle in which something happens to the files at one moment. */
  | { readonly do: 'during'; readonly moment: Moment; readonly act: DiskStep }
  /** A cycle that ends as by SIGKILL at one moment. */
  | { readonly do: 'kill'; readonly moment: Moment }

const folder = fc.constantFrom(...FOLDERS)
const pick = fc.nat(7)
const name = fc.nat(4)
const rarely = (weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })

const drop = fc.record({
  do: fc.constant('drop' as const),
  folder,
  name,
  large: rarely(30),
  again: rarely(5),
})

const diskStep: fc.Arbitrary<DiskStep> = fc.oneof(
  { weight: 4, arbitrary: drop },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('overwrite'), pick, inPlace: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete'), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename'), pick, name }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('root'), away: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('folder'), folder }) },
)

const settingValue = (key: SettingKey, ...values: string[]) =>
  fc.record({ do: fc.constant('setting' as const), key: fc.constant(key), value: fc.constantFrom(...values) })

const setting = fc.oneof(
  settingValue('TransientRetryCount', '-1', '0', '1'),
  settingValue('AllowMultipleFilePerFolder', 'true', 'true', 'false'),
  settingValue('OrderProtection', 'true', 'false'),
  settingValue('DuplicatePolicy', 'send', 'hold'),
  settingValue('InDoubtPolicy', 'hold', 'resend', 'error'),
  settingValue('ParallelFolders', '1', '2'),
)

const behaviour = fc.constantFrom<Behaviour>(
  { kind: 'status', status: 400, code: 'E4000001' },
  { kind: 'status', status: 401, code: 'E4010003' },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500, code: 'E5000001' },
  { kind: 'reset_after_bytes', bytes: 10 },
  'no_serial',
  'reset_before_body',
  'reset_after_body',
  'truncated_answer',
)

const moment = fc.record({
  event: fc.constantFrom<Moment['event'][]>(
    'folder_started',
    'file_found',
    'status',
    'accepted',
    'trouble',
    'filed',
    'folder_finished',
  ),
  nth: fc.integer({ min: 1, max: 3 }),
})

/** One command, as data: a failing sequence can be printed, shrunk and read. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: drop },
  { weight: 10, arbitrary: diskStep },
  { weight: 24, arbitrary: fc.record({ do: fc.constant('cycle' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('send' as const), folder: fc.option(folder, { nil: null }) }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('behave' as const), behaviour }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 6, arbitrary: setting },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('token' as const),
      folder,
      token: fc.constantFrom('good', 'good-k', 'bad-1'),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      pick,
      decision: fc.constantFrom<Decision[]>('treated_as_sent', 'resend'),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('hang' as const),
      at: fc.constantFrom('hold_body' as const, 'stall' as const),
      act: fc.oneof(fc.constantFrom('cancel' as const, 'restart' as const), diskStep),
    }),
  },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('during' as const), moment, act: diskStep }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('kill' as const), moment }) },
)
