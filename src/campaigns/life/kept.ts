// Reads back what analyses kept in a store.
import type { Analysis, Campaign } from '../../model/analysis.js'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import type { Store } from '../../store/store.js'

/** An analysis with what the store knows of it. */
export interface KeptAnalysis {
  readonly id: string
  /** When it ended: RFC 3339, milliseconds. */
  readonly madeAt: string
  readonly analysis: Analysis
}

/** The newest analysis of a store, undefined when none was kept. */
export async function readNewestKept(store: Store): Promise<KeptAnalysis | undefined> {
  const [row] = await store.query<{ id: string; at: number; result: string }>(
    'SELECT id, toUnixTimestamp64Milli(made_at) AS at, result FROM analysis ORDER BY made_at DESC, id LIMIT 1',
  )
  if (!row) return undefined
  const { id, at, result } = row
  return { id, madeAt: new Date(at).toISOString(), analysis: JSON.parse(result) as Analysis }
}

/** An analysis of a store by its id and the newest, which may be the same; undefined when the first isn't there. */
export async function readKeptAndNewest(
  store: Store,
  id: string,
): Promise<{ readonly kept: Analysis; readonly newest: Analysis } | undefined> {
  const rows = await store.query<{ id: string; result: string }>(
    'SELECT id, result FROM analysis WHERE id = {id: String} OR made_at = (SELECT max(made_at) FROM analysis) ORDER BY made_at, id',
    { parameters: { id } },
  )
  const parsed = rows.map((row) => ({ id: row.id, analysis: JSON.parse(row.result) as Analysis }))
  const kept = parsed.find((one) => one.id === id)?.analysis
  return kept && { kept, newest: parsed.at(-1)?.analysis ?? kept }
}

/**
 * The newest analysis of a store.
 * @throws Problem `no-analysis` when none was kept
 */
export async function readNewest(store: Store): Promise<Analysis> {
  const kept = await readNewestKept(store)
  if (!kept)
    throw new Problem(
      'no-analysis',
      say`${store.location} holds no analysis`,
      'Run `stillwatch analyze INPUT… --store` with it first.',
    )
  return kept.analysis
}

/**
 * A campaign as the newest analysis that saw it told of it.
 * @param wanted its id, or its name
 * @throws Problem `no-campaign` when no analysis of this store told of it
 */
export async function readCampaign(store: Store, wanted: string): Promise<Campaign> {
  const rows = await store.query<{ result: string }>(
    'SELECT result FROM analysis WHERE position(result, {wanted: String}) > 0 ORDER BY made_at DESC, id LIMIT 5',
    { parameters: { wanted: JSON.stringify(wanted).slice(1, -1) } },
  )
  for (const { result } of rows) {
    const { campaigns } = JSON.parse(result) as Analysis
    const found = campaigns.find(({ id, name }) => id === wanted || name === wanted)
    if (found) return found
  }
  throw new Problem(
    'no-campaign',
    say`${store.location} knows no campaign “${wanted}”`,
    'Run `stillwatch campaigns list --store` with it to see those it knows.',
  )
}
