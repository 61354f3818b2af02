// A judgement in words: what it is, what was weighed, what is lacking, and what could not be looked at.
import { describe, expect, test } from 'vitest'
import type { Judgement } from '../../src/model/judgement.js'
import { judgementOutcome, renderJudgement } from '../../src/report/judgement-text.js'

const ACCUSED: Judgement = {
  schema: 'stillwatch.judgement/1',
  verdict: 'distillation',
  probability: 0.992,
  q_value: 1e-6,
  bits: 21.4,
  accounts: [
    { id: 'a', exchanges: 30 },
    { id: 'b', exchanges: 20 },
  ],
  unknown: [],
  owners: 2,
  exchanges: 50,
  input_tokens: 5000,
  output_tokens: 9000,
  first_seen: '2026-09-03T00:00:00Z',
  last_seen: '2026-09-16T00:00:00Z',
  evidence: [
    { detector: 'shared-payment', bits: 8, summary: 'One card pays.', facts: {}, innocent: ['a household'] },
  ],
  explanations: [
    { name: 'declared', holds: false, why: 'no account declared a purpose' },
    { name: 'one-owner', holds: false, why: 'the largest organisation holds 0 % of the accounts' },
  ],
  lacking: [],
  detectors: [{ id: 'purpose', state: 'ran', ms: 1 }],
}
const OPEN: Judgement = {
  ...ACCUSED,
  verdict: 'explained',
  explanation: 'not-enough-evidence',
  lacking: [{ name: 'owners', why: 'it has 2 independent owners, and fewer than 6 are not accused' }],
}
const FAILED = { id: 'purpose', state: 'failed', ms: 1, reason: 'The engine ran out of memory' } as const

describe('a judgement in words', () => {
  test('says of an accusation what it rests on', () => {
    expect(
      renderJudgement(ACCUSED, { width: 100 }),
    ).toBe(`2 accounts of 2 owners act as one, and to extract. 50 exchanges from 3 to 16 Sep 2026, 5K tokens in
and 9K out. Probability 99.2%, q-value <0.0001, +21.4 bits of evidence.

Evidence
    +8.0  Shared payment
          One card pays.
          Innocent: a household.

What would explain it
      no  declared
          no account declared a purpose
      no  one owner
          the largest organisation holds 0 % of the accounts
`)
  })

  test('says what an open one lacks, and what holds first', () => {
    expect(renderJudgement(OPEN, { width: 100 })).toContain('What an accusation lacks\n          it has 2')
    const cleared = { ...OPEN, explanation: 'one-owner' }
    const [declared, owner] = OPEN.explanations
    const explanations = [declared, { ...owner, holds: true }] as Judgement['explanations']
    const text = renderJudgement({ ...cleared, explanations }, { width: 100 })
    expect(text).toContain('an innocent explanation holds (one owner)')
    expect(text.indexOf('holds  one owner')).toBeLessThan(text.indexOf('no  declared'))
    expect(renderJudgement({ ...OPEN, explanation: 'chance' }, { width: 100 })).toContain('by chance')
  })

  test('names accounts that sent nothing, and shows nothing that moves the cursor', () => {
    const unknown = Array.from({ length: 12 }, (_, index) => `gone-${index}\u001b[31m`)
    const text = renderJudgement({ ...ACCUSED, unknown }, { width: 80 })
    expect(text).toContain('Left out: 12 accounts named that sent nothing in this store')
    expect(text).toContain('and 2 more')
    expect(text).not.toContain('\u001b')
  })

  test('is unclear when a detector failed, unless the rest accuses', () => {
    expect(judgementOutcome(ACCUSED)).toBe('found')
    expect(judgementOutcome(OPEN)).toBe('nothing')
    expect(judgementOutcome({ ...OPEN, detectors: [FAILED] })).toBe('unclear')
    expect(judgementOutcome({ ...ACCUSED, detectors: [FAILED] })).toBe('found')
    expect(renderJudgement({ ...OPEN, detectors: [FAILED] }, { width: 80 })).toContain('ran out of memory')
  })
})
