/** A start collects garbage more than once. */
const TRIES = 5

/**
 * Electron's inspector drops an answer that is collected as garbage on its way; a look can be taken again.
 * @param look changes nothing, or the same each time
 */
export async function lookedAt<T>(look: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await look()
    } catch (error) {
      const isDropped = error instanceof Error && error.message.includes('promise was garbage collected')
      if (!isDropped || tries === TRIES) throw error
    }
  }
}
