// The read side of CrowdSec's local API, by which its bouncers pull decisions: what is enforced on addresses and ranges,
// and on accounts and keys for a bouncer that asks for these scopes.
import type { Decision } from '../decision.js'
import type { Change, DecisionTable } from '../decision-table.js'
import type { Action } from '../ladder.js'
import { type Gateway, type GatewayRequest, type GatewayResponse, jsonResponse } from './gateway.js'

export const CROWDSEC: Gateway = {
  id: 'crowdsec',
  title: 'CrowdSec LAPI (bouncers)',
  routes: [
    { method: 'GET', path: '/gateways/crowdsec/v1/decisions' },
    { method: 'HEAD', path: '/gateways/crowdsec/v1/decisions' },
    { method: 'GET', path: '/gateways/crowdsec/v1/decisions/stream' },
    { method: 'POST', path: '/gateways/crowdsec/v1/usage-metrics' },
  ],
  ladder: {
    observe: { kept: 'none', how: 'not sent' },
    tag: { kept: 'none', how: 'not sent' },
    throttle: {
      kept: 'part',
      how: 'type `throttle` without the rate; a bouncer that doesn’t know it does nothing, or bans, by its own setting',
    },
    degrade: { kept: 'none', how: 'not sent' },
    'step-up': { kept: 'part', how: 'type `captcha`: the bouncer’s own, not our address' },
    suspend: { kept: 'whole', how: 'type `ban`' },
  },
}

const TYPES: Readonly<Partial<Record<Action, string>>> = {
  suspend: 'ban',
  'step-up': 'captcha',
  throttle: 'throttle',
}

/** Scopes of a bouncer that asks for none: what stock bouncers enforce. */
const USUAL_SCOPES = ['ip', 'range']

interface LapiDecision {
  readonly id: number
  readonly uuid: string
  readonly origin: 'stillwatch'
  readonly type: string
  readonly scope: string
  readonly value: string
  readonly duration: string
  readonly until: string
  readonly scenario: string
  readonly simulated: false
}

/** How far each bouncer has read, by the name that its key has. */
export class BouncerPulls {
  private readonly sequences = new Map<string, number>()

  /** Changes since a bouncer's last pull; undefined when it must have everything. */
  changes(bouncer: string, table: DecisionTable): readonly Change[] | undefined {
    const last = this.sequences.get(bouncer)
    return last === undefined ? undefined : table.changesSince(last)
  }

  remember(bouncer: string, sequence: number): void {
    this.sequences.set(bouncer, sequence)
  }

  /** Bouncers that have read this far. */
  whoSince(sequence: number): readonly string[] {
    return [...this.sequences].filter(([, read]) => read >= sequence).map(([bouncer]) => bouncer)
  }
}

export interface BouncerContext {
  readonly table: DecisionTable
  readonly pulls: BouncerPulls
  /** Name of the bouncer, as its key has it. */
  readonly bouncer: string
  /** Milliseconds since 1970. */
  readonly now: number
}

export function answerCrowdsec(request: GatewayRequest, context: BouncerContext): GatewayResponse {
  const { pathname, searchParams: query } = new URL(request.path, 'http://lapi')
  if (request.method === 'POST' && pathname.endsWith('/v1/usage-metrics')) return jsonResponse(201, {})
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(405, 'only reading is possible here')
  if (pathname.endsWith('/v1/decisions/stream')) return answerStream(query, context)
  if (pathname.endsWith('/v1/decisions')) {
    const response = answerQuery(query, context)
    return request.method === 'HEAD' ? { ...response, body: '' } : response
  }
  return refuse(404, `there is no ${pathname}`)
}

function answerStream(
  query: URLSearchParams,
  { table, pulls, bouncer, now }: BouncerContext,
): GatewayResponse {
  const changes = query.get('startup') === 'true' ? undefined : pulls.changes(bouncer, table)
  const { sequence } = table.state()
  const added = changes ? changes.flatMap((change) => change.added) : table.snapshot().decisions
  const removed = changes ? changes.flatMap((change) => change.removed) : []
  pulls.remember(bouncer, sequence)
  const gone = new Set(removed.map(({ id }) => id))
  const isWanted = wantedBy(query)
  const tell = (decisions: readonly Decision[], isDeleted: boolean) =>
    listOrNull(decisions.flatMap((decision) => lapiOf(decision, now, isDeleted) ?? []).filter(isWanted))
  const fresh = added.filter(({ id }) => !gone.has(id))
  const unseen = new Set(added.map(({ id }) => id))
  // What was made and lifted since the last pull was never told; what was renewed stands, whichever a bouncer reads first.
  const told = removed.filter((decision) => !unseen.has(decision.id) && !isStanding(decision, table, now))
  return jsonResponse(200, { new: tell(fresh, false), deleted: tell(told, true) })
}

function answerQuery(query: URLSearchParams, { table, now }: BouncerContext): GatewayResponse {
  const ip = query.get('ip')
  const found = (ip === null ? table.snapshot().decisions : table.about({ account: '', ip }, now)).flatMap(
    (decision) => lapiOf(decision, now, false) ?? [],
  )
  const scope = query.get('scope')?.toLowerCase()
  const value = query.get('value') ?? query.get('range')
  const type = query.get('type')
  const isWanted =
    scope === undefined ? wantedBy(query) : (one: LapiDecision) => one.scope.toLowerCase() === scope
  return jsonResponse(
    200,
    listOrNull(
      found.filter(
        (one) =>
          isWanted(one) && (value === null || one.value === value) && (type === null || one.type === type),
      ),
    ),
  )
}

/** Whether another decision is in force that a bouncer can't tell from it. */
function isStanding(decision: Decision, table: DecisionTable, now: number): boolean {
  const { account, key, address } = decision
  return table
    .about({ account, key, ip: address?.split('/')[0] }, now)
    .some(
      (one) =>
        one.mode === 'enforce' &&
        one.action === decision.action &&
        one.account === account &&
        one.key === key &&
        one.address === address,
    )
}

/** LAPI says null where there is nothing. */
const listOrNull = (list: readonly LapiDecision[]) => (list.length === 0 ? null : list)

/** What the filters of a bouncer let through. */
function wantedBy(query: URLSearchParams): (decision: LapiDecision) => boolean {
  const list = (name: string) =>
    (query.get(name) ?? '')
      .split(',')
      .map((word) => word.trim().toLowerCase())
      .filter((word) => word !== '')
  const scopes = list('scopes')
  const origins = list('origins')
  const containing = list('scenarios_containing')
  const without = list('scenarios_not_containing')
  return ({ scope, origin, scenario }) =>
    (scopes.length > 0 ? scopes : USUAL_SCOPES).includes(scope.toLowerCase()) &&
    (origins.length === 0 || origins.includes(origin)) &&
    (containing.length === 0 || containing.some((word) => scenario.includes(word))) &&
    !without.some((word) => scenario.includes(word))
}

/** A decision as LAPI has it; undefined when it is in shadow, has ended, or is a step that bouncers don't have. */
function lapiOf(decision: Decision, now: number, isDeleted: boolean): LapiDecision | undefined {
  const { id, account, key, address, action, mode, reason, until } = decision
  const type = TYPES[action]
  const left = Date.parse(until) - now
  if (type === undefined || mode === 'shadow' || (!isDeleted && left <= 0)) return undefined
  if (!isDeleted && Date.parse(decision.from) > now) return undefined
  const [scope, value] =
    address !== undefined
      ? [address.includes('/') ? 'Range' : 'Ip', address]
      : key !== undefined
        ? ['ApiKey', key]
        : ['Account', account]
  return {
    // As many bits as a number in JSON keeps.
    id: Number.parseInt(id.slice(0, 13), 16),
    uuid: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    origin: 'stillwatch',
    type,
    scope,
    value,
    duration: isDeleted ? '-1s' : durationOf(left),
    until,
    scenario: `stillwatch/${reason}`,
    simulated: false,
  }
}

/** A span as Go reads it. */
function durationOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 3600)}h${Math.floor((seconds % 3600) / 60)}m${seconds % 60}s`
}

const refuse = (status: number, message: string) => jsonResponse(status, { message, errors: '' })
