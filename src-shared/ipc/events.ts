import { z } from 'zod'

/** Events say what changed, not the new value: the window asks again, so that it can never show a stale copy. */
export const changeEvent = z.object({
  topic: z.enum([
    'status',
    'progress',
    'transfers',
    'folders',
    'settings',
    'practice',
    'vault',
    'diagnosis',
    'export',
    'farewell',
    'log',
    'audit',
    'lock',
    'background',
    'mail',
  ]),
})

export type ChangeEvent = z.infer<typeof changeEvent>
export type Topic = ChangeEvent['topic']
