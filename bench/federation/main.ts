// What providers find of a campaign that is split over them, alone and with what they share.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashCode, OUT, readMachine } from '../machine.js'
import type { BenchOptions } from '../options.js'
import { formatTable, type SectionResult } from '../text-table.js'
import { type CaseResult, runCase } from './case.js'
import type { SplitCase } from './split-world.js'

const HONEST = 1500
const EVEN = [1, 1, 1]
const UNEVEN = [60, 20, 20]

/** Campaigns of levers: plain ones of three sizes, one behind homes, and one that imitates people. */
const CASES: readonly Pick<SplitCase, 'campaign' | 'split'>[] = [
  { campaign: 'api,size=24', split: EVEN },
  { campaign: 'api,size=12', split: EVEN },
  { campaign: 'api,size=12', split: UNEVEN },
  { campaign: 'subscription,size=15', split: UNEVEN },
  { campaign: 'people,size=18', split: EVEN },
]

/** Measures, prints and writes `federation.json`. */
export async function benchFederation(
  options: BenchOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SectionResult> {
  const folder = join(OUT, 'federation')
  const honest = Math.round(HONEST * (options.scale ?? 1))
  const results: CaseResult[] = []
  for (let seed = options.seed; seed < options.seed + options.seeds; seed++)
    for (const one of CASES) {
      signal.throwIfAborted()
      say(`${one.campaign} split ${one.split.join('/')}, seed ${seed}`)
      results.push(await runCase({ ...one, seed, honest }, join(folder, 'worlds'), join(folder, 'run')))
      writeFileSync(
        join(OUT, 'federation.json'),
        `${JSON.stringify({ schema: 'stillwatch.bench-federation/1', machine: readMachine(), code: hashCode('src', 'simulate'), madeAt: new Date().toISOString(), cases: results }, null, 2)}\n`,
      )
    }
  const leaked = results.flatMap(({ leaked: found }) => found)
  const honestMore = results.reduce(
    (sum, { providers }) =>
      sum + providers.reduce((all, one) => all + Math.max(0, one.honestTogether - one.honestAlone), 0),
    0,
  )
  return {
    text: `${formatTable(HEADER, results.map(rowOf))}
${honestMore} honest accounts were accused with sharing that were not without; ${leaked.length} of ${results.reduce((sum, { lookedFor }) => sum + lookedFor, 0)} raw values stood in ${results.reduce((sum, { received }) => sum + received, 0)} objects received
`,
    exitCode: leaked.length === 0 && honestMore === 0 ? 0 : 1,
  }
}

const HEADER = [
  'campaign, split, seed',
  'accounts',
  'found alone',
  'together',
  'exposed alone',
  'together',
  'rounds',
  'delays (s)',
  'suspicions: accounts (honest)',
]

function rowOf({
  campaign,
  split,
  seed,
  providers,
  rounds,
  delaysMs,
  suspicions,
  suspected,
  falselySuspected,
}: CaseResult) {
  const list = (tell: (one: CaseResult['providers'][number]) => number) => providers.map(tell).join('/')
  const exposed = (which: 'exposedAlone' | 'exposedTogether') =>
    String(providers.reduce((sum, one) => sum + one[which], 0))
  return [
    `${campaign}, ${split.join('/')}, ${seed}`,
    list((one) => one.campaign),
    list((one) => one.alone),
    list((one) => one.together),
    exposed('exposedAlone'),
    exposed('exposedTogether'),
    String(rounds),
    delaysMs.map((ms) => (ms === undefined ? '–' : (ms / 1000).toFixed(0))).join('/'),
    `${suspicions}: ${suspected} (${falselySuspected})`,
  ]
}
