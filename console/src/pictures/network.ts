// Where the nodes of the graph of accounts and shared values lie: values and bundles by forces, the accounts of an open
// bundle as a sunflower around its place, which fills a disc evenly for any number.
import Graph from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import type { Holders, Graph as Told } from '../service/client'
import type { Inks } from '../theme'

export interface NetworkOptions {
  readonly inks: Inks
  /** Accounts by the bundle's signature, as far as they are to be drawn one by one. */
  readonly open: ReadonlyMap<string, readonly string[]>
  /** An account to be found. */
  readonly wanted: string
  readonly verdict: 'distillation' | 'coordinated' | 'explained'
  readonly labelOf: (trait: Told['traits'][number]) => string
  readonly countOf: (count: number) => string
}

const ITERATIONS = 220
const GOLDEN_ANGLE = 2.399963
/** Widths of what is drawn, in the picture's units and pixels. */
const SPREAD = 100
const LARGEST = 26
/** Of a disc that holds them all. */
const WHOLE = 44
const SMALLEST = 3.5
const ACCOUNT = 2

export const signatureOf = (traits: readonly number[]) => traits.join(' ')

/** Accounts of a campaign by the values that they hold, of those that are drawn. */
export function accountsBySignature(
  { accounts, traits }: Holders,
  drawn: Told['traits'],
): Map<string, string[]> {
  const places = new Map(drawn.map(({ kind, label }, place) => [`${kind} ${label}`, place]))
  const held: number[][] = accounts.map(() => [])
  const placed = traits
    .flatMap(({ kind, label, members }) => {
      const place = places.get(`${kind} ${label}`)
      return place === undefined ? [] : [{ place, members }]
    })
    .sort((a, b) => a.place - b.place)
  for (const { place, members } of placed) for (const account of members) held[account]?.push(place)
  const by = new Map<string, string[]>()
  held.forEach((own, index) => {
    const signature = signatureOf(own)
    const list = by.get(signature)
    const account = accounts[index] ?? ''
    if (list) list.push(account)
    else by.set(signature, [account])
  })
  return by
}

export function layOut(told: Told, options: NetworkOptions): Graph {
  const { inks, open, verdict, labelOf, countOf } = options
  const graph = new Graph()
  const largest = Math.max(...told.bundles.map(({ accounts }) => accounts), 1)
  const sizeOf = (accounts: number) =>
    Math.min(LARGEST, Math.max(SMALLEST, WHOLE * Math.sqrt(accounts / Math.max(1, told.accounts))))
  told.traits.forEach((trait, index) => {
    const angle = (2 * Math.PI * index) / told.traits.length
    graph.addNode(`trait ${index}`, {
      x: SPREAD * Math.cos(angle),
      y: SPREAD * Math.sin(angle),
      size: 6 + Math.min(8, Math.sqrt(trait.inside) / 2),
      color: inks.accent,
      label: labelOf(trait),
      forceLabel: told.traits.length <= 24 || index < 12,
    })
  })
  told.bundles.forEach(({ traits, accounts, sample }, index) => {
    const centre = middle(traits.map((trait) => graph.getNodeAttributes(`trait ${trait}`) as Place))
    const angle = index * GOLDEN_ANGLE
    const signature = signatureOf(traits)
    const name = `bundle ${signature}`
    graph.addNode(name, {
      x: centre.x + 12 * Math.cos(angle),
      y: centre.y + 12 * Math.sin(angle),
      size: sizeOf(accounts),
      color: inks[verdict],
      label: accounts === 1 ? (sample[0] ?? '') : countOf(accounts),
      accounts,
    })
    for (const trait of traits)
      graph.addEdge(name, `trait ${trait}`, { color: inks.line, size: 0.6 + 2 * (accounts / largest) })
  })
  if (graph.order > 1)
    forceAtlas2.assign(graph, {
      iterations: ITERATIONS,
      settings: {
        ...forceAtlas2.inferSettings(graph),
        adjustSizes: true,
        barnesHutOptimize: graph.order > 200,
        scalingRatio: 14,
        gravity: 0.6,
      },
    })
  const reach = reachOf(graph)
  for (const [signature, accounts] of open) openBundle(graph, signature, accounts, reach, options)
  return graph
}

interface Place {
  readonly x: number
  readonly y: number
}

function middle(places: readonly Place[]): Place {
  const sum = places.reduce(({ x, y }, place) => ({ x: x + place.x, y: y + place.y }), { x: 0, y: 0 })
  const count = Math.max(1, places.length)
  return { x: sum.x / count, y: sum.y / count }
}

/** Half the width of all that is drawn. */
function reachOf(graph: Graph): number {
  let most = 1
  graph.forEachNode((_, { x, y }) => {
    most = Math.max(most, Math.abs(x as number), Math.abs(y as number))
  })
  return most
}

/** Its accounts one by one in its place, on a disc whose area is their number. */
function openBundle(
  graph: Graph,
  signature: string,
  accounts: readonly string[],
  reach: number,
  { inks, verdict, wanted }: NetworkOptions,
): void {
  const name = `bundle ${signature}`
  const isDrawn = graph.hasNode(name)
  // A combination too rare for a disc of its own lies among the values that it is made of.
  const { x, y } = isDrawn
    ? (graph.getNodeAttributes(name) as Place)
    : middle(
        signature
          .split(' ')
          .flatMap((trait) =>
            graph.hasNode(`trait ${trait}`) ? [graph.getNodeAttributes(`trait ${trait}`) as Place] : [],
          ),
      )
  if (isDrawn) graph.mergeNodeAttributes(name, { size: 1, label: '', color: inks.line })
  const step = (reach * 0.75) / Math.sqrt(Math.max(accounts.length, 400))
  accounts.forEach((account, index) => {
    const distance = step * Math.sqrt(index + 0.5)
    const isWanted = wanted !== '' && account.includes(wanted)
    graph.mergeNode(`account ${account}`, {
      x: x + distance * Math.cos(index * GOLDEN_ANGLE),
      y: y + distance * Math.sin(index * GOLDEN_ANGLE),
      size: isWanted ? 7 : accounts.length > 2000 ? ACCOUNT : ACCOUNT + 1,
      color: isWanted ? inks.text : inks[verdict],
      label: account,
      forceLabel: isWanted,
      ...(isWanted && { zIndex: 1 }),
    })
  })
}
