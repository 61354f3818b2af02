// What the log and the provider's own records hold of each account of a campaign.
import type { Store } from '../store/store.js'
import type { CaseAccount } from './case-file.js'

/** What is known of a member beside what the analysis told. */
export type MemberFacts = Pick<
  CaseAccount,
  'sent' | 'first' | 'last' | 'input_tokens' | 'output_tokens' | 'signed_up' | 'status' | 'suspended_at'
>

export interface MembersAsked {
  /** The whole analysis, by which the campaign's exchanges are kept. */
  readonly analysis: string
  /** The analysis whose members are told of: the same, or an increment to it. */
  readonly newest: string
  readonly campaign: string
  /** One account alone. */
  readonly account: string | undefined
}

interface Row {
  readonly account: string
  readonly sent: number
  readonly own: number
  readonly first: string
  readonly last: string
  readonly input_tokens: number
  readonly output_tokens: number
}

interface KnownRow {
  readonly account: string
  readonly signed_up: string
  readonly status: string
  readonly suspended_at: string
}

const told = (column: string) =>
  `if(${column} <= toDateTime64(1, 3, 'UTC'), '', formatDateTime(${column}, '%Y-%m-%dT%H:%i:%SZ'))`

/** By account; times to the second. */
export async function readMemberFacts(
  store: Store,
  { analysis, newest, campaign, account }: MembersAsked,
): Promise<ReadonlyMap<string, MemberFacts>> {
  const parameters = { analysis, newest, campaign, account: account ?? '' }
  const members =
    account === undefined
      ? 'account IN (SELECT account FROM campaign_member WHERE analysis = {newest: String} AND campaign = {campaign: String})'
      : 'account = {account: String}'
  const [rows, known] = await Promise.all([
    store.query<Row>(
      `SELECT account, count() AS sent, countIf(is_own) AS own, if(own = 0, '', formatDateTime(minIf(ts, is_own), '%Y-%m-%dT%H:%i:%SZ')) AS first,
  if(own = 0, '', formatDateTime(maxIf(ts, is_own), '%Y-%m-%dT%H:%i:%SZ')) AS last,
  sumIf(input_tokens, is_own) AS input_tokens, sumIf(output_tokens, is_own) AS output_tokens
FROM (
  SELECT account, ts, input_tokens, output_tokens, cityHash64(id) IN (SELECT exchange FROM campaign_exchange WHERE analysis = {analysis: String} AND campaign = {campaign: String}) AS is_own
  FROM exchange
  WHERE ${members}
)
GROUP BY account`,
      { parameters },
    ),
    store.query<KnownRow>(
      `SELECT account, ${told('a.created_at')} AS signed_up, status, ${told('a.suspended_at')} AS suspended_at
FROM (SELECT * FROM account FINAL WHERE ${members}) AS a`,
      { parameters },
    ),
  ])
  const records = new Map(known.map((row) => [row.account, row]))
  return new Map(
    rows.map(({ account: id, own: _, first, last, ...counted }) => {
      const { signed_up = '', status = '', suspended_at = '' } = records.get(id) ?? {}
      return [
        id,
        {
          sent: counted.sent,
          input_tokens: counted.input_tokens,
          output_tokens: counted.output_tokens,
          ...(first !== '' && { first, last }),
          ...(signed_up !== '' && { signed_up }),
          ...(status !== '' && { status }),
          ...(suspended_at !== '' && { suspended_at }),
        },
      ]
    }),
  )
}
