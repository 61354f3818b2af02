// A model's API on loopback, as OpenAI and Anthropic document theirs: whole answers and streams. What it does besides is
// asked for in a header: `x-do: hang`, `drop`, `gzip`, `stepwise`.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly rawHeaders: readonly string[]
  readonly body: string
  /** Whether its sender went away before it was answered. */
  isAborted: boolean
}

export interface ModelServer {
  readonly url: string
  readonly port: number
  /** Newest last. */
  readonly seen: SeenRequest[]
  /** Lets a stream that was asked for `stepwise` go on by one event: it waits before each. */
  step(): void
  /** Cuts all connections that are idle or not. */
  cut(): void
  close(): Promise<void>
}

export const WORDS = ['The ', 'cat ', 'sat ', 'on ', 'the ', 'mat, ', 'süß 猫.']
export const TEXT = WORDS.join('')
const USAGE = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 }
const ANTHROPIC_USAGE = {
  input_tokens: 9,
  cache_read_input_tokens: 2,
  cache_creation_input_tokens: 0,
  output_tokens: 7,
}

type Json = Record<string, unknown>

export async function serveModel(port = 0): Promise<ModelServer> {
  const seen: SeenRequest[] = []
  const steps = new Steps()
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    void answer(request, response, seen, steps).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    seen,
    step: () => steps.give(),
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  seen: SeenRequest[],
  steps: Steps,
): Promise<void> {
  const pieces: Buffer[] = []
  const one: SeenRequest = {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers as Record<string, string | undefined>,
    rawHeaders: request.rawHeaders,
    body: '',
    isAborted: false,
  }
  response.on('close', () => {
    one.isAborted = !response.writableFinished
  })
  for await (const piece of request) pieces.push(piece as Buffer)
  const body = Buffer.concat(pieces)
  seen.push(Object.assign(one, { body: body.toString() }))
  const what = request.headers['x-do']
  if (what === 'hang') return
  if (what === 'drop') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {"choices":[{"index":0,"delta":{"content":"half"}}]}\n\n')
    await sleep(50)
    response.destroy()
    return
  }
  const path = (request.url ?? '').split('?')[0] ?? ''
  if (request.headers.authorization === 'Bearer sk-unknown')
    return send(response, 401, { error: { message: 'Incorrect API key', type: 'invalid_request_error' } })
  const asked = parse(body.toString())
  const pause = what === 'stepwise' ? () => steps.take() : undefined
  if (path.endsWith('/chat/completions')) return chat(asked, response, what === 'gzip', pause)
  if (path.endsWith('/completions'))
    return send(response, 200, {
      id: 'c',
      object: 'text_completion',
      choices: [{ index: 0, text: TEXT }],
      usage: USAGE,
    })
  if (path.endsWith('/responses')) return responses(asked, response)
  if (path.endsWith('/embeddings'))
    return send(response, 200, {
      object: 'list',
      model: 'embedder',
      data: [{ object: 'embedding', index: 0, embedding: [0.5, 0.25] }],
      usage: { prompt_tokens: 5, total_tokens: 5 },
    })
  if (path.endsWith('/messages')) return messages(asked, response, pause)
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'x-echo': path }).end(body)
}

async function chat(asked: Json, response: ServerResponse, isGzip: boolean, pause?: Pause): Promise<void> {
  const model = String(asked.model)
  if (asked.stream !== true)
    return send(
      response,
      200,
      {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model,
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content: TEXT, reasoning_content: 'hidden thoughts' },
            logprobs: { content: [{ token: 'The', logprob: -0.5 }] },
            finish_reason: 'stop',
          },
        ],
        usage: USAGE,
      },
      isGzip,
    )
  const chunk = (fields: Json) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model,
    ...fields,
  })
  const delta = (content: string) => ({
    index: 0,
    delta: { content, reasoning_content: 'hidden thoughts' },
    logprobs: { content: [{ token: content, logprob: -0.5 }] },
    finish_reason: null,
  })
  await stream(response, pause, [
    ...WORDS.map((word) => ({ data: chunk({ choices: [delta(word)] }) })),
    { data: chunk({ choices: [], usage: USAGE }) },
    { data: '[DONE]' },
  ])
}

async function responses(asked: Json, response: ServerResponse): Promise<void> {
  const whole = {
    id: 'resp-1',
    object: 'response',
    model: String(asked.model),
    status: 'completed',
    output: [
      {
        type: 'reasoning',
        id: 'rs-1',
        summary: [{ type: 'summary_text', text: 'hidden thoughts' }],
        encrypted_content: 'c2VjcmV0',
      },
      {
        type: 'message',
        id: 'm-1',
        role: 'assistant',
        content: [{ type: 'output_text', text: TEXT, annotations: [], logprobs: [{ token: 'The' }] }],
      },
    ],
    usage: { input_tokens: 11, output_tokens: 7, total_tokens: 18 },
  }
  if (asked.stream !== true) return send(response, 200, whole)
  await stream(response, undefined, [
    { event: 'response.created', data: { type: 'response.created', response: { ...whole, output: [] } } },
    {
      event: 'response.reasoning_summary_text.delta',
      data: { type: 'response.reasoning_summary_text.delta', delta: 'hidden thoughts' },
    },
    ...WORDS.map((delta) => ({
      event: 'response.output_text.delta',
      data: {
        type: 'response.output_text.delta',
        output_index: 1,
        content_index: 0,
        delta,
        logprobs: [{ token: delta }],
      },
    })),
    { event: 'response.completed', data: { type: 'response.completed', response: whole } },
  ])
}

async function messages(asked: Json, response: ServerResponse, pause?: Pause): Promise<void> {
  const head = {
    id: 'msg-1',
    type: 'message',
    role: 'assistant',
    model: String(asked.model),
    stop_reason: null,
  }
  const thinking = { type: 'thinking', thinking: 'hidden thoughts', signature: 'c2ln' }
  if (asked.stream !== true)
    return send(response, 200, {
      ...head,
      content: [thinking, { type: 'text', text: TEXT }],
      usage: ANTHROPIC_USAGE,
    })
  const typed = (type: string, fields: Json) => ({ event: type, data: { type, ...fields } })
  await stream(response, pause, [
    typed('message_start', {
      message: { ...head, content: [], usage: { ...ANTHROPIC_USAGE, output_tokens: 1 } },
    }),
    typed('content_block_start', { index: 0, content_block: { ...thinking, thinking: '' } }),
    typed('content_block_delta', {
      index: 0,
      delta: { type: 'thinking_delta', thinking: 'hidden thoughts' },
    }),
    typed('content_block_stop', { index: 0 }),
    typed('content_block_start', { index: 1, content_block: { type: 'text', text: '' } }),
    ...WORDS.map((text) => typed('content_block_delta', { index: 1, delta: { type: 'text_delta', text } })),
    typed('content_block_stop', { index: 1 }),
    typed('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 7 } }),
    typed('message_stop', {}),
  ])
}

/** What a stream does before each event. */
type Pause = () => Promise<void>

/** Steps that a test gives and a stream takes, one an event. */
class Steps {
  private given = 0
  private waiting: (() => void) | undefined

  give(): void {
    this.given++
    this.waiting?.()
    this.waiting = undefined
  }

  async take(): Promise<void> {
    if (this.given === 0)
      await new Promise<void>((resolve) => {
        this.waiting = resolve
      })
    this.given--
  }
}

interface Event {
  readonly event?: string
  readonly data: unknown
}

async function stream(
  response: ServerResponse,
  pause: Pause | undefined,
  events: readonly Event[],
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  response.flushHeaders()
  for (const { event, data } of events) {
    await pause?.()
    if (response.destroyed) return
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    response.write(`${event === undefined ? '' : `event: ${event}\n`}data: ${text}\n\n`)
  }
  response.end()
}

function send(response: ServerResponse, status: number, value: unknown, isGzip = false): void {
  const body = isGzip ? gzipSync(JSON.stringify(value)) : Buffer.from(JSON.stringify(value))
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...(isGzip && { 'content-encoding': 'gzip' }),
  })
  response.end(body)
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return {}
  }
}
