// Tries a gateway out from outside: with nothing in force a request passes, with each step of the ladder in force about
// its sender it does what that step says, and once that is lifted it passes again.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Gateway } from '../respond/gateways/gateway.js'
import { ACTIONS, type Action } from '../respond/ladder.js'
import { fetchWithin } from '../server/http/fetch-within.js'
import { PROBE_ACCOUNT, PROBE_KEY } from '../server/routes/probes.js'
import type { ProbeSubject, ProbesClient } from './probes-client.js'
import { STEP_PARAMETERS, type Way } from './ways.js'

/** `wrong`: the gateway does something else. `unclear`: it can't be told. `no`: its protocol can't say it. */
export type Result = 'right' | 'wrong' | 'unclear' | 'no'

export interface Tried {
  readonly step: 'allow' | Action | 'allow again'
  readonly result: Result
  readonly expected: string
  readonly seen: string
}

export interface TryOptions {
  readonly gateway: Gateway
  readonly way: Way
  readonly probes: ProbesClient
  readonly url: URL
  readonly model: string
  /** Headers of the operator's, such as the gateway's own key. */
  readonly headers: Readonly<Record<string, string>>
  /** Account that the gateway will tell for these headers. */
  readonly account: string | undefined
  /** Longest time until a decision is in force at the gateway. */
  readonly waitMs: number
  readonly signal: AbortSignal
}

interface Seen {
  readonly status: number
  readonly text: string
}

const REFUSING: readonly Action[] = ['throttle', 'step-up', 'suspend']
const LOOK_MS = 150
const ANSWER_MS = 30_000
const MOST_SHOWN = 90

/** A subject that is nobody. */
export function probeSubject({ way, account }: Pick<TryOptions, 'way' | 'account'>): ProbeSubject {
  if (account !== undefined) return { account }
  const name = randomBytes(12).toString('hex')
  return way.by === 'key' ? { key: `${PROBE_KEY}${name}` } : { account: `${PROBE_ACCOUNT}${name}` }
}

/** Tries every step; tells of each as it is done. Whatever it began is lifted when it ends, also when it is stopped. */
export async function tryGateway(
  options: TryOptions,
  tell: (tried: Tried) => void,
): Promise<readonly Tried[]> {
  const subject = probeSubject(options)
  const all: Tried[] = []
  const note = (tried: Tried) => {
    all.push(tried)
    tell(tried)
  }
  const first = await passes(options, subject, 'allow', 0)
  note(first)
  // A gateway through which nothing passes says nothing about what it refuses.
  if (first.result !== 'right') return all
  for (const action of ACTIONS) {
    const { kept, how } = options.gateway.ladder[action]
    if (kept === 'none')
      note({ step: action, result: 'no', expected: '', seen: `this gateway can’t say it: ${how}` })
    else note(await withProbe(options, subject, action))
  }
  note(await passes(options, subject, 'allow again', options.waitMs))
  return all
}

async function withProbe(options: TryOptions, subject: ProbeSubject, action: Action): Promise<Tried> {
  options.signal.throwIfAborted()
  const { probes } = options
  const { id } = await probes.begin(subject, { action, parameters: STEP_PARAMETERS[action] })
  try {
    return REFUSING.includes(action)
      ? await refuses(options, subject, action)
      : await passes(options, subject, action, 0)
  } finally {
    await probes.lift(id)
  }
}

async function passes(
  options: TryOptions,
  subject: ProbeSubject,
  step: Tried['step'],
  waitMs: number,
): Promise<Tried> {
  const expected = 'passes'
  const isChange = step === 'tag' || step === 'degrade'
  for (const until = Date.now() + waitMs; ; await sleep(LOOK_MS)) {
    const seen = await send(options, subject)
    if (typeof seen === 'string') return { step, result: 'unclear', expected, seen }
    const isRefused = isOurs(options, seen)
    if (isRefused && Date.now() < until) continue
    if (isRefused) return { step, result: 'wrong', expected, seen: `refused: ${shown(seen)}` }
    if (seen.status >= 500)
      return { step, result: 'unclear', expected, seen: `a failure behind or in the gateway: ${shown(seen)}` }
    const note = isChange ? '; what was changed shows only behind the gateway' : ''
    return { step, result: 'right', expected, seen: `passed, answered ${seen.status}${note}` }
  }
}

async function refuses(options: TryOptions, subject: ProbeSubject, action: Action): Promise<Tried> {
  const status = options.way.statuses[action]
  const expected = `refused with ${status}${action === 'throttle' ? ' over the rate' : ''}`
  const started = Date.now()
  for (let sent = 1; ; sent++) {
    const seen = await send(options, subject)
    const ms = Date.now() - started
    if (typeof seen === 'string') return { step: action, result: 'unclear', expected, seen }
    if (seen.status === status && options.way.shows[action]?.test(seen.text))
      return { step: action, result: 'right', expected, seen: `refused with ${seen.status} after ${ms} ms` }
    if (ms > options.waitMs) return { step: action, expected, ...notRefused(seen, sent) }
    await sleep(LOOK_MS, undefined, { signal: options.signal })
  }
}

function notRefused(seen: Seen, sent: number): Pick<Tried, 'result' | 'seen'> {
  if (seen.status === 401)
    return {
      result: 'unclear',
      seen: 'answered 401: something refuses the probe’s key before we are asked; give one with --probe-key-file and its account with --account',
    }
  const result = seen.status >= 500 ? 'unclear' : 'wrong'
  return { result, seen: `${sent} sent, none refused so; the last was answered ${shown(seen)}` }
}

/** What came back; in words why nothing did. */
async function send(options: TryOptions, subject: ProbeSubject): Promise<Seen | string> {
  const { way, url, model, headers, signal } = options
  const carried = way.carry(subject)
  try {
    const asked = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...carried.headers, ...headers },
      body: JSON.stringify({
        model,
        max_tokens: 1,
        messages: [{ role: 'user', content: 'A probe of Stillwatch: does this pass?' }],
        ...carried.fields,
      }),
    }
    return await fetchWithin(url, asked, ANSWER_MS, signal)
  } catch (error) {
    signal.throwIfAborted()
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
    return `no answer: ${cause || String(error)}`
  }
}

const isOurs = ({ way }: TryOptions, { status, text }: Seen) =>
  REFUSING.some((action) => way.statuses[action] === status && way.shows[action]?.test(text))

const shown = ({ status, text }: Seen) =>
  `${status} ${text.replaceAll(/\s+/g, ' ').slice(0, MOST_SHOWN)}`.trim()
