// What providers find of a campaign that is split over them, alone and with what they share.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashCode, OUT, readMachine } from '../machine.js'
import type { BenchOptions } from '../options.js'
import { formatTable, type SectionResult } from '../text-table.js'
import { type CaseResult, type Delay, runCase, sumOf } from './case.js'
import type { SplitCase } from './split-world.js'

const HONEST = 1500
const EVEN = [1, 1, 1]
const UNEVEN = [60, 20, 20]
const DAY_MS = 86_400_000
/** A Monday at midnight, UTC. */
const MONDAY = Date.UTC(2026, 0, 5)

/**
 * Campaigns of levers: one of which each provider has a fifth of the exchanges that one needs, one of which a part is as small
 * as two accounts, and one of which parts are found alone. More, without the wire: `bench:detection -- split-campaigns`.
 */
const CASES: readonly Pick<SplitCase, 'campaign' | 'split'>[] = [
  { campaign: 'api,size=12,rate=2', split: EVEN },
  { campaign: 'api,size=12', split: UNEVEN },
  { campaign: 'api,size=24', split: EVEN },
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
  // The services go by their clocks: what partners tell of a log that ended long ago is over before it comes.
  const end = MONDAY + Math.floor((Date.now() - MONDAY) / (7 * DAY_MS)) * 7 * DAY_MS
  for (const one of CASES)
    for (let seed = options.seed; seed < options.seed + options.seeds; seed++) {
      signal.throwIfAborted()
      say(`${one.campaign} split ${one.split.join('/')}, seed ${seed}`)
      results.push(
        await runCase({ ...one, seed, honest, end }, join(folder, 'worlds'), join(folder, 'run'), signal),
      )
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
  'exchanges exposed alone',
  'together',
  'tokens exposed alone',
  'together',
  'rounds',
  'seconds since the first publication (to the fetch, to the decision)',
  'suspicions: accounts (honest)',
]

function rowOf({
  campaign,
  split,
  seed,
  providers,
  rounds,
  delays,
  suspicions,
  suspected,
  falselySuspected,
}: CaseResult) {
  const list = (tell: (one: CaseResult['providers'][number]) => number) => providers.map(tell).join('/')
  const exposed = (which: 'exposedAlone' | 'exposedTogether') => sumOf(providers.map((one) => one[which]))
  const all = sumOf(providers.map(({ sent }) => sent))
  const [alone, together] = [exposed('exposedAlone'), exposed('exposedTogether')]
  return [
    `${campaign}, ${split.join('/')}, ${seed}`,
    list((one) => one.campaign),
    list((one) => one.alone),
    list((one) => one.together),
    `${alone.exchanges} of ${all.exchanges}`,
    String(together.exchanges),
    `${millions(alone.tokens)} of ${millions(all.tokens)}`,
    millions(together.tokens),
    String(rounds),
    delays.map(delayText).join(' / '),
    `${suspicions}: ${suspected} (${falselySuspected})`,
  ]
}

const millions = (tokens: number) => `${(tokens / 1e6).toFixed(2)} M`
const inSeconds = (ms: number) => (ms / 1000).toFixed(1)

function delayText(delay: Delay | undefined): string {
  if (delay === undefined) return '–'
  const { sinceFirst, round, fetched, decided } = delay
  return `${inSeconds(sinceFirst)} (round ${round}: ${inSeconds(fetched)}, ${inSeconds(decided)})`
}
