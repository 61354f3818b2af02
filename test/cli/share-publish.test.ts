// A campaign is published to a partner's collection, seen there, published again, and taken back; also from a store that
// a service holds.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeNamedKey, RunningService } from '../../bench/live/running-service.js'
import type { Campaign } from '../../src/model/analysis.js'
import { verifyStixObject } from '../../src/share/stix/signed-object.js'
import type { StixObject } from '../../src/share/stix/stix-object.js'
import { fingerprint } from '../../src/share/trust/ed25519-key.js'
import { openIdentity } from '../../src/share/trust/identity.js'
import { Partners } from '../../src/share/trust/partners.js'
import { makeFolder, type Outcome, runStillwatch } from './stillwatch.js'

const COLLECTION = '7d3f7f0e-6a51-4f0c-9d9b-0f4c3f1f6a10'
const CLOSED = '0b9a4d0e-2c7e-4c93-8f1e-5f3b8a3c2d11'
const GREEN = '1c9a4d0e-2c7e-4c93-8f1e-5f3b8a3c2d12'
const OWN = '2d9a4d0e-2c7e-4c93-8f1e-5f3b8a3c2d13'
const folder = makeFolder()
const at = (...names: readonly string[]) => join(folder.path, ...names)
let name: string
let receiver: RunningService
let to: string

beforeAll(async () => {
  await runStillwatch(['simulate', 'load-balanced-cards', '--scale', '0.15', '--out', folder.path, '--quiet'])
  const store = ['--store', at('store')]
  await runStillwatch([
    'analyze',
    at('exchanges.jsonl'),
    '--accounts',
    at('accounts.jsonl'),
    ...store,
    '--quiet',
  ])
  const { stdout } = await runStillwatch(['campaigns', 'list', ...store, '--format', 'json'])
  name = (JSON.parse(stdout) as Campaign[])[0]?.name ?? ''
  writeFileSync(at('community.key'), (await runStillwatch(['share', 'key'])).stdout)
  await runStillwatch(['share', 'identity', 'create', 'acme.example', '--root', at('root'), ...store])
  const collection = (id: string, title: string, write: string, more = '') =>
    `      - { id: ${id}, title: ${title}, alias: ${title.toLowerCase()}, read: [acme], write: [${write}]${more} }\n`
  writeFileSync(
    at('taxii.yaml'),
    `schema: stillwatch.taxii/1
title: Birch
roots:
  - path: providers
    title: Providers
    collections:
${collection(COLLECTION, 'Campaigns', 'acme')}${collection(CLOSED, 'Closed', 'birch')}${collection(GREEN, 'Green', 'acme', ', tlp: green')}`,
  )
  const key = makeNamedKey('acme', at('birch'), '--scope', 'share')
  writeFileSync(at('acme.key'), key)
  receiver = await RunningService.start(at('birch'), key, ['--taxii', at('taxii.yaml')])
  to = `${receiver.url}/taxii2/providers/collections/${COLLECTION}/`
})
afterAll(async () => {
  await receiver?.stop()
  folder.remove()
})

const share = (command: string, where: string, ...args: readonly string[]): Promise<Outcome> => {
  const own = command === 'publish' ? ['--community-key', at('community.key')] : []
  const target = ['--to', where, '--to-key-file', at('acme.key')]
  return runStillwatch(['share', command, name, '--store', at('store'), ...own, ...target, ...args])
}
interface Told {
  readonly objects: number
  readonly accepted: number
  readonly pending: number
  readonly refused: number
  readonly waiting: number
}
const told = ({ stdout }: Outcome) => JSON.parse(stdout) as Told
const held = async (query = '') => {
  const { body } = await receiver.send<{ objects?: StixObject[] }>(
    `/taxii2/providers/collections/${COLLECTION}/objects/${query}`,
  )
  return body.objects ?? []
}

test('without --yes it is shown, and nothing is sent', async () => {
  const { status, stdout, stderr } = await share('publish', to)
  expect(status).toBe(0)
  expect(stdout).toContain('This preview shows what stays here too')
  expect(stderr).toMatch(/Nothing was sent\. \d+ objects, signed, would go to http.*: add --yes/)
  expect(await held()).toEqual([])
})

test('what was published is there, signed and once, however often', async () => {
  const first = told(await share('publish', to, '--yes', '--format', 'json'))
  expect(first).toMatchObject({ accepted: first.objects, pending: 0, refused: 0, waiting: 0 })
  expect(first.objects).toBeGreaterThan(50)
  const objects = await held()
  expect(objects).toHaveLength(first.objects)
  const { card } = await openIdentity(at('store', 'service', 'share', 'identity.json'))
  const directory = await Partners.open(at('directory.jsonl'))
  await directory.add(JSON.stringify(card), fingerprint(card.root))
  const own = objects.filter(({ type }) => ['campaign', 'indicator', 'sighting'].includes(type))
  expect(own.length).toBeGreaterThan(5)
  for (const object of own) expect(verifyStixObject(object, directory)?.provider).toBe('acme.example')
  const bundle = JSON.parse(
    (
      await runStillwatch([
        'share',
        'export',
        name,
        '--store',
        at('store'),
        '--community-key',
        at('community.key'),
        '--producer',
        'acme.example',
      ])
    ).stdout,
  ) as { objects: StixObject[] }
  expect(objects.map(({ id }) => id).sort()).toEqual(bundle.objects.map(({ id }) => id).sort())

  const again = await share('publish', to, '--yes')
  expect(again.stdout).toContain(
    `of ${first.objects} objects ${first.objects} accepted, 0 pending, 0 refused`,
  )
  expect(await held('?match[version]=all')).toHaveLength(first.objects)
})

test('a store that a service holds is published through it, to a partner by name', async () => {
  const key = makeNamedKey('operator', at('store'), '--scope', 'act')
  writeFileSync(at('operator.key'), key)
  writeFileSync(
    at('partners.yaml'),
    `partners:\n  - { name: birch, url: "${receiver.url}/taxii2/", collection: campaigns, key-file: acme.key }\n`,
  )
  const service = await RunningService.start(at('store'), key)
  try {
    const args = [
      'share',
      'publish',
      name,
      '--service',
      service.url,
      '--key-file',
      at('operator.key'),
      '--state',
      at('store', 'service'),
    ]
    const outcome = await runStillwatch([
      ...args,
      '--community-key',
      at('community.key'),
      '--to',
      'birch',
      '--partners',
      at('partners.yaml'),
      '--yes',
      '--format',
      'json',
    ])
    const sent = told(outcome)
    expect(sent).toMatchObject({ accepted: sent.objects, refused: 0 })
    expect(await held('?match[version]=all')).toHaveLength(sent.objects)
    const refused = await service.send(`/v1/campaigns/${name}/shared`, { body: { community_key: 'x' } })
    expect(refused).toMatchObject({ status: 400, body: { title: 'request-malformed' } })
  } finally {
    await service.stop()
  }
  expect(readFileSync(at('store', 'service', 'audit.jsonl'), 'utf8')).toMatch(
    /"action":"share.read".*\n.*"action":"share.published"/,
  )
})

test('what was taken back is revoked there, and once', async () => {
  expect((await share('retract', to)).stderr).toMatch(/Nothing was sent\. \d+ objects/)
  const sent = told(await share('retract', to, '--yes', '--format', 'json'))
  expect(sent).toMatchObject({ accepted: sent.objects, refused: 0 })
  const objects = await held()
  const about = objects.filter(({ type }) =>
    ['campaign', 'indicator', 'sighting', 'grouping', 'observed-data'].includes(type),
  )
  expect(about.length).toBeGreaterThan(5)
  expect(about.filter(({ revoked }) => revoked !== true)).toEqual([])
  expect(
    objects.filter(({ type }) => type === 'attack-pattern').some(({ revoked }) => revoked === true),
  ).toBe(false)
  expect((await share('retract', to, '--yes')).stdout).toContain('taken back already')
  expect((await share('publish', to, '--yes')).stderr).toContain('[publish-retracted]')
})

test('what can’t go is told with what to do', async () => {
  const elsewhere = to.replace(COLLECTION, CLOSED)
  expect((await share('publish', elsewhere, '--yes')).stderr).toContain('[publish-closed]')
  expect((await share('publish', `${receiver.url}/taxii2/`, '--yes')).stderr).toContain('[bad-value]')
  expect((await share('publish', to, '--tlp', 'red', '--yes')).stderr).toContain('[publish-red]')
  expect((await share('retract', elsewhere)).stderr).toContain('[not-published]')
  writeFileSync(at('wrong.key'), 'sw_000000000000_0')
  const wrong = await share('publish', to, '--yes', '--to-key-file', at('wrong.key'))
  expect(wrong.stderr).toContain('[taxii-refused]')
  expect(wrong.status).toBe(2)
  const outbox = await runStillwatch(['share', 'outbox', '--store', at('store')])
  expect(outbox.stdout).toBe('no rows\n')
})

test('what is more closed than a collection takes is refused before anything goes', async () => {
  const green = to.replace(COLLECTION, GREEN)
  const refused = await share('publish', green, '--tlp', 'amber', '--yes')
  expect([refused.status, refused.stdout]).toEqual([2, ''])
  expect(refused.stderr).toMatch(
    /are more closed than TLP:GREEN, the most that “Green” takes.*\[publish-tlp\]/s,
  )
  const { body } = await receiver.send<{ objects?: unknown[] }>(new URL(`${green}objects/`).pathname)
  expect(body.objects).toBeUndefined()
  expect((await runStillwatch(['share', 'outbox', '--store', at('store')])).stdout).toBe('no rows\n')
  const open = told(await share('publish', green, '--tlp', 'green', '--yes', '--format', 'json'))
  expect(open).toMatchObject({ accepted: open.objects, refused: 0 })
})

test('what a client of an own collection is given is what the preview shows, word for word', async () => {
  writeFileSync(
    at('own.yaml'),
    `schema: stillwatch.taxii/1
title: Acme
clients:
  - { name: part, withhold: { types: [sighting], kinds: [payment, block], properties: [description] } }
roots:
  - { path: own, title: Own, collections: [{ id: ${OWN}, title: Ours, read: [part], write: [operator] }] }
`,
  )
  const operator = makeNamedKey('operator', at('store'), '--scope', 'admin')
  const part = makeNamedKey('part', at('store'), '--scope', 'share')
  writeFileSync(at('operator.key'), operator)
  const service = await RunningService.start(at('store'), operator, ['--taxii', at('own.yaml')])
  try {
    const of = ['--service', service.url, '--key-file', at('operator.key'), '--state', at('store', 'service')]
    const key = ['--community-key', at('community.key'), '--format', 'json']
    const there = `${service.url}/taxii2/own/collections/${OWN}/`
    const sent = await runStillwatch([
      ...['share', 'publish', name, ...of, ...key, '--yes'],
      ...['--to', there, '--to-key-file', at('operator.key')],
    ])
    expect(told(sent)).toMatchObject({ refused: 0, waiting: 0 })
    const preview = await runStillwatch([
      ...['share', 'preview', name, ...of, ...key, '--for', 'part', '--taxii', at('own.yaml')],
    ])
    const seen = JSON.parse(preview.stdout) as {
      objects: StixObject[]
      withheld: string[]
      altered: string[]
    }
    expect([seen.withheld.length > 3, seen.altered.length > 3]).toEqual([true, true])
    const given = await service.send<{ objects: StixObject[] }>(
      `${new URL(there).pathname}objects/?limit=1000`,
      {
        key: part,
      },
    )
    expect(given.body.objects).toEqual(seen.objects)
    // What is given in part is signed all the same.
    const { card } = await openIdentity(at('store', 'service', 'share', 'identity.json'))
    const directory = await Partners.open(at('directory-part.jsonl'))
    await directory.add(JSON.stringify(card), fingerprint(card.root))
    const own = given.body.objects.filter(({ type }) => type === 'campaign' || type === 'indicator')
    expect(own.length).toBeGreaterThan(2)
    for (const object of own) expect(verifyStixObject(object, directory)?.provider).toBe('acme.example')
    const nobody = await runStillwatch([
      ...['share', 'preview', name, ...of, ...key, '--for', 'stranger', '--taxii', at('own.yaml')],
    ])
    expect(nobody.stderr).toContain('[preview-collection]')
  } finally {
    await service.stop()
  }
}, 90_000)

test('what can’t be reached waits, and goes when it can', async () => {
  const gone = 'http://127.0.0.1:9/taxii2/providers/collections/a/'
  const { status, stderr } = await share('publish', gone, '--yes')
  expect([status, stderr]).toEqual([2, expect.stringContaining('waits as')])
  const list = await runStillwatch(['share', 'outbox', '--store', at('store')])
  expect(list.stdout).toContain('can’t be reached')
  expect(list.stdout).toContain(gone)
  expect(list.stdout).not.toContain('sw_')
})
