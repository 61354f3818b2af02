// Debian's crowdsec-custom-bouncer pulls address decisions from us and hands them to a program that would enforce them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DecisionTable, makeDecision } from '../../src/respond/decision.js'
import { answerCrowdsec, BouncerPulls } from '../../src/respond/gateways/crowdsec.js'
import { type Listening, serveAdapters, stepDecision } from './host.js'
import { BOUNCER, startBouncer } from './peers.js'

const about = (address: string, action: 'suspend' | 'observe' = 'suspend') => {
  const { id: _, ...fields } = stepDecision('', action)
  return makeDecision({ ...fields, address })
}

describe.skipIf(BOUNCER.absent !== undefined)('a stock CrowdSec bouncer', () => {
  const table = new DecisionTable()
  let host: Listening
  let bouncer: Awaited<ReturnType<typeof startBouncer>>
  beforeAll(async () => {
    table.replace([
      about('203.0.113.9'),
      about('198.51.100.0/24'),
      about('203.0.113.10', 'observe'),
      stepDecision('a1', 'suspend'),
    ])
    const pulls = new BouncerPulls()
    const answer = (request: Parameters<typeof answerCrowdsec>[0]) =>
      answerCrowdsec(request, { table, pulls, bouncer: request.headers['x-api-key'] ?? '', now: Date.now() })
    host = await serveAdapters({ '/gateways/crowdsec/v1/': answer })
    bouncer = await startBouncer(host)
  })
  afterAll(async () => {
    await bouncer?.stop()
    await host?.close()
  })

  const lines = () => bouncer.told()

  test('enforces addresses and ranges, and neither accounts nor what is only observed', async () => {
    await expect.poll(lines, { timeout: 15_000 }).toEqual(['add 198.51.100.0/24', 'add 203.0.113.9'])
  })

  test('follows what is added and lifted; what was renewed is never let go', async () => {
    table.replace([about('203.0.113.9'), about('2001:db8::1')])
    await expect
      .poll(lines, { timeout: 15_000 })
      .toEqual(['add 198.51.100.0/24', 'add 2001:db8::1', 'add 203.0.113.9', 'del 198.51.100.0/24'])
  })
})
