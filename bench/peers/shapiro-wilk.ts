// The statistic of Shapiro and Wilk for normality, with Royston's approximate weights ("Remark AS R94", Applied
// Statistics 44(4), 1995), which SciPy and R use too.

/** Royston's polynomials in 1 / sqrt(n), from the constant on. */
const LAST = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056]
const NEXT = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633]

/**
 * W of at least six values: 1 for a perfect normal sample, less the further from it. Values that are all the same have
 * no distribution to test, and W is 1.
 */
export function shapiroWilk(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  if (n < 6) throw new Error('the statistic of Shapiro and Wilk needs six values')
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n
  const spread = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  if (spread < Number.EPSILON * n) return 1
  const weights = weightsOf(n)
  const score = sorted.reduce((sum, value, place) => sum + value * (weights[place] as number), 0)
  return score ** 2 / spread
}

function weightsOf(n: number): Float64Array {
  const expected = Float64Array.from({ length: n }, (_, place) =>
    normalQuantile((place + 0.625) / (n + 0.25)),
  )
  const squares = expected.reduce((sum, one) => sum + one ** 2, 0)
  const root = 1 / Math.sqrt(n)
  const last = (expected[n - 1] as number) / Math.sqrt(squares) + polynomial(LAST, root)
  const next = (expected[n - 2] as number) / Math.sqrt(squares) + polynomial(NEXT, root)
  const inner = squares - 2 * (expected[n - 1] as number) ** 2 - 2 * (expected[n - 2] as number) ** 2
  const scale = Math.sqrt(inner / (1 - 2 * last ** 2 - 2 * next ** 2))
  const weights = expected.map((one) => one / scale)
  weights[n - 1] = last
  weights[n - 2] = next
  weights[0] = -last
  weights[1] = -next
  return weights
}

function polynomial(factors: readonly number[], x: number): number {
  return factors.reduceRight((sum, factor) => sum * x + factor, 0)
}

/** Acklam's rational approximation of the normal quantile; relative error below 1.2e-9. */
function normalQuantile(share: number): number {
  if (share > 0.5) return -normalQuantile(1 - share)
  if (share < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(share))
    return (
      polynomial(
        [
          2.938163982698783, 4.374664141464968, -2.549732539343734, -2.400758277161838, -0.3223964580411365,
          -0.007784894002430293,
        ],
        q,
      ) / polynomial([1, 3.754408661907416, 2.445134137142996, 0.3224671290700398, 0.007784695709041462], q)
    )
  }
  const q = share - 0.5
  const r = q * q
  return (
    (q *
      polynomial(
        [
          2.506628277459239, -30.66479806614716, 138.357751867269, -275.9285104469687, 220.9460984245205,
          -39.69683028665376,
        ],
        r,
      )) /
    polynomial(
      [1, -13.28068155288572, 66.80131188771972, -155.6989798598866, 161.5858368580409, -54.47609879822406],
      r,
    )
  )
}
