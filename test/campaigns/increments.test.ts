// What comes after a whole analysis is added to it, in whatever order and however often it comes, and says what a whole
// analysis of the same log says.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulate } from '../../simulate/simulate.js'
import { readNewestKept } from '../../src/campaigns/life/kept.js'
import { readMembers } from '../../src/campaigns/life/member-sent.js'
import type { Analysis } from '../../src/model/analysis.js'
import { runPipeline } from '../../src/pipeline.js'
import { memberFigures } from '../../src/server/members/member-figures.js'
import { forgetBefore } from '../../src/store/forget.js'
import { openStore } from '../../src/store/open-store.js'

/** Several analyses each, in turn; on a busy machine they take their time. */
const LONG = 240_000
/** Increments however little a whole analysis takes. */
const INCREMENTS = { wholeEveryMs: 3_600_000, wholeUnderMs: 0 }

interface Line {
  readonly at: number
  readonly account: string
  readonly line: string
}

let folder: string
let accounts: string
let truth: Readonly<Record<string, string>>
let lines: readonly Line[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-increments-'))
  const out = join(folder, 'traffic')
  const { files } = await simulate({ scenario: 'load-balanced-cards', scale: 0.3, seed: 18, out })
  truth = JSON.parse(readFileSync(files.truth, 'utf8'))
  accounts = files.accounts
  lines = readFileSync(files.exchanges, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { ts, account } = JSON.parse(line)
      return { at: Date.parse(ts), account, line }
    })
    .sort((a, b) => a.at - b.at)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0

/** Adds exchanges to a store and analyses it. */
async function analyse(store: string, part: readonly Line[], isWhole = false) {
  const file = join(folder, `${files++}.jsonl`)
  writeFileSync(file, `${part.map(({ line }) => line).join('\n')}\n`)
  return runPipeline({
    inputs: [file],
    accounts: [accounts],
    store: join(folder, store),
    pace: isWhole ? undefined : INCREMENTS,
    command: '',
    version: '',
  })
}

const accused = ({ campaigns }: Analysis) => campaigns.filter(({ verdict }) => verdict !== 'explained')

/** Each accused account with its verdict and what it sent of its campaign. */
const verdicts = (analysis: Analysis) =>
  accused(analysis)
    .flatMap(({ verdict, accounts: members }) =>
      members.map(({ id, exchanges }) => `${id} ${verdict} ${exchanges}`),
    )
    .sort()

const isAttack = ({ account }: Line) => truth[account]?.startsWith('attack:') === true

test('late rows, repeated ones and any order give the verdicts of one whole analysis', {
  timeout: LONG,
}, async () => {
  const hostile = [...new Set(lines.filter(isAttack).map(({ account }) => account))]
  const newcomers = new Set(hostile.slice(0, 3))
  const cut = lines[Math.floor(0.99 * lines.length)]?.at as number
  // Late: all that four accounts of the campaign sent since the first day comes after the first analysis.
  const late = lines.filter(({ account }) => newcomers.has(account))
  const before = lines.filter(({ at, account }) => at < cut && !newcomers.has(account))
  const after = lines.filter(({ at, account }) => at >= cut && !newcomers.has(account))
  const half = Math.floor(after.length / 2)
  const batches = [after.slice(0, half), after.slice(half), late]

  const first = await analyse('one', before, true)
  expect(first.analysis.increment).toBeUndefined()
  expect(accused(first.analysis)).toHaveLength(1)
  const seen: Analysis[] = []
  for (const batch of [batches[1], batches[2], batches[1], batches[0]])
    seen.push((await analyse('one', batch as Line[])).analysis)
  const last = seen.at(-1) as Analysis

  expect(seen.map(({ increment }) => increment?.exchanges)).toEqual([
    batches[1]?.length,
    (batches[1]?.length ?? 0) + late.length,
    (batches[1]?.length ?? 0) + late.length,
    after.length + late.length,
  ])
  expect(last.input.exchanges).toBe(lines.length)
  expect(accused(last).map(({ id }) => id)).toEqual(accused(first.analysis).map(({ id }) => id))
  expect(accused(last)[0]?.history?.filter(({ event }) => event === 'grew')).toHaveLength(1)

  // The same in one batch, and the whole of it.
  await analyse('two', before, true)
  const { analysis: together } = await analyse('two', [...late, ...after])
  expect(verdicts(last)).toEqual(verdicts(together))
  const { analysis: whole } = await analyse('three', lines, true)
  expect(verdicts(last)).toEqual(verdicts(whole))
  expect(last.input).toEqual({ ...whole.input, rejected: last.input.rejected })
  expect(accused(last)[0]).toMatchObject({
    first_seen: accused(whole)[0]?.first_seen,
    last_seen: accused(whole)[0]?.last_seen,
    input_tokens: accused(whole)[0]?.input_tokens,
    capabilities: accused(whole)[0]?.capabilities,
  })
  // What each account sent is told as a whole analysis tells it, too.
  const sent = await sentOf('one')
  expect(sent.size).toBe(accused(whole)[0]?.accounts.length)
  expect(sent).toEqual(await sentOf('three'))
})

/** Figures of each accused account, as the console asks for them. */
async function sentOf(location: string): Promise<ReadonlyMap<string, unknown>> {
  const store = await openStore({ location: join(folder, location) })
  try {
    const kept = await readNewestKept(store)
    const { id = '', analysis } = kept ?? {}
    const [campaign] = analysis ? accused(analysis) : []
    const columns = await readMembers(store, analysis?.increment?.of ?? id, id)
    const own = columns.find((one) => one.campaign === campaign?.id)
    if (!campaign || !own) throw new Error('nothing was kept')
    const figures = memberFigures(campaign.accounts, own)
    return new Map(
      campaign.accounts
        .map(({ id: account }, place) => [account, figures.at(place)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  } finally {
    await store.close()
  }
}

test('a group that came since makes a whole analysis due, and is found', { timeout: LONG }, async () => {
  const perAccount = new Map<string, number>()
  const few = lines.filter(({ account, ...line }) => {
    perAccount.set(account, (perAccount.get(account) ?? 0) + 1)
    return isAttack({ account, ...line }) && (perAccount.get(account) ?? 0) <= 12
  })
  const honest = lines.filter((line) => !isAttack(line))
  expect(few.length).toBeLessThan(0.05 * honest.length)
  const first = await analyse('grown', honest, true)
  expect(accused(first.analysis)).toHaveLength(0)
  const second = await analyse('grown', few)
  expect(second.analysis.increment).toBeUndefined()
  expect(second.caveats.join('\n')).toMatch(
    /The whole log was analysed: accounts that came .* group of their own \(.*payment/,
  )
  expect(accused(second.analysis)).toHaveLength(1)
})

test('days that are dropped make the next analysis whole, and campaigns keep their names', {
  timeout: LONG,
}, async () => {
  const first = await analyse('dropped', lines, true)
  const middle = new Date((lines[Math.floor(lines.length / 3)] as Line).at).toISOString().slice(0, 10)
  const store = await openStore({ location: join(folder, 'dropped') })
  try {
    const gone = await forgetBefore(store, middle)
    const dropped = lines.filter(({ at }) => at < Date.parse(middle)).length
    expect(gone.find(({ table }) => table === 'exchange')?.rows).toBe(dropped)
  } finally {
    await store.close()
  }
  const second = await analyse('dropped', lines.slice(-10))
  expect(second.analysis.increment).toBeUndefined()
  expect(second.analysis.input.from.slice(0, 10)).toBe(middle)
  expect(accused(second.analysis).map(({ id }) => id)).toEqual(accused(first.analysis).map(({ id }) => id))
})
