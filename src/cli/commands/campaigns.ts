// `stillwatch campaigns`: what the analyses of a kept store found, with the names that people gave.
import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { Option } from 'commander'
import { readCampaign, readNewest } from '../../campaigns/life/kept.js'
import { isColourWanted, outputColumns, settingSays, settingValue } from '../../config/settings.js'
import { aliasesOf } from '../../feedback/feedback.js'
import { readFeedback } from '../../feedback/kept-feedback.js'
import type { Campaign } from '../../model/analysis.js'
import { renderCampaign } from '../../report/campaign-text.js'
import { isAccused } from '../../report/headline.js'
import { pseudonymiseCampaign } from '../../report/pseudonyms.js'
import { renderTable } from '../../report/table.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from '../kept-store.js'
import { writeOut } from '../output.js'
import { addFeedback } from './campaigns-feedback.js'
import { addJudge } from './campaigns-judge.js'

interface Flags extends StoreFlags {
  readonly format: 'table' | 'json'
  readonly queries?: boolean
  readonly identify?: boolean
  readonly pseudonymKey?: string
}

/** Adds the commands. */
export function addCampaigns(program: Command): void {
  const campaigns = program.command('campaigns').description('what the analyses of a kept store found')
  const withStore = (command: Command) =>
    addStoreOptions(command).addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
  withStore(
    campaigns.command('list').description('campaigns of the newest analysis, with their states'),
  ).action(async (flags: Flags) => {
    const { analysis, aliases } = await withKeptStore(flags, async (store) => ({
      analysis: await readNewest(store),
      aliases: aliasesOf(await readFeedback(store)),
    }))
    const campaigns = analysis.campaigns.map((one) => ({ ...one, alias: aliases.get(one.id) }))
    if (flags.format === 'json') {
      await writeOut(`${JSON.stringify(campaigns.filter(isAccused), null, 2)}\n`)
      return
    }
    const named = campaigns.map(({ alias, ...one }) => (alias === undefined ? one : calledAlso(one, alias)))
    const colour = isColourWanted(process.stdout.isTTY === true)
    await writeOut(
      renderTable(
        { ...analysis, campaigns: named },
        { colour, width: outputColumns(process.stdout.columns) },
      ),
    )
  })
  withStore(
    campaigns
      .command('explain')
      .description('one campaign: its history, its evidence in sentences, and what would explain it')
      .argument('<campaign>', 'id or name'),
  )
    .option('--queries', 'print the query behind each reason')
    .option('--identify', 'show account ids instead of pseudonyms')
    .option('--pseudonym-key <secret>', settingSays('pseudonym-key'))
    .action(async (wanted: string, flags: Flags) => {
      const { found, alias } = await withKeptStore(flags, async (store) => {
        const found = await readCampaign(store, wanted)
        return { found, alias: aliasesOf(await readFeedback(store)).get(found.id) }
      })
      const key = settingValue('pseudonym-key', flags.pseudonymKey) ?? randomBytes(16).toString('hex')
      const campaign = flags.identify ? found : pseudonymiseCampaign(found, key)
      await writeOut(
        flags.format === 'json'
          ? `${JSON.stringify({ ...campaign, alias }, null, 2)}\n`
          : renderCampaign(alias === undefined ? campaign : calledAlso(campaign, alias), {
              width: outputColumns(process.stdout.columns),
              queries: flags.queries ?? false,
            }),
      )
    })
  addJudge(withStore(campaigns.command('judge')))
  addFeedback(campaigns)
}

/** The name that people gave stands beside the given one. */
const calledAlso = (campaign: Campaign, alias: string): Campaign => ({
  ...campaign,
  name: `${campaign.name} (“${alias}”)`,
})
