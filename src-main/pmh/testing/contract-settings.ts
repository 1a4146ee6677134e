import { parseSettings, type RawSettings, type Settings } from '../../../src-shared/domain/settings.ts'

/** Settings with their defaults, but for what is given. */
export function settingsWith(raw: RawSettings = {}): Settings {
  const parsed = parseSettings({ PostRegistrationTasksBaseURL: 'https://stg.pmh.go.jp', ...raw }, 'posix')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.settings
}
