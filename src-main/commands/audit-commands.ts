import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { auditCodes, auditText } from '../../src-shared/text/ja/screens-audit.ts'
import { systemClock } from '../clock.ts'
import { localDate } from '../engine/local-time.ts'
import { exportAudit } from '../store/audit-export.ts'
import type { AuditFilter } from '../store/audit-trail.ts'
import type { CommandContext, Handlers } from './handlers.ts'

const PAGE_SIZE = 50

type AuditCommand = Extract<keyof Handlers, `audit.${string}`>
type Asked = Omit<AuditFilter, 'actions' | 'subjects'>

interface Running {
  rows: number
  readonly stop: AbortController
}

export function auditCommands({ session, desk }: CommandContext): Pick<Handlers, AuditCommand> {
  let running: Running | null = null
  const tell = () => session.changed('audit')

  async function write(asked: Asked, file: string): Promise<number | null> {
    // A second dialog may have been answered first.
    if (running !== null) throw new RelayError('R5007', 'export')
    const own: Running = { rows: 0, stop: new AbortController() }
    running = own
    tell()
    const { auditTrail: trail, audit } = session.current
    const onRows = (rows: number) => {
      own.rows = rows
      tell()
    }
    try {
      const rows = await exportAudit({ trail, filter: worded(asked), file, signal: own.stop.signal, onRows })
      if (rows !== null)
        audit.add({
          action: 'audit.exported',
          subject: file,
          before: null,
          after: `rows=${rows}`,
          reason: null,
        })
      return rows
    } finally {
      running = null
      tell()
    }
  }
  return {
    'audit.search': async ({ before, ...asked }) => {
      const { auditTrail } = session.current
      const people = await auditTrail.people()
      const page = await auditTrail.page(worded(asked), before, PAGE_SIZE)
      return { ...page, pageSize: PAGE_SIZE, people }
    },
    'audit.export': async (asked) => {
      const date = localDate(systemClock.now()).replaceAll('-', '')
      const kinds = [{ name: auditText.exportKind, extensions: ['csv'] }]
      const file = await desk.saveFile(auditText.exportTitle, auditText.exportName(date), kinds)
      if (file === null) return { file: null, rows: 0 }
      const rows = await write(asked, file)
      return rows === null ? { file: null, rows: 0 } : { file, rows }
    },
    'audit.export-progress': () => ({ rows: running?.rows ?? null }),
    'audit.check': () => {
      void session.current.records.check(session.heldBy === null)
      return {}
    },
    'audit.check-state': () => {
      const { records } = session.current
      const state = records.state()
      if (state.state !== 'done') return state
      const { report } = state
      return { ...state, report: { ...report, findings: [...report.findings] }, grown: records.hasGrown() }
    },
    'audit.accept-faults': async ({ fingerprint, reason }) => {
      await session.current.records.accept(fingerprint, reason)
      return {}
    },
    'audit.stop-export': () => {
      running?.stop.abort()
      return {}
    },
  }
}

/** Staff search for what they read: 「ポート」 stands in the trail as ProxyPort. */
function worded(asked: Asked): AuditFilter {
  const text = asked.text.trim()
  return { ...asked, text, ...auditCodes(text) }
}
