// Results of the quality bench: one row a scenario and seed, kept in a file that grows row by row, so that a run that
// stopped goes on where it was.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from '../src/model/problem.js'
import type { Machine } from './machine.js'
import type { Outcome } from './outcome.js'

export const QUALITY_SCHEMA = 'stillwatch.bench-quality/1'

/** What makes two rows the same measurement. */
export interface RowKey {
  readonly scenario: string
  readonly seed: number
  readonly scale: number
  readonly isFromCorpus: boolean
  /** Hash of the analysis and the simulation. */
  readonly code: string
}

export interface QualityRow extends RowKey {
  readonly set: string
  readonly kind: string
  readonly exchanges: number
  readonly accounts: number
  readonly bytes: number
  readonly product: Outcome
  /** The naive script on the same files. */
  readonly naive: Outcome
  readonly productMs: number
  readonly naiveMs: number
  readonly peakBytes: number
  readonly campaigns: number
  readonly failedDetectors: readonly string[]
}

interface QualityFile {
  readonly schema: typeof QUALITY_SCHEMA
  readonly machine: Machine
  readonly updatedAt: string
  readonly rows: readonly QualityRow[]
}

/** Rows of a results file; none when there is no such file. */
export function readRows(path: string): readonly QualityRow[] {
  if (!existsSync(path)) return []
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<QualityFile>
    if (file.schema === QUALITY_SCHEMA && Array.isArray(file.rows)) return file.rows
  } catch {
    // Said below.
  }
  throw new Problem(
    'bench-results',
    `${path} holds no results of this bench`,
    'Name another file with --out.',
  )
}

/** Replaces the file in one step: killed at any point, the old rows or the new ones are there. */
export function writeRows(path: string, rows: readonly QualityRow[], machine: Machine): void {
  const file: QualityFile = {
    schema: QUALITY_SCHEMA,
    machine,
    updatedAt: new Date().toISOString(),
    rows,
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.part`, `${JSON.stringify(file, null, 1)}\n`)
  renameSync(`${path}.part`, path)
}

export function isSameRow(a: RowKey, b: RowKey): boolean {
  return (
    a.scenario === b.scenario &&
    a.seed === b.seed &&
    a.scale === b.scale &&
    a.isFromCorpus === b.isFromCorpus &&
    a.code === b.code
  )
}
