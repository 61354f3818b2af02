// Series made shorter, for pictures that are narrower than they are long.

/**
 * Adds up neighbouring values until at most so many are left.
 * @param most positive
 */
export function resample(values: readonly number[], most: number): number[] {
  const width = Math.max(1, Math.ceil(values.length / most))
  const sums: number[] = []
  values.forEach((value, index) => {
    const at = Math.floor(index / width)
    sums[at] = (sums[at] ?? 0) + value
  })
  return sums
}
