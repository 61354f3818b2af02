// The series and tables that the report's pictures are drawn from.

import { groupByCandidate } from '../detectors/by-candidate.js'
import type { Population } from '../detectors/detector.js'
import type { Campaign, CampaignDetail, PopulationSeries, TraitDetail } from '../model/analysis.js'
import { saidOf } from '../model/sentence.js'
import type { Store } from '../store/store.js'
import { toldSeconds } from '../store/times.js'
import { createTurns } from '../store/turns.js'
import { describeOthers } from './describe-others.js'
import { describePlaces } from './describe-places.js'
import { describeReplacements } from './describe-replacements.js'
import type { Judged } from './judge.js'
import { TRAITS } from './traits.js'

/** Steps of a timeline, at most, and rows and columns of the activity picture. */
const MOST_STEPS = 168
const ACTIVITY_ROWS = 60
/** Steps that an interval may have, in seconds: multiples of the shortest, as an hour is. */
const SHORTEST = 600
const STEPS = [SHORTEST, 3600, 7200, 14_400, 21_600, 43_200, 86_400]
/** Statements at a time: skeletons are read back beside them, which takes longer and must not wait. */
const AT_ONCE = 2
const MOST_TRAITS = 40
/** Models that are told as released: those that most asked for. */
const MOST_RELEASES = 12

interface Series {
  readonly details: readonly CampaignDetail[]
  readonly population: PopulationSeries
}

/** Details of the shown groups. */
export async function describeDetails(
  store: Store,
  shown: readonly Judged[],
  campaigns: ReadonlyMap<number, Campaign>,
  population: Population,
): Promise<Series> {
  const stepSeconds = STEPS.find((step) => (population.to - population.from) / step <= MOST_STEPS) ?? 86_400
  const origin = Math.floor(population.from / stepSeconds) * stepSeconds
  const steps = Math.floor((population.to - origin) / stepSeconds) + 1
  const start = toldSeconds(origin)
  const bin = `toUInt32(intDiv(toUnixTimestamp(ts) - ${origin}, ${stepSeconds}))`
  const dense = (pairs: readonly (readonly [number, number])[]) => {
    const values = new Array<number>(steps).fill(0)
    for (const [step, value] of pairs) if (step < steps) values[step] = value
    return values
  }
  const turn = createTurns(AT_ONCE)
  const query = <Row>(sql: string) => turn(() => store.query<Row>(sql))
  // By the shortest interval there is, which others are made of: the log is read once.
  const everyone = query<{ at: number; n: number }>(
    `SELECT intDiv(toUInt32(ts), ${SHORTEST}) AS at, count() AS n FROM exchange GROUP BY at`,
  )
  const sumEveryone = async (size: number, indexOf: (seconds: number) => number) => {
    const sums = new Array<number>(size).fill(0)
    for (const { at, n } of await everyone) {
      const index = indexOf(at * SHORTEST)
      if (index >= 0 && index < size) sums[index] = (sums[index] as number) + n
    }
    return sums
  }
  const readPopulation = async (): Promise<PopulationSeries> => {
    const accused = shown.filter(({ verdict }) => verdict !== 'explained').map(({ cand }) => cand)
    const [exchanges, releases, others] = await Promise.all([
      sumEveryone(steps, (seconds) => Math.floor((seconds - origin) / stepSeconds)),
      query<{ model: string; at: string }>(RELEASES),
      accused.length === 0 ? [] : describeOthers(query, accused, bin),
    ])
    return { start, stepSeconds, exchanges, releases, others: others.map(dense) }
  }
  if (shown.length === 0) return { details: [], population: await readPopulation() }
  const scope = `cand IN (${shown.map(({ cand }) => cand).join(', ')})`
  const totals = `(SELECT cand, sum(exchanges) AS n FROM work_load WHERE ${scope} GROUP BY cand) AS t`
  const read = async <Row extends { readonly cand: number }>(sql: string) =>
    groupByCandidate(await query<Row>(sql))
  const [
    populationSeries,
    timeline,
    turnover,
    hours,
    everyHour,
    activity,
    models,
    operators,
    places,
    replacements,
    traits,
  ] = await Promise.all([
    readPopulation(),
    read<{ cand: number; step: number; n: number; accounts: number }>(
      `SELECT cand, ${bin} AS step, count() AS n, uniqExact(aid) AS accounts FROM work_sub WHERE ${scope} GROUP BY cand, step`,
    ),
    read<{ cand: number; what: keyof CampaignDetail['turnover']; step: number; n: number }>(
      turnoverSql(scope, bin),
    ),
    read<{ cand: number; hour: number; share: number }>(
      `SELECT s.cand AS cand, s.hour AS hour, s.n / t.n AS share FROM (SELECT cand, toHour(ts) AS hour, count() AS n FROM work_sub WHERE ${scope} GROUP BY cand, hour) AS s INNER JOIN ${totals} ON t.cand = s.cand`,
    ),
    sumEveryone(24, (seconds) => Math.floor(seconds / 3600) % 24),
    read<{
      cand: number
      account: string
      pairs: [number, number][]
    }>(`SELECT cand, a.account AS account, groupArray((step, n)) AS pairs
FROM (
  SELECT cand, aid, ${bin} AS step, count() AS n
  FROM work_sub
  WHERE ${scope} AND (cand, aid) IN (SELECT cand, aid FROM work_load WHERE ${scope} ORDER BY cand, cityHash64(aid) LIMIT ${ACTIVITY_ROWS} BY cand)
  GROUP BY cand, aid, step
) AS s
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = s.aid
GROUP BY cand, account
ORDER BY cand, arrayMin(arrayMap(p -> p.1, pairs)), account`),
    read<{ cand: number; model: string; share: number; input: number; output: number }>(
      `SELECT s.cand AS cand, if(s.model = '', 'not logged', s.model) AS model, s.n / t.n AS share, s.input AS input, s.output AS output FROM (SELECT cand, model, count() AS n, sum(input_tokens) AS input, sum(output_tokens) AS output FROM work_sub WHERE ${scope} GROUP BY cand, model) AS s INNER JOIN ${totals} ON t.cand = s.cand ORDER BY share DESC LIMIT 12 BY cand`,
    ),
    read<{
      cand: number
      name: string
      kind: string
      share: number
    }>(`SELECT m.cand AS cand, if(w.operator = '', 'unknown operator', w.operator) AS name, if(w.operator_kind = '', 'unknown', w.operator_kind) AS kind, sum(v.exchanges) / any(t.n) AS share
FROM work_visit AS v
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.account = v.account
INNER JOIN (SELECT cand, aid FROM work_member WHERE ${scope}) AS m ON m.aid = a.aid
INNER JOIN (SELECT ip, operator, operator_kind FROM work_address) AS w ON w.ip = v.ip
INNER JOIN (SELECT m.cand AS cand, sum(a.drawn) AS n FROM work_member AS m INNER JOIN (SELECT aid, drawn FROM work_account) AS a ON a.aid = m.aid GROUP BY cand) AS t ON t.cand = m.cand
GROUP BY cand, name, kind
ORDER BY cand, share DESC, name
LIMIT 12 BY cand`),
    describePlaces(query, scope),
    describeReplacements(query, scope, population.to),
    turn(() => readTraits(store, scope, campaigns, population.accounts)),
  ])
  const details = shown.flatMap((judged): CampaignDetail[] => {
    const campaign = campaigns.get(judged.cand)
    if (!campaign) return []
    const steps = timeline.get(judged.cand) ?? []
    const replaced = replacements.get(judged.cand)
    return [
      {
        id: campaign.id,
        bits: Number(judged.bits.toFixed(2)),
        families: Object.fromEntries(
          [...judged.families].map(([family, bits]) => [family, Number(bits.toFixed(2))]),
        ),
        needs: judged.needs.map(({ name, here, needed }) => ({ name, here, needed })),
        timeline: {
          start,
          stepSeconds,
          exchanges: dense(steps.map((row) => [row.step, row.n])),
          accounts: dense(steps.map((row) => [row.step, row.accounts])),
        },
        turnover: turnoverOf(turnover.get(judged.cand) ?? [], dense),
        hours: {
          campaign: hourly(hours.get(judged.cand) ?? []),
          everyone: everyHour.map((n) => n / population.exchanges),
        },
        activity: (activity.get(judged.cand) ?? []).map((row) => ({
          account: row.account,
          counts: dense(row.pairs),
        })),
        traits: traits.get(judged.cand) ?? [],
        operators: (operators.get(judged.cand) ?? []).map(({ name, kind, share }) => ({ name, kind, share })),
        places: places.get(judged.cand) ?? { countries: [], operators: [], signUps: [] },
        ...(replaced && { replacements: replaced }),
        models: Object.fromEntries((models.get(judged.cand) ?? []).map((row) => [row.model, row.share])),
        tokens: Object.fromEntries(
          (models.get(judged.cand) ?? []).map(({ model, input, output }) => [model, { input, output }]),
        ),
        explanations: judged.explanations.map(({ name, holds, why }) => ({
          name,
          holds,
          why: why.text,
          said: saidOf(why),
        })),
      },
    ]
  })
  return { details, population: populationSeries }
}

/** Models that came after the log's first day; a name that few asked for is a mistyped one. */
const RELEASES = `SELECT model, formatDateTime(first, '%Y-%m-%dT%H:%i:%SZ') AS at
FROM (
  SELECT model, min(ts) AS first, uniqExact(account) AS accounts, count() AS n
  FROM exchange
  WHERE model != ''
  GROUP BY model
)
WHERE accounts >= 10 AND first >= (SELECT min(ts) FROM exchange) + INTERVAL 1 DAY
ORDER BY n DESC
LIMIT ${MOST_RELEASES}`

/** Accounts by step: their first and their last exchange of the campaign, and when they were suspended. */
const turnoverSql = (scope: string, bin: string) => `SELECT cand, what, step, count() AS n
FROM (
  SELECT l.cand AS cand, l.first AS first, l.last AS last, s.suspended_at AS ts, if(s.suspended_at > toDateTime64(0, 3, 'UTC') AND s.suspended_at >= l.from, ${bin}, 4294967295) AS suspended
  FROM (
    SELECT cand, aid, min(${bin}) AS first, max(${bin}) AS last, min(ts) AS from FROM work_sub WHERE ${scope} GROUP BY cand, aid
  ) AS l
  INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = l.aid
  LEFT JOIN (SELECT account, argMax(suspended_at, version) AS suspended_at FROM account GROUP BY account) AS s ON s.account = a.account
)
ARRAY JOIN ['joined', 'quiet', 'suspended'] AS what, [first, last, suspended] AS step
WHERE step != 4294967295
GROUP BY cand, what, step`

function turnoverOf(
  rows: readonly { readonly what: string; readonly step: number; readonly n: number }[],
  dense: (pairs: readonly (readonly [number, number])[]) => number[],
): CampaignDetail['turnover'] {
  const of = (wanted: string) =>
    dense(rows.filter(({ what }) => what === wanted).map(({ step, n }) => [step, n]))
  return { joined: of('joined'), quiet: of('quiet'), suspended: of('suspended') }
}

function hourly(rows: readonly { readonly hour: number; readonly share: number }[]): number[] {
  const shares = new Array<number>(24).fill(0)
  for (const row of rows) shares[row.hour] = row.share
  return shares
}

interface TraitRow {
  readonly cand: number
  readonly kind: number
  readonly value: string
  readonly inside: number
  readonly outside: number
  readonly accounts: readonly string[]
}

/** Values that at least two members share and that are commoner inside than outside, most telling first. */
async function readTraits(
  store: Store,
  scope: string,
  campaigns: ReadonlyMap<number, Campaign>,
  total: number,
): Promise<Map<number, TraitDetail[]>> {
  const linking = TRAITS.filter((trait) => trait.says !== 'habit')
  const names = new Map(linking.map((trait) => [trait.code, trait.kind]))
  const rows =
    await store.query<TraitRow>(`SELECT i.cand AS cand, i.kind AS kind, hex(i.value) AS value, i.accounts_inside AS inside, i.accounts_outside AS outside, groupArray(a.account) AS accounts
FROM work_trait AS t
INNER JOIN (
  SELECT *
  FROM work_inside
  WHERE ${scope} AND accounts_inside >= 2 AND kind IN (${linking.map((trait) => trait.code).join(', ')})
  ORDER BY cand, accounts_inside * log2((accounts_inside + 0.5) / (accounts_outside + 0.5)) DESC, kind, value
  LIMIT ${MOST_TRAITS} BY cand
) AS i ON i.kind = t.kind AND i.value = t.value
INNER JOIN (SELECT cand, aid FROM work_member WHERE ${scope}) AS m ON m.cand = i.cand AND m.aid = t.aid
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = t.aid
GROUP BY cand, kind, value, inside, outside`)
  const result = new Map<number, TraitDetail[]>()
  for (const row of rows) {
    const campaign = campaigns.get(row.cand)
    if (!campaign) continue
    const index = new Map(campaign.accounts.map((account, position) => [account.id, position]))
    const size = campaign.accounts.length
    const bits = Math.log2(
      (row.inside + 0.5) / (size + 1) / ((row.outside + 0.5) / (Math.max(total - size, 1) + 1)),
    )
    if (bits < 0.5) continue
    const members = [...new Set(row.accounts.flatMap((account) => index.get(account) ?? []))].sort(
      (a, b) => a - b,
    )
    const kind = names.get(row.kind) ?? 'trait'
    const list = result.get(row.cand) ?? []
    list.push({
      kind,
      label: `${kind} ${row.value.slice(0, 6).toLowerCase()}`,
      bits: Number(bits.toFixed(2)),
      inside: row.inside,
      outside: row.outside,
      members,
    })
    result.set(row.cand, list)
  }
  for (const list of result.values()) list.sort((a, b) => b.bits * b.inside - a.bits * a.inside)
  return result
}
