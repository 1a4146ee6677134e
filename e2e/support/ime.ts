import type { CDPSession, Page } from 'playwright'

/** An input method that composes: what it shows is underlined, and is text only once it was taken. */
export interface InputMethod {
  /** Starts or goes on: `text` stands in the field, not yet taken. */
  compose(text: string): Promise<void>
  /** A key that the input method takes for itself, as Windows and Linux report it: code 229 and no character. */
  press(key: 'Enter' | 'Escape'): Promise<void>
  /** Ends the composition with this text. */
  take(text: string): Promise<void>
}

export async function inputMethod(page: Page): Promise<InputMethod> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  return {
    async compose(text) {
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    },
    async press(key) {
      for (const type of ['rawKeyDown', 'keyUp'] as const) {
        await cdp.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: 229 })
      }
    },
    async take(text) {
      await cdp.send('Input.insertText', { text })
    },
  }
}
