// What other systems send by themselves: stock OpenTelemetry SDKs in JavaScript and Python, LiteLLM's generic callback in
// its three forms, Portkey's log hook.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { AnyValueMap } from '@opentelemetry/api-logs'
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs'
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { makeFolder } from '../cli/stillwatch.js'
import { ROOT } from '../repository/tree.js'

const folder = makeFolder()
const store = join(folder.path, 'store')
let service: RunningService
let key: string

beforeAll(async () => {
  key = makeKey(store, '--scope', 'admin')
  service = await RunningService.start(store, key)
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

interface Known {
  readonly facts: { readonly exchanges: number; readonly org: string; readonly first: string } | null
}

/** Waits until the store has so many exchanges of an account. */
async function arrived(account: string, exchanges: number): Promise<void> {
  await service.until(async () => {
    const { body } = await service.send<Known>(`/v1/accounts/${account}`)
    return body.facts?.exchanges === exchanges
  }, 90_000)
}

/** Exchanges that were sent, by account: loaded together, they are waited for together. */
const sent = new Map<string, number>()

const attributesOf = (account: string) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-5',
  'gen_ai.usage.input_tokens': 12,
  'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'hello' }] }]),
  'user.id': account,
})

/** Sends spans as an instrumented program does. */
async function exportSpans(exporter: SpanExporter, account: string, spans: number): Promise<void> {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'test', 'stillwatch.org.id': 'org-otel' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  const tracer = provider.getTracer('test')
  for (let i = 0; i < spans; i++) tracer.startSpan('chat gpt-5', { attributes: attributesOf(account) }).end()
  await provider.forceFlush()
  await provider.shutdown()
}

const headers = () => ({ authorization: `Bearer ${key}` })

describe('OpenTelemetry’s SDK for JavaScript', () => {
  test('exports spans in protobuf, compressed', async () => {
    const url = `${service.url}/v1/traces`
    const compression = CompressionAlgorithm.GZIP
    await exportSpans(new ProtobufExporter({ url, headers: headers(), compression }), 'js-protobuf', 7)
    sent.set('js-protobuf', 7)
  })

  test('exports spans in JSON', async () => {
    await exportSpans(new JsonExporter({ url: `${service.url}/v1/traces`, headers: headers() }), 'js-json', 5)
    sent.set('js-json', 5)
  })

  test('exports log records in protobuf', async () => {
    const exporter = new OTLPLogExporter({ url: `${service.url}/v1/logs`, headers: headers() })
    const provider = new LoggerProvider({ processors: [new BatchLogRecordProcessor({ exporter })] })
    const logger = provider.getLogger('test')
    for (let i = 0; i < 4; i++)
      logger.emit({
        eventName: 'gen_ai.client.inference.operation.details',
        attributes: { ...attributesOf('js-logs'), 'gen_ai.response.id': `log-${i}` } as AnyValueMap,
      })
    await provider.forceFlush()
    await provider.shutdown()
    sent.set('js-logs', 4)
  })
})

const python = join(ROOT, '.peers/python/bin/python')
const hasPython =
  existsSync(python) &&
  spawnSync(python, ['-c', 'import opentelemetry.exporter.otlp.proto.http']).status === 0
if (!hasPython)
  console.warn(
    'skipped: OpenTelemetry’s SDK for Python is not in .peers/; `node scripts/peers.mjs` brings it',
  )

describe.skipIf(!hasPython)('OpenTelemetry’s SDK for Python', () => {
  test.each(['traces', 'logs'])('exports %s', async (signal) => {
    const account = `python-${signal}`
    const program = join(ROOT, 'test/http/export_otlp.py')
    const child = spawn(python, [program, signal, `${service.url}/v1/${signal}`, key, account, '6'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    sent.set(account, 6)
  })
})

test('what SDKs exported is in the store, each span and record once', async () => {
  for (const [account, exchanges] of sent) await arrived(account, exchanges)
}, 120_000)

describe('OTLP that is none', () => {
  test.each([
    ['protobuf', 'application/x-protobuf', Buffer.from('ff'.repeat(200), 'hex')],
    ['JSON', 'application/json', '{"resourceSpans": 7}'],
    ['JSON', 'application/json', '[]'],
  ])('in %s is refused', async (_, type, body) => {
    const answer = await service.send('/v1/traces', { body, headers: { 'content-type': type } })
    expect(answer.status).toBe(400)
    if (type.includes('protobuf')) expect(answer.headers.get('content-type')).toContain(type)
  })

  test('nests without end is refused', async () => {
    // AnyValue in ArrayValue in AnyValue, each a field of the one around it.
    let value = Buffer.from([0x10, 1])
    const wrap = (tag: number, inner: Buffer) =>
      Buffer.concat([Buffer.from([tag]), varint(inner.length), inner])
    for (let depth = 0; depth < 5000; depth++) value = wrap(0x2a, wrap(0x0a, value))
    const attribute = Buffer.concat([Buffer.from([0x0a, 1, 0x61]), wrap(0x12, value)])
    const span = wrap(0x4a, attribute)
    const body = wrap(0x0a, wrap(0x12, wrap(0x12, span)))
    const type = { 'content-type': 'application/x-protobuf' }
    expect((await service.send('/v1/traces', { body, headers: type })).status).toBe(400)
  })

  test('comes in no known encoding', async () => {
    const answer = await service.send('/v1/logs', { body: 'x', headers: { 'content-type': 'text/plain' } })
    expect(answer).toMatchObject({ status: 415, body: { title: 'type-unsupported' } })
  })
})

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest >>>= 7) {
    bytes.push(rest > 127 ? (rest & 127) | 128 : rest)
    if (rest <= 127) return Buffer.from(bytes)
  }
}

/** A payload as LiteLLM's callback writes it. */
function payload(id: string, account: string): object {
  return {
    id,
    call_type: 'acompletion',
    startTime: 1_771_545_600.5,
    endTime: 1_771_545_601.5,
    model: 'gpt-5',
    end_user: account,
    messages: [{ role: 'user', content: 'hello' }],
    response: { id, choices: [{ message: { role: 'assistant', content: 'hi' } }] },
    prompt_tokens: 5,
    completion_tokens: 2,
    model_parameters: {},
    model_map_information: { model_map_key: 'gpt-5', model_map_value: { secret_size: 'x'.repeat(2000) } },
    hidden_params: { additional_headers: { authorization: 'Bearer sk-litellm-secret' } },
    metadata: { user_api_key_hash: 'a'.repeat(64) },
  }
}

/** All that lies in the inbox. */
function inbox(): string {
  const kept = new Set<string>()
  for (let number = 1; number < 100; number++)
    for (const kind of ['litellm', 'provider-json']) {
      const path = join(store, 'service/inbox', `${String(number).padStart(10, '0')}-${kind}.jsonl`)
      if (existsSync(path)) kept.add(readFileSync(path, 'utf8'))
    }
  return [...kept].join('')
}

describe('LiteLLM’s generic callback', () => {
  const two = (account: string) => [payload(`${account}-1`, account), payload(`${account}-2`, account)]

  test.each([
    ['an array', 'll-array', JSON.stringify(two('ll-array'))],
    [
      'lines',
      'll-lines',
      two('ll-lines')
        .map((one) => JSON.stringify(one))
        .join('\n'),
    ],
    ['an indented array', 'll-indented', JSON.stringify(two('ll-indented'), null, 2)],
  ])('posts %s', async (_, account, body) => {
    const answer = await service.send('/v1/litellm?wait=20', { body })
    expect(answer).toMatchObject({ status: 200, body: { records: 2, outcome: { rejected: {} } } })
    await arrived(account, 2)
  })

  test('posts a single payload', async () => {
    await service.send('/v1/litellm?wait=20', { body: payload('single', 'll-single') })
    await arrived('ll-single', 1)
    expect(inbox()).not.toContain('model_map_information')
    expect(inbox()).not.toContain('sk-litellm-secret')
  })
})

describe('Portkey’s log hook', () => {
  const record = (eventType: string) => ({
    request: {
      json: { model: 'gpt-5', messages: [{ role: 'user', content: 'hello' }] },
      text: 'hello',
      headers: { Authorization: 'Bearer sk-portkey-secret', 'User-Agent': 'test/1' },
    },
    response: {
      json: { id: 'chatcmpl-9', choices: [{ message: { role: 'assistant', content: 'hi' } }] },
      statusCode: 200,
    },
    provider: 'openai',
    requestType: 'chatComplete',
    metadata: { _user: 'portkey-user', org: 'org-portkey' },
    eventType,
  })

  test('is taken without the secrets in it, and once', async () => {
    const answer = await service.send('/v1/portkey?wait=20', { body: record('afterRequestHook') })
    expect(answer).toMatchObject({ status: 200, body: { records: 1, outcome: { accepted: 1 } } })
    const before = await service.send('/v1/portkey?wait=20', { body: record('beforeRequestHook') })
    expect(before).toMatchObject({ status: 200, body: { records: 0, state: 'empty' } })
    await arrived('portkey-user', 1)
    expect(inbox()).toContain('portkey-user')
    expect(inbox()).not.toContain('sk-portkey-secret')
    expect(service.log).not.toContain('sk-portkey-secret')
  })

  test('may be compressed', async () => {
    const body = gzipSync(JSON.stringify({ ...record('afterRequestHook'), metadata: { _user: 'packed' } }))
    const answer = await service.send('/v1/portkey', { body, headers: { 'content-encoding': 'gzip' } })
    expect(answer.status).toBe(202)
  })
})
