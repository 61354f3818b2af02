// Summaries of honest worlds, and of a pool with three buyers, from judged groups made by hand.
import { describe, expect, it } from 'vitest'
import type { JudgedWorld } from '../../bench/detection/judged-world.js'
import { summarise } from '../../bench/detection/look-alikes/summary.js'
import { readSeparation } from '../../bench/detection/proxy-pool/separation.js'
import type { JudgedGroup, JudgedTraffic } from '../../bench/tasks.js'

function group(
  verdict: JudgedGroup['verdict'],
  kinds: Record<string, number>,
  explanation?: string,
): JudgedGroup {
  const accounts = Object.values(kinds).reduce((sum, count) => sum + count, 0)
  return { verdict, explanation, probability: 0.9, bits: 12, qValue: 0.01, accounts, kinds }
}

function judged(groups: readonly JudgedGroup[], sizes: Record<string, number>): JudgedTraffic {
  const kinds = Object.entries(sizes).map(([kind, accounts]) => {
    const held = groups.filter(({ verdict }) => verdict !== 'explained').map((one) => one.kinds[kind] ?? 0)
    const accused = held.reduce((sum, count) => sum + count, 0)
    return { kind, accounts, accused, share: accused / accounts, campaigns: held.length, explained: 0 }
  })
  const honest = kinds.filter(({ kind }) => kind.startsWith('benign:'))
  return {
    ms: 1,
    campaigns: groups.length,
    failedDetectors: [],
    groups,
    accused: [],
    infrastructure: [],
    kinds,
    outcome: {
      recall: null,
      missed: {},
      honestAccounts: honest.reduce((sum, { accounts }) => sum + accounts, 0),
      falselyAccused: honest.reduce((sum, { accused }) => sum + accused, 0),
      falsePer10000: 0,
      f1: 0.8,
      accusedGroups: [],
    },
  }
}

function world(seed: number, groups: readonly JudgedGroup[]): JudgedWorld {
  const sizes = { 'benign:class': 40, 'benign:chat': 960 }
  return { seed, exchanges: 5000, accounts: 1000, simulateMs: 1, judgeMs: 1, judged: judged(groups, sizes) }
}

describe('a summary of honest worlds', () => {
  const summary = summarise(
    [
      world(1, [group('explained', { 'benign:class': 30, 'benign:chat': 2 }, 'class')]),
      world(2, [group('coordinated', { 'benign:class': 20, 'benign:chat': 5 })]),
    ],
    4,
  )

  it('counts accusations over weeks and accounts', () => {
    expect(summary.weeks).toBe(8)
    expect(summary.campaignsPerWeek.value).toBeCloseTo(1 / 8)
    expect(summary.campaignsPerWeek.high).toBeCloseTo(5.572 / 8, 3)
    expect(summary.accountsPer10000.value).toBeCloseTo(125)
    expect(summary.cleanWorlds.value).toBe(0.5)
  })

  it('says of each accusation how much of which kind it holds', () => {
    expect(summary.accusations).toHaveLength(1)
    expect(summary.accusations[0]?.kinds).toEqual([
      { kind: 'class', accused: 20, of: 40 },
      { kind: 'chat', accused: 5, of: 960 },
    ])
  })

  it('gives a group to the kind that most of its accounts are of', () => {
    const row = summary.kinds.find(({ kind }) => kind === 'class')
    expect(row).toMatchObject({ worlds: 2, accounts: 80, accused: 20, worldsAccused: 1, worldsCleared: 1 })
    expect(row?.explanations).toEqual({ class: 1 })
    expect(summary.kinds.find(({ kind }) => kind === 'chat')).toMatchObject({
      worldsAccused: 0,
      worldsCleared: 0,
    })
  })
})

describe('the separation of a pool', () => {
  const sizes = {
    'attack:pool-buyer-1': 20,
    'attack:pool-buyer-2': 10,
    'attack:pool-buyer-3': 10,
    'benign:pool-honest': 30,
    'benign:chat': 100,
  }

  it('takes a buyer as told apart only when a campaign is the buyer’s and holds the buyer', () => {
    const groups = [
      group('distillation', { 'attack:pool-buyer-1': 19, 'benign:pool-honest': 1 }),
      group('distillation', { 'attack:pool-buyer-2': 10, 'attack:pool-buyer-3': 10 }),
    ]
    const read = readSeparation(judged(groups, sizes))
    expect(read.separated).toBe(1)
    expect(read.recall).toEqual([0.95, 1, 1])
    expect(read.honestAccused).toBe(1)
    expect(read.bystandersAccused).toBe(0)
    expect(read.poolLevel).toHaveLength(1)
    expect(read.pooled).toBe(0)
  })

  it('counts the buyers that are said to have means in common', () => {
    const kinds = { 'attack:pool-buyer-1': 19, 'attack:pool-buyer-2': 9, 'attack:pool-buyer-3': 1 }
    const world = { ...judged([], sizes), infrastructure: [{ means: ['payment'], kinds }] }
    expect(readSeparation(world)).toMatchObject({ pooled: 2, means: ['payment'] })
  })

  it('finds what is said of the pool whatever the verdict', () => {
    const all = { 'attack:pool-buyer-1': 15, 'attack:pool-buyer-3': 9, 'benign:pool-honest': 20 }
    const read = readSeparation(judged([group('explained', all, 'address-sharing')], sizes))
    expect(read.separated).toBe(0)
    expect(read.poolLevel.map(({ explanation }) => explanation)).toEqual(['address-sharing'])
    expect(read.accused).toEqual([])
  })
})
