// Makes the profiles of a kept analysis's campaigns: what their accounts share, against everybody outside of accused
// campaigns; and how much an account must show so that nobody of these would have been recognised.
import type { Store } from '../../store/store.js'
import type { KeptAnalysis } from '../kept/subjects.js'
import type { Profile } from './matcher.js'
import { FIRST_EXCHANGES, shownSql } from './shown-traits.js'

/** Honest accounts of which one may be recognised by mistake. */
const HONEST_PER_MISTAKE = 10_000
/** Bits that are asked for at least, however few honest accounts there are to compare with. */
const LEAST_BITS = 10
/** Bits above the most that an honest account showed: what others will show is not quite what these did. */
const MARGIN_BITS = 3
/** Least accounts of a campaign that say what it shares. */
const LEAST_ACCOUNTS = 3

export interface Profiles {
  readonly profiles: readonly Profile[]
  /** Anchors of the templates, by the numbers under which they are shown, from 1. */
  readonly templates: readonly (readonly number[])[]
}

/**
 * Profiles of the accused campaigns of a kept analysis.
 * @param also ids of groups that are accused of nothing and profiled all the same
 */
export async function readProfiles(
  store: Store,
  { id, analysis }: KeptAnalysis,
  also: readonly string[] = [],
): Promise<Profiles> {
  const campaigns = analysis.campaigns.filter(
    (campaign) =>
      (campaign.verdict !== 'explained' || also.includes(campaign.id)) &&
      campaign.accounts.length >= LEAST_ACCOUNTS,
  )
  const templates = distinct(
    campaigns.flatMap((campaign) => campaign.templates.map(({ anchors }) => anchors)),
  )
  if (campaigns.length === 0) return { profiles: [], templates }
  await drop(store)
  try {
    const parameters = { analysis: id, campaigns: campaigns.map((campaign) => campaign.id), templates }
    await store.command(
      `CREATE TABLE work_profiled ENGINE = Memory AS
SELECT DISTINCT campaign, account
FROM campaign_member
WHERE analysis = {analysis: String} AND campaign IN {campaigns: Array(String)}`,
      { parameters },
    )
    // Of members what they did for their campaign; of others what they did first.
    const first = `SELECT id, ts, account, ja4, user_agent, model, params, block, system_hash, opaque_refs, anchors FROM exchange`
    const members = shownSql(`${first}
      WHERE account IN (SELECT account FROM work_profiled)
        AND cityHash64(id) IN (SELECT exchange FROM campaign_exchange WHERE analysis = {analysis: String} AND campaign IN {campaigns: Array(String)})
      ORDER BY account, ts LIMIT ${FIRST_EXCHANGES} BY account`)
    const others = shownSql(`${first}
      WHERE account NOT IN (SELECT account FROM work_profiled)
      ORDER BY account, ts LIMIT ${FIRST_EXCHANGES} BY account`)
    await store.command(
      `CREATE TABLE work_shown (account String, kind String, value String, member UInt8) ENGINE = Memory`,
    )
    await store.command(`INSERT INTO work_shown SELECT account, kind, value, 1 FROM (${members})`, {
      parameters,
    })
    await store.command(
      `INSERT INTO work_shown SELECT account, kind, value, 0 FROM (${others}) WHERE (kind, value) IN (SELECT kind, value FROM work_shown WHERE member = 1)`,
      { parameters },
    )
    const [everyone] = await store.query<{ outside: number }>(
      'SELECT uniqExact(account) AS outside FROM exchange WHERE account NOT IN (SELECT account FROM work_profiled)',
    )
    return { profiles: await calibrate(store, everyone?.outside ?? 0), templates }
  } finally {
    await drop(store)
  }
}

async function drop(store: Store): Promise<void> {
  await store.command('DROP TABLE IF EXISTS work_profiled, work_shown, work_profile, work_score')
}

/** `bitsOf` as SQL, with what is left out of either count. */
function bitsSql(member: string): string {
  return `if(p.inside - ${member} < 2, 0, greatest(0, log2((p.inside - ${member} + 0.5) / (p.size - ${member} + 1) / ((p.outside - 1 + ${member} + 0.5) / (p.others - 1 + ${member} + 1)))))`
}

interface CampaignRow {
  readonly campaign: string
  readonly inside: number
  readonly values: readonly (readonly [kind: string, value: string, inside: number, outside: number])[]
  /** The honest accounts' greatest scores, in falling order: one more than may be recognised by mistake. */
  readonly honest: readonly number[]
}

/**
 * Sets each threshold by what accounts outside showed first, each scored as if it had not been counted (leave one out).
 * The bound is that of Clopper and Pearson (1934): upper end of a two-sided interval of 95 %.
 */
async function calibrate(store: Store, outside: number): Promise<Profile[]> {
  const allowed = Math.floor(outside / HONEST_PER_MISTAKE)
  await store.command(`CREATE TABLE work_profile ENGINE = Memory AS
SELECT m.campaign AS campaign, s.kind AS kind, s.value AS value, uniqExact(s.account) AS inside, any(o.outside) AS outside, any(z.size) AS size, toUInt64(${outside}) AS others
FROM work_shown AS s
INNER JOIN work_profiled AS m ON m.account = s.account
INNER JOIN (SELECT campaign, count() AS size FROM work_profiled GROUP BY campaign) AS z ON z.campaign = m.campaign
LEFT JOIN (SELECT kind, value, uniqExact(account) AS outside FROM work_shown WHERE member = 0 GROUP BY kind, value) AS o ON o.kind = s.kind AND o.value = s.value
WHERE s.member = 1
GROUP BY campaign, kind, value
HAVING inside >= 2 AND (inside + 0.5) / (size + 1) > (outside + 0.5) / (others + 1)`)
  await store.command(`CREATE TABLE work_score ENGINE = Memory AS
SELECT campaign, account, any(own) AS own, sum(best) AS score
FROM (
  SELECT p.campaign AS campaign, s.account AS account, s.kind AS kind, any(s.member) AS own, max(${bitsSql('toInt64(s.member)')}) AS best
  FROM work_shown AS s
  INNER JOIN work_profile AS p ON p.kind = s.kind AND p.value = s.value
  WHERE s.member = 0 OR (p.campaign, s.account) IN (SELECT campaign, account FROM work_profiled)
  GROUP BY campaign, account, kind
)
GROUP BY campaign, account`)
  const rows =
    await store.query<CampaignRow>(`SELECT p.campaign AS campaign, any(p.size) AS inside, groupArray((p.kind, p.value, p.inside, p.outside)) AS values, any(h.honest) AS honest
FROM work_profile AS p
LEFT JOIN (
  SELECT campaign, arraySlice(arrayReverseSort(groupArrayIf(score, own = 0)), 1, ${allowed + 1}) AS honest FROM work_score GROUP BY campaign
) AS h ON h.campaign = p.campaign
GROUP BY campaign
ORDER BY campaign`)
  return Promise.all(
    rows.map(async ({ campaign, inside, values, honest }): Promise<Profile> => {
      const threshold = Math.max(LEAST_BITS, (honest[allowed] ?? 0) + MARGIN_BITS)
      const [met] = await store.query<{ hits: number; mistaken: number }>(
        'SELECT countIf(own = 1) AS hits, countIf(own = 0) AS mistaken FROM work_score WHERE campaign = {campaign: String} AND score >= {threshold: Float64}',
        { parameters: { campaign, threshold } },
      )
      const hit = met?.hits ?? 0
      const falseMatchBound = clopperPearsonUpper(met?.mistaken ?? 0, outside)
      return {
        campaign,
        inside,
        outside,
        values: values.map(([kind, value, own, others]) => ({ kind, value, inside: own, outside: others })),
        threshold,
        falseMatchBound,
        recall: hit / Math.max(inside, 1),
        membership: hit === 0 ? 0 : hit / (hit + outside * falseMatchBound),
      }
    }),
  )
}

/** Upper end of the exact interval of a share of which `hits` of `of` were seen; by bisection on the binomial sum. */
function clopperPearsonUpper(hits: number, of: number): number {
  if (of <= hits) return 1
  let low = hits / of
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (binomialAtMost(hits, of, middle) > 0.025) low = middle
    else high = middle
  }
  return high
}

function binomialAtMost(hits: number, of: number, share: number): number {
  let term = of * Math.log1p(-share)
  let sum = Math.exp(term)
  for (let count = 1; count <= hits; count++) {
    term += Math.log((of - count + 1) / count) + Math.log(share / (1 - share))
    sum += Math.exp(term)
  }
  return sum
}

function distinct(templates: readonly (readonly number[])[]): (readonly number[])[] {
  return [
    ...new Map(templates.filter(({ length }) => length > 0).map((one) => [one.join(' '), one])).values(),
  ]
}
