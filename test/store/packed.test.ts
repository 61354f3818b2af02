// Numbers that leave the engine as bytes are the numbers that were in it.
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
