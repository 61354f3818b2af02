// What is to go to a collection of others gets there, once: whatever the server answers, and when the sender is killed.
import { spawn } from 'node:child_process'
import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { entry, makeKey, RunningService } from '../../bench/live/running-service.js'
import { Outbox } from '../../src/share/publish/outbox.js'
import { Publications } from '../../src/share/publish/publications.js'
import { SENDING_PACE, sendRound } from '../../src/share/publish/send.js'
import { openAddress } from '../../src/share/publish/sending.js'
import type { StixObject } from '../../src/share/stix/stix-object.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'
import { CollectingServer } from './collecting-server.js'

let server: CollectingServer
let folder: ReturnType<typeof makeFolder>
let outbox: Outbox
const at = (...names: readonly string[]) => join(folder.path, ...names)

beforeEach(async () => {
  server = await CollectingServer.start()
  folder = makeFolder()
  // As the service of a store in this folder has it.
  outbox = new Outbox(at('service', 'share', 'outbox'))
})
afterEach(async () => {
  await server.stop()
  folder.remove()
})

const idOf = (number: number) => `indicator--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const objectsOf = (count: number): StixObject[] =>
  Array.from({ length: count }, (_, number) => ({
    type: 'indicator',
    id: idOf(number),
    spec_version: '2.1',
    created: '2026-09-14T00:00:00.000Z',
    modified: '2026-09-14T00:00:00.000Z',
  }))
const add = (count: number) =>
  outbox.add({
    kind: 'published',
    about: { id: 'c-1', name: 'birch-gannet' },
    to: { collection: server.url },
    objects: objectsOf(count),
  })
const round = (id: string, now?: () => number) =>
  outbox.claim(id, async (waiting) => {
    const why = await sendRound(waiting, {
      open: () => openAddress(waiting.sending.to, { wait: async () => {} }),
      publications: new Publications(at('publications')),
      patienceMs: 3000,
      ...(now && { now }),
    })
    return { why: why?.code, journal: waiting.journal }
  })
/** Each object is there, once, and was posted so often. */
const expectOnce = (count: number, posts: number) => {
  expect(server.added.map(({ id }) => id).sort()).toEqual(objectsOf(count).map(({ id }) => id))
  expect(server.posts.flat()).toHaveLength(posts)
}

test('goes in parts, and is written down before', async () => {
  const { id } = add(1200)
  expect(await round(id)).toMatchObject({ why: undefined })
  expectOnce(1200, 1200)
  expect(server.posts).toHaveLength(3)
  expect(readdirSync(at('publications'))).toHaveLength(1)
})

test('what is pending is asked about, and what a server forgot is looked up before it goes again', async () => {
  server.manners = ['is-pending']
  const { id } = add(3)
  expect(await round(id)).toMatchObject({ why: undefined })
  expectOnce(3, 3)
  server.manners = ['forgets', 'answers']
  const other = outbox.add({
    kind: 'sightings',
    about: { id: 'birch', name: 'birch' },
    to: { collection: server.url },
    objects: objectsOf(5),
  })
  expect(await round(other.id)).toMatchObject({ why: undefined })
  // Three of the five were there: two go out twice, and nothing is added twice.
  expectOnce(5, 3 + 5 + 2)
})

test('a part that is refused is told, sent three times, and keeps the others from nothing', async () => {
  server.manners = [{ refuses: [idOf(1)] }]
  const { id } = add(4)
  for (const times of [1, 2, 3]) {
    const done = await round(id)
    expect(done?.why).toBe(times < 3 ? 'objects-refused' : undefined)
    expect([...(done?.journal.refusals.values() ?? [])]).toEqual([{ message: 'not liked', times }])
    expect(done?.journal.accepted.size).toBe(3)
  }
  expect(server.posts.map((post) => post.length)).toEqual([4, 1, 1])
  expect(await round(id)).toMatchObject({ why: undefined })
  expect(server.posts).toHaveLength(3)
  const { stdout } = await runStillwatch(['share', 'outbox', '--store', folder.path, '--format', 'json'])
  expect(JSON.parse(stdout)).toMatchObject([
    { id, about: 'birch-gannet', accepted: 3, refused: 1, waiting: 0, why: 'not liked', next: '' },
  ])
  const dropped = await runStillwatch(['share', 'outbox', 'drop', id, '--store', folder.path])
  expect(dropped.stdout).toContain('dropped 1 objects of birch-gannet')
  expect(outbox.list()).toEqual([])
})

test('a part that is too large is halved', async () => {
  server.manners = [{ most: 30 }]
  expect(await round(add(100).id)).toMatchObject({ why: undefined })
  expectOnce(100, 100 + 50 + 100)
})

test('a server that is busy is asked later and later, or when it says', async () => {
  server.manners = [{ status: 503 }]
  const { id } = add(2)
  const start = Date.now()
  const waits: number[] = []
  for (let time = start; waits.length < 14; ) {
    const stopped = (await round(id, () => time))?.journal.stopped
    waits.push((stopped?.retryAt ?? 0) - (stopped?.at ?? 0))
    time = stopped?.retryAt ?? 0
  }
  expect(waits.slice(0, 4)).toEqual([10_000, 20_000, 40_000, 80_000])
  expect(waits.at(-1)).toBe(SENDING_PACE.longestRetryMs)
  server.manners = [{ status: 429, retryAfter: '7200' }]
  const asked = (await round(id))?.journal.stopped
  expect((asked?.retryAt ?? 0) - (asked?.at ?? 0)).toBe(7_200_000)
  server.manners = ['answers']
  expect(await round(id)).toMatchObject({ why: undefined })
  expectOnce(2, 2 * 16)
})

test('who is killed while a post is on its way posts nothing twice', async () => {
  server.manners = ['answers', 'is-silent']
  const { id } = add(1200)
  const killed = runStillwatchUntil(
    ['share', 'outbox', 'send', '--store', folder.path],
    () => server.posts.length === 2,
  )
  await killed
  server.manners = ['answers']
  const [left] = outbox.list()
  expect(left?.journal.accepted.size).toBe(500)
  expect(left?.journal.uncertain.size).toBe(500)
  // Half a line, as a write that was cut off leaves.
  appendFileSync(at('service', 'share', 'outbox', `${id}.log`), '\n{"event":"told","acc')
  const sent = await runStillwatch(['share', 'outbox', 'send', '--store', folder.path])
  expect(sent.stdout).toContain('1200 accepted, 0 pending, 0 refused, 0 waiting')
  expect(sent.status).toBe(0)
  expectOnce(1200, 1200)
  expect(outbox.list()).toEqual([])
})

test('where a collection can’t be read it goes again, and is added once', async () => {
  server.canRead = false
  server.manners = ['is-silent']
  const { id } = add(3)
  await runStillwatchUntil(
    ['share', 'outbox', 'send', id, '--store', folder.path],
    () => server.posts.length === 1,
  )
  server.manners = ['answers']
  expect(await round(id)).toMatchObject({ why: undefined })
  expectOnce(3, 6)
})

test('a service sends what waits, also what one that was killed left', async () => {
  server.manners = ['is-silent']
  add(3)
  const key = makeKey(folder.path, '--scope', 'admin')
  const first = await RunningService.start(folder.path, key)
  await first.until(() => server.posts.length === 1)
  await first.kill()
  server.manners = ['answers']
  const second = await RunningService.start(folder.path, key)
  try {
    await second.until(() => outbox.count === 0)
    expectOnce(3, 3)
    await second.until(async () => {
      const { body } = await second.send<string>('/metrics', { method: 'GET' })
      return /stillwatch_sent_total\{kind="published",state="accepted"\} 3/.test(String(body))
    })
    const { stdout } = await runStillwatch(['audit', 'verify', '--store', folder.path])
    expect(stdout).toMatch(/\d/)
  } finally {
    await second.stop()
  }
})

/** Ends a command as a power switch would when something is so. */
async function runStillwatchUntil(args: readonly string[], isSo: () => boolean): Promise<void> {
  const child = spawn(process.execPath, [entry(), ...args], { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const until = Date.now() + 30_000
  while (!isSo() && Date.now() < until) await sleep(10)
  // The answer would be written down by now, had there been one.
  await sleep(200)
  child.kill('SIGKILL')
  await ended
  expect(isSo()).toBe(true)
}
