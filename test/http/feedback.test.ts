// What people say stands beside what the analysis said, survives `kill -9` while the engine is busy, comes into the store
// once, and changes neither an analysis nor a decision.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import type { CalibrationReport } from '../../src/feedback/calibration-report.js'
import type { Feedback } from '../../src/feedback/feedback.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'
import { keepAnalysis, keptCampaign } from './kept-analysis.js'

const folder = makeFolder()
const store = join(folder.path, 'store')
let key: string
let reader: string
let service: RunningService

const EVIDENCE = [
  { detector: 'shared-payment', bits: 12.5, summary: 's', facts: {}, innocent: [] },
  { detector: 'daily-rhythm', bits: -1.5, summary: 's', facts: {}, innocent: [] },
]

beforeAll(async () => {
  await keepAnalysis(store, [
    keptCampaign('c-1', ['a1', 'a2', 'a3'], { evidence: EVIDENCE }),
    keptCampaign('c-2', ['b1', 'b2'], { probability: 0.96, evidence: EVIDENCE }),
    keptCampaign('c-3', ['d1', 'd2'], { verdict: 'explained', explanation: 'one-owner', probability: 0.06 }),
  ])
  key = makeKey(store, '--scope', 'admin')
  reader = makeKey(store, '--scope', 'read')
  service = await RunningService.start(store, key, ['--every', '0'])
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

interface Listed {
  readonly id: string
  readonly name: string
  readonly alias?: string
  readonly verdict: string
  readonly said?: {
    readonly answer?: { readonly kind: string; readonly by: string }
    readonly remarks: number
  }
}

const say = (body: object) => service.send<Feedback>('/v1/feedback', { body })
const of = async (campaign: string) =>
  (await service.send<{ alias?: string; feedback: Feedback[] }>(`/v1/campaigns/${campaign}/feedback`)).body
const report = async () => (await service.send<CalibrationReport>('/v1/feedback/report')).body
const listed = async () =>
  (await service.send<{ campaigns: Listed[] }>('/v1/campaigns?verdict=all')).body.campaigns
const waiting = async () =>
  Number(
    /^stillwatch_feedback_waiting (\d+)$/m.exec((await service.send<string>('/metrics')).body)?.[1] ?? 'NaN',
  )

test('nothing was said: a report with whole intervals', async () => {
  expect(await report()).toMatchObject({ answered: 0, disputed: 0, detectors: [], dismissals: {} })
  expect(
    (await report()).bins.every(({ groups, low, high }) => groups === 0 && low === 0 && high === 1),
  ).toBe(true)
})

test('what is said while the engine hears nothing is kept through kill -9, once', async () => {
  const engine = service.enginePid
  process.kill(engine, 'SIGSTOP')
  const confirmed = await say({ kind: 'confirm', campaign: 'name of c-1' })
  expect(confirmed).toMatchObject({
    status: 200,
    body: {
      campaign: 'c-1',
      analysis: 'one',
      name: 'name of c-1',
      verdict: 'distillation',
      probability: 0.99,
      size: 3,
      bits: { 'shared-payment': 12.5, 'daily-rhythm': -1.5 },
    },
  })
  const dismissed = await say({ kind: 'dismiss', campaign: 'c-2', reason: 'own-traffic', note: 'our canary' })
  expect(dismissed.status).toBe(200)
  expect((await say({ kind: 'rename', campaign: 'c-1', alias: 'Blue Heron' })).status).toBe(200)
  expect(await waiting()).toBe(3)
  await service.kill()
  process.kill(engine, 'SIGKILL')
  service = await RunningService.start(store, key, ['--every', '0'])
  await service.until(async () => (await waiting()) === 0)
  expect(readFileSync(join(store, 'service/feedback.jsonl'), 'utf8')).toBe('')
  const { alias, feedback } = await of('c-1')
  expect(alias).toBe('Blue Heron')
  expect(feedback.map(({ kind }) => kind)).toEqual(['rename', 'confirm'])
  expect(feedback[1]).toEqual(confirmed.body)
})

test('splits and merges are proposals that both sides show', async () => {
  const split = await say({ kind: 'split', campaign: 'c-1', accounts: ['a3', 'a3'], note: 'pays elsewhere' })
  expect(split.body).toMatchObject({ accounts: ['a3'], size: 3 })
  const merge = await say({ kind: 'merge', campaign: 'c-1', other: 'c-2', note: 'one deck' })
  expect(merge.body).toMatchObject({ other: 'c-2', other_name: 'name of c-2', other_size: 2 })
  expect((await of('c-2')).feedback.map(({ id }) => id)).toContain(merge.body.id)
  const { body } = await service.send<{ accounts: unknown[] }>('/v1/campaigns/c-1')
  expect(body.accounts).toHaveLength(3)
})

test('a note on an account stands on its page, with what the analysis says of its group', async () => {
  const { status, body } = await service.send<Feedback & { account_is: string }>('/v1/accounts/b2/notes', {
    body: { note: ' called its owner ' },
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ kind: 'note', campaign: 'c-2', accounts: ['b2'], note: 'called its owner' })
  const view = await service.send<{ notes: Feedback[] }>('/v1/accounts/b2/view')
  const { account_is: knowing, ...note } = body
  expect([knowing, view.body.notes]).toEqual(['known', [note]])
  expect((await service.send<{ notes: Feedback[] }>('/v1/accounts/b1/view')).body.notes).toEqual([])
  expect((await of('c-2')).feedback.map(({ id }) => id)).toContain(body.id)
  expect(await service.send('/v1/accounts/nobody/notes', { body: { note: 'x' } })).toMatchObject({
    status: 404,
  })
})

test('lists tell verdict and name of the analysis, with answer and alias beside them', async () => {
  const [one, two, three] = await listed()
  expect(one).toMatchObject({
    name: 'name of c-1',
    alias: 'Blue Heron',
    verdict: 'distillation',
    said: { answer: { kind: 'confirm' }, remarks: 4 },
  })
  expect(two).toMatchObject({ verdict: 'distillation', said: { answer: { kind: 'dismiss' }, remarks: 3 } })
  expect(three?.said).toBeUndefined()
  expect((await service.send<{ decisions: unknown[] }>('/v1/decisions')).body.decisions).toEqual([])
})

test('the report counts the newest answer, with who dissents', async () => {
  expect(await report()).toMatchObject({
    answered: 2,
    disputed: 0,
    accused: { groups: 2, confirmed: 1, share: 0.5 },
    cleared: { groups: 0 },
    dismissals: { 'own-traffic': 1 },
    detectors: [{ detector: 'shared-payment', bits: 12.5, groups: 2, confirmed: 1, tells: false }],
  })
  const { detectors } = (
    await service.send<{ detectors: { id: string; precision?: Record<string, unknown> }[] }>('/v1/detectors')
  ).body
  // The same answers, on the page that lists what is looked for: two are too few, and who spoke against one hand counts not.
  const precision = Object.fromEntries(detectors.map((one) => [one.id, one.precision]))
  expect(precision['shared-payment']).toMatchObject({ groups: 2, confirmed: 1, dismissed: 1, tells: false })
  expect(precision['daily-rhythm']).toBeUndefined()
  const [bin] = (await report()).bins.filter(({ groups }) => groups > 0)
  // Wilson's interval of 0 among 1.
  expect(bin).toMatchObject({ from: 0.95, to: 0.99, said: 0.96, confirmed: 0, low: 0 })
  expect(bin?.high).toBeCloseTo(0.7935, 4)
  const other = makeKey(store, '--scope', 'act')
  await service.until(async () => {
    const body = { kind: 'dismiss', campaign: 'c-1', reason: 'chance', note: 'I think not' }
    return (await service.send('/v1/feedback', { body, key: other })).status === 200
  })
  await say({ kind: 'confirm', campaign: 'c-3', note: 'cleared wrongly' })
  expect(await report()).toMatchObject({
    answered: 3,
    disputed: 1,
    accused: { confirmed: 0 },
    cleared: { groups: 1, confirmed: 1 },
  })
})

test('what makes no sense is refused, and so is who may only read', async () => {
  const refused = [
    { kind: 'dismiss', campaign: 'c-1', reason: 'chance', note: '  ' },
    { kind: 'merge', campaign: 'c-1', other: 'name of c-1', note: 'x' },
    { kind: 'split', campaign: 'c-1', accounts: ['b1'], note: 'x' },
    { kind: 'split', campaign: 'c-1', accounts: ['a1', 'a2', 'a3'], note: 'x' },
    { kind: 'rename', campaign: 'c-2', alias: 'Blue Heron' },
    { kind: 'rename', campaign: 'c-2', alias: 'name of c-1' },
    { kind: 'rename', campaign: 'c-2', alias: 'a\u202eb' },
  ]
  for (const body of refused)
    expect(await say(body), JSON.stringify(body)).toMatchObject({
      status: 422,
      body: { title: 'feedback-invalid' },
    })
  expect(await say({ kind: 'confirm', campaign: 'c-9' })).toMatchObject({ status: 404 })
  expect(await say({ kind: 'dismiss', campaign: 'c-1', reason: 'mood', note: 'x' })).toMatchObject({
    status: 400,
  })
  const body = { kind: 'confirm', campaign: 'c-1' }
  expect(await service.send('/v1/feedback', { body, key: reader })).toMatchObject({ status: 403 })
  const audit = readFileSync(join(store, 'service/audit.jsonl'), 'utf8')
  expect(audit.match(/"action":"feedback\.\w+"/g)).toHaveLength(8)
})

test('the command says the same of the store, and adds to it', async () => {
  await service.until(async () => (await waiting()) === 0)
  expect(await service.stop()).toBe(0)
  const run = (...args: readonly string[]) => runStillwatch(['campaigns', ...args, '--store', store])
  const said = await run('feedback', '--format', 'json')
  expect((JSON.parse(said.stdout) as Feedback[]).map(({ kind }) => kind)).toEqual([
    ...['confirm', 'dismiss', 'note', 'merge', 'split', 'rename', 'dismiss', 'confirm'],
  ])
  expect((await run('list')).stdout).toContain('Blue Heron')
  expect((await run('rename', 'c-1', '')).stdout).toContain('what was found is unchanged')
  expect((await run('list')).stdout).not.toContain('Blue Heron')
  expect((await run('dismiss', 'c-1', '--reason', 'chance')).stderr).toContain('[feedback-invalid]')
  expect((await run('calibration')).stdout).toMatch(/^3 groups answered, 1 disputed/)
}, 60_000)
