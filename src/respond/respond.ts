// From the newest analysis of a store to decisions in it: the policy in force, what analysts did, and what was decided
// before. The table of a service is filled with what comes out.
import { say } from '../model/sentence.js'
import type { Store } from '../store/store.js'
import type { Decision, Exemption } from './decision.js'
import { actsInForce, readActs } from './kept/acts.js'
import { keepDecisions, liftDecisions, readDecisionsInForce } from './kept/decisions.js'
import { readPolicyInForce } from './kept/policies.js'
import { type KeptAnalysis, readNewestAnalysis, readOwnAddresses, readSubjects } from './kept/subjects.js'
import { type Evaluation, evaluate, exemptionsOf } from './policy/evaluate.js'
import { NO_POLICY } from './policy/no-policy.js'
import type { Policy, Rule } from './policy/policy.js'

export interface Response {
  /** All that are in force now. */
  readonly decisions: readonly Decision[]
  readonly exemptions: readonly Exemption[]
  readonly made: readonly Decision[]
  readonly lifted: readonly Decision[]
}

/**
 * Decides anew and writes what changed into the store. Decisions for a campaign that the newest analysis does not tell
 * of stay until they end, as long as their rule stands; so do those about accounts that were recognised by what they
 * showed and that no analysis has put into the campaign, which end soon.
 * @throws Problem `no-analysis`, `policy-invalid`
 */
export async function respond(store: Store, now = Date.now()): Promise<Response> {
  const evaluation = await readEvaluation(store, await readNewestAnalysis(store), now)
  const previous = evaluation.previous ?? []
  const decided = evaluate(evaluation)
  const told = new Set(evaluation.told)
  const rules = new Map(
    [...evaluation.policy.rules, ...(evaluation.acts ?? []).map(({ rule }) => rule)].map((rule) => [
      rule.name,
      rule,
    ]),
  )
  const stands = ({ rule: name, action, mode }: Decision) => {
    const rule = rules.get(name)
    if (rule?.action !== action) return false
    return mode === 'shadow' || (rule.mode ?? evaluation.policy.defaults.mode) === 'enforce'
  }
  const exemptions = exemptionsOf(evaluation)
  const exempt = new Set(exemptions.map(({ account }) => account))
  const wanted = new Set(decided.map(({ id }) => id))
  const judged = new Set(decided.map(({ account, campaign }) => membershipOf(account, campaign)))
  const members = await readMembers(store, previous)
  const isRecognised = ({ account, campaign }: Decision) =>
    account !== '' &&
    !members.has(membershipOf(account, campaign)) &&
    !judged.has(membershipOf(account, campaign))
  const carried = previous.filter(
    (decision) =>
      !wanted.has(decision.id) &&
      (!told.has(decision.campaign) || isRecognised(decision)) &&
      !exempt.has(decision.account) &&
      !evaluation.spared?.some(({ campaign }) => campaign === decision.campaign) &&
      stands(decision),
  )
  const decisions = [...decided, ...carried]
  const inForce = new Set(decisions.map(({ id }) => id))
  const before = new Set(previous.map(({ id }) => id))
  const made = decided.filter(({ id }) => !before.has(id))
  const lifted = previous.filter(({ id }) => !inForce.has(id))
  await keepDecisions(store, made)
  await liftDecisions(store, lifted, (decision) => whyLifted(decision, rules, made))
  return { decisions, exemptions, made, lifted }
}

/** Decides anew where anybody asked for decisions: a policy was put in force, or an analyst acted. */
export async function respondIfAsked(store: Store, now = Date.now()): Promise<Response | undefined> {
  return (await isAsked(store)) ? respond(store, now) : undefined
}

/** Whether a policy was ever put in force or an analyst ever acted. */
export async function isAsked(store: Store): Promise<boolean> {
  const [asked] = await store.query<{ n: number }>(
    'SELECT (SELECT count() FROM policy) + (SELECT count() FROM act) AS n',
  )
  return (asked?.n ?? 0) > 0
}

/** What is in force by the store as it is, as of a service that starts: nothing is decided anew. */
export async function readResponse(store: Store, now = Date.now()): Promise<Response> {
  const [policy, acts, decisions] = await Promise.all([
    readPolicyInForce(store),
    readActs(store),
    readDecisionsInForce(store, now),
  ])
  const exemptions = exemptionsOf({
    policy: policy ?? NO_POLICY,
    subjects: [],
    spared: actsInForce(acts, now).spared,
    now,
  })
  return { decisions, exemptions, made: [], lifted: [] }
}

/** All that a policy is evaluated on, with the ids of campaigns that the analysis tells of. */
export async function readEvaluation(
  store: Store,
  kept: KeptAnalysis,
  now: number,
  given?: Policy,
): Promise<Evaluation & { readonly told: readonly string[] }> {
  const policy = given ?? (await readPolicyInForce(store)) ?? NO_POLICY
  const acts = actsInForce(await readActs(store), now)
  const asksAddresses = [...policy.rules, ...acts.rules.map(({ rule }) => rule)].some(
    ({ on }) => on === 'address',
  )
  return {
    policy,
    acts: acts.rules,
    spared: acts.spared,
    appealed: acts.appealed,
    subjects: await readSubjects(store, kept),
    addresses: asksAddresses ? await readOwnAddresses(store, kept) : [],
    previous: await readDecisionsInForce(store, now),
    told: kept.analysis.campaigns.map(({ id }) => id),
    now,
  }
}

const membershipOf = (account: string, campaign: string) => JSON.stringify([account, campaign])

/** Accounts of decisions that an analysis ever put into their campaign. */
async function readMembers(store: Store, decisions: readonly Decision[]): Promise<ReadonlySet<string>> {
  if (!decisions.some(({ account }) => account !== '')) return new Set()
  const rows = await store.query<{ account: string; campaign: string }>(
    `SELECT DISTINCT account, campaign FROM campaign_member
WHERE account IN (SELECT account FROM decision)`,
  )
  return new Set(rows.map(({ account, campaign }) => membershipOf(account, campaign)))
}

function whyLifted(decision: Decision, rules: ReadonlyMap<string, Rule>, made: readonly Decision[]): string {
  if (!rules.has(decision.rule)) return say`its rule or act is no longer in force`.text
  const isRenewed = made.some(
    (one) =>
      one.rule === decision.rule &&
      one.account === decision.account &&
      one.key === decision.key &&
      one.address === decision.address &&
      one.campaign === decision.campaign,
  )
  return isRenewed ? say`renewed or changed by its rule`.text : say`its rule no longer holds for it`.text
}
