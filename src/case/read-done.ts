// What was done about a campaign or an account: decisions with what became of them, acts of people, and the policies and
// words that were in force.

import { type Act, readActs } from '../respond/kept/acts.js'
import { type KeptPolicy, readPolicies } from '../respond/kept/policies.js'
import { checkPolicy } from '../respond/policy/parse-policy.js'
import type { Policy } from '../respond/policy/policy.js'
import type { Store } from '../store/store.js'
import { toldSql } from '../store/times.js'
import type { CaseAct, CaseDecision, CaseDone } from './case-file.js'
import { sha256 } from './seal.js'

/** Reasons for lifting that are told of decisions that are alike. */
const MOST_WHY = 5

interface Row extends Omit<CaseDecision, 'parameters' | 'accounts' | 'lifted' | 'why' | 'begins' | 'ends'> {
  readonly parameters: string
  readonly of: number
  readonly taken: number
  readonly reasons: readonly string[]
  readonly begun: string
  readonly ended: string
}

/**
 * Of one account's case: what is about that account, and what is about the campaign as a whole.
 * @param members accounts that the case is about
 */
export async function readDone(
  store: Store,
  campaign: string,
  account: string | undefined,
  members: ReadonlySet<string>,
  now = Date.now(),
): Promise<CaseDone> {
  const parameters = { campaign, account: account ?? '', now: new Date(now).toISOString() }
  const about = account === undefined ? 'campaign = {campaign: String}' : 'account = {account: String}'
  const [rows, acts, policies] = await Promise.all([
    store.query<Row>(
      `SELECT action, mode, parameters, reason, rule, policy_version AS policy,
  uniqExactIf(account, account != '') AS of, uniqExactIf(key, key != '') AS keys, uniqExactIf(address, address != '') AS addresses,
  ${toldSql('min(d.begins)')} AS begun, ${toldSql('max(d.ends)')} AS ended,
  countIf(d.lifted = 1) AS taken, arraySlice(arraySort(groupUniqArrayIf(d.why, d.lifted = 1)), 1, ${MOST_WHY}) AS reasons,
  countIf(d.lifted = 0 AND d.ends > parseDateTime64BestEffort({now: String}, 3, 'UTC') AND d.begins <= parseDateTime64BestEffort({now: String}, 3, 'UTC')) AS in_force
FROM (SELECT * FROM decision WHERE ${about} ORDER BY made_at DESC, lifted DESC LIMIT 1 BY id) AS d
GROUP BY action, mode, parameters, reason, rule, policy
ORDER BY min(d.begins), rule, action, mode`,
      { parameters },
    ),
    readActs(store),
    readPolicies(store),
  ])
  const decisions = rows.map(
    ({ parameters, of, taken, reasons, begun, ended, ...row }): CaseDecision => ({
      ...row,
      parameters: JSON.parse(parameters) as CaseDecision['parameters'],
      accounts: of,
      begins: begun,
      ends: ended,
      lifted: taken,
      why: reasons,
    }),
  )
  const own = actsAbout(acts, campaign, members)
  const named = policiesOf(decisions, policies).map((kept) => ({
    kept,
    policy: checkPolicy(kept.text).policy,
  }))
  const termsOf = new Map(named.map(({ kept, policy }) => [kept, policy]))
  return {
    decisions,
    acts: own.map(actOf),
    words: wordsOf(decisions, policies, termsOf),
    policies: named.map(({ kept: { version, adoptedAt, by, note, text }, policy }) => ({
      version,
      adopted_at: adoptedAt,
      by,
      note,
      sha256: sha256(text),
      ...(policy?.appeals.url !== undefined && { appeal_url: policy.appeals.url }),
    })),
  }
}

/** Oldest first, with those that refer to them. */
function actsAbout(acts: readonly Act[], campaign: string, members: ReadonlySet<string>): readonly Act[] {
  const isAbout = (act: Act) => act.campaign === campaign || members.has(act.account)
  const own = new Set(acts.filter(isAbout).map(({ id }) => id))
  return acts.filter((act) => own.has(act.id) || own.has(act.refers)).toReversed()
}

function actOf({ id, at, by, kind, account, refers, rule, note, ends }: Act): CaseAct {
  const step = rule === '' ? {} : (JSON.parse(rule) as { action?: unknown; mode?: unknown })
  return {
    id,
    at,
    by,
    kind,
    ...(account !== '' && { account }),
    ...(refers !== '' && { refers }),
    ...(typeof step.action === 'string' && { action: step.action }),
    ...(typeof step.mode === 'string' && { mode: step.mode }),
    note,
    ends,
  }
}

/** The policy whose words a decision has: the one that it names, or that was in force when an analyst acted. */
function policyBehind(
  { policy, begins }: Pick<CaseDecision, 'policy' | 'begins'>,
  policies: readonly KeptPolicy[],
): KeptPolicy | undefined {
  return (
    policies.find(({ version }) => version === policy) ??
    policies.find(({ adoptedAt }) => Date.parse(adoptedAt) <= Date.parse(begins))
  )
}

function policiesOf(
  decisions: readonly CaseDecision[],
  policies: readonly KeptPolicy[],
): readonly KeptPolicy[] {
  const named = new Set(decisions.map((decision) => policyBehind(decision, policies)))
  return policies.filter((policy) => named.has(policy)).toReversed()
}

function wordsOf(
  decisions: readonly CaseDecision[],
  policies: readonly KeptPolicy[],
  termsOf: ReadonlyMap<KeptPolicy, Policy | undefined>,
): CaseDone['words'] {
  const told = new Map<string, CaseDone['words'][number]>()
  for (const decision of decisions) {
    const behind = policyBehind(decision, policies)
    const words = behind && termsOf.get(behind)?.reasons[decision.reason]
    const version = behind?.version ?? ''
    told.set(JSON.stringify([decision.reason, version]), {
      code: decision.reason,
      policy: version,
      ...(words !== undefined && { words }),
    })
  }
  return [...told.values()]
}
