// A real Envoy asks before each call: refusals reach the client as they are meant, degraded calls the other model.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerEnvoy } from '../../src/respond/gateways/envoy.js'
import { type Listening, serveAdapters, serveUpstream, tableOfSteps } from './host.js'
import { ENVOY, type StartedPeer, startEnvoy } from './peers.js'

describe.skipIf(ENVOY.absent !== undefined)('Envoy', () => {
  let guard: Listening
  let upstream: Awaited<ReturnType<typeof serveUpstream>>
  let envoy: StartedPeer
  beforeAll(async () => {
    const { context } = tableOfSteps()
    guard = await serveAdapters({ '/gateways/envoy/': (request) => answerEnvoy(request, context) })
    upstream = await serveUpstream()
    envoy = await startEnvoy(guard, upstream.port)
  })
  afterAll(async () => {
    await envoy?.stop()
    await guard?.close()
    await upstream?.close()
  })

  const call = (account: string, headers: Record<string, string> = {}) =>
    fetch(`${envoy.url}/v1/chat/completions?beta=1`, {
      method: 'POST',
      headers: { 'x-stillwatch-account': account, 'content-type': 'application/json', ...headers },
      body: '{"model":"big"}',
    })

  test('lets an honest account and one in shadow pass, with the body whole', async () => {
    for (const account of ['honest', 'shadowed', 'observed']) {
      const response = await call(account)
      expect(response.status).toBe(200)
      expect(upstream.seen.at(-1)).toMatchObject({
        path: '/v1/chat/completions?beta=1',
        body: '{"model":"big"}',
      })
    }
    expect(upstream.seen.at(-1)?.headers['x-stillwatch-action']).toBe('observe')
  })

  test('refuses a suspended account with our words, and nothing reaches the model', async () => {
    const before = upstream.seen.length
    const response = await call('suspended')
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({
      error: { type: 'account_suspended', code: 'coordinated-use' },
    })
    expect(upstream.seen.length).toBe(before)
  })

  test('sends one that must be verified to the address', async () => {
    const response = await call('unverified')
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({
      error: { type: 'verification_required', url: 'https://example.com/verify' },
    })
  })

  test('answers 429 with the wait over the rate', async () => {
    expect((await call('slow')).status).toBe(200)
    const response = await call('slow')
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50)
  })

  test('routes a degraded account to the other model, and tells upstream what to withhold', async () => {
    await call('degraded')
    expect(upstream.seen.at(-1)?.headers).toMatchObject({
      'x-routed': 'small',
      'x-stillwatch-max-tokens': '100',
      'x-stillwatch-withhold': 'reasoning,logprobs',
    })
    await call('tagged')
    expect(upstream.seen.at(-1)?.headers).toMatchObject({ 'x-routed': 'usual', 'x-stillwatch-tag': 'look' })
  })

  test('believes no word of a client about what was decided', async () => {
    await call('honest', { 'x-stillwatch-model': 'small-model', 'x-stillwatch-tag': 'fine' })
    expect(upstream.seen.at(-1)?.headers).toMatchObject({
      'x-routed': 'usual',
      'x-stillwatch-tag': 'none',
      'x-stillwatch-model': 'none',
    })
  })

  test('lets pass when nobody answers, as it is told to', async () => {
    await guard.close()
    expect((await call('suspended')).status).toBe(200)
  })
})
