import { useNow } from './use-now.ts'

/** Local date, `yyyy-MM-dd`; a screen that stays open over midnight gets the new one within a minute. */
export function useToday(): string {
  const now = useNow()
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
