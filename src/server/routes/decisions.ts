// What a gateway asks before each call, and the decisions themselves.
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { type Decision, type DecisionRequest, makeDecision } from '../../respond/decision.js'
import { ACTIONS } from '../../respond/ladder.js'
import { SHOWN_KINDS } from '../../respond/recognise/shown-traits.js'
import { DECISION } from '../decision-desk.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'
import { answerText } from './decision-answer.js'
import { streamDecisions } from './decision-stream.js'

/** What a gateway may tell of an account, each as it is in the log. */
const TRAITS = Object.fromEntries(
  Object.entries({ ...SHOWN_KINDS, 'signup-ip': 'address of the sign-up' }).map(([kind, says]) => [
    kind,
    z
      .array(z.union([z.string().max(512), z.number()]))
      .max(64)
      .optional()
      .describe(says),
  ]),
)

const ASKED = z.object({
  account: z.string().max(4096).describe('account id, as in the log'),
  key: z.string().max(4096).optional().describe('hash of the API key, as in the log'),
  ip: z.string().max(64).optional(),
  model: z.string().max(200).optional(),
  traits: z
    .strictObject(TRAITS)
    .optional()
    .describe('what the account shows, by which a new one of a campaign is recognised'),
})

const TOLD = DECISION.pick({
  id: true,
  campaign: true,
  action: true,
  reason: true,
  rule: true,
  policyVersion: true,
  until: true,
})

const ANSWER = z.object({
  action: z.enum(['allow', ...ACTIONS]),
  refused: z
    .boolean()
    .describe('whether the request is to be refused: suspended, to be verified, or over its rate'),
  parameters: DECISION.shape.parameters,
  retry_after_seconds: z.number().int().optional(),
  decision: TOLD.optional().describe('the decision in force'),
  shadow: TOLD.optional().describe('the hardest decision that would be, were it not in shadow'),
  unsure: z
    .literal(true)
    .optional()
    .describe('it is not known which decisions are in force; `refused` says what the operator wants then'),
})

const STATE = z.object({
  epoch: z.string().describe('sequence numbers are those of this epoch; a restart begins another'),
  sequence: z.number().int(),
  count: z.number().int().describe('decisions held'),
  digest: z.string().describe('their ids added up as numbers of 128 bits, hexadecimal'),
})

/** Decisions that are sent at once. */
const MOST_DECISIONS = 200_000
const DECISIONS_BYTES = 128 * 1024 * 1024

export function decisionRoutes(service: Service): readonly AnyRoute[] {
  const { desk, metrics, newcomers } = service
  return [
    route({
      method: 'POST',
      path: '/v1/decide',
      scope: 'decide',
      says: 'What to do with a request; answered from memory, whatever the engine does.',
      body: ASKED,
      gives: { 200: { says: 'What is in force.', schema: ANSWER } },
      handle: ({ body }, reply) => {
        const request = body as DecisionRequest
        newcomers.look(request)
        const answer = desk.decide(request)
        metrics.add('stillwatch_decisions_total', { action: answer.action })
        void reply.type('application/json; charset=utf-8')
        return answerText(answer)
      },
    }),
    route({
      method: 'GET',
      path: '/v1/decisions',
      scope: 'read',
      says: 'All decisions, with the number and digest by which a reader knows that it has them all.',
      gives: { 200: { says: 'The decisions.', schema: STATE.extend({ decisions: z.array(DECISION) }) } },
      handle: () => desk.snapshot(),
    }),
    route({
      method: 'GET',
      path: '/v1/decisions/stream',
      scope: 'decide',
      says: 'Decisions as they come and go, as server-sent events: `terms`, `decisions` until all are told, then `change` and `state`.',
      query: z.object({
        since: z
          .string()
          .regex(/^[0-9a-f]+:\d+$/)
          .optional()
          .describe('EPOCH:SEQUENCE of what the reader has; Last-Event-ID does the same'),
      }),
      gives: { 200: { says: 'The stream.', type: 'text/event-stream' } },
      handle: ({ query, request }, reply) =>
        streamDecisions(service, query.since ?? request.headers['last-event-id'], request, reply),
    }),
    route({
      method: 'PUT',
      path: '/v1/decisions',
      scope: 'act',
      says: 'Makes these the decisions in force, and no others; for those whose policy is kept elsewhere.',
      body: z.object({
        decisions: z
          .array(DECISION.omit({ id: true }).extend({ id: DECISION.shape.id.optional() }))
          .max(MOST_DECISIONS),
      }),
      bodyLimit: DECISIONS_BYTES,
      gives: { 200: { says: 'They are in force and on disk.', schema: STATE } },
      handle: async ({ body, caller }) => {
        if (desk.hasPolicy)
          throw new Problem(
            'policy-decides',
            'decisions follow from the policy in force and from acts',
            'Change the policy with PUT /v1/policy, or act with POST /v1/acts.',
          )
        const decisions = body.decisions.map(({ id: _, ...fields }) =>
          makeDecision(fields as Omit<Decision, 'id'>),
        )
        const { added, removed, ...state } = await desk.replace(decisions)
        await service.audit.add({
          actor: caller?.actor ?? '',
          action: 'decisions.replaced',
          details: { added, removed, count: state.count, digest: state.digest },
        })
        return state
      },
    }),
  ]
}
