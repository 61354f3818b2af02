import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { renderTable, wrapColumns } from '../../src/report/table.js'
import { emptyReport, sampleReport } from './sample-report.js'

describe('the table for a terminal', () => {
  it('reads from what was found to what did not run', () => {
    const table = renderTable(sampleReport().analysis, { colour: false, width: 160 })
    expect(
      table,
    ).toBe(`Found 1 distillation campaign (500 accounts, 125,036 exchanges) and 1 coordinated campaign (40 accounts, 9,612 exchanges), 12% of all traffic.
2 groups looked alike and were cleared, each with the reason named.
Looked at 1,132,480 exchanges of 9,204 accounts, 3 to 16 Sep 2026, 17 lines rejected.

  Verdict       Campaign        Accounts  Exchanges  Probability  Why
● distillation  Copper Lantern       500    125,036        99.7%  shared rare prompt template, turn-taking (load balancing), shared payment
◐ coordinated   Paper Orchard         40      9,612        91.4%  shared registration details, hand-off after a suspension

Cleared: looks alike, but an innocent explanation holds
○ Wide Harbour   popular client (212 accounts): Activity keeps office hours and stops at night and at the weekend, as people do.
○ Morning Chalk  class or hackathon (31 accounts): Activity keeps office hours and stops at night and at the weekend, as people do.

Did not run: what only these would show may be missing
  failed   language-breadth: The engine ran out of memory.
  skipped  opaque-replay: The log carries no opaque references.
`)
  })

  it('says which campaigns have means in common, and that others who use them are not meant', () => {
    const { analysis } = sampleReport()
    const campaigns = analysis.campaigns.slice(0, 2).map(({ id }) => id)
    const means = [{ kind: 'address', campaigns, accounts: 120, others: 1 }]
    const table = renderTable(
      { ...analysis, infrastructure: [{ id: 'i-1', campaigns, accounts: 540, means }] },
      { colour: false, width: 160 },
    )
    expect(table).toContain('Common means: whose purpose accounts serve, and who lends them the means\n')
    expect(table).toContain(
      '  Copper Lantern and Paper Orchard have means in common: network exits (120 accounts of 2 campaigns; 1 account of nobody accused uses them too',
    )
  })

  it('says that nothing was found, or that it could not tell', () => {
    const options = { colour: false, width: 80 }
    expect(renderTable(emptyReport().analysis, options)).toMatch(/^Nothing found/)
    expect(renderTable(emptyReport(true).analysis, options)).toMatch(/^Could not tell: 1 detector failed/)
  })

  it('has no escape codes without colour', () => {
    const { analysis } = sampleReport({ hostile: '\u001b[31m\u0007\r' })
    const table = renderTable(analysis, { colour: false, width: 120 })
    for (const control of ['\u001b', '\u0007', '\r']) expect(table).not.toContain(control)
  })

  it('colours nothing but what it says itself', () => {
    const { analysis } = sampleReport({ hostile: '\u001b[31m' })
    const codes = renderTable(analysis, { colour: true, width: 120 }).split('\u001b').slice(1)
    expect(codes.length).toBeGreaterThan(0)
    codes.forEach((code, index) => {
      expect(code.startsWith('[0m')).toBe(index % 2 === 1)
    })
  })

  it('keeps every line within the width, whatever the names', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('蒸留攻撃の活動', '蒸'.repeat(90), 'a'.repeat(300), '👩‍🔬 lab', 'é́́́', '\u202eevil'),
    )
    fc.assert(
      fc.property(names, fc.integer({ min: 60, max: 200 }), fc.boolean(), (hostile, width, colour) => {
        const { analysis } = sampleReport({ distillationAccounts: 20, hostile })
        for (const line of renderTable(analysis, { colour, width }).split('\n')) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width)
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('tells one sentence once, and open groups apart from cleared ones', () => {
    const { analysis } = sampleReport()
    const [cleared] = analysis.campaigns.filter(({ verdict }) => verdict === 'explained')
    if (cleared === undefined) throw new Error('the sample has no cleared group')
    const named = (name: string, explanation: string) => ({ ...cleared, id: name, name, explanation })
    const text = renderTable(
      {
        ...analysis,
        detectors: [],
        campaigns: [
          named('first', 'popular-client'),
          named('second', 'popular-client'),
          named('third', 'not-enough-evidence'),
        ],
      },
      { colour: false, width: 200 },
    )
    expect(text).toMatch(/first +popular client \(\d+ accounts\): /)
    expect(text).toMatch(/second +popular client \(\d+ accounts\), as first\n/)
    expect(text).toMatch(/Nobody is accused; 1 group is neither cleared nor proven: look at it\./)
    expect(text.indexOf('third')).toBeLessThan(text.indexOf('Cleared:'))
    expect(text.indexOf('third')).toBeGreaterThan(text.indexOf('Left open:'))
  })

  it('loses no character when it wraps', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
        fc.integer({ min: 4, max: 40 }),
        (text, width) => {
          expect(wrapColumns(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        },
      ),
    )
  })
})
