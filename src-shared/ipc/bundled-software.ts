import { z } from 'zod'

/** Software that this program is made of, with the terms under which its makers let it go on. */
export const bundledSoftware = z.object({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  text: z.string(),
})

export type BundledSoftware = z.infer<typeof bundledSoftware>
