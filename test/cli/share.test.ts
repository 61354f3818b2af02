// Two providers go through a round on the command line, with enough values for threads, and are told what went wrong.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder, type Outcome, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
afterAll(folder.remove)
const at = (...names: readonly string[]) => join(folder.path, ...names)
const as = (who: string, ...args: readonly string[]) => runStillwatch(['share', ...args, '--state', at(who)])
const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `+44 7700 ${String(900_000 + from + index)}`).join('\n')

/** Runs and keeps what was printed in a file. */
async function keep(name: string, run: Promise<Outcome>): Promise<string> {
  const { status, stdout, stderr } = await run
  if (status !== 0) throw new Error(stderr)
  writeFileSync(at(name), stdout)
  return stderr
}

const printOf = (words: string) => /^ {2}((?:[0-9a-f]{4} ?){8})$/m.exec(words)?.[1] ?? ''

beforeAll(async () => {
  const prints = await Promise.all(
    ['acme', 'birch'].map((who) =>
      keep(`${who}.card`, as(who, 'identity', 'create', `${who}.example`, '--root', at(`${who}.root`))),
    ),
  )
  const [acme = '', birch = ''] = prints.map(printOf)
  await keep('added', as('acme', 'partners', 'add', at('birch.card'), '--fingerprint', birch))
  await keep('added', as('birch', 'partners', 'add', at('acme.card'), '--fingerprint', acme))
})

test('secrets are for this user only', () => {
  for (const path of [at('acme.root'), at('acme', 'share', 'identity.json')])
    expect(statSync(path).mode & 0o077).toBe(0)
})

test('a round, with threads on both sides', async () => {
  writeFileSync(at('held'), numbers(0, 2100))
  writeFileSync(at('mine'), `${numbers(2000, 1100)}\nnonsense\n`)
  const offered = await as(
    'acme',
    'match',
    'offer',
    at('held'),
    '--to',
    'birch.example',
    '--kind',
    'phone',
    '--out',
    at('offer'),
  )
  expect(offered.stdout).toContain('2,100 values offered to birch.example as 2,304 outputs')
  const words = await keep('ask.jsonl', as('birch', 'match', 'ask', at('mine'), '--offer', at('offer')))
  expect(words).toContain('1 line left out: no telephone number with + and its country')
  await keep('answer.jsonl', as('acme', 'match', 'answer', at('ask.jsonl')))
  const ended = await as('birch', 'match', 'finish', at('answer.jsonl'), '--offer', at('offer'))
  expect(ended.status).toBe(1)
  expect(ended.stdout).toBe(`${numbers(2000, 100).replaceAll(' ', '')}\n`)
  expect(ended.stderr).toContain('acme.example has 100 of 1,100 values')

  const status = await as('acme', 'match', 'status', '--format', 'json')
  expect(JSON.parse(status.stdout)).toMatchObject([{ partner: 'birch.example', kind: 'phone', spent: 1152 }])
  const sent = ['ask.jsonl', 'answer.jsonl', join('offer', 'offer.json')].map((name) =>
    readFileSync(at(name), 'utf8'),
  )
  expect(sent.join('\n')).not.toContain('7700')
  // Nothing but counts is noted.
  const audit =
    readFileSync(at('acme', 'audit.jsonl'), 'utf8') + readFileSync(at('birch', 'audit.jsonl'), 'utf8')
  expect(audit).toContain('match.answered')
  expect(audit).not.toContain('7700')
})

test('what is over the budget is refused and noted, and the same file again costs nothing', async () => {
  await keep('again', as('acme', 'match', 'answer', at('ask.jsonl')))
  await keep(
    'lowered',
    as(
      'acme',
      'match',
      'offer',
      at('held'),
      '--to',
      'birch.example',
      '--kind',
      'phone',
      '--out',
      at('small'),
      '--budget',
      '1300',
    ),
  )
  await keep('more.jsonl', as('birch', 'match', 'ask', at('mine'), '--offer', at('offer')))
  const refused = await as('acme', 'match', 'answer', at('more.jsonl'))
  expect([refused.status, refused.stdout]).toEqual([2, ''])
  expect(refused.stderr).toContain('birch.example asks about 1152 phone values, and 148 are left')
  expect(readFileSync(at('acme', 'audit.jsonl'), 'utf8')).toContain('match.refused')
})

test('an object is signed, checked, and refused when it was changed or its key revoked', async () => {
  writeFileSync(at('object.json'), '{"type":"bundle","id":"bundle--1"}')
  writeFileSync(at('changed.json'), '{"type":"bundle","id":"bundle--2"}')
  await keep('signature', as('acme', 'sign', at('object.json')))
  const check = (name: string, from = 'acme.example') =>
    as('birch', 'verify', at(name), at('signature'), '--from', from)
  expect((await check('object.json')).stdout).toContain('acme.example signed it')
  expect(await check('changed.json')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('[signature-refused]'),
  })
  const kid = /"kid": "([^"]+)"/.exec(readFileSync(at('acme.card'), 'utf8'))?.[1] ?? ''
  await keep(
    'newer.card',
    as('acme', 'identity', 'revoke', kid, '--root', at('acme.root'), '--reason', 'a laptop was stolen'),
  )
  await keep('updated', as('birch', 'partners', 'update', at('newer.card')))
  expect((await check('object.json')).stderr).toContain('revoked the key')
  expect((await as('birch', 'partners', 'update', at('acme.card'))).stderr).toContain('[key-card-refused]')
})

test('mistakes are told with what to do', async () => {
  const stranger = await as(
    'birch',
    'match',
    'offer',
    at('mine'),
    '--to',
    'nobody.example',
    '--kind',
    'phone',
    '--out',
    at('none'),
  )
  expect([stranger.status, existsSync(at('none'))]).toEqual([2, false])
  expect(stranger.stderr).toContain('[no-partner]')
  expect((await as('third', 'match', 'ask', at('mine'), '--offer', at('offer'))).stderr).toContain(
    '[no-identity]',
  )
  expect((await as('birch', 'match', 'ask', at('gone'), '--offer', at('gone'))).stderr).toContain(
    '[file-unreadable]',
  )
  expect((await as('birch', 'match', 'nonsense')).stderr).toContain('[usage]')
})
