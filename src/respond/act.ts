// What an analyst may do, each written down with who, why and until when, and each undone by another act.
import { readCampaign } from '../campaigns/life/kept.js'
import { Problem } from '../model/problem.js'
import type { Store } from '../store/store.js'
import { type Act, type ActKind, addAct, readOpenAct } from './kept/acts.js'
import { readPolicyInForce } from './kept/policies.js'
import { LONGEST, parseDuration } from './policy/duration.js'
import { RULE, type Rule } from './policy/policy.js'
import { suggest } from './policy/suggest.js'

export interface ActBase {
  /** Who acts. */
  readonly by: string
  /** Why. */
  readonly note: string
}

/** Probability of membership from which on an act on a campaign reaches an account, unless it says otherwise. */
const MEMBERSHIP = 0.9

/**
 * Acts on all accounts of a campaign at once, those that later analyses find in it among them.
 * @param step what a rule's action takes, as a policy has it, with `mode`
 * @throws Problem `no-campaign`, `act-invalid`, `no-reason`, `no-span`
 */
export async function applyToCampaign(
  store: Store,
  given: ActBase & {
    readonly campaign: string
    readonly step: Readonly<Record<string, unknown>>
    readonly reason: string
    readonly for: string
    readonly membership?: number | undefined
  },
): Promise<Act> {
  const { id } = await readCampaign(store, given.campaign)
  const codes = Object.keys((await readPolicyInForce(store))?.reasons ?? {})
  if (codes.length > 0 && !codes.includes(given.reason)) {
    const near = suggest(given.reason, codes)
    throw new Problem(
      'no-reason',
      `“${given.reason}” is no reason of the policy in force`,
      near === undefined ? `Give one of: ${codes.join(', ')}.` : `Did you mean “${near}”?`,
    )
  }
  const rule = (name: string) =>
    parseStep({
      ...given.step,
      name,
      reason: given.reason,
      lowConfidence: `decided by an analyst: ${given.note}`.slice(0, 500),
      when: { campaign: id, membership: { atLeast: given.membership ?? MEMBERSHIP } },
    })
  rule('act')
  return addAct(store, { ...baseOf(given), kind: 'apply', campaign: id, rule, ends: endOf(given.for) })
}

/**
 * Spares an account or a whole campaign, whatever policy and acts say.
 * @throws Problem `no-campaign`, `no-span`
 */
export async function exempt(
  store: Store,
  given: ActBase & {
    readonly account?: string | undefined
    readonly campaign?: string | undefined
    readonly for: string
  },
): Promise<Act> {
  const ends = endOf(given.for)
  const whom =
    given.account !== undefined
      ? { account: given.account }
      : { campaign: (await readCampaign(store, given.campaign ?? '')).id }
  return addAct(store, { ...baseOf(given), ...whom, kind: 'exempt', ends })
}

/** Takes an act back; what followed from it is lifted when decisions are made next. */
export async function undo(store: Store, given: ActBase & { readonly act: string }): Promise<Act> {
  const act = await readOpenAct(store, given.act, ['apply', 'exempt', 'appeal', 'grant'])
  return addAct(store, { ...baseOf(given), ...whomOf(act), kind: 'undo', refers: act.id, ends: FOREVER })
}

/** Reopens an account's case on the customer's word. */
export function appeal(store: Store, given: ActBase & { readonly account: string }): Promise<Act> {
  return addAct(store, { ...baseOf(given), account: given.account, kind: 'appeal', ends: FOREVER })
}

/**
 * Settles an appeal: granted, the account is exempt for a span; upheld, decisions stay.
 * @throws Problem `no-act`, `act-closed`, `no-span`
 */
export async function settleAppeal(
  store: Store,
  given: ActBase & { readonly act: string; readonly isGranted: boolean; readonly for: string },
): Promise<Act> {
  const ends = endOf(given.for)
  const act = await readOpenAct(store, given.act, ['appeal'])
  const kind: ActKind = given.isGranted ? 'grant' : 'uphold'
  return addAct(store, { ...baseOf(given), ...whomOf(act), kind, refers: act.id, ends })
}

/** What is settled for good; the engine's times end there. */
const FOREVER = '2200-01-01T00:00:00.000Z'

const baseOf = ({ by, note }: ActBase): ActBase => ({ by, note })
const whomOf = ({ account, campaign }: Act) => ({ account, campaign })

function endOf(span: string): string {
  const lasts = parseDuration(span)
  if (lasts === undefined || lasts > LONGEST)
    throw new Problem('no-span', `“${span}” is no span of time up to a year`, 'Write it as 12h, 7d or 2w.')
  return new Date(Date.now() + lasts).toISOString()
}

function parseStep(step: object): Rule {
  const parsed = RULE.safeParse(step)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Problem(
    'act-invalid',
    `this can’t be done: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    'Add --help to see what each step takes: throttle needs a rate, tag a word, step-up an https address.',
  )
}
