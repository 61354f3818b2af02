// The table of indicators, with cells that a spreadsheet must not run.
import { expect, test } from 'vitest'
import { freshKey } from '../../src/share/community-key.js'
import { writeIndicatorCsv } from '../../src/share/indicator-csv.js'
import { sharedCampaign } from './campaign.js'

test('has a row an indicator, under the names of the columns', () => {
  const campaign = sharedCampaign()
  const lines = writeIndicatorCsv(campaign, 'amber').split('\r\n')
  expect(lines[0]).toMatch(/^campaign,name,verdict,kind,form,value,/)
  expect(lines).toHaveLength(campaign.indicators.length + 2)
  expect(lines.at(-1)).toBe('')
})

test.each([
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['+1,2', `"'+1,2"`],
  ['@cmd', "'@cmd"],
  ['plain, "quoted"', '"plain, ""quoted"""'],
  ['two\r\nlines', '"two\r\nlines"'],
])('writes %j as a text', (value, cell) => {
  const campaign = sharedCampaign()
  const [first] = campaign.indicators
  if (!first) throw new Error('no indicator')
  const csv = writeIndicatorCsv({ ...campaign, indicators: [{ ...first, form: 'plain', value }] }, 'amber')
  expect(csv).toContain(`,plain,${cell},`)
})

test('names no key that nobody holds', () => {
  const csv = writeIndicatorCsv(sharedCampaign(freshKey()), 'red')
  expect(csv.split('\r\n')[1]).toMatch(/,TLP:RED,$/)
})
