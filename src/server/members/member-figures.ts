// What each account of a campaign sent, in the order in which the analysis lists them: a few numbers an account, as there
// may be tens of thousands. Nothing is made of an account that nobody sees.
import type { Coded, MemberColumns } from '../../campaigns/life/member-sent.js'
import type { CampaignAccount } from '../../model/analysis.js'

/** An account's figures; times are seconds since 1970, and what is not known is left out. */
export interface MemberFigure {
  readonly first: number
  readonly last: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly capability?: string
  /** Share of it in what the account sent of the campaign, percent. */
  readonly capabilityPercent: number
  /** Names with commas. */
  readonly models: string
  readonly signedUp?: number
  readonly suspended?: number
  readonly tier: string
  readonly program: string
}

/** What can be sorted by. */
export type FigureColumn =
  | 'tokens'
  | 'first'
  | 'last'
  | 'capability'
  | 'models'
  | 'signed_up'
  | 'tier'
  | 'program'
  | 'suspended_at'

/** Of an account by its place in the campaign; nothing where its figures are not those of the analysis. */
export interface MemberFigures {
  readonly at: (place: number) => MemberFigure | undefined
  /** What sorts it: NaN where it is not known. */
  readonly sortsBy: (column: FigureColumn) => (place: number) => number
  /** Whether a word, in lower case, is a part of its models, capability, tier or program. */
  readonly holds: (word: string) => (place: number) => boolean
}

/**
 * Lays columns beside the accounts of a campaign.
 * @param accounts as the analysis lists them
 */
export function memberFigures(accounts: readonly CampaignAccount[], columns: MemberColumns): MemberFigures {
  const rows = rowsOf(accounts, columns)
  // The names are the analysis's own: those of the columns needn't stay in memory.
  const { campaign: _, accounts: __, ...kept } = columns
  const known = (numbers: ArrayLike<number>) => (row: number) => numbers[row] || Number.NaN
  const ranked = ({ codes, ...coded }: Coded) => {
    const ranks = ranksOf(coded)
    return (row: number) => ranks[codes[row] ?? -1] ?? Number.NaN
  }
  const keys: Readonly<Record<FigureColumn, () => (row: number) => number>> = {
    tokens: () => (row) => (kept.inputTokens[row] ?? 0) + (kept.outputTokens[row] ?? 0),
    first: () => known(kept.first),
    last: () => known(kept.last),
    capability: () => ranked(kept.capability),
    models: () => ranked(kept.models),
    signed_up: () => known(kept.signedUp),
    tier: () => ranked(kept.tier),
    program: () => ranked(kept.program),
    suspended_at: () => known(kept.suspended),
  }
  return {
    at: (place) => {
      const row = rows[place] ?? -1
      return row < 0 ? undefined : figureOf(kept, row)
    },
    sortsBy: (column) => {
      const key = keys[column]()
      return (place) => {
        const row = rows[place] ?? -1
        return row < 0 ? Number.NaN : key(row)
      }
    },
    holds: (word) => {
      const parts = [kept.models, kept.capability, kept.tier, kept.program].map(({ values, codes }) => {
        const isIn = values.map((value) => value.toLowerCase().includes(word))
        return (row: number) => isIn[codes[row] ?? -1] === true
      })
      return (place) => {
        const row = rows[place] ?? -1
        return row >= 0 && parts.some((part) => part(row))
      }
    },
  }
}

/** The row of each account, -1 where there is none. */
function rowsOf(accounts: readonly CampaignAccount[], columns: MemberColumns): Int32Array {
  const rows = new Map(columns.accounts.map((account, row) => [account, row]))
  return Int32Array.from(accounts, ({ id, exchanges }) => {
    const row = rows.get(id) ?? -1
    // Where a part was forgotten the rest would tell something else than the analysis does.
    return row >= 0 && columns.exchanges[row] === exchanges ? row : -1
  })
}

function figureOf(kept: Omit<MemberColumns, 'campaign' | 'accounts'>, row: number): MemberFigure {
  const capability = textAt(kept.capability, row)
  const signedUp = kept.signedUp[row] ?? 0
  const suspended = kept.suspended[row] ?? 0
  return {
    first: kept.first[row] ?? 0,
    last: kept.last[row] ?? 0,
    inputTokens: kept.inputTokens[row] ?? 0,
    outputTokens: kept.outputTokens[row] ?? 0,
    ...(capability !== '' && { capability }),
    capabilityPercent: kept.capabilityPercent[row] ?? 0,
    models: textAt(kept.models, row),
    ...(signedUp > 0 && { signedUp }),
    ...(suspended > 0 && { suspended }),
    tier: textAt(kept.tier, row),
    program: textAt(kept.program, row),
  }
}

const textAt = ({ values, codes }: Coded, row: number) => values[codes[row] ?? -1] ?? ''

/** Places of values in the order of the alphabet; NaN of the empty one. */
function ranksOf({ values }: Pick<Coded, 'values'>): number[] {
  const places = new Map([...values].sort().map((value, place) => [value, place]))
  return values.map((value) => (value === '' ? Number.NaN : (places.get(value) ?? Number.NaN)))
}
