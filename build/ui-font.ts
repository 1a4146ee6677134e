/**
 * Writes fonts/ui-400.ttf and fonts/ui-700.ttf beside the built window: Noto Sans JP with just the characters that the
 * window itself says. @fontsource cuts the font into 124 slices, and a screen of ours needs some forty of them: while they
 * arrive one by one, each layout looks for other fonts, and the lines move. Characters of data that are not in here come
 * from those slices, as before. Not compressed: it is read from the disk, and the installer compresses it anyway.
 */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { cutFont } from './cut-font.ts'

const SOURCE = 'node_modules/@expo-google-fonts/noto-sans-jp'
const WEIGHTS = {
  400: '400Regular/NotoSansJP_400Regular.ttf',
  700: '700Bold/NotoSansJP_700Bold.ttf',
} as const

/** Printable ASCII, Japanese punctuation and kana, full-width forms: what names and messages are made of besides. */
const ALWAYS: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0x3000, 0x30ff],
  [0xff01, 0xff9f],
]

/** @param folders where the words of the window are written */
export function writeUiFont(folders: readonly string[]): Plugin {
  // The bundler writes / on Windows too.
  const roots = folders.map((folder) => `${resolve(folder).replaceAll('\\', '/')}/`)
  return {
    name: 'write-ui-font',
    async generateBundle() {
      const written = [...this.getModuleIds()]
        .filter((id) => roots.some((root) => id.startsWith(root)))
        .map((id) => this.getModuleInfo(id)?.code ?? '')
      if (written.length === 0) throw new Error(`no module of ${folders.join(', ')} is in the window`)
      const text = charactersOf(written.join(''))
      for (const [weight, file] of Object.entries(WEIGHTS)) {
        const source = await cutFont(await readFile(resolve(SOURCE, file)), text)
        this.emitFile({ type: 'asset', fileName: `fonts/ui-${weight}.ttf`, source })
      }
    },
  }
}

/** @returns each character once, those of {@link ALWAYS} first */
function charactersOf(written: string): string {
  const always = ALWAYS.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  )
  return [...new Set([...always, ...written])].join('')
}
