// Connected components: who hangs together by links between two.
import { LEAST_GROUP } from './peer.js'

export interface Components {
  join(a: number, b: number): void
  /** Lists of the joined, the largest first, without those that are too small to be a group. */
  groups(): readonly (readonly number[])[]
}

/** Union-find over 0 to `count` - 1. */
export function createComponents(count: number): Components {
  const parent = Int32Array.from({ length: count }, (_, index) => index)
  const rootOf = (index: number): number => {
    let at = index
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number
      at = parent[at] as number
    }
    return at
  }
  return {
    join(a, b) {
      parent[rootOf(a)] = rootOf(b)
    },
    groups() {
      const byRoot = new Map<number, number[]>()
      for (let index = 0; index < count; index++) {
        const root = rootOf(index)
        const known = byRoot.get(root)
        if (known === undefined) byRoot.set(root, [index])
        else known.push(index)
      }
      return [...byRoot.values()]
        .filter((group) => group.length >= LEAST_GROUP)
        .sort((a, b) => b.length - a.length)
    },
  }
}
