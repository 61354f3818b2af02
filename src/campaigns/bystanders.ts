// Who leaves an accused group before it is judged again: accounts that are like it and that nothing shows to be part of it.
import { TEMPLATE_TRAIT } from '../detectors/shared-template.js'
import type { Store } from '../store/store.js'
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
export async function dropBystanders(store: Store): Promise<boolean> {
  const wereIdle = await dropWhere(store, '(cand, aid) NOT IN (SELECT cand, aid FROM work_load)')
  const wereUnbound = await dropUnbound(store)
  const wereOutside = await dropWhere(store, OUTSIDERS)
  if (wereUnbound || wereOutside)
    for (const table of ['work_sub', 'work_sub_mix', 'work_load'])
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

/** Share of members up to which those whose owner has several accounts are the odd ones. */
const FEW = 0.2
/** Doublings of volume, and robust standard deviations of the group's, from its middle at which an account is far off. */
const FAR_DOUBLINGS = 2
const FAR_DEVIATIONS = 4

/**
 * Outsiders are joined to their group by what they send alone: no card, address or sign-up of theirs is another owner's
 * in it too. They are the accounts of an owner with several, where the group's stand alone, and those that send many
 * times as much as the others or as little: the owner of a text that a campaign took, or a customer of the same tool.
 */
const OUTSIDERS = `(cand, aid) IN (
  SELECT m.cand, m.aid
  FROM (SELECT cand, aid, owner FROM work_member) AS m
  INNER JOIN (SELECT cand, aid, log2(exchanges) AS volume FROM work_load) AS l ON l.cand = m.cand AND l.aid = m.aid
  INNER JOIN (SELECT owner, count() AS accounts FROM work_account GROUP BY owner) AS o ON o.owner = m.owner
  INNER JOIN (
    SELECT m.cand AS cand, avg(o.accounts > 1) AS several, quantileExact(0.5)(l.volume) AS middle,
      (quantileExact(0.75)(l.volume) - quantileExact(0.25)(l.volume)) / 1.349 AS deviation
    FROM (SELECT cand, aid, owner FROM work_member) AS m
    INNER JOIN (SELECT cand, aid, log2(exchanges) AS volume FROM work_load) AS l ON l.cand = m.cand AND l.aid = m.aid
    INNER JOIN (SELECT owner, count() AS accounts FROM work_account GROUP BY owner) AS o ON o.owner = m.owner
    GROUP BY cand
  ) AS g ON g.cand = m.cand
  WHERE (o.accounts > 1 AND g.several <= ${FEW}) OR abs(l.volume - g.middle) > greatest(${FAR_DOUBLINGS}, ${FAR_DEVIATIONS} * g.deviation)
) AND (cand, aid) NOT IN (
  SELECT i.cand, t.aid
  FROM work_trait AS t
  INNER JOIN (SELECT cand, kind, value FROM work_inside WHERE kind IN (${BONDS}) AND inside >= 2 AND accounts_inside > accounts_outside) AS i ON i.kind = t.kind AND i.value = t.value
)`

/** Drops members, and says whether there were any. */
async function dropWhere(store: Store, condition: string): Promise<boolean> {
  const [found] = await store.query<{ n: number }>(`SELECT count() AS n FROM work_member WHERE ${condition}`)
  if (!found?.n) return false
  await store.command(`ALTER TABLE work_member DELETE WHERE ${condition}`)
  return true
}
