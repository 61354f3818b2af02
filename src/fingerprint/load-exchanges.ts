// Loads exchanges: each reading of the inputs goes through the fingerprint into a staging table and from there, whole
// partitions at a time, into the store. Killed half-way, nothing of the reading is in the store; done, each id is
// there once. On a cluster rows go to their shards instead: killed half-way, those of one may be there, and loading again
// adds the rest. Bytes stay in the engine.

import { createWriteStream } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { ClickHouseSettings } from '@clickhouse/client'
import { LANDING_COLUMNS } from '../model/exchange.js'
import { Problem } from '../model/problem.js'
import { describeLeftOut } from '../sources/input.js'
import { FAST_SETTINGS } from '../sources/native.js'
import type { Reading, ReadingPlan } from '../sources/reading.js'
import { keepNewer } from '../store/newer.js'
import type { Store } from '../store/store.js'
import { createTable, EXCHANGE } from '../store/tables.js'
import {
  fingerprintSql,
  PREPARE_LEXICON,
  REFUSED_PARTITION,
  REJECT_REASONS,
  validated,
} from './fingerprint-sql.js'

const STAGING = 'load_exchange'
const LANDING = 'load_landing'

export interface LoadOptions {
  readonly keepText?: boolean | undefined
  /** Where refused documents are written, one JSON object a line: reason and document. */
  readonly rejectsFile?: string | undefined
  /** Whether what that file holds already stays. */
  readonly isRejectsKept?: boolean | undefined
  readonly onProgress?:
    | ((done: { files: string; bytes: number; of: number; rows: number }) => void)
    | undefined
}

export interface LoadReport {
  readonly accepted: number
  /** Refused rows by reason. */
  readonly rejected: Readonly<Record<string, number>>
  /** Documents that are no exchanges, by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** Documents that were read in part, by reason. */
  readonly shortened: Readonly<Record<string, number>>
  /** Sentences for people on damaged files and on what was left out. */
  readonly notes: readonly string[]
}

/**
 * Loads all readings of a plan.
 * @throws Problem of the store, or `rejects-unwritable`
 */
export async function loadExchanges(
  store: Store,
  plan: ReadingPlan,
  options: LoadOptions = {},
): Promise<LoadReport> {
  const rejects = new Rejects(options.rejectsFile, options.isRejectsKept)
  const skipped: Record<string, number> = {}
  const shortened: Record<string, number> = {}
  const notes = plan.ignored.map(describeLeftOut)
  const total = plan.readings.reduce((sum, reading) => sum + reading.size, 0)
  // Compiling the search for words takes as long as planning the statement that needs it: beside each other. A failure
  // is told by that statement.
  const prepared = store.query(PREPARE_LEXICON).catch(() => undefined)
  let accepted = 0
  let bytes = 0
  try {
    for (const reading of plan.readings) {
      accepted += await loadReading(store, reading, options, { rejects, skipped, shortened })
      for (const damage of reading.damage) {
        rejects.count(damage.reason, damage.count)
        notes.push(damage.detail)
      }
      bytes += reading.size
      options.onProgress?.({ files: reading.files.join(', '), bytes, of: total, rows: accepted })
    }
  } finally {
    await prepared
    await store.command(`DROP TABLE IF EXISTS ${STAGING}`)
    await store.command(`DROP TABLE IF EXISTS ${LANDING}`)
    await rejects.close()
  }
  return { accepted, rejected: rejects.counts, skipped, shortened, notes }
}

/** What is not or not wholly loaded, added up over the readings. */
interface Losses {
  readonly rejects: Rejects
  readonly skipped: Record<string, number>
  readonly shortened: Record<string, number>
}

interface LeftOutRow {
  readonly reason: string
  readonly documents: number
  readonly is_read?: number
}

async function loadReading(
  store: Store,
  reading: Reading,
  options: LoadOptions,
  { rejects, skipped, shortened }: Losses,
): Promise<number> {
  await store.command(`DROP TABLE IF EXISTS ${STAGING}`)
  await store.command(createTable(EXCHANGE, STAGING))
  const open = await reading.open()
  try {
    const select = await stage(store, reading, open.select, options)
    const staged = await countStaged(store)
    if (staged.refused > 0) {
      await collectRejects(store, select, rejects)
      await store.command(`ALTER TABLE ${STAGING} DROP PARTITION ${REFUSED_PARTITION}`)
    }
    if (open.selectSkipped !== undefined) {
      for (const row of await store.query<LeftOutRow>(open.selectSkipped)) {
        const counts = row.is_read === 1 ? shortened : skipped
        if (row.documents > 0) counts[row.reason] = (counts[row.reason] ?? 0) + row.documents
      }
    }
    return await admit(store, staged, rejects)
  } finally {
    await open.close()
  }
}

/** Bytes of a reading, as on disk, whose rows fit into memory between two statements. */
const LANDED_BYTES = 16 * 1024 * 1024

/** Rows of a part: few enough to be written while others are read, and so many that parts are few and left unmerged. */
const PART_ROWS = 131_072

/**
 * Two threads read and write, a part as soon as its rows are there: one thread alone would sort and write a whole log
 * when all of it is read. Compiling expressions costs more than it saves in a statement that runs once,
 * and so does dealing out rows by key, or joining small blocks to large ones, for a join with a small table.
 */
const INSERT_SETTINGS = {
  max_insert_threads: '2',
  min_insert_block_size_rows: String(PART_ROWS),
  compile_expressions: 0,
  join_algorithm: 'hash',
  join_use_nulls: 0,
  min_joined_block_size_bytes: '0',
  min_joined_block_size_rows: '0',
} as const

/** Cores that one reader of JSON keeps busy: reading is about a third of a load. */
const CORES_A_READER = 3

/**
 * Chunks of a file parsed beside each other cost a fifth more in all, so they are for machines whose cores would wait
 * for one reader. It hands on blocks small enough that the last ones keep every core busy.
 */
const READER_SETTINGS: ClickHouseSettings =
  availableParallelism() > CORES_A_READER
    ? { input_format_parallel_parsing: 1 }
    : { input_format_parallel_parsing: 0, max_block_size: '16384' }

/**
 * Fills the staging table, in the fast way when there is one and it takes every line. What is small is landed first: the
 * time that the engine plans a statement grows faster than the statement, and these two are long.
 * @returns a SELECT of what landed
 */
async function stage(
  store: Store,
  { selectFast, size }: Reading,
  select: string,
  { keepText = false }: LoadOptions,
): Promise<string> {
  const insert = (from: string, settings: ClickHouseSettings) =>
    store.command(`INSERT INTO ${STAGING} ${fingerprintSql(from, keepText)}`, { settings })
  if (selectFast !== undefined) {
    try {
      await insert(selectFast, { ...FAST_SETTINGS, ...INSERT_SETTINGS, ...READER_SETTINGS })
      return select
    } catch (error) {
      // A malformed line, most likely: the tolerant way reads the rest and says which. What else it is, it says too.
      if (error instanceof Problem && error.code !== 'engine') throw error
      await store.command(`TRUNCATE TABLE ${STAGING}`)
    }
  }
  if (size > LANDED_BYTES) {
    await insert(select, INSERT_SETTINGS)
    return select
  }
  const columns = LANDING_COLUMNS.map(({ name, type }) => `${name} ${type}`).join(', ')
  await store.command(`DROP TABLE IF EXISTS ${LANDING}`)
  await store.command(`CREATE TABLE ${LANDING} (${columns}) ENGINE = Memory`)
  await store.command(`INSERT INTO ${LANDING} ${select}`, { settings: { compile_expressions: 0 } })
  const landed = `SELECT * FROM ${LANDING}`
  await insert(landed, INSERT_SETTINGS)
  return landed
}

interface Staged {
  readonly rows: number
  /** Never more than there are; fewer, once in a hundred million loads, when two ids have one hash. */
  readonly ids: number
  readonly refused: number
  /** Epoch milliseconds of the first and the last row. */
  readonly from: number
  readonly to: number
  readonly partitions: readonly string[]
}

async function countStaged(store: Store): Promise<Staged> {
  const [staged] = await store.query<Staged>(`SELECT
  countIf(NOT is_refused) AS rows,
  uniqExactIf(cityHash64(id), NOT is_refused) AS ids,
  countIf(is_refused) AS refused,
  toUnixTimestamp64Milli(minIf(ts, NOT is_refused)) AS from,
  toUnixTimestamp64Milli(maxIf(ts, NOT is_refused)) AS to,
  groupUniqArrayIf(toString(toYYYYMM(ts)), NOT is_refused) AS partitions
FROM (SELECT id, ts, toYYYYMM(ts) = ${REFUSED_PARTITION} AS is_refused FROM ${STAGING})`)
  return staged ?? { rows: 0, ids: 0, refused: 0, from: 0, to: 0, partitions: [] }
}

async function collectRejects(store: Store, select: string, rejects: Rejects): Promise<void> {
  const refused = `(${validated(select)}) WHERE reason != ''`
  for (const row of await store.query<{ reason: string; rows: number }>(
    `SELECT reason, count() AS rows FROM ${refused} GROUP BY reason`,
  ))
    rejects.count(row.reason, row.rows)
  await keep(store, `SELECT reason, raw AS document FROM ${refused}`, rejects)
}

/** Writes rows to the file of rejects, when one was named. */
async function keep(store: Store, query: string, rejects: Rejects): Promise<void> {
  if (!rejects.isKept) return
  const result = await store.client.query({ query, format: 'JSONEachRow' })
  for await (const batch of result.stream()) for (const row of batch) await rejects.write(row.text)
}

/** Moves the staged rows to the store, leaving out ids that are there already or come twice. */
async function admit(
  store: Store,
  { rows, ids, from, to, partitions }: Staged,
  rejects: Rejects,
): Promise<number> {
  if (rows === 0) return 0
  const earlier = `FROM exchange WHERE ts BETWEEN fromUnixTimestamp64Milli(${from}, 'UTC') AND fromUnixTimestamp64Milli(${to}, 'UTC')`
  if (ids === rows && !(await isAnyKnown(store, earlier))) {
    await keepNewer(store, `SELECT * FROM ${STAGING}`, rows)
    if (store.cluster) await store.command(`INSERT INTO exchange SELECT * FROM ${STAGING}`)
    else
      for (const id of partitions)
        await store.command(`ALTER TABLE ${STAGING} MOVE PARTITION ${id} TO TABLE exchange`)
    return rows
  }
  // Of the ids of that time only those that are staged: on a cluster the others stay where they are.
  const fresh = `id NOT IN (SELECT id ${earlier} AND id IN (SELECT id FROM ${STAGING}))`
  const time = "formatDateTime(ts, '%Y-%m-%dT%H:%i:%S.%fZ')"
  const kept = (reason: string) =>
    `SELECT '${reason}' AS reason, id, account, ${time} AS time FROM ${STAGING}`
  await keep(store, `${kept('already-loaded')} WHERE NOT (${fresh})`, rejects)
  await keep(store, `${kept('duplicate-id')} WHERE ${fresh} ORDER BY id, ts LIMIT 1, ${rows} BY id`, rejects)
  const [admitted] = await store.query<{ rows: number; ids: number }>(
    `SELECT count() AS rows, uniqExact(id) AS ids FROM ${STAGING} WHERE ${fresh}`,
  )
  const accepted = admitted?.ids ?? 0
  const once = `SELECT * FROM ${STAGING} WHERE ${fresh} ORDER BY id, ts LIMIT 1 BY id`
  if (accepted > 0) await keepNewer(store, once, accepted)
  await store.command(`INSERT INTO exchange ${once}`)
  const isNew = admitted?.rows ?? 0
  rejects.count('already-loaded', rows - isNew)
  rejects.count('duplicate-id', isNew - accepted)
  return accepted
}

/** Whether an id of the staged rows is among earlier ones; it costs nothing when there is none of their time. */
async function isAnyKnown(store: Store, earlier: string): Promise<boolean> {
  const [there] = await store.query<{ rows: number }>(`SELECT count() AS rows ${earlier}`)
  if (there?.rows === 0) return false
  const [known] = await store.query<{ rows: number }>(
    `SELECT count() AS rows ${earlier} AND id IN (SELECT id FROM ${STAGING})`,
  )
  return (known?.rows ?? 0) > 0
}

/** Counts refused rows, and keeps them in a file when one was named. */
class Rejects {
  readonly counts: Record<string, number> = {}
  private readonly stream: ReturnType<typeof createWriteStream> | undefined
  private failure: Error | undefined

  constructor(
    private readonly path: string | undefined,
    isKept = false,
  ) {
    if (path === undefined) return
    this.stream = createWriteStream(path, { flags: isKept ? 'a' : 'w' })
    this.stream.on('error', (error) => {
      this.failure = error
    })
  }

  get isKept(): boolean {
    return this.stream !== undefined
  }

  count(reason: string, rows: number): void {
    if (rows > 0) this.counts[reason] = (this.counts[reason] ?? 0) + rows
  }

  async write(line: string): Promise<void> {
    this.assertWritable()
    await new Promise<void>((resolve) => {
      const isWaiting = this.stream?.write(`${line}\n`, () => resolve()) === false
      if (!isWaiting) resolve()
    })
  }

  async close(): Promise<void> {
    if (!this.stream) return
    await new Promise<void>((resolve) => this.stream?.end(() => resolve()) ?? resolve())
    this.assertWritable()
  }

  private assertWritable(): void {
    if (this.failure)
      throw new Problem(
        'rejects-unwritable',
        `cannot write ${this.path}: ${this.failure.message}`,
        'Name another file with --rejects.',
        { cause: this.failure },
      )
  }
}

/** What a reason means, for people. */
export function describeReject(reason: string): string {
  return REJECT_REASONS[reason as keyof typeof REJECT_REASONS] ?? reason
}
