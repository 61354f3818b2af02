// Steps and policies that it takes two people for, on a real store: nobody is acted on before the second one agreed.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { act } from '../../src/respond/act.js'
import { adoptOrPropose } from '../../src/respond/adopt.js'
import { closedActs, readActs } from '../../src/respond/kept/acts.js'
import { readDecisionsInForce } from '../../src/respond/kept/decisions.js'
import { readPolicies } from '../../src/respond/kept/policies.js'
import { previewStep } from '../../src/respond/preview-act.js'
import { respond } from '../../src/respond/respond.js'
import { reviewPolicy } from '../../src/respond/review-policy.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'

const store = await openStore()
await migrate(store)
afterAll(() => store.close())

const policyText = (version: string, needed: number, from = 'throttle') =>
  `schema: stillwatch.policy/1
version: '${version}'
reasons: { code: Some words }
approvals: { needed: ${needed}, from: ${from} }
rules: [{ name: see, action: observe, reason: code }]
`
const ADA = { by: 'person:ada', note: 'a test' }
const BOB = { by: 'person:bob', note: 'a test' }
const CLEO = { by: 'person:cleo', note: 'a test' }
const KEY = { by: 'key:k1', note: 'a test' }
const STOP = { campaign: 'c-1', step: { action: 'suspend', mode: 'enforce' }, reason: 'code', for: '1d' }
const ACCOUNTS = Array.from({ length: 200 }, (_, index) => `a${index}`)

type Who = typeof ADA
type Step = {
  campaign: string
  step: Record<string, unknown>
  reason: string
  for: string
  replaces?: string
  id?: string
}
const applyToCampaign = ({ by, note, ...asked }: Who & Step) =>
  act(store, { by, note }, { kind: 'apply', ...asked })
const approve = ({ by, note, act: id }: Who & { act: string }) =>
  act(store, { by, note }, { kind: 'approve', act: id })
const undo = ({ by, note, act: id }: Who & { act: string }) =>
  act(store, { by, note }, { kind: 'undo', act: id })
const exempt = ({ by, note, ...whom }: Who & { account: string; for: string }) =>
  act(store, { by, note }, { kind: 'exempt', ...whom })
const adopt = (text: string, who = ADA) => adoptOrPropose(store, { text, file: 'policy.yaml', ...who })
const enforced = async () => {
  await respond(store)
  return (await readDecisionsInForce(store, Date.now()))
    .filter(({ mode }) => mode === 'enforce')
    .map(({ account }) => account)
    .sort()
}

beforeEach(async () => {
  for (const table of ['analysis', 'campaign_member', 'policy', 'decision', 'act'])
    await store.command(`TRUNCATE TABLE ${table}`)
  const figures = {
    probability: 0.99,
    q_value: 0.001,
    input_tokens: 10,
    output_tokens: 10,
    first_seen: '2026-02-01T00:00:00Z',
    last_seen: '2026-02-02T00:00:00Z',
    capabilities: {},
    templates: [],
    evidence: [],
    state: 'active',
  }
  const told = (ids: readonly string[]) => ids.map((id) => ({ id, probability: 0.99, exchanges: 2 }))
  const campaigns = [
    {
      ...figures,
      id: 'c-1',
      name: 'sable-lark',
      verdict: 'distillation',
      accounts: [...told(ACCOUNTS), { id: 'doubtful', probability: 0.5, exchanges: 1 }],
      exchanges: 401,
    },
    {
      ...figures,
      id: 'c-2',
      name: 'a-class',
      verdict: 'explained',
      explanation: 'class-or-event',
      accounts: told(['a0']),
      exchanges: 2,
    },
  ]
  const input = {
    exchanges: 10,
    accounts: 5,
    rejected: 0,
    from: '2026-02-01T00:00:00Z',
    to: '2026-02-02T00:00:00Z',
  }
  await store.insert('analysis', [
    {
      id: 'analysis-1',
      made_at: '2026-02-03 00:00:00',
      result: JSON.stringify({ schema: 'stillwatch.analysis/1', input, campaigns, detectors: [] }),
    },
  ])
})

describe('a step that it takes two people for', () => {
  beforeEach(() => adopt(policyText('1', 2)))

  test('is proposed, and does nothing until another person approves it', async () => {
    const proposal = await applyToCampaign({ ...STOP, ...ADA })
    expect(proposal.kind).toBe('propose')
    expect(await enforced()).toEqual([])
    await expect(approve({ ...ADA, act: proposal.id })).rejects.toMatchObject({
      code: 'approval-refused',
    })
    await expect(approve({ ...KEY, act: proposal.id })).rejects.toMatchObject({
      code: 'approval-refused',
    })
    expect(await enforced()).toEqual([])
    const done = await approve({ ...BOB, act: proposal.id })
    expect(done).toMatchObject({ kind: 'apply', by: 'person:bob', refers: proposal.id, campaign: 'c-1' })
    expect(await enforced()).toHaveLength(ACCOUNTS.length)
    await expect(approve({ ...CLEO, act: proposal.id })).rejects.toMatchObject({ code: 'act-closed' })
    await undo({ ...ADA, act: done.id })
    expect(await enforced()).toEqual([])
  })

  test('counts a key as nobody: two people have to stand behind what it proposes', async () => {
    const proposal = await applyToCampaign({ ...STOP, ...KEY })
    expect(await approve({ ...ADA, act: proposal.id })).toMatchObject({ kind: 'approve' })
    await expect(approve({ ...ADA, act: proposal.id })).rejects.toMatchObject({
      code: 'approval-refused',
    })
    expect(await enforced()).toEqual([])
    expect(await approve({ ...BOB, act: proposal.id })).toMatchObject({ kind: 'apply' })
    expect(await enforced()).toHaveLength(ACCOUNTS.length)
  })

  test('is withdrawn, and then nobody can approve it', async () => {
    const proposal = await applyToCampaign({ ...STOP, ...ADA })
    await undo({ ...BOB, act: proposal.id })
    await expect(approve({ ...BOB, act: proposal.id })).rejects.toMatchObject({ code: 'act-closed' })
    expect(await enforced()).toEqual([])
  })

  test('needs one for what is milder, in shadow, or spares somebody', async () => {
    const milder = { ...STOP, step: { action: 'tag', tag: 'watched', mode: 'enforce' } }
    expect((await applyToCampaign({ ...milder, ...ADA })).kind).toBe('apply')
    const shadow = { ...STOP, step: { action: 'suspend', mode: 'shadow' } }
    expect((await applyToCampaign({ ...shadow, ...ADA })).kind).toBe('apply')
    expect((await exempt({ ...ADA, account: 'a1', for: '1d' })).kind).toBe('exempt')
  })

  test('changes by another policy only when two people want it', async () => {
    const text = policyText('2', 1)
    const { proposal } = await adopt(text)
    expect(proposal?.kind).toBe('propose')
    expect((await readPolicies(store)).map(({ version }) => version)).toEqual(['1'])
    expect((await reviewPolicy(store, text)).approvals).toBe(2)
    await expect(approve({ ...ADA, act: proposal?.id ?? '' })).rejects.toMatchObject({
      code: 'approval-refused',
    })
    expect(await approve({ ...BOB, act: proposal?.id ?? '' })).toMatchObject({ kind: 'adopt' })
    expect((await readPolicies(store)).map(({ version }) => version)).toEqual(['2', '1'])
    expect((await applyToCampaign({ ...STOP, ...ADA })).kind).toBe('apply')
  })

  test('has stages: another one takes the place of the first when it is approved, and not before', async () => {
    const staged = (percent: number) => ({
      ...STOP,
      step: { action: 'suspend', mode: 'enforce', rollout: { percent } },
    })
    const first = await approve({
      ...BOB,
      act: (await applyToCampaign({ ...staged(10), ...ADA })).id,
    })
    const few = await enforced()
    expect(few.length).toBeGreaterThan(5)
    expect(few.length).toBeLessThan(50)
    const next = await applyToCampaign({ ...staged(60), ...ADA, replaces: first.id })
    expect(next).toMatchObject({ kind: 'propose', refers: first.id })
    expect(await enforced()).toEqual(few)
    const second = await approve({ ...BOB, act: next.id })
    const many = await enforced()
    expect(many.length).toBeGreaterThan(80)
    expect(few.filter((account) => !many.includes(account))).toEqual([])
    expect(closedActs(await readActs(store)).has(first.id)).toBe(true)
    await undo({ ...ADA, act: second.id })
    expect(await enforced()).toEqual([])
  })
})

test('without a policy one person is enough', async () => {
  expect((await applyToCampaign({ ...STOP, ...KEY })).kind).toBe('apply')
  expect(await enforced()).toHaveLength(ACCOUNTS.length)
})

describe('a preview', () => {
  test('tells of each account what becomes of it, as the decisions do', async () => {
    await adopt(policyText('1', 2))
    await exempt({ ...ADA, account: 'a3', for: '1d' })
    const step = { action: 'suspend', mode: 'enforce', rollout: { percent: 25 } }
    const first = await applyToCampaign({
      ...STOP,
      ...ADA,
      step: { action: 'tag', tag: 'x', mode: 'enforce' },
    })
    const asked = { ...STOP, step, replaces: first.id }
    const preview = await previewStep(store, asked, { most: 1000, acts: await readActs(store) })
    expect(preview).toMatchObject({ campaign: 'c-1', name: 'sable-lark', approvals: 2 })
    expect(preview.counts).toMatchObject({ exempt: 1, unsure: 1 })
    expect(preview.accounts).toHaveLength(ACCOUNTS.length + 1)
    expect(preview.accounts.find(({ account }) => account === 'a0')).toMatchObject({
      lookAlike: 'class-or-event',
      before: 'tag',
    })
    const hit = preview.accounts.filter(({ effect }) => effect === 'enforced').map(({ account }) => account)
    await approve({ ...BOB, act: (await applyToCampaign({ ...asked, ...ADA })).id })
    expect(await enforced()).toEqual(hit.sort())
    expect(await readActs(store)).toHaveLength(4)
  })

  test('says that a harder step is enforced already, and writes nothing', async () => {
    await applyToCampaign({ ...STOP, ...ADA })
    const slow = { ...STOP, step: { action: 'throttle', requestsPerMinute: 5, mode: 'enforce' } }
    const preview = await previewStep(store, slow, { most: 3, acts: await readActs(store) })
    expect(preview.counts).toEqual({ enforced: 0, shadow: 0, exempt: 0, harder: ACCOUNTS.length, unsure: 1 })
    expect(preview.accounts).toHaveLength(3)
    expect(await readActs(store)).toHaveLength(1)
  })

  test('of a policy has its mistakes by line, what stands in its way, and what it changes', async () => {
    const wrong = await reviewPolicy(store, 'schema: stillwatch.policy/1\nrules: 7\n')
    expect(wrong.mistakes.map(({ line }) => line)).toContain(2)
    const text = policyText('1', 1).replace('action: observe', 'action: suspend, mode: enforce')
    const review = await reviewPolicy(store, text)
    expect(review.obstacle?.code).toBe('shadow-first')
    expect(review.changes).toContainEqual({ what: 'rule see', change: 'added', details: [] })
    expect(review.preview?.accounts).toMatchObject({ all: 201, enforced: 200 })
    expect(await readPolicies(store)).toEqual([])
  })
})
