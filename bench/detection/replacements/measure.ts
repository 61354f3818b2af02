// One world in which campaigns lose accounts and get others: who is said to have taken whose place, by the whole chain in
// the campaigns that it finds, and by the same model on the campaigns' true members; held against the truth.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fitMovements, type Movement, readMovements } from '../../../src/campaigns/describe-replacements.js'
import { examineGiven } from '../../../src/campaigns/judge-given.js'
import { findReplacements, type Replacement } from '../../../src/campaigns/replacements.js'
import { runPipeline } from '../../../src/pipeline.js'
import { openStore } from '../../../src/store/open-store.js'
import { readVersion } from '../../../src/version.js'
import { STYLES, type Style } from './styles.js'
import { labelOf, type TurnoverWorld, writeTurnoverWorld } from './world.js'

export interface TurnoverInput extends TurnoverWorld {
  /** Directory for the log and the store. */
  readonly out: string
}

/** A probability, and whether that account did take the other's place. */
export type PairSaid = readonly [probability: number, isTrue: boolean]

/** What was said of one campaign. */
export interface Said {
  readonly pairs: readonly PairSaid[]
  /** Suspended accounts that anybody replaced, in expectation, and in truth by accounts of the same group. */
  readonly replaced: number
  readonly trulyReplaced: number
  readonly suspended: number
}

export interface StyleAnswer {
  readonly style: string
  readonly accounts: number
  /** Accounts that took another's place, of those that sent anything. */
  readonly heirs: number
  /** On its true members: every pair that is possible, by the model and by the same model from times alone. */
  readonly members: Said
  readonly timesAlone: Said
  /** In the campaigns that the chain found: pairs that were told. */
  readonly found: Said
  /** Its accounts in those campaigns. */
  readonly foundAccounts: number
}

export interface TurnoverAnswer {
  readonly styles: readonly StyleAnswer[]
  readonly failedDetectors: readonly string[]
}

type Heirs = Readonly<Record<string, string | null>>

export async function measureTurnover(input: TurnoverInput): Promise<TurnoverAnswer> {
  const folder = join(input.out, `turnover-${input.seed}-${input.world}`)
  mkdirSync(folder, { recursive: true })
  const { files } = await writeTurnoverWorld(input, folder)
  const kinds = JSON.parse(readFileSync(files.truth, 'utf8')) as Readonly<Record<string, string>>
  const heirs = JSON.parse(readFileSync(files.heirs, 'utf8')) as Heirs
  const location = join(folder, 'store')
  const report = await runPipeline({
    inputs: [files.exchanges],
    accounts: [files.accounts],
    store: location,
    command: '',
    version: readVersion(),
  })
  const styles = STYLES[input.world] ?? []
  const membersOf = (style: Style) =>
    Object.entries(kinds).flatMap(([account, kind]) => (kind === labelOf(style) ? [account] : []))
  const given = await onMembers(location, styles.map(membersOf), heirs)
  return {
    styles: styles.map((style, index): StyleAnswer => {
      const own = membersOf(style)
      return {
        style: style.id,
        accounts: own.length,
        heirs: own.filter((account) => typeof heirs[account] === 'string').length,
        members: given[index]?.members ?? NOTHING,
        timesAlone: given[index]?.timesAlone ?? NOTHING,
        ...inFound(report, new Set(own), heirs),
      }
    }),
    failedDetectors: report.analysis.detectors.filter(({ state }) => state === 'failed').map(({ id }) => id),
  }
}

const NOTHING: Said = { pairs: [], replaced: 0, trulyReplaced: 0, suspended: 0 }

/** What the chain tells of the accused campaigns that are mostly of these accounts. */
function inFound(
  { analysis, details }: Awaited<ReturnType<typeof runPipeline>>,
  own: ReadonlySet<string>,
  heirs: Heirs,
): Pick<StyleAnswer, 'found' | 'foundAccounts'> {
  const campaigns = analysis.campaigns.filter(
    ({ verdict, accounts }) =>
      verdict !== 'explained' && accounts.filter(({ id }) => own.has(id)).length * 2 > accounts.length,
  )
  const told = campaigns.map(({ id, accounts }): Said => {
    const replacements = details.find((detail) => detail.id === id)?.replacements
    const members = new Set(accounts.map((account) => account.id))
    return {
      pairs: (replacements?.pairs ?? []).map(({ suspended, successor, probability }) => [
        probability,
        heirs[successor] === suspended,
      ]),
      replaced: replacements?.replaced ?? 0,
      trulyReplaced: [...members].filter((account) => members.has(heirs[account] ?? '')).length,
      suspended: replacements?.suspended ?? 0,
    }
  })
  return {
    found: {
      pairs: told.flatMap(({ pairs }) => pairs),
      replaced: told.reduce((sum, { replaced }) => sum + replaced, 0),
      trulyReplaced: told.reduce((sum, { trulyReplaced }) => sum + trulyReplaced, 0),
      suspended: told.reduce((sum, { suspended }) => sum + suspended, 0),
    },
    foundAccounts: new Set(
      campaigns.flatMap(({ accounts }) => accounts.flatMap(({ id }) => (own.has(id) ? [id] : []))),
    ).size,
  }
}

async function onMembers(
  location: string,
  groups: readonly (readonly string[])[],
  heirs: Heirs,
): Promise<readonly (Pick<StyleAnswer, 'members' | 'timesAlone'> | undefined)[]> {
  const store = await openStore({ location })
  try {
    return await examineGiven(
      store,
      groups,
      () => {},
      async (examination) => {
        if (examination === undefined) return []
        const end = examination.population.to
        const query = <Row>(sql: string) => store.query<Row>(sql)
        const movements = await readMovements(query, 'cand > 0', end)
        const fits = await fitMovements(query, movements, end)
        return groups.map((_, index) => {
          const movement = movements.get(index + 1)
          const fit = fits.get(index + 1)
          if (movement === undefined || fit === undefined) return undefined
          const alone = findReplacements({
            suspended: movement.suspended,
            newcomers: movement.newcomers.map(({ account, at }) => ({ account, at })),
            values: [],
            size: movement.accounts.size,
            end,
          })
          return {
            members: sayOf(movement, fit, heirs),
            timesAlone: alone === undefined ? NOTHING : sayOf(movement, alone, heirs),
          }
        })
      },
    )
  } finally {
    await store.close()
  }
}

function sayOf(
  { suspended, accounts }: Movement,
  fit: { readonly pairs: readonly Replacement[]; readonly replaced: number },
  heirs: Heirs,
): Said {
  const nameOf = (account: number) => accounts.get(account)?.account ?? ''
  const gone = new Set(suspended.map(({ account }) => nameOf(account)))
  return {
    pairs: fit.pairs.map((pair) => [
      pair.probability,
      heirs[nameOf(pair.successor)] === nameOf(pair.suspended),
    ]),
    replaced: fit.replaced,
    trulyReplaced: [...accounts.values()].filter(({ account }) => gone.has(heirs[account] ?? '')).length,
    suspended: suspended.length,
  }
}
