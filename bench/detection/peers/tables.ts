// The comparison for people: a table a world, what it comes to over all, and where a peer finds what Stillwatch misses.

import { wilson } from '../../../src/model/proportion.js'
import { formatTable, gigabytes, percent, seconds } from '../../text-table.js'
import type { Chart, Series } from '../chart.js'
import { NEARLY_WHOLE, type PeerRow, type World } from './measure.js'

/** One method over all worlds of the same size. */
export interface Pooled {
  readonly id: string
  readonly title: string
  readonly origin: PeerRow['origin']
  readonly recall: number
  /** Attacks found nearly whole, of all, with the interval of that share. */
  readonly attacksFound: number
  readonly attacks: number
  readonly foundInterval: readonly [number, number]
  /** Of 10,000 honest accounts, with its interval. */
  readonly falsePer10000: number
  readonly falseInterval: readonly [number, number]
}

/** An attack that a peer finds nearly whole and Stillwatch doesn't. */
export interface Lead {
  readonly scenario: string
  readonly seed: number
  readonly scale: number
  readonly attack: string
  readonly own: number
  readonly peer: string
  readonly share: number
  /** What the peer paid for it in this world. */
  readonly falsePer10000: number
}

const HEADER = ['', 'setting', 'recall', 'attacks', 'false / 10,000', 'F1', 'time', 'memory']

export function describeWorld(world: World): string {
  const { scenario, seed, scale, exchanges, accounts } = world
  const size = `${exchanges.toLocaleString('en')} exchanges, ${accounts.toLocaleString('en')} accounts`
  const notes = world.rows.flatMap(({ title, note }) => (note === undefined ? [] : [`${title}: ${note}\n`]))
  return `${scenario}, seed ${seed}, scale ${scale}: ${size}\n${formatTable(HEADER, world.rows.map(cells))}${notes.join('')}`
}

function cells(row: PeerRow): readonly string[] {
  return [
    row.title,
    row.origin === 'own' ? '' : row.origin,
    row.recall === null ? '-' : percent(row.recall),
    row.attacks === 0 ? '-' : `${row.attacksFound} of ${row.attacks}`,
    row.falsePer10000.toFixed(1),
    row.f1?.toFixed(3) ?? '-',
    seconds(row.ms),
    gigabytes(row.peakBytes),
  ]
}

/** Every method that has a row in each of the worlds. */
export function pool(worlds: readonly World[]): readonly Pooled[] {
  const keys = [...new Set(worlds.flatMap(({ rows }) => rows.map(({ id, origin }) => `${id} ${origin}`)))]
  return keys.flatMap((key) => {
    const rows = worlds.flatMap((world) => world.rows.filter(({ id, origin }) => `${id} ${origin}` === key))
    const [first] = rows
    return first === undefined ? [] : [poolRows(first, rows)]
  })
}

function poolRows({ id, title, origin }: PeerRow, rows: readonly PeerRow[]): Pooled {
  const sum = (of: (row: PeerRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const attacks = sum((row) => row.attacks)
  const attacksFound = sum((row) => row.attacksFound)
  const honest = sum((row) => row.honestAccounts)
  const falsely = sum((row) => row.accusedFalsely) / Math.max(1, honest)
  const found = wilson(attacksFound / Math.max(1, attacks), attacks)
  const wrong = wilson(falsely, honest)
  return {
    ...{ id, title, origin, attacks, attacksFound },
    recall:
      sum((row) => row.accusedRightly) /
      Math.max(
        1,
        sum((row) => row.attackAccounts),
      ),
    foundInterval: [found.low, found.high],
    falsePer10000: 10_000 * falsely,
    falseInterval: [10_000 * wrong.low, 10_000 * wrong.high],
  }
}

export function describePooled(pooled: readonly Pooled[]): string {
  return formatTable(
    ['over all of them', 'setting', 'recall', 'attacks', '95 % interval', 'false / 10,000', '95 % interval'],
    pooled.map((one) => [
      one.title,
      one.origin === 'own' ? '' : one.origin,
      percent(one.recall),
      `${one.attacksFound} of ${one.attacks}`,
      one.foundInterval.map((share) => percent(share)).join(' to '),
      one.falsePer10000.toFixed(1),
      one.falseInterval.map((share) => share.toFixed(1)).join(' to '),
    ]),
  )
}

/** For each attack that Stillwatch misses, the peers that find it. */
export function leadsOf({ scenario, seed, scale, rows }: World): readonly Lead[] {
  const own = rows.find(({ origin }) => origin === 'own')
  if (own === undefined) return []
  return Object.entries(own.shares)
    .filter(([, share]) => share < NEARLY_WHOLE)
    .flatMap(([attack, share]) =>
      rows
        .filter((row) => (row.shares[attack] ?? 0) >= NEARLY_WHOLE)
        .map((row) => ({
          ...{ scenario, seed, scale, attack, own: share },
          peer: `${row.title} (${row.origin})`,
          share: row.shares[attack] ?? 0,
          falsePer10000: row.falsePer10000,
        })),
    )
}

/** More false accusations than this, of 10,000, and a lead is counted but not listed: accusing everybody finds all. */
const MOST_FALSE = 100

export function describeLeads(leads: readonly Lead[]): string {
  const listed = leads.filter(({ falsePer10000 }) => falsePer10000 <= MOST_FALSE)
  const more = `${leads.length - listed.length} more finds by peers that accuse over ${MOST_FALSE} of 10,000 falsely\n`
  if (listed.length === 0)
    return `No sparing peer finds an attack nearly whole that Stillwatch does not; ${more}`
  return `${formatTable(
    ['attack that Stillwatch misses', 'in', 'Stillwatch', 'peer', 'finds', 'at false / 10,000'],
    listed.map(({ attack, scenario, seed, scale, own, peer, share, falsePer10000 }) => [
      attack,
      `${scenario}, seed ${seed}, scale ${scale}`,
      percent(own),
      peer,
      percent(share),
      falsePer10000.toFixed(1),
    ]),
  )}${more}`
}

/** A logarithmic axis has no zero: nobody falsely accused is drawn here. */
const LEAST_DRAWN = 0.5
/** Points of nearer recall would write over each other. */
const LABEL_HEIGHT = 0.05

/** One point a method, under the setting chosen for it where there is one. */
export function drawPeers(pooled: readonly Pooled[]): Chart {
  const drawn = pooled.filter(
    ({ id, origin }) =>
      origin !== 'standard' || !pooled.some((other) => other.id === id && other.origin === 'chosen'),
  )
  return {
    id: 'peers',
    title: 'Recall against false accusations over all worlds, each peer at the setting chosen for it',
    shape: 'scatter',
    x: {
      name: `false accounts per 10,000 (none is drawn at ${LEAST_DRAWN})`,
      kind: 'log',
      min: 0.1,
      max: 100_000,
    },
    y: { name: 'recall', min: 0, max: 1 },
    series: drawn.map((one): Series => {
      const isBeside = (other: Pooled) =>
        other.falsePer10000 > one.falsePer10000 && Math.abs(other.recall - one.recall) < LABEL_HEIGHT
      return {
        name: one.title,
        label: drawn.some(isBeside) ? 'left' : 'right',
        points: [[Math.max(LEAST_DRAWN, one.falsePer10000), one.recall]],
      }
    }),
  }
}
