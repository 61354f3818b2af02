// What waits for collections of others, as people see it and act on it: by a real collection that fails, takes and refuses.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { stateFolder, statePaths } from '../../src/server/state-folder.js'
import { Outbox } from '../../src/share/publish/outbox.js'
import type { StixObject } from '../../src/share/stix/stix-object.js'
import { makeFolder } from '../cli/stillwatch.js'
import { CollectingServer } from '../share/collecting-server.js'

interface Waiting {
  readonly id: string
  readonly objects: number
  readonly accepted: number
  readonly refused: number
  readonly waiting: number
  readonly settled: boolean
  readonly why: string
  readonly said?: { readonly template: string }
  readonly next: string
  readonly collection: string
  readonly refusals: readonly { readonly id: string; readonly message: string }[]
}

const folder = makeFolder()
const store = join(folder.path, 'store')
const outbox = new Outbox(statePaths(stateFolder(store, undefined)).outbox)
let partner: CollectingServer
let service: RunningService
let reader: string

beforeAll(async () => {
  partner = await CollectingServer.start()
  const key = makeKey(store, '--scope', 'admin')
  reader = makeKey(store, '--scope', 'read')
  service = await RunningService.start(store, key, ['--every', '0'])
})
afterAll(async () => {
  await service?.stop()
  await partner?.stop()
  folder.remove()
})

const indicator = (number: number): StixObject => ({
  type: 'indicator',
  id: `indicator--00000000-0000-4000-8000-00000000000${number}`,
  spec_version: '2.1',
  created: '2026-09-01T00:00:00.000Z',
  modified: '2026-09-01T00:00:00.000Z',
})
const put = (...objects: readonly StixObject[]) =>
  outbox.add({
    kind: 'published',
    about: { id: 'c-1', name: 'sable-lark' },
    to: { collection: partner.url },
    objects,
  })
const rows = async (key?: string) =>
  (await service.send<{ rows: readonly Waiting[] }>('/v1/outbox', key === undefined ? {} : { key })).body.rows
const ask = (id: string, what: 'send' | 'drop', more: object = {}) =>
  service.send<Waiting & { title: string; said: { detail: { template: string } } }>(
    `/v1/outbox/${id}/${what}`,
    {
      body: what === 'drop' ? { note: 'the partner is gone' } : {},
      ...more,
    },
  )

test('is told with how far it is, why it waits and when it is tried again, and sent when somebody asks', async () => {
  partner.manners = [{ status: 503, retryAfter: '600' }, 'answers']
  const { id } = put(indicator(1), indicator(2))
  // The clock of the service may be at it.
  await service.until(async () => (await rows())[0]?.next !== '' || (await ask(id, 'send')).status !== 200)
  const [waiting] = await rows(reader)
  expect(waiting).toMatchObject({ id, objects: 2, accepted: 0, waiting: 2, settled: false })
  expect(waiting?.collection).not.toBe('')
  expect(waiting?.why).toContain('503')
  expect(waiting?.said?.template).toMatch(/^\{0\}.* answers \{\d\}/)
  expect(Date.parse(waiting?.next ?? '') - Date.now()).toBeGreaterThan(500_000)
  expect((await ask(id, 'send', { key: reader })).status).toBe(403)
  expect((await ask(id, 'send', { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
  expect((await ask(id, 'send')).body).toMatchObject({ accepted: 2, waiting: 0, settled: true })
  expect(partner.added.map((one) => one.id)).toEqual([indicator(1).id, indicator(2).id])
  expect(await rows()).toEqual([])
  const again = await ask(id, 'send')
  expect(again).toMatchObject({ status: 404, body: { title: 'outbox-unknown' } })
  expect(again.body.said.detail.template).toBe('nothing of that id waits: {0}')
})

test('is given up with a reason, and what was refused stays until somebody has seen it', async () => {
  const refused = indicator(3)
  partner.manners = [{ refuses: [refused.id] }]
  const { id } = put(refused, indicator(4))
  await service.until(async () => (await ask(id, 'send')).body.settled === true)
  const [left] = await rows()
  expect(left).toMatchObject({ id, accepted: 1, refused: 1, settled: true, next: '' })
  expect(left?.refusals).toMatchObject([{ id: refused.id }])
  expect((await ask(id, 'drop', { key: reader })).status).toBe(403)
  expect((await ask(id, 'drop', { body: { note: ' ' } })).status).toBe(400)
  expect((await rows()).length).toBe(1)
  expect((await ask(id, 'drop')).body).toMatchObject({ accepted: 1, refused: 1 })
  expect(await rows()).toEqual([])
  const { body } = await service.send<{ entries: { action: string; actor: string; details: object }[] }>(
    '/v1/audit?q=outbox.',
  )
  expect(body.entries.map(({ action }) => action)).toEqual([
    'outbox.dropped',
    ...body.entries.slice(1).map(() => 'outbox.sent'),
  ])
  expect(body.entries[0]).toMatchObject({ details: { sending: id, note: 'the partner is gone', left: 1 } })
  for (const { actor } of body.entries) expect(actor).toMatch(/^key:/)
})
