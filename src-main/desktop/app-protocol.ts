import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'

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

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
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

/** Serves the built window from `root`, with the policy as a real header, so that `frame-ancestors` counts too. */
export function serveApp(root: string): void {
  protocol.handle('app', async (request) => {
    const file = fileOf(root, request)
    if (file === null) return new Response(null, { status: 404 })
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}

/** @returns null for anything that is not a file of the window */
function fileOf(root: string, request: Request): string | null {
  if (request.method !== 'GET' || !isAppUrl(request.url)) return null
  const file = path.join(root, decodeURIComponent(new URL(request.url).pathname))
  return file.startsWith(root + path.sep) ? file : null
}
