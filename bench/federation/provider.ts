// A provider as its operator runs it: a service on loopback with a store of its own, a collection that the others read, and
// a file that names theirs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Campaign } from '../../src/model/analysis.js'
import { DEFAULT_POLICY } from '../../src/respond/policy/default-policy.js'
import { whyNotSuspected } from '../../src/share/suspicion.js'
import { entry, makeNamedKey, RunningService } from '../live/running-service.js'
import { runProgram } from '../run-program.js'
import type { Part } from './split-world.js'

const COLLECTION = '7d3f7f0e-6a51-4f0c-9d9b-0f4c3f1f6a10'

export interface Plan {
  readonly name: string
  readonly folder: string
  readonly store: string
  readonly port: number
  readonly part: Part
}

/** Accounts that are accused, and groups that may be told. */
export interface Standing {
  readonly accused: ReadonlySet<string>
  /** Ids of accused groups and of suspicions. */
  readonly tellable: readonly {
    readonly id: string
    readonly accounts: readonly string[]
    readonly isSuspicion: boolean
  }[]
}

/** An analysis of what partners shared: when it was fetched, and when the analysis began; milliseconds since 1970. */
export interface Looked {
  readonly fetchedAt: number
  readonly startedAt: number
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export class Provider {
  private constructor(
    readonly plan: Plan,
    private readonly service: RunningService,
    private readonly keyFile: string,
    private readonly communityKey: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Makes keys and files for all, then starts all: each is told the address of the others. */
  static async startAll(
    plans: readonly Plan[],
    communityKey: string,
    pullEvery: string,
    makeCommunityKey: () => void,
    signal: AbortSignal,
  ): Promise<Provider[]> {
    for (const { store } of plans) mkdirSync(store, { recursive: true })
    makeCommunityKey()
    const keys = new Map(
      plans.map((holder) => [
        holder.name,
        new Map(
          plans
            .filter(({ name }) => name !== holder.name)
            .map(({ name }) => [name, makeNamedKey(name, holder.store, '--scope', 'share')]),
        ),
      ]),
    )
    return Promise.all(
      plans.map(async (plan) => {
        const { name, folder, store, port } = plan
        const others = plans.filter((other) => other.name !== name)
        const admin = makeNamedKey('operator', store, '--scope', 'admin')
        const keyFile = join(folder, 'operator.key')
        writeFileSync(keyFile, admin)
        writeFileSync(
          join(folder, 'taxii.yaml'),
          taxiiFile(
            name,
            others.map((other) => other.name),
          ),
        )
        for (const other of others)
          writeFileSync(join(folder, `${other.name}.key`), keys.get(other.name)?.get(name) ?? '')
        writeFileSync(join(folder, 'partners.yaml'), partnersFile(others, communityKey))
        const args = [
          ...['--listen', `127.0.0.1:${port}`, '--taxii', join(folder, 'taxii.yaml')],
          ...['--partners', join(folder, 'partners.yaml'), '--pull-every', pullEvery, '--producer', name],
        ]
        const service = await RunningService.start(store, admin, args, true)
        return new Provider(plan, service, keyFile, communityKey, signal)
      }),
    )
  }

  async load(): Promise<void> {
    const { part } = this.plan
    for (const [path, files] of [
      ['/v1/accounts', part.accounts],
      ['/v1/exchanges', part.exchanges],
    ] as const)
      for (const file of files) {
        const { status } = await this.service.send(`${path}?wait=60`, { body: readFileSync(file) })
        if (status !== 200) throw new Error(`${this.plan.name} does not take ${file}: ${status}`)
      }
  }

  /** Puts the policy that ships in force, every rule of it. */
  async enforce(): Promise<void> {
    const policy = DEFAULT_POLICY.replace('mode: shadow', 'mode: enforce')
    const { status } = await this.service.send('/v1/policy?note=bench&without_shadow=true', {
      method: 'PUT',
      body: policy,
    })
    if (status !== 200) throw new Error(`${this.plan.name} does not take the policy: ${status}`)
  }

  /** Those of the accounts for whose requests a gateway is told a decision in force. */
  async decided(accounts: readonly string[]): Promise<string[]> {
    const answers = await Promise.all(
      accounts.map((account) =>
        this.service.send<{ decision?: unknown }>('/v1/decide', { body: { account, ip: '', model: '' } }),
      ),
    )
    return accounts.filter((_, index) => answers[index]?.body.decision !== undefined)
  }

  /** Analyses that partners' objects asked for, oldest first. */
  async lookedAt(): Promise<Looked[]> {
    const { body } = await this.service.send<{
      analyses: { asked_by: string; asked_at: string; started_at?: string }[]
    }>('/v1/analyses')
    return body.analyses
      .flatMap(({ asked_by, asked_at, started_at }) =>
        asked_by === 'partners' && started_at !== undefined
          ? [{ fetchedAt: Date.parse(asked_at), startedAt: Date.parse(started_at) }]
          : [],
      )
      .sort((a, b) => a.startedAt - b.startedAt)
  }

  /** Analyses the whole log, and waits for it. */
  async analyse(): Promise<void> {
    const { body } = await this.service.send<{ id: string }>('/v1/analyses', { method: 'POST' })
    await this.untilIdle(body.id)
  }

  /** Waits until nothing waits to be analysed; those asked for by what partners shared too. */
  async untilIdle(id?: string): Promise<void> {
    const end = Date.now() + 180_000
    for (;;) {
      const { body } = await this.service.send<{ analyses: { id: string; state: string }[] }>('/v1/analyses')
      const open = body.analyses.filter(({ state }) => state === 'waiting' || state === 'running')
      const isDone = id === undefined || body.analyses.some((run) => run.id === id && run.state === 'done')
      if (open.length === 0 && isDone) return
      if (Date.now() > end) throw new Error(`${this.plan.name} is still analysing:\n${this.service.log}`)
      await sleep(100)
    }
  }

  async standing(): Promise<Standing> {
    const { body } = await this.service.send<{ campaigns: { id: string }[] }>('/v1/campaigns?verdict=all')
    const campaigns = await Promise.all(
      body.campaigns.map(async ({ id }) => (await this.service.send<Campaign>(`/v1/campaigns/${id}`)).body),
    )
    const tellable = campaigns
      .filter((campaign) => campaign.verdict !== 'explained' || whyNotSuspected(campaign) === undefined)
      .map(({ id, verdict, accounts }) => ({
        id,
        accounts: accounts.map((account) => account.id),
        isSuspicion: verdict === 'explained',
      }))
    return {
      accused: new Set(tellable.flatMap((group) => (group.isSuspicion ? [] : group.accounts))),
      tellable,
    }
  }

  /** Puts a group into its own collection, as the operator does it. */
  async publish(id: string): Promise<void> {
    const args = [
      ...['share', 'publish', id, '--service', this.service.url, '--key-file', this.keyFile],
      ...['--state', join(this.plan.store, 'service'), '--community-key', this.communityKey],
      ...['--suspects', '--tlp', 'amber+strict', '--producer', this.plan.name],
      ...['--to', `${this.service.url}/taxii2/providers/collections/${COLLECTION}/`],
      ...['--to-key-file', this.keyFile, '--yes'],
    ]
    await runProgram(`publishing ${id} at ${this.plan.name}`, process.execPath, [entry(), ...args], {
      env: process.env,
      signal: this.signal,
    })
  }

  stop(): Promise<number | null> {
    return this.service.stop()
  }
}

function taxiiFile(name: string, readers: readonly string[]): string {
  return `schema: stillwatch.taxii/1
title: ${name}
default: providers
roots:
  - path: providers
    title: Providers
    collections:
      - id: ${COLLECTION}
        title: Extraction campaigns
        alias: campaigns
        read: [operator, ${readers.join(', ')}]
        write: [operator]
`
}

function partnersFile(others: readonly Plan[], communityKey: string): string {
  const entries = others.map(
    ({ name, port }) => `  - name: ${name}
    url: http://127.0.0.1:${port}/taxii2/
    collection: campaigns
    key-file: ${name}.key
    community-key: ${communityKey}
`,
  )
  return `partners:\n${entries.join('')}`
}
