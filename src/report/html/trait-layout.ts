// Places accounts and the traits they share: traits in a column in the middle, accounts around it in one disc per
// combination of traits. Accounts with the same traits are drawn together, so the picture stays readable from twenty
// accounts to thousands, and it comes out the same every time.
import type { TraitDetail } from '../../model/analysis.js'

export interface PlacedTrait {
  readonly trait: TraitDetail
  /** Row in the table of traits, from 1. */
  readonly row: number
  readonly y: number
}

export interface PlacedGroup {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly side: 'left' | 'right'
  /** Indices into the campaign's accounts. */
  readonly members: readonly number[]
  /** Positions in `traits` of the layout, with the share of the members that carry each. */
  readonly traits: readonly { readonly index: number; readonly share: number }[]
}

export interface TraitLayout {
  readonly traits: readonly PlacedTrait[]
  readonly groups: readonly PlacedGroup[]
  readonly height: number
  /** How many accounts the picture stands on; fewer than all when the trait lists were cut. */
  readonly drawnAccounts: number
  /** Whether every account is drawn as its own dot. */
  readonly isExact: boolean
  readonly dotRadius: number
}

export const PICTURE_WIDTH = 920
export const TRAIT_WIDTH = 290
export const TRAIT_HEIGHT = 40

const MAX_TRAITS = 9
const MAX_GROUPS = 12
const MAX_DOTS = 150
/** Members of a trait that are drawn: those of the lowest indices. */
const MOST_MEMBERS = 400
const GAP = 26

interface Group {
  readonly members: readonly number[]
  readonly traits: readonly { readonly index: number; readonly share: number }[]
}

/** `traits` in the order of their table; undefined when there is nothing to draw. */
export function layoutTraits(accountCount: number, all: readonly TraitDetail[]): TraitLayout | undefined {
  const traits = all.map((trait) => ({ ...trait, members: trait.members.slice(0, MOST_MEMBERS) }))
  const known = knownAccounts(accountCount, traits)
  const chosen = traits
    .map((trait, index) => ({ trait, row: index + 1, members: memberSet(trait, accountCount, known) }))
    .filter(({ members }) => members.size > 0)
    .slice(0, MAX_TRAITS)
  if (known === 0 || chosen.length === 0) return undefined
  const groups = mergeSmallGroups(
    groupBySignature(
      known,
      chosen.map(({ members }) => members),
    ),
  )
  const isExact = known <= MAX_DOTS && known === accountCount
  const dotRadius = known <= 40 ? 5 : 3.1
  const radii = groups.map(({ members }) =>
    isExact
      ? dotRadius * (1.5 * Math.sqrt(members.length) + 1.6)
      : Math.max(
          9,
          62 * Math.sqrt(members.length / Math.max(...groups.map((group) => group.members.length))),
        ),
  )
  const sides = splitSides(groups, radii)
  const traitsHeight = chosen.length * (TRAIT_HEIGHT + 14) - 14
  const height = Math.max(traitsHeight, ...sides.map((side) => side.height)) + 16
  const placedGroups = sides.flatMap((side) => placeSide(side, groups, radii, height))
  const firstY = (height - traitsHeight) / 2 + TRAIT_HEIGHT / 2
  return {
    traits: chosen.map(({ trait, row }, index) => ({ trait, row, y: firstY + index * (TRAIT_HEIGHT + 14) })),
    groups: placedGroups,
    height,
    drawnAccounts: known,
    isExact,
    dotRadius,
  }
}

/** Where the dots of a disc lie: a sunflower, which fills a circle evenly for any number. */
export function sunflower(
  count: number,
  radius: number,
  dotRadius: number,
): readonly { readonly x: number; readonly y: number }[] {
  return Array.from({ length: count }, (_, index) => {
    const distance = count === 1 ? 0 : (radius - dotRadius - 1) * Math.sqrt((index + 0.5) / count)
    const angle = index * 2.399963
    return { x: distance * Math.cos(angle), y: distance * Math.sin(angle) }
  })
}

/** Lists of members are cut at their lowest indices: only up to the shortest cut is membership known for all. */
function knownAccounts(accountCount: number, traits: readonly TraitDetail[]): number {
  let known = accountCount
  for (const trait of traits) {
    const isCut = trait.members.length < trait.inside && trait.inside < accountCount
    if (isCut && trait.members.length > 0) known = Math.min(known, largestIndex(trait.members) + 1)
  }
  return known
}

function memberSet(trait: TraitDetail, accountCount: number, known: number): ReadonlySet<number> {
  if (trait.inside >= accountCount) return new Set(Array.from({ length: known }, (_, index) => index))
  return new Set(trait.members.filter((index) => Number.isInteger(index) && index >= 0 && index < known))
}

function largestIndex(indices: readonly number[]): number {
  return indices.reduce((largest, index) => Math.max(largest, index), 0)
}

function groupBySignature(known: number, members: readonly ReadonlySet<number>[]): readonly Group[] {
  const groups = new Map<string, number[]>()
  for (let account = 0; account < known; account += 1) {
    const signature = members.flatMap((set, index) => (set.has(account) ? [index] : [])).join(' ')
    const group = groups.get(signature)
    if (group === undefined) groups.set(signature, [account])
    else group.push(account)
  }
  return [...groups]
    .map(([signature, accounts]) => ({
      members: accounts,
      traits:
        signature === '' ? [] : signature.split(' ').map((index) => ({ index: Number(index), share: 1 })),
    }))
    .toSorted((a, b) => b.members.length - a.members.length || (a.members[0] ?? 0) - (b.members[0] ?? 0))
}

function mergeSmallGroups(groups: readonly Group[]): readonly Group[] {
  if (groups.length <= MAX_GROUPS) return groups
  const rest = groups.slice(MAX_GROUPS - 1)
  const members = rest.flatMap((group) => group.members).toSorted((a, b) => a - b)
  const counts = new Map<number, number>()
  for (const group of rest) {
    for (const { index } of group.traits) counts.set(index, (counts.get(index) ?? 0) + group.members.length)
  }
  const traits = [...counts]
    .map(([index, count]) => ({ index, share: count / members.length }))
    .toSorted((a, b) => a.index - b.index)
  return [...groups.slice(0, MAX_GROUPS - 1), { members, traits }]
}

interface Side {
  readonly side: 'left' | 'right'
  readonly positions: readonly number[]
  readonly height: number
}

function splitSides(groups: readonly Group[], radii: readonly number[]): readonly Side[] {
  const sides = { left: [] as number[], right: [] as number[] }
  const heights = { left: 0, right: 0 }
  groups.forEach((_, position) => {
    const side = heights.left <= heights.right ? 'left' : 'right'
    sides[side].push(position)
    heights[side] += 2 * (radii[position] ?? 0) + GAP
  })
  return (['left', 'right'] as const).map((side) => ({
    side,
    positions: sides[side].toSorted((a, b) => barycentre(groups[a]) - barycentre(groups[b]) || a - b),
    height: heights[side],
  }))
}

function barycentre(group: Group | undefined): number {
  if (group === undefined || group.traits.length === 0) return Number.MAX_SAFE_INTEGER
  const weight = group.traits.reduce((sum, { share }) => sum + share, 0)
  return group.traits.reduce((sum, { index, share }) => sum + index * share, 0) / weight
}

function placeSide(
  { side, positions, height: sideHeight }: Side,
  groups: readonly Group[],
  radii: readonly number[],
  height: number,
): readonly PlacedGroup[] {
  const spare = (height - sideHeight) / (positions.length + 1)
  let top = spare
  return positions.flatMap((position) => {
    const group = groups[position]
    if (group === undefined) return []
    const radius = radii[position] ?? 0
    const y = top + radius + 3
    top += 2 * radius + GAP + spare
    const bow = 34 * (1 - Math.cos(((y / height) * 2 - 1) * (Math.PI / 2)))
    const x = side === 'left' ? 110 + bow : PICTURE_WIDTH - 110 - bow
    return [{ x, y, radius, side, members: group.members, traits: group.traits }]
  })
}
