// What is to be seen of the graph: values and bundles as discs with lines between them, and the accounts of open bundles
// one by one, as a sunflower in the bundle's place, which fills a disc evenly for any number.
import type { Bounds } from './camera.js'
import { type Places, wholeRadius } from './places.js'

/** What the service tells of a campaign, as far as it is drawn. */
export interface Told {
  readonly accounts: number
  readonly traits: readonly ToldTrait[]
  readonly bundles: readonly {
    /** Places of the values, in order. */
    readonly traits: readonly number[]
    readonly accounts: number
    readonly sample: readonly string[]
  }[]
}

export interface ToldTrait {
  readonly kind: string
  readonly label: string
  /** Accounts that hold it. */
  readonly inside: number
}

/** Which accounts hold which values, by their places. */
export interface ToldHolders {
  readonly accounts: readonly string[]
  readonly traits: readonly {
    readonly kind: string
    readonly label: string
    readonly members: readonly number[]
  }[]
}

/** How strongly something is drawn. */
export const PLAIN = 0
export const DIM = 1
export const WANTED = 2
export type Strength = typeof PLAIN | typeof DIM | typeof WANTED

export interface Disc {
  /** `trait 3`, by place, or `bundle 1 4`, by the places of its values. */
  readonly key: string
  readonly isTrait: boolean
  readonly x: number
  readonly y: number
  /** Of a bundle in units, of a value in pixels. */
  readonly radius: number
  readonly label: string
  readonly strength: Strength
  /** Its accounts are drawn one by one. */
  readonly isOpen: boolean
}

/** Accounts one by one. */
export interface Dots {
  readonly ids: readonly string[]
  /** x and y by turns, in units. */
  readonly places: Float32Array
  readonly strengths: Uint8Array
}

export interface Scene {
  readonly discs: readonly Disc[]
  /** Ends of lines, x and y of each, the heaviest line first; how strong each is. */
  readonly lines: Float32Array
  readonly weights: Float32Array
  readonly dots: Dots
  readonly bounds: Bounds
}

export interface SceneOptions {
  /** Accounts by the bundle's signature; undefined where none is open. */
  readonly bySignature: ReadonlyMap<string, readonly string[]>
  readonly isAllOpen: boolean
  /** Signature of an open bundle. */
  readonly open: string | undefined
  /** Part of an account's id. */
  readonly wanted: string
  /** Place of the value whose holders are looked at. */
  readonly picked: number | undefined
  readonly labelOf: (trait: ToldTrait) => string
  readonly countOf: (count: number) => string
}

const GOLDEN_ANGLE = 2.399963
const ROUND_BOUNDS = 1.06

export const signatureOf = (traits: readonly number[]) => traits.join(' ')

/** Accounts of a campaign by the values that they hold, of those that are drawn. */
export function accountsBySignature(
  { accounts, traits }: ToldHolders,
  drawn: Told['traits'],
): Map<string, string[]> {
  const places = new Map(drawn.map(({ kind, label }, place) => [`${kind} ${label}`, place]))
  const held: number[][] = accounts.map(() => [])
  const placed = traits
    .flatMap(({ kind, label, members }) => {
      const place = places.get(`${kind} ${label}`)
      return place === undefined ? [] : [{ place, members }]
    })
    .sort((a, b) => a.place - b.place)
  for (const { place, members } of placed) for (const account of members) held[account]?.push(place)
  const by = new Map<string, string[]>()
  held.forEach((own, index) => {
    const signature = signatureOf(own)
    const list = by.get(signature)
    const account = accounts[index] ?? ''
    if (list) list.push(account)
    else by.set(signature, [account])
  })
  return by
}

export function makeScene(told: Told, places: Places, options: SceneOptions): Scene {
  const { bySignature, isAllOpen, open, wanted, picked, labelOf, countOf } = options
  const isOpen = (signature: string) =>
    bySignature.has(signature) &&
    (isAllOpen ||
      signature === open ||
      (wanted !== '' && (bySignature.get(signature) ?? []).some((account) => account.includes(wanted))))
  const strengthOf = (traits: readonly number[]): Strength =>
    picked === undefined || traits.includes(picked) ? PLAIN : DIM
  const at = (list: Float32Array, index: number) => ({ x: list[2 * index] ?? 0, y: list[2 * index + 1] ?? 0 })
  const traits = told.traits.map(
    (trait, index): Disc => ({
      key: `trait ${index}`,
      isTrait: true,
      ...at(places.traits, index),
      radius: 5 + Math.min(3, Math.sqrt(trait.inside) / 8),
      label: labelOf(trait),
      strength: picked === undefined ? PLAIN : picked === index ? WANTED : DIM,
      isOpen: false,
    }),
  )
  const bundles = told.bundles.map(({ traits: own, accounts, sample }, index): Disc => {
    const signature = signatureOf(own)
    return {
      key: `bundle ${signature}`,
      isTrait: false,
      ...at(places.bundles, index),
      radius: Math.sqrt(accounts),
      label: accounts === 1 ? (sample[0] ?? '') : countOf(accounts),
      strength: strengthOf(own),
      isOpen: isOpen(signature),
    }
  })
  const drawn = new Set(told.bundles.map(({ traits: own }) => signatureOf(own)))
  const clusters: Cluster[] = told.bundles.flatMap(({ traits: own }, index) => {
    const signature = signatureOf(own)
    const { x, y, strength, isOpen: opened } = bundles[index] as Disc
    return opened ? [{ x, y, strength, accounts: bySignature.get(signature) ?? [] }] : []
  })
  // A combination too rare for a disc of its own lies among the values that it is made of.
  for (const [signature, accounts] of bySignature) {
    if (drawn.has(signature) || !isOpen(signature)) continue
    const own = signature === '' ? [] : signature.split(' ').map(Number)
    const held = own.map((trait) => at(places.traits, trait))
    const count = Math.max(1, held.length)
    clusters.push({
      x: held.reduce((sum, { x }) => sum + x, 0) / count,
      y: held.reduce((sum, { y }) => sum + y, 0) / count,
      strength: strengthOf(own),
      accounts,
    })
  }
  const discs = [...bundles, ...traits]
  const whole = wholeRadius(told)
  return {
    discs,
    ...linesOf(told, places, picked),
    dots: scatter(clusters, wanted),
    bounds: boundsOf(discs, whole),
  }
}

interface Cluster {
  readonly x: number
  readonly y: number
  readonly strength: Strength
  readonly accounts: readonly string[]
}

/** Accounts that are looked for come last, so that they are drawn above the others. */
function scatter(clusters: readonly Cluster[], wanted: string): Dots {
  const count = clusters.reduce((sum, { accounts }) => sum + accounts.length, 0)
  const ids = new Array<string>(count)
  const places = new Float32Array(2 * count)
  const strengths = new Uint8Array(count)
  let front = 0
  let back = count
  for (const { x, y, strength, accounts } of clusters)
    accounts.forEach((account, index) => {
      const isWanted = wanted !== '' && account.includes(wanted)
      const to = isWanted ? --back : front++
      const distance = Math.sqrt(index + 0.5)
      ids[to] = account
      places[2 * to] = x + distance * Math.cos(index * GOLDEN_ANGLE)
      places[2 * to + 1] = y + distance * Math.sin(index * GOLDEN_ANGLE)
      strengths[to] = isWanted ? WANTED : wanted === '' ? strength : DIM
    })
  return { ids, places, strengths }
}

function linesOf(told: Told, places: Places, picked: number | undefined): Pick<Scene, 'lines' | 'weights'> {
  const largest = Math.max(...told.bundles.map(({ accounts }) => accounts), 1)
  const all = told.bundles
    .flatMap(({ traits, accounts }, bundle) =>
      traits.map((trait) => ({ bundle, trait, weight: accounts / largest })),
    )
    .filter(({ trait }) => picked === undefined || trait === picked)
    .sort((a, b) => b.weight - a.weight)
  const lines = new Float32Array(4 * all.length)
  all.forEach(({ bundle, trait }, index) => {
    lines.set(places.bundles.subarray(2 * bundle, 2 * bundle + 2), 4 * index)
    lines.set(places.traits.subarray(2 * trait, 2 * trait + 2), 4 * index + 2)
  })
  return { lines, weights: Float32Array.from(all, ({ weight }) => weight) }
}

function boundsOf(discs: readonly Disc[], whole: number): Bounds {
  let [left, top, right, bottom] = [-1, -1, 1, 1]
  for (const { x, y, radius, isTrait } of discs) {
    const room = isTrait ? 0.1 * whole : radius
    left = Math.min(left, x - room)
    top = Math.min(top, y - room)
    right = Math.max(right, x + room)
    bottom = Math.max(bottom, y + room)
  }
  const more = (ROUND_BOUNDS - 1) / 2
  const [wide, high] = [right - left, bottom - top]
  return [left - more * wide, top - more * high, right + more * wide, bottom + more * high]
}
