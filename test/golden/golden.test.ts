// Small scenarios end to end, each with its truth as a text beside this file that a person can review. After a change
// that is meant to change them: `npx vitest run test/golden --update`, and read the difference.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KindScore, score } from '../../simulate/score.js'
import { simulate } from '../../simulate/simulate.js'
import type { Analysis } from '../../src/model/analysis.js'
import { runPipeline } from '../../src/pipeline.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-golden-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scenarios = [
  { scenario: 'load-balanced-cards', scale: 0.3, seed: 1 },
  { scenario: 'class', scale: 0.3, seed: 1 },
  { scenario: 'enterprise-keys', scale: 0.3, seed: 1 },
  { scenario: 'metadata-only', scale: 0.4, seed: 1 },
  // Campaigns beside which honest people send public texts, among a few hundred accounts.
  { scenario: 'levers:subscription,size=16+honest=450', scale: 1, seed: 411 },
  { scenario: 'levers:api,size=8+honest=450', scale: 1, seed: 403 },
] as const

test.each(scenarios)('$scenario', async ({ scenario, scale, seed }) => {
  const { files } = await simulate({ scenario, scale, seed, out: join(folder, scenario) })
  const { analysis } = await runPipeline({
    inputs: [files.exchanges],
    accounts: [files.accounts],
    command: '',
    version: '',
  })
  const truth: unknown = JSON.parse(readFileSync(files.truth, 'utf8'))
  const { kinds, falselyAccused } = score(truth, analysis)
  const lines = [
    `stillwatch simulate ${scenario} --scale ${scale} --seed ${seed}`,
    ...kinds.filter(({ accused, kind }) => accused > 0 || kind.startsWith('attack:')).map(accusedLine),
    ...(falselyAccused === 0 ? ['no honest account is accused'] : []),
    ...clearedLines(scenario, analysis, truth as Readonly<Record<string, string>>),
  ]
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`${scenario.replaceAll(/[^a-z0-9-]+/g, '-')}.txt`)
})

function accusedLine({ kind, share }: KindScore): string {
  const part = share >= 0.9 ? 'nearly all' : share >= 0.5 ? 'most' : share > 0 ? 'some' : 'none'
  return `${kind}: ${part} of its accounts accused`
}

/** How the scenario's own group was cleared, when it makes up most of a group that was. */
function clearedLines(
  scenario: string,
  analysis: Analysis,
  truth: Readonly<Record<string, string>>,
): readonly string[] {
  const kind = `benign:${scenario}`
  const lines = analysis.campaigns
    .filter(({ verdict }) => verdict === 'explained')
    .filter(({ accounts }) => 2 * accounts.filter(({ id }) => truth[id] === kind).length > accounts.length)
    .map(({ explanation }) => `${kind}: looked alike, cleared as ${explanation}`)
  return [...new Set(lines)].sort()
}
