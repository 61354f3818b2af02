// What an analyst asks for, as an act: checked against what is known, and not written down yet.
import { randomBytes } from 'node:crypto'
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'
import { approvesLast, needsApproval } from './approvals.js'
import { type Act, type ActKind, closedActs, ruleName } from './kept/acts.js'
import { LONGEST, parseDuration } from './policy/duration.js'
import { type Policy, RULE, type Rule } from './policy/policy.js'
import { suggest } from './policy/suggest.js'

export interface ActBase {
  /** Who acts. */
  readonly by: string
  /** Why. */
  readonly note: string
}

/** How an appeal can be settled, and the kind of act that each is. */
const SETTLED = { granted: 'grant', upheld: 'uphold' } as const
export type Outcome = keyof typeof SETTLED
export const OUTCOMES = Object.keys(SETTLED) as [Outcome, ...Outcome[]]

/** What an analyst does, by the names of `stillwatch act`. */
export type ActAsked =
  | {
      /** Acts on all accounts of a campaign at once, those that later analyses find in it among them. */
      readonly kind: 'apply'
      /** Id or name. */
      readonly campaign: string
      /** What a rule's action takes, as a policy has it, with `mode`. */
      readonly step: Readonly<Record<string, unknown>>
      /** Code that the customer may see. */
      readonly reason: string
      readonly for: string
      /** Least probability of membership. */
      readonly membership?: number | undefined
      /** Act on this campaign that it is another stage of: it takes its place, and is drawn alike. */
      readonly replaces?: string | undefined
      /** The id that a preview told: a share of the accounts is drawn by it. */
      readonly id?: string | undefined
    }
  | {
      /** Spares an account or a whole campaign, whatever policy and acts say. */
      readonly kind: 'exempt'
      readonly account?: string | undefined
      readonly campaign?: string | undefined
      readonly for: string
    }
  /** Reopens an account's case on the customer's word. */
  | { readonly kind: 'appeal'; readonly account: string }
  /** Settles an appeal: granted, the account is exempt for a span; upheld, decisions stay. */
  | {
      readonly kind: 'settle'
      readonly act: string
      readonly outcome: Outcome
      readonly for: string
    }
  /** Takes an act back; what followed from it is lifted. */
  | { readonly kind: 'undo'; readonly act: string }
  /** Approves what somebody else proposed; the last one that it takes applies it. */
  | { readonly kind: 'approve'; readonly act: string }

/** Of an exemption that names neither an account nor a campaign, or both. */
export const noOneToExempt = () =>
  new Problem('no-one-to-exempt', 'it was not said whom to spare', 'Name either an account or a campaign.')

/** What an act is checked against. */
export interface ActGround {
  /** Id of the campaign that was named, empty when none was. */
  readonly campaign: string
  /** Reasons of the policy in force; empty when there is none. */
  readonly reasons: readonly string[]
  /** What the policy in force asks several people for; undefined when there is none. */
  readonly approvals: Policy['approvals'] | undefined
  /** All that was done before. */
  readonly acts: readonly Act[]
}

/** Probability of membership from which on an act on a campaign reaches an account, unless it says otherwise. */
const MEMBERSHIP = 0.9
/** What is settled for good; the engine's times end there. */
const FOREVER = '2200-01-01T00:00:00.000Z'

/**
 * The act that was asked for.
 * @param now milliseconds since 1970
 * @throws Problem `act-invalid`, `no-reason`, `no-span`, `no-act`, `act-closed`
 */
export function makeAct(base: ActBase, asked: ActAsked, ground: ActGround, now = Date.now()): Act {
  const id = idOf(asked, ground.acts)
  const at = new Date(now).toISOString()
  const blank = { id, at, by: base.by, note: base.note, account: '', campaign: '', refers: '', rule: '' }
  switch (asked.kind) {
    case 'apply': {
      assertReason(asked.reason, ground.reasons)
      const replaced = replacedBy(asked.replaces, ground)
      const rule = parseStep({
        ...asked.step,
        // A share is drawn by the name: a later stage keeps the first one's, so that nobody leaves as it grows.
        name: replaced ? ruleName(replaced) : id,
        reason: asked.reason,
        lowConfidence: `decided by an analyst: ${base.note}`.slice(0, 500),
        when: { campaign: ground.campaign, membership: { atLeast: asked.membership ?? MEMBERSHIP } },
      })
      const ends = endOf(asked.for, now)
      const kind = needsApproval(rule, ground.approvals) ? 'propose' : 'apply'
      const { campaign } = ground
      return { ...blank, kind, campaign, refers: replaced?.id ?? '', rule: JSON.stringify(rule), ends }
    }
    case 'exempt': {
      const whom = asked.account !== undefined ? { account: asked.account } : { campaign: ground.campaign }
      return { ...blank, ...whom, kind: 'exempt', ends: endOf(asked.for, now) }
    }
    case 'appeal':
      return { ...blank, account: asked.account, kind: 'appeal', ends: FOREVER }
    case 'settle': {
      const ends = endOf(asked.for, now)
      const { account, campaign, id: refers } = openAct(asked.act, ['appeal'], ground.acts)
      return { ...blank, account, campaign, refers, kind: SETTLED[asked.outcome], ends }
    }
    case 'undo': {
      const undone = openAct(asked.act, ['apply', 'exempt', 'appeal', 'grant', 'propose'], ground.acts)
      const { account, campaign, id: refers } = undone
      return { ...blank, account, campaign, refers, kind: 'undo', ends: FOREVER }
    }
    case 'approve': {
      const proposal = openAct(asked.act, ['propose'], ground.acts)
      const isLast = approvesLast(base.by, proposal, ground, now)
      const { campaign, ends, id: refers } = proposal
      if (!isLast) return { ...blank, campaign, refers, kind: 'approve', ends }
      if (campaign === '') return { ...blank, refers, kind: 'adopt', ends }
      if (proposal.refers !== '') openAct(proposal.refers, ['apply'], ground.acts)
      return { ...blank, campaign, refers, kind: 'apply', rule: proposal.rule, ends }
    }
  }
}

export const newActId = () => `act-${randomBytes(5).toString('hex')}`

function idOf(asked: ActAsked, acts: readonly Act[]): string {
  const wanted = asked.kind === 'apply' ? asked.id : undefined
  if (wanted === undefined) return newActId()
  if (/^act-[0-9a-f]{10}$/.test(wanted) && !acts.some(({ id }) => id === wanted)) return wanted
  throw new Problem(
    'act-invalid',
    say`“${wanted}” can’t be an act’s id, or is one`,
    'Ask for another preview.',
  )
}

function replacedBy(id: string | undefined, { acts, campaign }: ActGround): Act | undefined {
  if (id === undefined) return undefined
  const replaced = openAct(id, ['apply'], acts)
  if (replaced.campaign === campaign) return replaced
  throw new Problem(
    'act-invalid',
    say`“${id}” is about another campaign`,
    'Name the act on this campaign whose stage is to change.',
  )
}

function assertReason(reason: string, codes: readonly string[]): void {
  if (codes.length === 0 || codes.includes(reason)) return
  const near = suggest(reason, codes)
  throw new Problem(
    'no-reason',
    say`“${reason}” is no reason of the policy in force`,
    near === undefined ? say`Give one of: ${codes.join(', ')}.` : say`Did you mean “${near}”?`,
  )
}

function openAct(id: string, kinds: readonly ActKind[], acts: readonly Act[]): Act {
  const act = acts.find((one) => one.id === id && kinds.includes(one.kind))
  if (!act)
    throw new Problem(
      'no-act',
      say`no such act “${id}” is known (${kinds.join(', ')})`,
      'Run `stillwatch act list --store …`, or GET /v1/acts, to see them.',
    )
  if (closedActs(acts).has(id))
    throw new Problem(
      'act-closed',
      say`“${id}” was undone, settled or replaced before`,
      'Run `stillwatch act list --store …`, or GET /v1/acts, to see by whom and why.',
    )
  return act
}

function endOf(span: string, now: number): string {
  const lasts = parseDuration(span)
  if (lasts === undefined || lasts > LONGEST)
    throw new Problem('no-span', say`“${span}” is no span of time up to a year`, 'Write it as 12h, 7d or 2w.')
  return new Date(now + lasts).toISOString()
}

function parseStep(step: object): Rule {
  const parsed = RULE.safeParse(step)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Problem(
    'act-invalid',
    say`this can’t be done: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    'Add --help to see what each step takes: throttle needs a rate, tag a word, step-up an https address.',
  )
}
