// Forces between values and the bundles that hold them: ForceAtlas2 (Jacomy et al. 2014).
import Graph from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import type { ToLayOut } from './places'

const ITERATIONS = 220
/** A page is wider than it is high. */
const WIDE = 1.3

/** Moves values and bundles to where what they share draws them. */
export function attract(places: Float32Array, { traits, bundles }: ToLayOut): void {
  const graph = new Graph()
  for (let node = 0; node < places.length / 2; node++)
    graph.addNode(node, { x: places[2 * node] as number, y: places[2 * node + 1] as number })
  bundles.forEach((bundle, index) => {
    for (const trait of bundle.traits) graph.addEdge(traits + index, trait)
  })
  if (graph.order > 1)
    forceAtlas2.assign(graph, {
      iterations: ITERATIONS,
      settings: {
        ...forceAtlas2.inferSettings(graph),
        barnesHutOptimize: graph.order > 200,
        scalingRatio: 14,
        gravity: 0.6,
      },
    })
  graph.forEachNode((node, { x, y }) => {
    places[2 * Number(node)] = WIDE * (x as number)
    places[2 * Number(node) + 1] = (y as number) / WIDE
  })
}
