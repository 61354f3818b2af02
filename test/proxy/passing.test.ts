// What the proxy passes on and writes down.
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RunningProxy } from '../../bench/live/running-service.js'
import { hashKey } from '../../src/respond/gateways/identity.js'
import { TEXT, WORDS } from './model-server.js'
import { ACCOUNTS, ASKING, QUESTION, Rig } from './rig.js'

let rig: Rig
beforeAll(async () => {
  rig = await Rig.start()
})
afterAll(() => rig?.stop())

describe('clients of the OpenAI API', () => {
  test('chat, whole and streamed; both are written down alike', async () => {
    const whole = await rig.rowOf(async () => {
      const { choices } = await rig.openai().chat.completions.create({ ...ASKING, temperature: 0.5 })
      expect(choices[0]?.message.content).toBe(TEXT)
    })
    const streamed = await rig.rowOf(async () => {
      const pieces: string[] = []
      for await (const { choices } of await rig.openai().chat.completions.create({ ...ASKING, stream: true }))
        pieces.push(choices[0]?.delta.content ?? '')
      expect(pieces.filter((piece) => piece !== '')).toEqual(WORDS)
    })
    for (const row of [whole, streamed])
      expect(row).toMatchObject({
        account: 'acct-a',
        org: 'org-1',
        key: hashKey('sk-a'),
        ip: '127.0.0.1',
        model: 'big',
        messages: QUESTION,
        completion: TEXT,
        input_tokens: 11,
        output_tokens: 7,
        status: '200',
        user_agent: expect.stringContaining('OpenAI'),
        client: { 'x-stainless-lang': 'js' },
      })
    expect([whole.stream, streamed.stream, whole.temperature]).toEqual([false, true, 0.5])
  })

  test('responses, completions and embeddings', async () => {
    const answered = await rig.rowOf(async () => {
      const { output_text } = await rig.openai().responses.create({
        model: 'big',
        input: 'Where?',
        instructions: 'Be brief.',
      })
      expect(output_text).toBe(TEXT)
    })
    expect(answered).toMatchObject({
      prompt: 'Where?',
      system: 'Be brief.',
      completion: TEXT,
      output_tokens: 7,
    })
    const streamed = await rig.rowOf(async () => {
      let text = ''
      for await (const event of await rig.openai().responses.create({
        model: 'big',
        input: QUESTION,
        stream: true,
      }))
        if (event.type === 'response.output_text.delta') text += event.delta
      expect(text).toBe(TEXT)
    })
    expect(streamed).toMatchObject({ messages: QUESTION, completion: TEXT, input_tokens: 11 })
    const completed = await rig.rowOf(() => rig.openai().completions.create({ model: 'old', prompt: 'Once' }))
    expect(completed).toMatchObject({ prompt: 'Once', completion: TEXT })
    const embedded = await rig.rowOf(() =>
      rig.openai().embeddings.create({ model: 'e', input: ['one', 'two'] }),
    )
    expect(embedded).toMatchObject({ prompt: 'one\ntwo', input_tokens: 5 })
  })

  test('whatever else passes as it is', async () => {
    const before = rig.written().length
    const body = Buffer.from('00ff80fe', 'hex')
    const response = await fetch(`${rig.proxy.url}/v1/files/x?purpose=a%20b`, { method: 'PUT', body })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(body)
    expect(response.headers.get('x-echo')).toBe('/v1/files/x')
    expect(rig.model.seen.at(-1)).toMatchObject({ method: 'PUT', path: '/v1/files/x?purpose=a%20b' })
    expect(rig.written().length).toBe(before)
  })

  test('a key that the upstream refuses is nobody’s account', async () => {
    const before = rig.written().length
    await expect(rig.openai('sk-unknown').chat.completions.create(ASKING)).rejects.toMatchObject({
      status: 401,
    })
    await rig.proxy.until(async () =>
      (await rig.proxy.status('/metrics')).includes('reason="key-refused-upstream"} 1'),
    )
    expect(rig.written().length).toBe(before)
  })
})

describe('clients of the Anthropic API', () => {
  test('messages, whole and streamed; both are written down alike', async () => {
    const ask = { ...ASKING, max_tokens: 100, system: 'Be brief.' }
    const whole = await rig.rowOf(async () => {
      const { content } = await rig.anthropic().messages.create(ask)
      expect(content.at(-1)).toMatchObject({ type: 'text', text: TEXT })
    })
    const streamed = await rig.rowOf(async () => {
      const message = await rig.anthropic().messages.stream(ask).finalMessage()
      expect(message.content.at(-1)).toMatchObject({ type: 'text', text: TEXT })
    })
    for (const row of [whole, streamed])
      expect(row).toMatchObject({
        account: 'acct-b',
        key: hashKey('sk-b'),
        system: 'Be brief.',
        messages: QUESTION,
        completion: TEXT,
        max_tokens: 100,
        input_tokens: 11,
        output_tokens: 7,
      })
  })
})

describe('what passes', () => {
  test('comes piece by piece, as it is made', async () => {
    await rig.rowOf(async () => {
      const asked = rig
        .openai()
        .chat.completions.create({ ...ASKING, stream: true }, { headers: { 'x-do': 'stepwise' } })
      const pieces: string[] = []
      rig.model.step()
      // The model makes the next piece when this one is here: one that was held back would keep the test waiting for ever.
      for await (const { choices } of await asked) {
        pieces.push(choices[0]?.delta.content ?? '')
        rig.model.step()
      }
      expect(pieces.filter((piece) => piece !== '')).toEqual(WORDS)
    })
  })

  test('is no more wanted when the client goes away', async () => {
    const row = await rig.rowOf(async () => {
      const stop = new AbortController()
      const stream = await rig
        .openai()
        .chat.completions.create(
          { ...ASKING, stream: true },
          { headers: { 'x-do': 'stepwise' }, signal: stop.signal },
        )
      rig.model.step()
      for await (const _ of stream) break
      stop.abort()
      await rig.proxy.until(() => rig.model.seen.at(-1)?.isAborted === true)
    })
    expect(row).toMatchObject({ error: 'client-gone', completion: expect.stringContaining('The ') })
  })

  test('loses headers of one connection and our own names, and no others', async () => {
    const { port } = new URL(rig.proxy.url)
    const head = [
      'POST /v1/chat/completions HTTP/1.1',
      'Host: elsewhere.example',
      'Authorization: Bearer sk-a',
      'X-CuStom: Kept',
      'Connection: keep-alive, X-Mine',
      'X-Mine: dropped',
      'Keep-Alive: timeout=9',
      'X-Stillwatch-Tag: forged',
      'Accept-Encoding: zstd, gzip;q=0.5',
      'Expect: 100-continue',
      'Content-Length: 15',
    ]
    let text = ''
    await rig.rowOf(
      () =>
        new Promise<void>((resolve) => {
          let isSent = false
          const socket = connect(Number(port), '127.0.0.1', () =>
            socket.write(`${head.join('\r\n')}\r\n\r\n`),
          )
          socket.setEncoding('utf8').on('data', (piece: string) => {
            text += piece
            if (!isSent && text.includes('\r\n\r\n')) {
              isSent = true
              socket.write('{"model":"big"}')
            }
            if (text.includes('finish_reason')) socket.destroy()
          })
          socket.on('close', () => resolve())
        }),
    )
    expect(text.startsWith('HTTP/1.1 100')).toBe(true)
    expect(text).toContain('HTTP/1.1 200 OK')
    const { headers, rawHeaders, body } = rig.model.seen.at(-1) ?? { headers: {}, rawHeaders: [], body: '' }
    expect(body).toBe('{"model":"big"}')
    expect(rawHeaders).toContain('X-CuStom')
    expect(headers).toMatchObject({
      host: new URL(rig.model.url).host,
      'accept-encoding': 'gzip;q=0.5',
      'x-forwarded-for': '127.0.0.1',
      via: expect.stringContaining('stillwatch'),
    })
    for (const name of ['x-mine', 'keep-alive', 'x-stillwatch-tag']) expect(headers).not.toHaveProperty(name)
  })

  test('may be compressed, long, and hold pictures', async () => {
    const packed = await rig.rowOf(() =>
      rig.openai().chat.completions.create(ASKING, { headers: { 'x-do': 'gzip' } }),
    )
    expect(packed.completion).toBe(TEXT)
    const content = [
      { type: 'text' as const, text: 'word '.repeat(100_000) },
      { type: 'image_url' as const, image_url: { url: `data:image/png;base64,${'A'.repeat(8_000_000)}` } },
    ]
    const long = await rig.rowOf(() =>
      rig.openai().chat.completions.create({ model: 'big', messages: [{ role: 'user', content }] }),
    )
    expect(rig.model.seen.at(-1)?.body.length).toBeGreaterThan(8_000_000)
    const line = JSON.stringify(long)
    expect([line.length < 700_000, line.includes('word word')]).toEqual([true, true])
  })

  test('goes over connections that stay open, also when the upstream closes them', async () => {
    await rig.rowOf(() => rig.openai().chat.completions.create(ASKING))
    rig.model.cut()
    await rig.rowOf(async () => {
      const { choices } = await rig.openai().chat.completions.create(ASKING)
      expect(choices[0]?.message.content).toBe(TEXT)
    })
  })

  test('by a path that is read in two ways is refused', async () => {
    const { hostname, port } = new URL(rig.proxy.url)
    for (const path of [
      '/v1/x/../chat/completions',
      '/v1/%2e%2e/chat',
      '/v1/chat%5ccompletions',
      '/v1/%zz',
      'http://other/v1',
    ]) {
      const status = await new Promise((resolve) => {
        httpRequest({ hostname, port, path, method: 'POST' }, (response) => resolve(response.statusCode)).end(
          '{}',
        )
      })
      expect([path, status]).toEqual([path, 400])
    }
    await rig.rowOf(() =>
      fetch(`${rig.proxy.url}//v1/chat/completion%73`, { method: 'POST', body: JSON.stringify(ASKING) }),
    )
  })
})

describe('failures', () => {
  test('an answer that breaks off is none to the client, and written down as such', async () => {
    const row = await rig.rowOf(async () => {
      const read = async () => {
        const stream = await rig
          .openai()
          .chat.completions.create({ ...ASKING, stream: true }, { headers: { 'x-do': 'drop' } })
        for await (const _ of stream);
      }
      await expect(read()).rejects.toThrow()
    })
    expect(row).toMatchObject({ completion: 'half', error: 'upstream-broke-off' })
  })

  test('an upstream that is down or silent is told in the API’s own shape', async () => {
    const nowhere = await RunningProxy.start('http://127.0.0.1:9', join(rig.folder, 'nowhere'))
    const silent = await RunningProxy.start(rig.model.url, join(rig.folder, 'silent'), [
      '--upstream-silence',
      '300ms',
    ])
    try {
      const down = new OpenAI({ apiKey: 'sk-a', baseURL: `${nowhere.url}/v1`, maxRetries: 0 })
      await expect(down.chat.completions.create(ASKING)).rejects.toMatchObject({
        status: 502,
        code: 'upstream-unreachable',
        type: 'server_error',
      })
      const hanging = new Anthropic({ apiKey: 'sk-b', baseURL: silent.url, maxRetries: 0 })
      await expect(
        hanging.messages.create({ ...ASKING, max_tokens: 9 }, { headers: { 'x-do': 'hang' } }),
      ).rejects.toMatchObject({ status: 504, error: { type: 'error', error: { type: 'api_error' } } })
    } finally {
      await Promise.all([nowhere.stop(), silent.stop()])
    }
  })
})

test('what passed is in the store, once', async () => {
  const sent = rig.written()
  for (const account of Object.values(ACCOUNTS).slice(0, 2)) {
    const exchanges = sent.filter((row) => row.account === account).length
    await rig.service.until(async () => {
      const { body } = await rig.service.send<{ facts: { exchanges: number } | null }>(
        `/v1/accounts/${account}`,
      )
      return body.facts?.exchanges === exchanges
    })
    expect(exchanges).toBeGreaterThan(1)
  }
  await rig.proxy.until(async () =>
    (await rig.proxy.status('/metrics')).includes('stillwatch_proxy_spool_bytes 0\n'),
  )
  expect(await rig.proxy.status('/metrics')).not.toMatch(/exchanges_lost_total \d/)
})
