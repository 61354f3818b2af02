import { describe, expect, test } from 'vitest'
import { type Borrower, findInfrastructure, type Use } from '../../src/campaigns/infrastructure.js'
import { sharedAddress } from '../../src/detectors/shared-address.js'
import { sharedPayment } from '../../src/detectors/shared-payment.js'

const CARD = sharedPayment.trait?.code ?? 0
const EXIT = sharedAddress.trait?.code ?? 0

const campaign = (cand: number, accounts = 40): Borrower => ({ cand, id: `c-${cand}`, accounts })

/** What each user holds of each lender's, and 3,000 strangers who hold something of each kind. */
function world(
  kind: number,
  rows: readonly (readonly [lender: number, user: number, accounts: number])[],
): Use[] {
  const users = new Set(rows.map(([, user]) => user).filter((user) => user !== 0))
  return [
    { kind, lender: 0, user: 0, accounts: 3000, shares: 3000 },
    ...[...users].map((user): Use => ({ kind, lender: 0, user, accounts: 40, shares: 40 })),
    ...rows.map(([lender, user, accounts]): Use => ({ kind, lender, user, accounts, shares: accounts })),
  ]
}

describe('means that campaigns have in common', () => {
  const both = [campaign(1), campaign(2), campaign(3)]

  test('cards that only two campaigns use are one lender’s, and nobody else is in it', () => {
    const [found, ...more] = findInfrastructure(
      both,
      world(CARD, [
        [1, 2, 30],
        [2, 1, 20],
      ]),
    )
    expect(more).toEqual([])
    expect(found).toEqual({
      id: 'i-c-1',
      campaigns: ['c-1', 'c-2'],
      accounts: 80,
      means: [{ kind: 'payment', campaigns: ['c-1', 'c-2'], accounts: 50, others: 0 }],
    })
  })

  test('strangers behind the same exits are counted, and a carrier, whose users are mostly strangers, is no lender', () => {
    const exits = (strangers: number) =>
      findInfrastructure(
        both,
        world(EXIT, [
          [1, 2, 40],
          [2, 1, 40],
          [1, 0, strangers],
          [2, 0, strangers],
        ]),
      )
    expect(exits(60)[0]?.means).toEqual([
      { kind: 'address', campaigns: ['c-1', 'c-2'], accounts: 80, others: 60 },
    ])
    expect(exits(90)).toEqual([])
  })

  test('a few common values, or those of one direction alone, join nobody', () => {
    expect(
      findInfrastructure(
        both,
        world(CARD, [
          [1, 2, 2],
          [2, 1, 2],
        ]),
      ),
    ).toEqual([])
    expect(
      findInfrastructure(
        both,
        world(CARD, [
          [1, 2, 5],
          [2, 1, 5],
        ]),
      ),
    ).toEqual([])
    expect(
      findInfrastructure(
        both,
        world(CARD, [
          [1, 2, 30],
          [2, 1, 1],
        ]),
      ),
    ).toEqual([])
    // One account in five of either, where one stranger in ten has the same.
    expect(
      findInfrastructure(
        both,
        world(EXIT, [
          [1, 2, 9],
          [2, 1, 9],
          [1, 0, 300],
          [2, 0, 300],
        ]),
      ),
    ).toEqual([])
  })

  test('a chain of lenders is one, and two pairs are two, the larger first', () => {
    const chain = world(CARD, [
      [1, 2, 30],
      [2, 1, 30],
      [2, 3, 30],
      [3, 2, 30],
    ])
    expect(findInfrastructure(both, chain).map(({ campaigns }) => campaigns)).toEqual([['c-1', 'c-2', 'c-3']])
    const four = [campaign(1), campaign(2), campaign(3, 50), campaign(4, 50)]
    const pairs = world(CARD, [
      [1, 2, 30],
      [2, 1, 30],
      [3, 4, 30],
      [4, 3, 30],
    ])
    expect(findInfrastructure(four, pairs).map(({ id }) => id)).toEqual(['i-c-3', 'i-c-1'])
  })
})
