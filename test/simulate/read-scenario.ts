// Runs a scenario into a temporary directory and reads back what it wrote.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountRecord, ExchangeRecord } from '../../simulate/records.js'
import { type SimulateOptions, type SimulationSummary, simulate } from '../../simulate/simulate.js'

export interface WrittenScenario {
  readonly summary: SimulationSummary
  readonly exchanges: readonly ExchangeRecord[]
  readonly accounts: readonly AccountRecord[]
  readonly truth: Readonly<Record<string, string>>
  /** Of each account that joined a group while it ran, whose place it took. */
  readonly heirs: Readonly<Record<string, string | null>>
  /** The four files as written. */
  readonly raw: readonly string[]
}

function parseLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

export async function readScenario(
  scenario: string,
  options: Partial<SimulateOptions> = {},
): Promise<WrittenScenario> {
  const out = await mkdtemp(join(tmpdir(), 'stillwatch-simulate-'))
  try {
    const summary = await simulate({ scenario, out, seed: 7, scale: 0.008, ...options })
    const raw = await Promise.all(
      ['exchanges.jsonl', 'accounts.jsonl', 'truth.json', 'heirs.json'].map((name) =>
        readFile(join(out, name), 'utf8'),
      ),
    )
    return {
      summary,
      exchanges: parseLines<ExchangeRecord>(raw[0] ?? ''),
      accounts: parseLines<AccountRecord>(raw[1] ?? ''),
      truth: JSON.parse(raw[2] ?? '{}') as Record<string, string>,
      heirs: JSON.parse(raw[3] ?? '{}') as Record<string, string | null>,
      raw,
    }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
