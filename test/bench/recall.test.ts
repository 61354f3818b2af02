// Recall by text, by hand.
import { expect, it } from 'vitest'
import { recallByText } from '../../bench/detection/real-data/recall.js'

it('counts every campaign of a text once, be it large or small', () => {
  const campaign = (text: string, accountPlan: 'fresh' | 'aged', accused: number, active: number) => ({
    text,
    accountPlan,
    accused,
    active,
  })
  const [first, second] = recallByText([
    campaign('judge', 'fresh', 100, 100),
    campaign('judge', 'aged', 5, 10),
    campaign('judge', 'aged', 0, 40),
    campaign('alpaca', 'fresh', 3, 4),
  ])
  expect(first).toEqual({ text: 'judge', share: 0.5, count: 3, byPlan: [1, 0.25] })
  expect(second).toEqual({ text: 'alpaca', share: 0.75, count: 1, byPlan: [0.75, undefined] })
})
