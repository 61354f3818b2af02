// The file of public events: both forms, its bounds, and mistakes by the line that they are on.
import { expect, test } from 'vitest'
import { Problem } from '../../src/model/problem.js'
import { MOST_EVENTS } from '../../src/server/public-events.js'
import { parsePublicEvents, readPublicEvents } from '../../src/server/read-public-events.js'

const YAML = `schema: stillwatch.events/1
events:
  - date: 2026-03-09T17:00:00+01:00
    title: meridian-large-4 is announced
    kind: release
    url: https://example.com/announcement
  - { date: 2026-03-01, title: Prices fall by half, kind: price }
`

function mistakesOf(text: string, file = 'events.yaml'): string[] {
  try {
    parsePublicEvents(text, file)
  } catch (error) {
    if (error instanceof Problem && error.code === 'public-events') return error.message.split('\n').slice(1)
    throw error
  }
  return []
}

test('is read from YAML and from lines, oldest first', () => {
  const events = parsePublicEvents(YAML, 'events.yaml')
  expect(events).toEqual([
    { at: '2026-03-01T00:00:00.000Z', isDay: true, title: 'Prices fall by half', kind: 'price' },
    {
      at: '2026-03-09T16:00:00.000Z',
      isDay: false,
      title: 'meridian-large-4 is announced',
      kind: 'release',
      url: 'https://example.com/announcement',
    },
  ])
  const lines = events
    .map(({ at, isDay, ...event }) => JSON.stringify({ date: isDay ? at.slice(0, 10) : at, ...event }))
    .join('\n')
  expect(parsePublicEvents(`${lines}\n\n`, 'events.ndjson')).toEqual(events)
  expect(parsePublicEvents('schema: stillwatch.events/1\nevents: []', 'e.yaml')).toEqual([])
})

test('tells every mistake by its line', () => {
  const wrong = YAML.replace('kind: price', 'kind: sale')
    .replace('https://example.com', 'javascript:alert')
    .replace('2026-03-01,', '2026-02-30,')
  expect(mistakesOf(wrong)).toEqual([
    '  events.yaml:6:10: “events 1 url” must be an http or https address',
    '  events.yaml:7:13: “events 2 date” is no day of the calendar',
    expect.stringMatching(/^ {2}events\.yaml:7:\d+: “events 2 kind” expected one of/),
  ])
  expect(mistakesOf('{"date":"2026-03-01","title":" ","kind":"other"}\nno\n', 'e.jsonl')).toEqual([
    expect.stringMatching(/^ {2}e\.jsonl:1: “title” /),
    expect.stringMatching(/^ {2}e\.jsonl:2: .*JSON/),
  ])
  expect(mistakesOf('events: []\nmore: 1')).toEqual([
    expect.stringMatching(/“schema” /),
    expect.stringMatching(/it has no “more”/),
  ])
  expect(mistakesOf('- [')).toHaveLength(1)
  expect(mistakesOf('{"date":"tomorrow","title":"x","kind":"other"}', 'e.ndjson')[0]).toMatch(/must be a day/)
})

test('is bounded in what it holds and how long it is', () => {
  const line = '{"date":"2026-03-01","title":"x","kind":"other"}\n'
  expect(parsePublicEvents(line.repeat(MOST_EVENTS), 'e.ndjson')).toHaveLength(MOST_EVENTS)
  expect(mistakesOf(line.repeat(MOST_EVENTS + 1), 'e.ndjson')).toEqual([
    '  e.ndjson: has more than 1000 events',
  ])
  expect(mistakesOf(`# ${'x'.repeat(1_000_000)}`)).toEqual([expect.stringMatching(/is longer than/)])
  expect(() => readPublicEvents('/nowhere/events.yaml')).toThrow(Problem)
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`).join('\n')}`
  expect(mistakesOf(bomb).length).toBeGreaterThan(0)
})
