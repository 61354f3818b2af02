// Where campaigns' requests came from: countries and network operators of their addresses, and the countries that accounts
// gave when they signed up.
import { groupByCandidate } from '../detectors/by-candidate.js'
import type { CampaignPlaces, PlaceCount } from '../model/analysis.js'

/** Of each campaign, the largest. */
const MOST_COUNTRIES = 250
const MOST_OPERATORS = 60

type Query = <Row>(sql: string) => Promise<Row[]>
type OfCandidate = PlaceCount & { readonly cand: number }

/**
 * Places of groups.
 * @param scope a condition on `cand`
 */
export async function describePlaces(
  query: Query,
  scope: string,
): Promise<ReadonlyMap<number, CampaignPlaces>> {
  const visits = `FROM work_visit AS v
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.account = v.account
INNER JOIN (SELECT cand, aid FROM work_member WHERE ${scope}) AS m ON m.aid = a.aid
INNER JOIN (SELECT ip, operator, operator_kind, country FROM work_address) AS w ON w.ip = v.ip`
  const counts = 'uniqExact(v.account) AS accounts, sum(v.exchanges) AS exchanges'
  const [countries, operators, signUps] = await Promise.all([
    query<OfCandidate>(`SELECT m.cand AS cand, w.country AS country, ${counts}
${visits}
GROUP BY cand, country
ORDER BY cand, exchanges DESC, country
LIMIT ${MOST_COUNTRIES} BY cand`),
    query<
      OfCandidate & { readonly name: string; readonly kind: string }
    >(`SELECT m.cand AS cand, w.country AS country, if(w.operator = '', 'unknown operator', w.operator) AS name, if(w.operator_kind = '', 'unknown', w.operator_kind) AS kind, ${counts}
${visits}
GROUP BY cand, country, name, kind
ORDER BY cand, exchanges DESC, name, country
LIMIT ${MOST_OPERATORS} BY cand`),
    query<OfCandidate>(`SELECT m.cand AS cand, s.country AS country, count() AS accounts
FROM (SELECT cand, aid FROM work_member WHERE ${scope}) AS m
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = m.aid
LEFT JOIN (SELECT account, upper(argMax(country, version)) AS country FROM account GROUP BY account) AS s ON s.account = a.account
GROUP BY cand, country
ORDER BY cand, accounts DESC, country
LIMIT ${MOST_COUNTRIES} BY cand`),
  ])
  const [byCountry, byOperator, bySignUp] = [
    groupByCandidate(countries),
    groupByCandidate(operators),
    groupByCandidate(signUps),
  ]
  const groups = new Set([...byCountry.keys(), ...bySignUp.keys()])
  return new Map(
    [...groups].map((cand) => [
      cand,
      {
        countries: (byCountry.get(cand) ?? []).map(({ cand: _, ...place }) => place),
        operators: (byOperator.get(cand) ?? []).map(({ cand: _, ...place }) => place),
        signUps: (bySignUp.get(cand) ?? []).map(({ country, accounts }) => ({ country, accounts })),
      },
    ]),
  )
}
