// What the proxy knows of decisions is what the service's table holds, change by change, and a change that is lost
// shows.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { HeldDecisions } from '../../src/proxy/decisions/held-decisions.js'
import { Journal, type StreamEvent } from '../../src/proxy/decisions/journal.js'
import { Spool } from '../../src/proxy/log/spool.js'
import { DecisionTable } from '../../src/respond/decision.js'
import { makeFolder } from '../cli/stillwatch.js'
import { stepDecision } from '../gateways/host.js'

const folder = makeFolder()
afterAll(folder.remove)

const TERMS: StreamEvent = { event: 'terms', data: { sure: true, exemptions: [], words: {} } }
const asked = (account: string) => ({ account })

/** A table whose accounts are replaced step by step, and the events that tell it. */
function told(steps: readonly (readonly number[])[]): { table: DecisionTable; events: StreamEvent[] } {
  const table = new DecisionTable()
  const { decisions, ...state } = table.snapshot()
  const events = [TERMS, { event: 'decisions', data: { ...state, isFirst: true, isLast: true, decisions } }]
  for (const accounts of steps) {
    const change = table.replace(accounts.map((number) => stepDecision(`a${number}`, 'suspend')))
    if (change.added.length + change.removed.length > 0) events.push({ event: 'change', data: change })
    events.push({ event: 'state', data: table.state() })
  }
  return { table, events }
}

const STEPS = fc.array(fc.uniqueArray(fc.nat(9), { maxLength: 6 }), { minLength: 1, maxLength: 8 })

test('holds what the service holds, also after a restart', () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      const { table, events } = told(steps)
      const path = join(folder.path, 'decisions.jsonl')
      rmSync(path, { force: true })
      const journal = new Journal(path)
      const held = new HeldDecisions('open')
      for (const event of events) {
        expect(held.take(event.event, event.data)).not.toBe('out-of-step')
        if (event.event !== 'state') journal.write(event)
      }
      const again = new HeldDecisions('open')
      for (const { event, data } of new Journal(path).read()) again.take(event, data)
      for (const one of [held, again])
        for (let number = 0; number < 10; number++)
          expect(one.decide(asked(`a${number}`), false).isRefused).toBe(
            table.find(asked(`a${number}`)).isRefused,
          )
      expect(again.position).toBe(held.position)
    }),
    { numRuns: 60 },
  )
})

test('a change that was lost shows at the next event', () => {
  fc.assert(
    fc.property(STEPS, fc.nat(), (steps, which) => {
      const { events } = told([[0], ...steps, [1, 2, 3]])
      const changes = events.flatMap(({ event }, at) => (event === 'change' ? [at] : []))
      const lost = changes[which % changes.length]
      const held = new HeldDecisions('open')
      const taken = events.filter((_, at) => at !== lost).map(({ event, data }) => held.take(event, data))
      expect(taken).toContain('out-of-step')
    }),
  )
})

test('a service that doesn’t know itself says nothing, and all is read anew when it does', () => {
  const { events } = told([[1]])
  const held = new HeldDecisions('closed')
  expect(held.decide(asked('b'), false).isRefused).toBe(true)
  for (const { event, data } of events) held.take(event, data)
  held.take('terms', { sure: false, exemptions: [], words: {} })
  const { decisions: _, ...state } = new DecisionTable().snapshot()
  held.take('decisions', { ...state, isFirst: true, isLast: true, decisions: [] })
  expect(held.decide(asked('a1'), false).isRefused).toBe(true)
  expect(held.take('terms', TERMS.data)).toBe('out-of-step')
})

test('who is exempt is reached by no decision', () => {
  const held = new HeldDecisions('open')
  for (const { event, data } of told([[1]]).events) held.take(event, data)
  const exemptions = [{ account: 'a1', until: '2100-01-01T00:00:00Z' }]
  held.take('terms', { sure: true, exemptions, words: {} })
  expect(held.decide(asked('a1'), false).isRefused).toBe(false)
})

test('a spool gives back what a killed process wrote, without what it was writing, and has an end', () => {
  const options = { folder: join(folder.path, 'spool'), mostBytes: 100 }
  const first = Spool.start(options)
  expect([first.append('{"a":1}'), first.append('{"a":2}')]).toEqual([true, true])
  expect(first.append('x'.repeat(200))).toBe(false)
  // It was killed here: nothing was closed.
  const second = Spool.start(options)
  expect(second.batches.map(({ bytes }) => bytes)).toEqual([16])
  const [batch] = second.batches
  if (batch) second.remove(batch)
  expect(second.bytes).toBe(0)
})
