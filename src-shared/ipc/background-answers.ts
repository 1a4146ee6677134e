import { z } from 'zod'
import { REGISTRATION_STATES } from '../domain/background.ts'
import { backgroundWay } from './background-shapes.ts'

export const shownCommand = z.object({ line: z.string(), admin: z.boolean() })

export const wayState = z.object({
  way: backgroundWay,
  state: z.enum(REGISTRATION_STATES),
  /** Where it is registered; '' where it cannot be. */
  place: z.string(),
  /** What staff can type to take it away. */
  remove: z.array(shownCommand),
})
export type WayState = z.infer<typeof wayState>

/** What was found of the official batch on this computer. */
export const officialState = z.object({
  /** False: the batch is a program of Windows, and this is another system. */
  supported: z.boolean(),
  finding: z
    .object({
      service: z.enum(['absent', 'stopped', 'running', 'unknown']),
      startsItself: z.boolean(),
      tasks: z.array(z.object({ name: z.string(), kind: z.enum(['mail', 'reboot']) })),
    })
    .nullable(),
  /** It watches the same PMHFilePath, or one that is not known. */
  samePath: z.boolean(),
  commands: z.array(shownCommand),
})
export type OfficialState = z.infer<typeof officialState>
