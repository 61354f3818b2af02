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
  const webhook = ['--webhook', `http://127.0.0.1:${port}/hook`, '--webhook-secret-file', secretFile]
  key = makeKey(store, '--scope', 'admin')
  service = await RunningService.start(store, key, webhook)
})
afterAll(async () => {
  await service?.stop()
  receiver?.close()
  folder.remove()
})

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
}, 120_000)
