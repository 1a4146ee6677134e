/**
 * A Windows library that names functions and holds none (PE32, Microsoft's "PE Format"): makensis reads the names of a plug-in's
 * functions to know what a script may call, and the real plug-ins cannot be downloaded everywhere.
 */

const HEADERS = 0x200
const SECTION = 0x1000
const DIRECTORY_BYTES = 40

/** @param {string[]} functions @returns {Buffer} */
export function stubDll(functions) {
  const names = [...new Set(functions)].sort()
  const exported = exportSection(names)
  const raw = Buffer.alloc(Math.ceil(exported.length / HEADERS) * HEADERS)
  exported.copy(raw)
  return Buffer.concat([headers(exported.length, raw.length), raw])
}

/** @param {string[]} names */
function exportSection(names) {
  const tables = DIRECTORY_BYTES + names.length * 10
  let text = tables + 1
  const addresses = names.map((name) => {
    const at = text
    text += name.length + 1
    return at
  })
  const section = Buffer.alloc(text)
  const functionsAt = DIRECTORY_BYTES
  const namesAt = functionsAt + names.length * 4
  const ordinalsAt = namesAt + names.length * 4
  const directory = [SECTION + tables, 1, names.length, names.length]
  for (const [index, value] of [
    ...directory,
    SECTION + functionsAt,
    SECTION + namesAt,
    SECTION + ordinalsAt,
  ].entries())
    section.writeUInt32LE(value, 12 + index * 4)
  for (const [index, at] of addresses.entries()) {
    section.writeUInt32LE(SECTION, functionsAt + index * 4)
    section.writeUInt32LE(SECTION + at, namesAt + index * 4)
    section.writeUInt16LE(index, ordinalsAt + index * 2)
    section.write(names[index] ?? '', at, 'latin1')
  }
  return section
}

/** @param {number} virtualSize @param {number} rawSize */
function headers(virtualSize, rawSize) {
  const head = Buffer.alloc(HEADERS)
  const pe = 64
  head.write('MZ', 0, 'latin1')
  head.writeUInt32LE(pe, 60)
  head.write('PE', pe, 'latin1')
  const file = pe + 4
  // i386, one section, an optional header of 224 bytes, a library.
  head.writeUInt16LE(0x14c, file)
  head.writeUInt16LE(1, file + 2)
  head.writeUInt16LE(224, file + 16)
  head.writeUInt16LE(0x2102, file + 18)
  const optional = file + 20
  head.writeUInt16LE(0x10b, optional)
  head.writeUInt32LE(0x10000000, optional + 28)
  head.writeUInt32LE(SECTION, optional + 32)
  head.writeUInt32LE(HEADERS, optional + 36)
  head.writeUInt32LE(SECTION * 2, optional + 56)
  head.writeUInt32LE(HEADERS, optional + 60)
  head.writeUInt32LE(16, optional + 92)
  head.writeUInt32LE(SECTION, optional + 96)
  head.writeUInt32LE(virtualSize, optional + 100)
  const section = optional + 224
  head.write('.rdata', section, 'latin1')
  head.writeUInt32LE(virtualSize, section + 8)
  head.writeUInt32LE(SECTION, section + 12)
  head.writeUInt32LE(rawSize, section + 16)
  head.writeUInt32LE(HEADERS, section + 20)
  head.writeUInt32LE(0x40000040, section + 36)
  return head
}
