// Two live services: one publishes a campaign, the other accuses its part with it and decides. The publisher's key is
// changed, which changes nothing, and revoked: then what it signed counts no more, and decisions that rest on it end, also
// when the service is killed in between. What is published again under the next key counts.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeNamedKey, RunningService } from '../../bench/live/running-service.js'
import { simulate } from '../../simulate/simulate.js'
import type { Campaign } from '../../src/model/analysis.js'
import { whyNotSuspected } from '../../src/share/suspicion.js'
import { fingerprint } from '../../src/share/trust/ed25519-key.js'
import type { KeyCard } from '../../src/share/trust/key-card.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'

const COLLECTION = '7d3f7f0e-6a51-4f0c-9d9b-0f4c3f1f6a10'
const folder = makeFolder()
const at = (...names: readonly string[]) => join(folder.path, ...names)
const attackers: Record<string, Set<string>> = { birch: new Set(), cedar: new Set() }
let birch: RunningService
let cedar: RunningService
let startCedar: () => Promise<RunningService>

const run = async (...args: readonly string[]) => {
  const outcome = await runStillwatch(args)
  if (outcome.status === 2) throw new Error(`${args.join(' ')}:\n${outcome.stderr}`)
  return outcome.stdout
}

/** Half of a campaign beside honest accounts, analysed. */
async function prepare(
  name: 'birch' | 'cedar',
  place: number,
  campaign: Awaited<ReturnType<typeof simulate>>,
): Promise<void> {
  const linesOf = (path: string) => readFileSync(path, 'utf8').trim().split('\n')
  const accountOf = (line: string) => (JSON.parse(line) as { account: string }).account
  const truth = JSON.parse(readFileSync(campaign.files.truth, 'utf8')) as Record<string, string>
  const all = Object.keys(truth).filter((account) => truth[account]?.startsWith('attack:'))
  const part = new Set(all.filter((_, index) => index % 2 === place))
  attackers[name] = part
  const honest = await simulate({
    scenario: 'levers:honest=800',
    seed: 10 + place,
    scale: 1,
    out: at(`honest-${name}`),
  })
  for (const kind of ['exchanges', 'accounts'] as const) {
    const own = linesOf(campaign.files[kind]).filter((line) => part.has(accountOf(line)))
    writeFileSync(at(`${name}-${kind}.jsonl`), `${[...linesOf(honest.files[kind]), ...own].join('\n')}\n`)
  }
  await run(
    ...['analyze', at(`${name}-exchanges.jsonl`), '--accounts', at(`${name}-accounts.jsonl`)],
    ...['--store', at(name), '--quiet', '--no-packaged-facts'],
  )
}

beforeAll(async () => {
  const campaign = await simulate({
    scenario: 'levers:api,size=10+honest=1',
    seed: 1,
    scale: 1,
    out: at('campaign'),
  })
  await Promise.all([prepare('birch', 0, campaign), prepare('cedar', 1, campaign)])
  writeFileSync(at('community.key'), await run('share', 'key'))
  const card = await run('share', 'identity', 'create', 'birch', '--root', at('root'), '--store', at('birch'))
  writeFileSync(at('card'), card)
  const words = fingerprint((JSON.parse(card) as KeyCard).root)
  await run('share', 'partners', 'add', at('card'), '--fingerprint', words, '--store', at('cedar'))
  writeFileSync(
    at('taxii.yaml'),
    `schema: stillwatch.taxii/1
title: Birch
roots:
  - { path: a, title: A, collections: [{ id: ${COLLECTION}, title: Campaigns, alias: campaigns, read: [cedar], write: [own] }] }
`,
  )
  writeFileSync(at('cedar.key'), makeNamedKey('cedar', at('birch'), '--scope', 'share'))
  const own = makeNamedKey('own', at('birch'), '--scope', 'admin')
  writeFileSync(at('own.key'), own)
  birch = await RunningService.start(at('birch'), own, ['--taxii', at('taxii.yaml')])
  writeFileSync(
    at('partners.yaml'),
    `partners:
  - { name: birch, url: "${birch.url}/taxii2/", collection: campaigns, key-file: cedar.key, community-key: community.key, signatures: required }
`,
  )
  const key = makeNamedKey('own', at('cedar'), '--scope', 'admin')
  startCedar = () =>
    RunningService.start(at('cedar'), key, [
      ...['--partners', at('partners.yaml'), '--pull-every', '1s', '--producer', 'cedar'],
    ])
  cedar = await startCedar()
}, 300_000)
afterAll(async () => {
  await birch?.stop()
  await cedar?.stop()
  folder.remove()
})

const decided = async () => {
  const accounts = [...(attackers.cedar ?? [])]
  const answers = await Promise.all(
    accounts.map((account) =>
      cedar.send<{ action: string; shadow?: readonly unknown[] }>('/v1/decide', { body: { account } }),
    ),
  )
  return answers.filter(({ body }) => body.action === 'suspend').length
}
const received = async () =>
  (await cedar.send<{ total: number }>('/v1/received', { method: 'GET' })).body.total
const audit = () =>
  readFileSync(at('cedar', 'service', 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string; details: Record<string, unknown> })

test('a revoked key takes back what it signed, and the decisions that rest on it', async () => {
  const policy = `schema: stillwatch.policy/1
version: '1'
reasons: { code: Some words }
rules:
  - { name: stop, action: suspend, reason: code, mode: enforce }
`
  const adopted = await cedar.send('/v1/policy?note=test&without_shadow=true', {
    method: 'PUT',
    body: policy,
  })
  expect(adopted.status).toBe(200)
  expect(await decided()).toBe(0)

  const { body } = await birch.send<{ campaigns: { id: string }[] }>('/v1/campaigns?verdict=all')
  const groups = await Promise.all(
    body.campaigns.map(async ({ id }) => (await birch.send<Campaign>(`/v1/campaigns/${id}`)).body),
  )
  const told = groups.find((one) => one.verdict === 'explained' && whyNotSuspected(one) === undefined)
  const publish = () =>
    run(
      ...[
        'share',
        'publish',
        told?.id ?? '',
        '--suspects',
        '--service',
        birch.url,
        '--key-file',
        at('own.key'),
      ],
      ...['--state', at('birch', 'service'), '--community-key', at('community.key'), '--producer', 'birch'],
      ...[
        '--to',
        `${birch.url}/taxii2/a/collections/${COLLECTION}/`,
        '--to-key-file',
        at('own.key'),
        '--yes',
      ],
    )
  expect(await publish()).toContain('0 refused, 0 waiting')
  await cedar.until(async () => (await decided()) === 5, 60_000)

  const root = ['--root', at('root'), '--store', at('birch')]
  const [first] = (JSON.parse(readFileSync(at('card'), 'utf8')) as KeyCard).keys
  writeFileSync(at('card-2'), await run('share', 'identity', 'rotate', ...root))
  await run('share', 'partners', 'update', at('card-2'), '--store', at('cedar'))
  await new Promise((resolve) => setTimeout(resolve, 3000))
  await cedar.until(async () => (await received()) === 1)
  expect(audit().some(({ action }) => action === 'received.distrusted')).toBe(false)
  expect(await decided()).toBe(5)

  writeFileSync(
    at('card-3'),
    await run('share', 'identity', 'revoke', first?.kid ?? '', '--reason', 'it was stolen', ...root),
  )
  await run('share', 'partners', 'update', at('card-3'), '--store', at('cedar'))
  await cedar.until(async () => (await decided()) === 0, 60_000)
  await cedar.until(async () => (await received()) === 0, 30_000)
  await cedar.until(() => audit().some(({ action }) => action === 'decisions.lifted'))
  const lines = audit()
  expect(lines.find(({ action }) => action === 'received.distrusted')?.details).toMatchObject({
    partner: 'birch',
    kid: first?.kid,
    why: expect.stringContaining('revoked'),
    campaigns: [expect.stringMatching(/./)],
  })
  expect(lines.find(({ action }) => action === 'decisions.lifted')?.details).toMatchObject({
    decisions: 5,
    because: 'what partners told of it counts no more',
  })

  // Its objects are later versions under the key in use: they are told anew.
  expect(await publish()).toContain('0 refused, 0 waiting')
  await cedar.until(async () => (await decided()) === 5, 60_000)
  const before = audit().length
  const [, second] = (JSON.parse(readFileSync(at('card-3'), 'utf8')) as KeyCard).keys
  writeFileSync(
    at('card-4'),
    await run('share', 'identity', 'revoke', second?.kid ?? '', '--reason', 'again', ...root),
  )
  await run('share', 'partners', 'update', at('card-4'), '--store', at('cedar'))
  const since = () =>
    audit()
      .slice(before)
      .map(({ action }) => action)
  await cedar.until(() => since().includes('received.distrusted'), 30_000)
  await cedar.kill()
  expect(since()).not.toContain('decisions.lifted')
  cedar = await startCedar()
  expect(await decided()).toBe(5)
  await cedar.until(async () => (await decided()) === 0, 60_000)
  await cedar.until(() => since().includes('decisions.lifted'))
}, 300_000)
