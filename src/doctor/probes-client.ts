// Begins and lifts probes at the service.
import { z } from 'zod'
import { Problem } from '../model/problem.js'
import type { Action, DecisionParameters } from '../respond/ladder.js'
import { fetchWithin } from '../server/http/fetch-within.js'

/** Whom a probe is about; the service takes no one who could be a customer. */
export type ProbeSubject =
  | { readonly account: string }
  | { readonly key: string }
  | { readonly address: string }

export interface ProbeStep {
  readonly action: Action
  readonly parameters: DecisionParameters
}

const PROBE = z.object({ id: z.string(), until: z.string(), pulled: z.array(z.string()) })
export type Probe = z.infer<typeof PROBE>

const ANSWER_MS = 5000

export class ProbesClient {
  constructor(
    private readonly service: { readonly url: string; readonly key: string },
    /** How long a probe is in force, if nobody lifts it. */
    private readonly seconds: number,
  ) {}

  begin(about: ProbeSubject, { action, parameters }: ProbeStep): Promise<Probe> {
    return this.ask('POST', '', { about, action, parameters, seconds: this.seconds })
  }

  look(id: string): Promise<Probe> {
    return this.ask('GET', `/${id}`)
  }

  async lift(id: string): Promise<void> {
    await this.request('DELETE', `/${id}`)
  }

  private async ask(method: string, path: string, body?: object): Promise<Probe> {
    return PROBE.parse(await this.request(method, path, body))
  }

  private async request(method: string, path: string, body?: object): Promise<unknown> {
    const { url, key } = this.service
    let status = 0
    let answer: unknown
    try {
      const asked = {
        method,
        headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      }
      const at = new URL(`v1/probes${path}`, `${url.replace(/\/$/, '')}/`)
      const answered = await fetchWithin(at, asked, ANSWER_MS)
      status = answered.status
      answer = JSON.parse(answered.text)
    } catch (error) {
      throw new Problem(
        'service-unreachable',
        `the service at ${url} gives no answer: ${error instanceof Error ? error.message : String(error)}`,
        'Start it, or name its address with --service.',
        { cause: error },
      )
    }
    if (status === 200) return answer
    const { detail, next } = (answer ?? {}) as { readonly detail?: string; readonly next?: string }
    throw new Problem(
      'probe-refused',
      `the service takes no probe (${status}): ${detail ?? 'it says nothing more'}`,
      `${next ?? 'Compare its version with this one.'} A probe needs a key with the scope act.`,
    )
  }
}
