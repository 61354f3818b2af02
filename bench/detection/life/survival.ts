// Quantiles of lists, and of waiting times that some were not followed to the end of.

/** How long something was waited for, and whether it came. */
export interface Waiting {
  readonly length: number
  readonly isOver: boolean
}

export interface Step {
  readonly length: number
  /** Share that waits for longer. */
  readonly left: number
}

/**
 * Product-limit estimate (Kaplan and Meier 1958) of the share that still waits after each length at which a waiting
 * ended; begins with everybody at 0. Those that were not followed to their end count while they were followed.
 */
export function survival(waitings: readonly Waiting[]): Step[] {
  const sorted = waitings.slice().sort((a, b) => a.length - b.length)
  const steps: Step[] = [{ length: 0, left: 1 }]
  let left = 1
  for (let index = 0; index < sorted.length; ) {
    const { length } = sorted[index] as Waiting
    const atRisk = sorted.length - index
    let ended = 0
    for (; sorted[index]?.length === length; index++) if (sorted[index]?.isOver) ended++
    if (ended === 0) continue
    left *= 1 - ended / atRisk
    steps.push({ length, left })
  }
  return steps
}

/** Least length by which a share of all waitings is over; null when that many were not followed so far. */
export function survivalQuantile(waitings: readonly Waiting[], share: number): number | null {
  // The product of many shares may miss a round number by its last digit.
  return survival(waitings).find(({ left }) => left <= 1 - share + 1e-9)?.length ?? null
}
