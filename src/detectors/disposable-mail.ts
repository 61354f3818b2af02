// Accounts opened with throw-away mail: public disposable domains link nobody, but few customers use them.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, describes, excessBits } from './statistics.js'

interface Everyone {
  readonly owners: number
  readonly disposable: number
}
interface Row {
  readonly cand: number
  readonly disposable: number
}

const EVERYONE = `SELECT uniqExact(owner) AS owners, uniqExactIf(owner, mail_kind = 'disposable') AS disposable
FROM work_account`
const MEMBERS = `SELECT cand, uniqExact(owner) AS disposable
FROM work_member
WHERE aid IN (SELECT aid FROM work_account WHERE mail_kind = 'disposable')
GROUP BY cand`

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
  baseline: [EVERYONE],
  shows: `SELECT uniqExactIf(owner, member) AS owners, uniqExactIf(owner, member AND is_disposable) AS disposable,
  (uniqExactIf(owner, is_disposable) - disposable + 1) / (greatest(uniqExact(owner) - owners, 1) + 2) AS share_elsewhere,
  topKIf(20)(email_domain, member AND is_disposable) AS disposable_domains
FROM (
  SELECT k.owner AS owner, k.account IN {members} AS member, k.mail_kind = 'disposable' AS is_disposable, lower(a.email_domain) AS email_domain
  FROM (SELECT * FROM analysed_account FINAL) AS k
  LEFT JOIN (SELECT account, email_domain FROM account FINAL) AS a ON a.account = k.account
)`,
  early: () => [MEMBERS],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const [everyone] = await context.query<Everyone>(EVERYONE)
    const disposableIn = new Map(
      (await context.query<Row>(MEMBERS)).map(({ cand, disposable }) => [cand, disposable]),
    )
    const result = new Map<number, Measured>()
    for (const { id, owners } of context.candidates) {
      const disposable = disposableIn.get(id) ?? 0
      const others = Math.max((everyone?.owners ?? 0) - owners, 1)
      const rate = ((everyone?.disposable ?? 0) - disposable + 1) / (others + 2)
      const share = disposable / Math.max(owners, 1)
      const bits = clamp(excessBits(disposable, owners, rate), 0, this.range.most) * describes(share)
      result.set(id, {
        bits,
        summary: say`${disposable} of ${owners} owners signed up with disposable mail; ${(100 * rate).toFixed(1)} % of everyone else did`,
        facts: { owners, disposable, share_elsewhere: Number(rate.toFixed(4)) },
        innocent: [say`privacy: stays open for a single account, not for most of a group`],
      })
    }
    return result
  },
}
