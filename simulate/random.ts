// Seeded randomness: one small generator (sfc32), streams forked by name so that adding a draw in one place never
// changes another, and the distributions that traffic is made of.

/** A stream of numbers. `seed` stays what it was made from, so that forks don't depend on what was drawn. */
export interface Random {
  readonly seed: number
  /** Uniform in [0, 1). */
  next(): number
}

/** A stream that can be pointed at another seed, for rendering many events without allocating. */
export interface Reseedable extends Random {
  reseed(seed: number): void
}

/** 32-bit FNV-1a of a text, finished with an avalanche. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash, 0)
}

/** Mixes two 32-bit numbers into one that depends on every bit of both. */
export function mix(a: number, b: number): number {
  let h = (a ^ Math.imul(b + 0x9e3779b9, 0x85ebca6b)) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

/** A stream from a seed. The same seed always gives the same stream. */
export function createRandom(seed: number): Reseedable {
  let a = 0
  let b = 0
  let c = 0
  let d = 1
  let current = seed >>> 0
  const step = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  const reseed = (to: number): void => {
    current = to >>> 0
    a = mix(current, 1)
    b = mix(current, 2)
    c = mix(current, 3)
    d = 1
    for (let i = 0; i < 4; i++) step()
  }
  reseed(seed)
  return {
    get seed() {
      return current
    },
    next: step,
    reseed,
  }
}

/** An independent stream named within another one. */
export function fork(random: Random, name: string | number): Reseedable {
  return createRandom(mix(random.seed, typeof name === 'number' ? mix(name, 77) : hashText(name)))
}

/** Integer in [0, bound). */
export function int(random: Random, bound: number): number {
  return Math.floor(random.next() * bound)
}

/** Integer in [low, high]. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random.next() * (high - low + 1))
}

/** Real number in [low, high). */
export function uniform(random: Random, low: number, high: number): number {
  return low + random.next() * (high - low)
}

export function chance(random: Random, probability: number): boolean {
  return random.next() < probability
}

/** One element; the list must not be empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const value = list[Math.floor(random.next() * list.length)]
  if (value === undefined) throw new RangeError('pick from an empty list')
  return value
}

/** One key of a table of weights. */
export function pickWeighted<K extends string>(random: Random, weights: Readonly<Record<K, number>>): K {
  const entries = Object.entries(weights) as [K, number][]
  let left = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  return (entries[0] as [K, number])[0]
}

/** Up to `count` different elements, in random order. */
export function sample<T>(random: Random, list: readonly T[], count: number): T[] {
  const copy = list.slice()
  const wanted = Math.min(count, copy.length)
  for (let i = 0; i < wanted; i++) {
    const j = i + int(random, copy.length - i)
    const kept = copy[j] as T
    copy[j] = copy[i] as T
    copy[i] = kept
  }
  copy.length = wanted
  return copy
}

export function shuffle<T>(random: Random, list: readonly T[]): T[] {
  return sample(random, list, list.length)
}

export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()))
  return radius * Math.cos(2 * Math.PI * random.next())
}

export function lognormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * normal(random))
}

/** Exponential with the given mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.next())
}

/** Gamma by Marsaglia and Tsang; shapes below one by the usual boost. */
export function gamma(random: Random, shape: number, scale: number): number {
  if (shape < 1) return gamma(random, shape + 1, scale) * (1 - random.next()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale
  }
}

/** Weibull with shape and scale. */
export function weibull(random: Random, shape: number, scale: number): number {
  return scale * (-Math.log(1 - random.next())) ** (1 / shape)
}

export function poisson(random: Random, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  const limit = Math.exp(-mean)
  let product = random.next()
  let count = 0
  while (product > limit) {
    product *= random.next()
    count++
  }
  return count
}

/** A number in [0, 1) that belongs to an identifier for good: what its owner always or never does. */
export function lastingDraw(id: string, what: string): number {
  return mix(hashText(id), what.length + what.charCodeAt(0)) / 4294967296
}

/** `length` lower-case hexadecimal digits. */
export function hex(random: Random, length: number): string {
  let text = ''
  while (text.length < length)
    text += Math.floor(random.next() * 0x10000000)
      .toString(16)
      .padStart(7, '0')
  return text.slice(0, length)
}
