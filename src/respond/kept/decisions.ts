// Decisions in the store: a row when one was made, one when it was lifted.
import type { Store } from '../../store/store.js'
import { toldSql, toStored } from '../../store/times.js'
import type { Decision, Mode } from '../decision.js'
import type { Action, DecisionParameters } from '../ladder.js'

/** A decision with what became of it. */
export interface KeptDecision {
  readonly decision: Decision
  readonly isLifted: boolean
  readonly why: string
}

interface Row {
  readonly id: string
  readonly account: string
  readonly key: string
  readonly address: string
  readonly campaign: string
  readonly action: Action
  readonly parameters: string
  readonly mode: Mode
  readonly reason: string
  readonly rule: string
  readonly policy_version: string
  readonly begun: string
  readonly ended: string
  readonly lifted: number
  readonly why: string
}

/** Newest row of each decision, those that were lifted or ended among them. */
export async function readDecisions(store: Store): Promise<KeptDecision[]> {
  const rows = await store.query<Row>(`SELECT
  id, account, key, address, campaign, action, parameters, mode, reason, rule, policy_version,
  ${toldSql('begins')} AS begun, ${toldSql('ends')} AS ended, lifted, why
FROM (SELECT * FROM decision ORDER BY made_at DESC, lifted DESC LIMIT 1 BY id)
ORDER BY begins DESC, campaign, account, id`)
  return rows.map((row) => ({ decision: fromRow(row), isLifted: row.lifted === 1, why: row.why }))
}

/** Decisions that were neither lifted nor ended. */
export async function readDecisionsInForce(store: Store, now: number): Promise<Decision[]> {
  const all = await readDecisions(store)
  return all.flatMap(({ decision, isLifted }) =>
    isLifted || Date.parse(decision.until) <= now ? [] : [decision],
  )
}

export async function keepDecisions(store: Store, decisions: readonly Decision[]): Promise<void> {
  await store.insert(
    'decision',
    decisions.map((decision) => toRow(decision, { lifted: 0, why: '' })),
  )
}

/** @param why by decision: a sentence for who asks later */
export async function liftDecisions(
  store: Store,
  decisions: readonly Decision[],
  why: (decision: Decision) => string,
): Promise<void> {
  await store.insert(
    'decision',
    decisions.map((decision) => toRow(decision, { lifted: 1, why: why(decision) })),
  )
}

function toRow(decision: Decision, { lifted, why }: { lifted: 0 | 1; why: string }): object {
  const { id, account, key = '', address = '', campaign, action, mode, reason, rule } = decision
  return {
    id,
    made_at: toStored(Date.now()),
    account,
    key,
    address,
    campaign,
    action,
    parameters: JSON.stringify(decision.parameters),
    mode,
    reason,
    rule,
    policy_version: decision.policyVersion,
    begins: toStored(decision.from),
    ends: toStored(decision.until),
    lifted,
    why,
  }
}

function fromRow({ key, address, parameters, begun, ended, ...row }: Row): Decision {
  return {
    id: row.id,
    account: row.account,
    ...(key !== '' && { key }),
    ...(address !== '' && { address }),
    campaign: row.campaign,
    action: row.action,
    parameters: JSON.parse(parameters) as DecisionParameters,
    mode: row.mode,
    reason: row.reason,
    rule: row.rule,
    policyVersion: row.policy_version,
    from: begun,
    until: ended,
  }
}
