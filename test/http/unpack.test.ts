// What a compressed body unpacks to: the densest records pass, and a bomb is stopped before it is large.
import { randomBytes } from 'node:crypto'
import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { BLOCK_BYTES, zstdFrame } from '../../bench/live/zstd-frame.js'
import { unpack } from '../../src/server/ingest/content.js'

/** Records of one text that differ by their ids alone. */
function alike(characters: number, count: number): Buffer {
  const text = randomBytes(characters / 2).toString('hex')
  return Buffer.from(Array.from({ length: count }, (_, id) => `{"id":"${id}","prompt":"${text}"}\n`).join(''))
}

test.each([100, 1000, 10_000, 30_000])('records of the same %i characters pass', async (characters) => {
  const content = alike(characters, Math.ceil(8_000_000 / characters))
  expect((await unpack(gzipSync(content), 'gzip')).equals(content)).toBe(true)
  expect((await unpack(deflateSync(content), 'deflate')).equals(content)).toBe(true)
})

test('a batch of a few megabytes passes, however dense', async () => {
  const content = Buffer.from(`{"id":"1","prompt":"${'same '.repeat(800_000)}"}\n`)
  expect((await unpack(gzipSync(content), 'gzip')).equals(content)).toBe(true)
})

test('a bomb is refused', async () => {
  const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024))
  await expect(unpack(bomb, 'gzip')).rejects.toMatchObject({ code: 'body-too-large' })
  await expect(unpack(bomb.subarray(0, 4000), 'gzip')).rejects.toThrow()
})

test('a bomb of Zstandard is refused, and what is as dense as records may be passes', async () => {
  const plain = randomBytes(12_000)
  const dense = 256
  const content = Buffer.concat([plain, Buffer.alloc(dense * BLOCK_BYTES, 0x61)])
  expect((await unpack(zstdFrame(plain, dense), 'zstd')).equals(content)).toBe(true)
  // 8 kB that would be 256 MB.
  const bomb = zstdFrame(Buffer.alloc(0), 2048)
  const began = process.memoryUsage().rss
  await expect(unpack(bomb, 'zstd')).rejects.toMatchObject({ code: 'body-too-large' })
  expect(process.memoryUsage().rss - began).toBeLessThan(128 * 1024 * 1024)
  await expect(unpack(bomb.subarray(0, 100), 'zstd')).rejects.toMatchObject({ code: 'encoding-damaged' })
})
