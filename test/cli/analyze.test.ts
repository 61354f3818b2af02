// `stillwatch analyze` from a log to the contract, as another program would use it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.js'
import { ANALYSIS_CONTRACT } from './contract.js'
import { exchangeLines, makeFolder, type Outcome, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())

describe('on a log with a campaign', () => {
  let found: Outcome
  let analysis: Analysis
  beforeAll(async () => {
    const made = await runStillwatch([
      ...['simulate', 'load-balanced-cards', '--scale', '0.2', '--seed', '1'],
      ...['--out', folder.path, '--quiet'],
    ])
    expect(made).toEqual({ status: 0, stdout: '', stderr: '' })
    found = await runStillwatch([
      ...['analyze', at('exchanges.jsonl'), '--accounts', at('accounts.jsonl')],
      ...['--format', 'json', '--report', at('report.html'), '--pseudonym-key', 'not-for-readers'],
    ])
    analysis = JSON.parse(found.stdout) as Analysis
  })

  test('the exit code is 1, and standard output holds the contract and nothing else', () => {
    expect(found.status).toBe(1)
    expect(() => ANALYSIS_CONTRACT.parse(analysis)).not.toThrow()
    expect(analysis.campaigns.some(({ verdict }) => verdict === 'distillation')).toBe(true)
    expect(analysis.input.rejected).toBe(0)
  })

  test('what was cleared is there with its explanation', () => {
    for (const campaign of analysis.campaigns)
      expect(campaign.explanation !== undefined, campaign.name).toBe(campaign.verdict === 'explained')
  })

  test('progress and what was not known are on standard error', () => {
    expect(found.stderr).toMatch(/read .*exchanges\.jsonl · 100 %/)
    expect(found.stderr).toMatch(/^note: /m)
  })

  test('the report is one file that names no account and no secret', () => {
    const page = readFileSync(at('report.html'), 'utf8')
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).not.toMatch(/(src|href)="https?:/)
    expect(page).not.toContain('not-for-readers')
    expect(page).not.toContain(folder.path)
    for (const { id } of analysis.campaigns.flatMap(({ accounts }) => accounts))
      expect(page).not.toContain(id)
  })

  test('score says how much of it was found', async () => {
    writeFileSync(at('result.json'), found.stdout)
    const score = await runStillwatch(['score', at('truth.json'), at('result.json'), '--format', 'json'])
    expect(score.status).toBe(0)
    expect(JSON.parse(score.stdout)).toMatchObject({ schema: 'stillwatch.score/1', falselyAccused: 0 })
  })
})

describe('on a log without one', () => {
  test('the exit code is 0 and the table says so', async () => {
    writeFileSync(at('quiet.jsonl'), exchangeLines(200))
    const nothing = await runStillwatch(['analyze', at('quiet.jsonl'), '--quiet'])
    expect(nothing).toMatchObject({ status: 0, stderr: '' })
    expect(nothing.stdout).toMatch(/^Nothing found/)
    expect(nothing.stdout).not.toContain('Did not run')
    const narrow = await runStillwatch(['analyze', at('quiet.jsonl'), '--quiet'], { env: { COLUMNS: '60' } })
    const longest = Math.max(...narrow.stdout.split('\n').map((line) => line.length))
    expect(longest).toBeLessThanOrEqual(60)
  })

  test('standard input is read', async () => {
    const piped = await runStillwatch(['analyze', '-', '--format', 'json', '--quiet'], {
      input: exchangeLines(300),
    })
    expect(piped.stderr).toBe('')
    expect(ANALYSIS_CONTRACT.parse(JSON.parse(piped.stdout)).input.exchanges).toBe(300)
  })

  test('what waits on standard input is not taken for data', async () => {
    const beside = await runStillwatch(['analyze', at('quiet.jsonl'), '--format', 'json', '--quiet'], {
      input: 'a-list-of-files.txt\nanother.txt\n',
    })
    expect(beside.stderr).toBe('')
    expect(ANALYSIS_CONTRACT.parse(JSON.parse(beside.stdout)).input.exchanges).toBe(200)
  })
})

describe('on a mistake in the command', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['an option that there is not', ['analyze', 'x.jsonl', '--formatt', 'json'], 'usage'],
    ['a format that there is not', ['analyze', 'x.jsonl', '--format', 'xml'], 'usage'],
    ['no input', ['analyze'], 'usage'],
    ['a table without a map', ['analyze', '--table', 'calls'], 'usage'],
    ['a table and files', ['analyze', 'x.jsonl', '--table', 'calls', '--map', 'langfuse'], 'usage'],
    ['a map that there is not', ['analyze', '--table', 'calls', '--map', 'none'], 'map-missing'],
    ['a command that there is not', ['analyse', 'x.jsonl'], 'usage'],
    ['a scenario that there is not', ['simulate', 'nothing', '--out', folder.path], 'simulate-scenario'],
    ['a scale of nothing', ['simulate', 'demo', '--out', folder.path, '--scale', '0'], 'simulate-scale'],
    ['a result that is no JSON', ['score', 'package.json', 'vitest.config.ts'], 'not-json'],
  ]
  test.each(cases)('%s', async (_, args, code) => {
    const failed = await runStillwatch(args)
    expect(failed).toMatchObject({ status: 2, stdout: '' })
    expect(failed.stderr).toMatch(new RegExp(`^stillwatch: .+\\n  .+\\n  \\[${code}\\]\\n$`))
  })

  test('help and version are data', async () => {
    for (const option of ['--help', '--version'])
      expect(await runStillwatch([option])).toMatchObject({ status: 0, stderr: '' })
    expect(existsSync(at('x.jsonl'))).toBe(false)
  })
})
