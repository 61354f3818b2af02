// Which of the own values indicators ask for. Values are keyed here, a part of them at a time, and leave nowhere.
import { BlockList, isIPv6 } from 'node:net'
import { blockOf } from '../../../respond/recognise/shown-traits.js'
import type { Store } from '../../../store/store.js'
import type { CommunityKey } from '../../community-key.js'
import { cidrOf } from '../../indicators.js'
import { partsOfClient } from '../../stix/pattern.js'
import { traitPseudonyms } from '../../trait-pseudonym.js'
import type { Asked } from '../pattern-values.js'
import type { ReceivedCampaign } from '../received-campaigns.js'
import { isOwnKind, OWN_KINDS, type OwnKindName, type Source } from './own-values.js'

/** An own value that an indicator asks for. */
export interface Hit {
  readonly kind: OwnKindName
  readonly value: string
  /** Places of the campaign in the list, and of its indicator. */
  readonly campaign: number
  readonly indicator: number
}

/** Own values of a kind that are looked at in one go. */
const AT_ONCE = 500_000
/** Most hits of a partner's indicators: beyond, they name what many have, and say little. */
const MOST_HITS = 100_000

interface Question {
  readonly campaign: number
  readonly indicator: number
  readonly asks: Asked
}

/**
 * Hits of campaigns' indicators that ask for values; sketches are compared elsewhere.
 * @param keys community keys, by partner
 */
export async function findHits(
  store: Store,
  campaigns: readonly ReceivedCampaign[],
  keys: ReadonlyMap<string, CommunityKey>,
  from: Source,
): Promise<Hit[]> {
  const questions = campaigns.flatMap(({ indicators }, campaign) =>
    indicators.flatMap(({ asks }, indicator) => asks.map((one) => ({ campaign, indicator, asks: one }))),
  )
  const hits: Hit[] = []
  const counts = new Map<string, number>()
  for (const kind of kindsAsked(questions)) {
    const answers = answersOf(kind, questions, campaigns, keys)
    if (answers === undefined) continue
    for await (const value of ownValues(store, kind, from))
      for (const { campaign, indicator } of answers(value)) {
        const partner = campaigns[campaign]?.partner ?? ''
        const count = counts.get(partner) ?? 0
        if (count >= MOST_HITS) continue
        counts.set(partner, count + 1)
        hits.push({ kind, value, campaign, indicator })
      }
  }
  return hits
}

function kindsAsked(questions: readonly Question[]): Set<OwnKindName> {
  const kinds = new Set<OwnKindName>()
  for (const { asks } of questions) {
    if (asks.form === 'client') kinds.add('client')
    if (asks.form === 'pseudonym' && isOwnKind(asks.kind)) kinds.add(asks.kind)
    if (asks.form === 'address') for (const kind of placesOf(asks.range)) kinds.add(kind)
  }
  return kinds
}

/** Ranges as wide as a block are looked for among blocks, narrower ones among addresses. */
function placesOf(range: string): OwnKindName[] {
  const [address = '', length] = range.split('/')
  const isNarrow = Number(length) > (isIPv6(address) ? 48 : 24)
  return isNarrow ? ['address'] : ['block', 'signup-block']
}

type Answers = (value: string) => Iterable<Question>

/** Finds the questions that a value of a kind answers; undefined when nobody asks for any. */
function answersOf(
  kind: OwnKindName,
  questions: readonly Question[],
  campaigns: readonly ReceivedCampaign[],
  keys: ReadonlyMap<string, CommunityKey>,
): Answers | undefined {
  const finders = [
    pseudonymAnswers(kind, questions, campaigns, keys),
    kind === 'client' ? clientAnswers(questions) : undefined,
    addressAnswers(kind, questions, campaigns),
  ].filter((one) => one !== undefined)
  if (finders.length === 0) return undefined
  return (value) => finders.flatMap((find) => [...find(value)])
}

function pseudonymAnswers(
  kind: OwnKindName,
  questions: readonly Question[],
  campaigns: readonly ReceivedCampaign[],
  keys: ReadonlyMap<string, CommunityKey>,
): Answers | undefined {
  // By key: a pseudonym of one is none of another.
  const byKey = new Map<string, { readonly key: CommunityKey; readonly asked: Map<string, Question[]> }>()
  for (const question of questions) {
    const { asks } = question
    const key = keys.get(campaigns[question.campaign]?.partner ?? '')
    if (asks.form !== 'pseudonym' || asks.kind !== kind || !key) continue
    const known = byKey.get(key.id) ?? { key, asked: new Map<string, Question[]>() }
    known.asked.set(asks.value, [...(known.asked.get(asks.value) ?? []), question])
    byKey.set(key.id, known)
  }
  if (byKey.size === 0) return undefined
  const keyed = [...byKey.values()].map(({ key, asked }) => ({ pseudonym: traitPseudonyms(key), asked }))
  return (value) => keyed.flatMap(({ pseudonym, asked }) => asked.get(pseudonym(kind, value)) ?? [])
}

function clientAnswers(questions: readonly Question[]): Answers | undefined {
  const asked = questions.flatMap((question) =>
    question.asks.form === 'client' ? [{ question, asks: question.asks }] : [],
  )
  if (asked.length === 0) return undefined
  return (value) => {
    const { ja4, userAgent } = partsOfClient(value)
    return asked.flatMap(({ question, asks }) =>
      (asks.ja4 === '' || asks.ja4 === ja4) && (asks.userAgent === '' || asks.userAgent === userAgent)
        ? [question]
        : [],
    )
  }
}

function addressAnswers(
  kind: OwnKindName,
  questions: readonly Question[],
  campaigns: readonly ReceivedCampaign[],
): Answers | undefined {
  if (kind !== 'address' && kind !== 'block' && kind !== 'signup-block') return undefined
  const exact = new Map<string, Question[]>()
  const wide: { readonly list: BlockList; readonly question: Question }[] = []
  const ranges = new Map<string, number>()
  for (const question of questions) {
    const { asks } = question
    if (asks.form !== 'address' || !placesOf(asks.range).includes(kind)) continue
    const [address = '', length = ''] = asks.range.split('/')
    const isBlock = kind !== 'address' && Number(length) === (isIPv6(address) ? 48 : 24)
    const name = isBlock ? blockOf(address) : undefined
    if (name !== undefined) exact.set(name, [...(exact.get(name) ?? []), question])
    else {
      const partner = campaigns[question.campaign]?.partner ?? ''
      const count = ranges.get(partner) ?? 0
      if (count >= MOST_RANGES) continue
      ranges.set(partner, count + 1)
      const list = new BlockList()
      list.addSubnet(address, Number(length), isIPv6(address) ? 'ipv6' : 'ipv4')
      wide.push({ list, question })
    }
  }
  if (exact.size === 0 && wide.length === 0) return undefined
  return (value) => {
    const met = exact.get(value) ?? []
    if (wide.length === 0) return met
    const address = kind === 'address' ? value : (cidrOf(value).split('/')[0] ?? '')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    return [...met, ...wide.filter(({ list }) => list.check(address, family)).map(({ question }) => question)]
  }
}

/** Ranges of a partner other than whole blocks: each own value is held against each. */
const MOST_RANGES = 2000

async function* ownValues(store: Store, kind: OwnKindName, from: Source): AsyncGenerator<string> {
  const valuesSql = OWN_KINDS[kind].valuesSql(from)
  const [counted] = await store.query<{ values: number }>(`SELECT count() AS values FROM (${valuesSql})`)
  const parts = Math.max(1, Math.ceil((counted?.values ?? 0) / AT_ONCE))
  for (let part = 0; part < parts; part++) {
    const rows = await store.query<{ value: string }>(
      `SELECT value FROM (${valuesSql}) WHERE cityHash64(value) % ${parts} = ${part}`,
    )
    for (const { value } of rows) yield value
  }
}
