import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderHtml } from '../../src/report/html.js'
import { emptyReport, sampleReport } from './sample-report.js'

/** The page without its own style sheet and script, which are constants. */
function markupOf(page: string): string {
  return page.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<script>[\s\S]*?<\/script>/, '')
}

const VOID_ELEMENTS = new Set(['meta', 'br'])

/** Every element's name in order; throws when they don't nest, as they would not if data had become markup. */
function parseElements(markup: string): readonly string[] {
  const open: string[] = []
  const names: string[] = []
  for (const [, close, name, rest] of markup.matchAll(/<(\/?)([a-zA-Z!][\w-]*)((?:[^<>"]|"[^"]*")*)>/g)) {
    if (name === undefined || name.startsWith('!')) continue
    if (close === '/') {
      const expected = open.pop()
      if (expected !== name) throw new Error(`</${name}> closes <${expected}>`)
      continue
    }
    names.push(name)
    if (rest?.endsWith('/') || VOID_ELEMENTS.has(name)) continue
    open.push(name)
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`)
  return names
}

describe('the report as HTML', () => {
  const page = renderHtml(sampleReport())

  it('tells common means with links to the campaigns, and nothing where there are none', () => {
    expect(page).not.toContain('Common means')
    const report = sampleReport({ hostile: '<b>&' })
    const campaigns = report.analysis.campaigns.slice(0, 2).map(({ id }) => id)
    const means = [{ kind: 'payment', campaigns, accounts: 120, others: 0 }]
    const analysis = { ...report.analysis, infrastructure: [{ id: 'i-1', campaigns, accounts: 540, means }] }
    const section =
      /<section id="means">[\s\S]*?<\/section>/.exec(renderHtml({ ...report, analysis }))?.[0] ?? ''
    expect(section).toContain('payment cards (120 accounts of 2 campaigns)')
    expect(section.match(/href="#campaign-\d+"/g)).toHaveLength(2)
    expect(section).not.toContain('<b>')
    parseElements(section)
  })

  it('names every campaign, its verdict and the explanation of what was cleared', () => {
    for (const text of ['Copper Lantern', 'Paper Orchard', 'Morning Chalk', 'Wide Harbour']) {
      expect(page).toContain(text)
    }
    expect(page).toContain('500 accounts act as one, and to extract.')
    expect(page).toContain('Explained by <strong>class or hackathon</strong>')
    expect(page).toContain('The engine ran out of memory.')
    expect(page).toContain('<mark>⟨task⟩</mark>')
  })

  it('says whether account names are pseudonyms', () => {
    expect(page).toContain('pseudonyms')
    expect(renderHtml({ ...sampleReport(), identify: true })).toContain('handle as personal data')
  })

  it('sorts the evidence under the four factors', () => {
    const factors = /<table class="factors">[\s\S]*?<\/table>/.exec(page)?.[0] ?? ''
    const rows = factors.split('<tr>').slice(2)
    expect(rows).toHaveLength(4)
    expect(rows[0]).toContain('Turn-taking')
    expect(rows[0]).toContain('Future detector')
    expect(rows[1]).toContain('Requests for training material')
    expect(rows[2]).toContain('Shared payment')
    expect(rows[3]).toContain('Shift at a model release')
  })

  it('needs no network: loads nothing and lets nothing be loaded', () => {
    expect(markupOf(page)).not.toMatch(/\s(src|srcset|data|poster|action|xlink:href)=/)
    for (const [, target] of page.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#/)
    expect(page).not.toMatch(/url\(|@import|https?:\/\//)
    expect(page).toContain('default-src &#39;none&#39;')
  })

  it('has headings in order and one of the first rank', () => {
    for (const report of [sampleReport(), emptyReport(), emptyReport(true)]) {
      const ranks = [...renderHtml(report).matchAll(/<h([1-6])[ >]/g)].map(([, rank]) => Number(rank))
      expect(ranks.filter((rank) => rank === 1)).toHaveLength(1)
      ranks.forEach((rank, index) => {
        expect(rank - (ranks[index - 1] ?? 0)).toBeLessThanOrEqual(1)
      })
    }
  })

  it('has unique ids, and every link leads to one', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target)
  })

  it('gives every table a caption and every picture a label', () => {
    expect(page.match(/<table/g)?.length).toBe(page.match(/<caption>/g)?.length)
    for (const [svg] of page.matchAll(/<svg[^>]*>/g)) expect(svg).toMatch(/aria-label="[^"]+"|aria-hidden/)
  })

  it('nests its elements', () => {
    for (const report of [sampleReport(), emptyReport(), sampleReport({ distillationAccounts: 20 })]) {
      expect(() => parseElements(markupOf(renderHtml(report)))).not.toThrow()
    }
  })

  it('is the same for the same report', () => {
    expect(renderHtml(sampleReport())).toBe(page)
  })

  it('renders within a second', () => {
    const start = performance.now()
    renderHtml(sampleReport())
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it('stays under 4 MB with 30 campaigns of 10,000 accounts together', () => {
    const large = renderHtml(sampleReport({ distillationCampaigns: 27, distillationAccounts: 360 }))
    expect(Buffer.byteLength(large)).toBeLessThan(4_000_000)
  })
})

describe('having found nothing', () => {
  it('still says what was looked at', () => {
    const page = renderHtml(emptyReport())
    expect(page).toContain('No campaign was found')
    expect(page).toContain('1,132,480 exchanges of 9,204 accounts were examined')
    expect(page).toContain('No group looked enough like a campaign')
  })

  it('is never reported as clean when a detector failed', () => {
    const page = renderHtml(emptyReport(true))
    expect(page).toContain('This is not a clean result')
    expect(page).not.toContain('No campaign was found')
  })

  it('does not break on an input without exchanges', () => {
    const report = emptyReport()
    const page = renderHtml({
      ...report,
      analysis: {
        ...report.analysis,
        input: { exchanges: 0, accounts: 0, rejected: 3, from: '', to: '' },
        detectors: [],
      },
      population: { start: '', stepSeconds: 3600, exchanges: [], releases: [] },
    })
    expect(page).toContain('There was nothing to look at')
    expect(markupOf(page)).not.toMatch(/NaN|undefined|Invalid Date/)
  })
})

describe('hostile data', () => {
  const attack = '</script><script>alert(1)</script>"\'><img src=x onerror=alert(2)>\u202e\u200b\u0000'

  it('stays text everywhere', () => {
    const page = renderHtml(sampleReport({ hostile: attack }))
    const elements = new Set(parseElements(markupOf(page)))
    expect(elements).not.toContain('img')
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(elements).not.toContain('script')
    expect([...elements].sort()).toEqual(
      [...new Set(parseElements(markupOf(renderHtml(sampleReport()))))].sort(),
    )
  })

  it('has its invisible characters written out', () => {
    const page = renderHtml(sampleReport({ hostile: attack }))
    for (const hidden of ['\u202e', '\u200b', '\u0000']) expect(page).not.toContain(hidden)
    expect(page).toContain('⟦U+202E⟧')
    expect(page).toContain('⟦U+200B⟧')
  })

  it('never changes which elements there are, whatever it is', () => {
    const elements = parseElements(markupOf(renderHtml(sampleReport({ distillationAccounts: 20 })))).join(' ')
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('<', '>', '"', "'", '&', '<!--', ']]>', '</title>', '</style>', '\ud800', '&lt;'),
    )
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const hostile = pieces.join('').replace(/[⟨⟩]/g, '')
        const page = renderHtml(sampleReport({ distillationAccounts: 20, hostile }))
        expect(parseElements(markupOf(page)).join(' ')).toBe(elements)
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('with impossible numbers is drawn without them', () => {
    const sample = sampleReport({ distillationAccounts: 20 })
    const page = renderHtml({
      ...sample,
      analysis: {
        ...sample.analysis,
        campaigns: sample.analysis.campaigns.map((campaign) => ({
          ...campaign,
          probability: Number.NaN,
          first_seen: 'yesterday',
          evidence: campaign.evidence.map((item) => ({ ...item, bits: Number.NaN })),
        })),
      },
      details: sample.details.map((detail) => ({
        ...detail,
        timeline: { ...detail.timeline, start: 'never', exchanges: [Number.NaN, -4, 3], accounts: [] },
        hours: { campaign: [], everyone: [Number.POSITIVE_INFINITY] },
        activity: [],
        traits: detail.traits.map((trait) => ({ ...trait, members: [-1, 4.5, 1e9] })),
      })),
    })
    expect(markupOf(page)).not.toMatch(/NaN|undefined|Infinity|Invalid Date/)
  })
})
