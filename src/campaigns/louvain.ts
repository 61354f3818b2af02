// Communities of a weighted graph by the Louvain method (Blondel and others 2008), over flat arrays: the graph of
// accounts and values has tens of edges an account, for which a general graph library makes an object each. Nodes wait
// in a queue until a neighbour moves away from them (Ozaki, Tezuka and Inaba 2016).

import { layOutRows } from './compressed-rows.js'

/** Edges between different nodes, numbered from 0, each once and with a weight above 0. */
export interface WeightedEdges {
  readonly nodes: number
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
  readonly weight: ArrayLike<number>
}

/** Neighbours of node i: `target[start[i] .. start[i + 1])`, weights beside; its strength counts its own loop twice. */
interface Graph {
  readonly start: Uint32Array
  readonly target: Uint32Array
  readonly weight: Float64Array
  readonly strength: Float64Array
}

/** Gain in modularity below which a node stays: less than rounding. */
const LEAST_GAIN = 1e-12

/** Starts of which the best is kept: the method climbs, and where it ends depends on where it began. */
const STARTS = 5
/** Rounds of refinement at most; few ever come to the fourth. */
const MOST_ROUNDS = 10

/**
 * Community of each node, numbered from 0 in the order of their first nodes; a node without edges is one of its own.
 * @param random numbers in [0, 1), for where each pass begins
 */
export function findCommunities(edges: WeightedEdges, random: () => number): Uint32Array {
  const graph = layOut(edges)
  const total = graph.strength.reduce((sum, strength) => sum + strength, 0)
  let best: Uint32Array = Uint32Array.from({ length: edges.nodes }, (_, node) => node)
  if (total === 0) return best
  const scale = 1 / total
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < STARTS; i++) {
    const communities = mergeAll(graph, moveNodes(graph, scale, random), scale, random)
    const quality = modularity(edges, communities)
    if (quality <= most) continue
    most = quality
    best = communities
  }
  return refine(graph, best, scale, random)
}

/** Modularity (Newman and Girvan 2004): share of weight within communities, less what their strengths would bring by chance; communities are numbered below the number of nodes. */
export function modularity(
  { nodes, from, to, weight }: WeightedEdges,
  communities: ArrayLike<number>,
): number {
  const sums = new Float64Array(nodes)
  let total = 0
  let within = 0
  const add = (community: number, more: number) => {
    sums[community] = (sums[community] as number) + more
  }
  for (let i = 0; i < weight.length; i++) {
    const one = communities[from[i] as number] as number
    const other = communities[to[i] as number] as number
    const own = weight[i] as number
    total += own
    if (one === other) within += own
    add(one, own)
    add(other, own)
  }
  const chance = sums.reduce((all, sum) => all + (sum / (2 * total)) ** 2, 0)
  return within / total - chance
}

/** Moves single nodes and merges communities by turns, until no node moves any more. */
function refine(graph: Graph, from: Uint32Array, scale: number, random: () => number): Uint32Array {
  let communities = from
  for (let left = MOST_ROUNDS; left > 0; left--) {
    const moved = moveNodes(graph, scale, random, communities)
    renumber(moved)
    if (moved.every((label, node) => label === communities[node])) break
    communities = mergeAll(graph, moved, scale, random)
  }
  return communities
}

/** Communities of communities, and so on until none merge. */
function mergeAll(graph: Graph, communities: Uint32Array, scale: number, random: () => number): Uint32Array {
  let count = renumber(communities)
  let merged: Uint32Array = communities
  for (let level = graph, labels = communities; ; ) {
    level = merge(level, labels, count)
    labels = moveNodes(level, scale, random)
    const left = renumber(labels)
    merged = merged.map((community) => labels[community] as number)
    if (left === count) return merged
    count = left
  }
}

function layOut({ nodes, from, to, weight }: WeightedEdges): Graph {
  const { start, place } = layOutRows(nodes, from, to)
  const strength = new Float64Array(nodes)
  const target = new Uint32Array(2 * weight.length)
  const weights = new Float64Array(2 * weight.length)
  const put = (node: number, other: number, more: number) => {
    const at = place(node)
    target[at] = other
    weights[at] = more
    strength[node] = (strength[node] as number) + more
  }
  for (let i = 0; i < weight.length; i++) {
    const [one, other, more] = [from[i] as number, to[i] as number, weight[i] as number]
    put(one, other, more)
    put(other, one, more)
  }
  return { start, target, weight: weights, strength }
}

/**
 * Moves nodes to the neighbouring community with the largest gain until none gains, from communities of one node each
 * or those given; returns the community of each.
 */
function moveNodes(
  { start, target, weight, strength }: Graph,
  scale: number,
  random: () => number,
  from?: Uint32Array,
): Uint32Array {
  const nodes = strength.length
  const labels = from?.slice() ?? Uint32Array.from({ length: nodes }, (_, node) => node)
  const sums = new Float64Array(nodes)
  labels.forEach((label, node) => {
    sums[label] = (sums[label] as number) + (strength[node] as number)
  })
  const first = Math.floor(random() * nodes)
  const queue = Uint32Array.from({ length: nodes }, (_, i) => (first + i) % nodes)
  const isQueued = new Uint8Array(nodes).fill(1)
  const toLabel = new Float64Array(nodes)
  const near = new Uint32Array(nodes)
  let head = 0
  for (let waiting = nodes; waiting > 0; waiting--) {
    const node = queue[head] as number
    head = (head + 1) % nodes
    isQueued[node] = 0
    const end = start[node + 1] as number
    let found = 0
    for (let i = start[node] as number; i < end; i++) {
      const label = labels[target[i] as number] as number
      if (toLabel[label] === 0) near[found++] = label
      toLabel[label] = (toLabel[label] as number) + (weight[i] as number)
    }
    const own = labels[node] as number
    const cost = scale * (strength[node] as number)
    sums[own] = (sums[own] as number) - (strength[node] as number)
    let best = own
    let most = (toLabel[own] as number) - cost * (sums[own] as number) + LEAST_GAIN
    for (let i = 0; i < found; i++) {
      const label = near[i] as number
      const gain = (toLabel[label] as number) - cost * (sums[label] as number)
      toLabel[label] = 0
      if (gain <= most) continue
      most = gain
      best = label
    }
    sums[best] = (sums[best] as number) + (strength[node] as number)
    if (best === own) continue
    labels[node] = best
    for (let i = start[node] as number; i < end; i++) {
      const other = target[i] as number
      if (isQueued[other] === 1 || labels[other] === best) continue
      isQueued[other] = 1
      queue[(head + waiting - 1) % nodes] = other
      waiting++
    }
  }
  return labels
}

/** Numbers labels from 0 in the order in which they first come, in place, and says how many there are. */
function renumber(labels: Uint32Array): number {
  const numbers = new Map<number, number>()
  for (let node = 0; node < labels.length; node++) {
    const label = labels[node] as number
    const number = numbers.get(label) ?? numbers.size
    numbers.set(label, number)
    labels[node] = number
  }
  return numbers.size
}

/** The graph of communities: what joined two of them is one edge, and what is within one counts in its strength alone. */
function merge(graph: Graph, labels: Uint32Array, count: number): Graph {
  const { start, target, weight } = graph
  const members: number[][] = Array.from({ length: count }, () => [])
  labels.forEach((label, node) => {
    members[label]?.push(node)
  })
  const strength = new Float64Array(count)
  const starts = new Uint32Array(count + 1)
  const targets: number[] = []
  const weights: number[] = []
  const toLabel = new Float64Array(count)
  members.forEach((nodes, own) => {
    const near: number[] = []
    for (const node of nodes) {
      strength[own] = (strength[own] as number) + (graph.strength[node] as number)
      for (let i = start[node] as number; i < (start[node + 1] as number); i++) {
        const label = labels[target[i] as number] as number
        if (label === own) continue
        if (toLabel[label] === 0) near.push(label)
        toLabel[label] = (toLabel[label] as number) + (weight[i] as number)
      }
    }
    for (const label of near) {
      targets.push(label)
      weights.push(toLabel[label] as number)
      toLabel[label] = 0
    }
    starts[own + 1] = targets.length
  })
  return { start: starts, target: Uint32Array.from(targets), weight: Float64Array.from(weights), strength }
}
