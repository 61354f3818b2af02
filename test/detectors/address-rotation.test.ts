// Exits that change all the time: told from homes, offices, phones, hired machines, and from few requests.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressRotation } from '../../src/detectors/address-rotation.js'
import type { Store } from '../../src/store/store.js'
import { bitsOf, DAY, dice, HOUR, openWorldStore, START, World } from './world.js'

let store: Store
beforeAll(async () => {
  store = await openWorldStore()
})
afterAll(() => store.close())

type Roll = () => number

/** Number of an address's block, as it is loaded: its /24. */
const blockOf = (ip: string) => {
  const [a = 0, b = 0, c = 0] = ip.split('.').map(Number)
  return 2 ** 40 + a * 65536 + b * 256 + c
}

/** An address of nobody's network, in any /16; the packaged table knows no operator of 240.0.0.0/4 (RFC 1112). */
const anywhere = (roll: Roll) =>
  [240 + 15 * roll(), 256 * roll(), 256 * roll(), 1 + 250 * roll()].map(Math.floor).join('.')

/** Accounts that send in some hours each, from where `lineOf` says for the account. */
function connecting(
  world: World,
  name: string,
  { count, hours, seed }: { readonly count: number; readonly hours: number; readonly seed: number },
  lineOf: (roll: Roll) => (hour: number) => string,
): string[] {
  const roll = dice(seed)
  return Array.from({ length: count }, (_, i) => {
    const line = lineOf(roll)
    for (let n = 0; n < hours; n++) {
      const ip = line(n)
      world.send(`${name}-${i}`, START + Math.floor(roll() * 10) * DAY + n * HOUR, { ip, block: blockOf(ip) })
    }
    return `${name}-${i}`
  })
}

const home = (roll: Roll) => {
  const [line, office] = [anywhere(roll), anywhere(roll)]
  return (hour: number) => (hour % 3 === 0 ? office : line)
}
/** A new exit with each request. */
const rotating = (roll: Roll) => () => anywhere(roll)
/** One carrier or operator: another address each hour, of one /16. */
const carrier = (roll: Roll) => {
  const net = anywhere(roll).split('.').slice(0, 2).join('.')
  return () => `${net}.${Math.floor(256 * roll())}.${1 + Math.floor(250 * roll())}`
}

test('accounts that never come back, among people who do', async () => {
  const world = new World(store)
  connecting(world, 'people', { count: 200, hours: 12, seed: 1 }, home)
  const campaign = connecting(world, 'campaign', { count: 20, hours: 12, seed: 2 }, rotating)
  const phones = connecting(world, 'phones', { count: 20, hours: 12, seed: 3 }, carrier)
  const families = connecting(world, 'families', { count: 20, hours: 12, seed: 4 }, home)
  const measured = await world.measure(addressRotation, {
    campaign,
    phones,
    families,
    third: [...campaign.slice(0, 7), ...families.slice(0, 14)],
  })
  expect(bitsOf(measured.campaign)).toBe(6)
  expect(measured.campaign?.facts).toMatchObject({ owners: 20, rotating: 20 })
  expect(bitsOf(measured.phones)).toBe(0)
  expect(bitsOf(measured.families)).toBe(0)
  expect(bitsOf(measured.third)).toBe(0)
})

test('where many come from everywhere, those who do too are like everybody', async () => {
  const world = new World(store)
  connecting(world, 'people', { count: 60, hours: 12, seed: 5 }, home)
  connecting(world, 'travellers', { count: 120, hours: 12, seed: 6 }, rotating)
  const group = connecting(world, 'group', { count: 12, hours: 12, seed: 7 }, rotating)
  const measured = await world.measure(addressRotation, { group })
  expect(measured.group?.facts).toMatchObject({ owners: 12, rotating: 12 })
  expect(bitsOf(measured.group)).toBeLessThan(2)
})

test('an account of few hours is held against accounts of few hours, and one of fewer tells nothing', async () => {
  const world = new World(store)
  // Who sends in four hours and has a home, an office and a phone may look as if he never came back.
  const three = (roll: Roll) => {
    const lines = [anywhere(roll), anywhere(roll), anywhere(roll)]
    return (hour: number) => lines[hour % 3] as string
  }
  connecting(world, 'people', { count: 200, hours: 40, seed: 8 }, home)
  connecting(world, 'seldom', { count: 100, hours: 4, seed: 9 }, three)
  const group = connecting(world, 'group', { count: 12, hours: 4, seed: 10 }, three)
  const once = connecting(world, 'once', { count: 12, hours: 3, seed: 11 }, rotating)
  const measured = await world.measure(addressRotation, { group, once })
  expect(measured.group?.facts).toMatchObject({ owners: 12, rotating: 12 })
  expect(bitsOf(measured.group)).toBeLessThan(0.5)
  expect(measured.once).toBeUndefined()
})

test('hired machines and VPNs are one network, whoever sells them', async () => {
  const world = new World(store)
  // Two sellers of machines, as the packaged table knows them: whoever changes between them has come back.
  const sellers = ['5.9.', '51.15.']
  const hired = (roll: Roll) => () =>
    `${sellers[Math.floor(2 * roll())]}${Math.floor(256 * roll())}.${1 + Math.floor(250 * roll())}`
  connecting(world, 'people', { count: 100, hours: 12, seed: 12 }, home)
  const servers = connecting(world, 'servers', { count: 20, hours: 12, seed: 13 }, hired)
  const measured = await world.measure(addressRotation, { servers })
  expect(bitsOf(measured.servers)).toBe(0)
})

test('owners of several accounts, some of them elsewhere, are counted as far as they are in the group', async () => {
  const world = new World(store)
  connecting(world, 'people', { count: 30, hours: 12, seed: 14 }, home)
  const few = connecting(world, 'few', { count: 8, hours: 5, seed: 15 }, rotating)
  const many = connecting(world, 'many', { count: 8, hours: 40, seed: 16 }, home)
  // With all of its accounts each owner sends in more hours, and comes back; one of few hours is nobody's of theirs.
  for (const [i, account] of few.entries()) {
    world.register(account, { org: `org-${i}` })
    world.register(many[i] as string, { org: `org-${i}` })
  }
  connecting(world, 'lone', { count: 1, hours: 5, seed: 17 }, home)
  const measured = await world.measure(addressRotation, { few })
  expect(measured.few?.facts).toMatchObject({ owners: 8, rotating: 8 })
  const expected = Number(measured.few?.facts.expected)
  expect(expected).toBeGreaterThan(0)
  expect(expected).toBeLessThan(1)
  expect(bitsOf(measured.few)).toBeGreaterThan(4)
})
