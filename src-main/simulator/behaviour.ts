/**
 * How the simulator misbehaves on request. Each kind stands for something that staff meet at a real site: a gateway
 * in between, a cut line, a server that is slow or broken, a token of another scheme.
 */
export type Behaviour = PlainBehaviour | ParameterBehaviour

export type PlainBehaviour = (typeof PLAIN_BEHAVIOURS)[number]

export type ParameterBehaviour =
  /** With `code` an error answer of PMH, without it a gateway's page. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: string; readonly message?: string }
  /** The usual answer, `ms` milliseconds after the last body byte. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Reads the body slowly, then answers as usual. */
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }
  /** Breaks the connection once so many body bytes were read, at the latest after the body. */
  | { readonly kind: 'reset_after_bytes'; readonly bytes: number }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  /** An answer of so many bytes that does hold a serial number. */
  | { readonly kind: 'oversized_answer'; readonly bytes: number }
  /** Refuses this token as PMH refuses a wrong one. */
  | { readonly kind: 'wrong_token_for'; readonly token: string }
  /** Reads so many body bytes and waits for `simulator.release()`; a shorter body is not held. */
  | { readonly kind: 'hold_body'; readonly afterBytes: number }

const PLAIN_BEHAVIOURS = [
  'reset_before_body',
  'reset_after_body',
  'no_serial',
  'html_page',
  'truncated_answer',
  'not_json',
  /** Reads the body and never answers. */
  'stall',
] as const

type FieldRule =
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'text'; readonly maxLength: number; readonly optional: boolean }

const DAY_MS = 86_400_000
const GIB = 1024 ** 3

const integer = (min: number, max: number): FieldRule => ({ type: 'integer', min, max })
const text = (maxLength: number, optional = false): FieldRule => ({ type: 'text', maxLength, optional })

/** Fields in the order in which the short form `kind:value:value` takes them. */
const FIELDS: Readonly<Record<ParameterBehaviour['kind'], Readonly<Record<string, FieldRule>>>> = {
  status: { status: integer(200, 599), code: text(64, true), message: text(1000, true) },
  delay: { ms: integer(0, DAY_MS) },
  drip: { bytesPerSecond: integer(1, GIB) },
  reset_after_bytes: { bytes: integer(0, Number.MAX_SAFE_INTEGER) },
  redirect: { status: integer(300, 399), location: text(2048) },
  oversized_answer: { bytes: integer(1, GIB) },
  wrong_token_for: { token: text(8192) },
  hold_body: { afterBytes: integer(0, Number.MAX_SAFE_INTEGER) },
}

/** Every kind, for the usage text. */
export const BEHAVIOUR_KINDS: readonly string[] = [...PLAIN_BEHAVIOURS, ...Object.keys(FIELDS)]

/** `field` is '' when the behaviour as a whole is meant. */
export type BehaviourResult =
  | { readonly ok: true; readonly behaviour: Behaviour }
  | { readonly ok: false; readonly field: string; readonly rule: string }

/** Checks a behaviour that came as JSON: `"stall"`, `{"kind":"stall"}` or `{"kind":"status","status":503}`. */
export function parseBehaviour(json: unknown): BehaviourResult {
  if (typeof json === 'string') return plainBehaviour(json)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refused('', 'object or kind')
  const { kind, ...values } = json as Record<string, unknown>
  if (typeof kind !== 'string') return refused('kind', BEHAVIOUR_KINDS.join(', '))
  const rules = fieldsOf(kind)
  if (rules === undefined) {
    const extra = Object.keys(values)[0]
    return extra === undefined ? plainBehaviour(kind) : refused(extra, 'unknown field')
  }
  return checkFields(kind, values, rules)
}

/** Reads the short form of the command line: `stall`, `status:503`, `redirect:302:http://127.0.0.1/`. */
export function parseBehaviourArgument(argument: string): BehaviourResult {
  const [kind = '', ...given] = argument.split(':')
  const rules = fieldsOf(kind)
  if (rules === undefined) return plainBehaviour(argument)
  const names = Object.keys(rules)
  const values: Record<string, unknown> = {}
  names.slice(0, given.length).forEach((name, index) => {
    // The last field takes the rest, since a URL and a message hold colons themselves.
    const value = index === names.length - 1 ? given.slice(index).join(':') : (given[index] ?? '')
    values[name] = rules[name]?.type === 'integer' && /^\d{1,16}$/.test(value) ? Number(value) : value
  })
  return checkFields(kind, values, rules)
}

function fieldsOf(kind: string): Readonly<Record<string, FieldRule>> | undefined {
  return Object.hasOwn(FIELDS, kind) ? FIELDS[kind as ParameterBehaviour['kind']] : undefined
}

function plainBehaviour(kind: string): BehaviourResult {
  const behaviour = PLAIN_BEHAVIOURS.find((plain) => plain === kind)
  return behaviour === undefined ? refused('kind', BEHAVIOUR_KINDS.join(', ')) : { ok: true, behaviour }
}

function checkFields(
  kind: string,
  values: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, FieldRule>>,
): BehaviourResult {
  const extra = Object.keys(values).find((name) => !Object.hasOwn(rules, name))
  if (extra !== undefined) return refused(extra, 'unknown field')
  for (const [name, rule] of Object.entries(rules)) {
    if (!isField(values[name], rule)) return refused(name, ruleText(rule))
  }
  return { ok: true, behaviour: { kind, ...values } as ParameterBehaviour }
}

function isField(value: unknown, rule: FieldRule): boolean {
  if (rule.type === 'integer') {
    return typeof value === 'number' && Number.isInteger(value) && value >= rule.min && value <= rule.max
  }
  if (value === undefined) return rule.optional
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character would break the answer's header
  return typeof value === 'string' && value.length <= rule.maxLength && !/[\u0000-\u001f\u007f]/.test(value)
}

function ruleText(rule: FieldRule): string {
  return rule.type === 'integer'
    ? `integer ${rule.min}-${rule.max}`
    : `text of at most ${rule.maxLength} characters`
}

function refused(field: string, rule: string): BehaviourResult {
  return { ok: false, field, rule }
}
