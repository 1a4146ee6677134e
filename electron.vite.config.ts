import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'electron-vite'
import { listBundledSoftware } from './build/bundled-software.ts'
import { writeUiFont } from './build/ui-font.ts'

/**
 * The older of the two runtimes that the product runs on. Named here since the defaults follow the version of
 * the electron package, which not every machine can run.
 */
const NODE = 'node20.18'
const CHROME = 'chrome130'

/** The build that Playwright drives when it is packaged; see desktop/debugging-switches.ts. */
const isTestBuild = process.env.PMH_TEST_BUILD === '1'

const main: UserConfig['main'] = {
  define: { __TEST_BUILD__: JSON.stringify(isTestBuild) },
  plugins: [listBundledSoftware(['electron', 'better-sqlite3'])],
  build: {
    target: NODE,
    // Half as much to read and parse before the window can be used; the maps tell where an error was.
    minify: true,
    sourcemap: true,
    externalizeDeps: true,
    rolldownOptions: {
      input: {
        index: resolve('src-main/index.ts'),
        headless: resolve('src-main/headless.ts'),
        'hash-worker': resolve('src-main/hash-worker.ts'),
        'transfer-history-worker': resolve('src-main/store/transfer-history-worker.ts'),
        'record-check-worker': resolve('src-main/store/record-check-worker.ts'),
        simulator: resolve('src-main/simulator/main.ts'),
      },
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
    },
  },
}

const preload: UserConfig['preload'] = {
  build: {
    target: NODE,
    // A sandboxed preload cannot load a second file.
    externalizeDeps: false,
    rolldownOptions: {
      input: { preload: resolve('src-main/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
}

/** What the style sheet and the fonts bring in. */
const STYLES = [
  '@digital-go-jp/tailwind-theme-plugin',
  '@expo-google-fonts/noto-sans-jp',
  '@fontsource-variable/noto-sans-jp',
  '@fontsource-variable/noto-sans-mono',
  'tailwindcss',
]

const renderer: UserConfig['renderer'] = {
  root: 'src-renderer',
  build: {
    target: CHROME,
    minify: true,
    // Read from the disk, not over a network: one large file is the fastest.
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: { input: resolve('src-renderer/index.html') },
  },
  plugins: [react(), tailwindcss(), writeUiFont(['src-renderer', 'src-shared']), listBundledSoftware(STYLES)],
}

/** build/bootstrap/bundle.mjs names the parts that are out of date, e.g. `main` alone for the headless relay. */
const wanted = (process.env.BUILD_PARTS ?? 'main,preload,renderer').split(',')

export default defineConfig({
  ...(wanted.includes('main') ? { main } : {}),
  ...(wanted.includes('preload') ? { preload } : {}),
  ...(wanted.includes('renderer') ? { renderer } : {}),
})
