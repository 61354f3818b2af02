// The peers on data so small that the answer is worked out by hand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { coorTweet } from '../../bench/peers/coortweet.js'
import { densestBlock, type Edge, edgesOf, fraudar } from '../../bench/peers/fraudar.js'
import { eventOf, groupsOfActions } from '../../bench/peers/glasswally.js'
import { type PeerLog, readPeerLog } from '../../bench/peers/log.js'
import { settingsOf } from '../../bench/peers/peer.js'
import { createSpacing, isExtracting, shinglesOf } from '../../bench/peers/prada.js'
import { applyRules } from '../../bench/peers/rules.js'
import { shapiroWilk } from '../../bench/peers/shapiro-wilk.js'
import { synchroTrap } from '../../bench/peers/synchrotrap.js'

/** Account, seconds, and what it used; -1 is nothing. */
type Action = readonly [account: number, seconds: number, block: number, system: number, user: number]

function logOf(count: number, actions: readonly Action[]): PeerLog {
  return {
    accounts: Array.from({ length: count }, (_, one) => `account ${one}`),
    payments: [],
    account: actions.map(([account]) => account),
    time: actions.map(([, seconds]) => 1000 * seconds),
    objects: {
      block: actions.map(([, , block]) => block),
      system: actions.map(([, , , system]) => system),
      user: actions.map(([, , , , user]) => user),
    },
  }
}

const FIVE = [0, 1, 2, 3, 4]
const ids = (groups: readonly (readonly number[])[]) =>
  groups.map((group) => [...group].sort((a, b) => a - b))

describe('SynchroTrap', () => {
  // Five accounts meet on one block twice, ten seconds apart; each has two more actions alone. Matched 2, union
  // 4 + 4 - 2 = 6. A sixth uses the block a day later.
  const log = logOf(6, [
    ...FIVE.flatMap((one): Action[] => [
      [one, 10 * one, 7, -1, -1],
      [one, 50_000 + 10 * one, 7, -1, -1],
      [one, 200_000 + 9000 * one, 20 + one, -1, -1],
      [one, 300_000 + 9000 * one, 20 + one, -1, -1],
    ]),
    [5, 140_000, 7, -1, -1],
  ])
  const setting = { window: 60, similarity: 0.33, matches: 2, blocks: 1 }

  it('links what is alike enough within the window', () => {
    expect(ids(synchroTrap(log, setting))).toEqual([FIVE])
  })

  it.each([
    ['a likeness of one third is below the threshold', { similarity: 0.34 }],
    ['two matched actions are too few', { matches: 3 }],
    ['actions ten seconds apart are outside the window', { window: 9 }],
    ['blocks are left out', { blocks: 0 }],
  ])('links nobody when %s', (_, change) => {
    expect(synchroTrap(log, { ...setting, ...change })).toEqual([])
  })
})

describe('CooRTweet', () => {
  // Ten pairs that shared a text three times, fifteen pairs that did once: the median weight is 1.
  const log = logOf(11, [
    ...[0, 1000, 2000].flatMap((at) => FIVE.map((one): Action => [one, at + one, -1, -1, at])),
    ...[5, 6, 7, 8, 9, 10].flatMap((one): Action[] => [
      [one, 5000 + one, -1, 3, -1],
      [one, 9000 + 100 * one, -1, -1, 50 + one],
    ]),
  ])

  it('keeps the pairs that share more often than half of all', () => {
    expect(ids(coorTweet(log, { window: 10, participation: 2, quantile: 0.5 }))).toEqual([FIVE])
  })

  it('leaves out accounts of few actions', () => {
    expect(coorTweet(log, { window: 10, participation: 4, quantile: 0.5 })).toEqual([])
  })

  it('sees nothing in a window that is shorter than the gaps', () => {
    expect(coorTweet(log, { window: 0.5, participation: 2, quantile: 0.5 })).toEqual([])
  })
})

describe('FRAUDAR', () => {
  const block = FIVE.flatMap((one): Edge[] => [
    [one, 0],
    [one, 1],
  ])
  const crowd = Array.from({ length: 20 }, (_, one): Edge => [5 + one, 2])

  it('finds the densest block, its weight over its nodes', () => {
    const { accounts, columns, density } = densestBlock([...block, ...crowd])
    expect([...accounts].sort()).toEqual(FIVE)
    expect([...columns].sort()).toEqual([0, 1])
    // Ten edges to columns of degree five, on seven nodes.
    expect(density).toBeCloseTo(10 / Math.log(10) / 7, 12)
  })

  it('is not misled by camouflage', () => {
    const camouflage = FIVE.map((one): Edge => [one, 2])
    const { accounts, density } = densestBlock([...block, ...crowd, ...camouflage])
    expect([...accounts].sort()).toEqual(FIVE)
    expect(density).toBeCloseTo((10 / Math.log(10) + 5 / Math.log(30)) / 8, 12)
  })

  it('finds the next block among the edges that are left', () => {
    expect(ids(fraudar([...block, ...crowd], { blocks: 1 }))).toHaveLength(1)
    expect(fraudar([...block, ...crowd], { blocks: 2 }).map((accounts) => accounts.length)).toEqual([5, 20])
  })

  it('counts an account once for each thing that another has too', () => {
    const log = {
      ...logOf(2, [
        [0, 1, 4, -1, -1],
        [0, 2, 4, -1, -1],
        [1, 3, 4, -1, 9],
      ]),
      payments: ['a', 'b'],
    }
    expect(edgesOf(log)).toEqual([
      [0, 0],
      [1, 0],
    ])
  })
})

describe('PRADA', () => {
  it('has the statistic of Shapiro and Wilk as others compute it', () => {
    // The example of the paper of 1965, and two extremes, by SciPy 1.17.
    expect(shapiroWilk([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236])).toBeCloseTo(0.7888146949, 6)
    expect(shapiroWilk([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBeCloseTo(0.9701646111, 6)
    expect(shapiroWilk([1, 1, 1, 1, 1, 1, 1, 1, 1, 50])).toBeCloseTo(0.3657206277, 6)
    expect(shapiroWilk([1, 1, 1, 1, 1, 1])).toBe(1)
  })

  it('measures the least distance to what was kept', () => {
    const spacing = createSpacing()
    for (const text of [
      'one two three four',
      'One, two three five.',
      'nothing of all this',
      'one two three five',
    ])
      spacing.add(text)
    // One run of three shared; none; the second text itself, which was kept.
    expect(spacing.distances).toEqual([1 - 1 / 3, 1, 0])
  })

  it('takes runs of characters where words are not spaced', () => {
    expect(shinglesOf('蒸留の検知').size).toBe(3)
    expect(shinglesOf('two words').size).toBe(1)
  })

  it('raises the alarm at spacing in two lumps, not at even or normal spacing', () => {
    const lumps = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? 0.1 : 0.9))
    // Sums of twelve fractions that have nothing to do with each other are nearly normal.
    const normal = Array.from({ length: 100 }, (_, at) =>
      Array.from({ length: 12 }, (_, part) => (Math.sqrt(2 + at * 12 + part) * 1000) % 1).reduce(
        (a, b) => a + b,
      ),
    )
    expect(isExtracting(lumps, 100, 0.95)).toBe(true)
    expect(isExtracting(lumps.slice(0, 99), 100, 0.95)).toBe(false)
    expect(isExtracting(normal, 100, 0.95)).toBe(false)
    expect(isExtracting(Array<number>(100).fill(1), 100, 0.95)).toBe(false)
  })
})

describe('rules', () => {
  // Ten accounts with one system prompt, of which six ask for reasoning.
  const log = logOf(
    10,
    Array.from({ length: 10 }, (_, one): Action => [one, 1000 * one, -1, 1, -1]),
  )
  const facts = { log, exchanges: Array<number>(10).fill(1), elicitations: [1, 1, 1, 1, 1, 1, 0, 0, 0, 0] }

  it('accuses accounts to which enough of them apply', () => {
    expect(ids(applyRules(facts, { rules: 2, share: 0.5 }))).toEqual([[0, 1, 2, 3, 4, 5]])
    expect(applyRules(facts, { rules: 1, share: 0.5 })[0]).toHaveLength(10)
    expect(applyRules(facts, { rules: 3, share: 0.5 })).toEqual([])
  })

  it('knows haste at regular gaps, and bursts in one second', () => {
    const hasty = FIVE.flatMap((one) =>
      Array.from({ length: 70 }, (_, place): Action => [one, 40 * place, 3, -1, -1]),
    )
    const quiet = { log: logOf(5, hasty), exchanges: [], elicitations: [] }
    expect(ids(applyRules(quiet, { rules: 2, share: 0.5 }))).toEqual([FIVE])
  })
})

describe('Glasswally', () => {
  it('gets exchanges as its events, and none without an address', () => {
    const record = {
      ...{ id: 'r', ts: '2026-09-14T00:00:00Z', account: 'a', ip: '10.0.0.1', system: 'Be brief.' },
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Why?' }] }],
      ...{ input_tokens: 4, output_tokens: 5 },
    }
    expect(eventOf(record, 'card')).toMatchObject({
      ...{ account_id: 'a', prompt: 'Be brief.\nWhy?', token_count: 9, payment_method_hash: 'card' },
      system_prompt_hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
    expect(eventOf({ id: 'r', account: 'a' }, undefined)).toBeUndefined()
  })

  it('accuses by its clusters whom it acted against', () => {
    const action = (account_id: string, cluster_id: number | null) =>
      JSON.stringify({ account_id, cluster_id, affected_accounts: [account_id] })
    const lines = [action('a', 1), action('b', 1), action('a', 1), action('c', null)]
    expect(groupsOfActions(`${lines.join('\n')}\n`)).toEqual([['a', 'b'], ['c']])
  })
})

describe('readPeerLog', () => {
  let directory = ''
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'stillwatch-peers-'))
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('numbers accounts and what they share', async () => {
    const files = {
      exchanges: join(directory, 'exchanges.jsonl'),
      accounts: join(directory, 'accounts.jsonl'),
    }
    writeFileSync(files.accounts, '{"account":"quiet"}\n{"account":"a","payment":"card"}\n')
    writeFileSync(
      files.exchanges,
      [
        { account: 'a', ts: '2026-09-14T00:00:01Z', ip: '10.0.0.1', system: 's', prompt: 'p' },
        { account: 'b', ts: '2026-09-14T00:00:02Z', ip: '10.0.0.9', prompt: 'q' },
        { account: 'b', ts: 'not a time' },
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    )
    const log = await readPeerLog(files)
    expect(log.accounts).toEqual(['quiet', 'a', 'b'])
    expect(log.payments).toEqual([undefined, 'card'])
    expect(log.account).toEqual([1, 2])
    expect(log.objects).toEqual({ block: [0, 0], system: [0, -1], user: [0, 1] })
  })
})

it('tries every combination of a grid', () => {
  expect(settingsOf({ a: [1, 2], b: [3, 4] })).toEqual([
    { a: 1, b: 3 },
    { a: 1, b: 4 },
    { a: 2, b: 3 },
    { a: 2, b: 4 },
  ])
})
