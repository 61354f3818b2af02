// Who leaves an accused group before it is judged again: accounts that are like it and that nothing shows to be part of it.
import { TEMPLATE_TRAIT } from '../detectors/shared-template.js'
import type { Store } from '../store/store.js'
import { WHOLE_LOG } from './drawn-log.js'
import { sentOf } from './substream.js'
import { TRAITS } from './traits.js'

/** Share of members that hold one value that is the group's own at which the case rests on it. */
const RESTS = 0.6

const BONDS = TRAITS.filter(({ says, code }) => says === 'bond' && code !== TEMPLATE_TRAIT)
  .map(({ code }) => code)
  .join(', ')

/**
 * Drops members that sent nothing of what their group has in common, that hold nothing of the group's own where most
 * hold one thing together, such as a card or a ring of references, or that are outsiders: like it as they may be, nobody
 * could show them what they are accused of. Says whether there were any.
 */
export async function dropBystanders(store: Store, log = WHOLE_LOG): Promise<boolean> {
  const wereIdle = await dropWhere(store, '(cand, aid) NOT IN (SELECT cand, aid FROM work_load)')
  const wereUnbound = await dropUnbound(store)
  const wereOutside = await dropWhere(store, OUTSIDERS)
  if (wereUnbound || wereOutside)
    for (const table of [...new Set(['work_sub', 'work_sub_mix', 'work_load', sentOf(log)])])
      await store.command(
        `ALTER TABLE ${table} DELETE WHERE (cand, aid) NOT IN (SELECT cand, aid FROM work_member)`,
      )
  return wereIdle || wereUnbound || wereOutside
}

/** Drops those who hold nothing of their group's own where most hold one thing together. */
async function dropUnbound(store: Store): Promise<boolean> {
  const own = `SELECT cand, kind, value, accounts_inside FROM work_inside WHERE kind IN (${BONDS}) AND accounts_inside >= 2 AND accounts_inside > accounts_outside`
  const [resting] = await store.query<{ cands: number[] }>(`SELECT groupUniqArray(i.cand) AS cands
FROM (${own}) AS i
INNER JOIN (SELECT cand, count() AS size, any(by_template) AS by_template FROM work_load GROUP BY cand) AS s ON s.cand = i.cand
WHERE i.accounts_inside >= ${RESTS} * s.size AND NOT s.by_template`)
  if (!resting || resting.cands.length === 0) return false
  const scope = `cand IN (${resting.cands.join(', ')})`
  return dropWhere(
    store,
    `${scope} AND (cand, aid) NOT IN (SELECT i.cand, t.aid FROM work_trait AS t INNER JOIN (${own} AND ${scope}) AS i ON i.kind = t.kind AND i.value = t.value)`,
  )
}

/** Accounts from which an owner is an organisation in the open, which the provider can ask. */
const ORGANISED = 4
/** Share of the other owners that are bound at which an organisation that is not is none of them. */
const JOINED = 0.5
/** Share of the owners up to which those that have several accounts are the odd ones. */
const FEW = 0.2
/** Doublings of volume, and robust standard deviations of the group's, from its middle at which an account is far off. */
const FAR_DOUBLINGS = 2
const FAR_DEVIATIONS = 4

/** Members that hold a card, an address or another bond that is their group's own and another owner's in it too. */
const BOUND = `SELECT DISTINCT i.cand AS cand, t.aid AS aid
FROM work_trait AS t
INNER JOIN (SELECT cand, kind, value FROM work_inside WHERE kind IN (${BONDS}) AND inside >= 2 AND accounts_inside > accounts_outside) AS i ON i.kind = t.kind AND i.value = t.value`

/** Members with what their owner has at large, the doublings of their volume, and whether they are bound. */
const MEMBERS = `SELECT m.cand AS cand, m.aid AS aid, m.owner AS owner, o.accounts > 1 AS several, o.accounts >= ${ORGANISED} AS organised,
  log2(l.exchanges) AS volume, (m.cand, m.aid) IN (${BOUND}) AS bound
FROM (SELECT cand, aid, owner FROM work_member) AS m
INNER JOIN (SELECT cand, aid, exchanges FROM work_load) AS l ON l.cand = m.cand AND l.aid = m.aid
INNER JOIN (SELECT owner, count() AS accounts FROM work_account GROUP BY owner) AS o ON o.owner = m.owner`

/**
 * Outsiders are joined to their group by what they send alone: they are not bound. They are the accounts of an
 * organisation where most other owners are bound, those of an owner with a few where the group's stand alone, and those that
 * send many times as much as the others or as little: the owner of a text that a campaign took, or a customer of the
 * same tool.
 */
const OUTSIDERS = `(cand, aid) IN (
  SELECT cand, aid
  FROM (
    SELECT cand, aid, several, organised, volume, bound,
      uniqExactIf(owner, several) OVER g / uniqExact(owner) OVER g AS shared, quantileExact(0.5)(volume) OVER g AS middle,
      (quantileExact(0.75)(volume) OVER g - quantileExact(0.25)(volume) OVER g) / 1.349 AS deviation,
      uniqExact(owner) OVER g - 1 AS others, uniqExactIf(owner, bound) OVER g - max(bound) OVER own AS others_bound
    FROM (${MEMBERS})
    WINDOW g AS (PARTITION BY cand), own AS (PARTITION BY cand, owner)
  )
  WHERE NOT bound AND (
    (several AND shared <= ${FEW})
    OR (organised AND others > 0 AND others_bound >= ${JOINED} * others)
    OR abs(volume - middle) > greatest(${FAR_DOUBLINGS}, ${FAR_DEVIATIONS} * deviation)
  )
)`

/** Accounts that left a group: what they were accused of before does not stand either. */
export const LEFT_OUT = 'SELECT aid FROM work_left_out'

export async function createLeftOut(store: Store): Promise<void> {
  await store.command('CREATE TABLE work_left_out (cand UInt32, aid UInt32) ENGINE = Memory')
}

/** Drops members, and says whether there were any. */
async function dropWhere(store: Store, condition: string): Promise<boolean> {
  await store.command(`INSERT INTO work_left_out SELECT cand, aid FROM work_member WHERE ${condition}`)
  const leaving = '(cand, aid) IN (SELECT cand, aid FROM work_left_out)'
  const [found] = await store.query<{ n: number }>(`SELECT count() AS n FROM work_member WHERE ${leaving}`)
  if (!found?.n) return false
  await store.command(`ALTER TABLE work_member DELETE WHERE ${leaving}`)
  return true
}
