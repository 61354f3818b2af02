// The collections of a running service from outside: who may do what, what is kept, and how it fails.
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, makeNamedKey, type Reply, RunningService } from '../../bench/live/running-service.js'
import type { Envelope, Status } from '../../src/share/taxii/wire.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'

const TYPE = 'application/taxii+json;version=2.1'
const [SHARED, MINE, SECRET, DROP] = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '33333333-3333-4333-8333-333333333333',
  '44444444-4444-4444-8444-444444444444',
]
const FILE = `
schema: stillwatch.taxii/1
title: Provider A
default: providers
pageSize: 50
roots:
  - path: providers
    title: Providers of language models
    maxContentLength: 200000
    collections:
      - { id: ${SHARED}, title: Campaigns, alias: campaigns, read: ["*"], write: [provider-b, operator] }
      - { id: ${MINE}, title: Of A alone, listed: true, read: [operator], write: [operator] }
      - { id: ${SECRET}, title: Nobody is told, read: [operator] }
      - { id: ${DROP}, title: Letter box, write: ["*"] }
  - path: inner
    title: Not for partners
    collections:
      - { id: 55555555-5555-4555-8555-555555555555, title: Drafts, read: ["role:analyst"] }
`
const folder = makeFolder()
const store = join(folder.path, 'store')
const file = join(folder.path, 'taxii.yaml')
let service: RunningService
let [partner, operator] = ['', '']

beforeAll(async () => {
  writeFileSync(file, FILE)
  partner = makeNamedKey('provider-b', store, '--scope', 'share')
  operator = makeNamedKey('operator', store, '--scope', 'share')
  service = await RunningService.start(store, partner, ['--taxii', file])
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

const at = (collection: string, rest = '') => `/taxii2/providers/collections/${collection}/${rest}`
const idOf = (number: number, type = 'indicator') =>
  `${type}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const indicator = (number: number, more: object = {}) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: idOf(number),
  created: '2026-09-14T00:00:00.000Z',
  modified: '2026-09-14T00:00:00.000Z',
  ...more,
})
const post = (collection: string, body: string | object, key = partner): Promise<Reply<Status>> =>
  service.send(at(collection, 'objects/'), {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    key,
    headers: { 'content-type': TYPE },
  })
const read = (collection: string, query = '', key = partner): Promise<Reply<Envelope>> =>
  service.send(at(collection, `objects/${query}`), { key })

describe('who asks', () => {
  const ask = (authorization: string) =>
    service.send('/taxii2/', { key: '', headers: { ...(authorization !== '' && { authorization }) } })
  const basic = (user: string, key: string) => `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`

  test('brings a key, as its own or as a password', async () => {
    const id = partner.split('_')[1] ?? ''
    for (const good of [
      `Bearer ${partner}`,
      `Token ${partner}`,
      basic('provider-b', partner),
      basic(id, partner),
    ])
      expect(await ask(good)).toMatchObject({ status: 200, body: { title: 'Provider A' } })
    for (const bad of [
      '',
      basic('operator', partner),
      basic('provider-b', 'guess'),
      'Basic ???',
      `Token guess`,
    ]) {
      const refused = await ask(bad)
      expect(refused).toMatchObject({ status: 401, body: { title: 'Unauthorized', http_status: '401' } })
      expect(refused.headers.get('www-authenticate')).toContain('Basic')
      expect(refused.headers.get('content-type')).toBe(TYPE)
    }
  })

  test('needs the scope', async () => {
    const key = makeKey(store, '--scope', 'read', 'decide', 'ingest', 'act')
    await service.until(async () => (await service.send('/taxii2/', { key })).status === 403)
  })

  test('can’t use a password elsewhere', async () => {
    const headers = { authorization: basic('provider-b', partner) }
    expect(await service.send('/v1/campaigns', { key: '', headers })).toMatchObject({ status: 401 })
  })

  test('is told of what concerns them', async () => {
    const listed = (key: string) =>
      service.send<{ collections: object[] }>('/taxii2/providers/collections/', { key })
    expect((await listed(partner)).body.collections).toMatchObject([
      { id: SHARED, can_read: true, can_write: true, alias: 'campaigns' },
      { id: MINE, can_read: false, can_write: false },
      { id: DROP, can_read: false, can_write: true },
    ])
    expect((await listed(operator)).body.collections).toHaveLength(4)
    expect(await service.send('/taxii2/')).toMatchObject({
      body: { default: '/taxii2/providers/', api_roots: ['/taxii2/providers/'] },
    })
    expect(await service.send('/taxii2/inner/')).toMatchObject({ status: 404 })
  })

  test('may do what the file says', async () => {
    const asked = async (collection: string, key: string) => [
      (await read(collection, '', key)).status,
      (await post(collection, { objects: [] }, key)).status,
      (await service.send(at(collection, `objects/${idOf(1)}/`), { method: 'DELETE', key })).status,
    ]
    expect(await asked(MINE, partner)).toEqual([403, 403, 404])
    expect(await asked(SECRET, partner)).toEqual([404, 404, 404])
    expect(await asked(SECRET, operator)).toEqual([200, 403, 403])
    expect(await asked(DROP, partner)).toEqual([403, 202, 403])
    expect((await service.send(at(MINE, 'manifest/'))).status).toBe(403)
    expect((await service.send(at(MINE, `objects/${idOf(1)}/versions/`))).status).toBe(403)
  })
})

describe('objects', () => {
  test('are kept as the very text that came', async () => {
    const texts = [
      `{ "type":"indicator", "spec_version":"2.1","id":"${idOf(100)}","created":"2026-09-14T00:00:00Z","modified":"2026-09-14T00:00:00.123456789Z","x_count": 12345678901234567890, "n":1.10 }`,
      `{"id":"${idOf(101, 'x-of-a-stranger')}","type":"x-of-a-stranger","spec_version":"2.1","t":"\\u00e9\\ud83d\\ude00 é😀","empty":{},"z":[1e300]}`,
    ]
    const posted = await post(SHARED, `{"objects":[${texts.join(' ,\n')}]}`)
    expect(posted).toMatchObject({
      status: 202,
      body: { status: 'complete', success_count: 2, failure_count: 0 },
    })
    const response = await fetch(
      new URL(
        at('campaigns', `objects/?match[id]=${idOf(100)},${idOf(101, 'x-of-a-stranger')}`),
        service.url,
      ),
      {
        headers: { authorization: `Bearer ${partner}` },
      },
    )
    expect(await response.text()).toBe(`{"more":false,"objects":[${texts.join(',')}]}`)
    expect(response.headers.get('content-type')).toBe(TYPE)
  })

  test('are added once; a version that says something else is refused, what has none is a version anew', async () => {
    expect((await post(SHARED, { objects: [indicator(1), indicator(1)] })).body).toMatchObject({
      success_count: 2,
      successes: [{ message: 'Object added' }, { message: 'Object already added' }],
    })
    const { created, ...reordered } = indicator(1)
    expect((await post(SHARED, { objects: [{ ...reordered, created }] })).body).toMatchObject({
      successes: [{ message: 'Object already added' }],
    })
    expect((await post(SHARED, { objects: [indicator(1, { name: 'other' })] })).body).toMatchObject({
      success_count: 0,
      failure_count: 1,
      failures: [{ id: idOf(1), version: '2026-09-14T00:00:00.000Z' }],
    })
    const address = { type: 'ipv4-addr', id: idOf(2, 'ipv4-addr'), value: '192.0.2.1' }
    for (const [value, message] of [
      ['192.0.2.1', 'Object added'],
      ['192.0.2.1', 'Object already added'],
      ['192.0.2.2', 'Object added'],
    ])
      expect((await post(SHARED, { objects: [{ ...address, value }] })).body).toMatchObject({
        successes: [{ message }],
      })
    const { body } = await read(SHARED, `?match[id]=${address.id}`)
    expect(body.objects).toMatchObject([{ value: '192.0.2.2' }])
  })

  test('that can’t be told apart are failures, and the others are added', async () => {
    const envelope = {
      objects: [
        indicator(3),
        5,
        { type: 'indicator' },
        { ...indicator(4), modified: 'today' },
        { ...indicator(4), spec_version: '2.0' },
        { ...indicator(4), spec_version: '7' },
        { ...indicator(4), name: '\ud800' },
        { ...indicator(4), x_number: 'HUGE' },
        { type: 'bundle', id: idOf(5, 'bundle'), objects: [] },
      ],
    }
    const { status, body } = await post(SHARED, JSON.stringify(envelope).replace('"HUGE"', '1e400'))
    expect([status, body.success_count, body.failure_count, body.total_count]).toEqual([202, 1, 8, 9])
    expect(body.failures?.map(({ message }) => message)).toEqual([
      'is no object',
      'has no id',
      'has a modified that is no time in UTC',
      'is STIX 2.0; this collection takes 2.1',
      'is of a version of STIX that is not known here',
      'has a number that is too large, or text that is no Unicode',
      'has a number that is too large, or text that is no Unicode',
      'is a bundle: post what is in it',
    ])
  })

  test('are gone when they were deleted, and can come again', async () => {
    const versions = [1, 2, 3].map((day) => indicator(6, { modified: `2026-09-1${day}T00:00:00.000Z` }))
    await post(SHARED, { objects: versions })
    const path = at(SHARED, `objects/${idOf(6)}/`)
    const left = async () =>
      (await service.send<{ versions?: string[] }>(`${path}versions/`)).body.versions?.length
    const remove = async (query = '') => {
      const headers = { authorization: `Bearer ${partner}` }
      const gone = await fetch(new URL(`${path}${query}`, service.url), { method: 'DELETE', headers })
      expect(gone.headers.get('content-type')).toBe(TYPE)
      return [gone.status, (await gone.text()) === '']
    }
    expect(await left()).toBe(3)
    expect(await remove()).toEqual([200, true])
    expect(await left()).toBe(2)
    expect((await read(SHARED, `?match[id]=${idOf(6)}`)).body.objects).toMatchObject([
      { modified: versions[1]?.modified },
    ])
    expect(await remove('?match[version]=all')).toEqual([200, true])
    expect((await service.send(path)).status).toBe(404)
    expect(await remove()).toEqual([404, false])
    expect((await post(SHARED, { objects: [versions[0] ?? {}] })).body).toMatchObject({
      successes: [{ message: 'Object added' }],
    })
    expect(await left()).toBe(1)
  })

  test('who polls while many post gets each once, and a cursor outlives the service', async () => {
    const ids = Array.from({ length: 400 }, (_, index) => idOf(1000 + index))
    const posts = Array.from({ length: 20 }, (_, part) =>
      post(SHARED, {
        objects: ids.slice(part * 20, part * 20 + 20).map((_, index) => indicator(1000 + part * 20 + index)),
      }),
    )
    const got: string[] = []
    let after = '1970-01-01T00:00:00Z'
    const poll = async () => {
      const page = await read(SHARED, `?added_after=${after}&limit=7`)
      got.push(...(page.body.objects ?? []).map(({ id }) => String(id)))
      after = page.headers.get('x-taxii-date-added-last') ?? after
      return page.body.objects?.length ?? 0
    }
    let isPosting = true
    const all = Promise.all(posts).finally(() => {
      isPosting = false
    })
    while (isPosting || (await poll()) > 0) await poll()
    expect((await all).map(({ body }) => body.success_count)).toEqual(posts.map(() => 20))
    while ((await poll()) > 0);
    const mine = got.filter((id) => ids.includes(id))
    expect([mine.length, new Set(mine).size]).toEqual([400, 400])

    const first = await read(SHARED, '?match[type]=indicator&limit=100')
    expect(first.body).toMatchObject({ more: true })
    expect(first.body.objects).toHaveLength(50)
    const next = `?match[type]=indicator&next=${first.body.next}`
    const second = await read(SHARED, next)
    await service.stop()
    service = await RunningService.start(store, partner, ['--taxii', file])
    expect((await read(SHARED, next)).body).toEqual(second.body)
    expect(await read(SHARED, `?match[type]=malware&next=${first.body.next}`)).toMatchObject({
      status: 400,
      body: { title: 'ProcessingError', error_code: 'cursor-invalid' },
    })
    expect(await read(DROP, next, operator)).toMatchObject({ status: 403 })
  })

  test('a status is for who posted', async () => {
    const { body } = await post(SHARED, { objects: [indicator(7)] })
    const path = `/taxii2/providers/status/${body.id}/`
    expect(await service.send(path)).toMatchObject({ status: 200, body })
    expect(await service.send(path, { key: operator })).toMatchObject({ status: 404 })
  })
})

/** What a service answers to who has only told how long the body is that comes. */
function firstLine(path: string, bytes: number): Promise<string> {
  const { hostname, port } = new URL(service.url)
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${hostname}`,
    `authorization: Bearer ${partner}`,
    `content-type: ${TYPE}`,
    `content-length: ${bytes}`,
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n`))
    socket.once('error', reject).once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
  })
}

describe('what can’t be answered', () => {
  const deep = `{"objects":[${'['.repeat(70)}${']'.repeat(70)}]}`
  test.each([
    ['{"type":"indicator"}', 'it has no list of objects'],
    ['[]', 'it has no list of objects'],
    ['{"objects":', 'it is not JSON'],
    ['', 'it is not JSON'],
    [deep, 'nests deeper than 64 levels'],
    ['{"objects":[{"a":1,"a":2}]}', 'twice'],
  ])('%s is no envelope', async (body, why) => {
    const refused = await post(SHARED, body)
    expect(refused).toMatchObject({ status: 422, body: { title: 'ProcessingError', http_status: '422' } })
    expect((refused.body as unknown as { description: string }).description).toContain(why)
  })

  test('fails in the standard’s form', async () => {
    const failed = async (path: string, options: Parameters<RunningService['send']>[1] = {}) => {
      const { status, headers, body } = await service.send(path, options)
      expect(headers.get('content-type')).toBe(TYPE)
      expect(body).toMatchObject({ http_status: String(status), title: expect.any(String) })
      return status
    }
    expect(await failed('/taxii2/nowhere/')).toBe(404)
    expect(await failed('/taxii2/providers/nowhere/')).toBe(404)
    expect(await failed('/taxii2/', { method: 'PUT' })).toBe(404)
    expect(await failed(at('66666666-6666-4666-8666-666666666666'))).toBe(404)
    expect(await failed('/taxii2/', { headers: { accept: 'application/json' } })).toBe(406)
    expect(await failed(at(SHARED, 'objects/?limit=0'))).toBe(400)
    expect(await failed(at(SHARED, 'objects/?limit=1&limit=2'))).toBe(400)
    expect(await failed(at(SHARED, 'objects/?next=abc'))).toBe(400)
    expect(
      await failed(at(SHARED, 'objects/'), {
        body: '{"objects":[]}',
        headers: { 'content-type': 'application/json' },
      }),
    ).toBe(415)
    expect(
      await failed(at(SHARED, 'objects/'), {
        body: `{"objects":["${'x'.repeat(200_000)}"]}`,
        headers: { 'content-type': TYPE },
      }),
    ).toBe(413)
    expect(await firstLine(at(SHARED, 'objects/'), 11_000_000)).toBe('HTTP/1.1 413 Payload Too Large')
  })

  test('without its last slash is sent there', async () => {
    const response = await fetch(new URL('/taxii2/providers/collections?x=1', service.url), {
      redirect: 'manual',
      headers: { authorization: `Bearer ${partner}` },
    })
    expect([response.status, response.headers.get('location')]).toEqual([
      308,
      '/taxii2/providers/collections/?x=1',
    ])
  })
})

test('what was written, deleted and read stands in the audit log', async () => {
  await service.stop()
  const lines = readFileSync(join(store, 'service/audit.jsonl'), 'utf8')
  const actor = `key:${partner.split('_')[1]}`
  for (const action of ['taxii.added', 'taxii.deleted', 'taxii.read'])
    expect(lines).toMatch(
      new RegExp(`"actor":"${actor}","action":"${action}","details":{"collection":"${SHARED}"`),
    )
  expect((await runStillwatch(['audit', 'verify', '--store', store])).status).toBe(0)
})

test('a file that can’t be meant keeps the service from starting, with all that is wrong', async () => {
  const bad = join(folder.path, 'bad.yaml')
  writeFileSync(
    bad,
    FILE.replace('title: Campaigns', 'titel: Campaigns')
      .replace(MINE, SHARED)
      .replace('role:analyst', 'role:chief'),
  )
  const { status, stderr } = await runStillwatch([
    'serve',
    '--store',
    join(folder.path, 'none'),
    '--taxii',
    bad,
  ])
  expect(status).toBe(2)
  expect(stderr).toContain('[taxii-invalid]')
  expect(stderr).toMatch(/bad\.yaml:11:9: .*lacks|bad\.yaml:11:\d+: .*titel/)
  expect(stderr).toMatch(/bad\.yaml:18:\d+: .*role:viewer/)
  writeFileSync(bad, FILE.replace(MINE, SHARED).replace('default: providers', 'default: elsewhere'))
  const again = await runStillwatch(['serve', '--store', join(folder.path, 'none'), '--taxii', bad])
  expect(again.stderr).toContain('a collection before has')
  expect(again.stderr).toContain('“elsewhere” is the path of no root')
})
