// Connections to one engine. A connection of the embedded engine runs a statement at a time, and several connections
// to one directory run beside each other; a client of a server opens its own sockets as it needs them.
import type { ClickHouseClient } from '@clickhouse/client'

export interface Connections {
  readonly first: ClickHouseClient
  /** Runs work on a connection that is free for it. */
  use<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A client that serves any number of statements at a time. */
export function sharedConnection(client: ClickHouseClient): Connections {
  return { first: client, use: (work) => work(client), close: () => client.close() }
}

/** Up to `most` connections of a statement each, opened when they are needed. */
export class ConnectionPool implements Connections {
  readonly first: ClickHouseClient
  private readonly all: Promise<ClickHouseClient>[]
  private readonly idle: ClickHouseClient[]
  private readonly waiting: ((client: ClickHouseClient) => void)[] = []

  private constructor(
    first: ClickHouseClient,
    private readonly open: () => Promise<ClickHouseClient>,
    private readonly most: number,
  ) {
    this.first = first
    this.all = [Promise.resolve(first)]
    this.idle = [first]
  }

  static async create(open: () => Promise<ClickHouseClient>, most: number): Promise<ConnectionPool> {
    return new ConnectionPool(await open(), open, most)
  }

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
    for (const client of await Promise.all(this.all)) await client.close()
  }

  private take(): ClickHouseClient | Promise<ClickHouseClient> {
    // The last one that was used first: what it has cached is warm.
    const idle = this.idle.pop()
    if (idle) return idle
    if (this.all.length < this.most) {
      const client = this.open()
      this.all.push(client)
      // One that can't be opened is told to whoever asked for it, and is not there to be closed.
      client.catch(() => this.all.splice(this.all.indexOf(client), 1))
      return client
    }
    return new Promise((resolve) => this.waiting.push(resolve))
  }
}

/** The value of a setting as the engine has it by itself. */
export const DEFAULT = Symbol('default')

/** The statement that brings settings into force for what a connection of the embedded engine runs from then on. */
export function setStatement(settings: Readonly<Record<string, unknown>>): string {
  const literal = (value: unknown) =>
    value === DEFAULT ? 'DEFAULT' : typeof value === 'string' ? `'${value}'` : Number(value)
  return `SET ${Object.entries(settings)
    .map(([name, value]) => `${name} = ${literal(value)}`)
    .join(', ')}`
}
