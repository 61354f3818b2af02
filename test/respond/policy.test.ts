// A policy file: what is wrong with one is told where it stands, and what one means for accounts.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Analysis } from '../../src/model/analysis.js'
import { mistakeText } from '../../src/model/mistake.js'
import { DEFAULT_POLICY } from '../../src/respond/policy/default-policy.js'
import { diffPolicies } from '../../src/respond/policy/diff.js'
import { evaluate, exemptionsOf } from '../../src/respond/policy/evaluate.js'
import { isRolledOut, matches, type Subject } from '../../src/respond/policy/match.js'
import { checkPolicy, parsePolicy } from '../../src/respond/policy/parse-policy.js'
import type { Rule } from '../../src/respond/policy/policy.js'
import { previewPolicy } from '../../src/respond/preview.js'
import { ROOT } from '../repository/tree.js'
import { NOW, policyOf, policyWith, subject } from './subject.js'

const HEAD = 'schema: stillwatch.policy/1\nversion: a\nreasons: { code: Some words }\n'
const told = (text: string) =>
  checkPolicy(text).mistakes.map((one) => `${one.line}:${one.column} ${mistakeText(one)}`)
const ruleOf = (rule: object) => policyOf(rule).rules[0] as Rule

describe('a file', () => {
  test('the policy that ships is right, and enforces nothing', () => {
    const policy = parsePolicy(DEFAULT_POLICY, 'default')
    expect(policy.rules.length).toBeGreaterThan(3)
    expect(policy.rules.filter(({ mode }) => (mode ?? policy.defaults.mode) !== 'shadow')).toEqual([])
  })

  test.each([
    [
      'a name that is not known',
      `${HEAD}ruels: []\nrules: []\n`,
      '4:1 the policy has no “ruels”. Did you mean “rules”?',
    ],
    [
      'a condition that is not known',
      `${HEAD}rules:\n  - name: r\n    when: { verdikt: distillation }\n    action: suspend\n    reason: code\n`,
      '6:13 “when” has no “verdikt”. Did you mean “verdict”?',
    ],
    [
      'a bound that is not known',
      `${HEAD}rules:\n  - name: r\n    when:\n      probability: { atleast: 0.99 }\n    action: suspend\n    reason: code\n`,
      '7:22 “probability” has no “atleast”. Did you mean “atLeast”?',
    ],
    [
      'a step that is not known',
      `${HEAD}rules:\n  - name: r\n    action: susspend\n    reason: code\n`,
      '6:13 “susspend” is none of observe, tag, throttle, degrade, step-up, suspend. Did you mean “suspend”?',
    ],
    [
      'no step',
      `${HEAD}rules:\n  - name: r\n    reason: code\n`,
      '5:5 rules 1 lacks “action”. Add “action:” with its value.',
    ],
    [
      'a verdict in a list',
      `${HEAD}rules:\n  - name: r\n    when: { verdict: [distillation, coordinatd] }\n    action: observe\n    reason: code\n`,
      '6:37 “coordinatd” is none of distillation, coordinated. Did you mean “coordinated”?',
    ],
    [
      'a throttle without a rate',
      `${HEAD}rules:\n  - name: r\n    action: throttle\n    reason: code\n`,
      '5:5 rules 1 lacks “requestsPerMinute”. Add “requestsPerMinute:” with its value.',
    ],
    [
      'a version that YAML takes for a number',
      `${HEAD.replace('version: a', 'version: 1')}rules: []\n`,
      '2:10 “version” must be text: put it in quotes',
    ],
    [
      'a span that is none',
      `${HEAD}rules:\n  - { name: r, action: observe, reason: code, for: 7 days }\n`,
      '5:52 “for” must be a span of time, such as 12h or 7d',
    ],
    [
      'a span without end',
      `${HEAD}rules:\n  - { name: r, action: observe, reason: code, for: 9999w }\n`,
      '5:52 “for” must be at most 366d: nothing lasts for ever',
    ],
    [
      'a reason that is not listed',
      `${HEAD}rules:\n  - { name: r, action: observe, reason: cod }\n`,
      '5:41 “cod” is not among the reasons. Did you mean “code”?',
    ],
    [
      'the same name twice',
      `${HEAD}rules:\n  - { name: r, action: observe, reason: code }\n  - { name: r, action: suspend, reason: code }\n`,
      '6:13 a rule before has the name “r” already. Give this one another: a share is drawn by a rule’s name.',
    ],
    [
      'low confidence without a reason',
      `${HEAD}rules:\n  - { name: r, action: suspend, reason: code, when: { probability: { atLeast: 0.5 } } }\n`,
      '5:68 “r” would suspend below probability atLeast 0.95. Raise it, leave it out, or give the reason as lowConfidence.',
    ],
    [
      'degrading nothing',
      `${HEAD}rules:\n  - { name: r, action: degrade, reason: code }\n`,
      '5:5 “r” degrades nothing. Give model, maxTokens, withholdReasoning or withholdLogprobs.',
    ],
    [
      'an exemption without an end',
      `${HEAD}rules: []\nexemptions:\n  - { account: a, reason: because }\n`,
      '6:5 exemptions 1 lacks “until”. Add “until:” with its value.',
    ],
    ['what is no YAML', `${HEAD}rules: [`, expect.stringMatching(/^4:\d+ /)],
    [
      'a name given twice',
      `${HEAD}rules: []\nrules: []\n`,
      expect.stringMatching(/^5:1 the same name stands here already\. Keep one/),
    ],
    [
      'an alias bomb',
      `a: &a [1,1]\n${Array.from({ length: 60 }, (_, i) => `b${i}: *a`).join('\n')}`,
      expect.stringMatching(/aliases unfold/),
    ],
    ['nothing', '', expect.stringMatching(/^1:1 .*Begin with/)],
    [
      'a code that is no name',
      `${HEAD.replace('{ code:', '{ Code!:')}rules: []\n`,
      '3:12 “Code!” must be lower-case letters, digits and hyphens, 64 at most',
    ],
    [
      'a list that is too short',
      `${HEAD}rules:\n  - { name: r, action: observe, reason: code, when: { tier: [] } }\n`,
      '5:61 “tier” must not be empty',
    ],
    [
      'a tab',
      `${HEAD}rules:\n\t- name: r\n`,
      expect.stringMatching(/^5:1 it is indented with a tab\. Indent with spaces/),
    ],
  ])('%s is told with its place', (_, text, message) => {
    expect(told(text)).toContainEqual(message)
  })

  test('whatever it holds, it is a policy or has a mistake with a place', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `${HEAD}rules: ${json}`),
          fc.json(),
        ),
        (text) => {
          const { policy, mistakes } = checkPolicy(text)
          expect(policy === undefined).toBe(mistakes.length > 0)
          for (const { line, column } of mistakes) expect(Math.min(line, column)).toBeGreaterThan(0)
        },
      ),
    )
  })
})

test('the schema for editors takes what is a policy and refuses what is none', () => {
  const schema = readFileSync(join(ROOT, 'docs/reference/policy.schema.json'), 'utf8')
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const isPolicy = ajv.compile(JSON.parse(schema) as object)
  const takes = (text: string) => [isPolicy(parse(text)), checkPolicy(text).mistakes.length === 0]
  expect(takes(DEFAULT_POLICY)).toEqual([true, true])
  const rule = (fields: string) => `${HEAD}rules:\n  - { name: stop, reason: code, ${fields} }\n`
  expect(takes(rule('action: suspend'))).toEqual([true, true])
  expect(takes(rule('action: throttle, requestsPerMinute: 5'))).toEqual([true, true])
  for (const wrong of [
    'action: erase',
    'action: throttle',
    'action: suspend, colour: red',
    'action: step-up, url: 5',
  ])
    expect([wrong, ...takes(rule(wrong))]).toEqual([wrong, false, false])
})

describe('a rule', () => {
  test('that does something is about certain distillation alone, without a word', () => {
    const rule = ruleOf({ action: 'suspend' })
    expect(matches(rule, subject())).toBe(true)
    expect(matches(rule, subject({ verdict: 'coordinated' }))).toBe(false)
    expect(matches(rule, subject({ probability: 0.94 }))).toBe(false)
    expect(matches(rule, subject({ qValue: 0.02 }))).toBe(false)
    expect(matches(rule, subject({ membership: 0.89 }))).toBe(false)
    expect(matches(ruleOf({ action: 'observe' }), subject({ probability: 0.5, membership: 0.1 }))).toBe(true)
    const low = ruleOf({ action: 'throttle', requestsPerMinute: 5, lowConfidence: 'a drill of ours' })
    expect(matches(low, subject({ probability: 0.5 }))).toBe(true)
  })

  test.each([
    ['verdict', { verdict: 'coordinated' }, { verdict: 'coordinated' }],
    ['state', { state: ['dormant'] }, { state: 'dormant' }],
    ['probability', { probability: { atMost: 0.5 } }, { probability: 0.4 }],
    ['q-value', { qValue: { atLeast: 0.1 } }, { qValue: 0.2 }],
    ['membership', { membership: { atMost: 0.5 } }, { membership: 0.5 }],
    ['share', { share: { atMost: 0.2 } }, { exchanges: 10 }],
    ['accounts', { accounts: { atLeast: 100 } }, { accounts: 100 }],
    ['exchanges', { exchanges: { atLeast: 1000 } }, { exchanges: 1000, allExchanges: 1000 }],
    ['tokens', { tokens: { atMost: 5 } }, { tokens: 5 }],
    ['pathway', { pathway: ['bedrock'] }, { pathways: ['api', 'bedrock'] }],
    ['tier', { tier: 'enterprise' }, { tier: 'enterprise' }],
    ['program', { program: ['education'] }, { program: 'education' }],
    ['declared purpose', { declared: 'evaluation' }, { declared: 'evaluation' }],
    ['organisation', { org: 'o' }, { org: 'o' }],
    ['campaign', { campaign: 'c-2' }, { campaign: 'c-2' }],
  ] as const)('is about %s, and spares by it', (_, conditions, fields) => {
    const asked = ruleOf({ action: 'observe', when: conditions })
    expect([matches(asked, subject()), matches(asked, subject(fields))]).toEqual([false, true])
    const sparing = ruleOf({ action: 'observe', unless: conditions })
    expect([matches(sparing, subject()), matches(sparing, subject(fields))]).toEqual([true, false])
  })

  test('that says none is about those of whom nothing is known', () => {
    const rule = ruleOf({ action: 'observe', when: { program: 'none' } })
    expect([matches(rule, subject()), matches(rule, subject({ program: 'research' }))]).toEqual([true, false])
  })

  test('is rolled out to its share, and nobody leaves as it grows', () => {
    const accounts = Array.from({ length: 4000 }, (_, index) => subject({ account: `account-${index}` }))
    const reached = (percent: number) => {
      const rule = ruleOf({ action: 'suspend', rollout: { percent } })
      return new Set(accounts.filter((one) => isRolledOut(rule, one)))
    }
    const shares = [0, 5, 25, 60, 100].map(reached)
    expect(shares.map(({ size }) => Math.round(size / 200))).toEqual([0, 1, 5, 12, 20])
    shares.slice(1).forEach((larger, index) => {
      for (const one of shares[index] ?? []) expect(larger.has(one)).toBe(true)
    })
    const whole = ruleOf({ action: 'suspend', rollout: { percent: 50, by: 'campaign' } })
    expect(new Set(accounts.map((one) => isRolledOut(whole, one))).size).toBe(1)
  })
})

describe('decisions', () => {
  const enforced = { mode: 'enforce' } as const

  test('of rules that are enforced the hardest is made, then the longest; those in shadow are all made', () => {
    const policy = policyOf(
      { action: 'observe', ...enforced, for: '30d' },
      { action: 'suspend', ...enforced, for: '1d' },
      { action: 'suspend', ...enforced, for: '3d' },
      { action: 'step-up', url: 'https://example.com/', mode: 'shadow' },
    )
    const made = evaluate({ policy, subjects: [subject()], now: NOW })
    expect(made.map(({ rule, mode }) => [rule, mode])).toEqual([
      ['rule-3', 'enforce'],
      ['rule-4', 'shadow'],
    ])
    expect(made[0]).toMatchObject({ from: '2026-03-01T12:00:00.000Z', until: '2026-03-04T12:00:00.000Z' })
  })

  test('the same twice, whatever the order of accounts', () => {
    const subjects = ['a', 'b', 'c'].map((account) => subject({ account }))
    const policy = policyOf({ action: 'suspend' }, { action: 'observe' })
    const ids = (of: typeof subjects) => evaluate({ policy, subjects: of, now: NOW }).map(({ id }) => id)
    expect(ids([...subjects].reverse()).sort()).toEqual(ids(subjects).sort())
  })

  test('outside of the rollout stay in shadow', () => {
    const policy = policyOf({ action: 'suspend', ...enforced, rollout: { percent: 0 } })
    expect(evaluate({ policy, subjects: [subject()], now: NOW })).toMatchObject([{ mode: 'shadow' }])
  })

  test('are kept while they are young, and made anew when half of their time is over', () => {
    const policy = policyOf({ action: 'suspend', for: '10d' })
    const first = evaluate({ policy, subjects: [subject()], now: NOW })
    const later = (days: number) =>
      evaluate({ policy, subjects: [subject()], previous: first, now: NOW + days * 86_400_000 })
    expect(later(4)).toEqual(first)
    expect(later(6)[0]?.until).toBe('2026-03-17T12:00:00.000Z')
  })

  test('spare who is exempt, until the exemption ends', () => {
    const policy = policyWith(
      { exemptions: [{ org: 'o', reason: 'contract', until: '2026-03-01' }] },
      { action: 'suspend', ...enforced },
    )
    const subjects = [
      subject({ org: 'o' }),
      subject({ account: 'a2' }),
      subject({ account: 'a3', campaign: 'c-2' }),
    ]
    const spared = [
      { account: 'a2', until: '2026-03-02T00:00:00Z' },
      { campaign: 'c-2', until: '2026-03-02T00:00:00Z' },
    ]
    const asked = { policy, subjects, spared, now: NOW }
    expect(evaluate(asked)).toEqual([])
    expect(exemptionsOf(asked).map(({ account }) => account)).toEqual(['a2', 'a1', 'a3'])
    expect(evaluate({ ...asked, now: NOW + 86_400_000 }).length).toBe(3)
  })

  test('wait while an appeal is open, where the policy says so', () => {
    const asked = { subjects: [subject()], appealed: new Set(['a1']), now: NOW }
    const rule = { action: 'suspend', ...enforced }
    expect(evaluate({ policy: policyOf(rule), ...asked })[0]?.mode).toBe('enforce')
    const released = policyWith({ appeals: { meanwhile: 'release' } }, rule)
    expect(evaluate({ policy: released, ...asked })[0]?.mode).toBe('shadow')
  })

  test('about keys and addresses reach what members alone use', () => {
    const policy = policyOf({ action: 'suspend', on: 'key' }, { action: 'suspend', on: 'address' })
    const subjects = [
      subject(),
      subject({ account: 'a2', keys: [] }),
      subject({ account: 'a3', membership: 0.1 }),
    ]
    const addresses = [
      { campaign: 'c-1', ip: '203.0.113.1', accounts: ['a1', 'a2'] },
      { campaign: 'c-1', ip: '203.0.113.2', accounts: ['a1', 'a3'] },
      { campaign: 'c-2', ip: '203.0.113.3', accounts: ['a1'] },
    ]
    const made = evaluate({ policy, subjects, addresses, now: NOW })
    expect(made.map(({ account, key, address }) => [account, key ?? address])).toEqual([
      ['', 'k1'],
      ['', '203.0.113.1'],
    ])
  })
})

test('a difference between two policies names what changed', () => {
  const before = policyOf({ action: 'suspend', for: '7d' }, { name: 'gone', action: 'observe' })
  const after = policyOf(
    { action: 'suspend', for: '7d', when: { probability: { atLeast: 0.99 } } },
    { action: 'observe' },
  )
  expect(diffPolicies(before, after)).toEqual([
    { what: 'rule rule-1', change: 'changed', details: ['when: nothing → {"probability":{"atLeast":0.99}}'] },
    { what: 'rule gone', change: 'removed', details: [] },
    { what: 'rule rule-2', change: 'added', details: [] },
  ])
  expect(diffPolicies(before, before)).toEqual([])
})

test('a preview splits whom it would hit by look-alike, customer value and what they sent else', () => {
  const policy = policyOf(
    { action: 'suspend', mode: 'enforce' },
    { action: 'tag', tag: 'look', when: { tier: ['tier-4'] } },
  )
  const member = (account: string, fields: Partial<Subject> = {}) =>
    subject({ account, exchanges: 90, allExchanges: 100, tokens: 1000, ...fields })
  const subjects = [
    member('a1', { tier: 'tier-4', program: 'startup' }),
    member('a2', { declared: 'evaluation', allExchanges: 400 }),
    member('a3', { membership: 0.5 }),
    // Of two campaigns: what it sent counts once.
    member('a1', { tier: 'tier-4', program: 'startup', campaign: 'c-2' }),
  ]
  const cleared = (id: string, explanation: string, accounts: readonly string[]) => ({
    id,
    name: id,
    verdict: 'explained' as const,
    explanation,
    accounts: accounts.map((account) => ({ id: account, probability: 1, exchanges: 1 })),
  })
  const campaigns = [cleared('g-1', 'classroom', ['a2', 'x1', 'x2']), cleared('g-2', 'reseller', ['x3'])]
  const analysis = { campaigns } as unknown as Analysis
  const preview = previewPolicy({ policy, subjects, now: NOW }, analysis)
  expect(preview.rules[0]).toEqual({
    rule: 'rule-1',
    action: 'suspend',
    mode: 'enforce',
    accounts: 2,
    campaigns: 2,
    exchanges: 270,
    otherExchanges: 230,
    tokens: 2000,
    lookAlikes: { classroom: 1 },
    tiers: { 'tier-4': 1, 'tier-1': 1 },
    programs: { startup: 1, none: 1 },
    declared: { none: 1, evaluation: 1 },
  })
  expect(preview.rules[1]).toMatchObject({ rule: 'rule-2', accounts: 1, tiers: { 'tier-4': 1 } })
  expect(preview.accounts).toEqual({ all: 3, enforced: 2, shadow: 0, none: 1 })
  expect(preview.cleared).toEqual({ all: 4, hit: 1 })
})
