// What people say of a campaign, beside what the analysis said at the time. It changes nothing that was found.
import { randomBytes } from 'node:crypto'
import type { KeptAnalysis } from '../campaigns/life/kept.js'
import type { Campaign, Verdict } from '../model/analysis.js'
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'

/** `split` and `merge` are proposals; `confirm` and `dismiss` answer whether the group is a campaign. */
export const FEEDBACK_KINDS = ['confirm', 'dismiss', 'split', 'merge', 'rename', 'note'] as const
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number]

/** Why a group is no campaign: the innocent explanations that analyses know, and two that only people do. */
export const DISMISSALS = [
  'one-owner',
  'declared',
  'class-or-event',
  'event-or-place',
  'repeated-probes',
  'household-or-small-firm',
  'shared-network',
  'one-platform',
  'popular-tool-or-text',
  'different-people',
  'resold-accounts',
  'chance',
  'not-enough-evidence',
  'own-traffic',
  'other',
] as const
export type Dismissal = (typeof DISMISSALS)[number]

/** Accounts that a split may name. */
export const MOST_SPLIT = 10_000
/** Characters of an alias. */
export const LONGEST_ALIAS = 80

export interface Feedback {
  readonly id: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly by: string
  readonly kind: FeedbackKind
  /** Id of the campaign; empty in a note on an account that no group has, of which no analysis said anything. */
  readonly campaign: string
  /** Of `merge`: id of the campaign that it is one with; empty otherwise. */
  readonly other: string
  /** Of `split`: accounts that belong apart; of `note` on an account: that one; empty otherwise. */
  readonly accounts: readonly string[]
  /** Of `rename`: what people call it, empty to take a name back. */
  readonly alias: string
  /** Of `dismiss`: why; empty otherwise. */
  readonly reason: Dismissal | ''
  readonly note: string
  /** What the analysis said: its id, and of the campaign the name, verdict, explanation, probability and accounts. */
  readonly analysis: string
  readonly name: string
  readonly verdict: Verdict
  readonly explanation: string
  readonly probability: number
  readonly size: number
  /** Of `merge`: name and number of accounts of the other. */
  readonly other_name: string
  readonly other_size: number
  /** Bits by detector. */
  readonly bits: Readonly<Record<string, number>>
}

/** What somebody says of a campaign, by its id or name. */
export type FeedbackAsked = { readonly campaign: string; readonly note: string } & (
  | { readonly kind: 'confirm' | 'note' }
  | { readonly kind: 'dismiss'; readonly reason: Dismissal }
  | { readonly kind: 'split'; readonly accounts: readonly string[] }
  | { readonly kind: 'merge'; readonly other: string }
  | { readonly kind: 'rename'; readonly alias: string }
)

/** A note on an account. */
export interface AccountNote {
  readonly kind: 'note'
  readonly account: string
  readonly note: string
}

export interface FeedbackGround {
  readonly newest: KeptAnalysis
  /** All that was said before. */
  readonly said: readonly Feedback[]
}

/**
 * What somebody says, with what the newest analysis says of the campaign; not written down yet.
 * @throws Problem `no-campaign`, `feedback-invalid`
 */
export function makeFeedback(by: string, asked: FeedbackAsked, { newest, said }: FeedbackGround): Feedback {
  const campaign = campaignOf(newest, asked.campaign)
  const other = asked.kind === 'merge' ? campaignOf(newest, asked.other) : undefined
  const note = asked.kind === 'confirm' || asked.kind === 'rename' ? asked.note.trim() : wordsOf(asked)
  if (other?.id === campaign.id)
    throw new Problem(
      'feedback-invalid',
      'a campaign cannot be merged with itself',
      'Name the other campaign.',
    )
  return {
    ...rowOf(by, newest, campaign),
    kind: asked.kind,
    other: other?.id ?? '',
    accounts: asked.kind === 'split' ? splitOff(campaign, asked.accounts) : [],
    alias: asked.kind === 'rename' ? aliasFor(campaign, asked.alias, newest, said) : '',
    reason: asked.kind === 'dismiss' ? asked.reason : '',
    note,
    other_name: other?.name ?? '',
    other_size: other?.accounts.length ?? 0,
  }
}

/**
 * A note on an account, with what the newest analysis says of the group that it is in: of an accused one, or the first.
 * Not written down yet.
 * @throws Problem `feedback-invalid`
 */
export function makeAccountNote(by: string, asked: AccountNote, { newest }: FeedbackGround): Feedback {
  const groups = newest.analysis.campaigns.filter(({ accounts }) =>
    accounts.some(({ id }) => id === asked.account),
  )
  const group = groups.find(({ verdict }) => verdict !== 'explained') ?? groups[0]
  return { ...rowOf(by, newest, group), accounts: [asked.account], note: wordsOf(asked) }
}

/** Notes on an account, newest first. */
export function notesOn(account: string, said: readonly Feedback[]): Feedback[] {
  return said
    .filter(({ kind, accounts }) => kind === 'note' && accounts.includes(account))
    .sort((a, b) => older(b, a))
}

/** A note by somebody, with what an analysis says of a campaign. */
function rowOf(by: string, newest: KeptAnalysis, campaign: Campaign | undefined): Feedback {
  return {
    id: `fb-${randomBytes(8).toString('hex')}`,
    at: new Date().toISOString(),
    by,
    kind: 'note',
    campaign: campaign?.id ?? '',
    other: '',
    accounts: [],
    alias: '',
    reason: '',
    note: '',
    analysis: newest.id,
    name: campaign?.name ?? '',
    verdict: campaign?.verdict ?? 'explained',
    explanation: campaign?.explanation ?? '',
    probability: campaign?.probability ?? 0,
    size: campaign?.accounts.length ?? 0,
    other_name: '',
    other_size: 0,
    bits: Object.fromEntries((campaign?.evidence ?? []).map(({ detector, bits }) => [detector, bits])),
  }
}

/** What somebody says in words. @throws Problem `feedback-invalid` when there are none */
function wordsOf({ note }: { readonly note: string }): string {
  const words = note.trim()
  if (words !== '') return words
  throw new Problem('feedback-invalid', 'no words were given', 'Say why in a sentence, for who asks later.')
}

/** What campaigns are called by people, by id: the newest rename of each counts. */
export function aliasesOf(said: readonly Feedback[]): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>()
  for (const { kind, campaign, alias } of said.toSorted(older))
    if (kind === 'rename') {
      if (alias === '') aliases.delete(campaign)
      else aliases.set(campaign, alias)
    }
  return aliases
}

/** The newest answer to whether each group is a campaign, by its id. */
export function answersOf(said: readonly Feedback[]): ReadonlyMap<string, Feedback> {
  return new Map(
    said
      .filter(({ kind }) => kind === 'confirm' || kind === 'dismiss')
      .sort(older)
      .map((one) => [one.campaign, one]),
  )
}

/** Order of time. */
export const older = (a: Feedback, b: Feedback) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1)

function campaignOf({ analysis }: KeptAnalysis, wanted: string): Campaign {
  const found = analysis.campaigns.find(({ id, name }) => id === wanted || name === wanted)
  if (found) return found
  throw new Problem(
    'no-campaign',
    say`the newest analysis knows no campaign “${wanted}”`,
    'GET /v1/campaigns lists those that it knows.',
  )
}

function splitOff({ accounts, name }: Campaign, asked: readonly string[]): readonly string[] {
  const apart = [...new Set(asked)]
  const own = new Set(accounts.map(({ id }) => id))
  const stranger = apart.find((account) => !own.has(account))
  if (stranger !== undefined)
    throw new Problem(
      'feedback-invalid',
      say`${name} has no account “${stranger}”`,
      'Name accounts of this campaign, as its list has them.',
    )
  if (apart.length === 0 || apart.length === own.size || apart.length > MOST_SPLIT)
    throw new Problem(
      'feedback-invalid',
      say`a split needs accounts on both sides, and at most ${MOST_SPLIT} that are named`,
      'Name the smaller side.',
    )
  return apart
}

function aliasFor(
  { id, name }: Campaign,
  asked: string,
  { analysis }: KeptAnalysis,
  said: readonly Feedback[],
): string {
  const alias = asked.trim().replace(/\s+/g, ' ')
  if (alias.length > LONGEST_ALIAS || /[\p{Cc}\p{Cf}]/u.test(alias))
    throw new Problem(
      'feedback-invalid',
      say`a name has at most ${LONGEST_ALIAS} characters and none that cannot be seen`,
      'Choose a shorter or plainer one.',
    )
  const isGiven = analysis.campaigns.some((one) => one.id !== id && one.name === alias)
  const isSaid = alias !== '' && [...aliasesOf(said)].some(([other, own]) => other !== id && own === alias)
  if (isGiven || isSaid || alias === name)
    throw new Problem(
      'feedback-invalid',
      say`“${alias}” is the name of a campaign already`,
      'Choose another name.',
    )
  return alias
}
