// Innocent explanations of a group, each a short test on its facts and evidence. An explanation that holds clears the
// group whatever its score; it is named in the result, and so is why the others fail.
import type { Measured } from '../detectors/detector.js'
import type { GroupFacts } from './group-facts.js'

export interface Explained {
  readonly name: string
  readonly holds: boolean
  readonly why: string
}

export interface Examined {
  readonly facts: GroupFacts
  readonly measured: ReadonlyMap<string, Measured>
  readonly bits: ReadonlyMap<string, number>
}

interface Explanation {
  readonly name: string
  readonly test: (group: Examined) => { holds: boolean; why: string }
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`

/** Bits of one detector; none when it said nothing. */
export function bitsIn(measured: ReadonlyMap<string, Measured>, id: string): number {
  return measured.get(id)?.bits ?? 0
}
const bitsOf = ({ measured }: Pick<Examined, 'measured'>, id: string) => bitsIn(measured, id)

/** Evidence on whether members behave like different people: positive for one hand, negative for people. */
export function behaviourBits(group: Examined): number {
  return bitsOf(group, 'single-deck') + bitsOf(group, 'no-sessions') + bitsOf(group, 'daily-rhythm')
}

/** Evidence on whether the members' exchanges could be swapped: positive when dealt from one list, negative for strangers. */
export function interchangeBits(group: Examined): number {
  return bitsOf(group, 'single-deck') + bitsOf(group, 'dealt-wording')
}

/** Owners who ask an item, on average, and their share of the group's, from which a list is open to all of them. */
const OPEN_OWNERS = 4
const OPEN_SHARE = 0.2

/**
 * Evidence that what the members send was dealt from one list: neither its wording nor its shape is their own. An
 * exercise or a public list that everybody works through was dealt by nobody.
 */
export function dealtBits(measured: ReadonlyMap<string, Measured>): number {
  const items = measured.get('slot-enumeration')?.facts
  const isOpen =
    Number(items?.owners_an_item ?? 0) >= OPEN_OWNERS &&
    Number(items?.owners_an_item ?? 0) >= OPEN_SHARE * Number(items?.owners ?? 0)
  if (isOpen) return 0
  return bitsIn(measured, 'dealt-wording') + bitsIn(measured, 'dealt-content')
}

/** Bits from wording and content at which what the members send was dealt, be their hours a person's each. */
const DEALT = 7

export function isDealt(measured: ReadonlyMap<string, Measured>): boolean {
  return dealtBits(measured) >= DEALT
}

/** Bits of purpose at which what is asked for is training material. */
const ASKS = 1

/** Bits of common sign-ups at which accounts were opened by one hand, or in one place, and of dealt work beside them. */
const OPENED_TOGETHER = 10
const DEALT_TO_TOGETHER = 6

/**
 * Whether the members work off one list, be their hours a person's each: it asks for training material, or they were
 * opened together as well.
 */
function isDealtWork(group: Examined): boolean {
  const opened = bitsOf(group, 'registration-burst') + bitsOf(group, 'shared-registration')
  return (
    (bitsOf(group, 'purpose') >= ASKS && isDealt(group.measured)) ||
    (opened >= OPENED_TOGETHER && dealtBits(group.measured) >= DEALT_TO_TOGETHER)
  )
}

/** Share of a relay's requests that carry its text, and of those who send the text that it has. */
const ALWAYS = 0.9
/** Bits of common exits, and of common sign-ups, that a relay shows, and share of its requests from hosted exits. */
const RELAY_BITS = 4
const HOSTED = 0.5
/** Bits of common cards at which one hand pays for the accounts. */
export const PAID_BY_ONE = 8

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
    of('median_share_filled') >= ALWAYS &&
    of('accounts_carrying') >= ALWAYS * facts.accounts &&
    of('owners') >= ALWAYS * (of('owners') + of('owners_elsewhere'))
  const isWired =
    of('system_share') < 0.5 &&
    bitsOf(group, 'shared-address') >= RELAY_BITS &&
    bitsOf(group, 'shared-registration') >= RELAY_BITS &&
    facts.hosted >= HOSTED
  return isTheirs && (isWired || bitsOf(group, 'shared-payment') >= PAID_BY_ONE)
}

/** Bits beside the text above which more than a text binds a group. */
const BOUND = 6
/** Bits against at which members act as people do, or differ as strangers do. */
const PEOPLE = -2
/** Bits against of wording alone at which members word things as strangers do. */
const OWN_WORDS = -1
/**
 * Bits for one hand, from behaviour, wording and languages, without which a text that asks for no training material is
 * a tool's: strangers who use one tool keep their own hours, sittings, words and the one or two languages they write.
 */
const UNLIKE_STRANGERS = 6

/** Whether something other than a place or a text joins the accounts that strangers don't share. */
function hasOneHandsMeans(group: Examined): boolean {
  return (
    bitsOf(group, 'shared-payment') >= 4 ||
    bitsOf(group, 'opaque-replay') >= 6 ||
    bitsOf(group, 'disposable-mail') >= 3 ||
    bitsOf(group, 'handoff') >= 3 ||
    isRelay(group)
  )
}

/** Whether each member has words and kinds of work or hours of its own, as people who were only brought together have. */
function haveOwnWork(group: Examined): boolean {
  const manner = Math.min(bitsOf(group, 'single-deck'), behaviourBits(group))
  return manner <= PEOPLE && bitsOf(group, 'dealt-wording') <= OWN_WORDS
}

/** Share of members above which a common property is taken to be the group's. */
const NEARLY_ALL = 0.85

/** Times that each text is sent above which it is a probe. */
const REPEATED = 25
/** Accounts that a household or small firm has at most, and what these share. */
const HOUSEHOLD = 8
const HOUSEHOLD_BONDS = ['shared-payment', 'shared-registration', 'shared-address']
/** Accounts up to which a group may be a few of them that send too little to be told apart. */
const FEW_HOUSEHOLDS = 3 * HOUSEHOLD
/** Evidence that households have none of. */
const ALONE = [
  'purpose',
  'registration-burst',
  'shared-template',
  'shared-session',
  'opaque-replay',
  'injected-constant',
  'dealt-wording',
  'dealt-content',
  'disposable-mail',
  'handoff',
]

export const EXPLANATIONS: readonly Explanation[] = [
  {
    name: 'one-owner',
    test: ({ facts }) => {
      if (facts.owners === 1 || facts.topOrg >= NEARLY_ALL)
        return {
          holds: true,
          why: `${percent(Math.max(facts.topOrg, facts.owners === 1 ? 1 : 0))} of the accounts belong to one organisation${facts.topOrgName ? ` (“${facts.topOrgName}”)` : ''}, which the provider can ask`,
        }
      if (facts.topDomain >= NEARLY_ALL && facts.payments <= Math.max(3, 0.05 * facts.accounts))
        return {
          holds: true,
          why: `${percent(facts.topDomain)} of the accounts use one organisation’s mail domain (“${facts.topDomainName}”) with ${facts.payments} payment instruments: one customer in the open`,
        }
      return {
        holds: false,
        why: `the largest organisation holds ${percent(facts.topOrg)} of the accounts, the largest company mail domain ${percent(facts.topDomain)}, and ${facts.payments} payment instruments pay`,
      }
    },
  },
  {
    name: 'declared',
    test: ({ facts }) =>
      facts.declared >= NEARLY_ALL && (facts.topOrg >= 0.5 || facts.owners <= 5 || facts.topPayment >= 0.5)
        ? {
            holds: true,
            why: `${percent(facts.declared)} of the accounts declared themselves as “${facts.declaredAs}” and belong together openly`,
          }
        : {
            holds: false,
            why:
              facts.declared > 0
                ? `${percent(facts.declared)} declared a purpose, not openly as one owner`
                : 'no account declared a purpose',
          },
  },
  {
    name: 'class-or-event',
    test: (group) => {
      const { facts } = group
      const enrolled =
        facts.topProgram >= NEARLY_ALL || (facts.topDomain >= NEARLY_ALL && facts.payments <= 3)
      const together = facts.topDomain >= 0.7 || facts.topBlock >= 0.4
      const differ = bitsOf(group, 'single-deck') <= 0
      return enrolled && together && differ
        ? {
            holds: true,
            why: `${percent(facts.topProgram)} of the accounts are enrolled in “${facts.topProgramName || facts.topDomainName}”, ${percent(Math.max(facts.topDomain, facts.topBlock))} through one institution or place, and they behave like different people`,
          }
        : {
            holds: false,
            why: enrolled
              ? together
                ? 'the members do not differ as people do'
                : 'enrolled in one programme, but from no common institution or place'
              : `no common programme (largest ${percent(facts.topProgram)})`,
          }
    },
  },
  {
    name: 'repeated-probes',
    test: (group) => {
      const facts = group.measured.get('slot-enumeration')?.facts
      const asked = Number(facts?.exchanges ?? 0) / Math.max(Number(facts?.items ?? 0), 1)
      const holds = facts !== undefined && asked >= REPEATED && bitsOf(group, 'purpose') < 1
      return {
        holds,
        why: holds
          ? `each text was sent ${asked.toFixed(0)} times and asks for nothing to train on: probes and monitors repeat themselves, a teacher is asked once`
          : facts === undefined
            ? 'the texts are not known'
            : `each text was sent ${asked.toFixed(1)} times, which is no monitor’s way, or it asks for training material`,
      }
    },
  },
  {
    name: 'household-or-small-firm',
    test: (group) => {
      const { accounts } = group.facts
      const bond = HOUSEHOLD_BONDS.reduce((sum, id) => sum + bitsOf(group, id), 0)
      if (accounts <= HOUSEHOLD && bond >= 2)
        return {
          holds: true,
          why: `${accounts} accounts around one card, address or domain are a household or a small firm`,
        }
      const largest = Math.max(
        ...HOUSEHOLD_BONDS.map((id) => Number(group.measured.get(id)?.facts.largest_value_inside ?? 0)),
      )
      const alone = ALONE.every((id) => bitsOf(group, id) < 1)
      const behaviour = behaviourBits(group)
      const isLikePeople = behaviour <= (accounts <= FEW_HOUSEHOLDS ? 0 : PEOPLE)
      if (bond >= 2 && largest >= 2 && largest <= HOUSEHOLD && alone && isLikePeople)
        return {
          holds: true,
          why: `no card, address or domain joins more than ${largest} of the accounts, nothing but those binds them, and they ${behaviour <= PEOPLE ? 'behave like different people' : 'show nothing of one hand'}: several households or small firms`,
        }
      return {
        holds: false,
        why:
          accounts <= HOUSEHOLD
            ? 'nothing of a household is shared'
            : `${accounts} accounts are more than a household`,
      }
    },
  },
  {
    name: 'shared-network',
    test: (group) => {
      const { facts } = group
      const more = hasOneHandsMeans(group)
      const behaviour = behaviourBits(group)
      const asks = bitsOf(group, 'purpose') >= 2
      const areLikePeople = asks
        ? behaviour <= -5
        : behaviour <= -3 || (behaviour < 3 && bitsOf(group, 'registration-burst') < 5)
      const isPeople = areLikePeople && !isDealtWork(group)
      const holds = !more && bitsOf(group, 'shared-address') >= 2 && isPeople
      return holds
        ? {
            holds,
            why: `the accounts share a network exit (a carrier, campus, office or VPN) and no card, throw-away mail, reference or text of their own, and their behaviour does not speak for one hand (${behaviour.toFixed(1)} bits)`,
          }
        : {
            holds,
            why: more
              ? 'they share more than a network'
              : bitsOf(group, 'shared-address') < 2
                ? 'no common exit'
                : `behaviour speaks for one hand (${behaviour.toFixed(1)} bits), or the members signed up together, behind the ${facts.topBlock >= 0.5 ? 'one' : 'common'} exit`,
          }
    },
  },
  {
    name: 'event-or-place',
    test: (group) => {
      const gathered = ['registration-burst', 'shared-registration', 'shared-address'].some(
        (id) => bitsOf(group, id) >= 2,
      )
      const holds = gathered && haveOwnWork(group) && !hasOneHandsMeans(group)
      return {
        holds,
        why: holds
          ? 'the accounts were opened or connect together, but no card, throw-away mail, reference or text joins them, and each keeps its own words and ways of working: people brought together by an event, a course or a place'
          : gathered
            ? 'more than a place or a day joins them, or their words and ways of working are not their own'
            : 'the accounts were neither opened together nor do they connect together',
      }
    },
  },
  {
    name: 'popular-tool-or-text',
    test: (group) => {
      const bond =
        bitsOf(group, 'shared-payment') +
        bitsOf(group, 'shared-registration') +
        bitsOf(group, 'registration-burst') +
        bitsOf(group, 'disposable-mail') +
        bitsOf(group, 'handoff') +
        bitsOf(group, 'opaque-replay') +
        bitsOf(group, 'shared-session')
      const behaviour = behaviourBits(group)
      const interchange = interchangeBits(group)
      const asks = bitsOf(group, 'purpose') >= ASKS
      const words = bitsOf(group, 'dealt-wording')
      const people =
        !isDealtWork(group) && (behaviour <= PEOPLE || interchange <= PEOPLE || words <= OWN_WORDS)
      const oneHand = behaviour + words + bitsOf(group, 'language-breadth')
      const holds = bond < BOUND && (people || (!asks && oneHand < UNLIKE_STRANGERS))
      return {
        holds,
        why: holds
          ? `independent owners use one tool or text: nothing else binds them (${bond.toFixed(1)} bits)${people ? ', and they behave or word things like different people' : ', it does not ask for training material, and what they do with it is theirs'}`
          : bond >= BOUND
            ? `more than the text binds them (${bond.toFixed(1)} bits)`
            : `strangers who use one tool would differ: behaviour speaks for one hand with ${behaviour.toFixed(1)} bits, wording with ${bitsOf(group, 'dealt-wording').toFixed(1)}${asks ? ', and the text asks for training material' : ''}`,
      }
    },
  },
  {
    name: 'different-people',
    test: (group) => {
      const behaviour = behaviourBits(group)
      const holds =
        behaviour <= -4 &&
        !isRelay(group) &&
        !isDealtWork(group) &&
        bitsOf(group, 'purpose') < 2 &&
        bitsOf(group, 'opaque-replay') < 6 &&
        bitsOf(group, 'shared-payment') < 6
      return {
        holds,
        why: holds
          ? `members keep their own hours, sittings, lengths and languages (${behaviour.toFixed(1)} bits)`
          : `behaviour speaks ${behaviour > 0 ? 'for one hand' : 'only weakly for different people'} (${behaviour.toFixed(1)} bits)`,
      }
    },
  },
  {
    name: 'resold-accounts',
    test: (group) => {
      const behaviour = behaviourBits(group)
      const words = bitsOf(group, 'dealt-wording')
      const holds =
        behaviour <= PEOPLE &&
        words <= OWN_WORDS &&
        !isRelay(group) &&
        bitsOf(group, 'purpose') < ASKS &&
        bitsOf(group, 'opaque-replay') < 6
      return {
        holds,
        why: holds
          ? `one hand may have opened the accounts, but different people use them: they keep their own hours and sittings (${behaviour.toFixed(1)} bits) and their own words (${words.toFixed(1)}), and ask for nothing to train on`
          : `what the accounts do is not different people’s both in manner (${behaviour.toFixed(1)} bits) and in words (${words.toFixed(1)}), or it asks for training material`,
      }
    },
  },
]
