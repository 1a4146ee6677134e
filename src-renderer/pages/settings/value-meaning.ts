import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import { everyMilliseconds, grouped, minutesInWords } from '../../../src-shared/text/ja/screens-formats.ts'
import { meaningText } from '../../../src-shared/text/ja/screens-settings.ts'

/** What a typed number means in plain words, beside its unit; null when there is nothing to add. */
export function valueMeaning(key: SettingKey, raw: string): string | null {
  switch (key) {
    case 'MonitoringTimer': {
      const words = everyMilliseconds(raw)
      return words === null ? null : meaningText.every(words)
    }
    case 'PostRegistrationTimeSpan':
      return Number(raw) < 60 ? null : minutesInWords(raw)
    case 'TransientRetryCount':
      return raw === '-1' ? meaningText.untilThrough : null
    case 'ProceedFileRetentionDays':
    case 'ErrorFileRetentionDays':
      return retention(raw)
    default:
      return null
  }
}

/** 9999 and what the calendar cannot hold mean "never" (requirements section 2). */
function retention(raw: string): string | null {
  if (!/^\d{1,15}$/.test(raw)) return null
  const days = Number(raw)
  if (days >= 9999) return meaningText.forever
  return days === 0 ? meaningText.sameDay : meaningText.days(grouped(days))
}
