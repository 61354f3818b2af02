// `npm run bench:scale`: the disclosed campaigns' size among a provider's honest traffic, made in the engine and
// analysed, at several shares of the full size. Results are added to bench/out/scale.json size by size.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportFailure, writeOut } from '../../src/cli/output.js'
import { drawChart } from '../detection/chart.js'
import { FIGURES, hashCode, type Machine, OUT, readMachine } from '../machine.js'
import { runSections } from '../run-sections.js'
import { runWorker } from '../run-worker.js'
import type { SectionResult } from '../text-table.js'
import { benchBeside } from './beside.js'
import { describeIncrements } from './increments.js'
import { formatPart, readScaleOptions, SCALE_HELP, type ScaleOptions } from './options.js'
import { describeGrowth, describeSize, drawGrowth, type ScaleRow } from './report.js'

interface ScaleResult {
  readonly schema: 'stillwatch.bench-scale/1'
  readonly machine: Machine
  readonly code: string
  readonly rows: readonly ScaleRow[]
}

const RESULTS = join(OUT, 'scale.json')
const STORES = join(OUT, 'scale')

async function bench(args: readonly string[]): Promise<void> {
  const options = readScaleOptions(args)
  if (options.help) return writeOut(SCALE_HELP)
  mkdirSync(STORES, { recursive: true })
  if (options.beside !== undefined)
    return runSections(['beside'], 'Run it again.', (_, say, signal) => benchBeside(options, say, signal))
  if (options.increments)
    return runSections(options.parts, 'Run it again.', (part, say, signal) =>
      measureIncrements(part, options, say, signal),
    )
  await runSections(
    [...options.parts, 'growth' as const],
    'Run it again: it goes on where it was.',
    (section, say, signal) =>
      section === 'growth'
        ? Promise.resolve(closeGrowth(options))
        : measurePart(section, options, say, signal),
  )
}

/** What tells that a world is whole, and of which code. */
const MARKER = 'made.json'
const folderOf = (part: number, seed: number) => join(STORES, `${formatPart(part).replace('/', '-')}-${seed}`)

/** Measures one size, or takes what the same code measured before. */
async function measurePart(
  part: number,
  { seed, keep, fresh }: ScaleOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SectionResult> {
  const known = readResults().find((row) => row.part === part && row.seed === seed)
  if (known && !fresh) return describeSize(known)
  const folder = folderOf(part, seed)
  try {
    const world = await makePart(folder, { seed, part }, say, signal)
    say(`scale ${formatPart(part)} · analysing`)
    const analysis = await runWorker('scale-analysis', { store: join(folder, 'store') }, signal)
    const row: ScaleRow = { part, seed, world, analysis }
    keepRow(row)
    return describeSize(row)
  } finally {
    if (!keep) rmSync(folder, { recursive: true, force: true })
  }
}

/** A world whose last day was being taken out and brought back is not whole: it is made again if that is interrupted. */
async function measureIncrements(
  part: number,
  { seed, keep }: ScaleOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SectionResult> {
  const folder = folderOf(part, seed)
  try {
    await makePart(folder, { seed, part }, say, signal)
    const marker = join(folder, MARKER)
    const made = readFileSync(marker)
    rmSync(marker)
    say(`scale ${formatPart(part)} · increments`)
    const measured = await runWorker('scale-increments', { store: join(folder, 'store') }, signal)
    writeFileSync(marker, made)
    return describeIncrements(part, measured)
  } finally {
    if (!keep) rmSync(folder, { recursive: true, force: true })
  }
}

/** A world that was kept is used again when the same code would make the same. */
async function makePart(
  folder: string,
  wanted: { readonly seed: number; readonly part: number },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<ScaleRow['world']> {
  const marker = join(folder, MARKER)
  const code = hashCode('bench/scale/world', 'src/store', 'src/fingerprint')
  if (existsSync(marker)) {
    const made = JSON.parse(readFileSync(marker, 'utf8')) as { code: string; world: ScaleRow['world'] }
    if (made.code === code) return made.world
  }
  say(`scale ${formatPart(wanted.part)} · making the world`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const world = await runWorker('scale-world', { ...wanted, store: join(folder, 'store') }, signal)
  writeFileSync(marker, JSON.stringify({ code, world }))
  return world
}

/** Sizes that this code measured. */
function readResults(): readonly ScaleRow[] {
  if (!existsSync(RESULTS)) return []
  const result = JSON.parse(readFileSync(RESULTS, 'utf8')) as ScaleResult
  return result.code === codeOf() ? result.rows : []
}

const codeOf = () => hashCode('src', 'bench/scale')

function keepRow(row: ScaleRow): void {
  const others = readResults().filter(({ part, seed }) => part !== row.part || seed !== row.seed)
  const rows = [...others, row].sort((a, b) => a.part - b.part || a.seed - b.seed)
  const result: ScaleResult = {
    schema: 'stillwatch.bench-scale/1',
    machine: readMachine(),
    code: codeOf(),
    rows,
  }
  writeFileSync(RESULTS, `${JSON.stringify(result, null, 1)}\n`)
}

/** Over the sizes that were asked for: smaller ones tell what an analysis costs at least, and not how it grows. */
function closeGrowth({ parts, seed, docs }: ScaleOptions): SectionResult {
  const rows = readResults().filter((row) => parts.includes(row.part) && row.seed === seed)
  for (const chart of drawGrowth(rows)) {
    const picture = drawChart(chart)
    writeFileSync(join(STORES, `${chart.id}.svg`), picture)
    if (docs) writeFileSync(join(FIGURES, `${chart.id}.svg`), picture)
  }
  return describeGrowth(rows) ?? { text: 'Growth: one size tells none.', exitCode: 0 }
}

try {
  await bench(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportFailure(error)
}
