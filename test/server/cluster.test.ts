// A cluster of two real shards. When one is killed, nothing is concluded from the other; when it is back, all goes on.
import { describe, expect, test } from 'vitest'
import { runPipeline } from '../../src/pipeline.js'
import { createClusterTable } from '../../src/store/cluster.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { ACCOUNT, DURABLE_TABLES } from '../../src/store/tables.js'
import { withoutTimes } from '../without-times.js'
import { testServer } from './contract.js'
import { startEngineCluster } from './engine-cluster.js'

testServer('a real cluster of two shards', startEngineCluster, (place, analysed) => {
  const at = (database: string) => ({ location: place().url, cluster: place().cluster, database })

  test('each account lies on one shard, and both have some', async () => {
    const store = await openStore(at('spread'))
    try {
      await migrate(store)
      await store.insert(
        'exchange',
        Array.from({ length: 400 }, (_, n) => ({ id: `e${n}`, ts: '2026-03-01', account: `a${n % 40}` })),
      )
      const shards = await store.query<{ accounts: number; exchanges: number }>(
        'SELECT uniqExact(account) AS accounts, count() AS exchanges FROM (SELECT _shard_num AS shard, account FROM exchange) GROUP BY shard',
      )
      expect(shards).toHaveLength(2)
      expect(shards.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(40)
      expect(shards.reduce((sum, { exchanges }) => sum + exchanges, 0)).toBe(400)
    } finally {
      await store.close()
    }
  })

  test('a shard that dies during a query is a problem, and none when it is back', async () => {
    const store = await openStore(at('spread'))
    try {
      const slow = store.query('SELECT max(sleepEachRow(0.05)) AS n FROM exchange', {
        settings: { function_sleep_max_microseconds_per_block: '0', max_block_size: '1' },
      })
      const failed = expect(slow).rejects.toMatchObject({ code: 'shard-lost' })
      await new Promise((resolve) => setTimeout(resolve, 500))
      await place().kill(2)
      await failed
      await expect(store.query('SELECT count() AS n FROM exchange')).rejects.toMatchObject({
        code: 'shard-lost',
      })
      await expect(store.insert('exchange', rows(8))).rejects.toMatchObject({ code: 'shard-lost' })
      await place().revive(2)
      expect(
        await store.query("SELECT uniqExact(account) AS n FROM exchange WHERE NOT startsWith(id, 'late')"),
      ).toEqual([{ n: 40 }])
    } finally {
      await store.close()
    }
  })

  const analyse = (onProgress?: (line: string) => void) => {
    const { inputs, accounts, database } = analysed()
    const { url: store, cluster } = place()
    return runPipeline({ inputs, accounts, store, cluster, database, onProgress, command: '', version: '' })
  }

  test('a shard that dies during an analysis leaves no result, and the next run goes on', async () => {
    let killed: Promise<void> | undefined
    const failed = analyse((line) => {
      if (line === 'analysing: accounts and templates') killed = place().kill(2)
    })
    await expect(failed).rejects.toMatchObject({ code: 'shard-lost' })
    await killed
    await expect(analyse()).rejects.toMatchObject({ code: 'shard-lost' })
    await place().revive(2)
    const { analysis } = await analyse()
    expect(withoutTimes(analysis).campaigns).toEqual(analysed().campaigns)
  }, 300_000)

  test('a cluster that the server does not know is said so, with those that it knows', async () => {
    const problem = { code: 'cluster-unknown', next: expect.stringContaining(place().cluster) }
    await expect(openStore({ ...at('spread'), cluster: 'shard' })).rejects.toMatchObject(problem)
  })

  // The last one: it leaves a cluster that nothing can be asked of.
  test('a shard that comes back without its data is a problem', async () => {
    await place().kill(2)
    place().wipe(2)
    await place().revive(2)
    await expect(analyse()).rejects.toMatchObject({ code: 'cluster-incomplete' })
  })
})

const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `late${n}`, ts: '2026-03-01', account: `a${n}` }))

test('a cluster without a server that belongs to it is said so', async () => {
  await expect(openStore({ cluster: 'shards' })).rejects.toMatchObject({ code: 'cluster-needs-server' })
})

describe('tables of a cluster whose shards have replicas', () => {
  test('copy themselves through a Keeper', () => {
    const [part = '', whole = ''] = createClusterTable(ACCOUNT, { name: "o'c", isReplicated: true })
    expect(part).toContain(
      "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', version)\nORDER BY account",
    )
    expect(whole).toContain(
      "ENGINE = Distributed('o\\'c', currentDatabase(), 'account_shard', cityHash64(account))",
    )
  })

  test('are statements that the engine can read', async () => {
    const store = await openStore()
    try {
      for (const table of DURABLE_TABLES)
        for (const sql of createClusterTable(table, { name: 'c', isReplicated: true }))
          expect(
            await store.query('SELECT formatQuery({sql: String}) AS formatted', { parameters: { sql } }),
          ).toHaveLength(1)
    } finally {
      await store.close()
    }
  })
})
