// A real LiteLLM proxy runs our guardrail before each call: what is blocked never reaches the model.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerLitellm } from '../../src/respond/gateways/litellm.js'
import {
  freePort,
  type Listening,
  peer,
  serveAdapters,
  serveUpstream,
  startProgram,
  tableOfSteps,
} from './host.js'

const { file, absent } = peer('litellm', 'bin', 'litellm')
const KEY = 'sk-of-a-test'

/** As docs/gateways.md has it, with this test's ports. */
const configuration = (guard: string, upstream: string) => ({
  model_list: [
    { model_name: 'big', litellm_params: { model: 'openai/big', api_base: `${upstream}/v1`, api_key: 'x' } },
  ],
  guardrails: [
    {
      guardrail_name: 'stillwatch',
      litellm_params: {
        guardrail: 'generic_guardrail_api',
        mode: 'pre_call',
        default_on: true,
        api_base: `${guard}/gateways/litellm`,
        api_key: 'k',
        unreachable_fallback: 'fail_open',
      },
    },
  ],
  general_settings: { master_key: KEY },
})

describe.skipIf(absent !== undefined)('LiteLLM', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-litellm-'))
  let guard: Listening
  let upstream: Awaited<ReturnType<typeof serveUpstream>>
  let stop: () => Promise<void>
  let port: number
  beforeAll(async () => {
    const { context } = tableOfSteps()
    guard = await serveAdapters({ '/gateways/litellm/': (request) => answerLitellm(request, context) })
    upstream = await serveUpstream()
    port = await freePort()
    const config = join(folder, 'config.yaml')
    // JSON is YAML.
    writeFileSync(config, JSON.stringify(configuration(guard.url, upstream.url)))
    stop = await startProgram(
      file,
      ['--config', config, '--host', '127.0.0.1', '--port', String(port), '--telemetry', 'False'],
      port,
      folder,
    )
  }, 180_000)
  afterAll(async () => {
    await stop?.()
    await guard?.close()
    await upstream?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const call = (user: string, body: object = {}) =>
    fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
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
