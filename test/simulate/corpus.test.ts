// With a corpus, texts, addresses and arrivals are real ones. Skipped where the corpus is absent.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createPeriod } from '../../simulate/clock.js'
import { openCorpus } from '../../simulate/corpus/corpus.js'
import { createRandom } from '../../simulate/random.js'
import { readScenario } from './read-scenario.js'

const corpus = fileURLToPath(new URL('../../../shared/data', import.meta.url))

describe.skipIf(!existsSync(corpus))('corpus (skipped where ../shared/data is absent)', () => {
  it('draws real texts, arrivals and addresses', async () => {
    const { book, texts, arrivals } = await openCorpus(corpus)
    const random = createRandom(4)
    expect(book.blocks('cloud').length).toBeGreaterThan(500)
    expect(book.blocks('access', 'JP').length).toBeGreaterThan(5)
    expect(texts.problem('en', random)).toMatch(/\?/)
    expect(texts.publicPrompt(random)?.length).toBeGreaterThan(100)
    const period = createPeriod()
    const times = arrivals.service(random, period, 500)
    expect(times.length).toBeGreaterThan(250)
    expect(times.every((ts) => ts >= period.start && ts < period.end)).toBe(true)
    expect(arrivals.pause?.(random)).toBeGreaterThan(0)
  }, 30_000)

  it('writes scenarios that keep the contract, the same each time', async () => {
    const first = await readScenario('load-balanced-cards', { corpus, scale: 0.01 })
    const second = await readScenario('load-balanced-cards', { corpus, scale: 0.01 })
    expect(second.raw).toEqual(first.raw)
    expect(first.exchanges.length).toBeGreaterThan(100)
  }, 60_000)
})
