// The protocols as they are documented: what each gateway sends, what it is answered, that hostile requests get an
// answer, and that the loss table says what the adapters do.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Decision, DecisionTable, makeDecision } from '../../src/respond/decision.js'
import { GATEWAYS } from '../../src/respond/gateways/catalog.js'
import { answerCrowdsec, BouncerPulls } from '../../src/respond/gateways/crowdsec.js'
import { degrade } from '../../src/respond/gateways/degrade.js'
import { answerEnvoy } from '../../src/respond/gateways/envoy.js'
import type { GatewayContext, GatewayRequest, GatewayResponse } from '../../src/respond/gateways/gateway.js'
import { hashKey } from '../../src/respond/gateways/identity.js'
import { answerLitellm } from '../../src/respond/gateways/litellm.js'
import { answerNginx } from '../../src/respond/gateways/nginx.js'
import { answerPortkey } from '../../src/respond/gateways/portkey.js'
import { ACTIONS } from '../../src/respond/ladder.js'
import { stepDecision, tableOfSteps } from './host.js'

const request = (fields: Partial<GatewayRequest> = {}): GatewayRequest => ({
  method: 'POST',
  path: '/',
  headers: {},
  body: '',
  ...fields,
})

const litellm = (account: string, fields: object = {}) =>
  request({
    body: JSON.stringify({
      input_type: 'request',
      litellm_call_id: 'x',
      model: 'big',
      texts: ['Hello'],
      images: null,
      structured_messages: null,
      request_data: {
        user_api_key_hash: 'h',
        user_api_key_alias: null,
        user_api_key_user_id: 'default_user_id',
        user_api_key_end_user_id: account,
      },
      request_headers: { 'user-agent': 'curl/8', 'x-forwarded-for': '[present]' },
      additional_provider_specific_params: {},
      ...fields,
    }),
  })

const portkey = (account: string, json: object = { model: 'big', max_tokens: 500 }) =>
  request({
    body: JSON.stringify({
      request: { json, text: 'Hello', isStreamingRequest: false, isTransformed: false },
      response: { json: {}, text: '', statusCode: null, isTransformed: false },
      provider: 'openai',
      requestType: 'chatComplete',
      metadata: { account },
      eventType: 'beforeRequestHook',
    }),
  })

const parsed = ({ body }: GatewayResponse): unknown => JSON.parse(body)

/** How each gateway asks about an account, and is answered. */
const ASK: Readonly<
  Record<string, (account: string, context: GatewayContext, table: DecisionTable) => GatewayResponse>
> = {
  envoy: (account, context) =>
    answerEnvoy(request({ headers: { 'x-stillwatch-account': account } }), context),
  nginx: (account, context) =>
    answerNginx(request({ headers: { 'x-stillwatch-account': account } }), context),
  litellm: (account, context) => answerLitellm(litellm(account), context),
  portkey: (account, context) => answerPortkey(portkey(account), context),
  crowdsec: (account, _, table) =>
    answerCrowdsec(request({ method: 'GET', path: `/v1/decisions?scope=Account&value=${account}` }), {
      table,
      pulls: new BouncerPulls(),
      bouncer: 'b',
      now: Date.now(),
    }),
}

describe.each(GATEWAYS)('$title', ({ id, ladder, routes }) => {
  const NAMES = {
    observe: 'observed',
    tag: 'tagged',
    throttle: 'slow',
    degrade: 'degraded',
    'step-up': 'unverified',
    suspend: 'suspended',
  }

  test.each(ACTIONS)('says %s as the loss table has it', (action) => {
    const { table, context } = tableOfSteps()
    const ask = (account: string) => ASK[id]?.(account, context, table)
    // The first request of a throttled account passes.
    if (id !== 'crowdsec') ask('slow')
    const isTold = JSON.stringify(ask(NAMES[action])) !== JSON.stringify(ask('honest'))
    const nothingToTell = action === 'observe' && ladder.observe.kept === 'whole'
    expect(isTold || nothingToTell).toBe(ladder[action].kept !== 'none')
  })

  test('does nothing about an account in shadow, and has a route', () => {
    const { table, context } = tableOfSteps()
    expect(ASK[id]?.('shadowed', context, table)).toEqual(ASK[id]?.('honest', context, table))
    expect(routes.length).toBeGreaterThan(0)
  })
})

test('whatever comes is answered, and never by a failure', () => {
  const { table, context } = tableOfSteps()
  const headers = fc.dictionary(
    fc.constantFrom('authorization', 'x-forwarded-for', 'x-stillwatch-account', 'x-api-key'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), headers, fc.webQueryParameters(), (body, given, query) => {
      const asked = request({ body, headers: given, path: `/v1/decisions/stream?${query}` })
      const pulls = new BouncerPulls()
      for (const { status } of [
        answerEnvoy(asked, context),
        answerNginx(asked, context),
        answerLitellm(asked, context),
        answerPortkey(asked, context),
        answerCrowdsec({ ...asked, method: 'GET' }, { table, pulls, bouncer: 'b', now: Date.now() }),
      ])
        expect([200, 400, 403]).toContain(status)
    }),
  )
})

describe('who asks', () => {
  test('is known by the key’s hash, and by the address that the gateway itself saw', () => {
    const asked: unknown[] = []
    const context: GatewayContext = {
      ask: (about) => {
        asked.push(about)
        return { action: 'allow', parameters: {}, isRefused: false }
      },
      accountOfKey: (hash) => (hash === hashKey('sk-1') ? 'a1' : undefined),
    }
    answerEnvoy(
      request({ headers: { authorization: 'Bearer sk-1', 'x-forwarded-for': '6.6.6.6, 203.0.113.9' } }),
      context,
    )
    answerNginx(
      request({ headers: { 'x-api-key': 'sk-2', 'x-real-ip': '203.0.113.8', 'x-forwarded-for': '6.6.6.6' } }),
      context,
    )
    expect(asked).toMatchObject([
      { account: 'a1', key: hashKey('sk-1'), ip: '203.0.113.9' },
      { account: '', key: hashKey('sk-2'), ip: '203.0.113.8' },
    ])
  })

  test('is not hidden by a second key, nor by an address that the gateway did not write', () => {
    const table = new DecisionTable()
    table.replace([
      { ...stepDecision('', 'suspend'), key: hashKey('sk-bad'), id: 'a'.repeat(32) },
      { ...stepDecision('', 'suspend'), address: '203.0.113.9', id: 'b'.repeat(32) },
    ])
    const context: GatewayContext = { ask: (about) => table.decide(about) }
    const hidden = [
      { authorization: 'Bearer junk', 'x-api-key': 'sk-bad' },
      { authorization: 'Bearer junk, Bearer sk-bad' },
      { 'x-api-key': 'junk, sk-bad' },
      { 'x-api-key': '', 'api-key': 'sk-bad' },
      { authorization: 'Basic sk-bad' },
      { 'x-real-ip': '203.0.113.9', 'x-envoy-external-address': '198.51.100.1' },
    ]
    for (const headers of hidden) expect(answerNginx(request({ headers }), context).status).toBe(403)
    const enveloped = { 'x-envoy-external-address': '203.0.113.9', 'x-real-ip': '198.51.100.1' }
    expect(answerEnvoy(request({ headers: enveloped }), context).status).toBe(403)
    expect(answerNginx(request({ headers: { authorization: 'Bearer junk' } }), context).status).toBe(200)
  })

  test('is told of an outage where that is to refuse, with a status that is no failure', () => {
    const context: GatewayContext = { ask: () => ({ action: 'allow', parameters: {}, isRefused: true }) }
    const { status, body } = answerEnvoy(request(), context)
    expect([status, body]).toEqual([403, expect.stringContaining('decisions-unavailable')])
  })
})

describe('LiteLLM', () => {
  const { context } = tableOfSteps()

  test('blocks with words for the customer, and says nothing else when it does not', () => {
    expect(parsed(answerLitellm(litellm('unverified'), context))).toEqual({
      action: 'BLOCKED',
      blocked_reason:
        'This account must be verified before it can be used. Your account acts together with others. Verify at https://example.com/verify',
    })
    expect(parsed(answerLitellm(litellm('honest'), context))).toEqual({ action: 'NONE' })
    expect(parsed(answerLitellm(litellm('suspended', { input_type: 'response' }), context))).toEqual({
      action: 'NONE',
    })
  })

  test('takes the account as the log format does', () => {
    const of = (request_data: object) => answerLitellm(litellm('', { request_data }), context).body
    expect(of({ user_api_key_user_id: 'suspended', user_api_key_hash: 'h' })).toContain('BLOCKED')
    expect(of({ user_api_key_user_id: 'default_user_id', user_api_key_hash: 'suspended' })).toContain(
      'BLOCKED',
    )
    expect(of({ user_api_key_end_user_id: 'invented', user_api_key_user_id: 'suspended' })).toContain(
      'BLOCKED',
    )
    expect(of({ user_api_key_end_user_id: 'suspended', user_api_key_user_id: 'honest' })).toContain('BLOCKED')
    expect(of({ user_api_key_end_user_id: 'invented', user_api_key_user_id: 'honest' })).toContain('NONE')
  })
})

test('Portkey’s degraded requests lose what is asked beyond the bounds, whatever API they are for', () => {
  const bounds = { maxTokens: 100, withholdReasoning: true, withholdLogprobs: true }
  expect(degrade({ max_tokens: 50 }, bounds)).toEqual({ max_tokens: 50 })
  expect(degrade({ max_completion_tokens: 500, logprobs: true, top_logprobs: 3 }, bounds)).toEqual({
    max_completion_tokens: 100,
  })
  expect(degrade({ max_tokens: 500, thinking: { type: 'enabled', budget_tokens: 400 } }, bounds)).toEqual({
    max_tokens: 100,
    thinking: { type: 'disabled' },
  })
  expect(
    degrade(
      {
        max_output_tokens: 500,
        reasoning: { effort: 'high', summary: 'auto' },
        include: ['reasoning.encrypted_content', 'x'],
      },
      bounds,
    ),
  ).toEqual({
    max_output_tokens: 100,
    reasoning: { effort: 'high', summary: null, exclude: true },
    include: ['x'],
  })
  expect(degrade({}, { model: 'small' })).toEqual({ model: 'small' })
})

describe('a CrowdSec bouncer', () => {
  const about = (where: Partial<Decision>, action: Decision['action'] = 'suspend') => {
    const { id: _, ...fields } = stepDecision('', action)
    return makeDecision({ ...fields, until: '2030-01-01T04:30:05Z', ...where })
  }
  const now = Date.parse('2030-01-01T00:00:00Z')
  const ip = about({ address: '203.0.113.9' })
  const range = about({ address: '198.51.100.0/24' }, 'step-up')
  const account = about({ account: 'a1' }, 'throttle')
  const key = about({ key: 'k' })
  const make = () => {
    const table = new DecisionTable()
    table.replace([ip, range, account, key, about({ address: '203.0.113.10', mode: 'shadow' })], [], now)
    const pulls = new BouncerPulls()
    const get = (path: string, bouncer = 'b', at = now) =>
      JSON.parse(answerCrowdsec(request({ method: 'GET', path }), { table, pulls, bouncer, now: at }).body)
    return { table, get }
  }
  const values = (list: { value: string }[] | null) => list?.map(({ value }) => value)

  test('reads decisions in LAPI’s shape', () => {
    const { get } = make()
    const stream = get('/v1/decisions/stream?startup=true')
    expect(stream).toEqual({
      new: [
        {
          id: Number.parseInt(ip.id.slice(0, 13), 16),
          uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
          origin: 'stillwatch',
          type: 'ban',
          scope: 'Ip',
          value: '203.0.113.9',
          duration: '4h30m5s',
          until: '2030-01-01T04:30:05Z',
          scenario: 'stillwatch/coordinated-use',
          simulated: false,
        },
        expect.objectContaining({ type: 'captcha', scope: 'Range', value: '198.51.100.0/24' }),
      ],
      deleted: null,
    })
    expect(values(get('/v1/decisions/stream?startup=true&scopes=account,apikey').new)).toEqual(['a1', 'k'])
    expect(get('/v1/decisions/stream?startup=true&origins=cscli').new).toBeNull()
    expect(get('/v1/decisions/stream?startup=true&scenarios_not_containing=coordinated').new).toBeNull()
  })

  test('reads what changed since its last pull, each bouncer for itself', () => {
    const { table, get } = make()
    get('/v1/decisions/stream?startup=true')
    expect(get('/v1/decisions/stream')).toEqual({ new: null, deleted: null })
    const renewed = about({ address: '203.0.113.9', until: '2030-01-02T00:00:00Z' })
    table.replace([renewed, key, account], [], now)
    const { new: added, deleted } = get('/v1/decisions/stream')
    expect([values(added), values(deleted)]).toEqual([['203.0.113.9'], ['198.51.100.0/24']])
    expect(values(get('/v1/decisions/stream', 'other').new)).toEqual(['203.0.113.9'])
  })

  test('asks about an address, and gets null where there is nothing', () => {
    const { get } = make()
    expect(values(get('/v1/decisions?ip=198.51.100.77'))).toEqual(['198.51.100.0/24'])
    expect(get('/v1/decisions?ip=198.51.101.77')).toBeNull()
    expect(values(get('/v1/decisions?scope=Account'))).toEqual(['a1'])
    expect(values(get('/v1/decisions?type=ban'))).toEqual(['203.0.113.9'])
    expect(get('/v1/decisions?ip=203.0.113.9', 'b', now + 86_400_000)).toBeNull()
  })

  test('may report its use and write nothing', () => {
    const { table } = make()
    const ask = (method: string, path: string) =>
      answerCrowdsec(request({ method, path }), { table, pulls: new BouncerPulls(), bouncer: 'b', now })
        .status
    expect(ask('POST', '/v1/usage-metrics')).toBe(201)
    expect(ask('DELETE', '/v1/decisions')).toBe(405)
    expect(ask('GET', '/v1/alerts')).toBe(404)
  })
})
