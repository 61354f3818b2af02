// Innocent explanations of a group, each a short test on its facts and evidence. An explanation that holds clears the
// group whatever its score; it is named in the result, and so is why the others fail.
import { type Sentence, say } from '../model/sentence.js'
import {
  accountsElsewhere,
  askTheSame,
  behaviourBits,
  bitsOf,
  type Examined,
  hasOneHandsMeans,
  havePeoplesManner,
  isDealtWork,
  isOpenList,
  isRelay,
  isRotating,
  joiningBits,
  repeatThemselves,
} from './one-hand.js'
import { CLEARING, ONE_HAND } from './thresholds.js'

export interface Explained {
  readonly name: string
  readonly holds: boolean
  readonly why: Sentence
}

interface Explanation {
  readonly name: string
  readonly test: (group: Examined) => { holds: boolean; why: Sentence }
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`

/** Whether each member has words and kinds of work or hours of its own, as people who were only brought together have. */
function haveOwnWork(group: Examined): boolean {
  const manner = Math.min(bitsOf(group, 'single-deck'), behaviourBits(group))
  const areOwn = bitsOf(group, 'dealt-wording') <= CLEARING.ownWords.value || repeatThemselves(group.measured)
  return manner <= CLEARING.people.value && areOwn
}

/** Whether everybody asks the same few things, as those do who follow a speaker or an exercise. */
function doExercise({ facts, measured }: Examined): boolean {
  return askTheSame(measured) && facts.exchanges <= CLEARING.exercise.value * facts.accounts
}

/** Whether as many owners elsewhere send what the group has in common as here: it is a text that everybody has. */
function isPublicText({ measured }: Examined): boolean {
  const text = measured.get('shared-template')?.facts
  const here = Number(text?.owners ?? 0)
  return here > 0 && Number(text?.owners_elsewhere ?? 0) >= CLEARING.publicText.value * here
}

/**
 * Whether accounts that were opened in common places work from hired machines, on things that nobody else of them asks: a
 * carrier, a campus and an office are no data centre, and who sits in one brings his own sign-up.
 */
function isHired(group: Examined): boolean {
  return (
    group.facts.hosted >= ONE_HAND.hosted.value &&
    bitsOf(group, 'shared-registration') >= ONE_HAND.wired.value &&
    !isOpenList(group.measured)
  )
}

/** What households and small firms share. */
const HOUSEHOLD_BONDS = ['shared-payment', 'shared-registration', 'shared-address']
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
      if (facts.owners === 1 || facts.topOrg >= CLEARING.nearlyAll.value)
        return {
          holds: true,
          why: say`${percent(Math.max(facts.topOrg, facts.owners === 1 ? 1 : 0))} of the accounts belong to one organisation${facts.topOrgName ? say` (“${facts.topOrgName}”)` : ''}, which the provider can ask`,
        }
      if (
        facts.topDomain >= CLEARING.nearlyAll.value &&
        facts.payments <= Math.max(CLEARING.fewCards.value, CLEARING.cardsOfCustomer.value * facts.accounts)
      )
        return {
          holds: true,
          why: say`${percent(facts.topDomain)} of the accounts use one organisation’s mail domain (“${facts.topDomainName}”) with ${facts.payments} payment instruments: one customer in the open`,
        }
      return {
        holds: false,
        why: say`the largest organisation holds ${percent(facts.topOrg)} of the accounts, the largest company mail domain ${percent(facts.topDomain)}, and ${facts.payments} payment instruments pay`,
      }
    },
  },
  {
    name: 'declared',
    test: ({ facts }) =>
      facts.declared >= CLEARING.nearlyAll.value &&
      (facts.topOrg >= CLEARING.declaredTogether.value ||
        facts.owners <= CLEARING.declaredOwners.value ||
        facts.topPayment >= CLEARING.declaredTogether.value)
        ? {
            holds: true,
            why: say`${percent(facts.declared)} of the accounts declared themselves as “${facts.declaredAs}” and belong together openly`,
          }
        : {
            holds: false,
            why:
              facts.declared > 0
                ? say`${percent(facts.declared)} declared a purpose, not openly as one owner`
                : say`no account declared a purpose`,
          },
  },
  {
    name: 'class-or-event',
    test: (group) => {
      const { facts } = group
      const enrolled =
        facts.topProgram >= CLEARING.nearlyAll.value ||
        (facts.topDomain >= CLEARING.nearlyAll.value && facts.payments <= CLEARING.fewCards.value)
      const together =
        facts.topDomain >= CLEARING.classDomain.value || facts.topBlock >= CLEARING.classBlock.value
      const differ = bitsOf(group, 'single-deck') <= 0 || behaviourBits(group) <= CLEARING.people.value
      return enrolled && together && differ
        ? {
            holds: true,
            why: say`${percent(facts.topProgram)} of the accounts are enrolled in “${facts.topProgramName || facts.topDomainName}”, ${percent(Math.max(facts.topDomain, facts.topBlock))} through one institution or place, and they behave like different people`,
          }
        : {
            holds: false,
            why: enrolled
              ? together
                ? say`the members do not differ as people do`
                : say`enrolled in one programme, but from no common institution or place`
              : say`no common programme (largest ${percent(facts.topProgram)})`,
          }
    },
  },
  {
    name: 'repeated-probes',
    test: (group) => {
      const facts = group.measured.get('slot-enumeration')?.facts
      const asked = Number(facts?.exchanges ?? 0) / Math.max(Number(facts?.items ?? 0), 1)
      const holds =
        facts !== undefined &&
        (asked >= CLEARING.repeated.value || repeatThemselves(group.measured)) &&
        bitsOf(group, 'purpose') < ONE_HAND.asks.value
      return {
        holds,
        why: holds
          ? say`each text was sent ${asked.toFixed(0)} times and asks for nothing to train on: probes, monitors and programs that are tried out repeat themselves, a teacher is asked once`
          : facts === undefined
            ? say`the texts are not known`
            : say`each text was sent ${asked.toFixed(1)} times, which is no monitor’s way, or it asks for training material`,
      }
    },
  },
  {
    name: 'household-or-small-firm',
    test: (group) => {
      const accounts = group.facts.accounts + accountsElsewhere(group)
      const bond = HOUSEHOLD_BONDS.reduce((sum, id) => sum + bitsOf(group, id), 0)
      if (accounts <= CLEARING.household.value && bond >= CLEARING.gathered.value)
        return {
          holds: true,
          why: say`${accounts} accounts around one card, address or domain are a household or a small firm`,
        }
      const largest = Math.max(
        ...HOUSEHOLD_BONDS.map((id) => Number(group.measured.get(id)?.facts.largest_value_inside ?? 0)),
      )
      const alone = ALONE.every((id) => bitsOf(group, id) < CLEARING.alone.value)
      const behaviour = behaviourBits(group)
      const isLikePeople = behaviour <= (accounts <= CLEARING.households.value ? 0 : CLEARING.people.value)
      if (
        bond >= CLEARING.gathered.value &&
        largest >= 2 &&
        largest <= CLEARING.household.value &&
        alone &&
        isLikePeople
      )
        return {
          holds: true,
          why: say`no card, address or domain joins more than ${largest} of the accounts, nothing but those binds them, and they ${behaviour <= CLEARING.people.value ? say`behave like different people` : say`show nothing of one hand`}: several households or small firms`,
        }
      return {
        holds: false,
        why:
          accounts <= CLEARING.household.value
            ? say`nothing of a household is shared`
            : say`${accounts} accounts are more than a household`,
      }
    },
  },
  {
    name: 'shared-network',
    test: (group) => {
      const { facts } = group
      const more = hasOneHandsMeans(group)
      const behaviour = behaviourBits(group)
      const asks = bitsOf(group, 'purpose') >= CLEARING.asksLittle.value
      const areLikePeople = asks
        ? behaviour <= CLEARING.exitPeopleWhoAsk.value
        : behaviour <= CLEARING.exitPeople.value ||
          (behaviour < CLEARING.exitUndecided.value &&
            bitsOf(group, 'registration-burst') < CLEARING.exitSignups.value)
      const isPeople = areLikePeople && !isDealtWork(group) && !(asks && isHired(group))
      const holds = !more && bitsOf(group, 'shared-address') >= CLEARING.gathered.value && isPeople
      return holds
        ? {
            holds,
            why: say`the accounts share a network exit (a carrier, campus, office or VPN) and no card, throw-away mail, reference or text of their own, and their behaviour does not speak for one hand (${behaviour.toFixed(1)} bits)`,
          }
        : {
            holds,
            why: more
              ? say`they share more than a network`
              : bitsOf(group, 'shared-address') < CLEARING.gathered.value
                ? say`no common exit`
                : say`behaviour speaks for one hand (${behaviour.toFixed(1)} bits), or the members signed up together, behind ${facts.topBlock >= 0.5 ? say`the one exit` : say`the common exit`}`,
          }
    },
  },
  {
    name: 'one-platform',
    test: (group) => {
      const registration = group.bits.get('registration') ?? 0
      const content = group.bits.get('content') ?? 0
      const isHosted =
        group.facts.hosted >= ONE_HAND.hosted.value &&
        bitsOf(group, 'shared-address') >= CLEARING.gathered.value &&
        bitsOf(group, 'shared-client') >= CLEARING.gathered.value
      const areOwn = registration < CLEARING.platformApart.value && content < CLEARING.platformContent.value
      const holds = isHosted && areOwn && !hasOneHandsMeans(group)
      return {
        holds,
        why: holds
          ? say`customers of one platform share its hosts, its client and its clock; they signed up and pay apart (${registration.toFixed(1)} bits), and nothing shows that what they send was dealt from one list (${content.toFixed(1)} bits)`
          : isHosted
            ? say`more than a platform joins them: sign-ups and cards with ${registration.toFixed(1)} bits, content with ${content.toFixed(1)}`
            : say`no common hosts and client of a platform`,
      }
    },
  },
  {
    name: 'event-or-place',
    test: (group) => {
      const gathered = ['registration-burst', 'shared-registration', 'shared-address'].some(
        (id) => bitsOf(group, id) >= CLEARING.gathered.value,
      )
      const isExercise = doExercise(group)
      const holds = gathered && (isExercise || haveOwnWork(group)) && !hasOneHandsMeans(group)
      return {
        holds,
        why: holds
          ? say`the accounts were opened or connect together, but no card, throw-away mail or reference joins them, and ${isExercise ? say`they ask the same few things, each for itself, where one hand would ask once` : say`each keeps its own words and ways of working`}: people brought together by an event, a course or a place`
          : gathered
            ? say`more than a place or a day joins them, or their words and ways of working are not their own`
            : say`the accounts were neither opened together nor do they connect together`,
      }
    },
  },
  {
    name: 'popular-tool-or-text',
    test: (group) => {
      const bond = joiningBits(group)
      const behaviour = behaviourBits(group)
      const asks = bitsOf(group, 'purpose') >= ONE_HAND.asks.value
      const words = bitsOf(group, 'dealt-wording')
      const people = (!isDealtWork(group) || isPublicText(group)) && havePeoplesManner(group)
      const oneHand = behaviour + words + bitsOf(group, 'language-breadth')
      const holds =
        bond < CLEARING.bound.value && (people || (!asks && oneHand < CLEARING.unlikeStrangers.value))
      return {
        holds,
        why: holds
          ? say`independent owners use one tool or text: nothing else binds them (${bond.toFixed(1)} bits)${people ? say`, and they behave or word things like different people` : say`, it does not ask for training material, and what they do with it is theirs`}`
          : bond >= CLEARING.bound.value
            ? say`more than the text binds them (${bond.toFixed(1)} bits)`
            : say`strangers who use one tool would differ: behaviour speaks for one hand with ${behaviour.toFixed(1)} bits, wording with ${bitsOf(group, 'dealt-wording').toFixed(1)}${asks ? say`, and the text asks for training material` : ''}`,
      }
    },
  },
  {
    name: 'different-people',
    test: (group) => {
      const behaviour = behaviourBits(group)
      const holds =
        behaviour <= CLEARING.differentPeople.value &&
        !isRelay(group) &&
        !isRotating(group) &&
        !isDealtWork(group) &&
        bitsOf(group, 'purpose') < CLEARING.asksLittle.value &&
        bitsOf(group, 'opaque-replay') < ONE_HAND.references.value &&
        bitsOf(group, 'shared-payment') < CLEARING.oneCard.value
      return {
        holds,
        why: holds
          ? say`members keep their own hours, sittings, lengths and languages (${behaviour.toFixed(1)} bits)`
          : behaviour > 0
            ? say`behaviour speaks for one hand (${behaviour.toFixed(1)} bits)`
            : say`behaviour speaks only weakly for different people (${behaviour.toFixed(1)} bits)`,
      }
    },
  },
  {
    name: 'resold-accounts',
    test: (group) => {
      const behaviour = behaviourBits(group)
      const words = bitsOf(group, 'dealt-wording')
      const holds =
        behaviour <= CLEARING.people.value &&
        words <= CLEARING.ownWords.value &&
        !isRelay(group) &&
        bitsOf(group, 'purpose') < ONE_HAND.asks.value &&
        bitsOf(group, 'opaque-replay') < ONE_HAND.references.value
      return {
        holds,
        why: holds
          ? say`one hand may have opened the accounts, but different people use them: they keep their own hours and sittings (${behaviour.toFixed(1)} bits) and their own words (${words.toFixed(1)}), and ask for nothing to train on`
          : say`what the accounts do is not different people’s both in manner (${behaviour.toFixed(1)} bits) and in words (${words.toFixed(1)}), or it asks for training material`,
      }
    },
  },
]

/** Explanations that clear each member for what it is; the others clear a group for what it does or lacks. */
export const CLEARED_BY_IDENTITY: readonly string[] = [
  'one-owner',
  'declared',
  'class-or-event',
  'event-or-place',
  'household-or-small-firm',
]
