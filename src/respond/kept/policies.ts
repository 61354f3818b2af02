// Policies that were put in force, in the store: the newest is. A version names one text.
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import type { Store } from '../../store/store.js'
import { toldSql, toStored } from '../../store/times.js'
import { checkPolicy, parsePolicy } from '../policy/parse-policy.js'
import type { Policy, Rule } from '../policy/policy.js'

export interface KeptPolicy {
  readonly version: string
  /** RFC 3339, UTC. */
  readonly adoptedAt: string
  readonly by: string
  readonly note: string
  readonly text: string
}

/** All that were put in force, newest first. */
export function readPolicies(store: Store): Promise<KeptPolicy[]> {
  return store.query<KeptPolicy>(
    `SELECT version, ${toldSql('adopted_at')} AS adoptedAt, by, note, text FROM policy ORDER BY adopted_at DESC`,
  )
}

/** The policy in force, undefined when none was ever put in force. */
export async function readPolicyInForce(store: Store): Promise<Policy | undefined> {
  const [newest] = await readPolicies(store)
  return newest && parsePolicy(newest.text, `policy ${newest.version} of ${store.location}`)
}

/**
 * Puts a policy in force. A rule may be enforced that an earlier one had in shadow, or when it is said that it needn't.
 * @throws Problem `policy-version-taken` when another text had its version, `shadow-first`, `policy-invalid`
 */
export async function adoptPolicy(
  store: Store,
  given: {
    readonly text: string
    readonly file: string
    readonly by: string
    readonly note: string
    readonly isShadowSkipped?: boolean
  },
): Promise<Policy> {
  const policy = await checkAdoption(store, given)
  await store.insert('policy', [
    {
      version: policy.version,
      adopted_at: toStored(Date.now()),
      by: given.by,
      note: given.note,
      text: given.text,
    },
  ])
  return policy
}

/**
 * A policy that may be put in force.
 * @throws Problem as `adoptPolicy`
 */
export async function checkAdoption(
  store: Store,
  given: { readonly text: string; readonly file: string; readonly isShadowSkipped?: boolean },
): Promise<Policy> {
  const policy = parsePolicy(given.text, given.file)
  const past = await readPolicies(store)
  if (past.some(({ version, text }) => version === policy.version && text !== given.text))
    throw new Problem(
      'policy-version-taken',
      say`${store.location} knows another text as version ${policy.version}`,
      'Give the changed policy a version of its own; decisions name it.',
    )
  const known = new Set(past.flatMap(({ text }) => checkPolicy(text).policy?.rules ?? []).map(stepOf))
  const unseen = policy.rules.filter((rule) => isEnforced(rule, policy) && !known.has(stepOf(rule)))
  if (unseen.length > 0 && !given.isShadowSkipped)
    throw new Problem(
      'shadow-first',
      say`these rules would be enforced and were never in shadow here: ${unseen.map(({ name }) => name).join(', ')}`,
      'Put them in force with mode: shadow first and look at what they would do, or add --without-shadow.',
    )
  return policy
}

const stepOf = ({ name, action }: Rule) => `${name} ${action}`
const isEnforced = (rule: Rule, policy: Policy) => (rule.mode ?? policy.defaults.mode) === 'enforce'
