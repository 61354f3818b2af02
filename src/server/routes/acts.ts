// What people do: acts on campaigns and accounts. Each is written down with who and why.
import { z } from 'zod'
import { peopleBehind, proposedPolicy } from '../../respond/approvals.js'
import type { Decision } from '../../respond/decision.js'
import { closedActs, ruleName } from '../../respond/kept/acts.js'
import { ACTIONS } from '../../respond/ladder.js'
import { type ActAsked, type ActBase, noOneToExempt, OUTCOMES } from '../../respond/make-act.js'
import { KNOWING, type Knowing } from '../account-search.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'
import { KNOWING_SAYS, knowingOf, knowingOfExempt } from './known-account.js'
import { customerToldOf, TOLD } from './told.js'

const NOTE = z.string().min(1).max(2000).describe('why')
const SPAN = z.string().max(20).describe('how long: 12h, 7d, 2w')
const NAME = z.string().min(1).max(4096)

const STEP = z.object({
  campaign: NAME.describe('id or name'),
  step: z
    .record(
      z.string().max(40),
      z.union([z.string().max(4096), z.number(), z.boolean(), z.strictObject({ percent: z.number() })]),
    )
    .describe('what a rule’s action takes, as a policy has it: action, mode, rollout, requestsPerMinute, …'),
  reason: NAME.describe('code that the customer may see'),
  for: SPAN,
  membership: z.number().min(0).max(1).optional().describe('least probability of membership'),
  id: NAME.optional().describe('as the preview told it: a share of the accounts is drawn by it'),
  replaces: NAME.optional().describe('act on this campaign that it is another stage of'),
})

const ACT_ASKED = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('apply'),
    note: NOTE,
    ...STEP.shape,
  }),
  z.object({
    kind: z.literal('exempt'),
    note: NOTE,
    account: NAME.optional(),
    campaign: NAME.optional(),
    for: SPAN,
    unknown: z
      .literal(true)
      .optional()
      .describe('take an account that was never seen too, as before its first request'),
  }),
  z.object({ kind: z.literal('appeal'), note: NOTE, account: NAME }),
  z.object({
    kind: z.literal('settle'),
    note: NOTE,
    act: NAME.describe('id of the appeal'),
    outcome: z
      .enum(OUTCOMES)
      .describe('granted: the account is spared for the span; upheld: its decisions stand'),
    for: SPAN,
  }),
  z.object({ kind: z.literal('undo'), note: NOTE, act: NAME.describe('id of the act') }),
  z.object({ kind: z.literal('approve'), note: NOTE, act: NAME.describe('id of the proposal') }),
])

const ACT = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  kind: z.string(),
  account: z.string(),
  campaign: z.string(),
  refers: z.string(),
  rule: z.string(),
  note: z.string(),
  ends: z.string(),
})

const DONE = ACT.extend({
  waits: z
    .literal(true)
    .optional()
    .describe('a part follows when the store has time: about keys and addresses, or what comes back'),
  account_is: z.enum(KNOWING).optional().describe(`of an exemption or an appeal: ${KNOWING_SAYS}`),
})

const LISTED = ACT.extend({
  state: z
    .enum(['open', 'closed', 'ended'])
    .describe('closed: undone, settled, approved by all that it takes, or replaced by another stage'),
  decisions: z.object({ enforced: z.number().int(), shadow: z.number().int() }).describe('in force by it'),
  people: z.array(z.string()).describe('of a proposal: who made it and who approved it'),
})

/** Accounts that a preview tells one by one. */
const MOST_EFFECTS = 25_000

const COUNTS = z.record(z.string(), z.number())
const TENTHS = z.array(z.number().int())
const PREVIEW = z.object({
  id: z.string().describe('what the act is to be called, so that it draws the share that the preview drew'),
  campaign: z.string(),
  name: z.string(),
  action: z.enum(ACTIONS),
  counts: z
    .object({
      enforced: z.number().int(),
      shadow: z.number().int(),
      exempt: z.number().int(),
      harder: z.number().int().describe('a harder step is enforced on them already'),
      unsure: z.number().int().describe('their membership is below the bound'),
    })
    .describe('accounts of the campaign by what becomes of them'),
  shares: z
    .object({ enforced: TENTHS, shadow: TENTHS, exempt: TENTHS, harder: TENTHS, unsure: TENTHS })
    .describe('accounts by the campaign’s share of what they sent, in tenths'),
  effects: z.array(
    z.object({
      action: z.enum(ACTIONS),
      mode: z.enum(['shadow', 'enforce']),
      accounts: z.number().int(),
      campaigns: z.number().int(),
      exchanges: z.number().int(),
      otherExchanges: z.number().int().describe('what else these accounts sent'),
      tokens: z.number(),
      lookAlikes: COUNTS.describe('accounts that stand in a cleared group too, by what cleared it'),
      tiers: COUNTS,
      programs: COUNTS,
      declared: COUNTS,
    }),
  ),
  accounts: z.array(
    z.object({
      account: z.string(),
      effect: z.enum(['enforced', 'shadow', 'exempt', 'harder', 'unsure']),
      membership: z.number(),
      exchanges: z.number().int(),
      otherExchanges: z.number().int(),
      org: z.string(),
      tier: z.string(),
      program: z.string(),
      declared: z.string(),
      lookAlike: z.string().optional(),
      before: z.enum(ACTIONS).optional().describe('hardest step that is enforced on it now'),
    }),
  ),
  approvals: z.number().int().describe('people that it takes, who asks among them'),
  mixed: z
    .object({ accounts: z.number().int(), exchanges: z.number().int(), from: z.string(), to: z.string() })
    .describe('those that it reaches who sent something else too, in the time of the log'),
  ends: z.string().describe('when it ends by itself'),
  told: TOLD,
})
export function actRoutes(service: Service): readonly AnyRoute[] {
  const { accounts, engine, audit, desk } = service
  // Whether a proposed policy may be put in force is for the store to say.
  const done = async (base: ActBase, asked: ActAsked) => {
    const proposal = asked.kind === 'approve' && service.acts.acts.find(({ id }) => id === asked.act)
    if (!proposal || !proposedPolicy(proposal)) return service.acts.act(base, asked)
    return { act: await service.approvePolicy({ ...base, act: proposal.id }), isWaiting: false }
  }
  /** Of acts that name an account: nobody is spared, or heard, under a mistyped id. */
  const knowingAbout = async (asked: z.infer<typeof ACT_ASKED>): Promise<Knowing | undefined> => {
    if (asked.kind === 'appeal') return knowingOf(accounts, asked.account)
    if (asked.kind !== 'exempt') return undefined
    const { account, campaign, unknown = false } = asked
    if ((account === undefined) === (campaign === undefined)) throw noOneToExempt()
    return account === undefined ? undefined : knowingOfExempt(accounts, account, unknown)
  }
  return [
    route({
      method: 'POST',
      path: '/v1/acts',
      scope: 'act',
      says: 'Acts on a campaign or an account, settles an appeal, approves what another proposed, or takes an act back; decisions follow at once.',
      body: ACT_ASKED,
      gives: {
        200: {
          says: 'It is done and in force; of kind `propose` when others have to approve it first.',
          schema: DONE,
        },
      },
      handle: async ({ body, caller }) => {
        const { note, ...asked } = body
        const by = caller?.actor ?? ''
        const knowing = await knowingAbout(body)
        const { act, isWaiting } = await done({ by, note }, asked as ActAsked)
        const { account, campaign } = act
        await audit.add({
          actor: by,
          action: `act.${act.kind}`,
          details: {
            act: act.id,
            ...(campaign !== '' && { campaign }),
            ...(account !== '' && { account }),
            ...(knowing !== undefined && knowing !== 'known' && { account_is: knowing }),
            note,
          },
        })
        return { ...act, ...(isWaiting && { waits: true }), ...(knowing && { account_is: knowing }) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/acts',
      scope: 'read',
      says: 'What was done, newest first.',
      gives: { 200: { says: 'The acts.', schema: z.object({ acts: z.array(LISTED) }) } },
      handle: () => {
        const { acts } = service.acts
        const closed = closedActs(acts)
        const inForce = countByRule(desk.snapshot().decisions)
        return {
          acts: acts.map(
            (act): z.infer<typeof LISTED> => ({
              ...act,
              state: closed.has(act.id) ? 'closed' : Date.parse(act.ends) <= Date.now() ? 'ended' : 'open',
              decisions: (closed.has(act.id) ? undefined : inForce.get(ruleName(act))) ?? NOTHING,
              people: act.kind === 'propose' ? [...peopleBehind(act, acts)] : [],
            }),
          ),
        }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/acts/preview',
      scope: 'read',
      says: 'Whom a step on a campaign would hit, by the evaluation that decides; nothing is done.',
      body: STEP.extend({ most: z.number().int().min(0).max(MOST_EFFECTS).default(1000) }),
      gives: { 200: { says: 'Whom it would hit.', schema: PREVIEW } },
      handle: async ({ body: { most, ...asked } }) => {
        const acts = service.acts.acts
        const { told, ...preview } = await engine.request('previewStep', { asked, most, acts })
        return { ...preview, told: customerToldOf(told) }
      },
    }),
  ]
}

const NOTHING = { enforced: 0, shadow: 0 }

function countByRule(decisions: readonly Decision[]): Map<string, { enforced: number; shadow: number }> {
  const counts = new Map<string, { enforced: number; shadow: number }>()
  for (const { rule, mode } of decisions) {
    const count = counts.get(rule) ?? { ...NOTHING }
    count[mode === 'enforce' ? 'enforced' : 'shadow']++
    counts.set(rule, count)
  }
  return counts
}
