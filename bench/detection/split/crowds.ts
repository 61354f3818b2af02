// Whether sharing has honest groups accused that are customers of all three providers: agencies, courses, users of a tool or
// a prompt, companies with keys at each. Their accounts are dealt over the providers as a campaign's are.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { wilson } from '../../../src/model/proportion.js'
import { makeParts, type SplitCase } from '../../federation/split-world.js'
import { OUT } from '../../machine.js'
import { runWorker } from '../../run-worker.js'
import { formatTable, verdictOf } from '../../text-table.js'
import { poissonInterval } from '../poisson-interval.js'
import { inPool } from '../pool.js'
import type { DetectionSection } from '../section.js'
import type { SharingAnswer } from './measure.js'

type World = Pick<SplitCase, 'campaign' | 'people' | 'honest'>

/** Look-alikes of the practice set, without and with a campaign that gives providers something to tell, and four honest weeks. */
const FULL = {
  seeds: 5,
  worlds: [
    { campaign: '', honest: 1000 },
    { campaign: 'api,size=18', honest: 1000 },
    { campaign: '', honest: 0, people: { scenario: 'four-weeks', scale: 0.5 } },
  ] satisfies readonly World[],
}
const QUICK = { seeds: 1, worlds: [{ campaign: 'api,size=15', honest: 200 }] satisfies readonly World[] }

interface CrowdResult {
  readonly name: string
  readonly seed: number
  /** Honest accounts of all providers, and kinds of them with accounts at all three. */
  readonly honest: number
  readonly kindsAtAll: number
  readonly answer: SharingAnswer
  /** Kinds of honest accounts that are accused alone, and of those that are with sharing only. */
  readonly alone: readonly string[]
  readonly newly: readonly string[]
}

export const SPLIT_CROWDS: DetectionSection = {
  id: 'split-crowds',
  says: 'honest groups with accounts at three providers that share all they may, suspicions too: who is accused',
  async run({ seed: first, quick, signal, say }) {
    const { seeds, worlds } = quick ? QUICK : FULL
    const cases = worlds.flatMap((world: World) =>
      Array.from({ length: seeds }, (_, index) => ({ ...world, seed: first + index })),
    )
    const results = await inPool(cases, async (one): Promise<CrowdResult> => {
      signal.throwIfAborted()
      const world: SplitCase = { ...one, split: [1, 1, 1], isCrowdDealt: true }
      const parts = (await makeParts(world, join(OUT, 'federation', 'worlds'))).map(
        ({ sent: _, ...files }) => files,
      )
      const { answer } = await runWorker('sharing', { parts, seed: one.seed }, signal)
      const kinds = JSON.parse(readFileSync(parts[0]?.truth ?? '', 'utf8')) as Record<string, string>
      const kindOf = (account: string) => kinds[account] ?? ''
      const name = `${one.people?.scenario ?? `levers:honest=${one.honest}`}${one.campaign === '' ? '' : ` with ${one.campaign}`}`
      say(`${name}, seed ${one.seed}`)
      return {
        name,
        seed: one.seed,
        honest: Object.keys(kinds).length,
        kindsAtAll: Object.values(countBy(Object.values(kinds))).filter((count) => count >= 3).length,
        answer,
        alone: answer.providers.flatMap(({ honestAlone }) => honestAlone.map(kindOf)),
        newly: answer.providers.flatMap(({ honestAlone, honestTogether }) =>
          honestTogether.filter((account) => !honestAlone.includes(account)).map(kindOf),
        ),
      }
    })
    const newly = results.reduce((sum, one) => sum + one.newly.length, 0)
    return { text: describe(results), exitCode: newly === 0 ? 0 : 1, figures: results, charts: [] }
  },
}

function describe(results: readonly CrowdResult[]): string {
  const rows = results.map(({ name, seed, honest, kindsAtAll, answer, alone, newly }) => {
    const told = answer.told.filter(({ campaign }) => campaign === 0)
    return [
      `${name}, seed ${seed}`,
      honest.toLocaleString('en'),
      String(kindsAtAll),
      `${told.length}: ${told.reduce((sum, { accounts }) => sum + accounts, 0)}`,
      String(answer.rounds),
      listOf(alone),
      listOf(newly),
    ]
  })
  const honest = results.reduce((sum, one) => sum + one.honest, 0)
  const newly = results.reduce((sum, one) => sum + one.newly.length, 0)
  const hit = results.filter((one) => one.newly.length > 0).length
  const { low, high } = poissonInterval(newly)
  const perTenThousand = (count: number) => ((10_000 * count) / Math.max(honest, 1)).toFixed(2)
  const worlds = wilson(hit / Math.max(results.length, 1), results.length)
  const header = [
    'world',
    'honest accounts',
    'kinds at all three',
    'honest groups told: accounts',
    'rounds',
    'accused alone',
    'accused with sharing only',
  ]
  return `${formatTable(header, rows)}
${newly} of ${honest.toLocaleString('en')} honest accounts are accused with sharing and not without: ${perTenThousand(newly)} per 10,000 (${perTenThousand(low)} to ${perTenThousand(high)}, as if accounts were independent), in ${hit} of ${results.length} worlds (${(100 * worlds.low).toFixed(0)}–${(100 * worlds.high).toFixed(0)} %): ${verdictOf(newly === 0)}
`
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function listOf(kinds: readonly string[]): string {
  const names = Object.entries(countBy(kinds)).map(
    ([kind, count]) => `${kind.replace('benign:', '')} ${count}`,
  )
  return kinds.length === 0 ? '0' : `${kinds.length} (${names.join(', ')})`
}
