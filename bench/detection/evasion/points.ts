// What is measured: for each lever and each base campaign the values of the lever, and some combinations that an
// operator might think of.
import { BASES, type BaseName } from '../../../simulate/levers/bases.js'
import { readCampaign } from '../../../simulate/levers/specification.js'
import { LEVERS } from '../../../simulate/levers/table.js'

/** One campaign to be measured, but for its purpose. */
export interface Point {
  readonly base: BaseName
  /** Id of the lever, or `combination`. */
  readonly lever: string
  /** Value of the lever, or the name of the combination. */
  readonly value: string
  /** As `readCampaign` reads it. */
  readonly specification: string
}

/** Points that are read as one line of a chart, in the order of its axis. */
export interface Curve {
  readonly base: BaseName
  readonly lever: string
  readonly points: readonly Point[]
}

/** Values that the other bases are measured with: levers by which they have something to lose or to win. */
const SOME_VALUES: Readonly<Record<Exclude<BaseName, 'api'>, Readonly<Record<string, readonly string[]>>>> = {
  subscription: {
    cards: ['10', '1'],
    addresses: ['rack', 'residential-40', 'homes'],
    rhythm: ['flat', 'crew', 'human'],
    reworded: ['0', '0.5', '0.9', '1'],
    mixing: ['0', '0.3', '0.5', '0.7', '0.9'],
    'hand-off': ['5-minutes', '1-day'],
    dropped: ['nothing', 'metadata', 'text', 'everything'],
  },
  people: {
    cards: ['10', '1'],
    addresses: ['rack', 'residential-40', 'homes'],
    rhythm: ['flat', 'human'],
    reworded: ['0', '0.5', '1'],
    mixing: ['0', '0.3', '0.5', '0.7'],
    languages: ['1', '4'],
    dropped: ['nothing', 'text'],
  },
  careful: {
    cards: ['10', '1'],
    addresses: ['rack', 'residential-40', 'homes'],
    rhythm: ['flat', 'daily', 'human'],
    mixing: ['0', '0.3', '0.7'],
    dropped: ['nothing', 'text'],
  },
}

/** The lever of equal volume needs worlds of its own. */
export const VOLUME_LEVER = 'accounts'

const COMBINATIONS: Readonly<Record<string, string>> = {
  'cards, homes': 'api,cards=1,addresses=homes,clients=own,sign-up=150',
  'cards, homes, human': 'api,cards=1,addresses=homes,clients=own,sign-up=150,rhythm=human',
  'cards, homes, human, mixing':
    'api,cards=1,addresses=homes,clients=own,sign-up=150,rhythm=human,mixing=0.5',
  'cards, homes, human, reworded':
    'api,cards=1,addresses=homes,clients=own,sign-up=150,rhythm=human,reworded=1',
  'mixing, reworded': 'api,mixing=0.7,reworded=1',
  'no metadata, reworded': 'api,dropped=metadata,reworded=1',
  'forged, reworded': 'api,cards=1,forged=both,jitter=heavy-tailed,reworded=1',
  'people, mixing, reworded': 'people,mixing=0.7,reworded=1',
  'no text, forged': 'api,cards=1,dropped=text,forged=both',
}

/** Every curve but those of equal volume; the combinations are one curve. */
export function allCurves(): readonly Curve[] {
  const curves = (Object.keys(BASES) as BaseName[]).flatMap((base) =>
    LEVERS.filter(({ id }) => id !== VOLUME_LEVER).flatMap(({ id, values }) => {
      const chosen = base === 'api' ? Object.keys(values) : SOME_VALUES[base][id]
      return chosen === undefined ? [] : [curveOf(base, id, chosen)]
    }),
  )
  return [...curves, combinations()]
}

export function curveOf(base: BaseName, lever: string, values: readonly string[]): Curve {
  const points = values.map((value) => ({ base, lever, value, specification: `${base},${lever}=${value}` }))
  return { base, lever, points }
}

function combinations(): Curve {
  const points = Object.entries(COMBINATIONS).map(([value, specification]) => ({
    base: specification.slice(0, specification.indexOf(',')) as BaseName,
    lever: 'combination',
    value,
    specification,
  }))
  return { base: 'api', lever: 'combination', points }
}

/** Which texts a campaign sends: worded anew, from a template, or both. */
export function textsOf({ specification }: Point): { readonly reworded: boolean; readonly fixed: boolean } {
  const share = readCampaign(specification).levers.reworded ?? 0
  return { reworded: share > 0, fixed: share < 1 }
}
