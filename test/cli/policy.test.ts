// From a policy file to decisions and back, as an operator types it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backtest } from '../../src/respond/backtest.js'
import type { Decision } from '../../src/respond/decision.js'
import type { Preview } from '../../src/respond/preview.js'
import { makeFolder, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())
const store = at('store')
const shadow = at('shadow.yaml')
const enforce = at('enforce.yaml')

beforeAll(async () => {
  await runStillwatch(['simulate', 'load-balanced-cards', '--scale', '0.3', '--out', folder.path, '--quiet'])
  // Twice: with half of the log, then with all of it, so that a backtest has something to come after a decision.
  const lines = readFileSync(at('exchanges.jsonl'), 'utf8').trim().split('\n')
  const half = lines
    .map((line) => ({ line, ts: (JSON.parse(line) as { ts: string }).ts }))
    .sort((a, b) => (a.ts < b.ts ? -1 : 1))
    .map(({ line }) => line)
  writeFileSync(at('first.jsonl'), `${half.slice(0, half.length / 2).join('\n')}\n`)
  for (const file of ['first.jsonl', 'exchanges.jsonl'])
    await runStillwatch([
      'analyze',
      at(file),
      '--accounts',
      at('accounts.jsonl'),
      '--store',
      store,
      '--quiet',
    ])
  const { stdout } = await runStillwatch(['policy', 'default'])
  // A small campaign, of which less is certain than of a large one.
  const text = stdout.replaceAll('atLeast: 0.99', 'atLeast: 0.9')
  writeFileSync(shadow, text)
  writeFileSync(
    enforce,
    text
      .replace('version: default-1', 'version: second')
      .replace('action: suspend', 'action: suspend\n    mode: enforce'),
  )
}, 180_000)

const run = (...args: readonly string[]) => runStillwatch([...args, '--store', store])
const decisions = async (...args: readonly string[]) =>
  JSON.parse((await run('decisions', 'list', '--format', 'json', ...args)).stdout) as Decision[]

test('a policy goes from checking through shadow to decisions, and all of it can be told', async () => {
  expect((await runStillwatch(['policy', 'check', shadow])).stdout).toContain('6 rules, 0 of them enforced')
  const preview = JSON.parse((await run('policy', 'preview', shadow, '--format', 'json')).stdout) as Preview
  expect(preview.accounts).toMatchObject({ enforced: 0, none: 0 })
  expect(preview.rules.find(({ rule }) => rule === 'suspend-certain')).toMatchObject({
    accounts: preview.accounts.all,
    otherExchanges: 0,
    lookAlikes: {},
  })

  const backtest = await run('policy', 'backtest', shadow)
  expect(backtest.stdout).toContain('2 analyses decided in turn')
  expect(backtest.stdout).toMatch(/suspend-certain +shadow +\d+ +[\d,]{3,}/)

  const compared = async (file: string) =>
    JSON.parse((await run('policy', 'backtest', file, '--format', 'json')).stdout) as Backtest
  const fresh = await compared(shadow)
  expect(fresh.accounts).toEqual({ more: fresh.changed.length, less: 0, same: 0 })
  expect(fresh.changed.length).toBeGreaterThan(3)
  expect(fresh.changed.every(({ before, after }) => before === undefined && after?.mode === 'shadow')).toBe(
    true,
  )

  const early = await run('policy', 'adopt', enforce, '--note', 'too early')
  expect([early.status, early.stderr]).toEqual([2, expect.stringContaining('[shadow-first]')])
  expect((await run('policy', 'adopt', shadow, '--note', 'first')).stdout).toContain('0 enforced')
  expect((await compared(shadow)).accounts).toEqual({ more: 0, less: 0, same: fresh.accounts.more })
  const harder = await compared(enforce)
  // Of the same accounts and exchanges, met by the same step, enforced and no longer in shadow.
  const suspended = fresh.changed.filter(({ after }) => after?.action === 'suspend')
  expect(harder.accounts).toMatchObject({ more: suspended.length, less: 0 })
  const metBy = ({ account, after }: Backtest['changed'][number]) => [
    account,
    after?.action,
    after?.exchanges,
  ]
  expect(harder.changed.map(metBy).sort()).toEqual(suspended.map(metBy).sort())
  for (const { before, after, change } of harder.changed)
    expect([change, before?.mode, after?.mode]).toEqual(['more', 'shadow', 'enforce'])
  expect((await run('policy', 'adopt', enforce, '--note', 'looked at it')).stdout).toMatch(
    /[1-9]\d* enforced/,
  )
  expect((await compared(shadow)).accounts).toMatchObject({ more: 0, less: suspended.length })
  expect((await run('policy', 'history')).stdout).toMatch(/second .*\n?.*default-1/s)
  expect((await run('policy', 'history', '--show', 'default-1')).stdout).toBe(readFileSync(shadow, 'utf8'))
  expect((await runStillwatch(['policy', 'diff', shadow, enforce])).stdout).toContain(
    'mode: nothing → enforce',
  )

  const [first] = await decisions('--mode', 'enforce')
  expect(first).toMatchObject({ action: 'suspend', rule: 'suspend-certain', policyVersion: 'second' })
  const explained = await run('decisions', 'explain', first?.account ?? '')
  expect(explained.stdout).toContain(
    'What the customer may be told:\n  coordinated-extraction: Your account sends',
  )
})

test('an act on a campaign is shadow unless it is enforced, and is undone', async () => {
  const [{ campaign = '' } = {}] = await decisions()
  const act = (...args: readonly string[]) => run('act', ...args, '--note', 'a test', '--by', 'me')
  const apply = [
    'apply',
    campaign,
    '--action',
    'step-up',
    '--url',
    'https://example.com/v',
    '--reason',
    'verification-needed',
  ]
  const { stdout } = await act(...apply, '--membership', '0.5')
  const id = /act-[0-9a-f]+/.exec(stdout)?.[0] ?? ''
  expect((await decisions('--mode', 'shadow')).some(({ rule }) => rule === id)).toBe(true)
  expect((await act('undo', id)).stdout).toContain('lifted')
  expect((await run('act', 'list', '--open', '--format', 'json')).stdout).toBe('[]\n')

  const exempt = await act('exempt', '--campaign', campaign, '--for', '7d')
  expect(exempt.stdout).toContain('; 0 enforced and 0 in shadow now')
  const nobody = await act('exempt', '--for', '7d')
  expect([nobody.status, nobody.stderr]).toEqual([2, expect.stringContaining('[no-one-to-exempt]')])
})

test('an account that was never seen is exempted only where that is said, and has no appeal', async () => {
  const exempt = (...args: readonly string[]) =>
    run('act', 'exempt', '--account', 'acct-to-come', '--for', '7d', '--note', 'a test', ...args)
  const refused = await exempt()
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('[no-account]')])
  const appeal = await run('act', 'appeal', 'acct-to-come', '--note', 'a test')
  expect([appeal.status, appeal.stderr]).toEqual([2, expect.stringContaining('[no-account]')])
  const taken = await exempt('--unknown')
  expect(taken.stdout).toContain('exempt written down; nothing is known of acct-to-come yet\n')
  await run('act', 'undo', /act-[0-9a-f]+/.exec(taken.stdout)?.[0] ?? '', '--note', 'a test')
})

test('an analysis decides anew by the policy in force', async () => {
  const [open] = JSON.parse((await run('act', 'list', '--open', '--format', 'json')).stdout) as {
    id: string
  }[]
  await run('act', 'undo', open?.id ?? '', '--note', 'a test')
  const before = await decisions()
  await runStillwatch(['analyze', at('exchanges.jsonl'), '--store', store, '--quiet'])
  expect((await decisions()).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
  expect(before.length).toBeGreaterThan(0)
})
