// Fetches what a partner shares since the last time, page by page. A page is kept before its cursor is, so that whatever
// ends a pull, the next one goes on where it ended and takes nothing twice.
import { Problem } from '../../model/problem.js'
import { type Said, type Sentence, saidOf, say } from '../../model/sentence.js'
import type { Store } from '../../store/store.js'
import { toldSql, toStored } from '../../store/times.js'
import { Connection, type ConnectionOptions } from '../taxii/client/connection.js'
import { findCollection } from '../taxii/client/find-collection.js'
import { type Cursor, pollCollection } from '../taxii/client/poll.js'
import type { KeyDirectory } from '../trust/signature.js'
import type { PartnerFeed } from './partner-file.js'
import { TAKEN, takeObjects } from './take.js'

/** What a pull brought. */
export interface Pulled {
  readonly partner: string
  readonly pages: number
  readonly taken: number
  readonly repeated: number
  readonly aside: number
  readonly unsigned: number
  /** What is odd about the server, a sentence each. */
  readonly oddities: readonly Sentence[]
  /** Why it ended before the end; what was kept stays. */
  readonly failure?: Problem
}

export interface PullOptions {
  readonly directory: KeyDirectory
  readonly signal?: AbortSignal | undefined
  readonly wait?: ConnectionOptions['wait']
  /** Objects asked for at a time. */
  readonly limit?: number
  /** Most pages; the next pull goes on. */
  readonly pages?: number
  /** Whether all is asked for again. */
  readonly isWhole?: boolean
  readonly now?: () => number
  /** Identities of this provider. */
  readonly own?: ReadonlySet<string>
}

/** Pulls from one partner. A failure of the partner’s server is told in the result; one of the store is thrown. */
export async function pullFrom(store: Store, feed: PartnerFeed, options: PullOptions): Promise<Pulled> {
  const now = options.now ?? Date.now
  const oddities: Sentence[] = []
  const connection = new Connection({
    credentials: feed.credentials,
    signal: options.signal,
    wait: options.wait,
    onOddity: (says) => oddities.push(says),
  })
  let pulled: Omit<Pulled, 'oddities' | 'failure'> = {
    partner: feed.name,
    pages: 0,
    taken: 0,
    repeated: 0,
    aside: 0,
    unsigned: 0,
  }
  const state = await readState(store, feed.name)
  const cursor = options.isWhole ? {} : state.cursor
  let kept = cursor
  let failure: Problem | undefined
  try {
    const collection = await findCollection(connection, feed.url, feed.collection)
    if (!collection.canRead)
      throw new Problem(
        'taxii-collection',
        say`${feed.name} lets you not read the collection “${collection.title}”`,
        'Ask the partner for the right to read it, or name another.',
      )
    for await (const page of pollCollection(connection, collection, cursor, options.limit, options.pages)) {
      if (state.objects + pulled.taken + pulled.aside >= TAKEN.objects)
        throw new Problem(
          'partner-floods',
          say`${feed.name} has sent more than ${TAKEN.objects.toLocaleString('en')} objects`,
          'Ask why; `stillwatch share received forget` removes what was kept of a partner.',
        )
      const taken = await takeObjects(store, feed, page.objects, options.directory, now(), options.own)
      pulled = {
        ...pulled,
        pages: pulled.pages + 1,
        taken: pulled.taken + taken.taken,
        repeated: pulled.repeated + taken.repeated,
        aside: pulled.aside + taken.aside,
        unsigned: pulled.unsigned + taken.unsigned,
      }
      kept = page.cursor
      if (!page.isLast) await keep(store, { ...pulled, oddities }, kept, now())
    }
  } catch (error) {
    if (!(error instanceof Problem) || !OF_THE_PARTNER.has(error.code)) throw error
    failure = error
  }
  const result: Pulled = { ...pulled, oddities, ...(failure && { failure }) }
  await keep(store, result, kept, now())
  return result
}

/** Problems that the partner’s server makes: they end this pull and no other. */
const OF_THE_PARTNER: ReadonlySet<string> = new Set([
  'taxii-refused',
  'taxii-unreachable',
  'taxii-unreadable',
  'taxii-collection',
  'partner-floods',
])

interface CursorRow {
  readonly added_after: string
  readonly next: string
}

async function readState(
  store: Store,
  partner: string,
): Promise<{ readonly cursor: Cursor; readonly objects: number }> {
  const [row] = await store.query<CursorRow>(
    'SELECT added_after, next FROM received_pull WHERE partner = {partner: String} ORDER BY at DESC LIMIT 1',
    { parameters: { partner } },
  )
  const [held] = await store.query<{ objects: number }>(
    'SELECT count() AS objects FROM received_object WHERE partner = {partner: String}',
    { parameters: { partner } },
  )
  return {
    cursor: {
      ...(row && row.added_after !== '' && { addedAfter: row.added_after }),
      ...(row && row.next !== '' && { next: row.next }),
    },
    objects: held?.objects ?? 0,
  }
}

/** What the sentences of a pull were made of, as its row has it as JSON. */
export interface SaidOfPull {
  readonly oddities: readonly Said[]
  readonly failure?: Said
}

async function keep(store: Store, pulled: Pulled, cursor: Cursor, now: number): Promise<void> {
  await store.insert('received_pull', [
    {
      partner: pulled.partner,
      at: toStored(now),
      added_after: cursor.addedAfter ?? '',
      next: cursor.next ?? '',
      taken: pulled.taken,
      repeated: pulled.repeated,
      aside: pulled.aside,
      unsigned: pulled.unsigned,
      oddities: pulled.oddities.map(({ text }) => text),
      failure: pulled.failure?.message ?? '',
      said: JSON.stringify({
        oddities: pulled.oddities.map(saidOf),
        ...(pulled.failure && { failure: saidOf(pulled.failure.says.message) }),
      } satisfies SaidOfPull),
    },
  ])
}

/** The newest pull of each partner, as it is told. */
export interface LastPull {
  readonly partner: string
  /** RFC 3339. */
  readonly at: string
  readonly oddities: readonly string[]
  readonly failure: string
}

export function readLastPulls(store: Store): Promise<LastPull[]> {
  return store.query<LastPull>(
    `SELECT partner, ${toldSql('max(p.at)')} AS at, argMax(oddities, p.at) AS oddities, argMax(failure, p.at) AS failure
FROM received_pull AS p
GROUP BY partner
ORDER BY partner`,
  )
}
