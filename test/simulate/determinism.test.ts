// The same options write the same bytes; another seed, scale or end writes others.
import { describe, expect, it } from 'vitest'
import { Problem } from '../../src/model/problem.js'
import { readScenario } from './read-scenario.js'

describe('simulate', () => {
  it('writes the same bytes for the same options', async () => {
    const first = await readScenario('practice')
    const second = await readScenario('practice')
    expect(second.raw).toEqual(first.raw)
  })

  it('writes other accounts and texts for another seed', async () => {
    const first = await readScenario('load-balanced-cards')
    const second = await readScenario('load-balanced-cards', { seed: 8 })
    const known = new Set(first.accounts.map((one) => one.account))
    expect(second.accounts.filter((one) => known.has(one.account))).toHaveLength(0)
    expect(second.exchanges[0]?.messages).not.toEqual(first.exchanges[0]?.messages)
  })

  it('scales population and groups', async () => {
    const small = await readScenario('patient-residential', { scale: 0.04 })
    const large = await readScenario('patient-residential', { scale: 0.08 })
    expect(large.summary.accounts / small.summary.accounts).toBeCloseTo(2, 0)
    expect(large.summary.attackAccounts / small.summary.attackAccounts).toBeCloseTo(2, 0)
  })

  it('ends where it is told to', async () => {
    const end = Date.UTC(2025, 2, 10)
    const { summary } = await readScenario('class', { end })
    expect(Date.parse(summary.to)).toBeLessThan(end)
    expect(Date.parse(summary.from)).toBeGreaterThanOrEqual(end - 14 * 86_400_000)
  })

  it('reports progress up to the end', async () => {
    const seen: number[] = []
    const { summary } = await readScenario('hackathon', { onProgress: (done) => seen.push(done) })
    expect(seen.at(-1)).toBe(summary.exchanges)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })

  it.each([
    ['an unknown scenario', 'no-such-thing', {}, 'simulate-scenario'],
    ['a scale of zero', 'class', { scale: 0 }, 'simulate-scale'],
    ['a directory that cannot be made', 'class', { out: '/dev/null/here' }, 'simulate-write'],
    ['a corpus that is not there', 'class', { corpus: '/nowhere' }, 'corpus-file'],
  ])('refuses %s with a problem', async (_what, scenario, options, code) => {
    const failure: unknown = await readScenario(scenario, options).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Problem)
    expect((failure as Problem).code).toBe(code)
  })
})
