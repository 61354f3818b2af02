// The service from outside: what it takes, tells and refuses.
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { exchangeLine, exchangeLines, makeFolder, runStillwatch } from '../cli/stillwatch.js'

interface Receipt {
  readonly batch: string
  readonly state: string
  readonly repeated: boolean
  readonly outcome?: { readonly accepted: number; readonly rejected: Record<string, number> }
}

const folder = makeFolder()
const store = join(folder.path, 'store, with a comma')
let service: RunningService

beforeAll(async () => {
  service = await RunningService.start(store, makeKey(store, '--scope', 'admin'))
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

/** What the program `zstd` made of one exchange of the account `packed`. */
const ZSTD = Buffer.from(
  [
    '28b52ffd04684d020082040f11903d0612b183030bf9666e42893ccc9be9603f0827438c0e1f1d57496dbd389e9932b6',
    '2eae1021899861c8388698a35f7cf1329a836cd5a3b7771d03005916a3aa7cbddc1326793f80',
  ].join(''),
  'hex',
)

describe('batches', () => {
  test('are in the store once, however often they are sent', async () => {
    const body = exchangeLines(20)
    const first = await service.send<Receipt>('/v1/exchanges?wait=20', { body })
    expect(first).toMatchObject({ status: 200, body: { records: 20, repeated: false, state: 'loaded' } })
    expect(first.body.outcome?.accepted).toBe(20)
    const again = await service.send<Receipt>('/v1/exchanges', { body })
    expect(again).toMatchObject({ status: 200, body: { batch: first.body.batch, repeated: true } })
  })

  test('whose exchanges came before add nothing', async () => {
    const sent = await service.send<Receipt>('/v1/exchanges?wait=20', { body: exchangeLines(25) })
    expect(sent.body.outcome).toMatchObject({ accepted: 5, rejected: { 'already-loaded': 20 } })
  })

  test('of one id are one, whatever they hold', async () => {
    const headers = { 'idempotency-key': 'batch-1' }
    await service.send('/v1/exchanges?wait=20', { body: exchangeLines(3, 100), headers })
    const other = await service.send<Receipt>('/v1/exchanges', { body: exchangeLines(3, 200), headers })
    expect(other).toMatchObject({ status: 200, body: { batch: 'batch-1', repeated: true, state: 'loaded' } })
    const mine = await service.send<Receipt>('/v1/batches/batch-1')
    expect(mine.body).toMatchObject({ state: 'loaded', outcome: { accepted: 3 } })
  })

  test('may be compressed', async () => {
    const body = gzipSync(exchangeLines(4, 300))
    const sent = await service.send<Receipt>('/v1/exchanges?wait=20', {
      body,
      headers: { 'content-encoding': 'gzip' },
    })
    expect(sent.body.outcome?.accepted).toBe(4)
  })

  test('lose nothing but the lines that are wrong, which are kept with their reasons', async () => {
    const body = `${exchangeLine(400)}\n{"id": broken\n${exchangeLine(401, { account: '' })}\n`
    const sent = await service.send<Receipt>('/v1/exchanges?wait=20', { body })
    expect(sent.body.outcome).toMatchObject({ accepted: 1, rejected: { 'not-json': 1, 'no-account': 1 } })
    const day = new Date().toISOString().slice(0, 10)
    expect(readFileSync(join(store, 'service/refused', `${day}.jsonl`), 'utf8')).toContain(
      '{\\"id\\": broken',
    )
  })

  test('of accounts are taken', async () => {
    const body = '{"account":"account-1","org":"first","tier":"pro"}\n{"account":"account-2"}\n'
    const sent = await service.send<Receipt>('/v1/accounts?wait=20', { body })
    expect(sent.body.outcome?.accepted).toBe(2)
    const one = await service.send<{ facts: object }>('/v1/accounts/account-1')
    expect(one.body.facts).toMatchObject({ org: 'first', tier: 'pro', exchanges: expect.any(Number) })
  })

  test.each([
    ['nothing', '', {}, 400, 'records-malformed'],
    ['words', 'hello', {}, 400, 'records-malformed'],
    ['a record over several lines', '{\n"id": "a"}', {}, 400, 'records-malformed'],
    ['what is no gzip', 'hello', { 'content-encoding': 'gzip' }, 400, 'encoding-damaged'],
    ['an encoding that is not known', 'hello', { 'content-encoding': 'br' }, 415, 'encoding-unsupported'],
    ['a batch id with spaces', exchangeLine(1), { 'idempotency-key': 'a b' }, 400, 'request-malformed'],
  ])('of %s are refused', async (_, body, headers, status, title) => {
    const sent = await service.send('/v1/exchanges', { body, headers, method: 'POST' })
    expect(sent).toMatchObject({ status, body: { title } })
  })

  test('that unpack to too much are refused', async () => {
    // Members of a gzip file follow each other.
    const member = gzipSync(Buffer.alloc(32 * 1024 * 1024))
    const body = Buffer.concat(Array.from({ length: 9 }, () => member))
    const headers = { 'content-encoding': 'gzip' }
    const sent = await service.send('/v1/exchanges', { body, headers })
    expect(sent).toMatchObject({ status: 413, body: { title: 'body-too-large' } })
  })

  test('that break off in the middle are not counted as being read', async () => {
    const { hostname, port } = new URL(service.url)
    const key = makeKey(store, '--scope', 'ingest')
    const head = `POST /v1/exchanges HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${key}\r\ncontent-length: 60000000\r\n\r\n{`
    await service.until(async () => (await service.send('/v1/batches/none', { key })).status === 404)
    for (let n = 0; n < 8; n++)
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => socket.write(head))
        setTimeout(() => socket.destroy(), 100)
        socket.on('close', () => resolve())
        socket.on('error', () => {})
      })
    const sent = await service.send<Receipt>('/v1/exchanges?wait=20', { body: exchangeLines(2, 600) })
    expect(sent.body.outcome?.accepted).toBe(2)
  })

  test('may be zstd, and are refused where it is cut', async () => {
    const headers = { 'content-encoding': 'zstd' }
    const whole = await service.send<Receipt>('/v1/exchanges?wait=20', { body: ZSTD, headers })
    expect(whole.body.outcome?.accepted).toBe(1)
    const sent = await service.send('/v1/exchanges', { body: ZSTD.subarray(0, 40), headers })
    expect(sent.status).toBe(400)
  })
})

describe('keys', () => {
  test('are asked for', async () => {
    const without = await service.send('/v1/decide', { key: '', body: { account: 'a' } })
    expect(without).toMatchObject({ status: 401, body: { title: 'key-missing' } })
    expect(without.headers.get('www-authenticate')).toBe('Bearer')
    const wrong = await service.send('/v1/decide', { key: 'sw_wrong', body: { account: 'a' } })
    expect(wrong).toMatchObject({ status: 401, body: { title: 'key-refused' } })
  })

  test('made, used and revoked while the service runs', async () => {
    const key = makeKey(store, '--scope', 'decide')
    await service.until(
      async () => (await service.send('/v1/decide', { key, body: { account: 'a' } })).status === 200,
    )
    const other = await service.send('/v1/exchanges', { key, body: exchangeLine(1) })
    expect(other).toMatchObject({ status: 403, body: { title: 'scope-missing' } })
    const open = await fetch(`${service.url}/v1/decisions/stream`, {
      headers: { authorization: `Bearer ${key}` },
    })
    await runStillwatch(['keys', 'revoke', key.split('_')[1] ?? '', '--store', store])
    // It ends: the text would never be whole otherwise.
    expect(await open.text()).toContain('event: terms')
    await service.until(
      async () => (await service.send('/v1/decide', { key, body: { account: 'a' } })).status === 401,
    )
    expect(service.log).not.toContain(key)
    expect(readFileSync(join(store, 'service/keys.jsonl'), 'utf8')).not.toContain(key)
  })

  test('may have a rate', async () => {
    const key = makeKey(store, '--scope', 'decide', '--rate', '2')
    const ask = () => service.send('/v1/decide', { key, body: { account: 'a' } })
    await service.until(async () => (await ask()).status === 200)
    const replies = await Promise.all(Array.from({ length: 6 }, ask))
    const refused = replies.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(3)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  })
})

describe('a page in a browser', () => {
  test('of another site may change nothing', async () => {
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    const sent = await service.send('/v1/analyses', { method: 'POST', headers })
    expect(sent).toMatchObject({ status: 403, body: { title: 'cross-site' } })
    const read = await service.send('/healthz', { headers })
    expect(read.headers.get('access-control-allow-origin')).toBeNull()
  })
})

const DECISION = {
  account: 'account-1',
  campaign: 'sable-lark',
  action: 'suspend',
  parameters: {},
  mode: 'enforce',
  reason: 'automated-use',
  rule: 'test',
  policyVersion: '1',
  from: '2026-01-01T00:00:00Z',
  until: '2100-01-01T00:00:00Z',
}

describe('decisions', () => {
  test('are told, streamed with a digest, and there while the engine is gone', async () => {
    const put = { method: 'PUT', body: { decisions: [DECISION] } }
    const state = await service.send<{ digest: string }>('/v1/decisions', put)
    expect(state).toMatchObject({ status: 200, body: { count: 1 } })
    const ask = () => service.send('/v1/decide', { body: { account: 'account-1' } })
    expect((await ask()).body).toMatchObject({ action: 'suspend', refused: true })
    process.kill(service.enginePid, 'SIGKILL')
    await service.until(async () => (await service.send('/readyz')).status === 503)
    expect((await ask()).body).toMatchObject({ action: 'suspend', refused: true })
    const held = await service.send<Receipt>('/v1/exchanges', { body: exchangeLines(2, 500) })
    expect(held).toMatchObject({ status: 202, body: { state: 'held' } })
    await service.until(async () => (await service.send('/readyz')).status === 200)
    const loaded = () => service.send<Receipt>(`/v1/batches/${held.body.batch}`)
    await service.until(async () => (await loaded()).body.outcome?.accepted === 2)
  })

  test('come as server-sent events, all of them and then each change', async () => {
    const events = await readEvents(service, '/v1/decisions/stream', 2, async () => {
      const more = { ...DECISION, account: 'account-2', action: 'observe' }
      await service.send('/v1/decisions', { method: 'PUT', body: { decisions: [DECISION, more] } })
    })
    expect(events[0]).toMatchObject({ event: 'decisions', data: { isLast: true, count: 1 } })
    expect(events[1]).toMatchObject({
      event: 'change',
      data: { count: 2, added: [{ account: 'account-2' }] },
    })
  })
})

interface SentEvent {
  readonly event: string
  readonly data: unknown
}

/** The first events of a stream; `between` is done after the first. */
async function readEvents(
  { url }: RunningService,
  path: string,
  count: number,
  between: () => Promise<void>,
): Promise<SentEvent[]> {
  const stop = new AbortController()
  const headers = { authorization: `Bearer ${makeKey(store, '--scope', 'admin')}` }
  await service.until(async () => (await fetch(new URL('/metrics', url), { headers })).status === 200)
  const response = await fetch(new URL(path, url), { headers, signal: stop.signal })
  const events: SentEvent[] = []
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString()
    const whole = text.split('\n\n')
    text = whole.pop() ?? ''
    for (const one of whole) {
      const event = /^event: (.*)$/m.exec(one)?.[1]
      if (event === undefined || event === 'terms') continue
      events.push({ event, data: JSON.parse(/^data: (.*)$/m.exec(one)?.[1] ?? 'null') })
      if (events.length === 1) await between()
    }
    if (events.length >= count) break
  }
  stop.abort()
  return events
}

describe('the audit log', () => {
  test('is whole, and shows it when it is not', async () => {
    const whole = await runStillwatch(['audit', 'verify', '--store', store])
    expect(whole.stdout).toContain('each follows from the one before')
    const path = join(store, 'service/audit.jsonl')
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    const copy = join(folder.path, 'copy')
    makeKey(copy, '--scope', 'read')
    writeFileSync(join(copy, 'service/audit.jsonl'), `${[lines[0], ...lines.slice(2)].join('\n')}\n`)
    const cut = await runStillwatch(['audit', 'verify', '--store', copy])
    expect(cut).toMatchObject({ status: 2, stderr: expect.stringContaining('[audit-broken]') })
    writeFileSync(join(copy, 'service/audit.jsonl'), `${lines.slice(0, -1).join('\n')}\n`)
    const head = /head (\w+)/.exec(whole.stdout)?.[1] ?? ''
    const shorter = await runStillwatch(['audit', 'verify', '--store', copy, '--head', head])
    expect(shorter).toMatchObject({ status: 2, stderr: expect.stringContaining('[audit-cut]') })
  })
})
