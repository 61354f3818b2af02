// Work that waits for worker processes, a few at a time.

/** Worker processes at a time: the bench's machine has two cores, and an analysis keeps little more than one busy. */
const WIDTH = 2

/** Runs all, a few under way; answers stand in the order of what was given. */
export async function inPool<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const answers = new Array<R>(items.length)
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++
      answers[index] = await run(items[index] as T)
    }
  }
  await Promise.all(Array.from({ length: Math.min(WIDTH, items.length) }, lane))
  return answers
}
