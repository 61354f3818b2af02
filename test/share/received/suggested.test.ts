// A part of a campaign that is too small to be found alone is found with what a partner found, and honest accounts that
// show the same are not accused: on simulated traffic of known truth.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { simulate } from '../../../simulate/simulate.js'
import type { Analysis } from '../../../src/model/analysis.js'
import { runPipeline } from '../../../src/pipeline.js'
import { receivedOf } from '../../../src/share/received/exchange-with.js'
import { takeObjects } from '../../../src/share/received/take.js'
import { readSharedCampaign } from '../../../src/share/shared-campaign.js'
import { campaignBundle } from '../../../src/share/stix/campaign-bundle.js'
import type { StixObject } from '../../../src/share/stix/stix-object.js'
import { whyNotSuspected } from '../../../src/share/suspicion.js'
import { migrate } from '../../../src/store/migrate.js'
import { openStore } from '../../../src/store/open-store.js'
import { KEY } from '../campaign.js'
import { feedOf, NOBODY } from './feed.js'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-suggested-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
const accountOf = (line: string) => (JSON.parse(line) as { account: string }).account

const honestAt = (place: number) =>
  simulate({
    scenario: 'levers:honest=500',
    seed: 10 + place,
    scale: 1,
    out: join(folder, `honest-${place}`),
  })

/** Accounts of the campaign that are in accused groups, and honest ones that are. */
function accused(analysis: Analysis, campaign: ReadonlySet<string>) {
  const all = analysis.campaigns
    .filter(({ verdict }) => verdict !== 'explained')
    .flatMap(({ accounts }) => accounts.map(({ id }) => id))
  return {
    found: all.filter((id) => campaign.has(id)).length,
    honest: all.filter((id) => !campaign.has(id)).length,
  }
}

test.each([
  { told: 5, says: 'the search finds' },
  { told: 4, says: 'is looked for because there are partners' },
])(
  'a part of $told accounts, which $says, and one of five are nobody’s campaign, and one together',
  async ({ told: first }) => {
    const campaign = await simulate({
      scenario: `levers:api,size=${first + 5}+honest=1`,
      seed: 1,
      scale: 1,
      out: join(folder, `campaign-${first}`),
    })
    const truth = JSON.parse(readFileSync(campaign.files.truth, 'utf8')) as Record<string, string>
    const attackers = Object.keys(truth).filter((account) => truth[account]?.startsWith('attack:'))
    const shared: StixObject[] = []
    for (const [place, name] of ['birch', 'cedar'].entries()) {
      const part = new Set(place === 0 ? attackers.slice(0, first) : attackers.slice(first))
      const honest = await honestAt(place)
      const merge = (kind: 'exchanges' | 'accounts') => {
        const path = join(folder, `${name}-${first}-${kind}.jsonl`)
        const own = linesOf(campaign.files[kind]).filter((line) => part.has(accountOf(line)))
        writeFileSync(path, `${[...linesOf(honest.files[kind]), ...own].join('\n')}\n`)
        return path
      }
      const location = join(folder, `${name}-${first}`)
      const accounts = [merge('accounts')]
      const run = (inputs: readonly string[]) =>
        runPipeline({
          ...{ inputs, accounts, store: location, command: '', version: '' },
          received: receivedOf([feedOf('birch')], name),
        })
      const alone = (await run([merge('exchanges')])).analysis
      expect(accused(alone, part), `${name} alone`).toEqual({ found: 0, honest: 0 })
      const store = await openStore({ location })
      try {
        await migrate(store)
        if (name === 'birch') {
          const suspects = alone.campaigns.filter(
            (group) => group.verdict === 'explained' && whyNotSuspected(group) === undefined,
          )
          expect(suspects.map(({ accounts: own }) => own.map(({ id }) => part.has(id)))).toEqual([
            Array.from({ length: first }, () => true),
          ])
          const [suspect] = suspects
          await expect(readSharedCampaign(store, suspect?.id ?? '', { key: KEY })).rejects.toThrow(
            /accused of nothing/,
          )
          const told = await readSharedCampaign(store, suspect?.id ?? '', { key: KEY, suspects: true })
          shared.push(...campaignBundle(told, { tlp: 'amber+strict', producer: name }).objects)
          continue
        }
        await takeObjects(
          store,
          feedOf('birch'),
          shared.map((object) => ({ object, text: JSON.stringify(object) })),
          NOBODY,
        )
      } finally {
        await store.close()
      }
      const one = join(folder, 'one.jsonl')
      writeFileSync(one, `${linesOf(honest.files.exchanges)[0]?.replace(/"id":"/, '"id":"again-')}\n`)
      const together = (await run([one])).analysis
      expect(accused(together, part), `${name} with birch`).toEqual({ found: part.size, honest: 0 })
      const evidence = together.campaigns.flatMap((group) =>
        group.verdict === 'explained' ? [] : group.evidence,
      )
      expect(evidence.find(({ detector }) => detector === 'partner-indicators')).toMatchObject({
        facts: { matched: part.size, accounts_there: first, partners: 1 },
      })
      // Nothing of birch's customers is in what cedar keeps.
      const text = JSON.stringify(shared)
      for (const line of linesOf(join(folder, `birch-${first}-accounts.jsonl`))) {
        const { account, payment } = JSON.parse(line) as { account: string; payment?: string }
        for (const raw of [account, payment]) if (raw) expect(text.includes(raw), raw).toBe(false)
      }
    }
  },
  120_000,
)
