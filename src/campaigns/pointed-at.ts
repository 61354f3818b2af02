// Groups that partners point at, held against what the search found. Who lies chooses the company that people are put in:
// a course with bystanders is no course any more, and a customer with strangers no customer.
import { say } from '../model/sentence.js'
import type { Store } from '../store/store.js'
import { CLEARED_BY_IDENTITY } from './explanations.js'
import type { Judged } from './judge.js'
import { listed } from './substream.js'
import { isSearched, isSuggested } from './suggested.js'
import { ACCUSATION } from './thresholds.js'

/** Explanations by what accounts are. Being small is none: a part of a campaign is as small as its owner makes it. */
const CLEARED = CLEARED_BY_IDENTITY.filter((name) => name !== 'household-or-small-firm')

interface ClearedRow {
  readonly cand: number
  /** Group of the search that most of the cleared accounts stand in. */
  readonly by: number
  readonly cleared: number
}

/**
 * Clears groups that partners point at where more than a few of their accounts stand in groups that the search found and
 * that were cleared for what they are.
 */
export async function clearPointedAt(store: Store, judged: readonly Judged[]): Promise<Judged[]> {
  const accused = judged.filter(({ cand, verdict }) => isSuggested(cand) && verdict !== 'explained')
  const clearing = judged.filter(
    ({ cand, explanation }) => isSearched(cand) && CLEARED.includes(explanation ?? ''),
  )
  if (accused.length === 0 || clearing.length === 0) return [...judged]
  const rows = await store.query<ClearedRow>(`SELECT cand, topK(1)(by)[1] AS by, uniqExact(aid) AS cleared
FROM (
  SELECT m.cand AS cand, m.aid AS aid, c.cand AS by
  FROM (SELECT cand, aid FROM work_member WHERE cand IN (${listed(accused.map(({ cand }) => cand))})) AS m
  INNER JOIN (SELECT cand, aid FROM work_member WHERE cand IN (${listed(clearing.map(({ cand }) => cand))})) AS c ON c.aid = m.aid
)
GROUP BY cand`)
  const found = new Map(rows.map((row) => [row.cand, row]))
  return judged.map((group): Judged => {
    const { cleared = 0, by } = found.get(group.cand) ?? {}
    if (cleared <= ACCUSATION.linkedCleared.value * group.facts.accounts) return group
    const explanation = clearing.find(({ cand }) => cand === by)?.explanation ?? ''
    const why = say`a partner points at it, and ${cleared} of ${group.facts.accounts} accounts stand in groups that were cleared for what they are before anybody pointed at them`
    return {
      ...group,
      verdict: 'explained',
      explanation,
      explanations: group.explanations.map((one) =>
        one.name === explanation ? { ...one, holds: true, why } : one,
      ),
    }
  })
}
