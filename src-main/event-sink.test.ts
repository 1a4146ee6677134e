import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { EngineEvent } from '../src-shared/domain/engine-event.ts'
import { createEventSink } from './event-sink.ts'
import { EventStore } from './store/event-store.ts'
import { newTransfer, openedDatabase, transfersOf } from './store/testing/opened-database.ts'
import { tempFolder } from './testing/temp-folder.ts'

type Listeners = Parameters<typeof createEventSink>[2]

const trouble = (fields: Partial<Extract<EngineEvent, { type: 'trouble' }>>): EngineEvent => ({
  type: 'trouble',
  level: 'error',
  folder: 'kodomo',
  transferId: null,
  code: 'R1002',
  message: 'ECONNREFUSED',
  ...fields,
})

function newSink(listeners: Listeners = {}, logFolder = path.join(tempFolder(), 'logs')) {
  const db = openedDatabase()
  const events = new EventStore(db)
  const sink = createEventSink(logFolder, events, listeners)
  onTestFinished(() => sink.close())
  const logText = () => readFileSync(path.join(logFolder, 'log.txt'), 'utf8')
  return { db, events, sink, logFolder, logText }
}

describe('an event of the engine', () => {
  it('goes to log.txt in the official wording, and line by line to who listens', () => {
    const lines: string[] = []
    const { sink, logText } = newSink({ onLogLine: (line) => lines.push(line) })
    sink.emit({ type: 'service_started' })
    sink.emit({ type: 'targets', folders: ['a', 'b'], endpoint: 'https://stg.pmh.go.jp/x' })
    sink.emit({ type: 'accepted', folder: 'a', transferId: 1, serialNumber: 'S0020241022000000000000' })
    expect(logText()).toBe(`${lines.join('\n')}\n`)
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - /)
    expect(lines.map((line) => line.slice(22))).toEqual([
      'サービス開始',
      '監視対象: 2 フォルダ(a, b)',
      '送信先 URL: https://stg.pmh.go.jp/x',
      '処理通番: S0020241022000000000000',
    ])
  })

  it('reaches the listener as it came, after the log', () => {
    const seen: unknown[] = []
    const { sink } = newSink({ onLogLine: () => seen.push('line'), onEvent: (event) => seen.push(event) })
    const event = trouble({})
    sink.emit(event)
    sink.emit({ type: 'status' })
    expect(seen).toEqual(['line', event, { type: 'status' }])
  })

  it('that the log does not tell makes no log', () => {
    const { sink, logFolder } = newSink()
    sink.emit({ type: 'status' })
    expect(existsSync(logFolder)).toBe(false)
  })
})

describe('trouble', () => {
  it('of our own is worded by the catalogue, with the fact in brackets', () => {
    const { sink, events, logText } = newSink()
    sink.emit(trouble({}))
    sink.emit(trouble({ message: '' }))
    const [second, first] = events.newestFirst(10)
    expect(first?.message).toBe('接続先につながりませんでした。（ECONNREFUSED）')
    expect(second?.message).toBe('接続先につながりませんでした。')
    expect(logText()).toContain(
      'ＰＭＨ連携に失敗しました。エラーコード: R1002, メッセージ: 接続先につながりませんでした。（ECONNREFUSED）\n',
    )
  })

  it('of PMH keeps PMH’s words', () => {
    const { sink, events, logText } = newSink()
    sink.emit(trouble({ code: 'E4010003', message: '認証に失敗しました。' }))
    expect(events.newestFirst(1)[0]?.message).toBe('認証に失敗しました。')
    expect(logText()).toContain('エラーコード: E4010003, メッセージ: 認証に失敗しました。\n')
  })

  it('is stored with its number, level, folder and transfer; of the rest only the start and stop of the service', () => {
    const { db, sink, events } = newSink()
    const { id } = transfersOf(db).begin(newTransfer())
    sink.emit({ type: 'status' })
    sink.emit({ type: 'folder_started', folder: 'kodomo' })
    sink.emit(trouble({ transferId: id, level: 'warning' }))
    sink.emit(trouble({ folder: null }))
    sink.emit(trouble({ repeated: true }))
    sink.emit({ type: 'service_stopped' })
    expect(events.newestFirst(10)).toEqual([
      {
        id: 3,
        at: expect.any(String),
        level: 'information',
        eventId: 2,
        code: '',
        folder: null,
        transferId: null,
        message: 'サービス停止',
      },
      {
        id: 2,
        at: expect.any(String),
        level: 'error',
        eventId: 1002,
        code: 'R1002',
        folder: null,
        transferId: null,
        message: expect.any(String),
      },
      {
        id: 1,
        at: expect.any(String),
        level: 'warning',
        eventId: 1002,
        code: 'R1002',
        folder: 'kodomo',
        transferId: id,
        message: expect.any(String),
      },
    ])
    expect(events.newestFirst(1)[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
  })

  it('with line breaks in PMH’s message stays one line of the log', () => {
    const { sink, logText } = newSink()
    sink.emit(trouble({ code: 'E4000001', message: 'a\n2026-01-01 00:00:00 - サービス停止' }))
    expect(logText().trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('the engine is not hurt', () => {
  it('by listeners that throw', () => {
    const fails = () => {
      throw new Error('listener')
    }
    const { sink, events, logText } = newSink({ onLogLine: fails, onEvent: fails })
    sink.emit(trouble({}))
    expect(events.newestFirst(10)).toHaveLength(1)
    expect(logText()).toContain('R1002')
  })

  it('by a log folder that cannot be made', () => {
    const file = path.join(tempFolder(), 'logs')
    writeFileSync(file, '')
    const lines: string[] = []
    const { sink, events } = newSink({ onLogLine: (line) => lines.push(line) }, file)
    sink.emit(trouble({}))
    expect([lines.length, events.newestFirst(10).length]).toEqual([1, 1])
  })

  it('by an event table that cannot be written', () => {
    const seen: EngineEvent[] = []
    const { db, sink, logText } = newSink({ onEvent: (event) => seen.push(event) })
    db.pragma('query_only = ON')
    sink.emit(trouble({}))
    sink.emit(trouble({ transferId: 99 }))
    expect(seen).toHaveLength(2)
    expect(logText().trimEnd().split('\n')).toHaveLength(2)
  })

  it('after the end, when the database is closed already', () => {
    const { db, sink, logText } = newSink()
    sink.close()
    db.close()
    sink.emit(trouble({}))
    expect(logText()).toContain('R1002')
  })
})
