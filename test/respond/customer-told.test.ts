// What a customer is told before a step is in force is what gateways answer once it is.
import { describe, expect, test } from 'vitest'
import { customerTold } from '../../src/respond/customer-told.js'
import { DecisionTable, makeDecision } from '../../src/respond/decision.js'
import { answerEnvoy } from '../../src/respond/gateways/envoy.js'
import { answerLitellm } from '../../src/respond/gateways/litellm.js'
import type { Action, DecisionParameters } from '../../src/respond/ladder.js'

const WORDS = { shared: 'Your account acts together with others.' }
const APPEAL = 'https://example.com/appeal'
const STEPS: readonly (readonly [Action, DecisionParameters, string])[] = [
  ['observe', {}, 'passed'],
  ['tag', { tag: 'watched' }, 'passed'],
  ['throttle', { requestsPerMinute: 6, per: 'account' }, 'limited'],
  ['degrade', { maxTokens: 100 }, 'changed'],
  ['step-up', { url: 'https://example.com/verify' }, 'refused'],
  ['suspend', {}, 'refused'],
]

/** As a gateway asks about an account on which the step is enforced, until it is refused or has asked thrice. */
function answered(action: Action, parameters: DecisionParameters, reason: string, terms: object) {
  const table = new DecisionTable()
  const now = Date.now()
  const decision = makeDecision({
    account: 'a',
    campaign: 'c',
    action,
    parameters,
    mode: 'enforce',
    reason,
    rule: 'r',
    policyVersion: '1',
    from: new Date(now - 1000).toISOString(),
    until: new Date(now + 60_000).toISOString(),
  })
  table.replace([decision])
  const context = { ask: () => table.decide({ account: 'a' }, now), words: {}, ...terms }
  const ask = () => answerEnvoy({ method: 'POST', path: '/', headers: {}, body: '' }, context)
  const answers = [ask(), ask(), ask()]
  return { envoy: answers.at(-1), context }
}

describe.each(STEPS)('a customer under %s', (action, parameters, seen) => {
  test.each([
    ['words and an address', 'shared', { words: WORDS, appealUrl: APPEAL }],
    ['neither', 'under-review', { words: {}, appealUrl: undefined }],
  ])('reads what the gateway says, of a policy with %s', (_, reason, terms) => {
    const told = customerTold({ action, parameters, reason }, terms)
    expect(told).toMatchObject({ seen, code: reason })
    const { envoy, context } = answered(action, parameters, reason, terms)
    const form = (name: string) => told.answers.find((one) => one.form === name)
    if (seen === 'passed' || seen === 'changed') {
      expect(told.answers).toEqual([])
      expect(envoy?.status).toBe(200)
      return
    }
    expect(form('gateway')?.status).toBe(envoy?.status)
    expect(form('gateway')?.body).toEqual(JSON.parse(envoy?.body ?? ''))
    expect(envoy?.headers).toMatchObject(form('gateway')?.headers ?? {})
    const { message } = (form('gateway') as { body: { error: { message: string } } }).body.error
    expect(form('openai')?.body).toMatchObject({ error: { message, code: reason, param: null } })
    expect(form('anthropic')?.body).toMatchObject({
      type: 'error',
      error: {
        message,
        type: action === 'throttle' ? 'rate_limit_error' : 'permission_error',
      },
    })
    const body = JSON.stringify({ input_type: 'request', request_data: { user_api_key_hash: 'k' } })
    const litellm = answerLitellm({ method: 'POST', path: '/', headers: {}, body }, context)
    expect(JSON.parse(litellm.body)).toMatchObject({ action: 'BLOCKED', blocked_reason: message })
  })
})

test('where the policy has no words, those of the policy that ships are named and not told', () => {
  const step = { action: 'suspend', parameters: {}, reason: 'coordinated-extraction' } as const
  const told = customerTold(step, { words: {} })
  expect(told.words).toBeUndefined()
  expect(told.suggested).toMatch(/^Your account sends requests together/)
  expect(JSON.stringify(told.answers)).not.toContain('together')
  expect(customerTold({ ...step, reason: 'own-code' }, { words: {} }).suggested).toBeUndefined()
})
