// What commands that share a campaign have in common: which one, for whom, keyed with what, in whose name.
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { settingSays, settingValue } from '../config/settings.js'
import { Problem } from '../model/problem.js'
import { freshKey, readCommunityKey } from '../share/community-key.js'
import { KIND_RULES } from '../share/indicators.js'
import { type Attribution, readSharedCampaign, type SharedCampaign } from '../share/shared-campaign.js'
import type { BundleOptions } from '../share/stix/campaign-bundle.js'
import { TLP_LEVELS, type TlpLevel } from '../share/stix/tlp.js'
import { askShared } from './ask-shared.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from './kept-store.js'
import { serviceOf } from './named-service.js'

export interface CampaignFlags extends StoreFlags {
  readonly tlp: TlpLevel
  readonly communityKey?: string
  readonly suspects?: boolean
  readonly redact?: readonly string[]
  readonly service?: string
  readonly keyFile?: string
}

export interface BundleFlags extends CampaignFlags {
  readonly producer?: string
  readonly attributeTo?: string
  readonly attributionConfidence?: number
  readonly attributionType: Attribution['type']
}

/** Adds the argument and options that say which campaign is shared, and how much of it. */
export function addCampaignOptions(command: Command): Command {
  return addStoreOptions(command.argument('<campaign>', 'id or name'))
    .addOption(
      new Option('--tlp <level>', 'who may see it, as the Traffic Light Protocol 2.0 has it')
        .choices(TLP_LEVELS)
        .default('amber+strict'),
    )
    .option('--community-key <file>', settingSays('community-key'))
    .option('--service <url>', `in place of --store: ${settingSays('service')}`)
    .option('--key-file <file>', settingSays('key-file'))
    .option('--suspects', 'take a group that is accused of nothing too, as a suspicion')
    .option('--redact <kind...>', `kinds to keep back, of ${Object.keys(KIND_RULES).join(', ')}`)
}

/** Adds the options that say in whose name. */
export function addBundleOptions(command: Command): Command {
  return command
    .option('--producer <name>', settingSays('producer'))
    .option('--attribute-to <name>', 'who you say is behind it; STIX only, with how sure you are')
    .option('--attribution-confidence <1-100>', 'how sure of that you are', parseConfidence)
    .addOption(
      new Option('--attribution-type <type>', 'what that is')
        .choices(['intrusion-set', 'threat-actor'])
        .default('intrusion-set'),
    )
}

/** What may leave of a campaign. */
export function readShared(wanted: string, flags: CampaignFlags): Promise<SharedCampaign> {
  const path = settingValue('community-key', flags.communityKey)
  const key = path === undefined ? freshKey() : readCommunityKey(path)
  const asked = { redact: flags.redact ?? [], suspects: flags.suspects ?? false }
  // A running service holds its store.
  const service =
    flags.service ?? (flags.store === undefined ? settingValue('service', undefined) : undefined)
  if (service !== undefined) return askShared(serviceOf(service, flags.keyFile), wanted, { key, ...asked })
  return withKeptStore(flags, (store) => readSharedCampaign(store, wanted, { key, ...asked }))
}

/** @throws Problem `attribution` */
export function bundleOptions(flags: BundleFlags): BundleOptions {
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
