// Loads exchanges: each reading of the inputs goes through the fingerprint into a staging table and from there, whole
// partitions at a time, into the store. Killed half-way, nothing of the reading is in the store; done, each id is
// there once. Bytes stay in the engine.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Problem } from '../model/problem.js'
import { FAST_SETTINGS } from '../sources/native.js'
import type { Reading, ReadingPlan } from '../sources/reading.js'
import type { Store } from '../store/store.js'
import { createTable, EXCHANGE } from '../store/tables.js'
import { fingerprintSql, REJECT_REASONS, validated } from './fingerprint-sql.js'

const STAGING = 'load_exchange'

export interface LoadOptions {
  readonly keepText?: boolean | undefined
  /** Where refused documents are written, one JSON object a line: reason and document. */
  readonly rejectsFile?: string | undefined
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
  const rejects = new Rejects(options.rejectsFile)
  const skipped: Record<string, number> = {}
  const notes = plan.ignored.map(({ name, reason }) => `left out ${name}: ${reason}`)
  const total = plan.readings.reduce((sum, reading) => sum + reading.size, 0)
  let accepted = 0
  let bytes = 0
  try {
    for (const reading of plan.readings) {
      accepted += await loadReading(store, reading, options, rejects, skipped)
      for (const damage of reading.damage) {
        rejects.count(damage.reason, damage.count)
        notes.push(damage.detail)
      }
      bytes += reading.size
      options.onProgress?.({ files: reading.files.join(', '), bytes, of: total, rows: accepted })
    }
  } finally {
    await store.command(`DROP TABLE IF EXISTS ${STAGING}`)
    await rejects.close()
  }
  return { accepted, rejected: rejects.counts, skipped, notes }
}

async function loadReading(
  store: Store,
  reading: Reading,
  options: LoadOptions,
  rejects: Rejects,
  skipped: Record<string, number>,
): Promise<number> {
  await store.command(`DROP TABLE IF EXISTS ${STAGING}`)
  await store.command(createTable(EXCHANGE, STAGING))
  const open = await reading.open()
  try {
    const isFast = reading.selectFast !== undefined && (await insertFast(store, reading.selectFast, options))
    if (!isFast) {
      await store.command(`TRUNCATE TABLE ${STAGING}`)
      await store.command(
        `INSERT INTO ${STAGING} ${fingerprintSql(open.select, options.keepText ?? false)}`,
        { settings: INSERT_SETTINGS },
      )
    }
    const [staged] = await store.query<{ rows: number; ids: number }>(
      `SELECT count() AS rows, uniqExact(id) AS ids FROM ${STAGING}`,
    )
    const rows = staged?.rows ?? 0
    if (!isFast || (await countDocuments(store, open.select)) !== rows)
      await collectRejects(store, open.select, rejects)
    if (open.selectSkipped !== undefined) {
      for (const row of await store.query<{ reason: string; documents: number }>(open.selectSkipped))
        if (row.documents > 0) skipped[row.reason] = (skipped[row.reason] ?? 0) + row.documents
    }
    return await admit(store, rows, staged?.ids ?? 0, rejects)
  } finally {
    await open.close()
  }
}

const INSERT_SETTINGS = { max_insert_threads: '2' } as const

async function insertFast(store: Store, select: string, options: LoadOptions): Promise<boolean> {
  try {
    await store.command(`INSERT INTO ${STAGING} ${fingerprintSql(select, options.keepText ?? false)}`, {
      settings: { ...FAST_SETTINGS, ...INSERT_SETTINGS },
    })
    return true
  } catch (error) {
    // A malformed line, most likely: the tolerant way reads the rest and says which. What else it is, it says too.
    if (error instanceof Problem && error.code !== 'engine') throw error
    return false
  }
}

async function countDocuments(store: Store, select: string): Promise<number> {
  const [row] = await store.query<{ documents: number }>(`SELECT count() AS documents FROM (${select})`)
  return row?.documents ?? 0
}

async function collectRejects(store: Store, select: string, rejects: Rejects): Promise<void> {
  const refused = `(${validated(select)}) WHERE reason != ''`
  for (const row of await store.query<{ reason: string; rows: number }>(
    `SELECT reason, count() AS rows FROM ${refused} GROUP BY reason`,
  ))
    rejects.count(row.reason, row.rows)
  if (!rejects.isKept) return
  const result = await store.client.query({
    query: `SELECT reason, raw AS document FROM ${refused}`,
    format: 'JSONEachRow',
  })
  for await (const batch of result.stream()) for (const row of batch) await rejects.write(row.text)
}

/** Moves the staged rows to the store, leaving out ids that are there already or come twice. */
async function admit(store: Store, rows: number, ids: number, rejects: Rejects): Promise<number> {
  if (rows === 0) return 0
  const [known] = await store.query<{ rows: number }>(`SELECT count() AS rows FROM exchange
WHERE ts BETWEEN (SELECT min(ts) FROM ${STAGING}) AND (SELECT max(ts) FROM ${STAGING})
  AND id IN (SELECT id FROM ${STAGING})`)
  if (ids === rows && (known?.rows ?? 0) === 0) {
    const partitions = await store.query<{ id: string }>(
      `SELECT DISTINCT toString(toYYYYMM(ts)) AS id FROM ${STAGING}`,
    )
    for (const { id } of partitions)
      await store.command(`ALTER TABLE ${STAGING} MOVE PARTITION ${id} TO TABLE exchange`)
    return rows
  }
  const fresh = `id NOT IN (SELECT id FROM exchange WHERE ts BETWEEN (SELECT min(ts) FROM ${STAGING}) AND (SELECT max(ts) FROM ${STAGING}))`
  if (rejects.isKept) {
    const repeated = await store.query<{ id: string }>(
      `SELECT id FROM ${STAGING} WHERE NOT (${fresh}) UNION ALL SELECT id FROM ${STAGING} GROUP BY id HAVING count() > 1`,
    )
    for (const { id } of repeated) await rejects.write(JSON.stringify({ reason: 'duplicate-id', id }))
  }
  const [admitted] = await store.query<{ rows: number }>(
    `SELECT uniqExact(id) AS rows FROM ${STAGING} WHERE ${fresh}`,
  )
  await store.command(
    `INSERT INTO exchange SELECT * FROM ${STAGING} WHERE ${fresh} ORDER BY id, ts LIMIT 1 BY id`,
  )
  const accepted = admitted?.rows ?? 0
  rejects.count('duplicate-id', rows - accepted)
  return accepted
}

/** Counts refused rows, and keeps them in a file when one was named. */
class Rejects {
  readonly counts: Record<string, number> = {}
  private readonly stream: ReturnType<typeof createWriteStream> | undefined
  private failure: Error | undefined

  constructor(private readonly path: string | undefined) {
    if (path === undefined) return
    this.stream = createWriteStream(path)
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
    if (this.stream && !this.stream.write(`${line}\n`))
      await Promise.race([once(this.stream, 'drain'), once(this.stream, 'close')])
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
