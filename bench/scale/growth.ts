// How a cost grows with size: cost = factor * size ^ exponent, by least squares of the logarithms.

export interface Growth {
  readonly exponent: number
  /** Half the width of the exponent's interval of 95 %; undefined for fewer than three sizes. */
  readonly within: number | undefined
  readonly factor: number
}

/** Two-sided 95 % quantiles of Student's t by degrees of freedom, from one. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306]
const T_MANY = 2.2

/**
 * Fits a power law to (size, cost), all positive.
 * @returns undefined for fewer than two different sizes
 */
export function fitGrowth(points: readonly (readonly [size: number, cost: number])[]): Growth | undefined {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const middle = mean(logs.map(([x]) => x))
  const height = mean(logs.map(([, y]) => y))
  const squares = logs.reduce((sum, [x]) => sum + (x - middle) ** 2, 0)
  if (logs.length < 2 || squares === 0) return undefined
  const exponent = logs.reduce((sum, [x, y]) => sum + (x - middle) * (y - height), 0) / squares
  const residual = logs.reduce((sum, [x, y]) => sum + (y - height - exponent * (x - middle)) ** 2, 0)
  const freedom = logs.length - 2
  return {
    exponent,
    within: freedom < 1 ? undefined : (T[freedom - 1] ?? T_MANY) * Math.sqrt(residual / freedom / squares),
    factor: Math.exp(height - exponent * middle),
  }
}

/** What the fit says of a size that was not measured. */
export function predict({ factor, exponent }: Growth, size: number): number {
  return factor * size ** exponent
}
