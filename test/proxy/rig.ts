// The proxy as an operator runs it, between the official clients and a model's API, with a real service behind it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { makeKey, RunningProxy, RunningService } from '../../bench/live/running-service.js'
import { hashKey } from '../../src/respond/gateways/identity.js'
import { makeFolder } from '../cli/stillwatch.js'
import { type ModelServer, serveModel } from './model-server.js'

/** Accounts by their keys. */
export const ACCOUNTS = { 'sk-a': 'acct-a', 'sk-b': 'acct-b', 'sk-hidden-secret': 'acct-secret' }
export const QUESTION = [{ role: 'user' as const, content: 'Where sat the cat?' }]
export const ASKING = { model: 'big', messages: QUESTION }

type Row = Readonly<Record<string, unknown>>

/** On a machine that has other work it may take long. */
const WRITTEN_WITHIN_MS = 60_000

export class Rig {
  private constructor(
    readonly folder: string,
    private readonly remove: () => void,
    readonly model: ModelServer,
    public service: RunningService,
    public proxy: RunningProxy,
  ) {}

  static async start(): Promise<Rig> {
    const { path, remove } = makeFolder()
    const store = join(path, 'store')
    const [admin, own] = [makeKey(store, '--scope', 'admin'), makeKey(store, '--scope', 'ingest', 'decide')]
    writeFileSync(join(path, 'key'), `${own}\n`)
    const rows = Object.entries(ACCOUNTS).map(([secret, account]) =>
      JSON.stringify({ key: hashKey(secret), account, org: 'org-1' }),
    )
    writeFileSync(join(path, 'accounts'), rows.join('\n'))
    const model = await serveModel()
    const service = await RunningService.start(store, admin)
    const proxy = await startProxy(path, model.url, service.url)
    return new Rig(path, remove, model, service, proxy)
  }

  async stop(): Promise<void> {
    await this.proxy.stop()
    await this.service.stop()
    await this.model.close()
    this.remove()
  }

  /** A proxy on the same folder as the one before. */
  async startAgain(serviceUrl: string): Promise<void> {
    this.proxy = await startProxy(this.folder, this.model.url, serviceUrl)
  }

  /** A service on the same folder as the one before, at the same address. */
  async startServiceAgain(host: string): Promise<void> {
    const store = join(this.folder, 'store')
    this.service = await RunningService.start(store, makeKey(store, '--scope', 'admin'), ['--listen', host])
  }

  /** File of the proxy's key. */
  get keyFile(): string {
    return join(this.folder, 'key')
  }

  get state(): string {
    return join(this.folder, 'state')
  }

  openai(apiKey = 'sk-a'): OpenAI {
    return new OpenAI({ apiKey, baseURL: `${this.proxy.url}/v1`, maxRetries: 0 })
  }

  anthropic(apiKey = 'sk-b'): Anthropic {
    return new Anthropic({ apiKey, baseURL: this.proxy.url, maxRetries: 0 })
  }

  /** The exchanges that were written down; a line that is still being written is none yet. */
  written(): Row[] {
    return readFileSync(join(this.folder, 'exchanges.jsonl'), { encoding: 'utf8', flag: 'a+' })
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Row)
  }

  /**
   * The row of the request that is made in between. All requests that are written down are made so: a row that came late
   * would be taken for the next one's.
   */
  async rowOf(ask: () => Promise<unknown>): Promise<Row> {
    const before = this.written().length
    await ask()
    await this.proxy.until(() => this.written().length > before, WRITTEN_WITHIN_MS)
    const rows = this.written().slice(before)
    if (rows.length !== 1) throw new Error(`${rows.length} rows were written where one request was made`)
    return rows[0] ?? {}
  }
}

function startProxy(folder: string, model: string, service: string): Promise<RunningProxy> {
  return RunningProxy.start(model, join(folder, 'state'), [
    ...['--service', service, '--key-file', join(folder, 'key')],
    ...['--exchanges', join(folder, 'exchanges.jsonl'), '--key-accounts', join(folder, 'accounts')],
  ])
}
