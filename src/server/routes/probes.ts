// Decisions for a moment about somebody who can't be anybody, so that a gateway can be tried out: a doctor sends a request
// through it and sees whether it is refused. They end by themselves, and nothing of them is kept.
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { type Decision, makeDecision } from '../../respond/decision.js'
import { hashKey } from '../../respond/gateways/identity.js'
import { ACTIONS } from '../../respond/ladder.js'
import { DECISION } from '../decision-desk.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'

/** Accounts and keys of probes begin so; no customer's do. */
export const PROBE_ACCOUNT = 'stillwatch-probe-'
export const PROBE_KEY = 'sw-probe-'
/** Addresses that are nobody's: reserved for documentation (RFC 5737, RFC 3849). */
const PROBE_ADDRESS = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$|^2001:db8:[0-9a-f:]{1,32}$/i
/** Reason code of what a probe is told. */
export const PROBE_REASON = 'stillwatch-probe'

const MOST_SECONDS = 120
const MOST_PROBES = 20

const ASKED = z.object({
  about: z.union([
    z.object({ account: z.string().max(200).startsWith(PROBE_ACCOUNT) }),
    z.object({
      key: z.string().max(200).startsWith(PROBE_KEY).describe('the key itself; its hash is what counts'),
    }),
    z.object({ address: z.string().max(64).regex(PROBE_ADDRESS) }),
  ]),
  action: z.enum(ACTIONS),
  parameters: DECISION.shape.parameters.default({}),
  seconds: z.number().min(1).max(MOST_SECONDS),
})

const PROBE = z.object({
  id: z.string(),
  until: z.string(),
  pulled: z
    .array(z.string())
    .describe('names of keys whose bouncers pulled this state of decisions, or a later one'),
})

/** Sequence that bouncers have pulled, by the id of their key. */
export interface Pulled {
  whoSince(sequence: number): readonly string[]
}

export function probeRoutes(service: Service, pulls: Pulled): readonly AnyRoute[] {
  const { desk, audit } = service
  /** Probes that were begun, with the sequence at which they were told or lifted last. */
  const told = new Map<string, { readonly until: string; readonly sequence: number }>()
  const shown = (id: string) => {
    const probe = told.get(id)
    if (!probe)
      throw new Problem(
        'no-probe',
        `there is no probe ${id}`,
        'Begin one with POST /v1/probes; it ends by itself.',
      )
    const names = new Map(service.keys.list().map((key) => [key.id, key.name]))
    const pulled = pulls.whoSince(probe.sequence).map((key) => names.get(key) ?? key)
    return { id, until: probe.until, pulled }
  }
  const forget = (now: number) => {
    // Some time longer than it is in force, so that one can ask who was told that it ended.
    for (const [id, { until }] of told) if (Date.parse(until) + MOST_SECONDS * 1000 < now) told.delete(id)
  }
  return [
    route({
      method: 'POST',
      path: '/v1/probes',
      scope: 'act',
      says: 'Puts a decision in force about a probe’s account, key or address, which is nobody’s, to try a gateway out.',
      body: ASKED,
      gives: { 200: { says: 'It is in force, and ends by itself.', schema: PROBE } },
      handle: async ({ body, caller }) => {
        const now = Date.now()
        forget(now)
        if (desk.liveProbes(now).length >= MOST_PROBES)
          throw new Problem(
            'too-many-requests',
            'too many probes are in force',
            'Wait until they end, which takes two minutes at most.',
          )
        const decision = decisionOf(body, now)
        const { sequence } = desk.beginProbe(decision)
        told.set(decision.id, { until: decision.until, sequence })
        await audit.add({
          actor: caller?.actor ?? '',
          action: 'probe.begun',
          details: { id: decision.id, action: decision.action, until: decision.until },
        })
        return shown(decision.id)
      },
    }),
    route({
      method: 'GET',
      path: '/v1/probes/:id',
      scope: 'act',
      says: 'Which bouncers have pulled a probe, or after it was lifted its end.',
      params: z.object({ id: DECISION.shape.id }),
      gives: { 200: { says: 'The probe.', schema: PROBE } },
      handle: ({ params }) => shown(params.id),
    }),
    route({
      method: 'DELETE',
      path: '/v1/probes/:id',
      scope: 'act',
      says: 'Lifts a probe; one that has ended or never was is lifted too.',
      params: z.object({ id: DECISION.shape.id }),
      gives: { 200: { says: 'It is in force no more.', schema: z.object({ id: z.string() }) } },
      handle: async ({ params: { id }, caller }) => {
        const lifted = desk.endProbe(id)
        const probe = told.get(id)
        if (lifted && probe) {
          told.set(id, { ...probe, sequence: desk.state().sequence })
          await audit.add({ actor: caller?.actor ?? '', action: 'probe.ended', details: { id } })
        }
        return { id }
      },
    }),
  ]
}

function decisionOf({ about, action, parameters, seconds }: z.infer<typeof ASKED>, now: number): Decision {
  const of =
    'account' in about
      ? { account: about.account }
      : 'key' in about
        ? { account: '', key: hashKey(about.key) }
        : { account: '', address: about.address }
  return makeDecision({
    ...of,
    campaign: 'probe',
    action,
    parameters: parameters as Decision['parameters'],
    mode: 'enforce',
    reason: PROBE_REASON,
    rule: 'probe',
    policyVersion: 'probe',
    from: new Date(now).toISOString(),
    until: new Date(now + 1000 * seconds).toISOString(),
  })
}
