import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnalysisReport } from '../../src/model/analysis.js'
import { pseudonymise } from '../../src/report/pseudonyms.js'
import { emptyReport, sampleReport } from './sample-report.js'

const ALICE = 'alice@example.com'

const SAMPLE = sampleReport({ distillationAccounts: 3 })

function reportAbout(account: string): AnalysisReport {
  const sample = SAMPLE
  const [campaign] = sample.analysis.campaigns
  const [detail] = sample.details
  if (campaign === undefined || detail === undefined) throw new Error('the sample has a campaign')
  return {
    ...sample,
    identify: true,
    analysis: {
      ...sample.analysis,
      campaigns: [
        {
          ...campaign,
          accounts: [{ id: account, probability: 0.9, exchanges: 12 }],
          evidence: [
            {
              detector: 'handoff',
              bits: 3,
              summary: `Account ${account} went on when '${account}' stopped.`,
              facts: { account, successors: [account, 'other'], exchanges: 12, [account]: 'took over' },
              innocent: [`The owner of ${account}, who moved: does not hold.`],
              query: `SELECT count() FROM exchanges WHERE account IN ('${account.replace(/['\\]/g, '\\$&')}')`,
            },
          ],
        },
      ],
    },
    details: [
      {
        ...detail,
        activity: [{ account, counts: [1, 2] }],
        traits: [
          { kind: 'account', label: account, bits: 1, inside: 1, outside: 0, members: [0] },
          { kind: 'payment', label: 'card 1', bits: 1, inside: 1, outside: 0, members: [0] },
        ],
      },
    ],
  }
}

describe('pseudonyms', () => {
  it('replace an account everywhere, by the same name', () => {
    const report = pseudonymise(reportAbout(ALICE), 'key')
    expect(JSON.stringify(report)).not.toContain(ALICE)
    const name = report.analysis.campaigns[0]?.accounts[0]?.id ?? ''
    expect(name).toMatch(/^acct-[0-9a-f]{10}$/)
    expect(report.details[0]?.activity[0]?.account).toBe(name)
    expect(report.details[0]?.traits[0]?.label).toBe(name)
    expect(report.details[0]?.traits[1]?.label).toBe('card 1')
    const evidence = report.analysis.campaigns[0]?.evidence[0]
    expect(evidence?.summary).toBe(`Account ${name} went on when '${name}' stopped.`)
    expect(evidence?.facts).toEqual({
      account: name,
      successors: [name, 'other'],
      exchanges: 12,
      [name]: 'took over',
    })
    expect(evidence?.innocent).toEqual([`The owner of ${name}, who moved: does not hold.`])
    expect(evidence?.query).toContain(`IN ('${name}')`)
    expect(report.identify).toBe(false)
  })

  it('are the same for the same key, in an analysis and in its report, and others for another', () => {
    const report = reportAbout(ALICE)
    const first = pseudonymise(report, 'key')
    expect(pseudonymise(report.analysis, 'key')).toEqual(first.analysis)
    expect(pseudonymise(report, 'other').analysis).not.toEqual(first.analysis)
  })

  it('leave counts alone where an account has a number for its name', () => {
    const evidence = pseudonymise(reportAbout('12'), 'key').analysis.campaigns[0]?.evidence[0]
    expect(evidence?.summary).toMatch(/^Account 12 went on when 'acct-/)
    expect(evidence?.facts.account).toMatch(/^acct-/)
    expect(evidence?.facts.exchanges).toBe(12)
  })

  it('keep accounts apart and leak none of their ids', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 30 }), (ids) => {
        const sample = SAMPLE.analysis
        const [campaign] = sample.campaigns
        if (campaign === undefined) return
        const accounts = ids.map((id) => ({ id, probability: 1, exchanges: 1 }))
        const renamed = pseudonymise(
          { ...sample, campaigns: [{ ...campaign, accounts, evidence: [] }] },
          'key',
        )
        const names = renamed.campaigns[0]?.accounts.map((account) => account.id) ?? []
        expect(new Set(names).size).toBe(ids.length)
        for (const name of names) expect(name).toMatch(/^acct-[0-9a-f]+$/)
      }),
    )
  })

  it('hide an id however it is written, in quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 3, maxLength: 30 }), (tail) => {
        const id = `x${tail}`
        const query = pseudonymise(reportAbout(id), 'key').analysis.campaigns[0]?.evidence[0]?.query
        expect(query).toMatch(/IN \('acct-[0-9a-f]{10}'\)$/)
      }),
    )
  })

  it('work without campaigns', () => {
    expect(pseudonymise(emptyReport(), 'key')).toEqual(emptyReport())
  })
})
