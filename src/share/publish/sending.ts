// Objects that are to go to a collection of others, as they wait on disk. Credentials are named by file and never kept.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import { findFeed, readPartnerFile } from '../received/partner-file.js'
import type { StixObject } from '../stix/stix-object.js'
import { Connection, type ConnectionOptions, type Credentials } from '../taxii/client/connection.js'
import { findTarget, openTarget, type Target } from './target.js'

const FILE = z.string().min(1).max(4096)

/** Where something goes: an address with what opens it, or a partner of a file, as that file says by then. */
export const ADDRESS = z.union([
  z.strictObject({ collection: z.string().max(4096), keyFile: FILE.optional() }),
  z.strictObject({ collection: z.string().max(4096), user: z.string().max(200), passwordFile: FILE }),
  z.strictObject({ partner: z.string().max(200), file: FILE }),
])
export type Address = z.output<typeof ADDRESS>

export const SENDING = z.object({
  id: z.string().regex(/^[0-9]{13}-[0-9a-f]{8}$/),
  kind: z.enum(['published', 'retracted', 'sightings']),
  /** RFC 3339. */
  at: z.string(),
  /** The campaign, or the partner whose campaigns were seen. */
  about: z.object({ id: z.string(), name: z.string() }),
  to: ADDRESS,
  objects: z.array(z.looseObject({ type: z.string(), id: z.string() })),
})
export type Sending = Omit<z.output<typeof SENDING>, 'objects'> & { readonly objects: readonly StixObject[] }

/** An address in words. */
export const tellAddress = (to: Address) => ('partner' in to ? to.partner : to.collection)

/**
 * Opens the collection that an address names, by what its files say now.
 * @throws Problem of the connection or of the files, `publish-closed`
 */
export async function openAddress(
  to: Address,
  options: Omit<ConnectionOptions, 'credentials'> = {},
): Promise<Target> {
  // What fails waits in the outbox; a post whose answer is lost isn't sent again before the collection was asked for it.
  const connect = (credentials: Credentials) =>
    new Connection({ ...options, credentials, tries: 2, postTries: 1 })
  if ('partner' in to) {
    const feed = findFeed(readPartnerFile(to.file), to.partner)
    return findTarget(connect(feed.credentials), feed.url, feed.collection)
  }
  return openTarget(connect(credentialsOf(to)), to.collection)
}

function credentialsOf(to: Exclude<Address, { partner: string }>): Credentials {
  if ('passwordFile' in to) return { kind: 'basic', user: to.user, password: readSecret(to.passwordFile) }
  return to.keyFile === undefined ? { kind: 'none' } : { kind: 'key', key: readSecret(to.keyFile) }
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Problem(
      'file-unreadable',
      say`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
      'Put the file back, or make it readable for who sends; or drop the sending with `stillwatch share outbox drop` and publish again with another file.',
      { cause: error },
    )
  }
}
