import { useEffect, useState } from 'react'
import { type SettingSection, sectionTitle } from '../../src-shared/text/ja/screens-settings.ts'

/** The section that staff are looking at: the one asked for, until they scroll on. */
export function useSectionInView(asked: SettingSection | null): SettingSection {
  const [seen, setSeen] = useState<SettingSection>(asked ?? 'target')
  useEffect(() => {
    const ids = Object.keys(sectionTitle) as SettingSection[]
    const look = () => {
      const scroller = scrollerOf(panel('target'))
      if (scroller === null) return
      const { top } = scroller.getBoundingClientRect()
      const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2
      // At the very end the last panels cannot reach the top any more: the asked one is still the right answer.
      if (atEnd && asked !== null && isVisible(asked, scroller)) return setSeen(asked)
      const passed = ids.filter(
        (id) => (panel(id)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) - top < 96,
      )
      setSeen(passed.at(-1) ?? 'target')
    }
    look()
    // Which of the two scrolls may change with the width, and scrolling does not bubble.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    return () => document.removeEventListener('scroll', look, { capture: true })
  }, [asked])
  return seen
}

const panel = (id: SettingSection) => document.getElementById(`section-${id}`)

/** The content beside the navigation, or the whole window where there is little room. */
function scrollerOf(element: Element | null): Element | null {
  const scroller = element?.closest('[data-scroll]') ?? null
  if (scroller === null || getComputedStyle(scroller).overflowY === 'auto') return scroller
  return scrollerOf(scroller.parentElement)
}

function isVisible(id: SettingSection, scroller: Element): boolean {
  const box = panel(id)?.getBoundingClientRect()
  const frame = scroller.getBoundingClientRect()
  return box !== undefined && box.top < frame.bottom && box.bottom > frame.top
}
