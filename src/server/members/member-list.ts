// A campaign's accounts as a table: all that is known of each, searched, filtered and sorted here, so that a page of it is
// all that is sent.
import { REST_DAYS } from '../../campaigns/life/life.js'
import type { Campaign } from '../../model/analysis.js'
import type { Answer, Decision } from '../../respond/decision.js'
import type { Recognised } from '../../respond/kept/recognitions.js'
import { ACTIONS } from '../../respond/ladder.js'
import type { FigureColumn, MemberFigure, MemberFigures } from './member-figures.js'

/** What can be sorted by; with a minus in front downwards. Accounts of which it is not known come last either way. */
// biome-ignore format: a line is what belongs together
export const MEMBER_COLUMNS = [
  'id', 'probability', 'exchanges', 'tokens', 'first', 'last', 'capability', 'models',
  'signed_up', 'tier', 'program', 'standing', 'suspended_at', 'recognised', 'decision',
] as const
export type MemberColumn = (typeof MEMBER_COLUMNS)[number]

/** What an account does at the end of the log: `quiet` sent nothing of the campaign for as long as a campaign rests after. */
export const STANDINGS = ['active', 'quiet', 'suspended'] as const
export type Standing = (typeof STANDINGS)[number]

/** Which accounts are listed. */
export const MEMBER_FILTERS = ['all', ...STANDINGS, 'enforced', 'shadow', 'undecided', 'recognised'] as const
export type MemberFilter = (typeof MEMBER_FILTERS)[number]

export interface Member {
  readonly id: string
  readonly probability: number
  readonly exchanges: number
  readonly figure: MemberFigure | undefined
  readonly standing: Standing | undefined
  readonly decision: Decision | undefined
  readonly recognised: Recognised | undefined
}

export interface MemberAsked {
  readonly by: MemberColumn
  readonly isDown: boolean
  /** Words that must all be found in the account's id, models, capability, tier or program. */
  readonly search: string
  readonly filter: MemberFilter
  readonly offset: number
  readonly limit: number
}

export interface MemberGround {
  readonly campaign: Campaign
  readonly figures: MemberFigures | undefined
  /** End of the log, RFC 3339. */
  readonly end: string
  readonly decided: (account: string) => Answer
  readonly recognised: ReadonlyMap<string, Recognised>
}

/** A page of the accounts that are asked for, in order, and how many there are. */
export function listMembers(
  { by, isDown, search, filter, offset, limit }: MemberAsked,
  ground: MemberGround,
): { readonly total: number; readonly members: readonly Member[] } {
  const { accounts } = ground.campaign
  const looks = looksAt(ground)
  const isFound = finding(search, ground)
  const isIn = FILTERS[filter]?.(looks)
  const every = Array.from(accounts.keys())
  const places =
    isFound || isIn ? every.filter((place) => (isIn?.(place) ?? true) && (isFound?.(place) ?? true)) : every
  // That is the order in which an analysis lists them.
  const isListed = by === 'exchanges' && isDown
  const sorted = isListed ? places : sortPlaces(places, by, isDown, looks, ground)
  return {
    total: places.length,
    members: sorted.slice(offset, offset + limit).map((place) => ({
      ...(accounts[place] as Campaign['accounts'][number]),
      figure: ground.figures?.at(place),
      standing: STANDINGS[looks.standing(place)],
      decision: looks.decision(place),
      recognised: looks.recognised(place),
    })),
  }
}

interface Looks {
  /** Its place in `STANDINGS`, NaN where it is not known. */
  readonly standing: (place: number) => number
  readonly decision: (place: number) => Decision | undefined
  readonly recognised: (place: number) => Recognised | undefined
}

function looksAt({ campaign, figures, end, decided, recognised }: MemberGround): Looks {
  const idAt = (place: number) => campaign.accounts[place]?.id ?? ''
  const quietSince = Date.parse(end) / 1000 - REST_DAYS * 86_400
  const last = figures?.sortsBy('last')
  const suspended = figures?.sortsBy('suspended_at')
  return {
    standing: (place) => {
      if (!last || !suspended) return Number.NaN
      const sent = last(place)
      if (Number.isNaN(sent)) return Number.NaN
      const standing: Standing = suspended(place) > 0 ? 'suspended' : sent < quietSince ? 'quiet' : 'active'
      return STANDINGS.indexOf(standing)
    },
    decision: (place) => {
      const { decision, shadow } = decided(idAt(place))
      return decision ?? shadow
    },
    recognised: (place) => recognised.get(idAt(place)),
  }
}

function finding(
  search: string,
  { campaign, figures }: MemberGround,
): ((place: number) => boolean) | undefined {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return undefined
  const found = words.map((word) => {
    const holds = figures?.holds(word)
    return (place: number) =>
      campaign.accounts[place]?.id.toLowerCase().includes(word) === true || holds?.(place) === true
  })
  return (place) => found.every((isIn) => isIn(place))
}

const stands = (standing: Standing) => (looks: Looks) => (place: number) =>
  looks.standing(place) === STANDINGS.indexOf(standing)

const FILTERS: Readonly<Record<MemberFilter, ((looks: Looks) => (place: number) => boolean) | undefined>> = {
  all: undefined,
  active: stands('active'),
  quiet: stands('quiet'),
  suspended: stands('suspended'),
  enforced: (looks) => (place) => looks.decision(place)?.mode === 'enforce',
  shadow: (looks) => (place) => looks.decision(place)?.mode === 'shadow',
  undecided: (looks) => (place) => looks.decision(place) === undefined,
  recognised: (looks) => (place) => looks.recognised(place) !== undefined,
}

/** The places of accounts by what sorts them, as numbers: equal ones as the analysis lists them, busiest first. */
function sortPlaces(
  places: readonly number[],
  by: MemberColumn,
  isDown: boolean,
  looks: Looks,
  { campaign: { accounts }, figures }: MemberGround,
): number[] {
  const sign = isDown ? -1 : 1
  const idOf = (place: number) => accounts[place]?.id ?? ''
  if (by === 'id') return [...places].sort((a, b) => (idOf(a) < idOf(b) ? -sign : sign))
  const key = keyOf(by, looks, accounts, figures)
  const keys = new Float64Array(accounts.length)
  for (const place of places) keys[place] = key(place)
  return [...places].sort((a, b) => {
    const [one, other] = [keys[a] as number, keys[b] as number]
    if (one < other) return -sign
    if (one > other) return sign
    return Number(Number.isNaN(one)) - Number(Number.isNaN(other))
  })
}

function keyOf(
  by: Exclude<MemberColumn, 'id'>,
  looks: Looks,
  accounts: Campaign['accounts'],
  figures: MemberFigures | undefined,
): (place: number) => number {
  switch (by) {
    case 'probability':
    case 'exchanges':
      return (place) => accounts[place]?.[by] ?? 0
    case 'standing':
      return looks.standing
    case 'recognised':
      return (place) => looks.recognised(place)?.request ?? Number.NaN
    case 'decision':
      return (place) => rankOf(looks.decision(place))
    default:
      return figures?.sortsBy(by satisfies FigureColumn) ?? (() => Number.NaN)
  }
}

/** Enforced steps after those in shadow, the hardest last. */
const rankOf = (decision: Decision | undefined) =>
  decision
    ? ACTIONS.indexOf(decision.action) + (decision.mode === 'enforce' ? ACTIONS.length : 0)
    : Number.NaN
