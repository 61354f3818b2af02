// Whom this provider exchanges with, and by which keys they sign. Rows are only ever added; the newest of a provider wins.
// The first card of a partner is taken by a fingerprint that people compared; each later one by its root key.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { keyOnCard } from './card-key.js'
import { fingerprint, isFingerprint } from './ed25519-key.js'
import { checkSuccession, type KeyCard, readCard, refusedCard } from './key-card.js'
import type { KeyDirectory } from './signature.js'

const ROW = z.object({ at: z.string(), provider: z.string(), card: z.string().optional() })

export class Partners implements KeyDirectory {
  private readonly cards = new Map<string, KeyCard>()

  private constructor(private readonly path: string) {}

  /** @throws Problem `partners-unreadable` */
  static async open(path: string): Promise<Partners> {
    const partners = new Partners(path)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    if (!existsSync(path)) return partners
    for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
      if (line === '') continue
      try {
        const { provider, card } = ROW.parse(JSON.parse(line))
        if (card === undefined) partners.cards.delete(provider)
        else partners.cards.set(provider, await readCard(card))
      } catch (error) {
        throw new Problem(
          'partners-unreadable',
          `line ${index + 1} of ${path} can’t be used: ${error instanceof Error ? error.message : String(error)}`,
          'Put the file back from a copy, or remove the line and add the partner again.',
          { cause: error },
        )
      }
    }
    return partners
  }

  list(): readonly KeyCard[] {
    return [...this.cards.values()]
  }

  /**
   * Takes the first card of a partner.
   * @param given the fingerprint of its root key, as the partner told it by another way
   * @throws Problem `key-card-refused`
   */
  async add(text: string, given: string): Promise<KeyCard> {
    const card = await readCard(text)
    if (!isFingerprint(given, card.root))
      throw refusedCard(
        `its root key has the fingerprint ${fingerprint(card.root)}, not ${given}`,
        `Don’t use it: ask ${card.provider} for card and fingerprint again, by two ways.`,
      )
    if (this.cards.has(card.provider))
      throw refusedCard(
        `${card.provider} is a partner already`,
        'Use `stillwatch share partners update` for a newer card.',
      )
    this.write(card.provider, card)
    return card
  }

  /** Takes a newer card of a partner. @throws Problem `key-card-refused`, `no-partner` */
  async update(text: string): Promise<KeyCard> {
    const card = await readCard(text)
    checkSuccession(this.cardOf(card.provider), card)
    this.write(card.provider, card)
    return card
  }

  /** From now on nothing of this partner counts. @throws Problem `no-partner` */
  remove(provider: string): void {
    this.cardOf(provider)
    this.write(provider, undefined)
  }

  /** @throws Problem `no-partner` */
  cardOf(provider: string): KeyCard {
    const card = this.cards.get(provider)
    if (card) return card
    throw new Problem(
      'no-partner',
      `${provider} is no partner`,
      'Add it with `stillwatch share partners add CARD --fingerprint …`, or see `stillwatch share partners list`.',
    )
  }

  keyOf(provider: string, kid: string, atMs: number): string {
    return keyOnCard(this.cardOf(provider), kid, atMs)
  }

  private write(provider: string, card: KeyCard | undefined): void {
    const row = {
      at: new Date().toISOString(),
      provider,
      ...(card && { card: JSON.stringify(card) }),
    }
    appendFileSync(this.path, `${JSON.stringify(row)}\n`, { mode: 0o600, flush: true })
    if (card) this.cards.set(provider, card)
    else this.cards.delete(provider)
  }
}
