// A real nginx asks by auth_request: its named location turns our headers into the client's answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerNginx } from '../../src/respond/gateways/nginx.js'
import { type Listening, serveAdapters, serveUpstream, tableOfSteps } from './host.js'
import { NGINX, type StartedPeer, startNginx } from './peers.js'

describe.skipIf(NGINX.absent !== undefined)('nginx', () => {
  let guard: Listening
  let upstream: Awaited<ReturnType<typeof serveUpstream>>
  let nginx: StartedPeer
  beforeAll(async () => {
    const { context } = tableOfSteps()
    guard = await serveAdapters({ '/gateways/nginx': (request) => answerNginx(request, context) })
    upstream = await serveUpstream()
    nginx = await startNginx(guard, upstream.port)
  })
  afterAll(async () => {
    await nginx?.stop()
    await guard?.close()
    await upstream?.close()
  })

  const call = (account: string) =>
    fetch(`${nginx.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-stillwatch-account': account },
      body: '{"model":"big"}',
    })

  test('lets an honest account and one in shadow pass, with the body whole', async () => {
    for (const account of ['honest', 'shadowed']) {
      expect((await call(account)).status).toBe(200)
      expect(upstream.seen.at(-1)).toMatchObject({ path: '/v1/messages', body: '{"model":"big"}' })
    }
  })

  test('refuses with our status, wait and words', async () => {
    const before = upstream.seen.length
    const suspended = await call('suspended')
    expect(suspended.status).toBe(403)
    expect(await suspended.json()).toMatchObject({ error: { type: 'account_suspended' } })
    const unverified = await call('unverified')
    expect(unverified.status).toBe(403)
    expect(await unverified.json()).toMatchObject({ error: { url: 'https://example.com/verify' } })
    expect(upstream.seen.length).toBe(before)
    expect((await call('slow')).status).toBe(200)
    const slow = await call('slow')
    expect(slow.status).toBe(429)
    expect(Number(slow.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(await slow.json()).toMatchObject({ error: { type: 'rate_limit_error' } })
  })

  test('chooses the upstream of a degraded account, and passes a tag on', async () => {
    await call('degraded')
    expect(upstream.seen.at(-1)?.headers['x-routed']).toBe('small')
    await call('tagged')
    expect(upstream.seen.at(-1)?.headers).toMatchObject({ 'x-routed': 'usual', 'x-stillwatch-tag': 'look' })
  })
})
