// Two campaigns side by side: what they have in common, in numbers that a person can weigh. It is no test: whether they are
// one hand is for an analysis to say.
import type { Analysis, Campaign } from '../model/analysis.js'

export interface Comparison {
  readonly accounts: { readonly shared: number; readonly one: number; readonly other: number }
  /** Anchors of their texts: in both, and in either. */
  readonly anchors: { readonly shared: number; readonly either: number }
  /** 1 less half the sum of the differences of shares: 1 where they take the same, 0 where nothing in common. */
  readonly capabilities: number
  /** The same of the hours of the day; undefined where these were not kept. */
  readonly hours: number | undefined
  /** The same of network operators. */
  readonly operators: number | undefined
  /** Kinds of means that both have in common with others. */
  readonly means: readonly string[]
}

interface Drawn {
  readonly hours: { readonly campaign: readonly number[] }
  readonly operators: readonly { readonly name: string; readonly share: number }[]
}

export function compareCampaigns(
  { infrastructure = [] }: Analysis,
  one: Campaign,
  other: Campaign,
  drawn: readonly [Drawn | undefined, Drawn | undefined],
): Comparison {
  const members = new Set(one.accounts.map(({ id }) => id))
  const anchors = [anchorsOf(one), anchorsOf(other)] as const
  const shared = [...anchors[0]].filter((anchor) => anchors[1].has(anchor)).length
  const [a, b] = drawn
  return {
    accounts: {
      shared: other.accounts.filter(({ id }) => members.has(id)).length,
      one: one.accounts.length,
      other: other.accounts.length,
    },
    anchors: { shared, either: new Set([...anchors[0], ...anchors[1]]).size },
    capabilities: overlap(one.capabilities, other.capabilities),
    hours:
      a &&
      b &&
      overlap(Object.fromEntries(a.hours.campaign.entries()), Object.fromEntries(b.hours.campaign.entries())),
    operators: a && b && overlap(sharesOf(a.operators), sharesOf(b.operators)),
    means: infrastructure
      .flatMap(({ means }) => means)
      .filter(({ campaigns }) => campaigns.includes(one.id) && campaigns.includes(other.id))
      .map(({ kind }) => kind),
  }
}

const anchorsOf = ({ templates }: Campaign) => new Set(templates.flatMap(({ anchors }) => anchors))
const sharesOf = (list: readonly { readonly name: string; readonly share: number }[]) =>
  Object.fromEntries(list.map(({ name, share }) => [name, share]))

type Shares = Readonly<Record<string, number>>

/** How much of two distributions lies in the same place, 0 to 1. */
function overlap(one: Shares, other: Shares): number {
  const common = Object.entries(one).reduce(
    (sum, [name, share]) => sum + Math.min(share, other[name] ?? 0),
    0,
  )
  return Math.min(1, common)
}
