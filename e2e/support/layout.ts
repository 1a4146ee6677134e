import type { Page } from 'playwright'

/**
 * What does not fit into the window: a page that scrolls sideways, words that are cut off, and controls that cannot be
 * brought into view or lie under something else. Tables may scroll sideways inside their panel (WCAG 1.4.10), and what
 * is shortened with … tells the whole in its title.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const faults: string[] = []
    for (const page of [document.documentElement, ...document.querySelectorAll('[data-scroll]')]) {
      const { scrollWidth, clientWidth } = page
      if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} wide in ${clientWidth}`)
    }

    const named = (element: Element) =>
      `${element.localName} 「${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}」`
    const shown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('.only-read, [inert], [aria-hidden=true]') === null
    // What is open on top is what staff can use now.
    const scope = document.querySelector('[role=listbox], [role=dialog], [role=alertdialog]') ?? document.body

    for (const element of scope.querySelectorAll<HTMLElement>('*')) {
      if (!shown(element)) continue
      const style = getComputedStyle(element)
      const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      const shortened = style.textOverflow === 'ellipsis' && element.title !== ''
      if (style.clipPath !== 'none' || shortened) continue
      if (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
        faults.push(`cut off at the side: ${named(element)}`)
      }
      if (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1) {
        faults.push(`cut off below: ${named(element)}`)
      }
    }

    const places = [...document.querySelectorAll<HTMLElement>('*')]
      .filter(
        ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
          scrollHeight > clientHeight || scrollWidth > clientWidth,
      )
      .map((scroller) => ({ scroller, left: scroller.scrollLeft, top: scroller.scrollTop }))
    const controls = scope.querySelectorAll<HTMLElement>(
      'a[href], button, input, textarea, select, summary, [role=radio], [role=option], [tabindex="0"]',
    )
    for (const control of controls) {
      // Screen readers have react-aria's real inputs, the pointer has the label around them.
      const place = control.closest<HTMLElement>('label') ?? control
      if (!shown(place) || place.getClientRects().length === 0) continue
      // The skip link comes into view when it has the focus.
      if (place.matches('a[href="#main"]')) continue
      place.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const box = place.getBoundingClientRect()
      // Ways out of a list that only screen readers have are a pixel in size.
      if (box.width <= 2 && box.height <= 2) continue
      const x = box.left + Math.min(box.width / 2, 100)
      const y = box.top + Math.min(box.height / 2, 20)
      const hit = document.elementFromPoint(x, y)
      if (hit === null) faults.push(`out of the window: ${named(place)}`)
      else if (!place.contains(hit) && !hit.contains(place)) {
        faults.push(`covered by ${named(hit)}: ${named(place)}`)
      }
    }
    // A picture that is taken next shows what staff see first.
    for (const { scroller, left, top } of places) scroller.scrollTo({ left, top, behavior: 'instant' })
    return faults
  })
}
