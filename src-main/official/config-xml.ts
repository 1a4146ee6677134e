import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { ConfigProblemKind } from '../../src-shared/domain/config-problem.ts'
import { type RawSettings, SETTING_KEYS, type SettingKey } from '../../src-shared/domain/settings.ts'
import { scanMarkup } from './markup-scan.ts'
import { decodeXml } from './text-encoding.ts'
import { decodeEntities, isXmlText } from './xml-text.ts'

/** More than this is no configuration file: 1 MiB. */
const CONFIG_LIMIT_BYTES = 1024 * 1024

export interface ConfigProblem {
  readonly kind: ConfigProblemKind
  /** A fact to go with it, such as a limit or the name of an element that .NET knows; never taken from the file. */
  readonly detail: string
}

export type ConfigXmlResult =
  | { readonly ok: true; readonly raw: RawSettings; readonly unknownKeys: readonly string[] }
  | { readonly ok: false; readonly problem: ConfigProblem }

/** An element as the parser gives it: its name with its children, and its attributes under `:@`. */
type XmlNode = Readonly<Record<string, unknown>>

/**
 * Reads the appSettings of a .NET configuration file such as PMH_Relay.exe.config (manual 2.1). Time and memory are
 * bounded whatever the bytes are. Keys are matched as .NET does, ignoring case; the last of two wins. Values are
 * not checked here, only the group commas of `600,000` are taken off MonitoringTimer.
 */
export function readConfigXml(bytes: Uint8Array): ConfigXmlResult {
  if (bytes.length > CONFIG_LIMIT_BYTES) return refused('too_large', String(CONFIG_LIMIT_BYTES))
  const text = decodeXml(bytes)
  if (text === null) return refused('encoding')
  const markup = scanMarkup(text)
  if (markup !== null) return refused(markup)
  const nodes = isXmlText(text) ? parse(text) : null
  if (nodes === null) return refused('not_xml')
  const root = nodes.find((node) => elementName(node) !== null)
  if (root === undefined || elementName(root) !== 'configuration')
    return refused('not_configuration', 'configuration')
  const sections = childrenOf(root).filter((node) => elementName(node) === 'appSettings')
  if (sections.length === 0) return refused('not_configuration', 'appSettings')
  const entries = new Map<string, { key: string; value: string }>()
  for (const section of sections) {
    const problem = readSection(section, entries)
    if (problem !== null) return { ok: false, problem }
  }
  return { ok: true, ...sortOut([...entries.values()]) }
}

/** @returns null when the text is not well-formed */
function parse(text: string): readonly XmlNode[] | null {
  if (XMLValidator.validate(text) !== true) return null
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    // Decoded here instead: strictly, and the predefined ones alone.
    processEntities: false,
    ignorePiTags: true,
  })
  try {
    return parser.parse(text)
  } catch {
    return null
  }
}

/** Applies add, remove and clear in their order. @returns null when all was understood */
function readSection(
  section: XmlNode,
  entries: Map<string, { key: string; value: string }>,
): ConfigProblem | null {
  for (const name of ['file', 'configSource']) {
    if (attribute(section, name) !== undefined) return { kind: 'other_file', detail: name }
  }
  if (attribute(section, 'configProtectionProvider') !== undefined) return { kind: 'encrypted', detail: '' }
  for (const node of childrenOf(section)) {
    const name = elementName(node)
    if (name === null) continue
    if (name === 'clear') {
      entries.clear()
      continue
    }
    const key = attribute(node, 'key')
    const value = attribute(node, 'value')
    if (key === null || value === null) return { kind: 'not_xml', detail: '' }
    if ((name !== 'add' && name !== 'remove') || key === undefined)
      return { kind: 'not_configuration', detail: 'add' }
    entries.delete(key.toLowerCase())
    if (name === 'add') entries.set(key.toLowerCase(), { key, value: value ?? '' })
  }
  return null
}

function sortOut(entries: readonly { key: string; value: string }[]): {
  raw: RawSettings
  unknownKeys: readonly string[]
} {
  const known = new Map<string, SettingKey>(SETTING_KEYS.map((key) => [key.toLowerCase(), key]))
  const raw: Partial<Record<SettingKey, string>> = {}
  const unknownKeys: string[] = []
  for (const entry of entries) {
    const key = known.get(entry.key.toLowerCase())
    if (key === undefined) unknownKeys.push(entry.key)
    else raw[key] = key === 'MonitoringTimer' ? withoutGroupCommas(entry.value) : entry.value
  }
  return { raw, unknownKeys }
}

/** The manual prints `600,000`; anything but well-formed groups is left for the setting's own rule to refuse. */
function withoutGroupCommas(value: string): string {
  return /^\d{1,3}(?:,\d{3})+$/.test(value) ? value.replaceAll(',', '') : value
}

/** @returns null for text */
function elementName(node: XmlNode): string | null {
  return Object.keys(node).find((name) => name !== ':@' && name !== '#text') ?? null
}

function childrenOf(node: XmlNode): readonly XmlNode[] {
  const children = node[elementName(node) ?? '']
  return Array.isArray(children) ? children : []
}

/** @returns undefined when it is absent, null when it holds an unknown entity */
function attribute(node: XmlNode, name: string): string | null | undefined {
  const attributes = node[':@']
  if (typeof attributes !== 'object' || attributes === null || !Object.hasOwn(attributes, name))
    return undefined
  const value: unknown = (attributes as Record<string, unknown>)[name]
  return typeof value === 'string' ? decodeEntities(value) : null
}

function refused(kind: ConfigProblemKind, detail = ''): ConfigXmlResult {
  return { ok: false, problem: { kind, detail } }
}
