// Seals a case: hashes by which a changed byte is noticed, and a signature by which the provider is known. The hash of the
// data is of its canonical JSON; the hash of a page is of all its bytes but the last line, which is the seal, with the
// hash itself written as zeros where the page shows it.
import { createHash } from 'node:crypto'
import { canonicalJson } from '../share/trust/canonical-json.js'
import type { KeyCard } from '../share/trust/key-card.js'
import { type Signer, signObject } from '../share/trust/signature.js'
import type { CaseFile } from './case-file.js'

export const SEAL_SCHEMA = 'stillwatch.case-seal/1'

/** What is signed. */
export interface SealBody {
  readonly schema: typeof SEAL_SCHEMA
  /** Id of the case. */
  readonly case: string
  readonly made_at: string
  /** SHA-256 of the canonical JSON (RFC 8785) of the case, 64 hexadecimal digits. */
  readonly data: string
  /** SHA-256 of the page. */
  readonly page: string
}

export interface Seal extends SealBody {
  /** By the provider's identity key; absent where it has none. */
  readonly signature?: string
  /** The provider's key card, which its root key signed. */
  readonly card?: KeyCard
}

/** Who signs: the provider's key in use, and the card that tells others of it. */
export interface Sealer {
  readonly signer: Signer
  readonly card: KeyCard
}

/** Stands in a page where its hash will; no text that is escaped has it. */
export const HASH_PLACE = '\u0000'
/** Stands there while it is hashed. */
const NO_HASH = '0'.repeat(64)

const LAST_LINE = /\n<!-- stillwatch-seal (\{.*\}) -->\n$/

export const dataHash = (file: CaseFile): string => sha256(canonicalJson(file))

/**
 * @param page the page with `HASH_PLACE` where its hash is shown, without a line break at its end
 * @returns both files, sealed
 */
export function sealCase(
  file: CaseFile,
  page: string,
  sealer: Sealer | undefined,
): { readonly html: string; readonly json: string; readonly seal: Seal } {
  const body: SealBody = {
    schema: SEAL_SCHEMA,
    case: file.id,
    made_at: file.made_at,
    data: dataHash(file),
    page: sha256(page.replaceAll(HASH_PLACE, NO_HASH)),
  }
  const seal: Seal = {
    ...body,
    ...(sealer && { signature: signObject(body, sealer.signer), card: sealer.card }),
  }
  return {
    html: `${page.replaceAll(HASH_PLACE, body.page)}\n<!-- stillwatch-seal ${sealText(seal)} -->\n`,
    json: jsonText({ case: file, seal }),
    seal,
  }
}

/** The seal of a page and what it seals; undefined when the last line is none. */
export function openPage(text: string): { readonly page: string; readonly sealText: string } | undefined {
  const match = LAST_LINE.exec(text)
  return match ? { page: text.slice(0, match.index), sealText: match[1] ?? '' } : undefined
}

/** Stands in a page's head, so that nothing of an unsigned seal can be changed. */
export const pageMark = ({ case: id, made_at, data }: Pick<SealBody, 'case' | 'made_at' | 'data'>) =>
  `<meta name="stillwatch-case" content="${id} ${made_at} ${data}">`

/** What the hash of a page is of. */
export function pageHash(page: string, shown: string): string {
  return sha256(/^[0-9a-f]{64}$/.test(shown) ? page.replaceAll(shown, NO_HASH) : page)
}

/** JSON that can stand in a comment: nothing in it ends one. */
export const sealText = (seal: unknown): string =>
  canonicalJson(seal).replace(
    /[<>]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )

/** The data's file as it is written: one text for one content. */
export const jsonText = (content: { readonly case: CaseFile; readonly seal: Seal }): string =>
  `${JSON.stringify(content, null, 2)}\n`

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
