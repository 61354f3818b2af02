// Addresses and mail domains on the real engine, against a slow reference.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadFacts } from '../../src/fingerprint/facts/facts.js'
import { openAsking } from './asking.js'
import { narrowest, rangeOfCidr } from './slow-reference.js'

let asking: Awaited<ReturnType<typeof openAsking>>

beforeAll(async () => {
  asking = await openAsking()
})
afterAll(async () => asking.close())

const octet = fc.integer({ min: 0, max: 255 })
const ipv4 = fc
  .tuple(fc.constantFrom(10, 11, 203), fc.constantFrom(0, 1, 127, 128), octet, octet)
  .map((parts) => parts.join('.'))
const ipv6 = fc
  .tuple(
    fc.constantFrom('2001:db8', '2a00:1'),
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([head, middle, last]) => `${head}:${middle.toString(16)}::${last}`)
const cidr = fc.oneof(
  fc.tuple(ipv4, fc.integer({ min: 4, max: 32 })).map(([ip, bits]) => `${ip}/${bits}`),
  fc.tuple(ipv6, fc.integer({ min: 16, max: 128 })).map(([ip, bits]) => `${ip}/${bits}`),
)

describe('addresses', () => {
  test('are looked up as a slow reference does, overlaps and both families included', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(cidr, {
          minLength: 1,
          maxLength: 40,
          selector: (text) => String(rangeOfCidr(text).start) + rangeOfCidr(text).end,
        }),
        fc.array(fc.oneof(ipv4, ipv6), { minLength: 1, maxLength: 40 }),
        async (cidrs, addresses) => {
          const ranges = cidrs.map(rangeOfCidr)
          const edges = cidrs.map((text) => text.split('/')[0] ?? '')
          await loadFacts(asking.store, {
            packaged: false,
            vpn: [asking.file(`random-${run++}.txt`, cidrs.map((text) => `${text} <${text}>`).join('\n'))],
          })
          const found = await asking.lookUp([...addresses, ...edges])
          for (const [ip, facts] of found) {
            const expected = narrowest(ranges, ip)
            expect([ip, facts.operator, facts.operator_kind]).toEqual(
              expected === undefined ? [ip, '', 'unknown'] : [ip, `<${expected.text}>`, 'vpn'],
            )
          }
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)

  test('keep a block; what is no address has none', async () => {
    await loadFacts(asking.store, { packaged: false })
    const found = await asking.lookUp([
      '203.0.113.77',
      '::ffff:203.0.113.9',
      '2001:db8:1:2::5',
      ' 10.0.0.1 ',
      'no',
      '',
      '1.2.3',
    ])
    expect([...found.values()].map(({ ip, block }) => [ip, block]).sort()).toEqual(
      [
        ['', ''],
        [' 10.0.0.1 ', '10.0.0.0/24'],
        ['1.2.3', ''],
        ['2001:db8:1:2::5', '2001:db8:1::/48'],
        ['203.0.113.77', '203.0.113.0/24'],
        ['::ffff:203.0.113.9', '203.0.113.0/24'],
        ['no', ''],
      ].sort(),
    )
    expect(found.get('203.0.113.77')).toMatchObject({ asn: 0, operator: '', operator_kind: 'unknown' })
  })

  test('are known to the packages, and a user table is believed before them', async () => {
    const packaged = await loadFacts(asking.store)
    expect(packaged.loaded.find(({ role }) => role === 'asn')?.rows).toBeGreaterThan(400_000)
    const known = await asking.lookUp([
      '8.8.8.8',
      '::ffff:8.8.8.8',
      '2001:4860:4860::8888',
      '73.1.2.3',
      '3.5.140.2',
    ])
    expect(known.get('8.8.8.8')).toMatchObject({
      asn: 15169,
      operator: 'Google LLC',
      operator_kind: 'datacenter',
    })
    expect(known.get('::ffff:8.8.8.8')?.asn).toBe(15169)
    expect(known.get('2001:4860:4860::8888')?.asn).toBe(15169)
    expect(known.get('73.1.2.3')?.operator_kind).toBe('access')
    expect(known.get('3.5.140.2')?.operator_kind).toBe('datacenter')
    const own = asking.file('own.csv', '8.8.8.0,8.8.8.127,64500,"Example Mobile, Inc."\n')
    const vpn = asking.file('own-vpn.txt', '73.1.2.0/24\n')
    await loadFacts(asking.store, { asn: [own], vpn: [vpn] })
    const mixed = await asking.lookUp(['8.8.8.8', '8.8.8.200', '73.1.2.3'])
    expect(mixed.get('8.8.8.8')).toMatchObject({
      asn: 64500,
      operator: 'Example Mobile, Inc.',
      operator_kind: 'access',
    })
    expect(mixed.get('8.8.8.200')?.asn).toBe(15169)
    expect(mixed.get('73.1.2.3')).toMatchObject({ asn: 7922, operator_kind: 'vpn' })
  })

  test('of the packaged table hardly overlap, so that it may be loaded as it is', async () => {
    await loadFacts(asking.store)
    const [row] = await asking.store.query<{ count: number }>(`
      SELECT countIf(start <= before) AS count
      FROM (
        SELECT start, lagInFrame(end, 1, toUInt128(0)) OVER (ORDER BY start ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before
        FROM address_range
        WHERE layer = (SELECT max(layer) FROM fact_table WHERE role = 'asn'))`)
    expect(row?.count).toBeLessThanOrEqual(1)
  })
})

describe('mail domains', () => {
  test('are disposable, free or other; a user list is believed before a package', async () => {
    await loadFacts(asking.store)
    expect(
      await asking.mailKinds([
        'GMail.com',
        'someone@qq.com',
        'mailinator.com',
        'box.mailinator.com',
        'acme.co.uk',
        '',
        'local',
      ]),
    ).toEqual({
      'GMail.com': 'free',
      'someone@qq.com': 'free',
      'mailinator.com': 'disposable',
      'box.mailinator.com': 'disposable',
      'acme.co.uk': 'other',
      '': 'unknown',
      local: 'unknown',
    })
    await loadFacts(asking.store, {
      freeMail: [asking.file('free.json', '["mailinator.com"]')],
      disposable: [asking.file('throw.txt', '# mine\n@acme.co.uk\n')],
    })
    expect(await asking.mailKinds(['mailinator.com', 'acme.co.uk', 'gmail.com'])).toEqual({
      'mailinator.com': 'free',
      'acme.co.uk': 'disposable',
      'gmail.com': 'free',
    })
  })
})
