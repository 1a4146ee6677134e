/**
 * The `default_app` of the fallback runtime: makes `electron <folder>` start the application in that folder, as
 * the official distribution does. It runs inside Electron, out of resources/default_app.asar.
 */
const { app } = require('electron')
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

// app.isPackaged and Playwright both look at this.
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })

const preloads = []
let file
const args = process.argv.slice(1)
for (let index = 0; index < args.length; index++) {
  const arg = args[index]
  if (arg === '--version' || arg === '-v') {
    console.log(`v${process.versions.electron}`)
    process.exit(0)
  }
  if (arg === '-r' || arg === '--require') {
    // Playwright's loader arrives this way.
    preloads.push(args[++index])
    continue
  }
  if (arg.startsWith('-')) continue
  file = arg
  break
}
for (const preload of preloads) require(preload)

const target = path.resolve(file ?? '.')
let entry = target
let type = 'commonjs'
const manifest = path.join(target, 'package.json')
if (fs.existsSync(manifest)) {
  const application = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  entry = path.join(target, application.main || 'index.js')
  type = application.type || type
  if (application.productName || application.name) app.setName(application.productName || application.name)
  if (application.version) app.setVersion(application.version)
  if (application.desktopName) app.setDesktopName(application.desktopName)
  app.setAppPath(target)
}

// Switches that stood before the folder are Chromium's, not the application's.
const at = process.argv.indexOf(file)
process.argv.splice(1, at > 0 ? at : 0, file ?? '.')

if (entry.endsWith('.mjs') || (type === 'module' && entry.endsWith('.js'))) {
  import(pathToFileURL(entry).href).catch((error) => {
    console.error(error)
    app.exit(1)
  })
} else {
  require(entry)
}
