// Real texts as requests, and the public tools on prompts that need no judgement. Skipped where the corpus or the tools
// are absent.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { groupByPeer, PEER_TOOLS } from '../../bench/detection/real-data/python-peer.js'
import { readRealTexts } from '../../bench/detection/real-data/real-texts.js'
import { pythonAbsent } from '../../bench/peers/places.js'
import { createRandom } from '../../simulate/random.js'
import type { Draft, Occasion } from '../../simulate/records.js'

const corpus = fileURLToPath(new URL('../../../shared/data', import.meta.url))

function textsOf({ system, messages }: Draft): string {
  return [system ?? '', ...messages.map(({ content }) => String(content))].join('\n')
}

describe.skipIf(!existsSync(corpus))('real texts (skipped where ../shared/data is absent)', () => {
  it('fill every slot, and differ from request to request', async () => {
    const texts = await readRealTexts(corpus)
    expect(texts.map(({ id }) => id)).toEqual([
      'gpteacher-codegen',
      'gpteacher-roleplay',
      'gpteacher-toolformer',
      'alpaca',
      'judge',
      'swe-smith',
    ])
    for (const text of texts) {
      const write = text.write(createRandom(3), 0)
      const drafts = Array.from({ length: 8 }, (_, item) =>
        write({ item, turn: 0, session: 0 } as Occasion, createRandom(item)),
      )
      expect(new Set(drafts.map(textsOf)).size, text.id).toBeGreaterThan(6)
      expect(drafts.map(textsOf).join(''), text.id).not.toMatch(/\{question\}|\{answer|\[object/)
    }
  })

  it('show an agent a step further with every request of a sitting', async () => {
    const agent = (await readRealTexts(corpus)).find(({ id }) => id === 'swe-smith')
    const write = agent?.write(createRandom(3), 0)
    const at = (item: number, turn: number) =>
      write?.({ item, turn, session: 0 } as Occasion, createRandom(item)).messages ?? []
    expect(at(12, 0)).toHaveLength(1)
    expect(at(13, 1)).toHaveLength(3)
    expect(at(13, 1)[0]).toEqual(at(12, 0)[0])
  })

  it('are other texts for who starts elsewhere in the collection', async () => {
    const [first] = await readRealTexts(corpus)
    const sent = (from: number) => {
      const write = first?.write(createRandom(3), from)
      return Array.from({ length: 50 }, (_, item) => {
        const draft = write?.({ item, turn: 0, session: 0 } as Occasion, createRandom(1))
        return draft === undefined ? '' : textsOf(draft)
      })
    }
    const own = new Set(sent(0))
    expect(sent(100_003).filter((text) => own.has(text)).length).toBeLessThan(5)
  })
})

describe.skipIf(pythonAbsent() !== undefined)('public tools (skipped where .peers/python is absent)', () => {
  it.each(PEER_TOOLS)('%s groups what is nearly the same', async (tool) => {
    const fill = (what: string) => [
      `please sum up the following long report about the harvest of ${what}`,
      `${what} ${what} ${what}`,
    ]
    const { groups } = await groupByPeer(
      tool,
      0.4,
      ['wheat', 'barley', 'oats'].flatMap(fill),
      new AbortController().signal,
    )
    expect(new Set([groups[0], groups[2], groups[4]]).size).toBe(1)
    expect(groups[1]).not.toBe(groups[0])
  })
})
