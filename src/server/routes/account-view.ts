// An account as the console shows it: from memory what is known of it as a member, from the engine what it sent.
import { z } from 'zod'
import { notesOn } from '../../feedback/feedback.js'
import { CAPABILITIES } from '../../fingerprint/lexicon.js'
import { customerTold } from '../../respond/customer-told.js'
import { noAccount } from '../../respond/kept/seen-account.js'
import { HAPPENED, type Happened, historyOf } from '../account-history.js'
import { KNOWING } from '../account-search.js'
import { DECISION } from '../decision-desk.js'
import type { AccountSeries } from '../engine/account-view.js'
import type { AccountFacts } from '../engine/messages.js'
import { type AnyRoute, route } from '../http/route.js'
import { inTime } from '../in-time.js'
import type { Service } from '../service.js'
import { SAID } from './campaigns.js'
import { FEEDBACK, feedbackTold, WHY } from './feedback.js'
import { KNOWING_SAYS, knowingOf } from './known-account.js'
import { RECOGNISED, recognisedTold } from './recognitions.js'
import { customerToldOf, TOLD } from './told.js'

/** How long the engine may take before the page is shown without what it knows. */
const ENGINE_MS = 3000
/** Accounts that are named of those who hold the same value. */
const MOST_WITH = 24

const MEMBERSHIP = z.object({
  id: z.string(),
  name: z.string(),
  ...SAID,
  verdict: z.enum(['distillation', 'coordinated', 'explained']),
  state: z.string().optional(),
  explanation: z.string().optional(),
  probability: z.number().describe('of the campaign’s verdict'),
  membership: z.number().describe('probability that the account belongs to it'),
  exchanges: z.number().int().describe('of the account that are the campaign’s'),
})

const SHARED = z.object({
  campaign: z.string(),
  kind: z.string(),
  label: z.string(),
  bits: z.number(),
  inside: z.number().int(),
  outside: z.number().int(),
  with: z.array(z.string()).describe('other accounts of the campaign that hold it, some of them'),
})

const SENT = z.object({
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  start: z.string(),
  step_seconds: z.number().int(),
  campaign: z.array(z.number()).describe('exchanges of its campaigns'),
  other: z.array(z.number()).describe('what else it sent'),
  mixes: z.array(
    z.object({
      kind: z.enum(['model', 'capability']),
      name: z.string(),
      campaign: z.number().int(),
      other: z.number().int(),
    }),
  ),
  decisions: z
    .array(
      z.object({
        id: z.string(),
        made_at: z.string(),
        campaign: z.string(),
        action: z.string(),
        mode: z.string(),
        reason: z.string(),
        rule: z.string(),
        begins: z.string(),
        ends: z.string(),
        lifted: z.boolean(),
        why: z.string(),
      }),
    )
    .describe('what was decided about it, newest first'),
})

const EVENT = z.object({
  at: z.string(),
  kind: z.enum(HAPPENED),
  campaign: z
    .object({
      id: z.string(),
      name: z.string().optional().describe('absent where the newest analysis doesn’t know it'),
      alias: SAID.alias,
    })
    .optional(),
  by: z.string().optional().describe('who did it, as the audit has it; the policy where nobody is named'),
  by_name: z.string().optional().describe('of a key'),
  why: z.string().optional(),
  request: z.number().int().optional().describe('at which of its requests it was recognised'),
  action: z.string().optional(),
  mode: z.string().optional(),
  until: z.string().optional(),
  rule: z.string().optional().describe('of a decision: the policy’s rule, or the act'),
  done: z.string().optional().describe('kind of the act'),
  act: z.string().optional(),
})

const ACCOUNT_VIEW = z.object({
  account: z.string(),
  seen: z
    .boolean()
    .optional()
    .describe('whether anything is known of it but what people did; absent while the engine has no time'),
  analysis: z.string(),
  made_at: z.string(),
  campaigns: z.array(MEMBERSHIP),
  shared: z.array(SHARED).describe('what it holds that its campaigns share, most telling first'),
  decision: DECISION.optional().describe('in force'),
  shadow: DECISION.optional().describe('that would be, were it not in shadow'),
  exempt_until: z.string().optional(),
  told: TOLD.optional().describe('what the customer is told by the decision in force'),
  would_be_told: TOLD.optional().describe('by the decision in shadow, were it enforced'),
  recognised: z
    .array(
      RECOGNISED.extend({
        name: z.string().describe('of the campaign; its id where the newest analysis doesn’t know it'),
        alias: SAID.alias,
      }),
    )
    .describe('as whose it was recognised before an analysis had it in a campaign'),
  history: z
    .array(EVENT)
    .describe('what happened to it, oldest first; without what the engine knows while that has no time'),
  notes: z.array(FEEDBACK).describe('that people wrote on it, newest first'),
  sent: SENT.nullable().describe('null while the engine has no time'),
})

export function accountViewRoutes(service: Service): readonly AnyRoute[] {
  const { findings, engine, desk, feedback, recognitions, accounts, audit, keys, acts } = service
  const read = async (
    id: string,
    campaigns: readonly string[],
  ): Promise<{ facts: AccountFacts; series: AccountSeries } | undefined> => {
    const analysis = findings.wholeId ?? ''
    const [facts, series] = await Promise.all([
      engine.request('account', { id }),
      engine.request('account-series', { id, analysis, campaigns }),
    ])
    return facts && { facts, series }
  }
  const eventTold = ({ campaign, by, ...one }: Happened, names: ReadonlyMap<string, string>) => {
    const known = findings.analysis?.campaigns.find(({ id }) => id === campaign)
    const { alias } = feedback.told(campaign ?? '')
    const name = names.get(by ?? '')
    return {
      ...one,
      ...(campaign && {
        campaign: { id: campaign, ...(known && { name: known.name }), ...(alias !== undefined && { alias }) },
      }),
      ...(by !== undefined && { by, ...(name !== undefined && { by_name: name }) }),
    }
  }
  return [
    route({
      method: 'POST',
      path: '/v1/accounts/:id/notes',
      scope: 'act',
      says: 'Writes down a note on an account, with what the newest analysis says of the group that it is in; no analysis and no decision changes.',
      params: z.object({ id: z.string().min(1).max(4096) }),
      body: z.object({ note: WHY }),
      gives: {
        200: {
          says: 'It is written down.',
          schema: FEEDBACK.extend({ account_is: z.enum(KNOWING).describe(KNOWING_SAYS) }),
        },
      },
      handle: async ({ params: { id: account }, body: { note }, caller }) => {
        const knowing = await knowingOf(accounts, account)
        const by = caller?.actor ?? ''
        const row = await feedback.say(by, { kind: 'note', account, note })
        const { id, campaign } = row
        await audit.add({
          actor: by,
          action: 'feedback.note',
          details: { feedback: id, account, ...(campaign !== '' && { campaign }), note: row.note },
        })
        return { ...feedbackTold(row), account_is: knowing }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/accounts/:id/view',
      scope: 'read',
      says: 'An account: its campaigns, what it shares with whom, what it sent over time, and what was decided about it.',
      params: z.object({ id: z.string() }),
      gives: { 200: { says: 'The account.', schema: ACCOUNT_VIEW } },
      handle: async ({ params: { id } }): Promise<z.infer<typeof ACCOUNT_VIEW>> => {
        const memberships = findings.memberships(id)
        const { decision, shadow } = desk.table.find({ account: id })
        const ids = memberships.map((one) => one.id)
        const sent = await inTime(read(id, ids), ENGINE_MS)
        const recognised = recognitions.ofAccount(id)
        const isActedOn = acts.acts.some(({ account }) => account === id)
        if (sent === undefined && memberships.length + recognised.length === 0 && !decision && !isActedOn)
          throw noAccount(id)
        const names = new Map(keys.list().map((key) => [`key:${key.id}`, key.name]))
        const exemption = desk.terms().exemptions.find(({ account }) => account === id)
        const terms = { words: desk.words, appealUrl: desk.appealUrl }
        return {
          account: id,
          ...(sent !== null && { seen: sent !== undefined || memberships.length + recognised.length > 0 }),
          analysis: findings.analysis ? findings.newest.id : '',
          made_at: findings.madeAt ?? '',
          campaigns: memberships.map(({ membership, ...campaign }) => ({
            ...campaign,
            ...feedback.told(campaign.id),
            membership: membership.probability,
            exchanges: membership.exchanges,
          })),
          shared: sharedBy(findings, id, ids),
          ...(decision && { decision: DECISION.parse(decision) }),
          ...(shadow && { shadow: DECISION.parse(shadow) }),
          ...(exemption && { exempt_until: exemption.until }),
          ...(decision && { told: customerToldOf(customerTold(decision, terms)) }),
          ...(shadow && { would_be_told: customerToldOf(customerTold(shadow, terms)) }),
          recognised: recognised.map((one) => {
            const known = findings.analysis?.campaigns.find((campaign) => campaign.id === one.campaign)
            const { alias } = feedback.told(one.campaign)
            return {
              ...recognisedTold(one),
              name: known?.name ?? one.campaign,
              ...(alias !== undefined && { alias }),
            }
          }),
          history: historyOf(id, service, sent ?? undefined).map((one) => eventTold(one, names)),
          notes: notesOn(id, feedback.said).map(feedbackTold),
          sent: sent ? sentOf({ ...sent.facts }, sent.series) : null,
        }
      },
    }),
  ]
}

function sharedBy(
  { pictures }: Service['findings'],
  account: string,
  campaigns: readonly string[],
): z.infer<typeof SHARED>[] {
  return campaigns
    .flatMap((campaign) => {
      const picture = pictures?.campaigns.get(campaign)
      const place = picture?.accounts.indexOf(account) ?? -1
      if (!picture || place < 0) return []
      return picture.traits
        .filter(({ members }) => members.includes(place))
        .map(({ members, ...trait }) => ({
          campaign,
          ...trait,
          with: members
            .filter((member) => member !== place)
            .slice(0, MOST_WITH)
            .map((member) => picture.accounts[member] ?? ''),
        }))
    })
    .sort((a, b) => b.bits - a.bits)
}

function sentOf(
  facts: Readonly<Record<string, string | number>>,
  series: AccountSeries,
): z.infer<typeof SENT> {
  return {
    facts: { ...facts },
    start: series.start,
    step_seconds: series.stepSeconds,
    campaign: [...series.campaign],
    other: [...series.other],
    mixes: series.mixes.map((mix) => ({
      ...mix,
      name: mix.kind === 'capability' ? (CAPABILITIES[Number(mix.name)] ?? 'unknown') : mix.name,
    })),
    decisions: series.decisions.map((one) => ({ ...one, lifted: one.lifted === 1 })),
  }
}
