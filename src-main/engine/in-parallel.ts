/**
 * Works through the items in order, at most `width` at a time.
 * @param work answers false when nothing further may be begun
 * @throws the first error, once everything that was begun has ended
 */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<boolean>,
): Promise<void> {
  const queue = [...items]
  let goesOn = true
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined && goesOn; item = queue.shift()) {
      try {
        if (!(await work(item))) goesOn = false
      } catch (error) {
        goesOn = false
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: width }, lane))
  const failed = lanes.find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}
