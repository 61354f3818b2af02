// How well campaigns are found, scenario by scenario: make the traffic, analyse it, let the naive script have the
// same files, score both, delete the traffic.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SCENARIOS } from '../simulate/catalog.js'
import type { Scenario } from '../simulate/scenario.js'
import { Problem } from '../src/model/problem.js'
import { hashCode, OUT, readMachine } from './machine.js'
import type { BenchOptions } from './options.js'
import { isSameRow, type QualityRow, type RowKey, readRows, writeRows } from './quality-rows.js'
import { describeQuality } from './quality-table.js'
import { runWorker } from './run-worker.js'
import type { SectionResult } from './text-table.js'

/** Measures what the results file lacks, writes each row as it comes; returns the table. */
export async function benchQuality(
  options: BenchOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SectionResult> {
  const path = options.out ?? join(OUT, 'quality.json')
  const machine = readMachine()
  const wanted = chooseScenarios(options).flatMap((scenario) =>
    Array.from({ length: options.seeds }, (_, index) => ({ scenario, seed: options.seed + index })),
  )
  if (wanted.length === 0)
    throw new Problem('bench-usage', '--only and --set leave no scenario', 'Leave one of them out.')
  const keyOf = ({ scenario, seed }: (typeof wanted)[number], code: string): RowKey => ({
    scenario: scenario.id,
    seed,
    scale: options.scale ?? 1,
    isFromCorpus: options.corpus !== undefined,
    code,
  })
  const current = hashCode('src', 'simulate')
  const isWanted = (row: RowKey) => wanted.some((one) => isSameRow(row, keyOf(one, current)))
  let rows = readRows(path).filter((row) => row.code === current && !(options.fresh && isWanted(row)))
  const shown: QualityRow[] = []
  const broken: string[] = []
  for (const [index, one] of wanted.entries()) {
    const known = rows.find((row) => isSameRow(row, keyOf(one, current)))
    if (known !== undefined) {
      shown.push(known)
      continue
    }
    const title = `quality · ${index + 1} of ${wanted.length} · ${one.scenario.id}, seed ${one.seed}`
    try {
      const key = keyOf(one, hashCode('src', 'simulate'))
      const row = await measure(
        one.scenario,
        key,
        options.corpus,
        (step) => say(`${title} · ${step}`),
        signal,
      )
      rows = [...rows, row]
      shown.push(row)
      writeRows(path, rows, machine)
    } catch (error) {
      if (signal.aborted) throw error
      broken.push(
        `${one.scenario.id}, seed ${one.seed}: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  return describeQuality(shown, broken)
}

/** Composites first, then single attacks, then single look-alikes; `demo` only when it is asked for. */
function chooseScenarios({ only, set }: BenchOptions): readonly Scenario[] {
  const order = ['composite', 'attack', 'look-alike']
  return SCENARIOS.filter((one) => (only === undefined ? one.id !== 'demo' : only.includes(one.id)))
    .filter((one) => set === undefined || one.set === set)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

async function measure(
  scenario: Scenario,
  key: RowKey,
  corpus: string | undefined,
  say: (step: string) => void,
  signal: AbortSignal,
): Promise<QualityRow> {
  mkdirSync(OUT, { recursive: true })
  const out = mkdtempSync(join(OUT, 'quality-'))
  try {
    say('making traffic')
    const { answer: made } = await runWorker(
      'simulate',
      {
        scenario: scenario.id,
        out,
        seed: key.seed,
        scale: key.scale,
        ...(corpus !== undefined && { corpus }),
      },
      signal,
    )
    say(`analysing ${made.exchanges.toLocaleString('en')} exchanges`)
    const analysed = await runWorker('analyse', made.files, signal)
    say('naive script')
    const { answer: naive } = await runWorker('naive', made.files, signal)
    const { answer: product, peakBytes } = analysed
    return {
      ...key,
      set: scenario.set,
      kind: scenario.kind,
      exchanges: made.exchanges,
      accounts: made.accounts,
      bytes: made.bytes,
      product: product.outcome,
      naive: naive.outcome,
      productMs: product.ms,
      naiveMs: naive.ms,
      peakBytes,
      campaigns: product.campaigns,
      failedDetectors: product.failedDetectors,
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
