import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { SearchField as AriaSearchField, Input, Label } from 'react-aria-components'
import { historyText } from '../../../src-shared/text/ja/screens-history.ts'
import { IconButton } from '../../components/icon-button.tsx'

/** After the last key; each search asks the whole history. */
const PAUSE_MS = 300

/** Searches while staff type, but never for the half-converted text of an input method. */
export function SearchField(props: { readonly value: string; readonly onSearch: (text: string) => void }) {
  const { value, onSearch } = props
  const [text, setText] = useState(value)
  const [composing, setComposing] = useState(false)
  const search = useRef(onSearch)
  useEffect(() => {
    search.current = onSearch
  })
  // The address changed by itself: a link, or 条件を解除.
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (composing || text === value) return
    const timer = setTimeout(() => search.current(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, value, composing])

  return (
    <AriaSearchField
      value={text}
      onChange={setText}
      onSubmit={() => onSearch(text)}
      maxLength={200}
      className="flex min-w-[240px] flex-1 flex-col gap-2"
    >
      <Label className="whitespace-nowrap text-dns-14B-130">{historyText.search}</Label>
      <div className="relative">
        <Search aria-hidden size={18} strokeWidth={2} className="absolute top-[11px] left-3 text-ink2" />
        <Input
          spellCheck="false"
          autoComplete="off"
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          className="h-10 w-full rounded-8 border border-control bg-panel pr-10 pl-9 text-[1rem] text-ink [&::-webkit-search-cancel-button]:hidden"
        />
        {text !== '' && (
          <IconButton
            icon={X}
            name={historyText.clearSearch}
            onPress={() => {
              setText('')
              onSearch('')
            }}
            className="absolute top-1 right-1"
          />
        )}
      </div>
    </AriaSearchField>
  )
}
