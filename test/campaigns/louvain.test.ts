// Communities, on graphs whose parts are known, and beside a general graph library's.
import fc from 'fast-check'
import { UndirectedGraph } from 'graphology'
import louvainModule from 'graphology-communities-louvain'
import { describe, expect, test } from 'vitest'
import { findCommunities, modularity, type WeightedEdges } from '../../src/campaigns/louvain.js'

/** The package declares an ES module and ships a CommonJS one, whose export is the function itself. */
const peer = louvainModule as unknown as (
  graph: UndirectedGraph,
  options: { rng: () => number; getEdgeWeight: string },
) => Record<string, number>

type Edge = readonly [number, number, number]

function edgesOf(nodes: number, list: readonly Edge[]): WeightedEdges {
  return {
    nodes,
    from: list.map(([from]) => from),
    to: list.map(([, to]) => to),
    weight: list.map(([, , weight]) => weight),
  }
}

/** Numbers that look random and are always the same. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const clique = (first: number, size: number, weight = 1): Edge[] =>
  Array.from({ length: size }, (_, i) =>
    Array.from({ length: i }, (_, j) => [first + j, first + i, weight] as const),
  ).flat()

describe('cliques', () => {
  test('two that one edge joins are two communities', () => {
    const edges = edgesOf(10, [...clique(0, 5), ...clique(5, 5), [4, 5, 1]])
    expect([...findCommunities(edges, sequence(1))]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
  })

  test('two that a heavy edge joins each to each are one', () => {
    const between = Array.from({ length: 25 }, (_, i): Edge => [Math.floor(i / 5), 5 + (i % 5), 1])
    const edges = edgesOf(10, [...clique(0, 5), ...clique(5, 5), ...between])
    expect(new Set(findCommunities(edges, sequence(1))).size).toBe(1)
  })

  test('a ring of thirty is thirty or pairs of them, never one torn apart', () => {
    const rings = Array.from({ length: 30 }, (_, i) => [
      ...clique(5 * i, 5),
      [5 * i + 4, (5 * (i + 1)) % 150, 1] as const,
    ])
    const found = findCommunities(edgesOf(150, rings.flat()), sequence(1))
    for (let i = 0; i < 30; i++) expect(new Set(found.slice(5 * i, 5 * i + 5)).size).toBe(1)
    expect(new Set(found).size).toBeGreaterThanOrEqual(15)
  })
})

test('weights count: a path is cut at its light edge', () => {
  const edges = edgesOf(4, [
    [0, 1, 9],
    [1, 2, 1],
    [2, 3, 9],
  ])
  expect([...findCommunities(edges, sequence(1))]).toEqual([0, 0, 1, 1])
})

test('nodes without edges are communities of their own', () => {
  expect([...findCommunities(edgesOf(3, []), sequence(1))]).toEqual([0, 1, 2])
  expect([...findCommunities(edgesOf(3, [[0, 2, 1]]), sequence(1))]).toEqual([0, 1, 0])
})

test('modularity of two triangles that an edge joins, worked by hand', () => {
  const edges = edgesOf(6, [...clique(0, 3), ...clique(3, 3), [2, 3, 1]])
  expect(modularity(edges, [0, 0, 0, 1, 1, 1])).toBeCloseTo(6 / 7 - 2 * (7 / 14) ** 2, 12)
  expect(modularity(edges, [0, 0, 0, 0, 0, 0])).toBeCloseTo(0, 12)
})

/** A bipartite graph as the campaigns' is: accounts of some groups, values that groups or anybody hold. */
const graphs = fc
  .record({ seed: fc.integer({ min: 1, max: 2 ** 31 }), groups: fc.integer({ min: 2, max: 6 }) })
  .map(({ seed, groups }) => {
    const random = sequence(seed)
    const accounts = 20 * groups
    const values = 10 * groups
    const list: Edge[] = []
    for (let account = 0; account < accounts; account++)
      for (let value = 0; value < values; value++) {
        const isOwn = account % groups === value % groups
        if (random() < (isOwn ? 0.5 : 0.05)) list.push([account, accounts + value, 0.1 + random()])
      }
    return edgesOf(accounts + values, list)
  })

test('its communities are as modular as the library’s', () => {
  fc.assert(
    fc.property(graphs, (edges) => {
      const graph = new UndirectedGraph()
      for (let i = 0; i < edges.weight.length; i++)
        graph.mergeEdge(String(edges.from[i]), String(edges.to[i]), { weight: edges.weight[i] })
      const theirs = peer(graph, { rng: sequence(1), getEdgeWeight: 'weight' })
      // What has no edge is in no graph, and weighs nothing.
      const labels = Array.from({ length: edges.nodes }, (_, node) => theirs[String(node)] ?? 0)
      const ours = modularity(edges, findCommunities(edges, sequence(1)))
      expect(ours).toBeGreaterThanOrEqual(modularity(edges, labels) - 0.01)
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('the same graph gives the same communities', () => {
  fc.assert(
    fc.property(graphs, (edges) => {
      expect(findCommunities(edges, sequence(7))).toEqual(findCommunities(edges, sequence(7)))
    }),
    { numRuns: 10, seed: 1 },
  )
})
