// `stillwatch share pull` and `share received`: what partners share, fetched, shown, and compared with own traffic.
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { Option } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { renderRows } from '../../report/rows.js'
import { Outbox } from '../../share/publish/outbox.js'
import type { Sent } from '../../share/publish/tell.js'
import { ToldVersions } from '../../share/publish/told-versions.js'
import { queueSightings, receivedOf, sightingsFor } from '../../share/received/exchange-with.js'
import { lookForReceived } from '../../share/received/match/look.js'
import { readTrusted } from '../../share/received/match/suggest.js'
import { findFeed, type PartnerFeed } from '../../share/received/partner-file.js'
import { type Pulled, pullFrom } from '../../share/received/pull.js'
import { readAside } from '../../share/received/take.js'
import { tellMatches, tellReceived } from '../../share/received/tell.js'
import { openIdentity, signerOf } from '../../share/trust/identity.js'
import { Partners } from '../../share/trust/partners.js'
import { forgetPartner } from '../../store/forget.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from '../kept-store.js'
import { EXIT, reportFailure, say, writeOut } from '../output.js'
import { feedsOf, fileOf, type PartnerFlags, receivedFrom } from '../partner-options.js'
import { drain } from '../sending-out.js'
import { note, pathsOf, type StateFlags } from '../share-state.js'

/** How long what is pending is asked about. */
const PATIENCE_MS = 30_000

interface Flags extends StoreFlags, StateFlags, PartnerFlags {
  readonly format: 'table' | 'json'
}

/** Adds the commands. */
export function addShareReceived(share: Command): void {
  withOptions(share.command('pull').description('fetch what partners share since the last time'))
    .argument('[partner]', 'one of the file; all of them when left out')
    .option('--again', 'from the beginning; what is known already is passed over')
    .addHelpText('after', '\nExit code: 0 all were fetched, 2 some could not be fetched whole.\n')
    .action(async (name: string | undefined, flags: Flags & { readonly again?: boolean }) => {
      const feeds = chosen(feedsOf(flags), name)
      const directory = await Partners.open(pathsOf(flags).partners)
      const { own } = receivedOf(feeds, settingValue('producer', flags.producer))
      const pulled = await withKeptStore(flags, async (store) => {
        const results: Pulled[] = []
        for (const feed of feeds)
          results.push(await pullFrom(store, feed, { directory, own, isWhole: flags.again ?? false }))
        return results
      })
      await print(flags, pulled.map(tellPulled))
      for (const { partner, oddities, failure } of pulled) {
        for (const { text } of oddities) say(`${partner}: ${text}`)
        if (failure) reportFailure(failure)
      }
      if (pulled.some(({ failure }) => failure)) process.exitCode = EXIT.unclear
    })

  const received = share
    .command('received')
    .description('what partners shared, and where own accounts show it')

  withOptions(received.command('list').description('campaigns of partners that are in force')).action(
    async (flags: Flags) => {
      const trusted = receivedFrom(flags) ?? { own: new Set<string>() }
      const state = await withKeptStore(flags, (store) => readTrusted(store, trusted))
      await print(flags, tellReceived(state))
      const { notAsked, over, revoked, distrusted } = state
      for (const { objects, why } of distrusted) say(`${objects} objects count no more: ${why}`)
      process.stderr.write(
        `beside these: ${over} indicators that are over, ${revoked} objects that were revoked, ${notAsked} indicators that ask for nothing that exchanges have\n`,
      )
    },
  )

  withOptions(received.command('aside').description('objects that were kept aside, and why')).action(
    async (flags: Flags) => print(flags, await withKeptStore(flags, readAside)),
  )

  withOptions(
    received
      .command('match')
      .description('own accounts that show what partners found campaigns by; a match is no verdict'),
  )
    .option('--accounts', 'name the accounts')
    .action(async (flags: Flags & { readonly accounts?: boolean }) => {
      const looked = await look(flags)
      await print(flags, tellMatches(looked, flags.accounts ?? false))
    })

  withOptions(
    received
      .command('sightings')
      .description(
        'what a partner would be told of its campaigns that were seen here: counts, never customers',
      ),
  )
    .argument('<partner>', 'one of the file')
    .option('--send', 'put them into its collection, if the file of partners says `sightings: share`')
    .action(async (name: string, flags: Flags & { readonly send?: boolean }) => {
      const feed = findFeed(feedsOf(flags), name)
      const producer = settingValue('producer', flags.producer)
      if (producer === undefined)
        throw new Problem(
          'producer-missing',
          'a sighting says who saw it, and no name was given',
          'Name yourself with --producer NAME.',
        )
      const looked = await look(flags)
      if (!flags.send) {
        const identity = await ownIdentity(flags, producer)
        const signer = identity && signerOf(identity)
        return writeOut(`${JSON.stringify(sightingsFor(feed, looked, { producer, signer }), null, 2)}\n`)
      }
      if (!feed.sharesSightings)
        throw new Problem(
          'sightings-kept',
          `the file of partners keeps sightings from ${name}`,
          'Write `sightings: share` for the partner there, if it was agreed on.',
        )
      const identity = await ownIdentity(flags, producer)
      const paths = pathsOf(flags)
      const outbox = new Outbox(paths.outbox)
      const route = { outbox, told: new ToldVersions(paths.told), file: fileOf(flags), identity }
      const bare = sightingsFor(feed, looked, { producer })
      const sending = queueSightings(feed, bare, route)
      if (!sending) return writeOut(`${name} was told of all of it already\n`)
      const sent = await drain(flags, outbox, sending, PATIENCE_MS)
      await print(flags, sent ? [tellSightings(name, sent)] : [])
      if (sent?.accepted !== sending.objects.length) {
        say(`${sent?.why?.message ?? 'another process sends it'}. It waits as ${sending.id}.`)
        process.exitCode = EXIT.unclear
      }
    })

  withOptions(
    received.command('forget').description('remove all that was kept of a partner; a pull fetches it anew'),
  )
    .argument('<partner>', 'as the file of partners named it')
    .action(async (name: string, flags: Flags) => {
      const forgotten = await withKeptStore(flags, (store) => forgetPartner(store, name))
      await note(flags, 'received.forgotten', { partner: name })
      await print(flags, forgotten)
    })
}

function withOptions(command: Command): Command {
  return addStoreOptions(command)
    .option('--state <dir>', settingSays('state'))
    .option('--partners <file>', settingSays('partners'))
    .option('--producer <name>', settingSays('producer'))
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
}

function chosen(feeds: readonly PartnerFeed[], name: string | undefined): readonly PartnerFeed[] {
  return name === undefined ? feeds : [findFeed(feeds, name)]
}

function look(flags: Flags) {
  feedsOf(flags)
  const received = receivedFrom(flags) ?? { keys: new Map(), own: new Set<string>() }
  return withKeptStore(flags, (store) => lookForReceived(store, received))
}

/** The keys of this provider, if it has some under that name. */
async function ownIdentity(flags: Flags, producer: string) {
  const { identity: path } = pathsOf(flags)
  if (!existsSync(path)) return undefined
  const identity = await openIdentity(path)
  return identity.card.provider === producer ? identity : undefined
}

function tellSightings(partner: string, { accepted, pending, refused, waiting }: Sent) {
  return { partner, accepted, pending, refused, waiting }
}

function tellPulled({ partner, pages, taken, repeated, aside, unsigned, failure }: Pulled) {
  return { partner, pages, taken, known: repeated, aside, unsigned, ended: failure ? failure.code : 'whole' }
}

async function print(
  { format }: Pick<Flags, 'format'>,
  rows: readonly Readonly<Record<string, unknown>>[] | readonly object[],
): Promise<void> {
  await writeOut(
    format === 'json'
      ? `${JSON.stringify(rows, null, 2)}\n`
      : renderRows(rows as readonly Readonly<Record<string, unknown>>[]),
  )
}
