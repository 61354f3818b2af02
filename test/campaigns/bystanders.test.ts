// Who leaves an accused group, on a real engine: what is like a campaign without being bound to it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createLeftOut, dropBystanders } from '../../src/campaigns/bystanders.js'
import type { Store } from '../../src/store/store.js'
import { DAY, openWorldStore, START, World } from '../detectors/world.js'

let store: Store
let world: World
beforeAll(async () => {
  store = await openWorldStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  await store.command('DROP TABLE IF EXISTS work_left_out')
  world = new World(store)
  world.people('crowd', 40, 1)
})

/** Accounts that send ten requests a day; `cards` of them pay by one card each. */
function campaign(size: number, accountsPerCard: number): string[] {
  return Array.from({ length: size }, (_, member) => {
    const account = `member-${member}`
    const card = Math.floor(member / accountsPerCard)
    world.register(account, { payment: `card-${card}`, created_at: START - 10 * DAY })
    work(account)
    return account
  })
}

function organisation(name: string, size: number, age = 300): string[] {
  return Array.from({ length: size }, (_, member) => {
    const account = `${name}-${member}`
    world.register(account, { org: name, payment: `card of ${name}`, created_at: START - age * DAY })
    work(account)
    return account
  })
}

function work(account: string): void {
  for (let n = 0; n < 100; n++) world.send(account, START + (n / 10) * DAY)
}

async function leaving(group: readonly string[]): Promise<string[]> {
  await world.build({ group })
  await createLeftOut(store)
  await dropBystanders(store)
  const rows = await store.query<{ account: string }>(
    'SELECT account FROM work_account WHERE aid IN (SELECT aid FROM work_left_out) ORDER BY account',
  )
  return rows.map(({ account }) => account)
}

test('an organisation in the open leaves a campaign that cards bind', async () => {
  const customer = organisation('customer', 5)
  expect(await leaving([...campaign(20, 4), ...customer])).toEqual(customer)
})

test('organisations that are most of the accounts leave too, when most owners are bound', async () => {
  const customers = [
    ...organisation('first', 14),
    ...organisation('second', 14, 500),
    ...organisation('third', 14, 700),
  ]
  expect(await leaving([...campaign(16, 4), ...customers])).toEqual(customers.toSorted())
})

test('a small firm leaves beside large ones: each counts as one owner', async () => {
  const firm = organisation('firm', 3)
  const customers = [...organisation('first', 14, 500), ...organisation('second', 14, 700)]
  expect(await leaving([...campaign(16, 4), ...customers, ...firm])).toEqual(
    [...customers, ...firm].toSorted(),
  )
})

test('members that a card binds stay', async () => {
  expect(await leaving(campaign(20, 4))).toEqual([])
})
