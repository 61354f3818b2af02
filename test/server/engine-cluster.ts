// A real cluster for tests: engines on loopback addresses of their own, each a shard, that know each other. Ports are
// the same on all, as on the machines of a real one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EngineServer, freePort, startEngine } from './engine-server.js'

export interface EngineCluster {
  /** Address of the first shard. */
  readonly url: string
  readonly cluster: string
  /** Kills a shard, by its number from 1. */
  kill(shard: number): Promise<void>
  /** Starts it again on the same data. */
  revive(shard: number): Promise<void>
  /** Removes the data of a killed shard, as a disk that fails does. */
  wipe(shard: number): void
  stop(): Promise<void>
}

const NAME = 'shards'

/** Starts a cluster of as many shards. */
export async function startEngineCluster(shards = 2): Promise<EngineCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-cluster-'))
  const [port, tcpPort] = [await freePort(), await freePort()]
  const hosts = Array.from({ length: shards }, (_, index) => `127.0.0.${index + 1}`)
  const running = new Map<number, EngineServer>()
  const revive = async (shard: number) => {
    const host = hosts[shard - 1] ?? ''
    const own = join(directory, String(shard))
    mkdirSync(own, { recursive: true })
    const configuration = join(own, 'cluster.xml')
    // The first knows its own part of the cluster by its address and port, as every server of a real one does.
    writeFileSync(configuration, configurationOf(hosts, tcpPort, shard === 1))
    running.set(shard, await startEngine({ directory: own, host, port, tcpPort, configuration }))
  }
  const kill = async (shard: number) => {
    await running.get(shard)?.stop()
    running.delete(shard)
  }
  const stop = async () => {
    await Promise.all([...running.keys()].map(kill))
    rmSync(directory, { recursive: true, force: true })
  }
  try {
    await Promise.all(hosts.map((_, index) => revive(index + 1)))
  } catch (error) {
    await stop()
    throw error
  }
  const wipe = (shard: number) => rmSync(join(directory, String(shard)), { recursive: true, force: true })
  return { url: `http://${hosts[0]}:${port}`, cluster: NAME, kill, revive, wipe, stop }
}

function configurationOf(hosts: readonly string[], tcpPort: number, knowsItself: boolean): string {
  const shards = hosts.map(
    (host) => `<shard><replica><host>${host}</host><port>${tcpPort}</port></replica></shard>`,
  )
  const own = knowsItself ? `<tcp_port>${tcpPort}</tcp_port>` : ''
  return `<clickhouse>${own}<remote_servers><${NAME}>${shards.join('')}</${NAME}></remote_servers></clickhouse>\n`
}
