import { describe, expect, it } from 'vitest'
import { renderJson } from '../../src/report/json.js'
import { emptyReport, sampleReport } from './sample-report.js'

describe('the JSON contract', () => {
  const { analysis } = sampleReport({ distillationAccounts: 3 })

  it('holds the analysis unchanged', () => {
    expect(JSON.parse(renderJson(analysis))).toEqual(analysis)
    expect(JSON.parse(renderJson(emptyReport().analysis))).toEqual(emptyReport().analysis)
  })

  it('has the same bytes whatever order the keys came in', () => {
    const reversed = <T extends object>(value: T): T =>
      Object.fromEntries(Object.entries(value).reverse()) as T
    const shuffled = reversed({
      ...analysis,
      input: reversed(analysis.input),
      campaigns: analysis.campaigns.map((campaign) =>
        reversed({
          ...campaign,
          capabilities: reversed(campaign.capabilities),
          accounts: campaign.accounts.map(reversed),
          templates: campaign.templates.map(reversed),
          evidence: campaign.evidence.map(reversed),
        }),
      ),
      detectors: analysis.detectors.map(reversed),
    })
    expect(renderJson(shuffled)).toBe(renderJson(analysis))
  })
})
