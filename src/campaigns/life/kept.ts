// Reads back what analyses kept in a store.
import type { Analysis, Campaign } from '../../model/analysis.js'
import { Problem } from '../../model/problem.js'
import type { Store } from '../../store/store.js'

/**
 * The newest analysis of a store.
 * @throws Problem `no-analysis` when none was kept
 */
export async function readNewest(store: Store): Promise<Analysis> {
  const [row] = await store.query<{ result: string }>(
    'SELECT result FROM analysis ORDER BY made_at DESC, id LIMIT 1',
  )
  if (!row)
    throw new Problem(
      'no-analysis',
      `${store.location} holds no analysis`,
      'Run `stillwatch analyze INPUT… --store` with it first.',
    )
  return JSON.parse(row.result) as Analysis
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
    `${store.location} knows no campaign “${wanted}”`,
    'Run `stillwatch campaigns list --store` with it to see those it knows.',
  )
}
