// Every threshold by which a group is judged, as one table: the code reads the values, the reference prints the sentences.
// None was set for one scenario; docs/detection tells what each way of judging costs and finds on worlds held apart.

import type { EvidenceGroup } from '../detectors/detector.js'

export interface Threshold {
  readonly value: number
  readonly unit: 'bits' | 'share' | 'accounts' | 'owners' | 'cards' | 'times'
  /** What is so from this value on. */
  readonly says: string
}

const bits = (value: number, says: string): Threshold => ({ value, unit: 'bits', says })
const share = (value: number, says: string): Threshold => ({ value, unit: 'share', says })

/** What an accusation needs, all of it. */
export const ACCUSATION = {
  evidence: bits(
    10 + Math.log2(9),
    'all evidence, at which a group is accused: odds of nine to one where one group in a thousand is one hand',
  ),
  coordination: bits(5, 'evidence of one hand (all but the purpose) without which no purpose accuses'),
  purpose: bits(1, 'purpose at which an accused group is called distillation'),
  bond: bits(
    5,
    'what binds the accounts (sign-ups, content, hand-offs) without which a group of no shown purpose is not accused',
  ),
  beside: bits(
    2,
    'what joins accounts beside a text (cards, sign-ups, mail, references, exits, a partner’s word) without which work dealt to those who act or word things as different people do accuses nobody',
  ),
  wordsDealt: bits(1, 'dealt wording from which common exits and turns bind as well'),
  owners: {
    value: 6,
    unit: 'owners',
    says: 'independent owners: fewer are a household or a few firms, and stay open',
  },
  exchanges: {
    value: 30,
    unit: 'times',
    says: 'that the accounts ask in all: of fewer requests what clears a group can’t be counted, and it stays open',
  },
  linked: bits(
    3,
    'what partners found, from which their campaign’s accounts count beside a group’s for how many it has, where each of its own does the work: see the next five',
  ),
  linkedOwners: {
    value: 3,
    unit: 'owners',
    says: 'independent owners that such a group has here at least: what two have in common, chance gives too',
  },
  linkedLargest: share(
    0.5,
    'accounts of the largest organisation, or mail domain of one, that it has at most: else it is one customer with bystanders',
  ),
  linkedAsking: share(
    0.8,
    'of its owners that ask for training material in a third of their requests: a part of a campaign does its work',
  ),
  linkedOthers: {
    value: 0.5,
    unit: 'times',
    says: 'as many owners elsewhere as here, at most, that send the text it has in common: else the text is not a campaign’s',
  },
  linkedExchanges: {
    value: 20,
    unit: 'times',
    says: 'that each of its accounts, and of any group that partners point at, asks on average: of fewer what clears those whom somebody chose can’t be counted',
  },
  linkedCleared: share(
    0.2,
    'accounts of a group that partners point at, above which it is cleared where these stand in groups that the search found and that are cleared for what they are',
  ),
  falseDiscovery: share(0.05, 'false discovery rate up to which a group is accused'),
} as const satisfies Record<string, Threshold>

/**
 * Most and least that each family of evidence contributes, in bits: one fact told by several detectors counts once, and no
 * kind of fact counts without limit.
 */
export const FAMILY_CAPS: Readonly<Record<EvidenceGroup, { readonly least: number; readonly most: number }>> =
  {
    registration: { least: 0, most: 16 },
    network: { least: 0, most: 7 },
    content: { least: -3, most: 14 },
    timing: { least: -9, most: 9 },
    load: { least: -4, most: 6 },
    purpose: { least: -3, most: 6 },
    partners: { least: 0, most: 8 },
  }

/** What clears a group, and what keeps an explanation from holding. */
export const CLEARING = {
  nearlyAll: share(0.85, 'members that have one owner, programme or declaration, for it to be the group’s'),
  fewCards: {
    value: 3,
    unit: 'cards',
    says: 'payment instruments up to which a mail domain is one customer',
  },
  cardsOfCustomer: share(
    0.05,
    'payment instruments, of the accounts, up to which a mail domain is one customer',
  ),
  declaredTogether: share(0.5, 'members with one owner or one card at which a declaration is made openly'),
  declaredOwners: { value: 5, unit: 'owners', says: 'up to which a declaration is made openly' },
  classDomain: share(0.7, 'members with one mail domain at which a class belongs to an institution'),
  classBlock: share(0.4, 'members behind one address block at which a class sits in one place'),
  repeated: { value: 25, unit: 'times', says: 'that each text is sent, from which it is a probe' },
  household: { value: 8, unit: 'accounts', says: 'that a household or small firm has at most' },
  households: {
    value: 24,
    unit: 'accounts',
    says: 'up to which a group may be a few households, who send too little to be told apart',
  },
  gathered: bits(
    2,
    'common sign-ups, cards or exits from which a place, a household or an event brings a group together',
  ),
  exercise: {
    value: 20,
    unit: 'times',
    says: 'that an account asks, on average, up to which a list that all work through is an exercise',
  },
  alone: bits(1, 'purpose, content or hand-offs from which a group is more than households'),
  people: bits(
    -2,
    'behaviour, or behaviour with wording, down from which members act or differ as people do',
  ),
  ownWords: bits(-1, 'wording alone down from which members word things as strangers do'),
  differentPeople: bits(-4, 'behaviour that clears as different people by itself'),
  oneCard: bits(6, 'common cards from which members’ behaviour does not clear them'),
  asksLittle: bits(2, 'purpose below which behaviour clears different people, or strangers behind one exit'),
  exitPeople: bits(-3, 'behaviour at which strangers share an exit'),
  exitPeopleWhoAsk: bits(-5, 'the same, when what they send asks for training material'),
  exitUndecided: bits(
    3,
    'behaviour below which those who share an exit and did not sign up together are strangers',
  ),
  exitSignups: bits(5, 'common sign-up times from which they did'),
  platformApart: bits(
    2,
    'common sign-ups, cards and mail below which customers of one platform are their own',
  ),
  platformContent: bits(3, 'content dealt from one list below which what they send is their own'),
  bound: bits(6, 'sign-ups, cards, sessions and references above which more than a text binds a group'),
  publicText: {
    value: 1,
    unit: 'times',
    says: 'as many owners elsewhere as here who send what a group has in common, from which it is a text that everybody has',
  },
  unlikeStrangers: bits(
    6,
    'behaviour, wording and languages without which a text that asks for no training material is a tool’s',
  ),
} as const satisfies Record<string, Threshold>

/** What shows one hand, whatever people’s manner says. */
export const ONE_HAND = {
  asks: bits(1, 'purpose at which what is asked for is training material'),
  dealt: bits(6.5, 'wording and content at which what members send was dealt from one list'),
  dealtTogether: bits(6, 'the same, for accounts that were opened together'),
  dealtToMachine: bits(6, 'the same, for accounts that behave like a machine'),
  machine: bits(
    4,
    'behaviour (hours, sittings, mix of work) at which accounts behave like one machine: programs of strangers do too, each with work of its own',
  ),
  openedTogether: bits(10, 'common sign-ups at which accounts were opened together'),
  openOwners: {
    value: 4,
    unit: 'owners',
    says: 'who ask an item, on average, from which a list is open to all',
  },
  openShare: share(0.2, 'owners who ask an item, of the group’s, from which a list is open to all'),
  askedByOthers: share(
    0.25,
    'exchanges that ask what another owner asks too, from which members ask the same',
  ),
  uneven: {
    value: 1.5,
    unit: 'times',
    says: 'what a random deal would leave, that the variance of how often an item is asked must be, for people to have met on it',
  },
  repeatThemselves: share(
    0.8,
    'exchanges that repeat an item of the same account, from which it repeats itself',
  ),
  paidByOne: bits(8, 'common cards at which one hand pays for the accounts'),
  cards: bits(4, 'common cards that strangers don’t have'),
  references: bits(6, 'opaque references that strangers don’t share'),
  disposable: bits(3, 'disposable mail that strangers don’t have in common'),
  handoff: bits(3, 'hand-off after suspensions that strangers don’t show'),
  rotating: bits(4, 'exits that never come back, which people who live and work somewhere don’t have'),
  relayed: bits(8, 'replay at which the accounts are a relay’s, whatever its users are like and ask for'),
  leastTiming: bits(
    -3,
    'the most that people’s hours clear where one hand pays, or where content was dealt from one list: one campaign in eight imitates people',
  ),
  always: share(0.9, 'a relay’s requests that carry its text, and senders of the text that it has'),
  relaySystem: share(
    0.5,
    'requests with a system prompt from which a text is an application’s and no relay’s',
  ),
  wired: bits(4, 'common exits, and common sign-ups, of machines that one hand hired'),
  hosted: share(0.5, 'requests from data centres and VPNs from which the accounts work on hired machines'),
} as const satisfies Record<string, Threshold>
