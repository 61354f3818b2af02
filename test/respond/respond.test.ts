// Decisions of a kept store: made, renewed and lifted as analyses, policies and analysts have it, and never lost.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '../../src/model/analysis.js'
import { act as doAct } from '../../src/respond/act.js'
import { isWaiting, type Standing, takeEffect } from '../../src/respond/act-effect.js'
import { type Decision, DecisionTable, makeDecision } from '../../src/respond/decision.js'
import { readActs } from '../../src/respond/kept/acts.js'
import { keepDecisions, readDecisions, readDecisionsInForce } from '../../src/respond/kept/decisions.js'
import { adoptPolicy, readPolicies } from '../../src/respond/kept/policies.js'
import { readNewestAnalysis, readOwnAddresses, readSubjects } from '../../src/respond/kept/subjects.js'
import type { ActAsked } from '../../src/respond/make-act.js'
import { readResponse, respond, respondIfAsked } from '../../src/respond/respond.js'
import { forgetAccounts } from '../../src/store/forget.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'

const store = await openStore()
await migrate(store)
afterAll(() => store.close())

const WHO = { by: 'analyst', note: 'a test' }
const RULES = `schema: stillwatch.policy/1
reasons: { code: Some words }
appeals: { meanwhile: release }
`
const policyText = (version: string, rules: string) => `${RULES}version: '${version}'\nrules:\n${rules}`
const SHADOW = policyText('1', '  - { name: stop, action: suspend, reason: code }\n')
const ENFORCE = policyText('2', '  - { name: stop, action: suspend, reason: code, mode: enforce }\n')

const adopt = (text: string, isShadowSkipped = false) =>
  adoptPolicy(store, { text, file: 'policy.yaml', ...WHO, isShadowSkipped })

function campaign(
  id: string,
  accounts: readonly string[],
  verdict: Campaign['verdict'] = 'distillation',
): Campaign {
  return {
    id,
    name: `name of ${id}`,
    verdict,
    probability: 0.99,
    q_value: 0.001,
    accounts: accounts.map((account) => ({ id: account, probability: 0.99, exchanges: 2 })),
    exchanges: 2 * accounts.length,
    input_tokens: 10,
    output_tokens: 10,
    first_seen: '2026-02-01T00:00:00Z',
    last_seen: '2026-02-02T00:00:00Z',
    capabilities: {},
    templates: [],
    evidence: [],
    state: 'active',
  }
}

let analyses = 0
async function analysed(...campaigns: Campaign[]): Promise<void> {
  const id = `analysis-${++analyses}`
  const input = {
    exchanges: 10,
    accounts: 5,
    rejected: 0,
    from: '2026-02-01T00:00:00Z',
    to: '2026-02-02T00:00:00Z',
  }
  await store.insert('analysis', [
    {
      id,
      made_at: `2026-02-03 00:00:${String(analyses % 60).padStart(2, '0')}`,
      result: JSON.stringify({ schema: 'stillwatch.analysis/1', input, campaigns, detectors: [] }),
    },
  ])
  const members = campaigns.flatMap((one) =>
    one.accounts.map((account) => ({
      analysis: id,
      campaign: one.id,
      account: account.id,
      probability: 0.99,
      exchanges: 2,
    })),
  )
  await store.insert('campaign_member', members)
}

const inForce = async () =>
  (await readDecisionsInForce(store, Date.now()))
    .map(({ account, mode, rule }) => `${account} ${mode} ${rule}`)
    .sort()

beforeEach(async () => {
  for (const table of ['exchange', 'account', 'analysis', 'campaign_member', 'policy', 'decision', 'act'])
    await store.command(`TRUNCATE TABLE ${table}`)
  analyses = 0
})

describe('decisions', () => {
  test('are not made until somebody asks for them', async () => {
    await analysed(campaign('c-1', ['a1']))
    expect(await respondIfAsked(store)).toBeUndefined()
    await adopt(SHADOW)
    expect((await respondIfAsked(store))?.made.length).toBe(1)
  })

  test('begin in shadow: a rule is enforced only after it was seen there, or on demand', async () => {
    await analysed(campaign('c-1', ['a1', 'a2']))
    await expect(adopt(ENFORCE)).rejects.toMatchObject({ code: 'shadow-first' })
    await adopt(SHADOW)
    await respond(store)
    expect(await inForce()).toEqual(['a1 shadow stop', 'a2 shadow stop'])
    await adopt(ENFORCE)
    const { made, lifted } = await respond(store)
    expect([made.length, lifted.length]).toEqual([2, 2])
    expect(await inForce()).toEqual(['a1 enforce stop', 'a2 enforce stop'])
    expect((await readPolicies(store)).map(({ version }) => version)).toEqual(['2', '1'])
    await expect(adopt(ENFORCE.replace('Some', 'Other'))).rejects.toMatchObject({
      code: 'policy-version-taken',
    })
  })

  test('are the same when nothing changed, and are there after a restart', async () => {
    await analysed(campaign('c-1', ['a1']))
    await adopt(ENFORCE, true)
    const first = await respond(store)
    const second = await respond(store)
    expect([second.made, second.lifted]).toEqual([[], []])
    expect(second.decisions).toEqual(first.decisions)
    expect((await readResponse(store)).decisions).toEqual(first.decisions)
  })

  test('are lifted from who left or was cleared, and stay on a campaign that nobody told of', async () => {
    await adopt(ENFORCE, true)
    await analysed(campaign('c-1', ['a1', 'a2']), campaign('c-2', ['b1']), campaign('c-3', ['d1']))
    await respond(store)
    await analysed(campaign('c-1', ['a1']), campaign('c-2', ['b1'], 'explained'))
    await respond(store)
    expect(await inForce()).toEqual(['a1 enforce stop', 'd1 enforce stop'])
    const lifted = (await readDecisions(store)).filter(({ isLifted }) => isLifted)
    expect(lifted.map(({ decision, why }) => [decision.account, why]).sort()).toEqual([
      ['a2', 'its rule no longer holds for it'],
      ['b1', 'its rule no longer holds for it'],
    ])
    await adopt(policyText('3', '  - { name: other, action: observe, reason: code }\n'))
    await respond(store)
    expect(await inForce()).toEqual(['a1 shadow other'])
  })

  test('about an account that was recognised stay while no analysis puts it into the campaign', async () => {
    await adopt(ENFORCE, true)
    await analysed(campaign('c-1', ['a1']))
    const { decisions } = await respond(store)
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const { id: _, ...fields } = decisions[0] as Decision
    await keepDecisions(store, [makeDecision({ ...fields, account: 'heir', until })])
    await respond(store)
    expect(await inForce()).toEqual(['a1 enforce stop', 'heir enforce stop'])
    await analysed(campaign('c-1', ['a1', 'heir']))
    expect((await respond(store)).decisions.map(({ account }) => account).sort()).toEqual(['a1', 'heir'])
    await analysed(campaign('c-1', ['a1']))
    await respond(store)
    expect(await inForce()).toEqual(['a1 enforce stop'])
  })

  test('go with the account that is forgotten', async () => {
    await adopt(ENFORCE, true)
    await analysed(campaign('c-1', ['a1', 'a2']))
    await respond(store)
    await doAct(store, WHO, { kind: 'appeal', account: 'a1' })
    await forgetAccounts(store, ['a1'])
    expect(await inForce()).toEqual(['a2 enforce stop'])
    expect(await readActs(store)).toEqual([])
  })
})

describe('an analyst', () => {
  const STEP = { action: 'throttle', mode: 'enforce', requestsPerMinute: 5, per: 'campaign' }

  test('acts on all accounts of a campaign at once, those that come later too, and takes it back', async () => {
    await analysed(campaign('c-1', ['a1', 'a2']))
    const act = await doAct(store, WHO, {
      kind: 'apply',
      campaign: 'name of c-1',
      step: STEP,
      reason: 'code',
      for: '7d',
    })
    await respond(store)
    expect(await inForce()).toEqual([`a1 enforce ${act.id}`, `a2 enforce ${act.id}`])
    await analysed(campaign('c-1', ['a1', 'a2', 'a3']))
    await respond(store)
    expect((await inForce()).length).toBe(3)
    await doAct(store, WHO, { kind: 'undo', act: act.id })
    await respond(store)
    expect(await inForce()).toEqual([])
    await expect(doAct(store, WHO, { kind: 'undo', act: act.id })).rejects.toMatchObject({
      code: 'act-closed',
    })
    expect((await readActs(store)).map(({ kind }) => kind)).toEqual(['undo', 'apply'])
  })

  test('is told what is wrong with an act', async () => {
    await analysed(campaign('c-1', ['a1']))
    await adopt(SHADOW)
    const given = { kind: 'apply', campaign: 'c-1', step: STEP, reason: 'code', for: '7d' } as const
    const refused = async (change: object, code: string) =>
      expect(doAct(store, WHO, { ...given, ...change })).rejects.toMatchObject({ code })
    await refused({ campaign: 'c-9' }, 'no-campaign')
    await refused({ reason: 'coed' }, 'no-reason')
    await refused({ for: 'ever' }, 'no-span')
    await refused({ for: '367d' }, 'no-span')
    await refused({ step: { action: 'throttle' } }, 'act-invalid')
    await expect(doAct(store, WHO, { kind: 'undo', act: 'act-0' })).rejects.toMatchObject({ code: 'no-act' })
    expect(await readActs(store)).toEqual([])
  })

  test('spares an account or a campaign, and that ends with its undoing', async () => {
    await adopt(ENFORCE, true)
    await analysed(campaign('c-1', ['a1', 'a2']), campaign('c-2', ['b1']))
    const one = await doAct(store, WHO, { kind: 'exempt', account: 'a1', for: '7d' })
    await doAct(store, WHO, { kind: 'exempt', campaign: 'c-2', for: '7d' })
    const { exemptions } = await respond(store)
    expect(exemptions.map(({ account }) => account).sort()).toEqual(['a1', 'b1'])
    expect(await inForce()).toEqual(['a2 enforce stop'])
    await doAct(store, WHO, { kind: 'undo', act: one.id })
    await respond(store)
    expect(await inForce()).toEqual(['a1 enforce stop', 'a2 enforce stop'])
  })

  test('is answered at once as the store will have it', async () => {
    const SOFTER = policyText(
      '3',
      '  - { name: stop, action: tag, tag: look, reason: code, mode: enforce }\n',
    )
    const campaigns = [
      campaign('c-1', ['a1', 'a2']),
      campaign('c-2', ['b1']),
      campaign('c-3', ['x1'], 'explained'),
    ]
    const accounts = ['a1', 'a2', 'b1', 'x1', 'nobody']
    const policy = await adopt(SOFTER, true)
    await analysed(...campaigns)
    let standing = await respond(store)
    /** Does something, and compares what is answered before and after decisions are made anew. */
    const act = async (asked: ActAsked, isWhole: boolean) => {
      const made = await doAct(store, WHO, asked)
      const ground = {
        campaign: (id: string) => campaigns.find((one) => one.id === id),
        acts: await readActs(store),
        policy,
      }
      const after = takeEffect(made, standing, ground)
      // The same ones, as a service has kept them that decided before the store did.
      const before = new Set(standing.decisions)
      await keepDecisions(
        store,
        after.decisions.filter((one) => !before.has(one)),
      )
      standing = await respond(store)
      if (isWhole) expect(answers(after)).toEqual(answers(standing))
      expect(isWaiting(made, ground)).toBe(!isWhole)
      return made.id
    }
    const answers = ({ decisions, exemptions }: Standing) => {
      const table = new DecisionTable()
      table.replace(decisions, exemptions)
      return accounts.map((account) => {
        const { action, decision } = table.find({ account })
        return [account, action, decision?.id]
      })
    }
    const apply = (one: string) =>
      ({ kind: 'apply', campaign: one, step: STEP, reason: 'code', for: '7d' }) as const
    const first = await act(apply('c-1'), true)
    expect(answers(standing).map(([, action]) => action)).toEqual([
      'throttle',
      'throttle',
      'tag',
      'allow',
      'allow',
    ])
    await act(apply('c-3'), true)
    await act({ kind: 'exempt', account: 'a1', for: '7d' }, true)
    const spared = await act({ kind: 'exempt', campaign: 'c-2', for: '7d' }, true)
    const appealed = await act({ kind: 'appeal', account: 'a2' }, true)
    expect(answers(standing).map(([, action]) => action)).toEqual([
      'allow',
      'allow',
      'allow',
      'allow',
      'allow',
    ])
    await act({ kind: 'settle', act: appealed, outcome: 'granted', for: '7d' }, true)
    await act({ kind: 'undo', act: spared }, false)
    expect(answers(standing)[2]?.[1]).toBe('tag')
    await act({ ...apply('c-2'), step: { ...STEP, on: 'key' } }, false)
    await act({ kind: 'undo', act: first }, false)
    expect(standing.decisions.some(({ rule }) => rule === first)).toBe(false)
  })

  test('reopens a case on appeal, and settles it either way', async () => {
    await adopt(ENFORCE, true)
    await analysed(campaign('c-1', ['a1', 'a2']))
    const settled = async (account: string, outcome: 'granted' | 'upheld') => {
      const { id } = await doAct(store, WHO, { kind: 'appeal', account })
      await respond(store)
      expect(await inForce()).toContain(`${account} shadow stop`)
      await doAct(store, WHO, { kind: 'settle', act: id, outcome, for: '90d' })
      await respond(store)
      await expect(doAct(store, WHO, { kind: 'settle', act: id, outcome, for: '90d' })).rejects.toMatchObject(
        {
          code: 'act-closed',
        },
      )
    }
    await settled('a1', 'granted')
    await settled('a2', 'upheld')
    expect(await inForce()).toEqual(['a2 enforce stop'])
  })
})

test('accounts are told with what the store knows of them, and addresses that nobody else uses', async () => {
  await analysed(campaign('c-1', ['a1', 'a2']))
  const ts = '2026-02-01 12:00:00'
  await store.insert('exchange', [
    {
      id: '1',
      ts,
      account: 'a1',
      ip: '203.0.113.1',
      key: 'k',
      pathway: 'api',
      input_tokens: 3,
      output_tokens: 4,
    },
    { id: '2', ts, account: 'a1', ip: '203.0.113.2', key: 'l', pathway: 'bedrock', org: 'o' },
    { id: '3', ts, account: 'a1', ip: '203.0.113.2' },
    { id: '4', ts, account: 'a2', ip: '203.0.113.1' },
    { id: '5', ts, account: 'honest', ip: '203.0.113.2' },
  ])
  await store.insert('account', [
    { account: 'a1', tier: 'tier-3', program: 'research', declared: 'evaluation' },
  ])
  const kept = await readNewestAnalysis(store)
  const [first] = await readSubjects(store, kept)
  expect({
    ...first,
    pathways: [...(first?.pathways ?? [])].sort(),
    keys: [...(first?.keys ?? [])].sort(),
  }).toMatchObject({
    account: 'a1',
    exchanges: 2,
    allExchanges: 3,
    tokens: 7,
    pathways: ['api', 'bedrock'],
    keys: ['k', 'l'],
    org: 'o',
    tier: 'tier-3',
    program: 'research',
    declared: 'evaluation',
  })
  expect(await readOwnAddresses(store, kept)).toEqual([
    { campaign: 'c-1', ip: '203.0.113.1', accounts: ['a1', 'a2'] },
  ])
})
