// What analysts did, in the store: rows that are only added. An act is undone by an act that refers to it.
import type { Store } from '../../store/store.js'
import { toldSql, toStored } from '../../store/times.js'
import type { ActRule, Spared } from '../policy/evaluate.js'
import { RULE } from '../policy/policy.js'

/** `propose` waits for `approve` of others; the last one is written as `apply`, or `adopt` of a policy. */
export type ActKind =
  | 'apply'
  | 'exempt'
  | 'appeal'
  | 'grant'
  | 'uphold'
  | 'undo'
  | 'propose'
  | 'approve'
  | 'adopt'

export interface Act {
  readonly id: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly by: string
  readonly kind: ActKind
  /** Account that it is about, empty when it is about a campaign; campaign, empty when it is about an account. */
  readonly account: string
  readonly campaign: string
  /** Act that it undoes, settles, approves or takes the place of, empty when none. */
  readonly refers: string
  /** Of `apply` and `propose`: what is done, as JSON. */
  readonly rule: string
  readonly note: string
  /** RFC 3339, UTC: no longer in force from then on. */
  readonly ends: string
}

/** What acts make of a policy at a time. */
export interface ActsInForce {
  readonly rules: readonly ActRule[]
  readonly spared: readonly Spared[]
  /** Accounts with an appeal that nobody settled. */
  readonly appealed: ReadonlySet<string>
}

/** All acts, newest first. */
export function readActs(store: Store): Promise<Act[]> {
  return store.query<Act>(
    `SELECT id, ${toldSql('act.at')} AS at, by, kind, account, campaign, refers, rule, note, ${toldSql('act.ends')} AS ends
FROM act
ORDER BY act.at DESC, id`,
  )
}

/** Ids of acts that were undone, settled, approved by all that it takes, or replaced by another stage. */
export function closedActs(acts: readonly Act[]): ReadonlySet<string> {
  const proposals = new Map(acts.flatMap((act) => (act.kind === 'propose' ? [[act.id, act]] : [])))
  return new Set(
    acts.flatMap(({ kind, refers }) => {
      if (refers === '' || kind === 'propose' || kind === 'approve') return []
      // What was proposed in the place of an act takes it once it is applied, and not when it is withdrawn.
      const replaced = kind === 'apply' ? (proposals.get(refers)?.refers ?? '') : ''
      return replaced === '' ? [refers] : [refers, replaced]
    }),
  )
}

/** What decisions of an `apply` are called by: the id of its first stage, or of its proposal. */
export function ruleName({ kind, rule }: Pick<Act, 'kind' | 'rule'>): string {
  return kind === 'apply' ? (JSON.parse(rule) as { name: string }).name : ''
}

/**
 * What is in force of them.
 * @param now milliseconds since 1970
 */
export function actsInForce(acts: readonly Act[], now: number): ActsInForce {
  const closed = closedActs(acts)
  const standing = acts.filter(({ id, ends }) => !closed.has(id) && Date.parse(ends) > now)
  return {
    rules: standing.flatMap(({ kind, rule, ends }) =>
      kind === 'apply' ? [{ rule: RULE.parse(JSON.parse(rule)), until: ends }] : [],
    ),
    spared: standing.flatMap(({ kind, account, campaign, ends }) =>
      kind === 'exempt' || kind === 'grant'
        ? [{ ...(account === '' ? { campaign } : { account }), until: ends }]
        : [],
    ),
    appealed: new Set(standing.filter(({ kind }) => kind === 'appeal').map(({ account }) => account)),
  }
}

/** Writes acts down. */
export async function keepActs(store: Store, acts: readonly Act[]): Promise<void> {
  await store.insert(
    'act',
    acts.map((act) => ({ ...act, at: toStored(act.at), ends: toStored(act.ends) })),
  )
}
