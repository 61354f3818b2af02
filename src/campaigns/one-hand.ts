// What shows one hand behind a group, or the different people whom it looks like: sums of evidence that explanations and
// judgement ask for.
import type { Measured } from '../detectors/detector.js'
import type { GroupFacts } from './group-facts.js'
import { ACCUSATION, CLEARING, ONE_HAND } from './thresholds.js'

export interface Examined {
  readonly facts: GroupFacts
  readonly measured: ReadonlyMap<string, Measured>
  readonly bits: ReadonlyMap<string, number>
}

/** Bits of one detector; none when it said nothing. */
export function bitsIn(measured: ReadonlyMap<string, Measured>, id: string): number {
  return measured.get(id)?.bits ?? 0
}

export function bitsOf({ measured }: Pick<Examined, 'measured'>, id: string): number {
  return bitsIn(measured, id)
}

/**
 * Whether a group does a campaign's work here, each of it: partners' words count for such groups only. Households and firms
 * have accounts at several providers too, and who lies can name one customer that asks for training material, or people who
 * were opened together, with bystanders that clear nobody. A text that many others here send too is not the campaign's.
 */
export function doesTheWork({ facts, measured }: Pick<Examined, 'facts' | 'measured'>): boolean {
  const purpose = measured.get('purpose')
  const { linkedOwners, linkedLargest, linkedAsking, linkedExchanges, linkedOthers } = ACCUSATION
  const text = measured.get('shared-template')?.facts
  const othersSending = Number(text?.owners_elsewhere ?? 0) / Math.max(Number(text?.owners ?? 0), 1)
  return (
    (purpose?.bits ?? 0) >= ACCUSATION.purpose.value &&
    Number(purpose?.facts.owners_asking ?? 0) >= linkedAsking.value &&
    facts.owners >= linkedOwners.value &&
    othersSending <= linkedOthers.value &&
    Math.max(facts.topOrg, facts.topDomain) <= linkedLargest.value &&
    facts.exchanges >= linkedExchanges.value * facts.accounts
  )
}

/**
 * Accounts of partners' campaigns that a group is a part of: a part of a campaign is as small as its owner makes it. Each of
 * its own must show two independent things that the campaign was found by: a text alone doesn't tell a campaign's account
 * from somebody's who uses the same text.
 */
export function accountsElsewhere(group: Pick<Examined, 'facts' | 'measured'>): number {
  const partners = group.measured.get('partner-indicators')
  const isPart =
    (partners?.bits ?? 0) >= ACCUSATION.linked.value &&
    Number(partners?.facts.sure ?? 0) >= group.facts.accounts &&
    doesTheWork(group)
  return isPart ? Number(partners?.facts.accounts_there ?? 0) : 0
}

/** Evidence on whether members behave like different people: positive for one hand, negative for people. */
export function behaviourBits(group: Pick<Examined, 'measured'>): number {
  return bitsOf(group, 'single-deck') + bitsOf(group, 'no-sessions') + bitsOf(group, 'daily-rhythm')
}

/** Evidence on whether the members' exchanges could be swapped: positive when dealt from one list, negative for strangers. */
export function interchangeBits(group: Examined): number {
  return bitsOf(group, 'single-deck') + bitsOf(group, 'dealt-wording')
}

/**
 * Whether members ask what others of them ask, some things many and others few, as people do who work through an
 * exercise or a public list: one hand gives each item out once, or as often as any other. A random deal leaves a variance
 * of about the mean less one among items that were asked at all (a Poisson count without its zeros).
 */
export function askTheSame(measured: ReadonlyMap<string, Measured>): boolean {
  const items = measured.get('slot-enumeration')?.facts
  const of = (name: string) => Number(items?.[name] ?? 0)
  const times = of('exchanges') / Math.max(of('items'), 1)
  const isUneven = of('variance_of_times_asked') >= ONE_HAND.uneven.value * (times - 1)
  return of('asked_by_others') >= ONE_HAND.askedByOthers.value && isUneven
}

/** Whether each of the members asks its own things again and again: programs do, and a teacher is asked once. */
export function repeatThemselves(measured: ReadonlyMap<string, Measured>): boolean {
  const again = Number(measured.get('slot-enumeration')?.facts.repeats_within_account ?? 0)
  return again >= ONE_HAND.repeatThemselves.value
}

/** Whether a list is open to the members: a good part of them ask each item, or what others ask. */
export function isOpenList(measured: ReadonlyMap<string, Measured>): boolean {
  const items = measured.get('slot-enumeration')?.facts
  const asking = Number(items?.owners_an_item ?? 0)
  const ofMany =
    asking >= ONE_HAND.openOwners.value && asking >= ONE_HAND.openShare.value * Number(items?.owners ?? 0)
  return ofMany || askTheSame(measured)
}

/**
 * Evidence that what the members send was dealt from one list: neither its wording nor its shape is their own. An
 * exercise or a public list that everybody works through was dealt by nobody.
 */
export function dealtBits(measured: ReadonlyMap<string, Measured>): number {
  if (isOpenList(measured)) return 0
  return bitsIn(measured, 'dealt-wording') + bitsIn(measured, 'dealt-content')
}

export function isDealt(measured: ReadonlyMap<string, Measured>): boolean {
  return dealtBits(measured) >= ONE_HAND.dealt.value
}

/**
 * Whether one machine works off one list through the members. Strangers who meet on a list have people's manner, and
 * strangers' programs have work of their own: either alone is no sign of one hand.
 */
export function isDealtToMachine(group: Pick<Examined, 'measured'>): boolean {
  return (
    dealtBits(group.measured) >= ONE_HAND.dealtToMachine.value &&
    behaviourBits(group) >= ONE_HAND.machine.value
  )
}

/** Bits by which sign-ups are closer together than those of strangers whom something new brought. */
export function burstBeyondLaunch(group: Pick<Examined, 'measured'>): number {
  const { bits = 0, facts } = group.measured.get('registration-burst') ?? {}
  return Math.min(bits, Number(facts?.bits_beyond_launch ?? bits))
}

/**
 * Whether the members work off one list, be their hours a person's each: it asks for training material, or they were
 * opened together as well.
 */
export function isDealtWork(group: Examined): boolean {
  const opened = burstBeyondLaunch(group) + bitsOf(group, 'shared-registration')
  return (
    (bitsOf(group, 'purpose') >= ONE_HAND.asks.value && isDealt(group.measured)) ||
    (opened >= ONE_HAND.openedTogether.value && dealtBits(group.measured) >= ONE_HAND.dealtTogether.value)
  )
}

/**
 * Whether the accounts are a relay's: words that stand in every request of theirs and in nobody else's, and the accounts
 * themselves in one hand. Either it pays for them, or their exits are common ones in data centres or VPNs and their
 * sign-ups from common places. An application has the text, but its users pay, sign up and connect on their own; an
 * office and a VPN's customers send what they like. The people behind may be anybody.
 */
export function isRelay(group: Pick<Examined, 'facts' | 'measured'>): boolean {
  const { facts } = group
  const text = group.measured.get('shared-template')?.facts
  const of = (name: string) => Number(text?.[name] ?? 0)
  const isTheirs =
    of('median_share_filled') >= ONE_HAND.always.value &&
    of('accounts_carrying') >= ONE_HAND.always.value * facts.accounts &&
    of('owners') >= ONE_HAND.always.value * (of('owners') + of('owners_elsewhere'))
  const isWired =
    of('system_share') < ONE_HAND.relaySystem.value &&
    bitsOf(group, 'shared-address') >= ONE_HAND.wired.value &&
    bitsOf(group, 'shared-registration') >= ONE_HAND.wired.value &&
    facts.hosted >= ONE_HAND.hosted.value
  return isTheirs && (isWired || bitsOf(group, 'shared-payment') >= ONE_HAND.paidByOne.value)
}

/** Bits of what joins accounts other than a text or a common exit: who pays and signed up, what passes between them, how they connect. */
export function joiningBits(group: Pick<Examined, 'measured'>): number {
  return (
    bitsOf(group, 'shared-payment') +
    bitsOf(group, 'shared-registration') +
    burstBeyondLaunch(group) +
    bitsOf(group, 'disposable-mail') +
    bitsOf(group, 'address-rotation') +
    bitsOf(group, 'handoff') +
    bitsOf(group, 'opaque-replay') +
    bitsOf(group, 'shared-session')
  )
}

/** Whether members act, or word things, as different people do. */
export function havePeoplesManner(group: Examined): boolean {
  return (
    behaviourBits(group) <= CLEARING.people.value ||
    interchangeBits(group) <= CLEARING.people.value ||
    bitsOf(group, 'dealt-wording') <= CLEARING.ownWords.value
  )
}

/** Whether the accounts' exits change all the time: people come back to the places where they live and work. */
export function isRotating(group: Pick<Examined, 'measured'>): boolean {
  return bitsOf(group, 'address-rotation') >= ONE_HAND.rotating.value
}

/** Whether something other than a place or a text joins the accounts that strangers don't share. */
export function hasOneHandsMeans(group: Examined): boolean {
  return (
    bitsOf(group, 'shared-payment') >= ONE_HAND.cards.value ||
    bitsOf(group, 'opaque-replay') >= ONE_HAND.references.value ||
    bitsOf(group, 'disposable-mail') >= ONE_HAND.disposable.value ||
    bitsOf(group, 'handoff') >= ONE_HAND.handoff.value ||
    isRotating(group) ||
    isRelay(group)
  )
}
