// Private matching over HTTP: a partner asks a running service, within what its key and its signatures allow.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeNamedKey, RunningService } from '../../bench/live/running-service.js'
import { makeFolder, type Outcome, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (...names: readonly string[]) => join(folder.path, ...names)
const as = (who: string, ...args: readonly string[]) => runStillwatch(['share', ...args, '--state', at(who)])
const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `+44770${String(9_000_000 + from + index)}`).join('\n')
const printOf = ({ stderr }: Outcome) => /^ {2}((?:[0-9a-f]{4} ?){8})$/m.exec(stderr)?.[1] ?? ''

let service: RunningService
let [birch, cedar] = ['', '']

beforeAll(async () => {
  const names = ['acme', 'birch', 'cedar']
  const prints = new Map<string, string>()
  for (const name of names) {
    const made = await as(name, 'identity', 'create', `${name}.example`, '--root', at(`${name}.root`))
    writeFileSync(at(`${name}.card`), made.stdout)
    prints.set(name, printOf(made))
  }
  for (const [one, other] of [
    ['acme', 'birch'],
    ['birch', 'acme'],
    ['acme', 'cedar'],
    ['cedar', 'acme'],
  ] as const)
    await as(one, 'partners', 'add', at(`${other}.card`), '--fingerprint', prints.get(other) ?? '')
  const key = (name: string) => makeNamedKey(name, at('store'), '--state', at('acme'), '--scope', 'share')
  ;[birch, cedar] = [key('birch.example'), key('cedar.example')]
  for (const [name, own] of [
    ['birch', birch],
    ['cedar', cedar],
    ['other', key('some body')],
  ] as const)
    writeFileSync(at(`${name}.key`), own)
  writeFileSync(at('held'), numbers(0, 300))
  writeFileSync(at('mine'), numbers(250, 100))
  service = await RunningService.start(at('store'), birch, ['--state', at('acme')])
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

const offer = (to: string, ...args: readonly string[]) =>
  as('acme', 'match', 'offer', at('held'), '--to', to, '--kind', 'phone', '--serve', ...args)
const matchWith = (who: string, keyFile = who, ...args: readonly string[]) =>
  as(
    who,
    'match',
    'with',
    'acme.example',
    at('mine'),
    '--kind',
    'phone',
    '--service',
    service.url,
    '--key-file',
    at(`${keyFile}.key`),
    ...args,
  )

test('a round in one go finds what both have, and says nothing else to either', async () => {
  expect((await matchWith('birch')).stderr).toContain('[match-refused]')
  expect((await offer('birch.example')).status).toBe(0)
  expect((await service.send('/v1/match/offers')).body).toEqual({ kinds: ['phone'] })
  const { status, stdout, stderr } = await matchWith('birch')
  expect(stderr).toContain('acme.example has 50 of 100 values')
  expect([status, stdout]).toEqual([1, `${numbers(250, 50)}\n`])
  const spent = await as('acme', 'match', 'status', '--format', 'json')
  expect(JSON.parse(spent.stdout)).toMatchObject([{ partner: 'birch.example', spent: 128 }])
  const audit = readFileSync(at('acme', 'audit.jsonl'), 'utf8')
  const actor = `key:${birch.split('_')[1]}`
  expect(audit).toContain(`"actor":"${actor}","action":"match.offer-read"`)
  expect(audit).toContain(`"actor":"${actor}","action":"match.answered"`)
  expect(audit + readFileSync(at('birch', 'audit.jsonl'), 'utf8') + service.log).not.toContain('44770')
})

test('nobody gets another’s offer, or spends another’s budget', async () => {
  expect((await service.send('/v1/match/offers', { key: cedar })).body).toEqual({ kinds: [] })
  expect(await service.send('/v1/match/offers/phone', { key: cedar })).toMatchObject({ status: 404 })
  const { stderr } = await matchWith('birch', 'other')
  expect(stderr).toContain('not called after one')
  // Cedar came by requests that birch signed.
  const dir = at('offer')
  await offer('birch.example', '--out', dir)
  const asked = await as('birch', 'match', 'ask', at('mine'), '--offer', dir)
  const post = (key: string, body = asked.stdout) =>
    service.send<{ title: string }>('/v1/match/answers', {
      key,
      body,
      headers: { 'content-type': 'application/x-ndjson' },
    })
  expect(await post(cedar)).toMatchObject({ status: 422, body: { title: 'match-message-refused' } })
  const changed = asked.stdout.replace(/"elements":\["./, '"elements":["B')
  expect((await post(birch, changed)).status).toBeGreaterThanOrEqual(400)
  expect((await post(birch, '')).status).toBe(422)
  expect((await post(birch, asked.stdout.repeat(70))).status).toBe(422)
  const { status, headers } = await post(birch)
  expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
  expect((await post(birch)).status).toBe(200)
  const [row] = JSON.parse((await as('acme', 'match', 'status', '--format', 'json')).stdout) as [
    { spent: number },
  ]
  expect(row.spent).toBe(256)
  expect(readFileSync(at('acme', 'audit.jsonl'), 'utf8')).toContain('"action":"match.refused"')
})

test('a budget that is over is refused before anything is evaluated, and posts are limited by number', async () => {
  await offer('birch.example', '--budget', '300')
  const over = await matchWith('birch')
  expect(over.stderr).toMatch(/44 are left|are more than|answers 429/)
  const statuses = await Promise.all(
    Array.from({ length: 30 }, () =>
      service.send('/v1/match/answers', { key: cedar, body: 'x', headers: { 'content-type': 'text/plain' } }),
    ),
  )
  const limited = statuses.filter(({ status }) => status === 429)
  expect(limited.length).toBeGreaterThan(0)
  expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
})
