import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TraitDetail } from '../../src/model/analysis.js'
import { layoutTraits, PICTURE_WIDTH, TRAIT_WIDTH } from '../../src/report/html/trait-layout.js'

function trait(members: readonly number[], inside = members.length): TraitDetail {
  return { kind: 'payment', label: 'card', bits: 8, inside, outside: 0, members }
}

describe('the layout of accounts and traits', () => {
  it('puts accounts with the same traits together', () => {
    const layout = layoutTraits(5, [trait([0, 1, 2]), trait([2, 3])])
    expect(layout?.isExact).toBe(true)
    expect(
      layout?.groups.map((group) => group.members).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
    ).toEqual([[0, 1], [2], [3], [4]])
  })

  it('stands on the accounts whose traits are all listed when lists were cut', () => {
    const firstHundred = Array.from({ length: 100 }, (_, index) => index * 2)
    const layout = layoutTraits(1000, [trait(firstHundred, 500), trait([], 1000)])
    expect(layout?.drawnAccounts).toBe(199)
    expect(layout?.isExact).toBe(false)
  })

  it('draws nothing without traits', () => {
    expect(layoutTraits(10, [])).toBeUndefined()
    expect(layoutTraits(0, [trait([])])).toBeUndefined()
  })

  it('keeps every disc inside the picture, apart from its neighbours and from the traits', () => {
    const traits = fc.array(fc.uniqueArray(fc.nat(399), { minLength: 1, maxLength: 80 }), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), traits, (accounts, memberships) => {
        const layout = layoutTraits(
          accounts,
          memberships.map((members) => trait(members.filter((index) => index < accounts))),
        )
        if (layout === undefined) return
        const drawn = layout.groups.flatMap((group) => group.members)
        expect(drawn.toSorted((a, b) => a - b)).toEqual(Array.from({ length: accounts }, (_, index) => index))
        for (const group of layout.groups) {
          expect(group.y - group.radius).toBeGreaterThanOrEqual(0)
          expect(group.y + group.radius).toBeLessThanOrEqual(layout.height)
          expect(Math.abs(group.x - PICTURE_WIDTH / 2) - group.radius).toBeGreaterThan(TRAIT_WIDTH / 2)
        }
        for (const side of ['left', 'right']) {
          const column = layout.groups.filter((group) => group.side === side)
          column.slice(1).forEach((group, index) => {
            const above = column[index]
            if (above !== undefined) expect(group.y - group.radius).toBeGreaterThan(above.y + above.radius)
          })
        }
      }),
      { numRuns: 60 },
    )
  })
})
