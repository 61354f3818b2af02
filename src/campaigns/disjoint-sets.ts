// Disjoint sets of small integers with path compression (Galler and Fischer 1964): what is joined to what.

export class DisjointSets {
  private readonly parent: Uint32Array

  /** Each of 0 … size - 1 by itself. */
  constructor(size: number) {
    this.parent = Uint32Array.from({ length: size }, (_, index) => index)
  }

  /** The smallest element of the set that holds `element`. */
  find(element: number): number {
    let root = element
    while (this.parent[root] !== root) root = this.parent[root] as number
    for (let at = element; at !== root; ) {
      const next = this.parent[at] as number
      this.parent[at] = root
      at = next
    }
    return root
  }

  join(one: number, other: number): void {
    const [a, b] = [this.find(one), this.find(other)]
    this.parent[Math.max(a, b)] = Math.min(a, b)
  }
}
