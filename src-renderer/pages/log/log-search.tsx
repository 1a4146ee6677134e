import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Label, TextField } from 'react-aria-components'
import { grouped } from '../../../src-shared/text/ja/screens-formats.ts'
import { logText } from '../../../src-shared/text/ja/screens-log.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { InputBox } from '../../components/input-box.tsx'

/** Searches the lines that are shown; Enter goes to the next one that matches, Shift+Enter to the one before. */
export function LogSearch(props: {
  readonly query: string
  readonly matches: number
  /** 0-based place among the matches. */
  readonly at: number
  readonly onType: (query: string) => void
  readonly onStep: (by: 1 | -1) => void
}) {
  const { query, matches, at, onType, onStep } = props
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onType('')
    else return
    event.preventDefault()
  }
  return (
    <search className="flex grow items-end gap-2">
      <TextField
        value={query}
        onChange={onType}
        maxLength={200}
        className="relative flex min-w-[12em] max-w-[480px] grow flex-col gap-2"
      >
        <Label className="text-dns-14B-130">{logText.search}</Label>
        <Search
          aria-hidden
          size={18}
          strokeWidth={2}
          className="pointer-events-none absolute bottom-[11px] left-3 text-ink2"
        />
        <InputBox className="w-full pl-9" onKeyDown={onKeyDown} autoComplete="off" spellCheck="false" />
      </TextField>
      <div className="flex h-10 items-center gap-1">
        <IconButton
          icon={ChevronUp}
          name={logText.previous}
          blocked={matches === 0}
          onPress={() => onStep(-1)}
        />
        <IconButton
          icon={ChevronDown}
          name={logText.next}
          blocked={matches === 0}
          onPress={() => onStep(1)}
        />
        {query !== '' && <IconButton icon={X} name={logText.clear} onPress={() => onType('')} />}
        <span role="status" className="min-w-24 text-dns-14N-130 text-ink2 tabular-nums">
          {query === ''
            ? ''
            : matches === 0
              ? logText.noMatch
              : logText.matchOf(grouped(at + 1), grouped(matches))}
        </span>
      </div>
    </search>
  )
}
