// An account of a campaign that every default bound holds for, and a policy around one rule.

import type { Subject } from '../../src/respond/policy/match.js'
import { parsePolicy } from '../../src/respond/policy/parse-policy.js'
import type { Policy } from '../../src/respond/policy/policy.js'

export const NOW = Date.parse('2026-03-01T12:00:00Z')

export function subject(fields: Partial<Subject> = {}): Subject {
  return {
    account: 'a1',
    campaign: 'c-1',
    campaignName: 'sable-lark',
    verdict: 'distillation',
    state: 'active',
    probability: 0.99,
    qValue: 0.0001,
    membership: 0.99,
    accounts: 40,
    exchanges: 90,
    allExchanges: 100,
    tokens: 50_000,
    pathways: ['api'],
    keys: ['k1'],
    org: '',
    tier: 'tier-1',
    program: '',
    declared: '',
    ...fields,
  }
}

export function policyOf(...rules: object[]): Policy {
  return policyWith({}, ...rules)
}

export function policyWith(fields: object, ...rules: object[]): Policy {
  const named = rules.map((rule, index) => ({ name: `rule-${index + 1}`, reason: 'code', ...rule }))
  const text = {
    schema: 'stillwatch.policy/1',
    version: '1',
    reasons: { code: 'What the customer reads.' },
    rules: named,
    ...fields,
  }
  return parsePolicy(JSON.stringify(text), 'policy.yaml')
}
