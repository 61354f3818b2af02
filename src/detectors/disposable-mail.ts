// Accounts opened with throw-away mail: public disposable domains link nobody, but few customers use them.
import type { Context, Detector, Measured } from './detector.js'
import { clamp, describes, excessBits } from './statistics.js'

interface Row {
  readonly cand: number
  readonly owners: number
  readonly disposable: number
}

export const disposableMail: Detector = {
  id: 'disposable-mail',
  group: 'registration',
  raises: 'owners that signed up with disposable mail addresses',
  nullModel:
    'As many owners drawn from everyone else: the share of them with disposable addresses. One-sided likelihood ratio of the count; one plan for how to register is one fact, so it is bounded.',
  innocent: ['people who guard their privacy', 'a trial that many try with a throw-away address'],
  needs: ['accounts'],
  parameters: [],
  range: { least: 0, most: 5 },
  shows: `SELECT email_domain, count() AS accounts
FROM account FINAL
WHERE account IN {members}
GROUP BY email_domain
ORDER BY accounts DESC
LIMIT 30`,
  async measure(context: Context): Promise<Map<number, Measured>> {
    const counts = (
      relation: string,
    ) => `SELECT cand, uniqExact(owner) AS owners, uniqExactIf(owner, mail_kind = 'disposable') AS disposable
FROM ${relation}
GROUP BY cand`
    const [everyone] = await context.query<Row>(
      counts('(SELECT toUInt32(0) AS cand, owner, mail_kind FROM work_account)'),
    )
    const rows = await context.query<Row>(
      counts(
        '(SELECT m.cand AS cand, m.owner AS owner, a.mail_kind AS mail_kind FROM work_member AS m INNER JOIN work_account AS a ON a.aid = m.aid)',
      ),
    )
    const result = new Map<number, Measured>()
    for (const row of rows) {
      const others = Math.max((everyone?.owners ?? 0) - row.owners, 1)
      const rate = ((everyone?.disposable ?? 0) - row.disposable + 1) / (others + 2)
      const share = row.disposable / Math.max(row.owners, 1)
      const bits = clamp(excessBits(row.disposable, row.owners, rate), 0, this.range.most) * describes(share)
      result.set(row.cand, {
        bits,
        summary: `${row.disposable} of ${row.owners} owners signed up with disposable mail; ${(100 * rate).toFixed(1)} % of everyone else did`,
        facts: { owners: row.owners, disposable: row.disposable, share_elsewhere: Number(rate.toFixed(4)) },
        innocent: ['privacy: stays open for a single account, not for most of a group'],
      })
    }
    return result
  },
}
