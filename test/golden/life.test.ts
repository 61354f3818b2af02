// One campaign over the analyses of a growing log: the same identity, a history that tells what changed, and nothing
// told twice.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulate } from '../../simulate/simulate.js'
import type { Campaign } from '../../src/model/analysis.js'
import { runPipeline } from '../../src/pipeline.js'

const DAY = 86_400_000
/** Several analyses each, in turn; on a busy machine they take their time. */
const LONG = 240_000

let folder: string
let truth: Readonly<Record<string, string>>
let accounts: string
let lines: readonly { readonly at: number; readonly account: string; readonly line: string }[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-life-'))
  const out = join(folder, 'traffic')
  const { files } = await simulate({ scenario: 'load-balanced-cards', scale: 0.3, seed: 1, out })
  truth = JSON.parse(readFileSync(files.truth, 'utf8'))
  accounts = files.accounts
  lines = readFileSync(files.exchanges, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { ts, account } = JSON.parse(line)
      return { at: Date.parse(ts), account, line }
    })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isAttack = (account: string) => truth[account]?.startsWith('attack:') === true

/** Adds exchanges to the store and analyses all that it has. */
async function analyse(name: string, store: string, part: readonly { readonly line: string }[]) {
  const file = join(folder, `${name}.jsonl`)
  writeFileSync(file, `${part.map(({ line }) => line).join('\n')}\n`)
  const { analysis } = await runPipeline({
    inputs: [file],
    accounts: [accounts],
    store: join(folder, store),
    command: '',
    version: '',
  })
  return analysis.campaigns.filter(({ verdict }) => verdict !== 'explained')
}

const eventsOf = (campaign: Campaign | undefined) => campaign?.history?.map(({ event }) => event)

test('a campaign that grows, rests and comes back with other accounts keeps its name', {
  timeout: LONG,
}, async () => {
  const start = lines[0]?.at as number
  const hostile = [...new Set(lines.map(({ account }) => account).filter(isAttack))].sort()
  const early = new Set(hostile.slice(0, Math.floor(hostile.length / 2)))
  const late = new Set(hostile.filter((account) => !early.has(account)))
  const between = (from: number, to: number, accounts: ReadonlySet<string>) =>
    lines.filter(
      ({ at, account }) =>
        at >= start + from * DAY && at < start + to * DAY && (!isAttack(account) || accounts.has(account)),
    )

  const first = await analyse('first', 'grown', between(0, 4, early))
  expect(first).toHaveLength(1)
  expect(first[0]?.state).toBe('active')
  expect(eventsOf(first[0])).toEqual(['found'])

  const none = new Set<string>()
  const second = await analyse('second', 'grown', between(4, 9, none))
  expect(second.map(({ id, name }) => [id, name])).toEqual(first.map(({ id, name }) => [id, name]))
  expect(second[0]?.state).toBe('dormant')

  const third = await analyse('third', 'grown', between(9, 14, late))
  expect(third.map(({ id }) => id)).toEqual(first.map(({ id }) => id))
  expect(third[0]?.state).toBe('re-emerged')
  expect(eventsOf(third[0])?.slice(0, 3)).toEqual(['found', 'rested', 're-emerged'])
  expect(third[0]?.history?.find(({ event }) => event === 're-emerged')?.accounts).toBeGreaterThan(
    0.9 * late.size,
  )

  // Nothing new: nothing is told again.
  const again = await analyse('again', 'grown', between(13.99, 14, none))
  expect(again[0]?.history).toEqual(third[0]?.history)
})

test('a campaign whose days and accounts are gone is known by its texts', { timeout: LONG }, async () => {
  const start = lines[0]?.at as number
  const hostile = [...new Set(lines.map(({ account }) => account).filter(isAttack))].sort()
  const half = new Set(hostile.slice(0, Math.floor(hostile.length / 2)))
  const first = await analyse(
    'before',
    'dropped',
    lines.filter(({ at, account }) => at < start + 6 * DAY && (!isAttack(account) || half.has(account))),
  )
  expect(first).toHaveLength(1)
  const { openStore } = await import('../../src/store/open-store.js')
  const store = await openStore({ location: join(folder, 'dropped') })
  await store.command('TRUNCATE TABLE exchange')
  await store.close()
  const second = await analyse(
    'after',
    'dropped',
    lines.filter(({ at, account }) => at >= start + 8 * DAY && (!isAttack(account) || !half.has(account))),
  )
  expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id))
  expect(second[0]?.state).toBe('re-emerged')
})
