// `stillwatch share preview`, `export` and the like: what of a campaign would leave, and what others can use of it, as files. Nothing is sent.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { renderBundleContents } from '../../report/bundle-text.js'
import { renderSharePreview } from '../../report/share-text.js'
import { freshKey, newCommunityKey, readCommunityKey } from '../../share/community-key.js'
import { writeIndicatorCsv } from '../../share/indicator-csv.js'
import { KIND_RULES } from '../../share/indicators.js'
import { writeMispEvent } from '../../share/misp-event.js'
import { tellPreview } from '../../share/preview.js'
import { type Attribution, readSharedCampaign, type SharedCampaign } from '../../share/shared-campaign.js'
import { type BundleOptions, campaignBundle, writeBundle } from '../../share/stix/campaign-bundle.js'
import { readBundle } from '../../share/stix/read-bundle.js'
import { TLP_LEVELS, type TlpLevel } from '../../share/stix/tlp.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from '../kept-store.js'
import { writeOut } from '../output.js'

interface Flags extends StoreFlags {
  readonly tlp: TlpLevel
  readonly communityKey?: string
  readonly redact?: readonly string[]
  readonly suspects?: boolean
}

interface PreviewFlags extends Flags {
  readonly format: 'table' | 'json'
}

interface ExportFlags extends Flags {
  readonly format: 'stix' | 'misp' | 'csv'
  readonly producer?: string
  readonly attributeTo?: string
  readonly attributionConfidence?: number
  readonly attributionType: Attribution['type']
}

/** Adds the commands. */
export function addShareCampaigns(share: Command): void {
  const withCampaign = (command: Command) =>
    addStoreOptions(command.argument('<campaign>', 'id or name'))
      .addOption(
        new Option('--tlp <level>', 'who may see it, as the Traffic Light Protocol 2.0 has it')
          .choices(TLP_LEVELS)
          .default('amber+strict'),
      )
      .option('--community-key <file>', settingSays('community-key'))
      .option('--suspects', 'take a group that is accused of nothing too, as a suspicion')
      .option('--redact <kind...>', `kinds to keep back, of ${Object.keys(KIND_RULES).join(', ')}`)

  withCampaign(
    share.command('preview').description('what would leave of a campaign, what is held back, and why'),
  )
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .action(async (wanted: string, flags: PreviewFlags) => {
      const campaign = await readShared(wanted, flags)
      await writeOut(
        flags.format === 'json'
          ? `${JSON.stringify(tellPreview(campaign, flags.tlp), null, 2)}\n`
          : renderSharePreview(campaign, flags.tlp),
      )
    })

  withCampaign(share.command('export').description('a campaign as others read it; send it as you see fit'))
    .addOption(
      new Option('--format <format>', 'STIX 2.1, MISP core format, or a table of indicators')
        .choices(['stix', 'misp', 'csv'])
        .default('stix'),
    )
    .option('--producer <name>', settingSays('producer'))
    .option('--attribute-to <name>', 'who you say is behind it; STIX only, with how sure you are')
    .option('--attribution-confidence <1-100>', 'how sure of that you are', parseConfidence)
    .addOption(
      new Option('--attribution-type <type>', 'what that is')
        .choices(['intrusion-set', 'threat-actor'])
        .default('intrusion-set'),
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

function readShared(wanted: string, flags: Flags): Promise<SharedCampaign> {
  const path = settingValue('community-key', flags.communityKey)
  const key = path === undefined ? freshKey() : readCommunityKey(path)
  return withKeptStore(flags, (store) =>
    readSharedCampaign(store, wanted, {
      key,
      suspects: flags.suspects ?? false,
      ...(flags.redact && { redact: flags.redact }),
    }),
  )
}

function writeAs(format: ExportFlags['format'], campaign: SharedCampaign, options: BundleOptions): string {
  if (format === 'misp') return writeMispEvent(campaign, options)
  if (format === 'csv') return writeIndicatorCsv(campaign, options.tlp)
  return writeBundle(campaignBundle(campaign, options))
}

function bundleOptions(flags: ExportFlags): BundleOptions {
  const { tlp, attributeTo: name, attributionConfidence: confidence, attributionType: type } = flags
  if ((name === undefined) !== (confidence === undefined))
    throw new Problem(
      'attribution',
      'an attribution is a name and how sure you are of it',
      'Give both --attribute-to NAME and --attribution-confidence 1 to 100, or neither.',
    )
  const producer = settingValue('producer', flags.producer)
  return {
    tlp,
    ...(producer !== undefined && { producer }),
    ...(name !== undefined && confidence !== undefined && { attribution: { name, type, confidence } }),
  }
}

function parseConfidence(text: string): number {
  const confidence = Number(text)
  if (Number.isInteger(confidence) && confidence >= 1 && confidence <= 100) return confidence
  throw new InvalidArgumentError('give a whole number from 1 to 100.')
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
