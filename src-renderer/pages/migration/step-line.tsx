import { Check } from 'lucide-react'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { classNames } from '../../components/class-names.ts'

/** Where staff are in the pass: done, now, to come. */
export function StepLine({ current }: { readonly current: number }) {
  return (
    <ol aria-label={importText.stepsLabel} className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {importText.steps.map((name, index) => {
        const isNow = index === current
        return (
          <li
            key={name}
            aria-current={isNow ? 'step' : undefined}
            className={classNames(
              'flex items-center gap-2 whitespace-nowrap',
              isNow ? 'text-accent text-oln-16B-100' : 'text-ink2 text-oln-16N-100',
            )}
          >
            {index > 0 && <span aria-hidden className="mr-1 h-px w-6 bg-control max-xl:hidden" />}
            <span
              aria-hidden
              className={classNames(
                'flex size-7 items-center justify-center rounded-full border text-oln-14B-100',
                isNow ? 'keep-colors border-accent bg-accent text-on-accent' : 'border-control',
              )}
            >
              {index < current ? <Check size={16} strokeWidth={2} /> : index + 1}
            </span>
            {name}
            {index < current && <span className="only-read">（{importText.stepDone}）</span>}
          </li>
        )
      })}
    </ol>
  )
}
