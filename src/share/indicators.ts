// From the values that a campaign's accounts show to what may leave: which kinds leave how, for how long they hold, and
// what is held back and why. Pure; the numbers come from the store.
import { isIP } from 'node:net'
import { type Said, type Sentence, saidOf, say, word } from '../model/sentence.js'
import { bitsOf, type ProfileValue } from '../respond/recognise/matcher.js'
import type { ShownKind } from '../respond/recognise/shown-traits.js'
import { isCardNumber } from './card-number.js'
import type { CommunityKey } from './community-key.js'
import { SKETCH, templateSketches } from './template-sketch.js'
import { traitPseudonyms } from './trait-pseudonym.js'

/** How a value leaves: as it is, as a keyed pseudonym, or as a keyed sketch. */
export type IndicatorForm = 'plain' | 'pseudonym' | 'sketch'

/** What is done with a kind of value. */
export interface KindRule {
  /** Undefined: it never leaves. */
  readonly form?: IndicatorForm
  /** Whether it is about people: it leaves only where nobody outside of the accused campaigns shows it. */
  readonly isPersonal: boolean
  /** Days behind the campaign's last exchange for which it holds. */
  readonly days: number
  /** What leaves of it, or why nothing does. */
  readonly says: string
}

export const KIND_RULES: Readonly<Record<ShownKind, KindRule>> = {
  payment: {
    form: 'pseudonym',
    isPersonal: true,
    days: 90,
    says: 'keyed pseudonym of the payment fingerprint',
  },
  mail: { form: 'pseudonym', isPersonal: true, days: 90, says: 'keyed pseudonym of the mail domain' },
  phone: { isPersonal: true, days: 0, says: 'a telephone prefix says a country, and links nobody' },
  'signup-block': { form: 'plain', isPersonal: true, days: 14, says: 'address block of sign-ups' },
  block: { form: 'plain', isPersonal: true, days: 14, says: 'address block of requests' },
  client: {
    form: 'plain',
    isPersonal: false,
    days: 60,
    says: 'JA4 and user agent; a keyed pseudonym where others show it too',
  },
  parameters: {
    form: 'pseudonym',
    isPersonal: false,
    days: 60,
    says: 'keyed pseudonym of the hash of the request parameters',
  },
  system: {
    form: 'pseudonym',
    isPersonal: false,
    days: 90,
    says: 'keyed pseudonym of the hash of the system prompt',
  },
  reference: {
    form: 'pseudonym',
    isPersonal: false,
    days: 30,
    says: 'keyed pseudonym of the hash of an opaque reasoning blob',
  },
  template: { form: 'sketch', isPersonal: false, days: 120, says: 'keyed sketch of the template’s anchors' },
}

/** What is tuned. */
export const SHARING = {
  /** Bits that a value is worth at least. */
  bits: 3,
  /** Most indicators of a campaign, those of most bits first. */
  most: 1000,
} as const

export interface Indicator {
  readonly kind: ShownKind
  readonly form: IndicatorForm
  /** What leaves. */
  readonly value: string
  /** What it stands for here; it leaves only when it is `value` too. */
  readonly original: string
  /** Accounts of the campaign that show it. */
  readonly accounts: number
  readonly bits: number
  /** Probability that an account that shows it is the campaign's, were there as many of either, 0 to 1. */
  readonly confidence: number
  /** RFC 3339. */
  readonly validFrom: string
  readonly validUntil: string
  /** Of a template: share of the campaign's exchanges that carry it. */
  readonly share?: number
}

export interface HeldBack {
  readonly kind: ShownKind
  readonly original: string
  readonly accounts: number
  /** Accounts outside of every accused campaign that show it. */
  readonly outside: number
  readonly why: string
  /** What that was made of, for other languages. */
  readonly said: Said
}

/** A value with how many show it, counted over the whole log where a person could be behind it. */
export interface Counted extends ProfileValue {
  readonly kind: ShownKind
  /** Of a template. */
  readonly anchors?: readonly number[]
  readonly share?: number
}

export interface Sharing {
  readonly key: CommunityKey
  /** Kinds that the operator keeps back. */
  readonly redacted: ReadonlySet<string>
  /** Accounts of the campaign, and outside of every accused one. */
  readonly inside: number
  readonly outside: number
  /** Probability of the campaign, 0 to 1. */
  readonly probability: number
  readonly firstSeen: string
  readonly lastSeen: string
  /** Account ids of the campaign: a value that holds one stays here. */
  readonly accounts: readonly string[]
}

export interface Chosen {
  readonly indicators: readonly Indicator[]
  readonly held: readonly HeldBack[]
}

/** Which values leave and as what, the most telling first; and which don't, with the reason. */
export function chooseIndicators(values: readonly Counted[], sharing: Sharing): Chosen {
  const pseudonym = traitPseudonyms(sharing.key)
  const sketch = templateSketches(sharing.key)
  const indicators: Indicator[] = []
  const held: HeldBack[] = []
  const scored = distinct(values)
    .map((value) => ({ value, bits: bitsOf(value, sharing.inside, sharing.outside) }))
    .sort((a, b) => b.bits - a.bits || compare(nameOf(a.value), nameOf(b.value)))
  for (const { value, bits } of scored) {
    const rule = KIND_RULES[value.kind]
    const original = shownAs(value)
    const why =
      reasonToHold(value, original, bits, sharing) ??
      (indicators.length >= SHARING.most ? say`more than ${SHARING.most} are worth more` : undefined)
    if (why !== undefined || rule.form === undefined) {
      held.push({
        kind: value.kind,
        original,
        accounts: value.inside,
        outside: value.outside,
        ...whyOf(why ?? word(rule.says)),
      })
      continue
    }
    const form = rule.form === 'plain' && value.outside > 0 ? 'pseudonym' : rule.form
    indicators.push({
      kind: value.kind,
      form,
      value:
        form === 'plain'
          ? original
          : form === 'sketch'
            ? sketch(value.anchors ?? [])
            : pseudonym(value.kind, original),
      original,
      accounts: value.inside,
      bits,
      confidence: sharing.probability / (1 + 2 ** -bits),
      validFrom: sharing.firstSeen,
      validUntil: new Date(Date.parse(sharing.lastSeen) + rule.days * 86_400_000).toISOString(),
      ...(value.share !== undefined && { share: value.share }),
    })
  }
  return { indicators, held }
}

const whyOf = (reason: Sentence) => ({ why: reason.text, said: saidOf(reason) })

function reasonToHold(
  value: Counted,
  original: string,
  bits: number,
  { redacted, accounts }: Sharing,
): Sentence | undefined {
  const rule = KIND_RULES[value.kind]
  if (rule.form === undefined) return word(rule.says)
  if (redacted.has(value.kind)) return say`you keep this kind back`
  if (value.inside < 2) return say`one account alone shows it`
  if (rule.isPersonal && value.outside > 0)
    return value.outside === 1
      ? say`1 outside of accused campaigns has it too: it may be a customer’s`
      : say`${value.outside} outside of accused campaigns have it too: it may be a customer’s`
  if (bits < SHARING.bits) return say`worth too little: many show it`
  if (rule.form === 'plain' && value.outside === 0 && namesSomebody(original, accounts))
    return say`it may name somebody`
  if (value.kind === 'payment' && isCardNumber(original))
    return say`it looks like a card number, and whoever has the key can try all of those: log a fingerprint of it`
  if (value.kind === 'template' && (value.anchors ?? []).length < SKETCH.leastAnchors)
    return say`fewer than ${SKETCH.leastAnchors} anchors: a phrase, which its sketch would give away`
  return undefined
}

/** Whether a plain value could hold a mail address or the id of an account. */
function namesSomebody(text: string, accounts: readonly string[]): boolean {
  return text.includes('@') || accounts.some((account) => account.length > 2 && text.includes(account))
}

/** What a value stands for, in words that others could have: a block as CIDR, parameters without the model's name. */
function shownAs({ kind, value, anchors }: Counted): string {
  if (kind === 'block' || kind === 'signup-block') return cidrOf(value)
  if (kind === 'parameters') return value.split(' ')[0] ?? value
  if (kind === 'template') return `template of ${anchors?.length ?? 0} anchors`
  return value
}

/** One of each kind and shown value: parameters come once a model. */
function distinct(values: readonly Counted[]): Counted[] {
  const byName = new Map<string, Counted>()
  for (const value of values) {
    const name = value.kind === 'template' ? nameOf(value) : `${value.kind} ${shownAs(value)}`
    const known = byName.get(name)
    if (!known || known.inside < value.inside) byName.set(name, value)
  }
  return [...byName.values()]
}

/** A block's number, as the table `exchange` has it, as CIDR: a /24 or a /48. */
export function cidrOf(block: string): string {
  const number = BigInt(block)
  if (number >> 50n === 0n) {
    const address = (number & 0xffffffn) << 8n
    return `${[24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.')}/24`
  }
  const groups = [32n, 16n, 0n].map((shift) => ((number >> shift) & 0xffffn).toString(16))
  const address = `${groups.join(':')}::`
  // `blockOf` keeps 48 bits and a mark above them.
  return isIP(address) === 6 ? `${new URL(`http://[${address}]`).hostname.slice(1, -1)}/48` : `${address}/48`
}

const nameOf = ({ kind, value }: ProfileValue) => `${kind} ${value}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
