/**
 * ISO 8601 in local time with its offset (`2026-11-20T13:50:04.123+09:00`): a reader sees the office's clock, and the
 * first ten characters are the local date.
 */
export function isoLocal(date: Date): string {
  const offset = -date.getTimezoneOffset()
  const sign = offset < 0 ? '-' : '+'
  const hours = two(Math.floor(Math.abs(offset) / 60))
  const minutes = two(Math.abs(offset) % 60)
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  const millis = String(date.getMilliseconds()).padStart(3, '0')
  return `${localDate(date)}T${time}.${millis}${sign}${hours}:${minutes}`
}

/** `yyyy-MM-dd` in local time. */
export function localDate(date: Date): string {
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** `yyyyMMddHHmmss` in local time, for the names of files that would collide. */
export function compactTime(date: Date): string {
  return `${localDate(date).replaceAll('-', '')}${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
