// A real LiteLLM proxy runs our guardrail before each call: what is blocked never reaches the model.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerLitellm } from '../../src/respond/gateways/litellm.js'
import { type Listening, serveAdapters, serveUpstream, tableOfSteps } from './host.js'
import { GATEWAY_KEY, LITELLM, type StartedPeer, startLitellm } from './peers.js'

describe.skipIf(LITELLM.absent !== undefined)('LiteLLM', () => {
  let guard: Listening
  let upstream: Awaited<ReturnType<typeof serveUpstream>>
  let litellm: StartedPeer
  beforeAll(async () => {
    const { context } = tableOfSteps()
    guard = await serveAdapters({ '/gateways/litellm/': (request) => answerLitellm(request, context) })
    upstream = await serveUpstream()
    litellm = await startLitellm(guard, upstream.url)
  }, 180_000)
  afterAll(async () => {
    await litellm?.stop()
    await guard?.close()
    await upstream?.close()
  })

  const call = (user: string, body: object = {}) =>
    fetch(`${litellm.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${GATEWAY_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'big', user, messages: [{ role: 'user', content: 'Hello' }], ...body }),
    })

  test('lets an honest account and one in shadow pass, whole and streamed', async () => {
    for (const account of ['honest', 'shadowed', 'degraded']) {
      const response = await call(account)
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('answered')])
      expect(JSON.parse(upstream.seen.at(-1)?.body ?? '')).toMatchObject({
        messages: [{ role: 'user', content: 'Hello' }],
      })
    }
    const streamed = await call('honest', { stream: true })
    expect([streamed.status, await streamed.text()]).toEqual([200, expect.stringContaining('[DONE]')])
  })

  test('blocks with 400 and our words, streamed or not, and nothing reaches the model', async () => {
    const before = upstream.seen.length
    for (const [account, words] of [
      ['suspended', 'This account is suspended.'],
      ['unverified', 'https://example.com/verify'],
    ] as const)
      for (const stream of [false, true]) {
        const response = await call(account, { stream })
        expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(words)])
      }
    expect(upstream.seen.length).toBe(before)
  })

  test('blocks over the rate, and says when to come again', async () => {
    expect((await call('slow')).status).toBe(200)
    const slow = await call('slow')
    expect([slow.status, await slow.text()]).toEqual([400, expect.stringContaining('Try again in')])
  })

  test('lets pass when nobody answers, as it is told to', async () => {
    await guard.close()
    expect((await call('suspended')).status).toBe(200)
  })
})
