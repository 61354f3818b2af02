// What indicators ask for by value, laid out so that an own value finds those that ask for it in a few looks, however many
// there are.
import { isIPv6 } from 'node:net'
import { AddressIndex } from '../../../respond/address-index.js'
import type { CommunityKey } from '../../community-key.js'
import { cidrOf } from '../../indicators.js'
import { partsOfClient } from '../../stix/pattern.js'
import { traitPseudonyms } from '../../trait-pseudonym.js'
import type { Asked } from '../pattern-values.js'
import type { ReceivedCampaign } from '../received-campaigns.js'
import { isOwnKind, type OwnKindName } from './own-values.js'

/** Places of a campaign in the list, and of its indicator. */
export interface Question {
  readonly campaign: number
  readonly indicator: number
}

type Pseudonyms = Map<string, Question[]>
type Of<Form extends Asked['form']> = Extract<Asked, { form: Form }>

export class AskedValues {
  readonly kinds: ReadonlySet<OwnKindName>
  /** By kind, then by key: a pseudonym of one is none of another. */
  private readonly pseudonyms = new Map<string, Map<string, { key: CommunityKey; asked: Pseudonyms }>>()
  private readonly keyed: ReadonlyMap<
    string,
    readonly { readonly pseudonym: (kind: string, value: string) => string; readonly asked: Pseudonyms }[]
  >
  /** By JA4 and user agent, of which an indicator may leave one open. */
  private readonly clients = new Map<string, Question[]>()
  /** Ranges as wide as a block, which are looked for among blocks, and narrower ones, among addresses. */
  private readonly wide = new AddressIndex<Question>()
  private readonly narrow = new AddressIndex<Question>()

  /** @param keys community keys, by partner */
  constructor(campaigns: readonly ReceivedCampaign[], keys: ReadonlyMap<string, CommunityKey>) {
    const kinds = new Set<OwnKindName>()
    for (const [campaign, { partner, indicators }] of campaigns.entries())
      for (const [indicator, { asks }] of indicators.entries())
        for (const one of asks)
          for (const kind of this.file(one, { campaign, indicator }, keys.get(partner))) kinds.add(kind)
    this.kinds = kinds
    this.keyed = new Map(
      [...this.pseudonyms].map(([kind, byKey]) => [
        kind,
        [...byKey.values()].map(({ key, asked }) => ({ pseudonym: traitPseudonyms(key), asked })),
      ]),
    )
  }

  /** Those that ask for an own value of a kind. */
  *find(kind: OwnKindName, value: string): Generator<Question> {
    for (const { pseudonym, asked } of this.keyed.get(kind) ?? [])
      yield* asked.get(pseudonym(kind, value)) ?? []
    if (kind === 'client') yield* this.findClient(value)
    if (kind === 'address') yield* this.narrow.find(value)
    if (kind === 'block' || kind === 'signup-block') yield* this.wide.find(cidrOf(value).split('/')[0] ?? '')
  }

  /** @returns kinds of own values that it asks for */
  private file(asked: Asked, question: Question, key: CommunityKey | undefined): readonly OwnKindName[] {
    if (asked.form === 'client') {
      add(this.clients, clientName(asked.ja4, asked.userAgent), question)
      return ['client']
    }
    if (asked.form === 'address') return this.fileRange(asked, question)
    return asked.form === 'pseudonym' && key ? this.filePseudonym(asked, question, key) : []
  }

  private filePseudonym({ kind, value }: Of<'pseudonym'>, question: Question, key: CommunityKey) {
    if (!isOwnKind(kind)) return []
    const byKey = this.pseudonyms.get(kind) ?? new Map<string, { key: CommunityKey; asked: Pseudonyms }>()
    this.pseudonyms.set(kind, byKey)
    const known = byKey.get(key.id) ?? { key, asked: new Map<string, Question[]>() }
    byKey.set(key.id, known)
    add(known.asked, value, question)
    return [kind]
  }

  private fileRange({ range }: Of<'address'>, question: Question): readonly OwnKindName[] {
    const [address = '', length] = range.split('/')
    const isNarrow = Number(length) > (isIPv6(address) ? 48 : 24)
    const index = isNarrow ? this.narrow : this.wide
    index.add(range, question)
    return isNarrow ? ['address'] : ['block', 'signup-block']
  }

  private *findClient(value: string): Generator<Question> {
    const { ja4, userAgent } = partsOfClient(value)
    const names = [
      clientName(ja4, userAgent),
      clientName(ja4, ''),
      clientName('', userAgent),
      clientName('', ''),
    ]
    for (const name of new Set(names)) yield* this.clients.get(name) ?? []
  }
}

const clientName = (ja4: string, userAgent: string) => `${ja4}\n${userAgent}`

function add(map: Map<string, Question[]>, name: string, question: Question): void {
  const known = map.get(name)
  if (known) known.push(question)
  else map.set(name, [question])
}
