import { describe, expect, it } from 'vitest'
import {
  aroundTime,
  cardTime,
  clockTime,
  count,
  dayLabel,
  dayWithWeekday,
  everyMilliseconds,
  exactSize,
  fromNow,
  grouped,
  headerTime,
  longDate,
  minutesInWords,
  NOTHING,
  roughDuration,
  shortHash,
  shortTime,
  size,
  speed,
  tableTime,
} from './screens-formats.ts'

/** Local times, so that the tests hold in every zone. */
const local = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) =>
  new Date(year, month - 1, day, hour, minute, second)
const iso = (...parts: Parameters<typeof local>) => local(...parts).toISOString()

const now = local(2026, 11, 20, 14, 13, 0)

describe('dates', () => {
  it('writes the full date and time in tables', () => {
    expect(tableTime(iso(2026, 11, 20, 13, 50, 26))).toBe('2026/11/20 13:50:26')
    expect(tableTime(iso(2026, 1, 2, 3, 4, 5))).toBe('2026/01/02 03:04:05')
  })

  it('reads an offset and shows local time', () => {
    const date = local(2026, 11, 20, 13, 50, 26)
    const shifted = new Date(date.getTime() + 9 * 3_600_000).toISOString().replace('Z', '+09:00')
    expect(tableTime(shifted)).toBe('2026/11/20 13:50:26')
  })

  it('leaves out the year on cards while it is this one', () => {
    expect(cardTime(iso(2026, 11, 20, 13, 50, 4), now)).toBe('11/20 13:50:04')
    expect(cardTime(iso(2025, 3, 1, 9, 5, 4), now)).toBe('2025/3/1 09:05:04')
  })

  it('leaves out the day when it is today', () => {
    expect(shortTime(iso(2026, 11, 20, 13, 50, 4), now)).toBe('13:50')
    expect(shortTime(iso(2026, 11, 19, 13, 50, 4), now)).toBe('11/19 13:50')
    expect(shortTime(iso(2025, 11, 20, 13, 50, 4), now)).toBe('2025/11/20 13:50')
  })

  it('shows the clock alone', () => {
    expect(clockTime(iso(2026, 11, 20, 9, 5, 7))).toBe('09:05:07')
  })

  it('writes the weekday in headers', () => {
    expect(headerTime(now)).toBe('2026年11月20日（金）14:13')
    expect(longDate(local(2026, 11, 22))).toBe('2026年11月22日（日）')
    expect(longDate(local(2026, 1, 5))).toBe('2026年1月5日（月）')
  })

  it('names about when to look for something', () => {
    expect(aroundTime(iso(2026, 11, 20, 13, 50))).toBe('11月20日 13:50ごろ')
    expect(aroundTime(null)).toBe(NOTHING)
  })

  it('shows a mark for nothing and for what cannot be read', () => {
    expect(tableTime(null)).toBe(NOTHING)
    expect(tableTime('soon')).toBe(NOTHING)
    expect(cardTime(null, now)).toBe(NOTHING)
    expect(shortTime('x', now)).toBe(NOTHING)
    expect(clockTime(null)).toBe(NOTHING)
    expect(fromNow('x', now)).toBe(NOTHING)
  })

  it('shortens the days of the chart', () => {
    expect(dayLabel('2026-11-01')).toBe('11/1')
    expect(dayLabel('2026-10-22')).toBe('10/22')
    expect(dayLabel('today')).toBe('today')
    expect(dayWithWeekday('2026-11-20')).toBe('2026/11/20（金）')
    expect(dayWithWeekday('2026-11-01')).toBe('2026/11/01（日）')
    expect(dayWithWeekday('x')).toBe('x')
  })
})

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [12345, '12,345'],
    [1_000_000, '1,000,000'],
  ])('groups %d', (value, text) => {
    expect(grouped(value)).toBe(text)
    expect(count(value)).toBe(`${text}件`)
  })

  it.each([
    [0, '0 KB'],
    [1, '0.1 KB'],
    [449, '0.4 KB'],
    [485, '0.5 KB'],
    [999, '1.0 KB'],
    [1000, '1.0 KB'],
    [63_540, '63.5 KB'],
    [99_949, '99.9 KB'],
    [100_000, '0.1 MB'],
    [1_000_000, '1.0 MB'],
    [312_000_000, '312.0 MB'],
    [1_234_567_890, '1,234.6 MB'],
  ])('writes %d bytes', (bytes, text) => {
    expect(size(bytes)).toBe(text)
  })

  it('writes the exact size where it is asked for', () => {
    expect(exactSize(1_800_000)).toBe('1,800,000 バイト')
    expect(exactSize(5)).toBe('5 バイト')
  })

  it('writes a speed', () => {
    expect(speed(6_200_000)).toBe('6.2 MB/秒')
    expect(speed(420.4)).toBe('0.4 KB/秒')
  })

  it('shortens a hash in the middle', () => {
    expect(shortHash('9f2c41d7a06be35c1b'.padEnd(56, '0').concat('e81b7740'))).toBe(
      '9f2c41d7a06be35c1b…e81b7740',
    )
    expect(shortHash('abc')).toBe('abc')
  })
})

describe('durations', () => {
  it.each([
    [0.4, 'まもなく'],
    [1, '約1秒'],
    [9.4, '約9秒'],
    [12, '約10秒'],
    [31, '約30秒'],
    [58.9, '約55秒'],
    [60, '約1分'],
    [89, '約1分'],
    [420, '約7分'],
    [3599, '約1時間'],
    [3600, '約1時間'],
    [7800, '約2時間10分'],
    [172_800, '約2日'],
  ])('rounds %d seconds', (seconds, text) => {
    expect(roughDuration(seconds)).toBe(text)
  })

  it('tells how long it is until a moment', () => {
    expect(fromNow(iso(2026, 11, 20, 14, 20), now)).toBe('約7分後')
    expect(fromNow(iso(2026, 11, 20, 14, 13), now)).toBe('まもなく')
    expect(fromNow(iso(2026, 11, 20, 14, 0), now)).toBe('まもなく')
  })

  it.each([
    ['600000', '10分ごと'],
    ['1000', '1秒ごと'],
    ['90000', '1分30秒ごと'],
    ['1500', '1秒500ミリ秒ごと'],
    ['86400000', '1日ごと'],
    ['90061001', '1日1時間1分1秒1ミリ秒ごと'],
    ['999999999999999', '11,574,074日1時間46分39秒999ミリ秒ごと'],
  ])('says what %s ms means', (raw, text) => {
    expect(everyMilliseconds(raw)).toBe(text)
  })

  it.each(['', '0', '-5', 'abc', '1.5', '１０', '1234567890123456'])('is silent about %j', (raw) => {
    expect(everyMilliseconds(raw)).toBeNull()
    expect(minutesInWords(raw)).toBeNull()
  })

  it('says what minutes mean', () => {
    expect(minutesInWords('300')).toBe('5時間')
    expect(minutesInWords('90')).toBe('1時間30分')
    expect(minutesInWords('5')).toBe('5分')
    expect(minutesInWords('999999999999999')).toBe('事実上、無制限')
  })
})
