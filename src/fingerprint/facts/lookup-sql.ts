// The questions asked of the loaded facts, as SQL to put into other queries.
import { TABLES_IN_FORCE } from './fact-store.js'
import { operatorKindSql } from './operator-kind.js'

/**
 * A SELECT with one row for each distinct address of a relation:
 * `ip` as given; `block`, its /24 (IPv4) or /48 (IPv6) as CIDR text, empty when it is no address; `asn`, 0 when not
 * known; `operator`, empty when not known; `operator_kind`: `datacenter`, `vpn`, `access` or `unknown`; `country`, two
 * letters (ISO 3166-1), empty when not known.
 * IPv4 addresses written as IPv6 (`::ffff:1.2.3.4`) are treated as IPv4. Needs `loadFacts` to have run.
 * Look addresses up once for all exchanges: the cost grows with distinct addresses.
 * @param addressesRelation a table name or a SELECT in parentheses, with a column `ip` of type String
 */
export function addressFactsSql(addressesRelation: string): string {
  return `
SELECT
  ip,
  block,
  asn,
  operator,
  multiIf(
    in_vpn, 'vpn',
    in_datacenter, 'datacenter',
    asn = 0, 'unknown',
    ${operatorKindSql('asn', 'operator')}) AS operator_kind,
  country
FROM (
  SELECT
    ip,
    any(address_block) AS block,
    argMaxIf(range_asn, rank, is_hit AND role = 'asn') AS asn,
    if(asn = 0,
      argMaxIf(range_operator, rank, is_hit AND role IN ('datacenter', 'vpn')),
      argMaxIf(range_operator, rank, is_hit AND role = 'asn')) AS operator,
    argMaxIf(range_operator, rank, is_hit AND role = 'country') AS country,
    countIf(is_hit AND role = 'vpn') > 0 AS in_vpn,
    countIf(is_hit AND role = 'datacenter') > 0 AS in_datacenter
  FROM (
    SELECT
      address.ip AS ip,
      address.block AS address_block,
      address.role AS role,
      address.rank AS rank,
      address.is_valid AND range.layer != 0 AND range.end >= address.number AS is_hit,
      range.asn AS range_asn,
      toString(range.operator) AS range_operator
    FROM (
      SELECT
        ip,
        number,
        is_valid,
        block,
        tables.1 AS layer,
        tables.2 AS role,
        tables.3 AS rank
      FROM (
        SELECT
          ip,
          toIPv6OrNull(trimBoth(ip)) AS parsed,
          parsed IS NOT NULL AS is_valid,
          toUInt128(ifNull(parsed, toIPv6('::'))) AS number,
          multiIf(
            NOT is_valid, '',
            bitShiftRight(number, 32) = 65535,
              IPv4NumToString(bitAnd(toUInt32(number % 4294967296), 4294967040)) || '/24',
            IPv6NumToString(tupleElement(IPv6CIDRToRange(ifNull(parsed, toIPv6('::')), 48), 1)) || '/48') AS block
        FROM (
          SELECT DISTINCT ip
          FROM ${addressesRelation}))
      ARRAY JOIN (
        SELECT if(empty(groupArray(layer)), [(toUInt32(0), '', toUInt16(0))], groupArray((layer, toString(role), rank)))
        FROM ${TABLES_IN_FORCE}
        WHERE role IN ('asn', 'country', 'datacenter', 'vpn')) AS tables) AS address
    ASOF LEFT JOIN (
      SELECT layer, start, end, asn, operator
      FROM address_range) AS range
    ON address.layer = range.layer AND address.number >= range.start)
  GROUP BY ip)`
}

/**
 * An expression of type String: `disposable`, `free`, `other`, or `unknown` when there is no domain or a list that
 * would tell is not loaded. A subdomain counts as the domain it was made under. Needs `loadFacts` to have run.
 * @param domainExpression expression of type String: a domain or a whole mail address, in any case
 */
export function mailKindSql(domainExpression: string): string {
  const domain = `lower(trimBoth(splitByChar('@', ${domainExpression})[-1]))`
  const parent = `cutToFirstSignificantSubdomain(${domain})`
  const list = (kind: string) => `(SELECT domain FROM mail_domain WHERE kind = '${kind}'
    AND layer IN (SELECT layer FROM ${TABLES_IN_FORCE}))`
  return `multiIf(
    position(${domain}, '.') = 0, 'unknown',
    ${domain} IN ${list('disposable')}, 'disposable',
    ${domain} IN ${list('free')}, 'free',
    ${parent} IN ${list('disposable')}, 'disposable',
    ${parent} IN ${list('free')}, 'free',
    (SELECT uniqExact(role) FROM ${TABLES_IN_FORCE} WHERE role IN ('disposable', 'free')) < 2, 'unknown',
    'other')`
}
