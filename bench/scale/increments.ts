// What an hour's batch costs after a whole analysis, and whether it is judged as the whole log would be: the last day of a
// world is taken out of its store and comes back hour by hour, as loads bring it.
import { loadFacts } from '../../src/fingerprint/facts/facts.js'
import type { Analysis } from '../../src/model/analysis.js'
import { analyseAndKeep } from '../../src/pipeline.js'
import { migrate } from '../../src/store/migrate.js'
import { keepNewer } from '../../src/store/newer.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import type { Measured } from '../run-worker.js'
import { TARGETS } from '../targets.js'
import { formatTable, percent, type SectionResult, seconds, verdictOf } from '../text-table.js'
import type { WorldInput } from './measure.js'
import { formatPart } from './options.js'

const HOURS = 24
/** Hours after which what came since the whole analysis is analysed. */
const ANALYSED_AFTER: readonly number[] = [1, 2, 6, 12, HOURS]
/** Where the last day waits. */
const LATE = 'scale_late'
/** Increments wherever they can be made, whatever a whole analysis takes. */
const ALWAYS = { wholeEveryMs: Number.POSITIVE_INFINITY, wholeUnderMs: 0 }

export interface IncrementRun {
  readonly hour: number
  /** Exchanges since the whole analysis. */
  readonly exchanges: number
  readonly ms: number
  readonly cpuMs: number
  /** Why the whole log was analysed instead, if it was. */
  readonly whole?: string | undefined
}

export interface IncrementsAnswer {
  /** Exchanges and accounts of the log at its end. */
  readonly exchanges: number
  readonly accounts: number
  /** The whole analysis before the last day, and that of everything. */
  readonly before: Cost
  readonly after: Cost
  readonly runs: readonly IncrementRun[]
  /** Accounts that the last increment and the whole analysis of the same log judge otherwise. */
  readonly otherwise: number
  /** Of these, accused by one of the two alone. */
  readonly accusedByOne: number
  /** How many there are of each change, from the increment's verdict to the whole analysis's. */
  readonly changes: Readonly<Record<string, number>>
}

interface Cost {
  readonly ms: number
  readonly cpuMs: number
}

/** Measures increments over the last day of a world; the store holds all of it again at the end. */
export async function analyseIncrements({
  store: location,
}: Pick<WorldInput, 'store'>): Promise<IncrementsAnswer> {
  const store = await openStore({ location })
  try {
    await migrate(store)
    await loadFacts(store)
    await takeLastDay(store)
    const before = await cost(() => analyseAndKeep(store, { rejected: 0 }))
    const runs: IncrementRun[] = []
    let newest = before.result.analysis
    let since = 0
    for (let hour = 1; hour <= HOURS; hour++) {
      since += await bringHour(store, hour)
      if (!ANALYSED_AFTER.includes(hour)) continue
      const { result, ms, cpuMs } = await cost(() => analyseAndKeep(store, { rejected: 0, pace: ALWAYS }))
      newest = result.analysis
      const whole = newest.increment ? undefined : (result.caveats[0]?.text ?? 'no reason was given')
      runs.push({ hour, exchanges: since, ms, cpuMs, whole })
    }
    await store.command(`DROP TABLE ${LATE}`)
    const after = await cost(() => analyseAndKeep(store, { rejected: 0 }))
    const { exchanges, accounts } = after.result.analysis.input
    return {
      exchanges,
      accounts,
      before: { ms: before.ms, cpuMs: before.cpuMs },
      after: { ms: after.ms, cpuMs: after.cpuMs },
      runs,
      ...compare(newest, after.result.analysis),
    }
  } finally {
    await store.close()
  }
}

async function takeLastDay(store: Store): Promise<void> {
  await store.command(`DROP TABLE IF EXISTS ${LATE}`)
  await store.command(`CREATE TABLE ${LATE} ENGINE = MergeTree ORDER BY hour AS
WITH assumeNotNull((SELECT toStartOfHour(max(ts)) - INTERVAL ${HOURS - 1} HOUR FROM exchange)) AS first
SELECT *, toUInt8(least(${HOURS}, 1 + dateDiff('hour', first, ts))) AS hour FROM exchange WHERE ts >= first`)
  await store.command(
    `ALTER TABLE exchange DELETE WHERE ts >= (SELECT toStartOfHour(min(ts)) FROM ${LATE})`,
    {
      settings: { mutations_sync: '1', allow_nondeterministic_mutations: 1 },
    },
  )
}

/** What a load does with its rows when they are read. */
async function bringHour(store: Store, hour: number): Promise<number> {
  const rows = `SELECT * EXCEPT (hour) FROM ${LATE} WHERE hour = ${hour}`
  const [came] = await store.query<{ rows: number }>(`SELECT count() AS rows FROM (${rows})`)
  const count = came?.rows ?? 0
  await keepNewer(store, rows, count)
  await store.command(`INSERT INTO exchange ${rows}`)
  return count
}

async function cost<T>(work: () => Promise<T>): Promise<Cost & { readonly result: T }> {
  const before = process.cpuUsage()
  const started = performance.now()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: performance.now() - started, cpuMs: (user + system) / 1000 }
}

function compare(
  one: Analysis,
  other: Analysis,
): Pick<IncrementsAnswer, 'otherwise' | 'accusedByOne' | 'changes'> {
  const [first, second] = [judgements(one), judgements(other)]
  const verdictIn = (judged: ReadonlyMap<string, string>, account: string) => judged.get(account) ?? 'none'
  const isAccused = (verdict: string) => verdict !== 'none' && verdict !== 'explained'
  const changes: Record<string, number> = {}
  let otherwise = 0
  let accusedByOne = 0
  for (const account of new Set([...first.keys(), ...second.keys()])) {
    const [was, is] = [verdictIn(first, account), verdictIn(second, account)]
    if (was === is) continue
    otherwise++
    if (isAccused(was) !== isAccused(is)) accusedByOne++
    const change = `${was} to ${is}`
    changes[change] = (changes[change] ?? 0) + 1
  }
  return { otherwise, accusedByOne, changes }
}

/** The verdict on each account that is in a campaign; what accuses it counts before what clears it. */
function judgements({ campaigns }: Analysis): Map<string, string> {
  const cleared = campaigns.filter(({ verdict }) => verdict === 'explained')
  const accused = campaigns.filter(({ verdict }) => verdict !== 'explained')
  return new Map(
    [...cleared, ...accused].flatMap(({ verdict, accounts }) => accounts.map(({ id }) => [id, verdict])),
  )
}

/** Increments of one size for people. */
export function describeIncrements(part: number, { answer }: Measured<'scale-increments'>): SectionResult {
  const { before, after, runs } = answer
  const share = (run: IncrementRun) => run.cpuMs / before.cpuMs
  const isMet = runs.every((run) => run.whole === undefined && share(run) <= TARGETS.incrementShare)
  const isSame = answer.otherwise === 0
  const number = (count: number) => count.toLocaleString('en')
  return {
    text: `Increments at scale ${formatPart(part)}: ${number(answer.exchanges)} exchanges of ${number(answer.accounts)} accounts, the last ${HOURS} hours of which came after a whole analysis

${formatTable(
  ['analysis', 'exchanges since', 'time', 'processor time', 'of the whole'],
  [
    ['whole, before', '', seconds(before.ms), seconds(before.cpuMs), ''],
    ...runs.map((run) => [
      run.whole === undefined ? `increment after ${run.hour} h` : `whole after ${run.hour} h`,
      number(run.exchanges),
      seconds(run.ms),
      seconds(run.cpuMs),
      percent(share(run)),
    ]),
    ['whole, after', '', seconds(after.ms), seconds(after.cpuMs), ''],
  ],
)}
${runs.flatMap(({ whole }) => (whole === undefined ? [] : [`${whole}\n`])).join('')}processor time at most ${percent(TARGETS.incrementShare)} of the whole: ${verdictOf(isMet)}
accounts judged otherwise by the last increment than by the whole analysis: ${number(answer.otherwise)}, of these accused by one of the two alone: ${number(answer.accusedByOne)} (target 0): ${verdictOf(isSame)}
${Object.entries(answer.changes)
  .map(([change, accounts]) => `${change}: ${number(accounts)}\n`)
  .join('')}`,
    exitCode: isMet && isSame ? 0 : 1,
  }
}
