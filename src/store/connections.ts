// Connections to one engine. A connection of the embedded engine runs a statement at a time, and several connections
// to one directory run beside each other; a client of a server opens its own sockets as it needs them.
import type { ClickHouseClient } from '@clickhouse/client'

export class Connections {
  private readonly idle: ClickHouseClient[] = []
  private readonly all: ClickHouseClient[]
  private readonly waiting: ((client: ClickHouseClient) => void)[] = []

  /**
   * @param first the connection that is open already
   * @param open opens a further one
   * @param most connections at most
   */
  constructor(
    readonly first: ClickHouseClient,
    private readonly open: () => ClickHouseClient,
    private readonly most: number,
  ) {
    this.all = [first]
    this.idle.push(first)
  }

  /** Runs work on a connection that nothing else runs on; waits for one when all are busy. */
  async use<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T> {
    const client = await this.take()
    try {
      return await work(client)
    } finally {
      const next = this.waiting.shift()
      if (next) next(client)
      else this.idle.push(client)
    }
  }

  async close(): Promise<void> {
    // A server's client may be here many times.
    for (const client of new Set(this.all)) await client.close()
  }

  private take(): ClickHouseClient | Promise<ClickHouseClient> {
    // The last one that was used first: what it has cached is warm.
    const idle = this.idle.pop()
    if (idle) return idle
    if (this.all.length < this.most) {
      const client = this.open()
      this.all.push(client)
      return client
    }
    return new Promise((resolve) => this.waiting.push(resolve))
  }
}
