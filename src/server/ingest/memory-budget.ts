// Bounds what bodies that are being unpacked may take together: who finds too little left waits for a turn.

interface Waiting {
  readonly bytes: number
  readonly resolve: () => void
}

export class MemoryBudget {
  private readonly waiting: Waiting[] = []

  /** @param free bytes; nobody may ask for more */
  constructor(private free: number) {}

  /**
   * Does work that may take so many bytes.
   * @param work is told how to say that it took fewer
   */
  async use<Result>(
    bytes: number,
    work: (settle: (bytes: number) => void) => Promise<Result>,
  ): Promise<Result> {
    let held = bytes
    if (held > 0) await this.take(held)
    try {
      return await work((taken) => {
        if (taken >= held) return
        this.give(held - taken)
        held = taken
      })
    } finally {
      this.give(held)
    }
  }

  private async take(bytes: number): Promise<void> {
    if (this.waiting.length > 0 || this.free < bytes)
      await new Promise<void>((resolve) => this.waiting.push({ bytes, resolve }))
    else this.free -= bytes
  }

  private give(bytes: number): void {
    this.free += bytes
    for (let first = this.waiting[0]; first && first.bytes <= this.free; first = this.waiting[0]) {
      this.waiting.shift()
      this.free -= first.bytes
      first.resolve()
    }
  }
}
