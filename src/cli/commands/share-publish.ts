// `stillwatch share publish` and `retract`: what leaves of a campaign is shown, then put into a collection of TAXII, and
// taken back from there.
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { Option } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { formatCount, formatPlural } from '../../report/quantities.js'
import { renderSharePreview } from '../../report/share-text.js'
import { type Sent, sendObjects } from '../../share/publish/outbox.js'
import { type Publication, Publications } from '../../share/publish/publications.js'
import { revocationsOf } from '../../share/publish/retraction.js'
import { signOwn } from '../../share/publish/sign-own.js'
import { collectionUrl, openTarget, type Target } from '../../share/publish/taxii-outbox.js'
import { findFeed, readPartnerFile } from '../../share/received/partner-file.js'
import { campaignBundle } from '../../share/stix/campaign-bundle.js'
import { producerId } from '../../share/stix/signed-object.js'
import type { StixObject } from '../../share/stix/stix-object.js'
import { Connection, type Credentials } from '../../share/taxii/client/connection.js'
import { findCollection } from '../../share/taxii/client/find-collection.js'
import { type Identity, openIdentity } from '../../share/trust/identity.js'
import {
  addBundleOptions,
  addCampaignOptions,
  type BundleFlags,
  bundleOptions,
  readShared,
} from '../campaign-options.js'
import { EXIT, writeOut } from '../output.js'
import { addStateOptions, note, pathsOf, readText, type StateFlags } from '../share-state.js'

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
  const { id, name } = campaign
  const retracted = new Publications(pathsOf(flags).publications)
    .find(id, target.url)
    .find(({ kind }) => kind === 'retracted')
  if (retracted)
    throw new Problem(
      'publish-retracted',
      `${name} was taken back from this collection at ${retracted.at}, and what is revoked gets no new version (STIX 2.1, section 3.7)`,
      'Publish it to another collection, or under another community key.',
    )
  await send(flags, target, { kind: 'published', campaign: { id, name }, objects })
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
  const target = await place.open()
  await send(flags, target, { kind: 'retracted', campaign: first.campaign, objects })
}

async function send(
  flags: TargetFlags,
  target: Target,
  what: Pick<Publication, 'kind' | 'campaign'> & { readonly objects: readonly StixObject[] },
): Promise<void> {
  const { kind, campaign, objects } = what
  const publication = { ...what, at: new Date().toISOString(), to: target.url, objects: [...objects] }
  new Publications(pathsOf(flags).publications).add(publication)
  const about = { campaign: campaign.id, to: target.url, objects: objects.length }
  let sent: Sent
  try {
    sent = await sendObjects(target, objects, PATIENCE_MS)
  } catch (error) {
    await note(flags, `share.${kind}`, {
      ...about,
      outcome: error instanceof Problem ? error.code : 'failed',
    })
    throw error
  }
  const { accepted, pending, failed, lost } = sent
  await note(flags, `share.${kind}`, { ...about, accepted, pending, failed: failed.length, lost })
  if (flags.format === 'json')
    await writeOut(
      `${JSON.stringify({ schema: 'stillwatch.publication/1', kind, at: publication.at, campaign, to: target.url, objects: objects.length, ...sent }, null, 2)}\n`,
    )
  else await writeOut(textOf(what, target, sent))
  if (failed.length + lost + pending > 0) process.exitCode = EXIT.unclear
}

function textOf(
  { kind, campaign, objects }: Pick<Publication, 'kind' | 'campaign' | 'objects'>,
  { title }: Target,
  { accepted, pending, failed, lost }: Sent,
): string {
  const shown = failed
    .slice(0, MOST_SHOWN)
    .map(({ id, message }) => `  ${id}: ${message ?? 'no reason was given'}\n`)
  const more = failed.length > MOST_SHOWN ? `  and ${formatCount(failed.length - MOST_SHOWN)} more\n` : ''
  return `${campaign.name} is ${kind} in “${title}”: of ${formatPlural(objects.length, 'object')} ${formatCount(accepted)} accepted, ${formatCount(pending)} pending, ${formatCount(failed.length)} failed, ${formatCount(lost)} that the server knows nothing of\n${shown.join('')}${more}`
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
  /** Address of the collection. */
  url(): Promise<string>
  open(): Promise<Target>
}

/** @throws Problem `bad-value`, `no-feed`, `partner-file`, `publish-credentials` */
function placeOf(flags: TargetFlags): Place {
  const { to } = flags
  const file = settingValue('partners', flags.partners)
  if (file === undefined || to.includes('://')) {
    const url = collectionUrl(to).href
    const connection = connectionWith(credentialsOf(flags))
    return { shown: url, url: async () => url, open: () => openTarget(connection, url) }
  }
  const feed = findFeed(readPartnerFile(file), to)
  const connection = connectionWith(feed.credentials)
  const find = async () => (await findCollection(connection, feed.url, feed.collection)).url.href
  return {
    shown: `the collection “${feed.collection}” of ${feed.name}`,
    url: find,
    open: async () => openTarget(connection, await find()),
  }
}

function connectionWith(credentials: Credentials): Connection {
  return new Connection({
    credentials,
    onOddity: (says) => process.stderr.write(`the server is odd: ${says}\n`),
  })
}

function credentialsOf({ user, passwordFile, toKeyFile }: TargetFlags): Credentials {
  if ((user === undefined) !== (passwordFile === undefined))
    throw new Problem(
      'publish-credentials',
      'a user goes with the file of a password',
      'Give both --user and --password-file, or a key with --to-key-file.',
    )
  if (user !== undefined && passwordFile !== undefined)
    return { kind: 'basic', user, password: readText(passwordFile).trim() }
  return toKeyFile === undefined ? { kind: 'none' } : { kind: 'key', key: readText(toKeyFile).trim() }
}
