// Portkey's own gateway runs our webhook before each call, streamed ones too.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerPortkey } from '../../src/respond/gateways/portkey.js'
import { type Listening, serveAdapters, serveUpstream, tableOfSteps } from './host.js'
import { PORTKEY, portkeyHeaders, type StartedPeer, startPortkey } from './peers.js'

describe.skipIf(PORTKEY.absent !== undefined)('Portkey', () => {
  let guard: Listening
  let upstream: Awaited<ReturnType<typeof serveUpstream>>
  let portkey: StartedPeer
  beforeAll(async () => {
    const { context } = tableOfSteps()
    guard = await serveAdapters({ '/gateways/portkey': (request) => answerPortkey(request, context) })
    upstream = await serveUpstream()
    portkey = await startPortkey()
  })
  afterAll(async () => {
    await portkey?.stop()
    await guard?.close()
    await upstream?.close()
  })

  const call = (account: string, body: object = {}, provider = 'openai') =>
    fetch(`${portkey.url}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-portkey-metadata': JSON.stringify({ account }),
        ...portkeyHeaders(guard, upstream.url, provider),
      },
      body: JSON.stringify({ model: 'big', messages: [{ role: 'user', content: 'Hello' }], ...body }),
    })

  test('lets an honest account and one in shadow pass, before and after the call', async () => {
    for (const account of ['honest', 'shadowed', 'observed']) {
      const response = await call(account)
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('answered')])
    }
  })

  test('refuses with its own status and our words among the hook’s results', async () => {
    const before = upstream.seen.length
    for (const [account, type] of [
      ['suspended', 'account_suspended'],
      ['unverified', 'verification_required'],
    ] as const) {
      const response = await call(account)
      expect(response.status).toBe(446)
      expect(await response.text()).toContain(type)
    }
    expect(upstream.seen.length).toBe(before)
    expect((await call('slow')).status).toBe(200)
    const slow = await call('slow')
    expect([slow.status, await slow.text()]).toEqual([446, expect.stringContaining('retry_after')])
  })

  test('sends on a degraded request with less in it', async () => {
    await call('degraded', { max_tokens: 4000, logprobs: true, top_logprobs: 5 })
    expect(JSON.parse(upstream.seen.at(-1)?.body ?? '')).toEqual({
      model: 'small-model',
      max_tokens: 100,
      messages: [{ role: 'user', content: 'Hello' }],
    })
  })

  // Its release 1.15.2 fails on streams of OpenAI's shape under this Node, with and without hooks; those that it translates,
  // such as Gemini's, come through.
  test('does the same to calls that are streamed', async () => {
    const streamed = (account: string, body: object = {}) =>
      call(account, { stream: true, ...body }, 'google')
    const honest = await streamed('honest')
    expect([honest.status, await honest.text()]).toEqual([200, expect.stringMatching(/data: .*answered/)])
    const before = upstream.seen.length
    expect((await streamed('suspended')).status).toBe(446)
    expect(upstream.seen.length).toBe(before)
    const degraded = await streamed('degraded', { logprobs: true })
    expect([degraded.status, await degraded.text()]).toEqual([200, expect.stringContaining('answered')])
    expect(JSON.parse(upstream.seen.at(-1)?.body ?? '')).toMatchObject({
      model: 'small-model',
      generationConfig: { maxOutputTokens: 100 },
    })
  })
})
