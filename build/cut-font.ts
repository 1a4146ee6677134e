/** Cuts a font with HarfBuzz's own subsetter (its C API: hb-subset.h). */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

const WASM = 'node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm'

const WRITABLE = 2
/** HB_SUBSET_SETS_LAYOUT_FEATURE_TAG */
const FEATURES = 6

type Pointer = number

/** What is used of the module. The types of Node do not know WebAssembly. */
interface HarfBuzz {
  readonly memory: { readonly buffer: ArrayBuffer }
  _initialize(): void
  malloc(bytes: number): Pointer
  hb_blob_create(data: Pointer, bytes: number, mode: number, user: Pointer, destroy: Pointer): Pointer
  hb_blob_get_data(blob: Pointer, length: Pointer): Pointer
  hb_blob_get_length(blob: Pointer): number
  hb_face_create(blob: Pointer, index: number): Pointer
  hb_face_reference_blob(face: Pointer): Pointer
  hb_subset_input_create_or_fail(): Pointer
  hb_subset_input_unicode_set(input: Pointer): Pointer
  hb_subset_input_set(input: Pointer, which: number): Pointer
  hb_set_add(set: Pointer, value: number): void
  hb_set_clear(set: Pointer): void
  hb_set_invert(set: Pointer): void
  hb_subset_or_fail(face: Pointer, input: Pointer): Pointer
}

declare const WebAssembly: {
  instantiate(code: Uint8Array): Promise<{ readonly instance: { readonly exports: HarfBuzz } }>
}

/**
 * Every layout feature stays: `text-spacing-trim` asks for more than those that HarfBuzz keeps by itself.
 * The memory of the module goes with it, so nothing is freed.
 * @param font a TrueType or OpenType font
 * @returns the same font with no other characters than those of `text`
 * @throws Error when it cannot be cut
 */
export async function cutFont(font: Uint8Array, text: string): Promise<Uint8Array> {
  const { instance } = await WebAssembly.instantiate(await readFile(resolve(WASM)))
  const hb = instance.exports
  hb._initialize()
  const data = hb.malloc(font.length)
  new Uint8Array(hb.memory.buffer).set(font, data)
  const input = hb.hb_subset_input_create_or_fail()
  const characters = hb.hb_subset_input_unicode_set(input)
  for (const character of text) hb.hb_set_add(characters, character.codePointAt(0) ?? 0)
  const features = hb.hb_subset_input_set(input, FEATURES)
  hb.hb_set_clear(features)
  hb.hb_set_invert(features)
  const cut = hb.hb_subset_or_fail(
    hb.hb_face_create(hb.hb_blob_create(data, font.length, WRITABLE, 0, 0), 0),
    input,
  )
  if (cut === 0) throw new Error('HarfBuzz cannot cut this font')
  const result = hb.hb_face_reference_blob(cut)
  const start = hb.hb_blob_get_data(result, 0)
  // A copy: the memory may have grown, and goes.
  return new Uint8Array(hb.memory.buffer).slice(start, start + hb.hb_blob_get_length(result))
}
