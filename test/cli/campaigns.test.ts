// What a kept store tells of its campaigns: the list, one in words, and its queries as printed.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DETECTORS } from '../../src/detectors/catalog.js'
import type { Campaign } from '../../src/model/analysis.js'
import { openStore } from '../../src/store/open-store.js'
import { expectShown } from '../detectors/shown.js'
import { makeFolder, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())

const store = at('store')
let hostile: readonly string[]
beforeAll(async () => {
  await runStillwatch(['simulate', 'load-balanced-cards', '--scale', '0.3', '--out', folder.path, '--quiet'])
  const truth: Readonly<Record<string, string>> = JSON.parse(readFileSync(at('truth.json'), 'utf8'))
  hostile = Object.keys(truth).filter((account) => truth[account]?.startsWith('attack:'))
  const analyze = ['analyze', at('exchanges.jsonl'), '--accounts', at('accounts.jsonl'), '--store', store]
  // Twice: members of an earlier analysis must not be counted beside those of the last.
  for (let run = 0; run < 2; run++) await runStillwatch([...analyze, '--quiet'])
})

const campaigns = (...args: readonly string[]) => runStillwatch(['campaigns', ...args])
async function onlyCampaign(): Promise<Campaign> {
  const { stdout } = await campaigns('list', '--store', store, '--format', 'json')
  const [first, ...others] = JSON.parse(stdout) as Campaign[]
  expect(others).toEqual([])
  return first as Campaign
}

test('the list is that of the newest analysis, with what the campaign does now', async () => {
  const campaign = await onlyCampaign()
  expect(campaign).toMatchObject({ state: 'active', history: [{ event: 'found' }] })
  const { stdout, status } = await campaigns('list', '--store', store)
  expect(status).toBe(0)
  expect(stdout).toContain(campaign.name)
})

test('one campaign in words shows nobody’s account until it is asked to', async () => {
  const { name, accounts } = await onlyCampaign()
  const hidden = await campaigns('explain', name, '--store', store)
  expect(hidden.stdout).toContain('act as one')
  expect(hidden.stdout).toContain(`first seen; ${accounts.length} accounts when it was found`)
  expect(hidden.stdout).toContain('Innocent:')
  for (const account of hostile) expect(hidden.stdout).not.toContain(account)
  const shown = await campaigns('explain', name, '--store', store, '--identify')
  expect(hostile.some((account) => shown.stdout.includes(account))).toBe(true)
})

test('the queries behind its evidence give its facts and see its accounts alone', async () => {
  const { id, evidence, accounts } = await onlyCampaign()
  const { stdout } = await campaigns('explain', id, '--store', store, '--queries')
  const queries = evidence.flatMap(({ query }) => query ?? [])
  expect(queries.length).toBeGreaterThan(5)
  for (const query of queries) expect(stdout).toContain(query)
  const opened = await openStore({ location: store })
  try {
    for (const { detector: name, facts, query } of evidence) {
      const detector = DETECTORS.find((one) => one.id === name)
      if (detector) await expectShown(opened, detector, facts, query ?? '')
    }
    const members = /\(SELECT account FROM campaign_member[^)]*\)/.exec(queries.join('\n'))?.[0]
    expect(members).toBeDefined()
    const [row] = await opened.query<{ n: number }>(`SELECT count() AS n FROM ${members}`)
    expect(row?.n).toBe(accounts.length)
  } finally {
    await opened.close()
  }
})

test('without a store, without an analysis and without such a campaign it says what to do', async () => {
  const nowhere = await campaigns('list')
  expect(nowhere).toMatchObject({ status: 2, stdout: '' })
  expect(nowhere.stderr).toMatch(/--store DIR_OR_URL[\s\S]*\[store-missing\]/)
  const missing = await campaigns('list', '--store', at('missing'))
  expect(missing.stderr).toMatch(/no store at[\s\S]*\[store-missing\]/)
  expect(existsSync(at('missing'))).toBe(false)
  mkdirSync(at('empty'))
  const empty = await campaigns('list', '--store', at('empty'))
  expect(empty.stderr).toMatch(/stillwatch analyze[\s\S]*\[no-analysis\]/)
  const unknown = await campaigns('explain', 'nobody', '--store', store)
  expect(unknown).toMatchObject({ status: 2, stdout: '' })
  expect(unknown.stderr).toMatch(/campaigns list[\s\S]*\[no-campaign\]/)
})
