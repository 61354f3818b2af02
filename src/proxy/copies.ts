// Copies of what passes, for the log: bounded each and all together. What doesn't fit is left out of the log and
// counted; it never slows down what passes.

/** Bytes of one body that are kept for the log. */
const MOST_OF_ONE = 32 * 1024 * 1024
/** Bytes of all bodies that are kept, until their exchanges are written down. */
const MOST_OF_ALL = 256 * 1024 * 1024

export class CopyBudget {
  private held = 0

  constructor(
    private readonly most = MOST_OF_ALL,
    readonly mostOfOne = MOST_OF_ONE,
  ) {}

  take(bytes: number): boolean {
    if (this.held + bytes > this.most) return false
    this.held += bytes
    return true
  }

  give(bytes: number): void {
    this.held -= bytes
  }

  get bytes(): number {
    return this.held
  }
}

export class BodyCopy {
  private pieces: Buffer[] = []
  private size = 0
  private isLeftOut = false

  constructor(private readonly budget: CopyBudget) {}

  add(piece: Buffer): void {
    if (this.isLeftOut) return
    if (this.size + piece.length > this.budget.mostOfOne || !this.budget.take(piece.length)) {
      this.drop()
      this.isLeftOut = true
      return
    }
    this.pieces.push(piece)
    this.size += piece.length
  }

  /** Whether nothing is missing of what was added. */
  get isWhole(): boolean {
    return !this.isLeftOut
  }

  /** All of it, once; undefined when it was too much. Its bytes stay taken from the budget. */
  bytes(): Uint8Array<ArrayBuffer> | undefined {
    if (this.isLeftOut) return undefined
    // Not Buffer.concat, whose memory may be shared and can't be handed to another thread.
    const all = new Uint8Array(this.size)
    let at = 0
    for (const piece of this.pieces) {
      all.set(piece, at)
      at += piece.length
    }
    this.pieces = []
    return all
  }

  /** The same, without taking it out. */
  peek(): Buffer {
    return Buffer.concat(this.pieces)
  }

  /** Gives back what it holds. */
  drop(): void {
    this.budget.give(this.size)
    this.pieces = []
    this.size = 0
  }
}
