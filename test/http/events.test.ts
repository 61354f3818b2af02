// Everything that analyses see of campaigns is told once: to a signed webhook, as server-sent events and in the log; also
// what an analysis saw of which the service was killed before it told.
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import type { LifeEventKind } from '../../src/model/analysis.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { makeFolder } from '../cli/stillwatch.js'

const KINDS = {
  found: '',
  grew: '',
  shrank: '',
  rested: '',
  're-emerged': '',
  merged: 'c-2',
  split: 'c-2',
  'verdict-changed': 'coordinated',
  cleared: 'distillation',
  'not-found': '',
} as const satisfies Record<LifeEventKind, string>

const SECRET = 'a secret of more than 24 bytes for the test'
const folder = makeFolder()
const store = join(folder.path, 'store')
const told: { readonly type: string; readonly sequence: number; readonly other?: string }[] = []
const wrong: string[] = []
const receiver = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text
  })
  request.on('end', () => {
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers
    const signed = createHmac('sha256', SECRET).update(`${id}.${at}.${body}`).digest('base64')
    if (signature !== `v1,${signed}`) wrong.push(body)
    told.push((JSON.parse(body) as { data: (typeof told)[number] }).data)
    response.writeHead(204).end()
  })
})
afterAll(() => {
  receiver.close()
  folder.remove()
})

test('each kind of event is told once, signed, streamed and logged', async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const secret = join(folder.path, 'secret')
  writeFileSync(secret, SECRET)
  const hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  const flags = ['--webhook', hook, '--webhook-secret-file', secret]
  const key = makeKey(store, '--scope', 'admin')
  await (await RunningService.start(store, key, flags)).stop()

  const kept = await openStore({ location: store })
  await migrate(kept)
  const input = {
    exchanges: 9,
    accounts: 3,
    rejected: 0,
    from: '2026-02-01T00:00:00Z',
    to: '2026-02-02T00:00:00Z',
  }
  const result = JSON.stringify({ schema: 'stillwatch.analysis/1', input, campaigns: [], detectors: [] })
  const made_at = new Date().toISOString().slice(0, 23).replace('T', ' ')
  await kept.insert('analysis', [{ id: 'one', made_at, result }])
  await kept.insert(
    'campaign_event',
    Object.entries(KINDS).map(([event, other], n) => ({
      campaign: 'c-1',
      analysis: 'one',
      at: `2026-02-${10 + n} 00:00:00`,
      event,
      accounts: n,
      other,
    })),
  )
  await kept.close()

  const wanted = Object.entries(KINDS).map(([event, other]) => [`campaign.${event}`, other])
  const named = (events: typeof told) => events.map(({ type, other = '' }) => [type, other])
  for (const round of [1, 2]) {
    const service = await RunningService.start(store, key, flags)
    try {
      await service.until(() => told.length >= wanted.length)
      expect(named(told)).toEqual(wanted)
      const stop = new AbortController()
      const stream = await fetch(new URL('/v1/events?since=0', service.url), {
        headers: { authorization: `Bearer ${key}` },
        signal: stop.signal,
      })
      let text = ''
      for await (const piece of stream.body ?? []) {
        text += Buffer.from(piece).toString()
        if (text.split('\ndata: ').length > wanted.length && text.endsWith('\n\n')) break
      }
      stop.abort()
      const streamed = [...text.matchAll(/^data: (.*)$/gm)].map(
        ([, data]) => JSON.parse(data ?? '') as (typeof told)[number],
      )
      expect(named(streamed)).toEqual(wanted)
      expect(streamed.map(({ sequence }) => sequence)).toEqual(wanted.map((_, n) => n + 1))
      const logged = service.log.split('\n').filter((line) => line.includes('"msg":"event"'))
      expect(logged).toHaveLength(round === 1 ? wanted.length : 0)
    } finally {
      await service.stop()
    }
  }
  expect(wrong).toEqual([])
}, 60_000)
