import { z } from 'zod'
import { BACKGROUND_WAYS, REGISTRATION_STATES } from '../domain/background.ts'

/** The pieces of 起動・常駐. */

const accountText = z.string().max(256)
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

const taskChoice = z.strictObject({
  trigger: z.enum(['startup', 'logon']),
  account: accountText,
  logon: z.enum(['password', 'none']),
})

const rebootChoice = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), time: timeOfDay }),
  z.strictObject({ every: z.literal('week'), day: z.int().min(0).max(6), time: timeOfDay }),
  // Every month has these days.
  z.strictObject({ every: z.literal('month'), day: z.int().min(1).max(28), time: timeOfDay }),
])

/** A way with what staff chose for it. */
export const backgroundRequest = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('login') }),
  z.strictObject({ way: z.literal('service'), task: taskChoice }),
  z.strictObject({ way: z.literal('reboot'), reboot: rebootChoice }),
])
export type BackgroundRequest = z.infer<typeof backgroundRequest>

export const backgroundWay = z.enum(BACKGROUND_WAYS)

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
