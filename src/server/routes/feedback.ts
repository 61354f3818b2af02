// What people say of campaigns, beside what analyses say, and what both make of each other.
import { z } from 'zod'
import { reportCalibration } from '../../feedback/calibration-report.js'
import {
  DISMISSALS,
  FEEDBACK_KINDS,
  type Feedback,
  LONGEST_ALIAS,
  MOST_SPLIT,
} from '../../feedback/feedback.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'

const NOTE = z.string().max(2000)
export const WHY = NOTE.min(1).describe('why, in words')
const CAMPAIGN = z.string().min(1).max(4096).describe('id or name')

const ASKED = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirm'), campaign: CAMPAIGN, note: NOTE.default('') }),
  z.object({ kind: z.literal('dismiss'), campaign: CAMPAIGN, reason: z.enum(DISMISSALS), note: WHY }),
  z.object({
    kind: z.literal('split'),
    campaign: CAMPAIGN,
    accounts: z.array(z.string().min(1).max(4096)).min(1).max(MOST_SPLIT).describe('those that belong apart'),
    note: WHY,
  }),
  z.object({ kind: z.literal('merge'), campaign: CAMPAIGN, other: CAMPAIGN, note: WHY }),
  z.object({
    kind: z.literal('rename'),
    campaign: CAMPAIGN,
    alias: z
      .string()
      .max(LONGEST_ALIAS)
      .describe('what to call it beside its given name; empty takes it back'),
    note: NOTE.default(''),
  }),
  z.object({ kind: z.literal('note'), campaign: CAMPAIGN, note: WHY }),
])

export const FEEDBACK = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  kind: z.enum(FEEDBACK_KINDS),
  campaign: z.string().describe('empty in a note on an account that no group has'),
  other: z.string().describe('of a merge: the campaign that it is one with'),
  accounts: z
    .array(z.string())
    .describe('of a split: those that belong apart; of a note: the account that it is on'),
  alias: z.string(),
  reason: z.string().describe('of a dismissal'),
  note: z.string(),
  analysis: z.string().describe('the newest analysis then; what follows is what it said'),
  name: z.string(),
  verdict: z.enum(['distillation', 'coordinated', 'explained']),
  explanation: z.string(),
  probability: z.number(),
  size: z.number().int().describe('accounts of the campaign'),
  other_name: z.string(),
  other_size: z.number().int(),
  bits: z.record(z.string(), z.number()).describe('by detector'),
})

const SHARE = z.object({
  groups: z.number().int(),
  confirmed: z.number().int(),
  share: z.number().optional().describe('absent without groups'),
  low: z.number().describe('Wilson interval of 95 %'),
  high: z.number(),
})
const REPORT = z.object({
  answered: z.number().int().describe('groups with an answer; the newest to each counts'),
  disputed: z.number().int().describe('groups to which people’s newest answers differ'),
  brier: z.number().optional().describe('mean squared difference of probability and answer'),
  bins: z.array(
    SHARE.extend({
      from: z.number(),
      to: z.number(),
      said: z.number().optional().describe('mean of the probabilities that were told'),
    }),
  ),
  accused: SHARE.describe('of groups that were told as campaigns'),
  cleared: SHARE.describe('of groups that an explanation had cleared'),
  detectors: z
    .array(
      SHARE.extend({
        detector: z.string(),
        bits: z.number().describe('mean'),
        tells: z.boolean().describe('whether the interval is narrow enough to say anything by'),
      }),
    )
    .describe('of accused groups to which it added bits'),
  dismissals: z.record(z.string(), z.number()).describe('groups by reason'),
})

/** A row as it is told. */
export function feedbackTold(one: Feedback): z.infer<typeof FEEDBACK> {
  return { ...one, accounts: [...one.accounts], bits: { ...one.bits } }
}

export function feedbackRoutes({ feedback, findings, audit }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/v1/feedback',
      scope: 'act',
      says: 'Writes down what somebody says of a campaign, with what the newest analysis says of it; no analysis and no decision changes.',
      body: ASKED,
      gives: { 200: { says: 'It is written down.', schema: FEEDBACK } },
      handle: async ({ body, caller }) => {
        const by = caller?.actor ?? ''
        const row = await feedback.say(by, body)
        const { id, kind, campaign, note } = row
        await audit.add({ actor: by, action: `feedback.${kind}`, details: { feedback: id, campaign, note } })
        return feedbackTold(row)
      },
    }),
    route({
      method: 'GET',
      path: '/v1/campaigns/:id/feedback',
      scope: 'read',
      says: 'What people said of a campaign, newest first, with merges that others propose with it.',
      params: z.object({ id: z.string().describe('id or name') }),
      gives: {
        200: {
          says: 'What was said.',
          schema: z.object({
            campaign: z.string(),
            alias: z.string().optional().describe('what people call it'),
            feedback: z.array(FEEDBACK),
            reasons: z.array(z.enum(DISMISSALS)).describe('for which a dismissal may be'),
          }),
        },
      },
      handle: ({ params }) => {
        const { id } = findings.campaign(params.id)
        const alias = feedback.alias(id)
        return {
          campaign: id,
          ...(alias !== undefined && { alias }),
          feedback: feedback.said
            .filter(({ campaign, other }) => campaign === id || other === id)
            .map(feedbackTold),
          reasons: [...DISMISSALS],
        }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/feedback/report',
      scope: 'read',
      says: 'Probabilities and detectors of analyses against what people answered. People choose what they answer: it is no sample of all groups.',
      gives: { 200: { says: 'The report.', schema: REPORT } },
      handle: (): z.infer<typeof REPORT> => {
        // Before the store was open nothing is known of what was said.
        void findings.newest
        const { bins, detectors, ...report } = reportCalibration(feedback.said)
        return { ...report, dismissals: { ...report.dismissals }, bins: [...bins], detectors: [...detectors] }
      },
    }),
  ]
}
