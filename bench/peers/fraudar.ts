// FRAUDAR: the densest block of accounts and things, where a thing that many hold counts less. Hooi, Song, Beutel,
// Shah, Shin and Faloutsos, "FRAUDAR: Bounding Graph Fraud in the Face of Camouflage", KDD 2016, section 4: an edge to a
// column of degree d weighs 1 / log(d + 5); g is the weight inside the block over its nodes; nodes are peeled off by
// least weight, and the best block on the way counts. For further blocks the edges of the last are taken out.
//
// Columns are payments, address blocks and starts of texts. The method ranks blocks and has no threshold: how many
// blocks are accused is the setting, one as published.
import { OBJECT_KINDS, type PeerLog, readPeerLog } from './log.js'
import { accuseEach, LEAST_GROUP, numberIn, type Peer, type Setting } from './peer.js'

/** Keeps the logarithm away from zero (section 4.3 of the paper). */
const DEGREE_OFFSET = 5

/** An account and a column that it holds. */
export type Edge = readonly [account: number, column: number]

/** Every account with every thing it holds that another holds too, once each. */
export function edgesOf(log: PeerLog): readonly Edge[] {
  const holders = new Map<string, Set<number>>()
  const hold = (column: string, account: number) => {
    const known = holders.get(column)
    if (known === undefined) holders.set(column, new Set([account]))
    else known.add(account)
  }
  log.payments.forEach((payment, account) => {
    if (payment !== undefined) hold(`payment ${payment}`, account)
  })
  for (const kind of OBJECT_KINDS)
    log.objects[kind].forEach((object, exchange) => {
      if (object >= 0) hold(`${kind} ${object}`, log.account[exchange] as number)
    })
  return [...holders.values()]
    .filter((accounts) => accounts.size > 1)
    .flatMap((accounts, column) => [...accounts].map((account): Edge => [account, column]))
}

/** Blocks in the order in which they are found, each as its account numbers; blocks that are no group are left out. */
export function fraudar(edges: readonly Edge[], setting: Setting): readonly (readonly number[])[] {
  const blocks: (readonly number[])[] = []
  let left = edges
  for (let found = 0; found < numberIn(setting, 'blocks') && left.length > 0; found++) {
    const { accounts, columns } = densestBlock(left)
    left = left.filter(([account, column]) => !(accounts.has(account) && columns.has(column)))
    if (accounts.size >= LEAST_GROUP) blocks.push([...accounts])
  }
  return blocks
}

export interface Block {
  readonly accounts: ReadonlySet<number>
  readonly columns: ReadonlySet<number>
  /** Weight of the edges inside over the number of nodes. */
  readonly density: number
}

/** The best block met while the node of least weight is taken away until none is left (algorithm 1). */
export function densestBlock(edges: readonly Edge[]): Block {
  const accounts = [...new Set(edges.map(([account]) => account))]
  const columns = [...new Set(edges.map(([, column]) => column))]
  const accountAt = new Map(accounts.map((account, node) => [account, node]))
  const columnAt = new Map(columns.map((column, place) => [column, accounts.length + place]))
  const nodes = accounts.length + columns.length
  const neighbours = Array.from({ length: nodes }, (): number[] => [])
  for (const [account, column] of edges) {
    const [row, place] = [accountAt.get(account) as number, columnAt.get(column) as number]
    neighbours[row]?.push(place)
    neighbours[place]?.push(row)
  }
  const weightAt = (column: number) => 1 / Math.log((neighbours[column]?.length ?? 0) + DEGREE_OFFSET)
  const priority = new Float64Array(nodes)
  let total = 0
  for (let column = accounts.length; column < nodes; column++)
    for (const row of neighbours[column] ?? []) {
      const weight = weightAt(column)
      priority[row] = (priority[row] ?? 0) + weight
      priority[column] = (priority[column] ?? 0) + weight
      total += weight
    }
  const tree = createLeastTree(priority)
  const removed: number[] = []
  let best = { density: total / nodes, removed: 0 }
  const isGone = new Uint8Array(nodes)
  while (removed.length < nodes) {
    const node = tree.least()
    total -= tree.valueOf(node)
    tree.set(node, Number.POSITIVE_INFINITY)
    isGone[node] = 1
    removed.push(node)
    for (const other of neighbours[node] ?? []) {
      if (isGone[other] === 1) continue
      tree.set(other, tree.valueOf(other) - weightAt(Math.max(node, other)))
    }
    const density = total / (nodes - removed.length)
    if (removed.length < nodes && density > best.density) best = { density, removed: removed.length }
  }
  const outside = new Set(removed.slice(0, best.removed))
  const inside = (list: readonly number[], offset: number) =>
    new Set(list.filter((_, place) => !outside.has(offset + place)))
  return {
    accounts: inside(accounts, 0),
    columns: inside(columns, accounts.length),
    density: best.density,
  }
}

/** The paper's priority tree: leaves hold values, each inner node the leaf of least value below it. */
function createLeastTree(values: Float64Array) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, values.length)))
  const leaves = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  leaves.set(values)
  const winner = new Int32Array(2 * size)
  for (let leaf = 0; leaf < size; leaf++) winner[size + leaf] = leaf
  const choose = (at: number) => {
    const [left, right] = [winner[2 * at] as number, winner[2 * at + 1] as number]
    winner[at] = (leaves[left] as number) <= (leaves[right] as number) ? left : right
  }
  for (let at = size - 1; at > 0; at--) choose(at)
  return {
    least: () => winner[1] as number,
    valueOf: (leaf: number) => leaves[leaf] as number,
    set(leaf: number, value: number) {
      leaves[leaf] = value
      for (let at = (size + leaf) >> 1; at > 0; at >>= 1) choose(at)
    },
  }
}

export const FRAUDAR: Peer = {
  id: 'fraudar',
  title: 'FRAUDAR',
  source: 'Hooi et al., KDD 2016, section 4',
  standard: { blocks: 1 },
  grid: [2, 4, 8, 12, 16, 24, 32].map((blocks) => ({ blocks })),
  accuse: (files, settings) =>
    accuseEach(
      settings,
      async () => {
        const log = await readPeerLog(files)
        return { log, edges: edgesOf(log) }
      },
      ({ log, edges }, setting) =>
        fraudar(edges, setting).map((block) => block.map((one) => log.accounts[one] as string)),
    ),
}
