// The facts on public tables as people download them; skipped aloud where those are absent.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressFactsSql, loadFacts } from '../../src/fingerprint/facts/facts.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'

const tables = resolve('..', 'shared', 'data', 'net')
const isPresent = existsSync(tables)
if (!isPresent) console.warn(`skipped: the public address tables are not at ${tables}`)

describe.skipIf(!isPresent)('public tables', () => {
  let store: Store
  const path = (name: string) => resolve(tables, name)

  beforeAll(async () => {
    store = await openStore()
    await loadFacts(store, {
      packaged: false,
      asn: [path('asn_ipv4.csv.gz')],
      datacenter: [path('datacenter_ipv4.txt.gz'), path('provider_ipv4.csv.gz')],
      vpn: [path('vpn_ipv4.txt.gz')],
      disposable: [path('disposable_domains.txt.gz')],
    })
  }, 60_000)
  afterAll(async () => store.close())

  test('classify known ranges', async () => {
    const rows = await store.query<{ ip: string; asn: number; operator_kind: string }>(`
      SELECT ip, asn, operator_kind
      FROM (${addressFactsSql("(SELECT arrayJoin(['3.5.140.2', '2.26.157.9', '73.1.2.3', '1.178.1.77']) AS ip)")})
      ORDER BY ip`)
    expect(rows).toEqual([
      { ip: '1.178.1.77', asn: 16509, operator_kind: 'datacenter' },
      { ip: '2.26.157.9', asn: expect.any(Number), operator_kind: 'vpn' },
      { ip: '3.5.140.2', asn: 16509, operator_kind: 'datacenter' },
      { ip: '73.1.2.3', asn: 7922, operator_kind: 'access' },
    ])
  })

  test('agree with the rule over operator names: it finds most listed data-centre space, and few access lines in it', async () => {
    const listed = `(
      SELECT IPv4NumToString(toUInt32((start + intDiv(end - start, 2)) % 4294967296)) AS ip
      FROM address_range
      WHERE kind = 'datacenter' AND cityHash64(start) % 8 = 0)`
    await store.command(`CREATE TABLE listed ENGINE = Memory AS SELECT * FROM ${listed}`)
    await loadFacts(store, { packaged: false, asn: [path('asn_ipv4.csv.gz')] })
    const [row] = await store.query<{ hosted: number; access: number }>(`
      SELECT
        countIf(operator_kind IN ('datacenter', 'vpn')) / count() AS hosted,
        countIf(operator_kind = 'access') / count() AS access
      FROM (${addressFactsSql('listed')})`)
    expect(row?.hosted).toBeGreaterThan(0.7)
    expect(row?.access).toBeLessThan(0.1)
  }, 60_000)
})
