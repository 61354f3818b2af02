// What the proxy enforces, and what it does while the service is away.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { RunningProxy } from '../../bench/live/running-service.js'
import { TEXT } from './model-server.js'
import { ASKING, QUESTION, Rig } from './rig.js'

let rig: Rig
beforeAll(async () => {
  rig = await Rig.start()
})
afterAll(() => rig?.stop())

const STEPS = {
  suspend: {},
  'step-up': { url: 'https://example.com/verify' },
  throttle: { requestsPerMinute: 1, per: 'account' },
  degrade: { model: 'small', maxTokens: 50, withholdReasoning: true, withholdLogprobs: true },
  tag: { tag: 'look' },
  observe: {},
}

/** Puts one decision in force, and waits until the proxy knows it; the time that took. */
async function decide(
  action: keyof typeof STEPS | undefined,
  account = 'acct-a',
  mode = 'enforce',
): Promise<number> {
  const decisions = action === undefined ? [] : [decisionOf(action, account, mode)]
  const put = await rig.service.send('/v1/decisions', { method: 'PUT', body: { decisions } })
  expect(put.status).toBe(200)
  const started = performance.now()
  const { count } = put.body
  await rig.proxy.until(
    async () => (await rig.proxy.status('/metrics')).includes(`stillwatch_proxy_decisions ${count}\n`),
    1000,
  )
  return performance.now() - started
}

const decisionOf = (action: keyof typeof STEPS, account: string, mode: string) => ({
  account,
  campaign: 'c',
  action,
  parameters: STEPS[action],
  mode,
  reason: 'automated-use',
  rule: 'test',
  policyVersion: '1',
  from: '2026-01-01T00:00:00Z',
  until: '2100-01-01T00:00:00Z',
})

describe('decisions', () => {
  afterEach(async () => {
    await decide(undefined)
  })

  test('refuse within a second, in the shape of each API, and nothing reaches the model', async () => {
    expect(await decide('suspend')).toBeLessThan(1000)
    const before = rig.model.seen.length
    await expect(rig.openai().chat.completions.create(ASKING)).rejects.toMatchObject({
      status: 403,
      code: 'automated-use',
      type: 'account_suspended',
    })
    await decide('step-up', 'acct-b')
    await expect(rig.anthropic().messages.create({ ...ASKING, max_tokens: 9 })).rejects.toMatchObject({
      status: 403,
      error: { type: 'error', error: { type: 'permission_error', url: 'https://example.com/verify' } },
    })
    expect(rig.model.seen.length).toBe(before)
    expect((await rig.openai().chat.completions.create(ASKING)).choices).toHaveLength(1)
  })

  test('in shadow do nothing; a tag goes to the upstream', async () => {
    await decide('suspend', 'acct-a', 'shadow')
    await rig.openai().chat.completions.create(ASKING)
    await decide('tag')
    await rig.openai().chat.completions.create(ASKING)
    expect(rig.model.seen.at(-1)?.headers['x-stillwatch-tag']).toBe('look')
  })

  test('throttle what asks a model, and say when to come again', async () => {
    await decide('throttle')
    await rig.openai().chat.completions.create(ASKING)
    const refused = await rig
      .openai()
      .chat.completions.create(ASKING)
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({ status: 429, type: 'rate_limit_error' })
    expect(Number((refused as { headers: Headers }).headers.get('retry-after'))).toBeGreaterThan(50)
    expect(
      (await fetch(`${rig.proxy.url}/v1/models`, { headers: { authorization: 'Bearer sk-a' } })).status,
    ).toBe(200)
  })

  test('degrade requests and answers, streamed or not, of both APIs', async () => {
    await decide('degrade')
    const chat = await rig.openai().chat.completions.create({ ...ASKING, max_tokens: 4000, logprobs: true })
    expect(JSON.parse(rig.model.seen.at(-1)?.body ?? '')).toEqual({
      model: 'small',
      messages: QUESTION,
      max_tokens: 50,
    })
    expect(chat.choices[0]).toMatchObject({ message: { content: TEXT }, logprobs: null })
    expect(JSON.stringify(chat)).not.toContain('hidden')
    let text = ''
    let all = ''
    for await (const chunk of await rig.openai().chat.completions.create({ ...ASKING, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? ''
      all += JSON.stringify(chunk)
    }
    expect([text, /hidden|logprob"/.test(all)]).toEqual([TEXT, false])
    expect(JSON.parse(rig.model.seen.at(-1)?.body ?? '')).toMatchObject({ max_completion_tokens: 50 })
    let responded = ''
    for await (const event of await rig.openai().responses.create({ model: 'big', input: 'x', stream: true }))
      responded += JSON.stringify(event)
    expect(responded).toContain('süß')
    expect(responded).not.toMatch(/hidden|c2VjcmV0|"token"/)
    const held = await rig.openai().responses.create({ model: 'big', input: 'x' })
    expect([held.output_text, /hidden|"token"/.test(JSON.stringify(held))]).toEqual([TEXT, false])

    await decide('degrade', 'acct-b')
    const ask = { ...ASKING, max_tokens: 4000, thinking: { type: 'enabled' as const, budget_tokens: 2000 } }
    const message = await rig.anthropic().messages.stream(ask).finalMessage()
    expect(message.content).toMatchObject([{ type: 'text', text: TEXT }])
    expect(JSON.parse(rig.model.seen.at(-1)?.body ?? '')).toMatchObject({
      max_tokens: 50,
      thinking: { type: 'disabled' },
    })
    expect((await rig.anthropic().messages.create(ask)).content).toMatchObject([{ type: 'text', text: TEXT }])
  })

  test('can’t be gone around with a second key', async () => {
    const before = rig.model.seen.length
    const ask = (headers: Record<string, string>) =>
      fetch(`${rig.proxy.url}/v1/chat/completions`, { method: 'POST', headers, body: JSON.stringify(ASKING) })
    const two = await ask({ authorization: 'Bearer one', 'x-api-key': 'other' })
    expect([two.status, await two.text()]).toEqual([400, expect.stringContaining('two-keys')])
    expect(rig.model.seen.length).toBe(before)
    for (const bearer of ['Bearer one', 'Bearer'])
      expect((await ask({ authorization: bearer, 'x-api-key': 'one' })).status).not.toBe(400)
  })

  test('can’t be gone around by a request that is not read', async () => {
    await decide('degrade')
    const post = async (body: string, headers: Record<string, string> = {}, path = '/v1/chat/completions') =>
      (
        await fetch(`${rig.proxy.url}${path}`, {
          method: 'POST',
          body,
          headers: { authorization: 'Bearer sk-a', ...headers },
        })
      ).status
    for (const path of ['/v1/Chat/COMPLETIONS', '/v1//chat/completions/', '/v1/chat/completions;x=1'])
      expect(await post('[1]', {}, path)).toBe(400)
    expect(await post('{"model":"big",')).toBe(400)
    expect(await post('[1]')).toBe(400)
    expect(await post('{}', { 'content-encoding': 'gzip' })).toBe(415)
    expect(await post('{"model":"big","model":"big"}')).toBe(200)
    expect(rig.model.seen.at(-1)?.body).toBe('{"model":"small","max_completion_tokens":50}')
  })
})

test('while the service is away, decisions hold and exchanges wait; killed or not, none is lost', async () => {
  await decide('suspend', 'acct-b')
  const url = new URL(rig.service.url)
  await rig.service.stop()
  await expect(rig.anthropic().messages.create({ ...ASKING, max_tokens: 9 })).rejects.toMatchObject({
    status: 403,
  })
  const before = rig.written().filter(({ account }) => account === 'acct-secret').length
  const secret = rig.openai('sk-hidden-secret')
  for (let n = 0; n < 5; n++) await secret.chat.completions.create(ASKING)
  await rig.proxy.until(
    () => rig.written().filter(({ account }) => account === 'acct-secret').length === before + 5,
  )
  await rig.proxy.kill()
  const { state } = rig
  const spooled = readdirSync(join(state, 'spool'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jsonl'),
  )
  expect(spooled.length).toBeGreaterThan(0)
  await rig.startAgain(url.href)
  await expect(rig.anthropic().messages.create({ ...ASKING, max_tokens: 9 })).rejects.toMatchObject({
    status: 403,
  })
  await rig.startServiceAgain(url.host)
  await rig.service.until(async () => {
    const { body } = await rig.service.send<{ facts: { exchanges: number } | null }>(
      '/v1/accounts/acct-secret',
    )
    return body.facts?.exchanges === 5
  }, 30_000)
  // It follows the new process too, whose numbers begin anew.
  await decide(undefined)
  expect((await rig.anthropic().messages.create({ ...ASKING, max_tokens: 9 })).content).toHaveLength(2)
})

test('no secret is logged or written down', () => {
  const { state } = rig
  const files = readdirSync(state, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  for (const text of [rig.proxy.log, readFileSync(join(rig.folder, 'exchanges.jsonl'), 'utf8'), ...files])
    expect(text).not.toContain('sk-hidden-secret')
})

test('until decisions are known, the stated rule holds', async () => {
  const options = ['--service', 'http://127.0.0.1:9', '--key-file', rig.keyFile]
  const open = await RunningProxy.start(rig.model.url, join(rig.folder, 'open'), options)
  const closed = await RunningProxy.start(rig.model.url, join(rig.folder, 'closed'), [
    ...options,
    '--when-unsure',
    'closed',
  ])
  const ask = async ({ url }: RunningProxy) =>
    (await fetch(`${url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify(ASKING) })).status
  try {
    expect([await ask(open), await ask(closed)]).toEqual([200, 403])
    expect(JSON.parse(await closed.status('/readyz'))).toMatchObject({ ready: false, decisions: false })
  } finally {
    await Promise.all([open.stop(), closed.stop()])
  }
})

test('decisions of the operator’s own come from a file, and follow it', async () => {
  const file = join(rig.folder, 'own.json')
  const write = (action: keyof typeof STEPS) =>
    writeFileSync(
      file,
      JSON.stringify({
        decisions: [decisionOf(action, 'address:127.0.0.1', 'enforce')],
        words: { 'automated-use': 'Because.' },
      }),
    )
  write('suspend')
  const proxy = await RunningProxy.start(rig.model.url, join(rig.folder, 'own'), ['--decisions', file])
  const ask = () => fetch(`${proxy.url}/v1/messages`, { method: 'POST', body: JSON.stringify(ASKING) })
  try {
    const refused = await ask()
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('Because.')])
    write('observe')
    await proxy.until(async () => (await ask()).status === 200, 3000)
    writeFileSync(file, '{"decisions": 7}')
    await proxy.until(() => proxy.log.includes('decisions cannot be read again'), 3000)
    expect((await ask()).status).toBe(200)
  } finally {
    await proxy.stop()
  }
})
