// A group to be judged: twenty accounts of twenty owners that nothing innocent explains, and what a test changes.

import { EXPLANATIONS } from '../../src/campaigns/explanations.js'
import type { GroupFacts } from '../../src/campaigns/group-facts.js'
import type { Examined } from '../../src/campaigns/one-hand.js'
import type { Measured } from '../../src/detectors/detector.js'
import { say } from '../../src/model/sentence.js'

const FACTS: GroupFacts = {
  cand: 1,
  accounts: 20,
  owners: 20,
  exchanges: 2000,
  allExchanges: 2200,
  inputTokens: 1e6,
  outputTokens: 1e6,
  first: '2025-01-01T00:00:00Z',
  last: '2025-01-11T00:00:00Z',
  spanDays: 10,
  topOrg: 0,
  topOrgName: '',
  topDomain: 0,
  topDomainName: '',
  topPayment: 0.2,
  payments: 10,
  topProgram: 0,
  topProgramName: '',
  declared: 0,
  declaredAs: '',
  withOrg: 0,
  medianAge: 30,
  suspended: 0,
  disposable: 0,
  topBlock: 0.1,
  hosted: 0,
  filled: 0.9,
  byTemplate: true,
}

export function factsOf(changes: Partial<GroupFacts> = {}): GroupFacts {
  return { ...FACTS, ...changes }
}

/** What one detector found. */
export function found(bits: number, facts: Measured['facts'] = {}): Measured {
  return { bits, summary: say``, facts, innocent: [] }
}

/** Facts of a text that stands in every request of the twenty accounts and hardly in anybody else's. */
export const RELAYED_TEXT = {
  median_share_filled: 1,
  accounts_carrying: 20,
  owners: 20,
  owners_elsewhere: 1,
  system_share: 0,
}

/** Evidence by detector, in bits. */
export function evidenceOf(bits: Readonly<Record<string, number>>): Map<string, Measured> {
  return new Map(Object.entries(bits).map(([id, value]) => [id, found(value)]))
}

/** Names of the explanations that hold. */
export function explains(
  changes: Partial<GroupFacts>,
  bits: Readonly<Record<string, number>> = {},
): readonly string[] {
  const group: Examined = { facts: factsOf(changes), measured: evidenceOf(bits), bits: new Map() }
  return EXPLANATIONS.filter(({ test }) => test(group).holds).map(({ name }) => name)
}
