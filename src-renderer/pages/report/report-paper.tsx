import type { ReactNode } from 'react'
import { resultWord } from '../../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import type { CommandOutput } from '../../../src-shared/ipc/commands.ts'
import { targetText } from '../../../src-shared/text/ja/screens.ts'
import { clockTime, count } from '../../../src-shared/text/ja/screens-formats.ts'
import { eraDate, reportText } from '../../../src-shared/text/ja/screens-report.ts'
import { choiceText } from '../../../src-shared/text/ja/screens-settings.ts'
import { resultWordText } from '../../../src-shared/text/ja/words.ts'
import { explain } from '../history/explanation.ts'
import { needsAnswer, schemeCounts, totalOf } from './day-counts.ts'

type Report = CommandOutput<'report.get'>

/** 日報 as it is printed: black on white, signs instead of colour, boxes for stamps and for what was done. */
export function ReportPaper({ report }: { readonly report: Report }) {
  const lines = schemeCounts(report)
  const total = totalOf(reportText.total, lines)
  const open = report.rows.filter(needsAnswer)
  return (
    <>
      <div className="paper-head">
        <div>
          <h2 className="paper-title">{reportText.heading}</h2>
          <p className="paper-day">{eraDate(report.date)}</p>
          <p className="paper-facts">
            <span>{reportText.target(targetText[report.target.kind])}</span>
            <span>{reportText.tasks(choiceText.PostRegistrationTasksType?.[report.tasksType] ?? '')}</span>
            <span>{reportText.files(choiceText.PostRegistrationFileType?.[report.fileType] ?? '')}</span>
          </p>
        </div>
        <Stamps />
      </div>
      <h3>{reportText.counts}</h3>
      {total.sent === 0 && <p>{reportText.none}</p>}
      {lines.length > 0 && (
        <Table titles={[reportText.scheme, reportText.sent, ...RESULTS.map(signed)]}>
          {[...lines, total].map((line) => (
            <tr key={line === total ? 'total' : line.name} className={line === total ? 'paper-total' : ''}>
              <td>{line.name}</td>
              {[line.sent, ...RESULTS.map((word) => line[word])].map((value, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change
                <td key={at} className="paper-number">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </Table>
      )}
      <h3>{reportText.open}</h3>
      {open.length === 0 ? (
        <p>{reportText.noneOpen}</p>
      ) : (
        <Table titles={[reportText.time, reportText.what, reportText.answer]} kind="paper-open">
          {open.map((row) => (
            <OpenRow key={row.id} row={row} />
          ))}
        </Table>
      )}
      <p className="paper-note">{reportText.openNote}</p>
      <h3>{reportText.list}</h3>
      {report.rows.length > 0 && (
        <Table
          titles={[reportText.time, reportText.file, reportText.result, reportText.evidence]}
          kind="paper-list"
        >
          {report.rows.map((row) => (
            <tr key={row.id}>
              <td>{clockTime(row.startedAt)}</td>
              <td className="paper-name">{row.fileName}</td>
              <td>{resultOf(row)}</td>
              <td className="paper-code">{row.serialNumber ?? row.errorCode ?? reportText.noSerial}</td>
            </tr>
          ))}
        </Table>
      )}
      <p className="paper-end">
        {reportText.end(count(report.rows.length))}
        {total.sent > report.rows.length && (
          <span>{` ${reportText.more(count(total.sent - report.rows.length))}`}</span>
        )}
      </p>
      <p className="paper-foot">
        <span>{reportText.product(report.version)}</span>
        <span>
          {reportText.printed(
            `${eraDate(report.printedAt.slice(0, 10))}${report.printedAt.slice(11, 16)}`,
            report.printedBy,
          )}
        </span>
      </p>
    </>
  )
}

const RESULTS = ['success', 'failure', 'unknown'] as const

function signed(word: ReturnType<typeof resultWord>): string {
  return `${reportText.signs[word]} ${resultWordText[word]}`
}

function resultOf(row: TransferRow): string {
  const word = signed(resultWord(row.status))
  return row.hold === null ? word : word + reportText.held
}

function OpenRow({ row }: { readonly row: TransferRow }) {
  const { what, remedy } = explain(row)
  return (
    <tr>
      <td>{clockTime(row.startedAt)}</td>
      <td>
        <strong>{`${resultOf(row)}　${row.displayName}`}</strong>
        <br />
        <span className="paper-name">{row.fileName}</span>
        <br />
        {what}
        {remedy}
      </td>
      <td />
    </tr>
  )
}

function Stamps() {
  return (
    <div className="paper-stamps">
      <table>
        <thead>
          <tr>
            {reportText.stamps.map((stamp) => (
              <th key={stamp} scope="col">
                {stamp}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {reportText.stamps.map((stamp) => (
              <td key={stamp} />
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Table(props: {
  readonly titles: readonly string[]
  readonly kind?: string
  readonly children: ReactNode
}) {
  return (
    <table className={props.kind ?? 'paper-counts'}>
      <thead>
        <tr>
          {props.titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  )
}
