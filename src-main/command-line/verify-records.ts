import { existsSync } from 'node:fs'
import path from 'node:path'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'
import { recordCheckText, recordFindingText } from '../../src-shared/text/ja/screens-audit.ts'
import { grouped } from '../../src-shared/text/ja/screens-formats.ts'
import { readAnchor } from '../store/chain-anchor.ts'
import { chainKey } from '../store/chain-key.ts'
import { DATABASE_FILE } from '../store/database.ts'
import { checkRecordsInThread } from '../store/record-check-thread.ts'
import { type ExitCode, errorLine, type Output } from './output.ts'

/** `verify`: 0 when the records are as the program wrote them, or their faults were accepted by staff; 1 when not. Only reads. */
export async function verifyRecords(dataDir: string, output: Output, stop: AbortSignal): Promise<ExitCode> {
  if (!existsSync(path.join(dataDir, DATABASE_FILE))) {
    output.error(argumentProblem.historyMissing(dataDir))
    return 2
  }
  try {
    const key = chainKey(dataDir).bytes
    const checked = await checkRecordsInThread(dataDir, key, readAnchor(dataDir), stop, () => {})
    if (checked === null) return 1
    const { rows, faults, findings, accepted } = checked.report
    output.log(
      faults === 0 ? recordCheckText.verified(grouped(rows)) : recordCheckText.faulty(grouped(faults)),
    )
    for (const finding of findings) output.log(recordFindingText(finding))
    if (faults > findings.length) output.log(recordCheckText.more(grouped(faults - findings.length)))
    if (accepted) output.log(recordCheckText.acceptedBefore)
    return faults === 0 || accepted ? 0 : 1
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    output.error(errorLine(error))
    return 2
  }
}
