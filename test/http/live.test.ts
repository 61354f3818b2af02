// From traffic to decisions while the service runs: an analysis on demand, events to a webhook and a stream, a policy and
// an act that are in force at once.
import { createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { simulate } from '../../simulate/simulate.js'
import { makeFolder } from '../cli/stillwatch.js'

interface Delivery {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const SECRET = 'a secret of more than 24 bytes for the test'

const folder = makeFolder()
const store = join(folder.path, 'store')
const deliveries: Delivery[] = []
let receiver: Server
let service: RunningService
let key: string
let webhook: string[]

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      deliveries.push({ headers: request.headers as Record<string, string>, body })
      // The first delivery fails, so that it is tried again.
      response.writeHead(deliveries.length === 1 ? 500 : 204).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const secretFile = join(folder.path, 'secret')
  writeFileSync(secretFile, SECRET)
  const { port } = receiver.address() as AddressInfo
  webhook = ['--webhook', `http://127.0.0.1:${port}/hook`, '--webhook-secret-file', secretFile]
  key = makeKey(store, '--scope', 'admin')
  service = await RunningService.start(store, key, webhook)
})
afterAll(async () => {
  await service?.stop()
  receiver?.close()
  folder.remove()
})

interface Recognised {
  readonly total: number
  readonly accounts: readonly {
    readonly account: string
    readonly request: number
    readonly by: readonly { readonly kind: string; readonly value: string }[]
  }[]
}

interface Listed {
  readonly campaigns: readonly { readonly id: string; readonly name: string; readonly accounts: number }[]
}

test('a campaign is found, told and acted on', async () => {
  const { files } = await simulate({
    scenario: 'load-balanced-cards',
    scale: 0.3,
    seed: 3,
    out: folder.path,
  })
  for (const [path, file] of [
    ['/v1/accounts', files.accounts],
    ['/v1/exchanges', files.exchanges],
  ] as const) {
    const sent = await service.send(`${path}?wait=60`, { body: readFileSync(file) })
    expect(sent).toMatchObject({ status: 200, body: { state: 'loaded', outcome: { rejected: {} } } })
  }
  const asked = await service.send<{ id: string }>('/v1/analyses', { method: 'POST' })
  expect(asked.status).toBe(202)
  const run = () => service.send<{ state: string }>(`/v1/analyses/${asked.body.id}`)
  await service.until(async () => ['done', 'failed'].includes((await run()).body.state), 60_000)
  expect((await run()).body).toMatchObject({ state: 'done', campaigns: 1 })
  const listed = await service.send<Listed>('/v1/campaigns')
  const [campaign] = listed.body.campaigns
  expect(listed.body.campaigns).toHaveLength(1)

  await service.until(async () => deliveries.length >= 2)
  const [failed, taken] = deliveries
  expect(taken?.headers['webhook-id']).toBe(failed?.headers['webhook-id'])
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = taken?.headers ?? {}
  const signed = createHmac('sha256', SECRET).update(`${id}.${at}.${taken?.body}`).digest('base64')
  expect(signature).toBe(`v1,${signed}`)
  expect(JSON.parse(taken?.body ?? '')).toMatchObject({
    type: 'campaign.found',
    data: { campaign: { id: campaign?.id, name: campaign?.name, accounts: campaign?.accounts } },
  })

  const whole = await service.send<{ accounts: { id: string }[] }>(`/v1/campaigns/${campaign?.name}`)
  const account = whole.body.accounts[0]?.id ?? ''
  expect((await service.send(`/v1/accounts/${account}`)).body).toMatchObject({
    campaigns: [{ id: campaign?.id }],
  })
  const decide = async () => (await service.send('/v1/decide', { body: { account } })).body
  expect(await decide()).toMatchObject({ action: 'allow' })
  const step = { action: 'suspend', mode: 'enforce' }
  const act = await service.send<{ id: string }>('/v1/acts', {
    body: {
      kind: 'apply',
      note: 'test',
      campaign: campaign?.id,
      step,
      reason: 'automated-use',
      for: '7d',
      membership: 0,
    },
  })
  expect(act.status).toBe(200)
  expect(await decide()).toMatchObject({ action: 'suspend', refused: true })
  // Envoy passes on the customer's own headers; the gateway's key is its own.
  const customer = { 'x-stillwatch-account': account, origin: 'https://shop.example' }
  const check = await service.send('/gateways/envoy/v1/chat/completions', {
    method: 'POST',
    key: 'sk-customer',
    headers: { ...customer, 'x-stillwatch-key': key },
  })
  expect(check).toMatchObject({ status: 403, body: { error: { type: 'account_suspended' } } })
  const other = { 'x-stillwatch-account': 'nobody', 'x-stillwatch-key': key }
  expect((await service.send('/gateways/envoy/v1/models', { key: '', headers: other })).status).toBe(200)
  expect((await service.send('/gateways/nginx', { key: '' })).status).toBe(401)

  // What the campaign's cards and sign-ups show is known before anything of a new account is loaded.
  const [member] = readFileSync(files.accounts, 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"${account}"`))
    .map((line) => JSON.parse(line) as Readonly<Record<string, string>>)
  const traits = {
    payment: [member?.payment],
    mail: [member?.email_domain],
    phone: [member?.phone_prefix],
    'signup-ip': [member?.signup_ip],
  }
  const shown = (name: string, told: object) =>
    service.send('/v1/decide', { body: { account: name, traits: told } })
  await service.until(
    async () => (await shown(`heir-${Math.random()}`, traits)).body.action === 'suspend',
    60_000,
  )
  expect((await shown('heir', traits)).body).toMatchObject({ action: 'suspend', refused: true })
  expect((await shown('stranger', { mail: [member?.email_domain] })).body).toMatchObject({ action: 'allow' })
  expect((await shown('heir-2', {})).body).toMatchObject({ action: 'allow' })
  expect((await shown('heir-3', { colour: ['red'] })).status).toBe(400)
  // At which of its requests an account was recognised is counted over all of them, and told by campaign and account.
  for (const told of [{}, { mail: ['nobody.example'] }, traits]) await shown('heir-slow', told)
  const recognised = async () =>
    (await service.send<Recognised>(`/v1/campaigns/${campaign?.id}/recognised?limit=500`)).body
  const of = async (name: string) => (await recognised()).accounts.find((one) => one.account === name)
  expect(await of('heir')).toMatchObject({ request: 1, seen_by: 'gateway', member: false })
  expect(await of('heir-slow')).toMatchObject({ request: 3, campaign: campaign?.id })
  expect((await of('heir-slow'))?.by.map(({ kind }) => kind)).toContain('payment')
  expect((await of('heir-slow'))?.by.find(({ kind }) => kind === 'mail')?.value ?? member?.email_domain).toBe(
    member?.email_domain,
  )
  expect(await of('stranger')).toBeUndefined()
  // Those whose exchanges come first are by the log, and those that asked before the service counted have sent more.
  const newer = { ...member, account: 'heir-of-the-log', created_at: new Date().toISOString() }
  await service.send('/v1/accounts?wait=60', { body: JSON.stringify(newer) })
  const lines = (name: string, ages: readonly number[]) =>
    ages
      .map((age, index) => {
        const ts = new Date(Date.now() - age).toISOString()
        return JSON.stringify({ id: `${name}-${index}`, ts, account: name, prompt: 'hello there' })
      })
      .join('\n')
  await service.send('/v1/exchanges?wait=60', { body: lines('heir-of-the-log', [60_000, 50_000]) })
  await service.until(async () => (await of('heir-of-the-log')) !== undefined)
  expect(await of('heir-of-the-log')).toMatchObject({ request: 1, seen_by: 'log' })
  await service.send('/v1/exchanges?wait=60', { body: lines('heir-before', [30_000, 20_000, 10_000]) })
  await shown('heir-before', traits)
  await service.until(async () => (await of('heir-before'))?.request === 4)
  const inForce = async () => (await service.send('/v1/decide', { body: { account: 'heir' } })).body.action
  process.kill(service.enginePid, 'SIGKILL')
  await service.until(async () => (await service.send('/readyz')).status === 503)
  expect((await shown('heir-4', traits)).body).toMatchObject({ action: 'suspend' })
  expect(await inForce()).toBe('suspend')
  await service.until(async () => (await service.send('/readyz')).status === 200)
  const undone = await service.send('/v1/acts', { body: { kind: 'undo', note: 'test', act: act.body.id } })
  expect(undone.status).toBe(200)
  expect(await inForce()).toBe('allow')
  expect(await decide()).toMatchObject({ action: 'allow' })

  const told = await recognised()
  expect(told.total).toBeGreaterThan(4)
  expect(told.accounts.map(({ account: name }) => name)).toContain('heir-4')
  await service.stop()
  service = await RunningService.start(store, key, webhook)
  await service.until(async () => (await recognised()).total >= told.total)
  expect((await recognised()).accounts).toEqual(told.accounts)
  const view = await service.send<{ recognised: object[] }>('/v1/accounts/heir-slow/view')
  expect(view.body.recognised).toMatchObject([{ campaign: campaign?.id, name: campaign?.name, request: 3 }])
}, 120_000)
