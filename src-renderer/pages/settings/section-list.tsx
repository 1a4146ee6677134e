import { CircleX, Pencil } from 'lucide-react'
import {
  type SettingSection,
  sectionTitle,
  settingsText,
} from '../../../src-shared/text/ja/screens-settings.ts'
import { formatRoute } from '../../app/routes.ts'
import { classNames } from '../../components/class-names.ts'
import { useSectionInView } from '../../hooks/use-section-in-view.ts'
import { SECTIONS } from './sections.ts'
import type { SettingsForm } from './use-settings-form.ts'

/** The sections, with a mark where something is changed or wrong. */
export function SectionList(props: { readonly form: SettingsForm; readonly current: SettingSection | null }) {
  const { form } = props
  const inView = useSectionInView(props.current)
  return (
    <nav
      aria-label={settingsText.sections}
      className="shrink-0 lg:sticky lg:top-0 lg:w-[168px] lg:self-start"
    >
      <ul className="flex flex-wrap gap-0.5 lg:flex-col">
        {SECTIONS.map(({ id, keys }) => {
          const wrong = form.problems.some((problem) => keys.includes(problem.key))
          const changed = form.changed.some((key) => keys.includes(key))
          const current = id === inView
          return (
            <li key={id}>
              <a
                href={formatRoute('settings', { section: id })}
                aria-current={current ? 'true' : undefined}
                onClick={() => document.getElementById(`section-${id}`)?.scrollIntoView({ block: 'start' })}
                className={classNames(
                  'flex h-10 items-center justify-between gap-2 rounded-8 px-3',
                  current ? 'bg-chosen text-oln-16B-100 text-on-chosen' : 'text-oln-16N-100 hover:bg-panel',
                )}
              >
                {sectionTitle[id]}
                {wrong ? (
                  <CircleX
                    role="img"
                    aria-label={settingsText.sectionError}
                    size={18}
                    strokeWidth={2}
                    className={classNames('text-bad', current && 'forced-colors:text-[HighlightText]')}
                  />
                ) : (
                  changed && (
                    <Pencil role="img" aria-label={settingsText.sectionChanged} size={16} strokeWidth={2} />
                  )
                )}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
