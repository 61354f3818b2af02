// Numbers that leave the engine as bytes, or enter it so, are the numbers that they were.
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.js'
import { packedSql, unpack } from '../../src/store/packed.js'

const store = await openStore()
afterAll(() => store.close())

test.each([
  [[]],
  [[0]],
  [[1, 0, 255, 256, 65_536, 2 ** 31, 2 ** 32 - 1, 0]],
  [Array.from({ length: 1000 }, (_, i) => i * 4_000_003)],
])('a list comes out as it was', async (numbers) => {
  const [row] = await store.query<{ packed: string }>(
    `SELECT ${packedSql('{numbers: Array(UInt32)}')} AS packed`,
    {
      parameters: { numbers },
    },
  )
  expect([...unpack(row?.packed ?? '')]).toEqual(numbers)
})

test.each([
  [
    'cand UInt32, aid UInt32, score Float32',
    [
      { cand: 1, aid: 2 ** 32 - 1, score: -1.5 },
      { cand: 2, aid: 0, score: 0 },
    ],
  ],
  ['kind UInt8, name String', [{ kind: 255, name: "a 'b' ⟨…⟩" }]],
])('rows of %s go in as they were', async (columns, rows) => {
  await store.command(`CREATE OR REPLACE TABLE row_test (${columns}) ENGINE = Memory`)
  await store.insert('row_test', rows)
  expect(await store.query('SELECT * FROM row_test')).toEqual(rows)
})
