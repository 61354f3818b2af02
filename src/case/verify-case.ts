// Checks a case file by itself: hashes, signature, and the audit lines that it holds. Nothing in it is believed before.
import { z } from 'zod'
import { Problem } from '../model/problem.js'
import { keyOnCard } from '../share/trust/card-key.js'
import { fingerprint, isFingerprint } from '../share/trust/ed25519-key.js'
import { type KeyCard, readCard } from '../share/trust/key-card.js'
import { type Signed, verifyObject } from '../share/trust/signature.js'
import { CASE_SCHEMA, type CaseFile } from './case-file.js'
import {
  dataHash,
  jsonText,
  openPage,
  pageHash,
  pageMark,
  SEAL_SCHEMA,
  type Seal,
  sealText,
  sha256,
} from './seal.js'

/** Larger than any case that this version writes. */
const MOST_CHARACTERS = 400_000_000
const HASH = z.string().regex(/^[0-9a-f]{64}$/)

const SEAL = z.strictObject({
  schema: z.literal(SEAL_SCHEMA),
  case: z.string().regex(/^case-[0-9a-f]{16}$/),
  made_at: z.iso.datetime(),
  data: HASH,
  page: HASH,
  signature: z.string().max(2000).optional(),
  card: z.looseObject({}).optional(),
})

/** Parts of the case that are checked. */
const CASE = z.looseObject({
  schema: z.literal(CASE_SCHEMA),
  id: z.string(),
  made_at: z.string(),
  custody: z.looseObject({
    lines: z.array(z.looseObject({ seq: z.number(), prev: z.string(), hash: z.string() })).max(100_000),
  }),
})

export interface CheckedCase {
  readonly kind: 'page' | 'data'
  readonly id: string
  readonly madeAt: string
  readonly seal: Seal
  /** Whose signature holds; undefined where there is none. */
  readonly signed: (Signed & { readonly card: KeyCard; readonly fingerprint: string }) | undefined
  /** Of the data: the case, and how many lines of the audit log in it have the hash that they say. */
  readonly file: CaseFile | undefined
  readonly auditLines: number
}

/**
 * @param wanted fingerprint of the provider's root key, as it was told by another way; any will do when left out
 * @throws Problem `case-unreadable` for what is no case file, `case-changed` when something is not as it was sealed,
 *   `signature-refused`, `key-card-refused`
 */
export async function verifyCase(text: string, wanted?: string): Promise<CheckedCase> {
  if (text.length > MOST_CHARACTERS) throw unreadable(`it is longer than ${MOST_CHARACTERS} characters`)
  const isData = text.startsWith('{')
  const checked = isData ? checkData(text) : checkPage(text)
  const signed = await checkSignature(checked.seal, wanted)
  return {
    ...checked,
    signed,
    kind: isData ? 'data' : 'page',
    id: checked.seal.case,
    madeAt: checked.seal.made_at,
  }
}

type Content = Pick<CheckedCase, 'seal' | 'file' | 'auditLines'>

function checkPage(text: string): Content {
  const opened = openPage(text)
  if (!opened) throw unreadable('its last line is no seal: it was cut off, or it is no case file')
  const seal = readSeal(opened.sealText)
  if (sealText(seal) !== opened.sealText) throw changed('its seal is not as it was written')
  if (pageHash(opened.page, seal.page) !== seal.page)
    throw changed('its bytes don’t have the hash that its seal says')
  if (!opened.page.includes(seal.page) || !opened.page.includes(pageMark(seal)))
    throw changed('its seal is another page’s')
  return { seal, file: undefined, auditLines: 0 }
}

function checkData(text: string): Content {
  let parsed: { readonly case?: unknown; readonly seal?: unknown }
  try {
    parsed = JSON.parse(text) as typeof parsed
  } catch (error) {
    throw unreadable(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const seal = readSeal(JSON.stringify(parsed.seal ?? null))
  const found = CASE.safeParse(parsed.case)
  if (!found.success) throw unreadable(`${found.error.issues[0]?.path.join('.')}: it is no case`)
  const file = parsed.case as CaseFile
  if (dataHash(file) !== seal.data) throw changed('what it says doesn’t have the hash that its seal says')
  if (file.id !== seal.case || file.made_at !== seal.made_at) throw changed('its seal is another case’s')
  if (jsonText({ case: file, seal: parsed.seal as Seal }) !== text || Object.keys(parsed).length !== 2)
    throw changed('it isn’t written as it was: something was added, or laid out anew')
  for (const { hash, ...line } of file.custody.lines)
    if (sha256(JSON.stringify(line)) !== hash)
      throw changed(`line ${line.seq} of the audit log in it doesn’t have its hash`)
  return { seal, file, auditLines: file.custody.lines.length }
}

function readSeal(text: string): Seal {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw changed('its seal is not as it was written')
  }
  const parsed = SEAL.safeParse(value)
  if (parsed.success) return value as Seal
  throw changed(`its seal is not as it was written: ${parsed.error.issues[0]?.path.join('.')}`)
}

async function checkSignature(seal: Seal, wanted: string | undefined): Promise<CheckedCase['signed']> {
  const { signature, card: told, ...body } = seal
  if (signature === undefined && told === undefined) {
    if (wanted === undefined) return undefined
    throw changed('it bears no signature, and one was asked for')
  }
  if (signature === undefined || told === undefined)
    throw changed('signature and key card don’t stand together')
  const card = await readCard(JSON.stringify(told))
  const signed = verifyObject(
    body,
    signature,
    { keyOf: (_, kid, atMs) => keyOnCard(card, kid, atMs) },
    card.provider,
  )
  if (wanted !== undefined && !isFingerprint(wanted, card.root))
    throw changed(`the root key of its card has the fingerprint ${fingerprint(card.root)}, not ${wanted}`)
  return { ...signed, card, fingerprint: fingerprint(card.root) }
}

function unreadable(why: string): Problem {
  return new Problem(
    'case-unreadable',
    `this is no case file: ${why}`,
    'Name the .html or .json file as `stillwatch case` wrote it, or the console gave it.',
  )
}

function changed(why: string): Problem {
  return new Problem(
    'case-changed',
    `this case file is not as it was made: ${why}`,
    'Use nothing of it, and ask who made it for the file again.',
  )
}
