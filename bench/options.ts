// The arguments of `npm run bench`, as one table: parsing and help come from it.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findScenario } from '../simulate/catalog.js'
import { SCENARIO_SETS, type ScenarioSet } from '../simulate/scenario.js'
import { Problem } from '../src/model/problem.js'

export type Section = 'speed' | 'quality' | 'share' | 'federation'
const SECTIONS: readonly Section[] = ['speed', 'quality', 'share', 'federation']

const OPTIONS = [
  { name: 'seed', value: 'N', says: 'first seed; 1 when left out' },
  {
    name: 'seeds',
    value: 'N',
    says: 'quality, federation: how many seeds each scenario runs with; 1 when left out',
  },
  {
    name: 'scale',
    value: 'X',
    says: 'size of the traffic; 1.05 for speed and 1 for the others when left out',
  },
  { name: 'runs', value: 'N', says: 'speed: runs of which the best counts; 3 when left out' },
  { name: 'set', value: 'SET', says: `quality: only the scenarios of one set: ${SCENARIO_SETS.join(', ')}` },
  { name: 'only', value: 'ID,ID', says: 'quality: only these scenarios' },
  { name: 'corpus', value: 'DIR', says: 'real texts, arrivals and addresses to simulate with' },
  {
    name: 'out',
    value: 'FILE',
    says: 'quality: results, added to scenario by scenario; bench/out/quality.json',
  },
] as const

export interface BenchOptions {
  readonly sections: readonly Section[]
  readonly seed: number
  readonly seeds: number
  readonly scale: number | undefined
  readonly runs: number
  readonly set: ScenarioSet | undefined
  readonly only: readonly string[] | undefined
  readonly corpus: string | undefined
  readonly out: string | undefined
  /** Measures again what the results file has. */
  readonly fresh: boolean
  readonly help: boolean
}

export function readOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parse(args)
  const sections = positionals.map((name) => {
    const section = SECTIONS.find((one) => one === name)
    if (section === undefined) throw wrong(`there is no section "${name}"`)
    return section
  })
  const text = (name: (typeof OPTIONS)[number]['name']): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const named = text('set')
  const set = SCENARIO_SETS.find((one) => one === named)
  if (named !== undefined && set === undefined) throw wrong(`there is no set "${named}"`)
  const only = text('only')
    ?.split(',')
    .map((id) => findScenario(id.trim()).id)
  const scale = text('scale')
  const corpus = text('corpus')
  const out = text('out')
  return {
    sections: sections.length === 0 ? SECTIONS : sections,
    seed: whole('seed', text('seed'), 1),
    seeds: whole('seeds', text('seeds'), 1),
    scale: scale === undefined ? undefined : positive('scale', scale),
    runs: whole('runs', text('runs'), 3),
    set,
    only,
    corpus: corpus === undefined ? undefined : resolve(corpus),
    out: out === undefined ? undefined : resolve(out),
    fresh: values.fresh === true,
    help: values.help === true,
  }
}

function parse(args: readonly string[]) {
  const options: Record<string, { type: 'string' | 'boolean' }> = {
    fresh: { type: 'boolean' },
    help: { type: 'boolean' },
  }
  for (const { name } of OPTIONS) options[name] = { type: 'string' }
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
}

function wrong(message: string): Problem {
  return new Problem('bench-usage', message, 'See `npm run bench -- --help`.')
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0) || !Number.isFinite(value)) throw wrong(`--${name} ${text} is not a positive number`)
  return value
}

function whole(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = positive(name, text)
  if (!Number.isInteger(value)) throw wrong(`--${name} ${text} is not a whole number`)
  return value
}

/** What `--help` prints. */
export function helpText(): string {
  const rows = [
    ...OPTIONS.map(({ name, value, says }) => [`--${name} ${value}`, says] as const),
    ['--fresh', 'quality: measure again what the results file has'] as const,
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`)
  return `npm run bench -- [speed] [quality] [share] [federation] [options]\n\n${lines.join('\n')}\n\nExit code: 0 every target met, 1 one missed, 2 could not measure.\n`
}
