// Held-out look-alikes that have an owner, or a program that decides for them.
import { breakDown, defineScenario, type Scenario } from '../../scenario.js'
import { heldOutExercise } from '../../text/held-out/items.js'
import {
  ENTERPRISE_BRANCHES,
  HARNESS_CHOICE,
  JUDGE_SCALE,
  MODERATION_LISTINGS,
  TRANSLATOR_CATALOGUE,
  VENDOR_VOICE,
} from '../../text/held-out/prompts.js'
import { addHarness, addJudges, addProbes, addRetryStorm, addTranslation } from '../machine-look-alikes.js'
import { addEnterprise, addHonestOwner, addRedTeam, addReseller, addVendor } from '../owner-look-alikes.js'
import { addAgency, addRaters } from './look-alike-builders.js'

export const HELD_OUT_OWNERS: readonly Scenario[] = [
  defineScenario({
    id: 'enterprise-branches',
    description: 'A bank whose sixty branches have an account each and ask in opening hours',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) =>
      addEnterprise(world, factor, 'enterprise-branches', ENTERPRISE_BRANCHES, {
        size: 60,
        dealing: 'sticky',
        perDay: 11,
        flat: false,
      }),
  }),
  defineScenario({
    id: 'content-moderation-listings',
    description: 'A marketplace that has sellers’ texts rewritten to its rules, slogans left out',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) =>
      addEnterprise(world, factor, 'content-moderation-listings', MODERATION_LISTINGS, {
        size: 10,
        dealing: 'least-used',
        perDay: 20,
        flat: false,
      }),
  }),
  defineScenario({
    id: 'evaluation-choice',
    description:
      'An undeclared evaluation of every model with two samples a question over ten accounts of a laboratory',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) =>
      addHarness(world, factor, 'evaluation-choice', HARNESS_CHOICE, {
        size: 10,
        samples: 2,
        nightly: false,
        declared: false,
        question: heldOutExercise,
      }),
  }),
  defineScenario({
    id: 'model-as-judge-card',
    description: 'Independent organisations that grade answers with the card of an open-source kit',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addJudges(world, factor, 'model-as-judge-card', JUDGE_SCALE, 60, heldOutExercise),
  }),
  defineScenario({
    id: 'translation-catalogue',
    description: 'A mail-order house that has its catalogue put into every language',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addTranslation(world, factor, 'translation-catalogue', TRANSLATOR_CATALOGUE, 9),
  }),
  defineScenario({
    id: 'licensed-reseller-region',
    description: 'A declared reseller of a region',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addReseller(world, factor, 'licensed-reseller-region', 32),
  }),
  defineScenario({
    id: 'honest-owner-exercises',
    description: 'Swap control: a publisher of exercise books whose two accounts ask as a campaign would',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) =>
      addHonestOwner(world, factor, 'honest-owner-exercises', {
        accounts: 2,
        purposes: ['instruction-synthesis', 'reasoning-extraction'],
        languages: ['en'],
        bank: 'held-out',
        count: 1500,
      }),
  }),
  defineScenario({
    id: 'synthetic-data-vendor-voice',
    description: 'A declared vendor of dialogues for speech bots',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addVendor(world, factor, 'synthetic-data-vendor-voice', VENDOR_VOICE, 15),
  }),
  defineScenario({
    id: 'labelling-vendor',
    description: 'Raters of a declared labelling vendor who work by one guideline from their homes',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addRaters(world, factor, 'labelling-vendor', 44),
  }),
  defineScenario({
    id: 'red-team-contractors',
    description: 'Contractors who told the provider that they test its filters',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addRedTeam(world, factor, 'red-team-contractors', 'held-out', 12),
  }),
  defineScenario({
    id: 'developer-agency',
    description: 'A developer shop that pays for an account for each client’s application',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addAgency(world, factor, 'developer-agency', 24),
  }),
  defineScenario({
    id: 'monitoring-probes-regions',
    description: 'Probes every quarter of an hour and slower, with texts of another monitoring service',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) =>
      addProbes(
        world,
        factor,
        'monitoring-probes-regions',
        ['uptime check: answer yes', 'return the digit 7', '.'],
        16,
        15,
      ),
  }),
  defineScenario({
    id: 'retry-storm-eager',
    description: 'The clients of an outage whose library starts again after seconds',
    set: 'held-out',
    kind: 'look-alike',
    prepare: breakDown,
    add: (world, factor) => addRetryStorm(world, factor, 'retry-storm-eager', 150, 12),
  }),
]
