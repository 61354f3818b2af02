// What the groups of the whole analysis sent since: each member's exchanges that its group is judged on, and all of an
// account that joined.

import type { Store } from '../../store/store.js'
import { familiesSql, KNOWN_ANCHORS } from '../templates.js'
import { countCapabilities, namedModels } from '../told-figures.js'
import type { Joiner } from './join.js'
import type { StateGroup } from './state.js'

/** What one account of a group sent since, or of one that joined, in all. */
export interface Growth {
  readonly campaign: string
  readonly account: string
  readonly exchanges: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** RFC 3339. */
  readonly first: string
  readonly last: string
  readonly capabilities: readonly number[]
  /** Models asked for. */
  readonly models: readonly string[]
}

/** Creates `work_grown`, the groups, and `work_joined`, who came to them. */
export async function createGrowth(
  store: Store,
  groups: readonly StateGroup[],
  joiners: readonly Joiner[],
): Promise<void> {
  await store.command(
    'CREATE TABLE work_grown (campaign String, by_template UInt8, own Array(UInt32)) ENGINE = Memory',
  )
  await store.insert(
    'work_grown',
    groups.map(({ id, byTemplate, families }) => ({
      campaign: id,
      by_template: byTemplate ? 1 : 0,
      own: families,
    })),
  )
  await store.command('CREATE TABLE work_joined (campaign String, account String) ENGINE = Memory')
  await store.insert(
    'work_joined',
    joiners.map(({ campaign, account }) => ({ campaign, account })),
  )
}

const COLUMNS = 'account, ts, input_tokens, output_tokens, model, capability, families'
const JOINED = 'SELECT account FROM work_joined'

/**
 * Reads it.
 * @param analysis the whole analysis
 * @param isNear whether what accounts that joined sent in all is in `work_near_exchange`
 */
export function readGrowth(store: Store, analysis: string, isNear: boolean): Promise<Growth[]> {
  const time = (value: string) => `formatDateTime(${value}, '%Y-%m-%dT%H:%i:%SZ')`
  const newer = `SELECT ${COLUMNS} FROM work_newer WHERE account NOT IN (${JOINED})`
  const joined = `SELECT ${COLUMNS.replace('families', `${familiesSql('anchors', 'known')} AS families`)} FROM work_near_exchange WHERE account IN (${JOINED})`
  return store.query<Growth>(
    `WITH (${KNOWN_ANCHORS}) AS known
SELECT m.campaign AS campaign, e.account AS account, count() AS exchanges,
  sum(e.input_tokens) AS input_tokens, sum(e.output_tokens) AS output_tokens, ${time('min(e.ts)')} AS first, ${time('max(e.ts)')} AS last,
  ${countCapabilities('e.capability')} AS capabilities, ${namedModels('e.model')} AS models
FROM (${isNear ? `${newer} UNION ALL ${joined}` : newer}) AS e
INNER JOIN (
  SELECT campaign, account FROM campaign_member WHERE analysis = {analysis: String}
  UNION ALL
  SELECT campaign, account FROM work_joined
) AS m ON m.account = e.account
INNER JOIN work_grown AS g ON g.campaign = m.campaign
WHERE NOT g.by_template OR hasAny(e.families, g.own)
GROUP BY campaign, account
ORDER BY campaign, account`,
    { parameters: { analysis } },
  )
}
