// What leaves, as what, and what is held back with which reason.
import { describe, expect, test } from 'vitest'
import { blockOf } from '../../src/respond/recognise/shown-traits.js'
import { cidrOf } from '../../src/share/indicators.js'
import { traitPseudonyms } from '../../src/share/trait-pseudonym.js'
import { KEY, OTHER_KEY, sharedCampaign } from './campaign.js'

const { indicators, held } = sharedCampaign()
const leaves = (kind: string) => indicators.filter((one) => one.kind === kind)
const heldWhy = (original: string) => held.find((one) => one.original === original)?.why

describe('a value about people', () => {
  test('leaves as a pseudonym, or a block as it is, where nobody else has it', () => {
    expect(leaves('payment')).toMatchObject([{ form: 'pseudonym', original: 'fp_own', accounts: 30 }])
    expect(leaves('mail')).toMatchObject([{ form: 'pseudonym', original: 'throwaway.example' }])
    expect(leaves('block')).toMatchObject([{ form: 'plain', value: '10.1.2.0/24' }])
    expect(leaves('signup-block')).toMatchObject([{ form: 'plain', value: '2001:db8:42::/48' }])
  })

  test('stays where somebody else has it, even one', () => {
    expect(heldWhy('fp_family')).toContain('a customer’s')
    expect(heldWhy('free.example')).toContain('900 outside')
    expect(heldWhy('10.1.3.0/24')).toContain('4 outside')
  })

  test('a card number stays: members could try them all', () => {
    expect(heldWhy('4111 1111 1111 1111')).toContain('card number')
  })

  test('a telephone prefix stays always', () => {
    expect(heldWhy('+65')).toContain('country')
  })
})

test('a client leaves as it is when nobody else shows it, as a pseudonym else, and not when it names somebody', () => {
  expect(leaves('client').map(({ form }) => form)).toEqual(['plain', 'pseudonym'])
  expect(heldWhy('bot (jo@firm.example)')).toContain('name somebody')
})

test('parameters leave without the name of a model, once', () => {
  expect(leaves('parameters')).toMatchObject([{ original: '123', form: 'pseudonym' }])
})

test('a template leaves as a sketch, a phrase stays', () => {
  expect(leaves('template')).toMatchObject([{ form: 'sketch', share: 0.8 }])
  expect(heldWhy('template of 5 anchors')).toContain('phrase')
})

test('a kind that the operator keeps back stays', () => {
  const { indicators: fewer, held: more } = sharedCampaign(KEY, ['payment', 'template'])
  expect(fewer.filter(({ kind }) => kind === 'payment' || kind === 'template')).toEqual([])
  expect(more.filter(({ why }) => why === 'you keep this kind back')).toHaveLength(5)
})

test('one key gives one pseudonym, another key another', () => {
  const values = (key = KEY) =>
    sharedCampaign(key).indicators.flatMap(({ form, value }) => (form === 'plain' ? [] : [value]))
  expect(values()).toEqual(values())
  expect(values().filter((value) => values(OTHER_KEY).includes(value))).toEqual([])
})

test('a domain has one pseudonym, in its own script and in ASCII', () => {
  const pseudonym = traitPseudonyms(KEY)
  const alike = ['bücher.example', 'xn--bcher-kva.example', 'bu\u0308cher.example', 'xn--bcher-kva.example.']
  expect(new Set(alike.map((domain) => pseudonym('mail', domain))).size).toBe(1)
  expect(pseudonym('mail', 'bucher.example')).not.toBe(pseudonym('mail', 'bücher.example'))
  // What is no domain keeps its own.
  expect(pseudonym('mail', '<b>.example')).not.toBe(pseudonym('mail', '<i>.example'))
})

test('confidence is never above the campaign’s, and every indicator ends', () => {
  for (const { confidence, validFrom, validUntil } of indicators) {
    expect(confidence).toBeGreaterThan(0.5)
    expect(confidence).toBeLessThanOrEqual(0.992)
    expect(validUntil > validFrom).toBe(true)
  }
})

test.each([
  ['198.51.100.7', '198.51.100.0/24'],
  ['0.0.0.1', '0.0.0.0/24'],
  ['255.255.255.255', '255.255.255.0/24'],
  ['2001:db8:1:2::3', '2001:db8:1::/48'],
  ['fe80::1', 'fe80::/48'],
  ['::2', '::/48'],
])('the block of %s is %s', (address, block) => {
  expect(cidrOf(blockOf(address) ?? '')).toBe(block)
})
