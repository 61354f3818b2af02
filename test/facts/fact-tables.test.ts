// Tables of every format, good, odd and broken, on the real engine.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Reader } from 'mmdb-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadFacts } from '../../src/fingerprint/facts/facts.js'
import type { Store } from '../../src/store/store.js'
import { openAsking } from './asking.js'
import { mmdbFile } from './mmdb-file.js'
import { addressNumber } from './slow-reference.js'

let asking: Awaited<ReturnType<typeof openAsking>>

beforeAll(async () => {
  asking = await openAsking()
})
afterAll(async () => asking.close())

describe('tables', () => {
  const networks = [
    {
      base: addressNumber('8.0.0.0') & 0xffff_ffffn,
      bits: 96 + 9,
      record: { autonomous_system_number: 3356, autonomous_system_organization: 'Level 3' },
    },
    {
      base: addressNumber('8.8.8.0') & 0xffff_ffffn,
      bits: 96 + 24,
      record: {
        autonomous_system_number: 15169,
        autonomous_system_organization: 'A name longer than twenty-nine characters',
      },
    },
    { base: addressNumber('2001:db8::'), bits: 32, record: { asn: 'AS64501', as_name: 'Example\tHosting' } },
  ].sort((one, other) => one.bits - other.bits)

  test('in MMDB are read as mmdb-lib reads them', async () => {
    const disjoint = networks.filter(({ bits }) => bits !== 96 + 9)
    const database = mmdbFile(disjoint)
    const reader = new Reader<never>(database)
    expect(reader.get('8.8.8.8')).toMatchObject({ autonomous_system_number: 15169 })
    expect(reader.get('2001:db8:1::')).toMatchObject({ asn: 'AS64501' })
    const report = await loadFacts(asking.store, { packaged: false, asn: [asking.file('a.mmdb', database)] })
    expect(report.loaded).toMatchObject([{ role: 'asn', rows: 2, rejected: 0 }])
    const found = await asking.lookUp(['8.8.8.8', '8.8.9.1', '2001:db8:ffff::1', '::ffff:8.8.8.1'])
    expect(found.get('8.8.8.8')).toMatchObject({
      asn: 15169,
      operator: 'A name longer than twenty-nine characters',
    })
    expect(found.get('::ffff:8.8.8.1')?.asn).toBe(15169)
    expect(found.get('8.8.9.1')?.asn).toBe(0)
    expect(found.get('2001:db8:ffff::1')).toMatchObject({
      asn: 64501,
      operator: 'Example Hosting',
      operator_kind: 'datacenter',
    })
  })

  test('of countries are read in every format, and tell nothing of operators', async () => {
    const database = mmdbFile(
      [
        {
          base: addressNumber('8.8.8.0') & 0xffff_ffffn,
          bits: 96 + 24,
          record: { country_code: 'us', country: 'United States' },
        },
        { base: addressNumber('2001:db8::'), bits: 32, record: { country: 'JP' } },
      ],
      'Country',
    )
    const ranges = asking.file(
      'countries.csv',
      'start,end,code\n198.51.100.0,198.51.100.255,de\n1.2.3.4,1.2.3.5,?\n',
    )
    const blocks = asking.file('blocks.csv', '192.0.2.0/25,"FR"\n')
    const report = await loadFacts(asking.store, {
      packaged: false,
      country: [asking.file('c.mmdb', database), ranges, blocks],
      vpn: [asking.file('vpn.txt', '192.0.2.0/24 Some VPN\n')],
    })
    expect(report.loaded.map(({ role, rows, rejected }) => [role, rows, rejected])).toEqual([
      ['country', 2, 0],
      ['country', 1, 2],
      ['country', 1, 0],
      ['vpn', 1, 0],
    ])
    const found = await asking.lookUp(['8.8.8.8', '2001:db8::9', '198.51.100.7', '192.0.2.1', '192.0.2.200'])
    expect(
      [...found.values()].map(({ ip, country, asn, operator }) => [ip, country, asn, operator]).sort(),
    ).toEqual([
      ['192.0.2.1', 'FR', 0, 'Some VPN'],
      ['192.0.2.200', '', 0, 'Some VPN'],
      ['198.51.100.7', 'DE', 0, ''],
      ['2001:db8::9', 'JP', 0, ''],
      ['8.8.8.8', 'US', 0, ''],
    ])
    await expect(
      loadFacts(asking.store, {
        packaged: false,
        asn: [
          asking.file('other.mmdb', mmdbFile([{ base: 0x808_0808n, bits: 128, record: { country: 'US' } }])),
        ],
      }),
    ).rejects.toMatchObject({ code: 'facts-mmdb' })
    await expect(
      loadFacts(asking.store, { packaged: false, country: [asking.file('words.csv', 'a,b\nc,d\n')] }),
    ).rejects.toMatchObject({ code: 'facts-format' })
  })

  test('in CSV of ranges or of networks, packed, with a header, in an odd place', async () => {
    const odd = join(asking.directory, "o'dd {*} place")
    mkdirSync(odd)
    const ranges = join(odd, 'ranges.csv.gz')
    writeFileSync(
      ranges,
      gzipSync(
        'start,end,asn,name\n198.51.100.0,198.51.100.255,AS64502,"A, B"\n2001:db8::,2001:db8::ff,64503,C\n',
      ),
    )
    const blocks = asking.file(
      'blocks.csv',
      'network,autonomous_system_number,autonomous_system_organization\n192.0.2.0/25,64504,D\n',
    )
    const report = await loadFacts(asking.store, { packaged: false, asn: [ranges, blocks] })
    expect(report.loaded.map(({ rows, rejected }) => [rows, rejected])).toEqual([
      [2, 1],
      [1, 1],
    ])
    const found = await asking.lookUp(['198.51.100.7', '2001:db8::1', '192.0.2.1', '192.0.2.129'])
    expect([...found.values()].map(({ ip, asn, operator }) => [ip, asn, operator]).sort()).toEqual(
      [
        ['192.0.2.1', 64504, 'D'],
        ['192.0.2.129', 0, ''],
        ['198.51.100.7', 64502, 'A, B'],
        ['2001:db8::1', 64503, 'C'],
      ].sort(),
    )
  })

  test('that are missing are said to be', async () => {
    const report = await loadFacts(asking.store, { packaged: false })
    expect(report.loaded).toEqual([])
    expect(report.missing).toEqual(['asn', 'datacenter', 'vpn', 'disposable', 'free'])
    expect(report.caveats).toHaveLength(5)
    expect(await asking.mailKinds(['gmail.com'])).toEqual({ 'gmail.com': 'unknown' })
    expect((await asking.lookUp(['8.8.8.8'])).get('8.8.8.8')).toMatchObject({
      asn: 0,
      operator_kind: 'unknown',
    })
  })

  test('that did not change are not loaded again', async () => {
    const list = asking.file('same.txt', '192.0.2.0/24\n')
    expect((await loadFacts(asking.store, { packaged: false, vpn: [list] })).isReused).toBe(false)
    expect((await loadFacts(asking.store, { packaged: false, vpn: [list] })).isReused).toBe(true)
    asking.file('same.txt', '192.0.2.0/24\n198.51.100.0/24\n')
    const report = await loadFacts(asking.store, { packaged: false, vpn: [list] })
    expect([report.isReused, report.loaded[0]?.rows]).toEqual([false, 2])
  })

  // The embedded engine stands in for the server: it takes the same statements with the same streams.
  test('are sent to a server as they are read by the embedded engine', async () => {
    const server: Store = {
      kind: 'server',
      location: asking.store.location,
      isKept: true,
      client: asking.store.client,
      cluster: undefined,
      everywhere: (sql, options) => asking.store.everywhere(sql, options),
      query: (sql, options) => asking.store.query(sql, options),
      command: (sql, options) => asking.store.command(sql, options),
      insert: (table, rows) => asking.store.insert(table, rows),
      close: async () => {},
    }
    const vpn = asking.file('sent.txt', '192.0.2.0/24 Exit One\r\n# comment\n2001:db8::/32,"Exit Two"\n')
    const asn = asking.file('sent.csv.gz', gzipSync('192.0.2.0,192.0.2.255,64505,E\n'))
    await loadFacts(server, { packaged: false, vpn: [vpn], asn: [asn] })
    const found = await asking.lookUp(['192.0.2.9', '2001:db8::9'])
    expect(found.get('192.0.2.9')).toMatchObject({ asn: 64505, operator: 'E', operator_kind: 'vpn' })
    expect(found.get('2001:db8::9')).toMatchObject({ asn: 0, operator: 'Exit Two', operator_kind: 'vpn' })
    const left = await asking.store.query(`SELECT name FROM system.tables WHERE name LIKE 'fact_stage%'`)
    expect(left).toEqual([])
  })
})

describe('bad tables', () => {
  test('lose their bad lines, counted, and keep the good', async () => {
    const list = asking.file(
      'mixed.txt',
      'cidr,provider\n192.0.2.0/24\n192.0.2.0/33\nhello\n300.1.1.1\n198.51.100.1\n1.2.3.0/24/5\n',
    )
    const report = await loadFacts(asking.store, { packaged: false, datacenter: [list] })
    expect(report.loaded).toMatchObject([{ rows: 2, rejected: 4 }])
    expect(report.caveats.map(({ text }) => text).join('\n')).toContain('4 lines of')
    expect((await asking.lookUp(['198.51.100.1'])).get('198.51.100.1')?.operator_kind).toBe('datacenter')
  })

  test('that are absent, directories, empty, or of another format end in a Problem', async () => {
    expect((await asking.problemOf({ asn: [join(asking.directory, 'none.mmdb')] })).code).toBe(
      'facts-missing',
    )
    expect((await asking.problemOf({ vpn: [asking.directory] })).code).toBe('facts-missing')
    expect((await asking.problemOf({ vpn: [asking.file('empty.txt', '')] })).code).toBe('facts-missing')
    expect((await asking.problemOf({ asn: [asking.file('words.csv', 'a,b,c\n')] })).code).toBe('facts-format')
    expect((await asking.problemOf({ vpn: [asking.file('binary.txt', Buffer.from([1, 0, 2]))] })).code).toBe(
      'facts-format',
    )
    expect((await asking.problemOf({ vpn: [asking.file('all-bad.txt', 'hello\nworld\n')] })).code).toBe(
      'facts-format',
    )
    const cut = gzipSync('192.0.2.0/24\n198.51.100.0/24\n'.repeat(5000)).subarray(0, 60)
    expect((await asking.problemOf({ vpn: [asking.file('cut.txt.gz', cut)] })).code).toBe('facts-format')
    expect((await asking.problemOf({ disposable: [asking.file('cut.json.gz', cut)] })).code).toBe(
      'facts-format',
    )
    expect(
      (await asking.problemOf({ disposable: [asking.file('no-domains.txt', 'hello world\n')] })).code,
    ).toBe('facts-format')
  })

  test('in MMDB that are cut, circular or of countries end in a Problem', async () => {
    const good = mmdbFile([
      { base: addressNumber('2001:db8::'), bits: 32, record: { autonomous_system_number: 1 } },
    ])
    const countries = mmdbFile(
      [{ base: addressNumber('2001:db8::'), bits: 32, record: { country: 'NL' } }],
      'Country',
    )
    expect((await asking.problemOf({ asn: [asking.file('country.mmdb', countries)] })).code).toBe(
      'facts-mmdb',
    )
    expect((await asking.problemOf({ asn: [asking.file('cut.mmdb', good.subarray(0, 100))] })).code).toBe(
      'facts-mmdb',
    )
    expect((await asking.problemOf({ asn: [asking.file('noise.mmdb', 'not a database')] })).code).toBe(
      'facts-mmdb',
    )
    const circular = Buffer.from(good)
    circular.fill(0, 7, 14)
    expect((await asking.problemOf({ asn: [asking.file('circular.mmdb', circular)] })).code).toBe(
      'facts-mmdb',
    )
  })
})
