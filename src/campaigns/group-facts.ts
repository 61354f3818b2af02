// Facts of a group that innocent explanations are tested on: who owns it, how it enrolled, how long it lived.
import type { Store } from '../store/store.js'

export interface GroupFacts {
  readonly cand: number
  readonly accounts: number
  readonly owners: number
  readonly exchanges: number
  /** Exchanges of the members in all, campaign substream or not. */
  readonly allExchanges: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly first: string
  readonly last: string
  readonly spanDays: number
  /** Share of members in the largest organisation, mail domain that is not free or disposable, payment, programme. */
  readonly topOrg: number
  readonly topOrgName: string
  readonly topDomain: number
  readonly topDomainName: string
  readonly topPayment: number
  readonly payments: number
  readonly topProgram: number
  readonly topProgramName: string
  readonly declared: number
  readonly declaredAs: string
  /** Share of members that name an organisation of their own, and median age in days (-1 when not known). */
  readonly withOrg: number
  readonly medianAge: number
  readonly suspended: number
  readonly disposable: number
  /** Share of members in the most used address block of the group. */
  readonly topBlock: number
  /** Share of the members' exchanges that come from data centres and VPNs. */
  readonly hosted: number
  /** Median share of a member's exchanges that belong to the substream. */
  readonly filled: number
  readonly byTemplate: boolean
}

/** Facts of every candidate. */
export async function readGroupFacts(store: Store): Promise<Map<number, GroupFacts>> {
  const top = (column: string, condition: string) =>
    `ifNull(arrayMax(mapValues(sumMapIf(map(${column}, toUInt32(1)), ${condition}))), 0) / count()`
  const topName = (column: string, condition: string) => `arrayElement(topKIf(1)(${column}, ${condition}), 1)`
  const rows = await store.query<Record<string, number | string>>(`SELECT
  m.cand AS cand,
  count() AS accounts,
  uniqExact(m.owner) AS owners,
  sum(l.exchanges) AS exchanges,
  sum(a.exchanges) AS all_exchanges,
  sum(l.input_tokens) AS input_tokens,
  sum(l.output_tokens) AS output_tokens,
  formatDateTime(minIf(l.first, l.exchanges > 0), '%Y-%m-%dT%H:%i:%SZ') AS first,
  formatDateTime(max(l.last), '%Y-%m-%dT%H:%i:%SZ') AS last,
  dateDiff('second', minIf(l.first, l.exchanges > 0), max(l.last)) / 86400 AS span_days,
  ${top('a.org', "a.org != ''")} AS top_org,
  ${topName('a.org', "a.org != ''")} AS top_org_name,
  ${top('a.email_domain', "a.email_domain != '' AND a.mail_kind = 'other'")} AS top_domain,
  ${topName('a.email_domain', "a.email_domain != '' AND a.mail_kind = 'other'")} AS top_domain_name,
  ${top('a.payment', "a.payment != ''")} AS top_payment,
  uniqExactIf(a.payment, a.payment != '') AS payments,
  ${top('a.program', "a.program != ''")} AS top_program,
  ${topName('a.program', "a.program != ''")} AS top_program_name,
  countIf(a.declared != '') / count() AS declared,
  ${topName('a.declared', "a.declared != ''")} AS declared_as,
  countIf(a.org != '') / count() AS with_org,
  quantileExact(0.5)(a.age_days) AS median_age,
  countIf(a.status = 'suspended') / count() AS suspended,
  countIf(a.mail_kind = 'disposable') / count() AS disposable,
  any(b.top_block) / count() AS top_block,
  sum(a.hosted) / sum(a.exchanges) AS hosted,
  quantileExact(0.5)(l.exchanges / a.exchanges) AS filled,
  max(l.by_template) AS by_template
FROM work_member AS m
INNER JOIN work_account AS a ON a.aid = m.aid
LEFT JOIN work_load AS l ON l.cand = m.cand AND l.aid = m.aid
LEFT JOIN (
  SELECT cand, max(accounts) AS top_block
  FROM (SELECT cand, block, uniqExact(aid) AS accounts FROM work_sub WHERE block != 0 GROUP BY cand, block)
  GROUP BY cand
) AS b ON b.cand = m.cand
GROUP BY cand
HAVING exchanges > 0`)
  const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return new Map(
    rows.map((row) => {
      const facts = Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value]))
      return [Number(row.cand), { ...facts, byTemplate: row.by_template === 1 } as unknown as GroupFacts]
    }),
  )
}
