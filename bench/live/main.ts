// `npm run bench:live`: the service under load, on this machine's loopback, each figure beside its peer.
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reportFailure, writeOut } from '../../src/cli/output.js'
import { Problem } from '../../src/model/problem.js'
import { OUT } from '../machine.js'
import { runSections } from '../run-sections.js'
import type { SectionResult } from '../text-table.js'
import { benchDecide } from './decide.js'
import { benchFirstDecision } from './first-decision.js'
import { benchHostile } from './hostile.js'
import { benchPartners } from './partners.js'
import { benchProxy } from './proxy.js'
import { benchIngest, type LiveOptions } from './sections.js'

const SECTIONS: Readonly<
  Record<string, (options: LiveOptions, say: (line: string) => void) => Promise<SectionResult>>
> = {
  ingest: benchIngest,
  partners: benchPartners,
  decide: benchDecide,
  'first-decision': benchFirstDecision,
  proxy: benchProxy,
  hostile: benchHostile,
}

const HELP = `npm run bench:live -- [ingest] [partners] [decide] [first-decision] [proxy] [hostile] [options]

  --scale X      size of the traffic; 1 (about 400,000 exchanges) when left out
  --minutes N    ingest: minutes of sustained load; 5 when left out
  --accounts N   decide: accounts under decision; 100000 when left out
  --hostile N    hostile: requests of each kind; 10000 when left out

Exit code: 0 every target met, 1 one missed, 2 could not measure.
`

async function bench(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { scale: text, minutes: text, accounts: text, hostile: text, help: { type: 'boolean' } },
  })
  if (values.help) return writeOut(HELP)
  const unknown = positionals.find((name) => SECTIONS[name] === undefined)
  if (unknown !== undefined)
    throw new Problem(
      'bench-usage',
      `there is no section "${unknown}"`,
      'See `npm run bench:live -- --help`.',
    )
  const number = (given: string | undefined, otherwise: number) => {
    const value = Number(given ?? otherwise)
    if (value > 0) return value
    throw new Problem(
      'bench-usage',
      `${given} is not a positive number`,
      'See `npm run bench:live -- --help`.',
    )
  }
  const options: LiveOptions = {
    scale: number(values.scale, 1),
    minutes: number(values.minutes, 5),
    accounts: number(values.accounts, 100_000),
    hostile: number(values.hostile, 10_000),
  }
  mkdirSync(OUT, { recursive: true })
  await runSections(
    positionals.length === 0 ? Object.keys(SECTIONS) : positionals,
    'Run it again.',
    (name, say) => (SECTIONS[name] ?? benchIngest)(options, say),
  )
}

try {
  await bench(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportFailure(error)
}
