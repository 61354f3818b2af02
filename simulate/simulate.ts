// Runs a scenario: builds its world, sorts what was planned, renders each exchange from its own seed and writes
// exchanges.jsonl, accounts.jsonl, truth.json and heirs.json.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../src/model/problem.js'
import { findScenario } from './catalog.js'
import { openCorpus } from './corpus/corpus.js'
import { ownAddressBook } from './network/blocks.js'
import type { PlannedExchange } from './records.js'
import { createRenderer } from './render.js'
import { ownTexts } from './text/source.js'
import { createWorld, type World } from './world.js'

export interface SimulateOptions {
  /** Id from the catalog. */
  readonly scenario: string
  /** Directory to write to; made when absent. */
  readonly out: string
  readonly seed: number
  /** Multiplies the accounts of the population and of the groups. */
  readonly scale: number
  /** Directory with real texts, traces and addresses to draw from. */
  readonly corpus?: string
  /** End of the simulated period in epoch milliseconds; a fixed date when absent. */
  readonly end?: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

export interface SimulationSummary {
  readonly scenario: string
  readonly seed: number
  readonly exchanges: number
  readonly accounts: number
  readonly attackAccounts: number
  /** RFC 3339, UTC: first and last exchange. */
  readonly from: string
  readonly to: string
  readonly bytes: number
  /** Accounts by label, in order of first appearance. */
  readonly labels: Readonly<Record<string, number>>
  readonly files: {
    readonly exchanges: string
    readonly accounts: string
    readonly truth: string
    readonly heirs: string
  }
}

const CHUNK_BYTES = 1 << 18

/** Builds the world of a scenario without writing anything. */
export async function buildWorld(options: Omit<SimulateOptions, 'out'>): Promise<World> {
  if (!(options.scale > 0) || !Number.isFinite(options.scale)) {
    throw new Problem(
      'simulate-scale',
      `scale ${options.scale} is not a positive number`,
      'Give --scale a number above 0, such as 0.5.',
    )
  }
  const scenario = findScenario(options.scenario)
  const corpus = options.corpus === undefined ? undefined : await openCorpus(options.corpus)
  const world = createWorld({
    seed: options.seed,
    scale: options.scale,
    book: corpus?.book ?? ownAddressBook(),
    texts: corpus?.texts ?? ownTexts(),
    ...(corpus === undefined ? {} : { arrivals: corpus.arrivals }),
    ...(options.end === undefined ? {} : { end: options.end }),
    ...(scenario.days === undefined ? {} : { days: scenario.days }),
  })
  scenario.build(world)
  return world
}

/** Writes a scenario's traffic, accounts and truth. The same options write the same bytes. */
export async function simulate(options: SimulateOptions): Promise<SimulationSummary> {
  return writeWorld(await buildWorld(options), options)
}

/** Writes what a world holds; `scenario` and `seed` only name it in the summary. */
export async function writeWorld(
  world: World,
  options: Pick<SimulateOptions, 'scenario' | 'out' | 'seed' | 'onProgress' | 'signal'>,
): Promise<SimulationSummary> {
  const files = {
    exchanges: join(options.out, 'exchanges.jsonl'),
    accounts: join(options.out, 'accounts.jsonl'),
    truth: join(options.out, 'truth.json'),
    heirs: join(options.out, 'heirs.json'),
  }
  try {
    await mkdir(options.out, { recursive: true })
    const planned = world.planned.sort(byTime)
    dropSilentAttackers(world)
    const bytes = await writeExchanges(files.exchanges, world, planned, options)
    const labels = await writeAccounts(files.accounts, files.truth, world)
    await writeHeirs(files.heirs, world)
    return {
      scenario: options.scenario,
      seed: options.seed,
      exchanges: planned.length,
      accounts: world.accounts.length,
      attackAccounts: world.accounts.filter(({ label }) => label.startsWith('attack:')).length,
      from: isoOrEmpty(planned[0]?.ts),
      to: isoOrEmpty(planned.at(-1)?.ts),
      bytes,
      labels,
      files,
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) {
      throw new Problem(
        'simulate-write',
        `cannot write to ${options.out}: ${String(error.code)}`,
        'Choose a directory that can be written and has space.',
        { cause: error },
      )
    }
    throw error
  }
}

/** An attack account that sent nothing is left out: nobody could know it, so it must not count as missed. */
function dropSilentAttackers(world: World): void {
  const seen = new Set(world.planned.map(({ actor }) => actor.account))
  const kept = world.accounts.filter(({ record, label }) => label.startsWith('benign:') || seen.has(record))
  world.accounts.splice(0, world.accounts.length, ...kept)
}

function byTime(a: PlannedExchange, b: PlannedExchange): number {
  return a.ts - b.ts || a.seed - b.seed
}

function isoOrEmpty(ts: number | undefined): string {
  return ts === undefined ? '' : new Date(ts).toISOString()
}

async function writeExchanges(
  path: string,
  world: World,
  planned: readonly PlannedExchange[],
  options: Pick<SimulateOptions, 'onProgress' | 'signal'>,
): Promise<number> {
  const stream = createWriteStream(path)
  const failed = once(stream, 'error').then(([error]) => Promise.reject(error as Error))
  failed.catch(() => {})
  const render = createRenderer(world)
  let chunk: string[] = []
  let size = 0
  let bytes = 0
  const flush = async (): Promise<void> => {
    const data = Buffer.from(chunk.join(''))
    chunk = []
    size = 0
    bytes += data.length
    if (!stream.write(data)) await Promise.race([once(stream, 'drain'), failed])
  }
  try {
    for (let index = 0; index < planned.length; index++) {
      const line = `${JSON.stringify(render(planned[index] as PlannedExchange, index))}\n`
      chunk.push(line)
      size += line.length
      if (size >= CHUNK_BYTES) {
        options.signal?.throwIfAborted()
        await flush()
        options.onProgress?.(index + 1, planned.length)
      }
    }
    await flush()
    options.onProgress?.(planned.length, planned.length)
    stream.end()
    await Promise.race([once(stream, 'finish'), failed])
  } finally {
    stream.destroy()
  }
  return bytes
}

async function writeAccounts(
  path: string,
  truthPath: string,
  world: World,
): Promise<Readonly<Record<string, number>>> {
  const sorted = world.accounts
    .slice()
    .sort((a, b) =>
      a.record.created_at < b.record.created_at ? -1 : a.record.created_at > b.record.created_at ? 1 : 0,
    )
  await writeFile(path, sorted.map(({ record }) => `${JSON.stringify(record)}\n`).join(''))
  const truth: Record<string, string> = {}
  const labels: Record<string, number> = {}
  for (const { record, label } of sorted) truth[record.account] = label
  for (const { label } of world.accounts) labels[label] = (labels[label] ?? 0) + 1
  await writeFile(truthPath, `${JSON.stringify(truth, null, 1)}\n`)
  return labels
}

/** Of every account that joined a group while it ran, whose place it took; null where the group merely grew. */
async function writeHeirs(path: string, world: World): Promise<void> {
  const written = new Set(world.accounts.map(({ record }) => record))
  const heirs: Record<string, string | null> = {}
  for (const { record, follows } of world.joined) {
    if (!written.has(record)) continue
    heirs[record.account] = follows !== undefined && written.has(follows) ? follows.account : null
  }
  await writeFile(path, `${JSON.stringify(heirs, null, 1)}\n`)
}
