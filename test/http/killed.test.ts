// What was acknowledged is in the store once, however often the service or its engine is killed in the middle of work.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { exchangeLines, makeFolder, runStillwatch } from '../cli/stillwatch.js'

const ROUNDS = 4
const SENDERS = 6
const RECORDS = 40

test('kill -9 under load loses nothing acknowledged and counts nothing twice', async () => {
  const folder = makeFolder()
  const store = join(folder.path, 'store')
  const key = makeKey(store, '--scope', 'admin')
  const acknowledged = new Set<number>()
  let next = 0
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const service = await RunningService.start(store, key)
      let isKilled = false
      const send = async () => {
        while (!isKilled) {
          const batch = next++
          const body = exchangeLines(RECORDS, batch * RECORDS)
          // Some are sent twice at once, as by a client that gave up too early.
          const sends = [service.send('/v1/exchanges', { body })]
          if (batch % 5 === 0) sends.push(service.send('/v1/exchanges', { body }))
          const replies = await Promise.allSettled(sends)
          const isTaken = replies.some((reply) => reply.status === 'fulfilled' && reply.value.status < 300)
          if (isTaken) acknowledged.add(batch)
        }
      }
      const senders = Array.from({ length: SENDERS }, send)
      await sleep(200 + 200 * round)
      if (round % 2 === 1) process.kill(service.enginePid, 'SIGKILL')
      await sleep(round % 2 === 1 ? 300 : 0)
      await service.kill()
      isKilled = true
      await Promise.all(senders)
    }
    const service = await RunningService.start(store, key)
    const waits = async () => (await service.send<string>('/metrics')).body
    await service.until(async () => /^stillwatch_inbox_batches 0$/m.test(await waits()), 60_000)
    expect(await service.stop()).toBe(0)
    const count = 'SELECT count() AS rows, uniqExact(id) AS ids, groupUniqArray(id) AS all FROM exchange'
    const asked = await runStillwatch(['query', count, '--store', store, '--format', 'json'])
    const [row] = JSON.parse(asked.stdout) as { rows: number; ids: number; all: string[] }[]
    expect(row?.rows).toBe(row?.ids)
    const there = new Set(row?.all)
    const wanted = [...acknowledged].flatMap((batch) =>
      Array.from({ length: RECORDS }, (_, i) => `ex-${batch * RECORDS + i}`),
    )
    expect(wanted.length).toBeGreaterThan(ROUNDS * RECORDS)
    expect(wanted.filter((id) => !there.has(id))).toEqual([])
    const verified = await runStillwatch(['audit', 'verify', '--store', store])
    expect(verified.stderr).toBe('')
    expect(readFileSync(join(store, 'service/audit.jsonl'), 'utf8')).toContain('service.started')
  } finally {
    folder.remove()
  }
}, 180_000)
