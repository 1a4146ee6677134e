/**
 * The import rules of ARCHITECTURE.md as data. A path that ends in `/` means everything below it, any other one
 * file. Every room may import itself and src-shared.
 */

const LEAVES = ['pmh', 'network', 'store', 'preflight', 'official', 'notify', 'simulator', 'vault', 'engine']
const ALL_OF_MAIN = 'src-main/'

/**
 * @typedef {object} Room
 * @property {string[]} reaches what it may import besides itself and src-shared
 * @property {string[]} [never] taken out of `reaches`
 * @property {boolean} [node] whether node:* is allowed
 * @property {boolean} [anyPackage] whether packages that are not in PACKAGES are allowed
 */

/** @type {Record<string, Room>} */
export const ROOMS = {
  'src-shared/': { reaches: [] },
  'src-renderer/': { reaches: [], anyPackage: true },
  ...Object.fromEntries(LEAVES.map((name) => [`src-main/${name}/`, { reaches: [], node: true }])),
  'src-main/pmh/': { reaches: ['src-main/network/'], node: true },
  'src-main/simulator/': { reaches: ['src-main/pmh/contract.ts'], node: true },
  'src-main/commands/': { reaches: [ALL_OF_MAIN], never: ['src-main/desktop/'], node: true },
  'src-main/desktop/': { reaches: [ALL_OF_MAIN], node: true },
  // Above the rooms and below the entries: they join rooms, and know neither window nor Electron.
  ...Object.fromEntries(
    [
      'command-line/',
      'practice/',
      'diagnosis/',
      'session.ts',
      'follower.ts',
      'event-sink.ts',
      'clock.ts',
      'account.ts',
    ].map((name) => [
      `src-main/${name}`,
      { reaches: [ALL_OF_MAIN], never: ['src-main/desktop/', 'src-main/commands/'], node: true },
    ]),
  ),
  'src-main/compose.ts': { reaches: [ALL_OF_MAIN], node: true },
  'src-main/headless.ts': { reaches: [ALL_OF_MAIN], node: true },
  'src-main/index.ts': { reaches: [ALL_OF_MAIN], node: true },
  // Sandboxed: it has electron's few modules and what is bundled into it, nothing else.
  'src-main/preload.ts': { reaches: [] },
}

export const SHARED = 'src-shared/'

/** The ports of the engine are types that other rooms implement. */
export const TYPES_FOR_ALL_OF_MAIN = 'src-main/engine/'

/** Each package, and where alone it may be imported. */
export const PACKAGES = {
  chokidar: ['src-main/engine/folder-watcher.ts'],
  undici: ['src-main/pmh/', 'src-main/network/'],
  'better-sqlite3': ['src-main/store/'],
  nodemailer: ['src-main/notify/'],
  'fast-xml-parser': ['src-main/official/'],
  electron: ['src-main/desktop/', 'src-main/index.ts', 'src-main/preload.ts'],
  zod: [
    'src-shared/',
    'src-renderer/',
    ...LEAVES.filter((name) => name !== 'engine').map((name) => `src-main/${name}/`),
    'src-main/commands/',
    'src-main/desktop/',
    'src-main/compose.ts',
    'src-main/headless.ts',
  ],
}

/** Nobody is exempt from these, tests included. */
export const PACKAGES_FOR_TESTS_TOO = ['electron']

/** Run by plain Node: whatever they import must not lead to electron. */
export const PLAIN_NODE_ENTRIES = ['src-main/headless.ts', 'src-main/simulator/main.ts']

/** Importing a module does nothing, except for those that a process starts with. */
const ENTRIES = [
  'src-main/index.ts',
  'src-main/headless.ts',
  'src-main/preload.ts',
  'src-main/simulator/main.ts',
]
export const isEntry = (/** @type {string} */ path) => ENTRIES.includes(path) || path.endsWith('-worker.ts')

/** Folders whose modules do nothing when imported; React's entry has to render. */
export const WITHOUT_SIDE_EFFECTS = ['src-main/', 'src-shared/']

/** Tests, and the folders `testing/` that hold what several of them share. */
export const isTest = (/** @type {string} */ path) => /\.test\.tsx?$/.test(path) || path.includes('/testing/')

export const SOURCE_FOLDERS = ['src-main', 'src-renderer', 'src-shared']

/** @param {string} path @param {string[]} places */
export function liesIn(path, places) {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))
}
