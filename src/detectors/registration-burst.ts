// Accounts that were signed up in a burst: more of a group's sign-ups in one window than the stream of all sign-ups
// would bring by chance.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, describes, poissonExcessBits } from './statistics.js'

/** Windows that are scanned, in hours. */
const WINDOWS = [1, 6, 24, 72, 240, 720]

/** Hours in which sign-ups fall off after something new came out, the fewest and the most: any as likely on a logarithmic scale. */
const FALLS_OFF = { least: 3, most: 1440 }
/** Share of those whom it brought that a window must hold to hold all of them, nearly. */
const NEARLY_ALL = 0.9

/**
 * Bits that sign-ups within some hours are worth against a launch: an application that came out, a text that goes around
 * or an advertisement brings strangers together too, some within hours and some within months.
 */
export function launchBits(hours: number): number {
  const slowest = hours / -Math.log(1 - NEARLY_ALL)
  const asFast = Math.log(slowest / FALLS_OFF.least) / Math.log(FALLS_OFF.most / FALLS_OFF.least)
  return -Math.log2(clamp(asFast, 0, 1))
}

/** Trait code of sign-up times. */
const TRAIT = 13
/** First trait code of habits, which everybody has. */
const HABITS = 30
/** Share of a group’s owners that must hold a value for the group to have been chosen from its holders. */
const CHOSEN_SHARE = 0.5
/** Owners to choose from, for each in the group, from which on it counts as chosen by its sign-ups. */
const CHOSEN = 2

/** Owners at large who hold what most of the group holds: its rarest value that is no sign-up time; 0 when there is none. */
const ALIKE = `SELECT i.cand AS cand, min(i.inside + i.outside) AS alike
FROM work_inside AS i
INNER JOIN (SELECT cand, uniqExact(owner) AS owners FROM work_member GROUP BY cand) AS m ON m.cand = i.cand
WHERE i.kind != ${TRAIT} AND i.kind < ${HABITS} AND i.inside >= ${CHOSEN_SHARE} * m.owners
GROUP BY cand`

/** The best window of each length for each group: a scan over bins of that length. */
const BURSTS = `WITH member AS (
  SELECT m.cand AS cand, s.owner AS owner, s.at AS at
  FROM work_member AS m
  INNER JOIN work_signup AS s ON s.aid = m.aid
)
SELECT i.cand AS cand, i.hours AS hours, any(z.size) AS size,
  argMax(i.inside, i.inside / (b.everyone - i.inside + 1)) AS inside,
  argMax(b.everyone, i.inside / (b.everyone - i.inside + 1)) AS everyone, count() AS tried, any(b.bins) AS bins,
  any(f.alike) AS alike
FROM (
  SELECT cand, hours, intDiv(at, hours * 3600) AS bin, uniqExact(owner) AS inside
  FROM member
  ARRAY JOIN [${WINDOWS.join(', ')}] AS hours
  GROUP BY cand, hours, bin
) AS i
INNER JOIN (
  SELECT hours, intDiv(at, hours * 3600) AS bin, uniqExact(owner) AS everyone, count() OVER (PARTITION BY hours) AS bins
  FROM work_signup
  ARRAY JOIN [${WINDOWS.join(', ')}] AS hours
  GROUP BY hours, bin
) AS b ON b.hours = i.hours AND b.bin = i.bin
INNER JOIN (SELECT cand, uniqExact(owner) AS size FROM member GROUP BY cand) AS z ON z.cand = i.cand
LEFT JOIN (${ALIKE}) AS f ON f.cand = i.cand
GROUP BY cand, hours
ORDER BY cand, hours`

interface Row {
  readonly cand: number
  readonly size: number
  readonly hours: number
  readonly inside: number
  readonly everyone: number
  readonly tried: number
  /** Windows of that length in which anybody signed up. */
  readonly bins: number
  readonly alike: number
}

export const registrationBurst: Detector = {
  id: 'registration-burst',
  group: 'registration',
  raises: 'accounts of a group signed up within hours or days of each other',
  nullModel:
    'Sign-ups of the group spread like everybody else’s: a Poisson count in each window with the mean that all other accounts’ sign-ups give it; the best window pays for how many were tried (scan statistic, Kulldorff 1997). A few of many who are alike, picked by when they signed up, are no burst: where at least twice as many owners hold what binds the group, as many are expected to sign up as all of those would, and every window of the log was tried. A launch brings strangers together within hours to months: what binds a group is the bits of a window up to log2 of one over the share of launches that are as fast, from three hours to sixty days on a logarithmic scale.',
  innocent: ['class enrolment', 'a hackathon', 'a launch or a campaign of advertisement'],
  needs: ['accounts'],
  parameters: [],
  range: { least: 0, most: 10 },
  trait: {
    code: TRAIT,
    kind: 'sign-up time',
    sql: `SELECT aid, arrayJoin([cityHash64('hour', toStartOfHour(created_at)), cityHash64('day', toDate(created_at))]) AS value, exchanges AS uses FROM work_signup`,
    membership: { most: 5, least: -1 },
    recruits: true,
    says: 'bond',
    seeds: true,
  },
  early: () => [BURSTS],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const best = new Map<number, Measured>()
    const beyondLaunch = new Map<number, number>()
    for (const row of await context.query<Row>(BURSTS)) {
      const others = Math.max(context.population.owners - row.size, 1)
      const from = row.alike === 0 ? context.population.owners : row.alike
      const isChosen = from >= CHOSEN * row.size
      const mean = ((isChosen ? from : row.size) * (row.everyone - row.inside + 0.5)) / others
      const bits =
        clamp(
          poissonExcessBits(row.inside, mean) - Math.log2((isChosen ? row.bins : row.tried) * WINDOWS.length),
          0,
          this.range.most,
        ) * describes(row.inside / row.size)
      const beyond = Math.min(bits, launchBits(row.hours))
      beyondLaunch.set(row.cand, Math.max(beyondLaunch.get(row.cand) ?? 0, beyond))
      if (bits <= (best.get(row.cand)?.bits ?? -1)) continue
      best.set(row.cand, {
        bits,
        summary: say`${row.inside} of ${row.size} accounts signed up within the same ${row.hours} hours; ${mean.toFixed(1)} would be expected`,
        facts: {
          accounts: row.size,
          in_window: row.inside,
          window_hours: row.hours,
          expected: Number(mean.toFixed(3)),
          windows_tried: isChosen ? row.bins : row.tried,
          owners_alike: from,
        },
        innocent: [
          say`a wave of sign-ups by everyone: ${row.everyone - row.inside} other accounts signed up in that window`,
          say`a class or hackathon: look at programme, mail domain and sign-up network`,
        ],
      })
    }
    return new Map(
      [...best].map(([cand, measured]) => {
        const bits_beyond_launch = Number((beyondLaunch.get(cand) ?? 0).toFixed(2))
        return [cand, { ...measured, facts: { ...measured.facts, bits_beyond_launch } }]
      }),
    )
  },
  shows: `WITH signups AS (
  SELECT owner, toUnixTimestamp(signed_up) AS at, account IN {members} AS member
  FROM analysed_account FINAL
  WHERE signed_up > toDateTime64(86400, 3)
)
SELECT (SELECT uniqExactIf(owner, member) FROM signups) AS accounts, inside AS in_window, {window_hours} AS window_hours,
  fromUnixTimestamp(bin * {window_hours} * 3600) AS window_from, everyone - inside AS others_in_window
FROM (
  SELECT intDiv(at, {window_hours} * 3600) AS bin, uniqExactIf(owner, member) AS inside, uniqExact(owner) AS everyone
  FROM signups
  GROUP BY bin
  HAVING inside > 0
)
ORDER BY inside / (others_in_window + 1) DESC, bin
LIMIT 20`,
  computed: ['expected', 'windows_tried', 'owners_alike', 'bits_beyond_launch'],
}
