import { z } from 'zod'
import { BACKGROUND_WAYS } from '../domain/background.ts'

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
