// `npm run bench:detection`: the experiments that show how far detection goes and where it ends. Each writes its
// figures as JSON and its pictures as SVG to bench/out/detection; `--docs` puts the pictures into docs/figures too.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { reportFailure, writeOut } from '../../src/cli/output.js'
import { Problem } from '../../src/model/problem.js'
import { FIGURES, hashCode, OUT, readMachine } from '../machine.js'
import { runSections } from '../run-sections.js'
import { DETECTION_SECTIONS } from './catalog.js'
import { drawChart } from './chart.js'
import type { DetectionContext, DetectionResult, DetectionSection } from './section.js'

interface Options extends Pick<DetectionContext, 'seed' | 'seeds' | 'quick' | 'corpus'> {
  readonly sections: readonly DetectionSection[]
  readonly docs: boolean
  readonly help: boolean
}

function wrong(message: string): Problem {
  return new Problem('bench-usage', message, 'See `npm run bench:detection -- --help`.')
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      corpus: { type: 'string' },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const seed = whole('seed', values.seed)
  const sections = positionals.map((id) => {
    const section = DETECTION_SECTIONS.find((one) => one.id === id)
    if (section === undefined) throw wrong(`there is no experiment "${id}"`)
    return section
  })
  return {
    sections: sections.length === 0 ? DETECTION_SECTIONS : sections,
    seed,
    ...(values.seeds === undefined ? {} : { seeds: whole('seeds', values.seeds) }),
    quick: values.quick,
    docs: values.docs,
    help: values.help,
    ...(values.corpus === undefined ? {} : { corpus: resolve(values.corpus) }),
  }
}

function whole(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw wrong(`--${name} ${text} is not a whole number`)
  return value
}

function helpText(): string {
  const width = Math.max(...DETECTION_SECTIONS.map(({ id }) => id.length))
  const lines = DETECTION_SECTIONS.map(({ id, says }) => `  ${id.padEnd(width)}  ${says}`)
  return `npm run bench:detection -- [experiment…] [--seed N] [--seeds N] [--quick] [--corpus DIR] [--docs]

${lines.join('\n')}

--seeds N is heeded by replacements.

Exit code: 0 every target met, 1 one missed, 2 could not measure.
`
}

function keep(section: DetectionSection, { figures, charts }: DetectionResult, options: Options): void {
  const folder = join(OUT, 'detection')
  mkdirSync(folder, { recursive: true })
  const about = { machine: readMachine(), code: hashCode('src', 'simulate', 'bench'), seed: options.seed }
  writeFileSync(
    join(folder, `${section.id}.json`),
    `${JSON.stringify({ ...about, quick: options.quick, figures }, null, 1)}\n`,
  )
  if (options.docs) mkdirSync(FIGURES, { recursive: true })
  for (const chart of charts) {
    const picture = drawChart(chart)
    writeFileSync(join(folder, `${chart.id}.svg`), picture)
    if (options.docs) writeFileSync(join(FIGURES, `${chart.id}.svg`), picture)
  }
}

async function bench(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  if (options.help) return writeOut(helpText())
  await runSections(options.sections, 'Run it again.', async (section, say, signal) => {
    const started = performance.now()
    const result = await section.run({ ...options, signal, say: (line) => say(`${section.id} · ${line}`) })
    keep(section, result, options)
    const minutes = ((performance.now() - started) / 60_000).toFixed(1)
    return { ...result, text: `${result.text}\n${section.id} took ${minutes} min\n` }
  })
}

try {
  await bench(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportFailure(error)
}
