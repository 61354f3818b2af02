// Keeps what the console draws of an analysis, and reads it back: the series that the report draws from, which an
// analysis makes out of its workspace and nothing else could give without reading the log again.
import type { CampaignDetail, CampaignReplacements, PopulationSeries } from '../../model/analysis.js'
import type { Store } from '../../store/store.js'
import type { Findings } from '../analyze.js'

/** A group's details; accounts are named by their place in `accounts`, so that its size is known without them. */
export interface CampaignPicture extends Omit<CampaignDetail, 'activity' | 'replacements'> {
  readonly accounts: readonly string[]
  /** Rows of the activity picture. */
  readonly activity: readonly { readonly account: number; readonly counts: readonly number[] }[]
  readonly replacements?: Omit<CampaignReplacements, 'pairs'> & { readonly pairs: readonly PlacedPair[] }
}

/** A pair by the places of its accounts. */
interface PlacedPair extends Omit<CampaignReplacements['pairs'][number], 'suspended' | 'successor'> {
  readonly suspended: number
  readonly successor: number
}

export interface Pictures {
  /** The whole analysis that they are of: increments have none of their own. */
  readonly analysis: string
  readonly population: PopulationSeries
  readonly campaigns: ReadonlyMap<string, CampaignPicture>
}

/** Writes the pictures of a whole analysis; of an increment there are none. */
export async function keepPictures(store: Store, findings: Findings): Promise<void> {
  const { analysis, details, population, campaigns } = findings
  if (details.length === 0 && population.exchanges.length === 0) return
  const members = new Map(campaigns.map(({ id, accounts }) => [id, accounts.map((account) => account.id)]))
  await store.insert('analysis_picture', [
    { analysis, campaign: '', accounts: [], picture: JSON.stringify(population) },
    ...details.map(({ id, activity, replacements, ...rest }) => {
      const accounts = members.get(id) ?? []
      const places = new Map(accounts.map((account, place) => [account, place]))
      const rows = activity.map(({ account, counts }) => ({ account: places.get(account) ?? -1, counts }))
      const placed = replacements && {
        ...replacements,
        pairs: replacements.pairs.map((pair) => ({
          ...pair,
          suspended: places.get(pair.suspended) ?? -1,
          successor: places.get(pair.successor) ?? -1,
        })),
      }
      const picture = { ...rest, activity: rows, ...(placed && { replacements: placed }) }
      return { analysis, campaign: id, accounts, picture: JSON.stringify(picture) }
    }),
  ])
}

/** The pictures of a whole analysis by its id; undefined when none were kept, as by an older version. */
export async function readPictures(store: Store, analysis: string): Promise<Pictures | undefined> {
  const rows = await store.query<{ campaign: string; accounts: string[]; picture: string }>(
    'SELECT campaign, accounts, picture FROM analysis_picture WHERE analysis = {analysis: String}',
    { parameters: { analysis } },
  )
  const everyone = rows.find(({ campaign }) => campaign === '')
  if (everyone === undefined) return undefined
  const campaigns = rows
    .filter(({ campaign }) => campaign !== '')
    .map(({ campaign: id, accounts, picture }) => {
      const told = JSON.parse(picture) as Omit<CampaignPicture, 'id' | 'accounts'>
      return [id, { ...told, id, accounts }] as const
    })
  return {
    analysis,
    population: JSON.parse(everyone.picture) as PopulationSeries,
    campaigns: new Map(campaigns),
  }
}
