// Equal Earth (Šavrič, Patterson and Jenny 2018): countries are as large beside each other as they are.
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796] as const
const M = Math.sqrt(3) / 2
const RADIANS = Math.PI / 180
const STEPS = 12

const height = (t: number) => t * (A1 + A2 * t ** 2 + t ** 6 * (A3 + A4 * t ** 2))
const slope = (t: number) => A1 + 3 * A2 * t ** 2 + t ** 6 * (7 * A3 + 9 * A4 * t ** 2)

/** From longitude and latitude in degrees to a plane whose second axis points down. */
export function project([longitude = 0, latitude = 0]: readonly number[]): [number, number] {
  const t = Math.asin(M * Math.sin(latitude * RADIANS))
  return [(longitude * RADIANS * Math.cos(t)) / (M * slope(t)), -height(t)]
}

/** And back, by Newton's method. */
export function unproject([x = 0, y = 0]: readonly number[]): [number, number] {
  let t = -y
  for (let step = 0; step < STEPS; step++) t -= (height(t) + y) / slope(t)
  const latitude = Math.asin(Math.max(-1, Math.min(1, Math.sin(t) / M)))
  return [(x * M * slope(t)) / Math.cos(t) / RADIANS, latitude / RADIANS]
}
