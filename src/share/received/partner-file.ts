// The file of partners: where what others share is fetched, with which rights and keys, and what goes back. It names the
// files of secrets and holds none.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { type Sentence, say } from '../../model/sentence.js'
import { type CommunityKey, readCommunityKey } from '../community-key.js'
import { TLP_LEVELS, type TlpLevel } from '../stix/tlp.js'
import type { Credentials } from '../taxii/client/connection.js'

const PARTNER = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/, 'is written in small letters, digits, dots and hyphens'),
    url: z.url({ protocol: /^https?$/, error: 'is no http(s) address' }),
    collection: z.string().min(1).max(200),
    user: z.string().min(1).max(200).optional(),
    'password-file': z.string().optional(),
    'key-file': z.string().optional(),
    'community-key': z.string().optional(),
    tlp: z.enum(TLP_LEVELS as [TlpLevel, ...TlpLevel[]]).default('amber+strict'),
    signatures: z.enum(['required', 'noted']).default('noted'),
    sightings: z.enum(['share', 'keep']).default('keep'),
  })
  .refine((one) => (one.user === undefined) === (one['password-file'] === undefined), {
    error: 'user and password-file go together',
  })
  .refine((one) => one.user === undefined || one['key-file'] === undefined, {
    error: 'give a user or a key-file, not both',
  })
const FILE = z.strictObject({ partners: z.array(PARTNER).min(1).max(100) })

/** A partner, with what its files hold. */
export interface PartnerFeed {
  readonly name: string
  readonly url: string
  readonly collection: string
  readonly credentials: Credentials
  /** What its indicators are keyed with; undefined when none is held in common. */
  readonly key: CommunityKey | undefined
  /** The most closed marking that is taken. */
  readonly tlp: TlpLevel
  /** Whether objects that nobody signed are kept aside. */
  readonly isSignatureNeeded: boolean
  /** Whether matches go back as sightings: counts alone. */
  readonly sharesSightings: boolean
}

const MOST_BYTES = 1_000_000

/**
 * The partners in a file; files that it names are beside it.
 * @throws Problem `partner-file`
 */
export function readPartnerFile(path: string): readonly PartnerFeed[] {
  const parsed = FILE.safeParse(readYaml(path))
  if (!parsed.success) {
    const shown = parsed.error.issues
      .slice(0, 10)
      .map((issue) => `${placeOf(issue)}${issue.message.replace(/^Invalid input: /, '')}`)
    throw invalid(path, shown.join('; '))
  }
  const { partners } = parsed.data
  const twice = partners.find(({ name }, index) => partners.findIndex((one) => one.name === name) !== index)
  if (twice) throw invalid(path, say`${twice.name} stands in it twice`)
  const folder = dirname(resolve(path))
  const secret = (file: string) => readSecretFile(resolve(folder, file), path)
  return partners.map((one) => ({
    name: one.name,
    url: one.url,
    collection: one.collection,
    credentials:
      one.user !== undefined && one['password-file'] !== undefined
        ? { kind: 'basic', user: one.user, password: secret(one['password-file']) }
        : one['key-file'] !== undefined
          ? { kind: 'key', key: secret(one['key-file']) }
          : { kind: 'none' },
    key:
      one['community-key'] === undefined
        ? undefined
        : readCommunityKey(resolve(folder, one['community-key'])),
    tlp: one.tlp,
    isSignatureNeeded: one.signatures === 'required',
    sharesSightings: one.sightings === 'share',
  }))
}

/** One partner of several. @throws Problem `no-feed` */
export function findFeed(feeds: readonly PartnerFeed[], name: string): PartnerFeed {
  const found = feeds.find((feed) => feed.name === name)
  if (found) return found
  throw new Problem(
    'no-feed',
    say`the file of partners names no ${name}`,
    `Name one of ${feeds.map((feed) => feed.name).join(', ')}.`,
  )
}

function readYaml(path: string): unknown {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length > MOST_BYTES) throw new Error(`it is longer than ${MOST_BYTES} characters`)
    return parse(text, { maxAliasCount: 50 })
  } catch (error) {
    throw invalid(path, error instanceof Error ? error.message : String(error), error)
  }
}

function readSecretFile(path: string, file: string): string {
  try {
    const text = readFileSync(path, 'utf8').trim()
    if (text !== '' && text.length < 4096 && !/\s/.test(text)) return text
  } catch (error) {
    throw invalid(
      file,
      say`${path} can’t be read: ${error instanceof Error ? error.message : String(error)}`,
      error,
    )
  }
  throw invalid(file, say`${path} holds no one secret on one line`)
}

function placeOf({ path }: { readonly path: readonly PropertyKey[] }): string {
  return path.length === 0
    ? ''
    : `${path.map((one) => (typeof one === 'number' ? `${one + 1}` : String(one))).join('.')} `
}

function invalid(path: string, why: string | Sentence, cause?: unknown): Problem {
  return new Problem(
    'partner-file',
    say`the file of partners ${path} can’t be used: ${why}`,
    'Correct it; docs/received.md shows one.',
    { cause },
  )
}
