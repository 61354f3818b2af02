// One planned request becomes one exchange record: who, when, from where, what, what came back.
import { createRandom, hex, int, lastingDraw, mix, pick } from './random.js'
import type { Draft, ExchangeRecord, Message, PlannedExchange } from './records.js'
import type { World } from './world.js'

/** Tokens of a text, near enough: a word is about one and a half, an East Asian character about one. */
export function estimateTokens(text: string): number {
  let wide = 0
  const step = text.length > 60 ? 5 : 1
  for (let i = 0; i < text.length; i += step) if (text.charCodeAt(i) > 0x2e7f) wide++
  const share = text.length === 0 ? 0 : Math.min(1, (wide * step) / text.length)
  return Math.ceil(text.length * (share * 0.8 + (1 - share) * 0.26))
}

function textOf(message: Message): string {
  return typeof message.content === 'string'
    ? message.content
    : message.content.map((part) => part.text).join(' ')
}

/** Renders planned requests of a world. Each is rendered from its own seed, so order doesn't matter. */
export function createRenderer(world: World): (planned: PlannedExchange, index: number) => ExchangeRecord {
  const random = createRandom(0)
  const aside = createRandom(0)
  return (planned, index) => {
    const { actor, ts } = planned
    random.reseed(planned.seed)
    const draft = planned.write(
      { ts, item: planned.item, turn: planned.turn, session: planned.session, actor },
      random,
    )
    aside.reseed(mix(planned.seed, 12345))
    const client = actor.client(ts, aside)
    const record: ExchangeRecord = {
      id: `req_${index.toString(36).padStart(7, '0')}${hex(aside, 6)}`,
      ts: new Date(ts).toISOString(),
      account: actor.account.account,
    }
    if (actor.account.org !== undefined) record.org = actor.account.org
    if (actor.keys.length > 0) record.key = pick(aside, actor.keys)
    record.pathway = actor.pathway
    const ip = actor.address(ts, aside)
    if (actor.hides?.includes('address') !== true) record.ip = ip
    if (actor.hides?.includes('client') !== true) {
      record.user_agent = client.userAgent
      record.ja4 = client.ja4
    }
    record.model = draft.model
    const failed = failure(world, ts, aside.next())
    const withText = !world.textless && !actor.private
    if (withText) {
      if (draft.system !== undefined) record.system = draft.system
      record.messages = draft.messages
      if (failed === undefined) record.completion = draft.completion
    }
    copyParameters(record, draft)
    let input = draft.system === undefined ? 4 : estimateTokens(draft.system)
    for (const message of draft.messages) input += estimateTokens(textOf(message)) + 4
    record.input_tokens = input
    record.output_tokens =
      failed === undefined ? estimateTokens(draft.completion) + (draft.reasoning ?? 0) + int(aside, 9) : 0
    // Half of those who call the API tell their session; who does is a lasting property of the account.
    const tellsSession =
      actor.pathway === 'subscription' || lastingDraw(actor.account.account, 'session') < 0.5
    if (planned.session !== 0 && tellsSession) {
      record.session = `ses_${planned.session.toString(16).padStart(8, '0')}`
    }
    record.status = failed?.status ?? draft.status ?? 200
    const error = failed?.error ?? draft.error
    if (error !== undefined) record.error = error
    return record
  }
}

function copyParameters(record: ExchangeRecord, draft: Draft): void {
  if (draft.max_tokens !== undefined) record.max_tokens = draft.max_tokens
  if (draft.temperature !== undefined) record.temperature = draft.temperature
  if (draft.top_p !== undefined) record.top_p = draft.top_p
  if (draft.n !== undefined) record.n = draft.n
  if (draft.logprobs !== undefined) record.logprobs = draft.logprobs
  if (draft.stream !== undefined) record.stream = draft.stream
  if (draft.tools !== undefined) record.tools = draft.tools
  if (draft.opaque_refs !== undefined) record.opaque_refs = draft.opaque_refs
}

interface Failure {
  readonly status: number
  readonly error: string
}

/** What the service itself gets wrong: everything during an outage, a little at any time. */
function failure(world: World, ts: number, draw: number): Failure | undefined {
  const { outage } = world
  if (outage !== undefined && ts >= outage.from && ts < outage.to && draw < 0.85)
    return { status: 529, error: 'overloaded_error' }
  if (draw < 0.004) return { status: 429, error: 'rate_limit_error' }
  if (draw < 0.005) return { status: 500, error: 'api_error' }
  return undefined
}
