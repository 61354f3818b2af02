// Groups too small to be accused alone, around a text that asks for training material and that hardly anybody else sends.
// The search asks for more accounts than a part of a campaign may have. What is found here takes no part in the rest of an
// analysis: it is told of as accused of nothing, so that it may be told to partners as a suspicion. Where a partner's word
// lifts its size it is judged like any other group.
import type { Store } from '../store/store.js'
import type { Judged } from './judge.js'
import { isSmallGroup, SMALL_GROUPS } from './suggested.js'
import { ACCUSATION } from './thresholds.js'

/** Share of an account's exchanges that carry the text, and that ask for training material. */
const CARRIED = 0.5
const ASKING = 1 / 3
/** Accounts that carry the text at all, for each that does its work. */
const OTHERS = 1.25

/** Explanation by size alone: what it has in common is what households have, too. */
const HOUSEHOLD = 'household-or-small-firm'

/** Adds the groups to `work_member`: those that sent most first. */
export async function addSmallGroups(store: Store): Promise<void> {
  const { first, most } = SMALL_GROUPS
  await store.command(`INSERT INTO work_member
SELECT g.cand, a.aid, a.owner, 0
FROM (
  SELECT toUInt32(${first} + row_number() OVER (ORDER BY sent DESC, aids) - 1) AS cand, arrayJoin(aids) AS aid
  FROM (
    SELECT aids, max(sent) AS sent
    FROM (
      SELECT family, arraySort(groupArrayIf(aid, is_work)) AS aids, sumIf(uses, is_work) AS sent
      FROM (
        SELECT f.family AS family, f.aid AS aid, f.uses AS uses, a.owner AS owner,
          f.uses >= ${CARRIED} * a.drawn AND a.aid IN (
            SELECT m.aid
            FROM (SELECT aid, sum(n) AS asking FROM work_mix WHERE marks != 0 GROUP BY aid) AS m
            INNER JOIN (SELECT aid, with_text FROM work_account) AS w ON w.aid = m.aid
            WHERE m.asking >= ${ASKING} * w.with_text
          ) AS is_work
        FROM (SELECT aid, family, count() AS uses FROM work_exchange ARRAY JOIN families AS family GROUP BY aid, family) AS f
        INNER JOIN (SELECT aid, owner, drawn FROM work_account) AS a ON a.aid = f.aid
      )
      GROUP BY family
      HAVING uniqExactIf(owner, is_work) BETWEEN ${ACCUSATION.linkedOwners.value} AND ${ACCUSATION.owners.value - 1}
        AND count() <= ${OTHERS} * length(aids)
    )
    GROUP BY aids
    ORDER BY sent DESC, aids
    LIMIT ${most}
  )
) AS g
INNER JOIN (SELECT aid, owner FROM work_account) AS a ON a.aid = g.aid`)
}

/** Those of the groups that only their size keeps from being accused: the others say nothing that a larger group doesn't. */
export function smallGroupsToTell(judged: readonly Judged[]): Judged[] {
  return judged.filter(
    ({ cand, verdict, explanations, lacking }) =>
      isSmallGroup(cand) &&
      verdict === 'explained' &&
      lacking.every(({ name }) => name === 'owners' || name === 'falseDiscovery') &&
      explanations.every(({ name, holds }) => !holds || name === HOUSEHOLD),
  )
}
