// Reads files through a source on the real engine, for tests.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openInputs } from '../../src/sources/input.js'
import { planReadings, type ReadingPlan } from '../../src/sources/reading.js'
import type { Store } from '../../src/store/store.js'

export type Row = Readonly<Record<string, unknown>>

export const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url).pathname

export const fixtureText = (name: string) => readFileSync(fixture(name), 'utf8')

export interface Landed {
  readonly rows: readonly Row[]
  readonly skipped: Readonly<Record<string, number>>
  readonly plan: ReadingPlan
}

/** What the files land as. */
export async function land(store: Store, args: readonly string[], from?: string): Promise<Landed> {
  const inputs = await openInputs(args, store)
  try {
    const plan = planReadings(store, inputs, from)
    let rows: readonly Row[] = []
    const skipped: Record<string, number> = {}
    for (const reading of plan.readings) {
      const { select, selectSkipped, close } = await reading.open()
      rows = rows.concat(await store.query<Row>(select))
      if (selectSkipped !== undefined) {
        const rows = await store.query<{ reason: string; documents: number; is_read?: number }>(selectSkipped)
        for (const { reason, documents } of rows.filter((row) => row.is_read !== 1))
          skipped[reason] = (skipped[reason] ?? 0) + documents
      }
      await close()
    }
    return { rows, skipped, plan }
  } finally {
    inputs.close()
  }
}

/** A directory for a test's files; `discard` it in the end. */
export function scratch(): { write(name: string, content: string | Buffer): string; discard(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-test-'))
  return {
    write(name, content) {
      const path = join(directory, name)
      writeFileSync(path, content)
      return path
    },
    discard: () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** A row with the parts of its messages parsed. */
function decoded(row: Row): Row {
  if (!Array.isArray(row.messages)) return row
  const messages = (row.messages as { role: string; content: string }[]).map(({ role, content }) => ({
    role,
    content: content.startsWith('[{') ? (JSON.parse(content) as unknown) : content,
  }))
  return { ...row, messages }
}

/** That the rows landed are these, by id, with at least these columns, and that these documents were skipped. */
export function expectRows(
  landed: Landed,
  rows: Readonly<Record<string, Row>>,
  skipped: Readonly<Record<string, number>> = {},
): void {
  const byId = Object.fromEntries(landed.rows.map((row) => [row.id, decoded(row)]))
  expect(Object.keys(byId).sort()).toEqual(Object.keys(rows).sort())
  for (const [id, columns] of Object.entries(rows)) expect(byId[id]).toMatchObject(columns)
  expect(landed.skipped).toEqual(skipped)
}
