// The script of public Python tools that is measured beside the product at size, on traffic whose answer is plain.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AT_SIZE } from '../../bench/peers/catalog.js'
import { chooseSetting, f1Of } from '../../bench/scale/beside.js'
import { readScaleOptions } from '../../bench/scale/options.js'

describe('the arguments', () => {
  it('name the other side, and how much both are given', () => {
    expect(readScaleOptions(['--beside', 'python', '--exchanges', '20000'])).toMatchObject({
      beside: 'python',
      exchanges: 20_000,
    })
  })

  it.each([
    ['--beside', 'perl'],
    ['--exchanges', '12'],
  ])('%s %s is refused', (...args) => {
    expect(() => readScaleOptions(args)).toThrow(args[1])
  })
})

describe('a setting', () => {
  const score = (precision: number, recall: number) => ({ precision, recall }) as never

  it('is chosen by F1, and of two that are as good the faster one is', () => {
    expect(f1Of({ precision: 0.5, recall: 1 })).toBeCloseTo(2 / 3, 12)
    expect(f1Of({ precision: 0, recall: 0 })).toBe(0)
    const answer = AT_SIZE.grid.map((_, index) => ({
      ms: index === 7 ? 10 : 20,
      groups: [],
      score: index === 7 || index === 3 ? score(1, 0.8) : score(0.1, 1),
    }))
    expect(chooseSetting({ answer })).toEqual(AT_SIZE.grid[7])
  })
})

const absent = AT_SIZE.absent?.()
if (absent !== undefined) console.warn(`skipped: ${absent}`)

describe.skipIf(absent !== undefined)('MinHash LSH and components', () => {
  let folder: string
  let exchanges: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stillwatch-beside-'))
    exchanges = join(folder, 'exchanges.jsonl')
    writeFileSync(exchanges, [...campaign(), ...chats()].map((row) => `${JSON.stringify(row)}\n`).join(''))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const accuse = async (change: object) => {
    const settings = [{ ...AT_SIZE.standard, ...change }]
    const [run] = await AT_SIZE.accuse({ exchanges, accounts: '' }, settings)
    return run?.groups.map((group) => [...group].sort())
  }

  it('accuses accounts that send one template together, and nobody else', async () => {
    expect(await accuse({})).toEqual([['c0', 'c1', 'c2', 'c3', 'c4', 'c5']])
  })

  it('links nobody where nearly equal texts are asked for, or all of what an account sends', async () => {
    expect(await accuse({ threshold: 0.95 })).toEqual([])
    expect(await accuse({ share: 1 })).toEqual([])
  })
})

/** Six accounts in turn, a minute apart: one template with a slot, and each something of its own now and then. */
function campaign(): object[] {
  return Array.from({ length: 60 }, (_, n) => ({
    id: `c-${n}`,
    account: `c${n % 6}`,
    ts: new Date(Date.UTC(2026, 8, 1, 0, n)).toISOString(),
    messages: [
      {
        role: 'user',
        content:
          n % 20 < 2
            ? `${n} something else ${n} that is asked ${n} once`
            : `Explain step by step how you come to the answer of the following question and then give a grade from one to ten for it: item ${n}`,
      },
    ],
  }))
}

/** People who each say something of their own. */
function chats(): object[] {
  return Array.from({ length: 60 }, (_, n) => ({
    id: `p-${n}`,
    account: `p${n % 12}`,
    ts: new Date(Date.UTC(2026, 8, 1, n % 24)).toISOString(),
    prompt: Array.from({ length: 12 }, (_, word) => `w${(n * 12 + word) * 7919}`).join(' '),
  }))
}
