// The arguments of `npm run bench:scale`.
import { parseArgs } from 'node:util'
import { Problem } from '../../src/model/problem.js'

export interface ScaleOptions {
  /** Shares of the full size, smallest first. */
  readonly parts: readonly number[]
  readonly seed: number
  /** Leaves the stores in place for the next run. */
  readonly keep: boolean
  /** Measures again what the results file has. */
  readonly fresh: boolean
  /** Puts the pictures into docs/figures. */
  readonly docs: boolean
  /** Only measures what the last day costs as increments. */
  readonly increments: boolean
  /** Only compares with what people would use, on so many exchanges. */
  readonly beside: 'python' | undefined
  readonly exchanges: number
  readonly help: boolean
}

const OPTIONS = {
  part: { type: 'string', default: '1/64,1/16,1/4' },
  seed: { type: 'string', default: '1' },
  keep: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  docs: { type: 'boolean', default: false },
  increments: { type: 'boolean', default: false },
  beside: { type: 'string' },
  exchanges: { type: 'string', default: '1000000' },
  help: { type: 'boolean', default: false },
} as const

export const SCALE_HELP = `npm run bench:scale -- [options]

  --part P,P  shares of the full size, such as 1/64 or 1; 1/64,1/16,1/4 when left out
  --seed N    which world of its kind; 1 when left out
  --keep      leave the stores in bench/out/scale for the next run (the full size takes 9 GB)
  --fresh     measure again what bench/out/scale.json has
  --docs      put the pictures into docs/figures

  --increments      instead: what an hour's batch costs after a whole analysis, over the last day, at each size
  --beside python   instead: the same task beside a script of Python's datasketch and networkx (node scripts/peers.mjs)
  --exchanges N     about so many, with texts; 1000000 when left out

Exit code: 0 every target met, 1 one missed, 2 could not measure.
`

/** @throws Problem `bench-usage` */
export function readScaleOptions(args: readonly string[]): ScaleOptions {
  const values = parse(args)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(seed) || seed < 1) throw wrong(`--seed ${values.seed} is not a whole number`)
  const { beside } = values
  if (beside !== undefined && beside !== 'python') throw wrong(`--beside ${beside} is not known: python is`)
  const exchanges = Number(values.exchanges)
  if (!Number.isSafeInteger(exchanges) || exchanges < 10_000)
    throw wrong(`--exchanges ${values.exchanges} is no whole number of 10,000 or more`)
  const parts = values.part.split(',').map(readPart)
  const { keep, fresh, docs, increments, help } = values
  return {
    parts: [...new Set(parts)].sort((a, b) => a - b),
    seed,
    keep,
    fresh,
    docs,
    increments,
    beside,
    exchanges,
    help,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
}

function readPart(text: string): number {
  const [top = '', bottom = '1', ...rest] = text.trim().split('/')
  const part = Number(top) / Number(bottom)
  if (rest.length > 0 || top === '' || !(part > 0) || part > 4)
    throw wrong(`--part ${text} is no share of the full size, such as 1/64`)
  return part
}

/** A share as it is written: 1/64, or 1. */
export function formatPart(part: number): string {
  return part >= 1 ? String(part) : `1/${Math.round(1 / part)}`
}

function wrong(message: string): Problem {
  return new Problem('bench-usage', message, 'See `npm run bench:scale -- --help`.')
}
