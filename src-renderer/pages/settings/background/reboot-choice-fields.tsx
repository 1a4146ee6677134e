import { TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import { backgroundText } from '../../../../src-shared/text/ja/screens-background.ts'
import { SelectBox } from '../../../components/select-box.tsx'
import type { WayForm } from './way-form.ts'

const EVERIES = (['day', 'week', 'month'] as const).map((id) => ({ id, label: backgroundText.everies[id] }))
const WEEKDAYS = backgroundText.weekdays.map((label, index) => ({ id: String(index), label }))
/** Every month has these. */
const MONTH_DAYS = Array.from({ length: 28 }, (_, index) => ({
  id: String(index + 1),
  label: backgroundText.monthDays(index + 1),
}))

/** When the computer restarts (manual 2.5), with what that means for whoever works at it. */
export function RebootChoiceFields(props: {
  readonly form: WayForm
  readonly onChange: (form: WayForm) => void
}) {
  const { form } = props
  const timeId = useId()
  const change = (part: Partial<WayForm>) => props.onChange({ ...form, ...part })
  return (
    <div className="space-y-3">
      <p className="tone-held measure flex items-start gap-2 text-dns-14N-130 leading-150">
        <TriangleAlert aria-hidden size={18} strokeWidth={2} className="mt-[1.5px] shrink-0 text-tone" />
        {backgroundText.rebootWarning}
      </p>
      <div className="flex flex-wrap gap-4">
        <SelectBox
          label={backgroundText.every}
          options={EVERIES}
          value={form.every}
          onChange={(id) => change({ every: EVERIES.find((option) => option.id === id)?.id ?? form.every })}
          className="w-[140px]"
        />
        {form.every === 'week' && (
          <SelectBox
            label={backgroundText.weekday}
            options={WEEKDAYS}
            value={String(form.weekday)}
            onChange={(id) => change({ weekday: Number(id) })}
            className="w-[140px]"
          />
        )}
        {form.every === 'month' && (
          <SelectBox
            label={backgroundText.monthDay}
            options={MONTH_DAYS}
            value={String(form.monthDay)}
            onChange={(id) => change({ monthDay: Number(id) })}
            className="w-[140px]"
          />
        )}
        <div className="flex flex-col gap-1">
          <label htmlFor={timeId} className="text-dns-14B-130">
            {backgroundText.time}
          </label>
          <input
            id={timeId}
            type="time"
            required
            value={form.time}
            // Half typed it is empty; the time of before stays.
            onChange={({ target }) => target.value !== '' && change({ time: target.value })}
            className="h-10 w-[140px] rounded-8 border border-control bg-panel px-3 text-[1rem] text-ink tabular-nums"
          />
        </div>
      </div>
    </div>
  )
}
