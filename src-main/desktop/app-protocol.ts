import path from 'node:path'
import { type ProtocolRequest, protocol } from 'electron'

const APP_ORIGIN = 'app://console'
export const APP_URL = `${APP_ORIGIN}/index.html`

/** What the window may do: run and show its own files, and nothing from anywhere else. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** Node's URL calls the origin of every scheme of one's own "null", so the text itself is compared. */
export function isAppUrl(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`)
}

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Of Chromium's net errors. */
const FILE_NOT_FOUND = -6

/**
 * Serves the built window from `root`, with the policy as a real header, so that `frame-ancestors` counts too.
 *
 * Chromium reads the files itself, and names their types (without a charset: index.html names its own). By `protocol.handle`,
 * which Electron's documentation prefers, each of them is piped through JavaScript, and the classes of Node's fetch are loaded
 * for the first: 60 to 100 ms more of every start.
 * @returns fulfilled when a page has asked for the last that it needs to draw itself: its script and its style sheet
 */
export function serveApp(root: string): Promise<void> {
  return new Promise((resolve) => {
    const missing = new Set(['.js', '.css'])
    protocol.registerFileProtocol('app', (request, answer) => {
      const file = fileOf(root, request)
      if (file === null) {
        answer({ error: FILE_NOT_FOUND })
        return
      }
      answer({ path: file, headers: HEADERS })
      missing.delete(path.extname(file))
      if (missing.size === 0) resolve()
    })
  })
}

/** @returns null for anything that is not a file of the window */
function fileOf(root: string, { method, url }: ProtocolRequest): string | null {
  if (method !== 'GET' || !isAppUrl(url)) return null
  try {
    const file = path.join(root, decodeURIComponent(new URL(url).pathname))
    return file.startsWith(root + path.sep) ? file : null
  } catch {
    // A `%` that begins no character. Nothing that a page asks for may end the program.
    return null
  }
}
