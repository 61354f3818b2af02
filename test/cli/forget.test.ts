// What a privacy officer asks for: an account's rows, or those of old days, go from every table.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetAccounts, forgetBefore } from '../../src/store/forget.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { exchangeLines, makeFolder, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())

const RESULT = JSON.stringify({
  campaigns: [
    { id: 'c', accounts: [{ id: 'old' }, { id: 'both' }], evidence: [{ facts: { of: 'old' } }] },
    { id: 'd', accounts: [{ id: 'old' }] },
  ],
})

let store: Store
beforeAll(async () => {
  store = await openStore()
  await migrate(store)
})
afterAll(() => store.close())

const TABLES = [
  ...['exchange', 'account', 'analysed_account', 'campaign_member', 'campaign_exchange', 'analysis'],
  'member_sent',
  'analysis_picture',
  'feedback',
  'recognition',
]

/** Two accounts, one of which sent something on the second day too, and an analysis of each day. */
async function fill(): Promise<void> {
  for (const table of TABLES) await store.command(`TRUNCATE TABLE ${table}`)
  const first = '2026-03-01 12:00:00'
  const second = '2026-03-02 12:00:00'
  await store.insert('exchange', [
    { id: 'e1', ts: first, account: 'old' },
    { id: 'e2', ts: first, account: 'both' },
    { id: 'e3', ts: second, account: 'both' },
  ])
  const accounts = ['old', 'both'].map((account) => ({ account }))
  await store.insert('account', accounts)
  await store.insert('analysed_account', accounts)
  for (const [id, made_at] of [
    ['a1', first],
    ['a2', second],
  ]) {
    await store.insert('analysis', [{ id, made_at, result: RESULT }])
    await store.insert(
      'campaign_member',
      accounts.map((row) => ({ ...row, analysis: id, campaign: 'c' })),
    )
    await store.insert(
      'member_sent',
      accounts.map((row) => ({ ...row, analysis: id, campaign: 'c' })),
    )
    // One that the first account is in, and that of everyone.
    await store.insert('analysis_picture', [
      { analysis: id, campaign: 'c', accounts: ['old', 'both'], picture: '{}' },
      { analysis: id, campaign: '', accounts: [], picture: '{}' },
    ])
    // A split that names the first account, and words about the campaign.
    await store.insert('feedback', [
      { id: `${id}-split`, at: made_at, kind: 'split', campaign: 'c', accounts: ['old'] },
      { id: `${id}-note`, at: made_at, kind: 'note', campaign: 'c', accounts: [] },
    ])
    await store.insert('recognition', [{ id: `${id}-old`, at: made_at, account: 'old', campaign: 'c' }])
    await store.command(
      `INSERT INTO campaign_exchange SELECT '${id}', 'c', cityHash64(id), 0 FROM exchange ORDER BY id`,
    )
  }
}

async function left(): Promise<Record<string, number>> {
  const rows = await Promise.all(
    TABLES.map((table) => store.query<{ n: number }>(`SELECT count() AS n FROM ${table}`)),
  )
  return Object.fromEntries(TABLES.map((table, index) => [table, rows[index]?.[0]?.n ?? 0]))
}

test('an account goes from every table and from the results', async () => {
  await fill()
  const forgotten = await forgetAccounts(store, ['old'])
  expect(Object.fromEntries(forgotten.map(({ table, rows }) => [table, rows]))).toEqual({
    exchange: 1,
    account: 1,
    analysed_account: 1,
    campaign_member: 2,
    member_sent: 2,
    campaign_exchange: 2,
    analysis: 2,
    analysis_picture: 2,
    decision: 0,
    act: 0,
    feedback: 2,
    recognition: 2,
  })
  expect(await left()).toEqual({
    exchange: 2,
    account: 1,
    analysed_account: 1,
    campaign_member: 2,
    member_sent: 2,
    campaign_exchange: 4,
    analysis: 2,
    analysis_picture: 2,
    feedback: 2,
    recognition: 0,
  })
  const results = await store.query<{ result: string }>('SELECT result FROM analysis')
  for (const { result } of results)
    expect(JSON.parse(result)).toEqual({
      campaigns: [{ id: 'c', accounts: [{ id: 'both' }], evidence: [{ facts: { of: '' } }] }],
    })
})

test('old days go with their analyses and with accounts that sent nothing since', async () => {
  await fill()
  await forgetBefore(store, '2026-03-02')
  expect(await left()).toEqual({
    exchange: 1,
    account: 1,
    analysed_account: 1,
    campaign_member: 2,
    member_sent: 2,
    campaign_exchange: 1,
    analysis: 1,
    analysis_picture: 2,
    feedback: 2,
    recognition: 1,
  })
})

test('the command tells what went, and what it was not told', async () => {
  writeFileSync(at('log.jsonl'), exchangeLines(50))
  await runStillwatch(['analyze', at('log.jsonl'), '--store', at('store'), '--no-packaged-facts', '--quiet'])
  const forget = (...args: readonly string[]) => runStillwatch(['forget', '--store', at('store'), ...args])
  const { stdout, status } = await forget('--account', 'account-0', 'account-1')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^ *15 {2}exchange$/m)
  expect((await forget('--account', 'account-0')).stdout).toMatch(/^ *0 {2}exchange$/m)
  expect((await forget()).stderr).toContain('[nothing-to-forget]')
  expect((await forget('--before', '2026-02-30')).stderr).toContain('[no-day]')
})
