/** The control file of a deb (Debian Policy 5). */

/**
 * @typedef {{ name?: string | undefined, version?: string | undefined, architecture?: string | undefined, maintainer?: string | undefined,
 *   category?: string | undefined, 'deb-priority'?: string | undefined, description?: string | undefined, d?: string[] | undefined,
 *   'deb-recommends'?: string[] | undefined }} DebFields
 */

/**
 * @param {DebFields} fields as fpm takes them
 * @param {number} bytes of what is installed
 * @returns {string}
 */
export function controlFile(fields, bytes) {
  const [synopsis = '', ...more] = (fields.description ?? '').split('\n')
  const lines = {
    Package: fields.name,
    Version: fields.version,
    Architecture: fields.architecture,
    Maintainer: fields.maintainer,
    Section: fields.category,
    Priority: fields['deb-priority'],
    'Installed-Size': String(Math.ceil(bytes / 1024)),
    Depends: fields.d?.join(', '),
    Recommends: fields['deb-recommends']?.join(', '),
    // Lines that go on begin with a blank; an empty one would end the paragraph.
    Description: [synopsis, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  }
  return Object.entries(lines)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}
