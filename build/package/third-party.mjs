/** The licences of what a package holds, as one text: most of them ask to be passed on with it. */

const LINE = '-'.repeat(78)

/** What Electron itself holds is listed in files of its own, beside the program. */
const HEAD = `This program contains the following software. What Electron contains (Chromium, Node.js, FFmpeg and others) is
listed in LICENSE.electron.txt and LICENSES.chromium.html in the program's folder.
`

/**
 * @param {import('./shipped-software.mjs').Shipped[]} shipped
 * @returns {string}
 */
export function thirdPartyText(shipped) {
  const parts = shipped.map(({ name, version, licence, text }) =>
    [
      LINE,
      `${name} ${version} (${licence})`,
      ...(text === '' ? [] : ['', text.replaceAll('\r\n', '\n')]),
      '',
    ].join('\n'),
  )
  return [HEAD, ...parts].join('\n')
}
