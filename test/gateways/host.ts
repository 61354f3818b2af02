// What a service does around the gateways' protocols, as little of it as a test needs: it listens on loopback, hands
// requests to an adapter and asks one table. And an upstream that says what reached it.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Decision, DecisionTable, makeDecision } from '../../src/respond/decision.js'
import type { GatewayContext, GatewayRequest, GatewayResponse } from '../../src/respond/gateways/gateway.js'

export interface Listening {
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

/** What reached the upstream, newest last. */
export interface Seen {
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export const CONTEXT_WORDS = {
  words: { 'coordinated-use': 'Your account acts together with others.' },
  appealUrl: 'https://example.com/appeal',
}

/** A table with a decision on an account for each step, and what adapters need to ask it. */
export function tableOfSteps(): { readonly table: DecisionTable; readonly context: GatewayContext } {
  const table = new DecisionTable()
  table.replace([
    stepDecision('suspended', 'suspend'),
    stepDecision('unverified', 'step-up', { url: 'https://example.com/verify' }),
    stepDecision('slow', 'throttle', { requestsPerMinute: 1, per: 'account' }),
    stepDecision('degraded', 'degrade', {
      model: 'small-model',
      maxTokens: 100,
      withholdReasoning: true,
      withholdLogprobs: true,
    }),
    stepDecision('tagged', 'tag', { tag: 'look' }),
    stepDecision('observed', 'observe'),
    { ...stepDecision('shadowed', 'suspend', {}, 'shadow') },
  ])
  const context: GatewayContext = { ...CONTEXT_WORDS, ask: (request) => table.decide(request) }
  return { table, context }
}

export function stepDecision(
  account: string,
  action: Decision['action'],
  parameters: Decision['parameters'] = {},
  mode: Decision['mode'] = 'enforce',
): Decision {
  return makeDecision({
    account,
    campaign: 'c-1',
    action,
    parameters,
    mode,
    reason: 'coordinated-use',
    rule: 'rule',
    policyVersion: '1',
    from: '2026-01-01T00:00:00Z',
    until: new Date(Date.now() + 3_600_000).toISOString(),
  })
}

/** Serves adapters under the paths that begin with their names here. */
export function serveAdapters(
  adapters: Readonly<Record<string, (request: GatewayRequest) => GatewayResponse>>,
): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    void readBody(incoming).then((body) => {
      const path = incoming.url ?? '/'
      const adapter = Object.entries(adapters).find(([prefix]) => path.startsWith(prefix))?.[1]
      const answer = adapter?.({
        method: incoming.method ?? 'GET',
        path,
        headers: headersOf(incoming),
        body,
      }) ?? {
        status: 404,
        headers: {},
        body: '',
      }
      outgoing.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  return listen(server)
}

/** A model's API: answers every call, in pieces where it is asked to, and remembers what came. */
export async function serveUpstream(): Promise<Listening & { readonly seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer((incoming, outgoing) => {
    void readBody(incoming).then((body) => {
      seen.push({ path: incoming.url ?? '', headers: headersOf(incoming), body })
      if (incoming.url?.includes(':streamGenerateContent')) {
        // As Gemini streams.
        const candidates = [
          { index: 0, content: { role: 'model', parts: [{ text: 'answered' }] }, finishReason: 'STOP' },
        ]
        outgoing
          .writeHead(200, { 'content-type': 'text/event-stream' })
          .end(`data: ${JSON.stringify({ candidates, modelVersion: 'm' })}\r\n\r\n`)
        return
      }
      if (!/"stream":\s*true/.test(body)) {
        const choices = [
          { index: 0, message: { role: 'assistant', content: 'answered' }, finish_reason: 'stop' },
        ]
        outgoing
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, model: 'm', choices }))
        return
      }
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const content of ['ans', 'wered']) {
        const choices = [{ index: 0, delta: { content } }]
        outgoing.write(
          `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`,
        )
      }
      outgoing.end('data: [DONE]\n\n')
    })
  })
  return { ...(await listen(server)), seen }
}

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function headersOf(incoming: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
