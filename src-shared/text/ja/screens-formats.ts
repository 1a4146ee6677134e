/**
 * How dates, sizes and times are written in the window (design guide, section 6). All in local time.
 * Every function takes a text of the main process and never throws: an unreadable date is shown as 「－」.
 */

export const NOTHING = '－'

const WEEKDAYS = ['日', '月', '火', '水', '木', '金', '土'] as const

const two = (value: number) => String(value).padStart(2, '0')

function read(iso: string | null): Date | null {
  if (iso === null) return null
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? null : date
}

const clock = (date: Date) => `${two(date.getHours())}:${two(date.getMinutes())}`

const sameDay = (a: Date, b: Date) =>
  a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate()

/** 2026/11/20 13:50:26, in tables. */
export function tableTime(iso: string | null): string {
  const date = read(iso)
  if (date === null) return NOTHING
  const day = `${date.getFullYear()}/${two(date.getMonth() + 1)}/${two(date.getDate())}`
  return `${day} ${clock(date)}:${two(date.getSeconds())}`
}

/** 11/20 13:50:26, on cards. The year is added when it is not this one. */
export function cardTime(iso: string | null, now: Date): string {
  const date = read(iso)
  if (date === null) return NOTHING
  const year = date.getFullYear() === now.getFullYear() ? '' : `${date.getFullYear()}/`
  return `${year}${date.getMonth() + 1}/${date.getDate()} ${clock(date)}:${two(date.getSeconds())}`
}

/** 13:50 today, 11/19 13:50 before. */
export function shortTime(iso: string | null, now: Date): string {
  const date = read(iso)
  if (date === null) return NOTHING
  if (sameDay(date, now)) return clock(date)
  const year = date.getFullYear() === now.getFullYear() ? '' : `${date.getFullYear()}/`
  return `${year}${date.getMonth() + 1}/${date.getDate()} ${clock(date)}`
}

/** 13:50:26, where the day is plain from the place. */
export function clockTime(iso: string | null): string {
  const date = read(iso)
  return date === null ? NOTHING : `${clock(date)}:${two(date.getSeconds())}`
}

/** 2026年11月20日（金）14:13, in headers. */
export function headerTime(date: Date): string {
  return `${longDate(date)}${clock(date)}`
}

/** 2026年11月20日（金） */
export function longDate(date: Date): string {
  const weekday = WEEKDAYS[date.getDay()] ?? ''
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日（${weekday}）`
}

/** 11月20日 13:50ごろ, where staff look for something of that time. */
export function aroundTime(iso: string | null): string {
  const date = read(iso)
  return date === null ? NOTHING : `${date.getMonth() + 1}月${date.getDate()}日 ${clock(date)}ごろ`
}

/** 11/1 of a local date written yyyy-MM-dd. */
export function dayLabel(date: string): string {
  const [, month, day] = /^\d{4}-(\d{2})-(\d{2})$/.exec(date) ?? []
  return month === undefined || day === undefined ? date : `${Number(month)}/${Number(day)}`
}

/** 2026/11/01（日） of a local date written yyyy-MM-dd, in the table of the chart. */
export function dayWithWeekday(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (parts === null) return date
  const [, year, month, day] = parts
  const weekday = WEEKDAYS[new Date(Number(year), Number(month) - 1, Number(day)).getDay()] ?? ''
  return `${year}/${month}/${day}（${weekday}）`
}

/** 12,345 */
export function grouped(value: number): string {
  return String(Math.trunc(value)).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

export function count(value: number): string {
  return `${grouped(value)}件`
}

const MB = 1_000_000
const KB = 1_000

/** MB with one decimal; KB under 0.1 MB. A file that has bytes is never shown as 0. */
export function size(bytes: number): string {
  if (bytes >= MB / 10) return `${withDecimal(bytes / MB)} MB`
  return bytes <= 0 ? '0 KB' : `${withDecimal(Math.max(0.1, bytes / KB))} KB`
}

function withDecimal(value: number): string {
  const [whole = '0', decimal = '0'] = value.toFixed(1).split('.')
  return `${grouped(Number(whole))}.${decimal}`
}

/** 1,800,000 バイト, where the exact number matters. */
export function exactSize(bytes: number): string {
  return `${grouped(bytes)} バイト`
}

/** 6.2 MB/秒 */
export function speed(bytesPerSecond: number): string {
  return `${size(Math.round(bytesPerSecond))}/秒`
}

/** 約30秒, 約7分, 約2時間10分: never more exact than staff can use. */
export function roughDuration(seconds: number): string {
  if (seconds < 1) return 'まもなく'
  if (seconds < 10) return `約${Math.round(seconds)}秒`
  if (seconds < 60) return `約${Math.min(Math.round(seconds / 5) * 5, 55)}秒`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `約${minutes}分`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours >= 48) return `約${Math.round(hours / 24)}日`
  return rest === 0 ? `約${hours}時間` : `約${hours}時間${rest}分`
}

/** The wait until a moment: 約7分後, まもなく. */
export function fromNow(iso: string, now: Date): string {
  const date = read(iso)
  if (date === null) return NOTHING
  const seconds = (date.getTime() - now.getTime()) / 1000
  return seconds < 1 ? 'まもなく' : `${roughDuration(seconds)}後`
}

/** 600000 ミリ秒 in words: 10分ごと. Null when the text is no positive integer. */
export function everyMilliseconds(raw: string): string | null {
  if (!/^\d{1,15}$/.test(raw) || Number(raw) === 0) return null
  return `${exactDuration(Number(raw))}ごと`
}

const UNITS: readonly (readonly [milliseconds: number, word: string])[] = [
  [86_400_000, '日'],
  [3_600_000, '時間'],
  [60_000, '分'],
  [1_000, '秒'],
]

function exactDuration(milliseconds: number): string {
  let rest = milliseconds
  const parts: string[] = []
  for (const [unit, word] of UNITS) {
    const amount = Math.floor(rest / unit)
    if (amount > 0) parts.push(`${grouped(amount)}${word}`)
    rest -= amount * unit
  }
  if (rest > 0) parts.push(`${rest}ミリ秒`)
  return parts.join('')
}

/** 300 分 in words: 5時間. Null when the text is no positive integer. */
export function minutesInWords(raw: string): string | null {
  if (!/^\d{1,15}$/.test(raw) || Number(raw) === 0) return null
  if (Number(raw) > 525_600_000) return '事実上、無制限'
  return exactDuration(Number(raw) * 60_000)
}

/** The first and last characters of a long hash. */
export function shortHash(hash: string): string {
  return hash.length <= 32 ? hash : `${hash.slice(0, 18)}…${hash.slice(-8)}`
}
