// Scenarios of look-alikes that have an owner, each in a practice and a validation form.
import { breakDown, defineScenario, type Scenario } from '../scenario.js'
import { ENTERPRISE, HARNESS, JUDGE, MODERATION, TRANSLATOR, VENDOR } from '../text/public-prompts.js'
import { addHarness, addJudges, addProbes, addRetryStorm, addTranslation } from './machine-look-alikes.js'
import { addEnterprise, addHonestOwner, addRedTeam, addReseller, addVendor } from './owner-look-alikes.js'

export const OWNERS: readonly Scenario[] = [
  defineScenario({
    id: 'enterprise-keys',
    description:
      'One company with forty accounts behind a gateway that deals its load in turn, in office hours',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) =>
      addEnterprise(world, factor, 'enterprise-keys', ENTERPRISE.practice, {
        size: 40,
        dealing: 'round-robin',
        perDay: 18,
        flat: false,
      }),
  }),
  defineScenario({
    id: 'enterprise-gateway',
    description: 'An insurer whose claims pipeline runs round the clock over twenty-five accounts',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) =>
      addEnterprise(world, factor, 'enterprise-gateway', ENTERPRISE.validation, {
        size: 25,
        dealing: 'least-used',
        perDay: 24,
        flat: true,
      }),
  }),
  defineScenario({
    id: 'content-moderation',
    description: 'A publisher that has reader comments on politics rewritten so that they may be printed',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) =>
      addEnterprise(world, factor, 'content-moderation', MODERATION.practice, {
        size: 8,
        dealing: 'random',
        perDay: 24,
        flat: false,
      }),
  }),
  defineScenario({
    id: 'content-moderation-family',
    description:
      'A community for families that has posts rewritten in Chinese, elections and protests left out',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) =>
      addEnterprise(world, factor, 'content-moderation-family', MODERATION.validation, {
        size: 6,
        dealing: 'round-robin',
        perDay: 24,
        flat: true,
      }),
  }),
  defineScenario({
    id: 'evaluation-harness',
    description: 'A declared evaluator who sends every benchmark question to every model over a few accounts',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) =>
      addHarness(world, factor, 'evaluation-harness', HARNESS.practice, {
        size: 6,
        samples: 4,
        nightly: false,
        declared: true,
      }),
  }),
  defineScenario({
    id: 'evaluation-nightly',
    description: 'Nightly runs with eight samples a question from one owner who told nobody',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) =>
      addHarness(world, factor, 'evaluation-nightly', HARNESS.validation, {
        size: 3,
        samples: 8,
        nightly: true,
        declared: false,
      }),
  }),
  defineScenario({
    id: 'model-as-judge',
    description: 'Ninety independent organisations that judge answers with one published template',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addJudges(world, factor, 'model-as-judge', JUDGE.practice, 90),
  }),
  defineScenario({
    id: 'model-as-judge-pairs',
    description: 'Independent organisations that compare pairs with another published template',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addJudges(world, factor, 'model-as-judge-pairs', JUDGE.validation, 40),
  }),
  defineScenario({
    id: 'translation',
    description: 'A translation application: all languages under one task shape',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addTranslation(world, factor, 'translation', TRANSLATOR.practice, 18),
  }),
  defineScenario({
    id: 'translation-subtitles',
    description: 'A subtitle localiser with another shape',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addTranslation(world, factor, 'translation-subtitles', TRANSLATOR.validation, 12),
  }),
  defineScenario({
    id: 'licensed-reseller',
    description: 'A declared reseller: pooled accounts and unrelated customers round the clock',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addReseller(world, factor, 'licensed-reseller', 50),
  }),
  defineScenario({
    id: 'licensed-reseller-small',
    description: 'A smaller declared reseller',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addReseller(world, factor, 'licensed-reseller-small', 16),
  }),
  defineScenario({
    id: 'honest-owner',
    description: 'Swap control: text like a campaign’s, from one honest account alone',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) =>
      addHonestOwner(world, factor, 'honest-owner', {
        accounts: 1,
        purposes: ['reasoning-extraction'],
        languages: ['en'],
        bank: 'practice',
        count: 1600,
      }),
  }),
  defineScenario({
    id: 'honest-owner-grading',
    description: 'Swap control: grading text like a campaign’s, from three accounts of one honest owner',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) =>
      addHonestOwner(world, factor, 'honest-owner-grading', {
        accounts: 3,
        purposes: ['rubric-grading'],
        languages: ['en'],
        bank: 'validation',
        count: 1400,
      }),
  }),
  defineScenario({
    id: 'synthetic-data-vendor',
    description: 'A contracted, declared vendor of training data that deals its work over its accounts',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addVendor(world, factor, 'synthetic-data-vendor', VENDOR.practice, 20),
  }),
  defineScenario({
    id: 'synthetic-data-vendor-books',
    description: 'Another declared vendor with another text',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addVendor(world, factor, 'synthetic-data-vendor-books', VENDOR.validation, 12),
  }),
  defineScenario({
    id: 'red-team',
    description: 'Declared testers who try to get around the provider’s filters',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addRedTeam(world, factor, 'red-team', 'practice', 8),
  }),
  defineScenario({
    id: 'red-team-second',
    description: 'Other declared testers with other wording',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addRedTeam(world, factor, 'red-team-second', 'validation', 6),
  }),
  defineScenario({
    id: 'monitoring-probes',
    description: 'Monitoring of many companies: the same tiny probe every few minutes from the same places',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) =>
      addProbes(
        world,
        factor,
        'monitoring-probes',
        ['ping', 'Reply with the single word ok.', 'health check'],
        26,
        30,
      ),
  }),
  defineScenario({
    id: 'monitoring-probes-hourly',
    description: 'Hourly probes with another text',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) =>
      addProbes(world, factor, 'monitoring-probes-hourly', ['Say OK', 'latency probe, answer 1'], 30, 60),
  }),
  defineScenario({
    id: 'retry-storm',
    description: 'API clients whose library retries in step while the service is down',
    set: 'practice',
    kind: 'look-alike',
    prepare: breakDown,
    add: (world, factor) => addRetryStorm(world, factor, 'retry-storm', 180, 30),
  }),
  defineScenario({
    id: 'retry-storm-slow',
    description: 'The same with another library that waits longer',
    set: 'validation',
    kind: 'look-alike',
    prepare: breakDown,
    add: (world, factor) => addRetryStorm(world, factor, 'retry-storm-slow', 120, 90),
  }),
]
