// What a kept store tells of its campaigns: the list, one in words, and its queries as printed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DETECTORS } from '../../src/detectors/catalog.js'
import type { Campaign } from '../../src/model/analysis.js'
import { openStore } from '../../src/store/open-store.js'
import { expectShown } from '../detectors/shown.js'
import { ANALYSIS_CONTRACT, count, evidence, share } from './contract.js'
import { makeFolder, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())

const store = at('store')
let hostile: readonly string[]
let honest: readonly string[]
beforeAll(async () => {
  await runStillwatch(['simulate', 'load-balanced-cards', '--scale', '0.3', '--out', folder.path, '--quiet'])
  const truth: Readonly<Record<string, string>> = JSON.parse(readFileSync(at('truth.json'), 'utf8'))
  hostile = Object.keys(truth).filter((account) => truth[account]?.startsWith('attack:'))
  honest = Object.keys(truth)
    .filter((account) => truth[account] === 'benign:chat')
    .slice(0, 40)
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
  const { id, evidence: reasons, accounts } = await onlyCampaign()
  const { stdout } = await campaigns('explain', id, '--store', store, '--queries')
  const queries = reasons.flatMap(({ query }) => query ?? [])
  expect(queries.length).toBeGreaterThan(5)
  for (const query of queries) expect(stdout).toContain(query)
  const opened = await openStore({ location: store })
  try {
    for (const { detector: name, facts, query } of reasons) {
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

describe('judge', () => {
  const judgement = z.strictObject({
    schema: z.literal('stillwatch.judgement/1'),
    verdict: z.enum(['distillation', 'coordinated', 'explained']),
    explanation: z.string().min(1).optional(),
    probability: share,
    q_value: share,
    bits: z.number(),
    accounts: z.array(z.strictObject({ id: z.string().min(1), exchanges: count })).min(2),
    unknown: z.array(z.string().min(1)),
    owners: count,
    exchanges: count,
    input_tokens: count,
    output_tokens: count,
    first_seen: z.iso.datetime(),
    last_seen: z.iso.datetime(),
    evidence: z.array(evidence),
    explanations: z.array(
      z.strictObject({ name: z.string().min(1), holds: z.boolean(), why: z.string().min(1) }),
    ),
    lacking: z.array(z.strictObject({ name: z.string().min(1), why: z.string().min(1) })),
    detectors: ANALYSIS_CONTRACT.shape.detectors,
  })
  const judge = (input: string, ...args: readonly string[]) =>
    runStillwatch(['campaigns', 'judge', '-', '--store', store, ...args], { input })

  test('accounts of one hand act as one, in the words of the contract, and nothing of it is kept', async () => {
    const before = await campaigns('list', '--store', store, '--format', 'json')
    const { stdout, status, stderr } = await judge(`${hostile.join('\n')}\nnobody\n`, '--format', 'json')
    expect(status, stderr).toBe(1)
    const said = judgement.parse(JSON.parse(stdout))
    expect(said.verdict).not.toBe('explained')
    expect(said.unknown).toContain('nobody')
    expect(said.lacking).toEqual([])
    expect(said.accounts.map(({ id }) => id).every((id) => hostile.includes(id))).toBe(true)
    expect(stderr).toContain('judging: evidence')
    expect((await campaigns('list', '--store', store, '--format', 'json')).stdout).toBe(before.stdout)
  })

  test('strangers are not accused, and the table says why and what is lacking', async () => {
    const members = at('members.jsonl')
    writeFileSync(members, honest.map((account) => `${JSON.stringify({ account })}\n`).join(''))
    const { stdout, status, stderr } = await campaigns('judge', members, '--store', store, '--quiet')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    for (const part of ['What was weighed', 'What would explain it', 'What an accusation lacks'])
      expect(stdout).toContain(part)
  })

  test('a list that names nobody says what to do', async () => {
    mkdirSync(at('unused'))
    const unused = await runStillwatch(['campaigns', 'judge', '-', '--store', at('unused')], { input: 'a\n' })
    const cases = [
      [unused, /0 of the 1 accounts named[\s\S]*\[members-unknown\]/],
      [await judge('nobody\nno one\n'), /0 of the 2 accounts named[\s\S]*\[members-unknown\]/],
      [await judge('\n'), /standard input names no account[\s\S]*\[members-empty\]/],
      [await judge('a\n{"id":"b"}\n'), /line 2 of standard input[\s\S]*\[members-format\]/],
      [await campaigns('judge', at('absent'), '--store', store), /cannot read[\s\S]*\[members-unreadable\]/],
    ] as const
    for (const [{ status, stdout, stderr }, words] of cases) {
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toMatch(words)
    }
  })
})
