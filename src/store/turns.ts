// A bound on how many statements of one kind run at a time, so that others find a connection free.

/** Runs a piece of work when its turn comes. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

/** Turns for up to `most` pieces of work at a time, in the order in which they came. */
export function createTurns(most: number): Turns {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < most) running++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The turn is handed on, so that nobody who comes meanwhile takes it.
      if (next) next()
      else running--
    }
  }
}
