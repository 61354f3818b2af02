// The comparison with peers: what is pooled, what is drawn, and where a peer is ahead.
import { expect, it } from 'vitest'
import type { PeerRow, World } from '../../bench/detection/peers/measure.js'
import { describeLeads, describeWorld, drawPeers, leadsOf, pool } from '../../bench/detection/peers/tables.js'

const ROW: PeerRow = {
  ...{ id: 'stillwatch', title: 'Stillwatch', setting: {}, origin: 'own' },
  ...{ recall: 0.5, f1: 0.6, attacksFound: 1, attacks: 2, attackAccounts: 20, accusedRightly: 10 },
  ...{ honestAccounts: 1000, accusedFalsely: 0, falsePer10000: 0, shares: { one: 1, two: 0 } },
  ...{ ms: 1000, peakBytes: 1e9 },
}
const PEER = { id: 'peer', title: 'Peer', accusedFalsely: 5, falsePer10000: 50, shares: { one: 0, two: 0.9 } }
const WORLD: World = {
  ...{ scenario: 'practice', seed: 1, scale: 0.1, exchanges: 100, accounts: 1020 },
  rows: [
    ROW,
    { ...ROW, ...PEER, origin: 'standard', shares: {} },
    { ...ROW, ...PEER, origin: 'chosen', note: 'stopped' },
  ],
}
const QUIET: World = {
  ...WORLD,
  scenario: 'quiet',
  rows: WORLD.rows.map((row) => ({
    ...row,
    ...{
      recall: null,
      f1: null,
      attacks: 0,
      attacksFound: 0,
      attackAccounts: 0,
      accusedRightly: 0,
      shares: {},
    },
  })),
}

it('pools accounts and attacks over worlds, a quiet one too', () => {
  const [own, standard] = pool([WORLD, QUIET])
  expect(own).toMatchObject({ recall: 0.5, attacks: 2, attacksFound: 1, falsePer10000: 0 })
  expect(standard).toMatchObject({ origin: 'standard', falsePer10000: 50 })
  // Wilson for 10 of 2,000.
  expect(standard?.falseInterval[0]).toBeCloseTo(27.2, 0)
  expect(standard?.falseInterval[1]).toBeCloseTo(91.8, 0)
})

it('tells where a peer finds what Stillwatch misses', () => {
  const leads = leadsOf(WORLD)
  expect(leads).toEqual([
    expect.objectContaining({ attack: 'two', own: 0, peer: 'Peer (chosen)', share: 0.9, falsePer10000: 50 }),
  ])
  expect(describeLeads(leads)).toContain('two')
  expect(describeLeads([])).toContain('No sparing peer')
  const costly = leads.map((lead) => ({ ...lead, falsePer10000: 101 }))
  expect(describeLeads(costly)).toMatch(/No sparing peer .*; 1 more finds/)
})

it('writes a dash for what a world without attacks has not, and notes below', () => {
  expect(describeWorld(QUIET)).toMatch(/Stillwatch +- +- +0\.0 +-/)
  expect(describeWorld(WORLD)).toContain('Peer: stopped')
})

it('draws each method once, at its chosen setting, nobody accused at the edge', () => {
  const { series } = drawPeers(pool([WORLD]))
  expect(series.map(({ name }) => name)).toEqual(['Stillwatch', 'Peer'])
  expect(series.map(({ points }) => points[0]?.[0])).toEqual([0.5, 50])
})
