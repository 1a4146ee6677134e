import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'

type Announce = (text: string) => void

interface Voices {
  readonly polite: Announce
  readonly assertive: Announce
}

const VoicesContext = createContext<Voices>({ polite: () => undefined, assertive: () => undefined })

/** Says something to screen readers when they are free: new problems, results. */
export function useAnnounce(): Announce {
  return useContext(VoicesContext).polite
}

/** Says something at once: a save that failed. */
export function useAnnounceUrgently(): Announce {
  return useContext(VoicesContext).assertive
}

/**
 * The two live regions of the window. They are there from the start, as screen readers need it, and marked so that an
 * open dialog of react-aria does not silence them.
 */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [polite, sayPolitely] = useVoice()
  const [assertive, sayAssertively] = useVoice()
  const voices = useMemo(
    () => ({ polite: sayPolitely, assertive: sayAssertively }),
    [sayPolitely, sayAssertively],
  )
  return (
    <VoicesContext value={voices}>
      {children}
      <div role="status" aria-live="polite" data-live-announcer="true" className="only-read fixed">
        {polite}
      </div>
      <div role="alert" aria-live="assertive" data-live-announcer="true" className="only-read fixed">
        {assertive}
      </div>
    </VoicesContext>
  )
}

/** The same sentence twice must be heard twice, so a mark that is not read aloud tells them apart. */
function useVoice(): [string, Announce] {
  const [text, setText] = useState('')
  const turn = useRef(false)
  const say = useCallback((next: string) => {
    turn.current = !turn.current
    setText(turn.current ? next : `${next}\u00a0`)
  }, [])
  return [text, say]
}
