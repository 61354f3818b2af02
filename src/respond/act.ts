// What an analyst may do, each written down with who, why and until when, and each undone by another act.
import { readCampaign } from '../campaigns/life/kept.js'
import { Problem } from '../model/problem.js'
import type { Store } from '../store/store.js'
import { needsApproval } from './approvals.js'
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

/** A step on a campaign, as it is asked for. */
export interface StepAsked {
  /** Id or name. */
  readonly campaign: string
  /** What a rule's action takes, as a policy has it, with `mode` and `rollout`. */
  readonly step: Readonly<Record<string, unknown>>
  readonly reason: string
  readonly for: string
  readonly membership?: number | undefined
  /** Id of the act that it takes the place of: another stage of it, drawn alike. */
  readonly replaces?: string | undefined
}

/** A step that was asked for, as the rule that it is. */
export interface PlannedStep {
  readonly campaign: string
  /** @param id what its decisions call it */
  readonly rule: (id: string) => Rule
  readonly replaces: Act | undefined
  /** RFC 3339, UTC. */
  readonly ends: string
}

/**
 * Acts on all accounts of a campaign at once, those that later analyses find in it among them. Where the policy in force
 * asks for several people it is proposed, and applied when the last of them has approved it.
 * @throws Problem `no-campaign`, `act-invalid`, `no-reason`, `no-span`, `no-act`, `act-closed`
 */
export async function applyToCampaign(store: Store, given: ActBase & StepAsked): Promise<Act> {
  const { campaign, rule, replaces, ends } = await planStep(store, given)
  const isProposal = needsApproval(rule('act'), await readPolicyInForce(store))
  return addAct(store, {
    ...baseOf(given),
    kind: isProposal ? 'propose' : 'apply',
    campaign,
    refers: replaces?.id ?? '',
    rule,
    ends,
  })
}

/**
 * What a step on a campaign would be; nothing is written.
 * @throws Problem as `applyToCampaign`
 */
export async function planStep(
  store: Store,
  given: StepAsked & Partial<Pick<ActBase, 'note'>>,
): Promise<PlannedStep> {
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
  const replaces =
    given.replaces === undefined ? undefined : await readOpenAct(store, given.replaces, ['apply'])
  if (replaces && replaces.campaign !== id)
    throw new Problem(
      'act-invalid',
      `“${replaces.id}” is about another campaign`,
      'Name the act on this campaign whose stage is to change.',
    )
  // A percentage is drawn by the name: a later stage keeps the first one's, so that nobody leaves as it grows.
  const drawnBy = replaces && (JSON.parse(replaces.rule) as Rule).name
  const rule = (name: string) =>
    parseStep({
      ...given.step,
      name: drawnBy ?? name,
      reason: given.reason,
      lowConfidence: `decided by an analyst: ${given.note ?? ''}`.slice(0, 500),
      when: { campaign: id, membership: { atLeast: given.membership ?? MEMBERSHIP } },
    })
  rule('act')
  return { campaign: id, rule, replaces, ends: endOf(given.for) }
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
  const act = await readOpenAct(store, given.act, ['apply', 'exempt', 'appeal', 'grant', 'propose'])
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
