// `stillwatch share publish` and `retract`: what leaves of a campaign is shown, then put into a collection of TAXII, and
// taken back from there.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { Option } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import type { Sentence } from '../../model/sentence.js'
import { formatCount, formatPlural } from '../../report/quantities.js'
import { renderSharePreview } from '../../report/share-text.js'
import { visibleLine, visibleText } from '../../report/visible-text.js'
import { Outbox } from '../../share/publish/outbox.js'
import { type Publication, Publications } from '../../share/publish/publications.js'
import { revocationsOf } from '../../share/publish/retraction.js'
import { type Address, openAddress, tellAddress } from '../../share/publish/sending.js'
import { signOwn } from '../../share/publish/sign-own.js'
import { collectionUrl, statusCodeOf, type Target } from '../../share/publish/target.js'
import { findFeed, readPartnerFile } from '../../share/received/partner-file.js'
import { campaignBundle } from '../../share/stix/campaign-bundle.js'
import { producerId } from '../../share/stix/signed-object.js'
import type { StixObject } from '../../share/stix/stix-object.js'
import { rankOf, tlpOf } from '../../share/stix/tlp.js'
import { type Identity, openIdentity } from '../../share/trust/identity.js'
import {
  addBundleOptions,
  addCampaignOptions,
  type BundleFlags,
  bundleOptions,
  readShared,
} from '../campaign-options.js'
import { EXIT, say, writeOut } from '../output.js'
import { type Drained, drain } from '../sending-out.js'
import { addStateOptions, pathsOf, readText, type StateFlags } from '../share-state.js'

interface TargetFlags extends StateFlags {
  readonly to: string
  readonly partners?: string
  readonly toKeyFile?: string
  readonly user?: string
  readonly passwordFile?: string
  readonly yes?: boolean
  readonly format: 'table' | 'json'
}

type PublishFlags = TargetFlags & BundleFlags

/** How long pending objects are asked about. */
const PATIENCE_MS = 120_000
const MOST_SHOWN = 20

/** Adds the commands. */
export function addSharePublish(share: Command): void {
  const withTarget = (command: Command) =>
    command
      .requiredOption(
        '--to <where>',
        'address of a collection, …/collections/ID/, or a name in the file of partners',
      )
      .option('--partners <file>', settingSays('partners'))
      .option('--to-key-file <file>', 'file of the key that the collection’s server gave you')
      .option('--user <name>', 'user of HTTP Basic, in place of a key')
      .option('--password-file <file>', 'file of its password')
      .option('--yes', 'send it; without it what would be sent is shown')
      .addOption(
        new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
      )
  withTarget(
    addBundleOptions(
      addCampaignOptions(
        share
          .command('publish')
          .description('put a campaign into a collection of TAXII, here or at others; shows it first'),
      ),
    ),
  )
    .option('--state <dir>', settingSays('state'))
    .action(publish)
  withTarget(
    addStateOptions(
      share
        .command('retract')
        .description('take back what was published of a campaign: its objects, revoked')
        .argument('<campaign>', 'id or name'),
    ),
  ).action(retract)
}

async function publish(wanted: string, flags: PublishFlags): Promise<void> {
  const place = placeOf(flags)
  if (flags.tlp === 'red')
    throw new Problem(
      'publish-red',
      'what is marked TLP:RED is for persons, and a collection is for whoever may read it',
      'Hand it to them by another way, or mark it for an organisation with --tlp amber+strict.',
    )
  const identity = await ownIdentity(flags)
  const producer = settingValue('producer', flags.producer) ?? identity?.card.provider
  const options = bundleOptions({ ...flags, ...(producer !== undefined && { producer }) })
  const campaign = await readShared(wanted, flags)
  if (!campaign.key.isShared)
    throw new Problem(
      'publish-key',
      'without a community key nobody could match it, and each publication would be another campaign',
      'Name the file of your community’s key with --community-key.',
    )
  const { objects: bare } = campaignBundle(campaign, options)
  const isOwn = identity !== undefined && options.producer === identity.card.provider
  const objects = isOwn ? signOwn(bare, identity, producerId(identity.card.provider)) : bare
  if (!flags.yes) {
    await writeOut(renderSharePreview(campaign, flags.tlp))
    process.stderr.write(
      `Nothing was sent. ${formatPlural(objects.length, 'object')}, ${isOwn ? 'signed' : 'not signed'}, would go to ${place.shown}: add --yes.\n`,
    )
    return
  }
  const target = await place.open()
  needOpenEnough(objects, target)
  const { id, name } = campaign
  const retracted =
    target &&
    new Publications(pathsOf(flags).publications)
      .find(id, target.url)
      .find(({ kind }) => kind === 'retracted')
  if (retracted)
    throw new Problem(
      'publish-retracted',
      `${name} was taken back from this collection at ${retracted.at}, and what is revoked gets no new version (STIX 2.1, section 3.7)`,
      'Publish it to another collection, or under another community key.',
    )
  await send(flags, place.to, { kind: 'published', campaign: { id, name }, objects })
}

async function retract(wanted: string, flags: TargetFlags): Promise<void> {
  const place = placeOf(flags)
  const to = await place.url()
  const publications = new Publications(pathsOf(flags).publications)
  const found = publications.find(wanted, to)
  const [first] = found
  if (!first)
    throw new Problem(
      'not-published',
      `nothing of ${wanted} was published from here to ${to}`,
      'Name campaign and collection as they were published, and the same --store or --state.',
    )
  const identity = await ownIdentity(flags)
  const revoked = revocationsOf(found, new Date().toISOString())
  const objects = identity ? signOwn(revoked, identity, producerId(identity.card.provider)) : revoked
  if (objects.length === 0) {
    await writeOut(`all that was published of ${first.campaign.name} is taken back already\n`)
    return
  }
  if (!flags.yes) {
    process.stderr.write(
      `Nothing was sent. ${formatPlural(objects.length, 'object')} of ${first.campaign.name} would be revoked at ${to}: add --yes.\n`,
    )
    return
  }
  await place.open()
  await send(flags, place.to, { kind: 'retracted', campaign: first.campaign, objects })
}

/** Has it go; what can't go now waits in the outbox. */
async function send(
  flags: TargetFlags,
  to: Address,
  what: Pick<Publication, 'kind' | 'campaign'> & { readonly objects: readonly StixObject[] },
): Promise<void> {
  const { kind, campaign, objects } = what
  const outbox = new Outbox(pathsOf(flags).outbox)
  const sending = outbox.add({ kind, about: campaign, to, objects: [...objects] })
  const drained = await drain(flags, outbox, sending, PATIENCE_MS)
  if (!drained) {
    // The service of the same state folder was quicker.
    await writeOut(`${campaign.name} is on its way: the service sends it. See \`stillwatch share outbox\`.\n`)
    return
  }
  const { why, refusals, title, url, ...sent } = drained
  const isWhole = sent.accepted === objects.length
  if (flags.format === 'json')
    await writeOut(
      `${JSON.stringify({ schema: 'stillwatch.publication/2', kind, at: sending.at, campaign, to: url ?? tellAddress(to), objects: objects.length, ...sent, refusals, ...(!isWhole && { sending: sending.id, why: why?.message ?? '' }) }, null, 2)}\n`,
    )
  else await writeOut(textOf(what, drained))
  if (!isWhole) {
    say(
      `${why?.message ?? 'not all is settled'}. What is left waits as ${sending.id}; a service of this state folder sends it when it is due, and \`stillwatch share outbox send\` now.`,
    )
    process.exitCode = EXIT.unclear
  }
}

function textOf(
  { kind, campaign, objects }: Pick<Publication, 'kind' | 'campaign' | 'objects'>,
  { title, accepted, pending, waiting, refused, refusals }: Drained,
): string {
  const shown = refusals.slice(0, MOST_SHOWN).map(({ id, message }) => `  ${id}: ${message}\n`)
  const more = refusals.length > MOST_SHOWN ? `  and ${formatCount(refusals.length - MOST_SHOWN)} more\n` : ''
  return visibleText(
    `${accepted === 0 ? 'nothing of ' : ''}${campaign.name} is ${kind} in “${visibleLine(title)}”: of ${formatPlural(objects.length, 'object')} ${formatCount(accepted)} accepted, ${formatCount(pending)} pending, ${formatCount(refused)} refused, ${formatCount(waiting)} waiting\n${shown.join('')}${more}`,
  )
}

/** What the collection would refuse is told before anything is sent. */
function needOpenEnough(objects: readonly StixObject[], target: Target | undefined): void {
  const most = target?.tlp
  if (most === undefined || target === undefined) return
  const closed = objects.filter((object) => rankOf(tlpOf(object)) > rankOf(most))
  if (closed.length === 0) return
  throw new Problem(
    'publish-tlp',
    `${formatPlural(closed.length, 'object')} of ${formatCount(objects.length)} are more closed than TLP:${most.toUpperCase()}, the most that “${target.title}” takes from you`,
    'Mark them for whoever reads that collection with --tlp, or publish to another.',
  )
}

/** This provider's keys, if it has some. */
async function ownIdentity(flags: StateFlags): Promise<Identity | undefined> {
  const path = pathsOf(flags).identity
  return existsSync(path) ? openIdentity(path) : undefined
}

/** Where something goes. */
interface Place {
  /** As it was named. */
  readonly shown: string
  readonly to: Address
  /** Address of the collection. */
  url(): Promise<string>
  /** The collection; undefined when its server can’t be asked at the moment. */
  open(): Promise<Target | undefined>
}

/** @throws Problem `bad-value`, `no-feed`, `partner-file`, `publish-credentials` */
function placeOf(flags: TargetFlags): Place {
  const file = settingValue('partners', flags.partners)
  const options = { onOddity: (says: Sentence) => say(`the server is odd: ${says.text}`) }
  if (file === undefined || flags.to.includes('://')) {
    const collection = collectionUrl(flags.to).href
    const to: Address = { collection, ...credentialsOf(flags) }
    return {
      shown: collection,
      to,
      url: async () => collection,
      open: () => ifThere(openAddress(to, options)),
    }
  }
  const feed = findFeed(readPartnerFile(file), flags.to)
  const to: Address = { partner: feed.name, file: resolve(file) }
  return {
    shown: `the collection “${feed.collection}” of ${feed.name}`,
    to,
    url: async () => (await openAddress(to, options)).url,
    open: () => ifThere(openAddress(to, options)),
  }
}

/** A server that is gone or ill is no reason to lose what is to go there: it waits. */
async function ifThere(opened: Promise<Target>): Promise<Target | undefined> {
  try {
    return await opened
  } catch (error) {
    const status = statusCodeOf(error)
    const isPassing =
      (error instanceof Problem && error.code === 'taxii-unreachable') ||
      (status !== undefined && (status === 429 || status >= 500))
    if (isPassing) return undefined
    throw error
  }
}

function credentialsOf({ user, passwordFile, toKeyFile }: TargetFlags) {
  if ((user === undefined) !== (passwordFile === undefined))
    throw new Problem(
      'publish-credentials',
      'a user goes with the file of a password',
      'Give both --user and --password-file, or a key with --to-key-file.',
    )
  // Told now where it can't be read, and not when it is sent.
  for (const file of [passwordFile, toKeyFile]) if (file !== undefined) readText(resolve(file))
  if (user !== undefined && passwordFile !== undefined) return { user, passwordFile: resolve(passwordFile) }
  return toKeyFile === undefined ? {} : { keyFile: resolve(toKeyFile) }
}
