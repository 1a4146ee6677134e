import { useEffect, useState } from 'react'

/** The present time, renewed at the given rate; for the wait until the next cycle and the clock in the header. */
export function useNow(everyMs = 10_000): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
