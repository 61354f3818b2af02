// What is read of what passed: the same however it was cut into pieces, the same as the log format `provider-json` reads
// of it, and never a failure, whatever it is.

import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { StringDecoder } from 'node:string_decoder'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../src/proxy/api.js'
import { readAnswer, StreamReader } from '../../src/proxy/log/answer.js'
import { type ExchangeFacts, recordLine } from '../../src/proxy/log/record.js'
import { filterEvents } from '../../src/proxy/withhold.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { land, scratch } from '../sources/landing.js'
import { type ModelServer, serveModel, TEXT } from './model-server.js'

let model: ModelServer
let store: Store
const folder = scratch()
beforeAll(async () => {
  model = await serveModel()
  store = await openStore({})
})
afterAll(async () => {
  await model?.close()
  await store?.close()
  folder.discard()
})

const QUESTION = [
  { role: 'system', content: 'Answer briefly.' },
  {
    role: 'user',
    content: [
      { type: 'text', text: 'Where sat the cat?' },
      { type: 'text', text: 'süß 猫' },
    ],
  },
  {
    role: 'assistant',
    content: [{ type: 'thinking', thinking: 'hm', signature: 'QUJDREVGR0hJSktMTU5PUFFSU1RVVg==' }],
  },
]
const TOOLS = [{ type: 'function', function: { name: 'find_cat' } }]

/** A request of each API, whole and streamed. */
const REQUESTS: readonly (readonly [Api, string, object])[] = (
  [
    ['chat', '/v1/chat/completions', { messages: QUESTION, n: 1, tools: TOOLS, logprobs: true }],
    ['responses', '/v1/responses', { input: QUESTION, instructions: 'Be brief.', max_output_tokens: 90 }],
    [
      'messages',
      '/v1/messages',
      { system: [{ type: 'text', text: 'Be brief.' }], messages: QUESTION, max_tokens: 90 },
    ],
  ] as const
).flatMap(([api, path, fields]) =>
  [false, true].map((stream) => [api, path, { model: 'big', temperature: 0.25, stream, ...fields }] as const),
)

async function answerOf(path: string, body: object): Promise<string> {
  const response = await fetch(`${model.url}${path}`, { method: 'POST', body: JSON.stringify(body) })
  return response.text()
}

const factsOf = (api: Api, isEventStream: boolean, fields: Partial<ExchangeFacts> = {}): ExchangeFacts => ({
  id: 'ex-1',
  ts: '2026-11-01T00:00:00.000Z',
  api,
  account: 'acct-1',
  org: 'org-1',
  key: 'k',
  ip: '192.0.2.1',
  userAgent: 'ua',
  client: {},
  headerNames: [],
  status: 200,
  failure: '',
  firstByteMs: 1,
  ms: 2,
  requestEncoding: undefined,
  responseEncoding: undefined,
  isEventStream,
  ...fields,
})

/** A stream as a reader gets it, cut at these places. */
function inPieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b)
  return [...places, bytes.length].map((end, at) => bytes.subarray(places[at - 1] ?? 0, end))
}
const CUTS = fc.array(fc.nat(100_000), { maxLength: 40 })

describe.each(REQUESTS)('%s at %s, %j', (api, path, body) => {
  const isStream = (body as { stream: boolean }).stream

  test('lands as the log format of requests and answers has it', async () => {
    const answer = await answerOf(path, body)
    const envelope = {
      ts: '2026-11-01T00:00:00.000Z',
      exchange_id: 'ex-1',
      account_id: 'acct-1',
      org_id: 'org-1',
      api_key_hash: 'k',
      pathway: 'api',
      client_ip: '192.0.2.1',
      user_agent: 'ua',
      request: body,
      response: isStream ? answer : JSON.parse(answer),
      status: '200',
    }
    const line = recordLine(factsOf(api, isStream), Buffer.from(JSON.stringify(body)), Buffer.from(answer))
    const [proxied] = (await land(store, [folder.write('p.jsonl', `${line}\n`)], 'native')).rows
    const [enveloped] = (
      await land(store, [folder.write('e.jsonl', `${JSON.stringify(envelope)}\n`)], 'provider-json')
    ).rows
    const told = ({ raw: _, messages, ...row }: Readonly<Record<string, unknown>> = {}) => ({
      ...(row as Record<string, unknown>),
      messages: (messages as { role: string; content: string }[]).map(({ role, content }) => ({
        role,
        content: content.startsWith('[') ? JSON.parse(content) : content,
      })),
    })
    expect(proxied).toMatchObject({ completion: TEXT, input_tokens: 11, output_tokens: 7 })
    const [own, same] = [told(proxied), told(enveloped)]
    // Of a stream that format counts cached tokens not, and takes the words of reasoning for the answer's.
    if (isStream) for (const row of [own, same]) Object.assign(row, { completion: '', input_tokens: 0 })
    expect(own).toEqual(same)
  })

  test.runIf(isStream)('is read alike however it is cut, and loses hidden reasoning alike', async () => {
    const bytes = Buffer.from(await answerOf(path, body))
    const read = (pieces: readonly Buffer[]) => {
      const reader = new StreamReader()
      const decoder = new StringDecoder('utf8')
      for (const piece of pieces) reader.feed(decoder.write(piece))
      return reader.end()
    }
    const whole = read([bytes])
    expect(whole).toMatchObject({ text: TEXT, inputTokens: 11, outputTokens: 7 })
    const filtered = (pieces: readonly Buffer[]) =>
      text(Readable.from(pieces).pipe(filterEvents({ withholdReasoning: true, withholdLogprobs: true })))
    const filteredWhole = await filtered([bytes])
    expect(filteredWhole).not.toContain('hidden')
    expect(read([Buffer.from(filteredWhole)])).toEqual(whole)
    await fc.assert(
      fc.asyncProperty(CUTS, async (cuts) => {
        const pieces = inPieces(bytes, cuts)
        expect(read(pieces)).toEqual(whole)
        expect(await filtered(pieces)).toBe(filteredWhole)
      }),
      { numRuns: 60 },
    )
  })

  test('is read as far as it goes when it breaks off', async () => {
    const bytes = Buffer.from(await answerOf(path, body))
    fc.assert(
      fc.property(fc.nat(bytes.length), (end) => {
        const line = recordLine(factsOf(api, isStream), undefined, bytes.subarray(0, end))
        const { completion } = JSON.parse(line) as { completion: string }
        if (isStream) expect(TEXT.startsWith(completion)).toBe(true)
      }),
    )
  })
})

test('events with other line ends and comments are the same', () => {
  const read = (stream: string) => {
    const reader = new StreamReader()
    reader.feed(stream)
    return reader.end().text
  }
  const event = 'data: {"choices":[{"index":0,"delta":{"content":"a"}}]}'
  expect(read(`${event}\n\n${event}\n\n`)).toBe('aa')
  expect(read(`: hello\r\n\r\n${event}\r\n\r\nevent: x\r\n${event}`)).toBe('aa')
  expect(read(`${event}\r\r`)).toBe('a')
})

test('tool calls are the text where there is none', () => {
  const delta = (call: object) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, ...call }] } }] })}\n\n`
  const reader = new StreamReader()
  reader.feed(
    delta({ function: { name: 'find', arguments: '{"what":' } }) +
      delta({ function: { arguments: '"cat"}' } }),
  )
  expect(JSON.parse(reader.end().text)).toEqual([{ name: 'find', arguments: '{"what":"cat"}' }])
  expect(readAnswer('{"error":{"type":"overloaded_error","message":"later"}}').error).toBe('overloaded_error')
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('an answer in %s is read, also where it was cut off', (encoding, pack) => {
  const event = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'word ' } }] })}\n\n`
  const bytes = pack(Buffer.from(event.repeat(2000)))
  const read = (some: Uint8Array) =>
    (
      JSON.parse(recordLine(factsOf('chat', true, { responseEncoding: encoding }), undefined, some)) as {
        completion: string
      }
    ).completion
  expect(read(bytes)).toBe('word '.repeat(2000))
  expect(read(bytes.subarray(0, bytes.length - 8))).toMatch(/^(word )*/)
})

test('whatever passes makes a record', () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.json().map((value) => Buffer.from(value)),
    fc.json().map((value) => Buffer.from(`data: ${value}\n\n`)),
    fc.constantFrom('[', '{"messages":', '{"a":').map((open) => Buffer.from(open.repeat(20_000))),
  )
  const encoding = fc.constantFrom(undefined, 'gzip', 'br', 'deflate', 'zstd')
  fc.assert(
    fc.property(
      hostile,
      hostile,
      encoding,
      fc.boolean(),
      (asked, answered, responseEncoding, isEventStream) => {
        const line = recordLine(factsOf('chat', isEventStream, { responseEncoding }), asked, answered)
        expect(JSON.parse(line)).toMatchObject({ id: 'ex-1', account: 'acct-1' })
      },
    ),
  )
})
