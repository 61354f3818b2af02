// Tries out what CrowdSec's bouncers are told: an address that is nobody's is put in force, and whoever pulls decisions
// has pulled it, and then its end.
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Gateway } from '../respond/gateways/gateway.js'
import { ACTIONS } from '../respond/ladder.js'
import type { ProbesClient } from './probes-client.js'
import type { Tried } from './try-gateway.js'
import { STEP_PARAMETERS } from './ways.js'

export interface BouncerOptions {
  readonly gateway: Gateway
  readonly probes: ProbesClient
  /** Name of the key that the bouncer pulls with; any when left out. */
  readonly bouncer: string | undefined
  readonly waitMs: number
  readonly signal: AbortSignal
}

const LOOK_MS = 500

/** An address of those reserved for documentation. */
export const probeAddress = () => `203.0.113.${randomInt(1, 255)}`

export async function tryBouncers(
  options: BouncerOptions,
  tell: (tried: Tried) => void,
): Promise<readonly Tried[]> {
  const all: Tried[] = []
  const note = (tried: Tried) => {
    all.push(tried)
    tell(tried)
  }
  const { probes, gateway } = options
  const address = probeAddress()
  for (const action of ACTIONS.filter((one) => one !== 'suspend')) {
    const { kept, how } = gateway.ladder[action]
    const seen = kept === 'none' ? `this gateway can’t say it: ${how}` : `not tried: ${how}`
    note({ step: action, result: 'no', expected: '', seen })
  }
  const { id } = await probes.begin({ address }, { action: 'suspend', parameters: STEP_PARAMETERS.suspend })
  try {
    note({
      step: 'suspend',
      expected: `pulled by ${who(options)}`,
      ...(await pulled(options, id, `ban of ${address}`)),
    })
  } finally {
    await probes.lift(id)
  }
  note({
    step: 'allow again',
    expected: `its end pulled by ${who(options)}`,
    ...(await pulled(options, id, 'its end')),
  })
  return all
}

const who = ({ bouncer }: BouncerOptions) => bouncer ?? 'a bouncer'

async function pulled(
  { probes, bouncer, waitMs, signal }: BouncerOptions,
  id: string,
  what: string,
): Promise<Pick<Tried, 'result' | 'seen'>> {
  const started = Date.now()
  for (;;) {
    const names = (await probes.look(id)).pulled
    const ms = Date.now() - started
    if (bouncer === undefined ? names.length > 0 : names.includes(bouncer))
      return { result: 'right', seen: `${what} pulled by ${names.join(', ')} within ${ms} ms` }
    if (ms > waitMs)
      return {
        result: 'wrong',
        seen: `nobody pulled it in ${Math.round(waitMs / 1000)} s${names.length > 0 ? ` but ${names.join(', ')}` : ''}`,
      }
    await sleep(LOOK_MS, undefined, { signal })
  }
}
