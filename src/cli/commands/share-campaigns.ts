// `stillwatch share preview`, `export` and the like: what of a campaign would leave, and what others can use of it, as files. Nothing is sent.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { Option } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { renderBundleContents } from '../../report/bundle-text.js'
import { renderServed } from '../../report/served-text.js'
import { renderSharePreview } from '../../report/share-text.js'
import { newCommunityKey } from '../../share/community-key.js'
import { writeIndicatorCsv } from '../../share/indicator-csv.js'
import { writeMispEvent } from '../../share/misp-event.js'
import { tellPreview } from '../../share/preview.js'
import type { SharedCampaign } from '../../share/shared-campaign.js'
import { type BundleOptions, campaignBundle, writeBundle } from '../../share/stix/campaign-bundle.js'
import { readBundle } from '../../share/stix/read-bundle.js'
import { campaignFor } from '../../share/taxii/server/campaign-for.js'
import { readTaxiiConfiguration } from '../../share/taxii/server/read-configuration.js'
import {
  addBundleOptions,
  addCampaignOptions,
  type BundleFlags,
  bundleOptions,
  type CampaignFlags,
  readShared,
} from '../campaign-options.js'
import { writeOut } from '../output.js'
import { pathsOf, type StateFlags } from '../share-state.js'

interface PreviewFlags extends CampaignFlags, StateFlags {
  readonly format: 'table' | 'json'
  readonly for?: string
  readonly taxii?: string
  readonly collection?: string
  readonly producer?: string
}

interface ExportFlags extends BundleFlags {
  readonly format: 'stix' | 'misp' | 'csv'
}

/** Adds the commands. */
export function addShareCampaigns(share: Command): void {
  addCampaignOptions(
    share.command('preview').description('what would leave of a campaign, what is held back, and why'),
  )
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .option('--for <client>', 'what this client of the file of collections would be given, word for word')
    .option('--taxii <file>', settingSays('taxii'))
    .option('--collection <name>', 'id, alias or title; the first that the client may read when left out')
    .option('--producer <name>', settingSays('producer'))
    .option('--state <dir>', settingSays('state'))
    .action(async (wanted: string, flags: PreviewFlags) => {
      const campaign = await readShared(wanted, flags)
      if (flags.for !== undefined) return previewFor(flags.for, campaign, flags)
      await writeOut(
        flags.format === 'json'
          ? `${JSON.stringify(tellPreview(campaign, flags.tlp), null, 2)}\n`
          : renderSharePreview(campaign, flags.tlp),
      )
    })

  addBundleOptions(
    addCampaignOptions(
      share.command('export').description('a campaign as others read it; send it as you see fit'),
    ),
  )
    .addOption(
      new Option('--format <format>', 'STIX 2.1, MISP core format, or a table of indicators')
        .choices(['stix', 'misp', 'csv'])
        .default('stix'),
    )
    .action(async (wanted: string, flags: ExportFlags) => {
      const options = bundleOptions(flags)
      const campaign = await readShared(wanted, flags)
      await writeOut(writeAs(flags.format, campaign, options))
    })

  share
    .command('check')
    .description('read a STIX 2.1 bundle of anybody’s and say what is in it, or what is wrong with it')
    .argument('<bundle>', 'file; - for standard input')
    .addOption(
      new Option('--format <format>', 'json prints the bundle as it would be handed on')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async (file: string, flags: Pick<PreviewFlags, 'format'>) => {
      const bundle = readBundle(readBytes(file), file)
      await writeOut(flags.format === 'json' ? bundle.write() : renderBundleContents(bundle))
    })

  share
    .command('key')
    .description('make a community key; put it in a file that only you and your community can read')
    .action(() => writeOut(newCommunityKey()))
}

/** What would be given of a campaign that is published into an own collection, to one client of it. */
async function previewFor(client: string, campaign: SharedCampaign, flags: PreviewFlags): Promise<void> {
  const file = settingValue('taxii', flags.taxii)
  if (file === undefined)
    throw new Problem(
      'taxii-missing',
      'what a client is given stands in the file of collections, and none was named',
      'Name it with --taxii FILE; docs/taxii.md shows one.',
    )
  const { published: _, ...seen } = await campaignFor(campaign, {
    configuration: readTaxiiConfiguration(file),
    client,
    collection: flags.collection,
    tlp: flags.tlp,
    producer: settingValue('producer', flags.producer),
    identityFile: pathsOf(flags).identity,
  })
  await writeOut(
    flags.format === 'json' ? `${JSON.stringify(seen, null, 2)}\n` : renderServed(campaign.name, seen),
  )
}

function writeAs(format: ExportFlags['format'], campaign: SharedCampaign, options: BundleOptions): string {
  if (format === 'misp') return writeMispEvent(campaign, options)
  if (format === 'csv') return writeIndicatorCsv(campaign, options.tlp)
  return writeBundle(campaignBundle(campaign, options))
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file)
  } catch (error) {
    throw new Problem(
      'bundle-unreadable',
      `cannot read the bundle ${file}: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file that is there, or - for standard input.',
      { cause: error },
    )
  }
}
