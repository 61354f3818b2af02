// Names are stable, and drawn from the end of the id.
import { expect, test } from 'vitest'
import { nameOf } from '../../src/campaigns/name.js'
import { range } from './world.js'

test('names are what they have been', () => {
  expect(nameOf('00000000')).toBe('amber-avocet')
  expect(nameOf('00000001')).toBe('ashen-avocet')
  expect(nameOf('00000040')).toBe('amber-bittern')
  expect(nameOf('00000fff')).toBe('zinc-stilt')
})

test('marks in an id change nothing, nor do digits before the last eight', () => {
  expect(nameOf('9f3c-01ab')).toBe(nameOf('9f3c01ab'))
  expect(nameOf('55559f3c01ab')).toBe(nameOf('9f3c01ab'))
  expect(nameOf('1')).toBe('ashen-avocet')
  expect(nameOf('')).toBe('amber-avocet')
})

test('every name is two words, and all of them are used', () => {
  const names = new Set(range(0, 4096).map((number) => nameOf(number.toString(16))))
  expect(names.size).toBe(4096)
  for (const name of names) expect(name).toMatch(/^[a-z]+-[a-z]+$/)
  expect(names).not.toContain('undefined')
})
