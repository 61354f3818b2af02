// The bench of private matching, small: its round finds what both sides have, and what it sends is as large as it says.
import { expect, test } from 'vitest'
import { matchRound } from '../../bench/share-round.js'

test('a small round finds the common values', async () => {
  const round = await matchRound({ held: 1500, asked: 300 })
  expect(round).toMatchObject({ matches: 100, expected: 100, outputs: 1536 })
  // A signed manifest and twelve bytes an output; 46 an element in JSON, here 320 in one request.
  expect(round.bytes.offer).toBeGreaterThan(1536 * 12)
  expect(round.bytes.requests).toBeLessThan(320 * 46 + 1200)
  expect(round.bytes.answers).toBeLessThan(320 * 46 + 1500)
})
