// The known look-alikes at other sizes, each with a text, places and owners of its own.
import { defineScenario, type Scenario } from '../../scenario.js'
import { KITS } from '../../text/course-prompts.js'
import { CUSTOMERS, FRAMEWORK, FURTHER_AGENTS, JUDGES, SURVEYS } from '../../text/product-prompts.js'
import {
  addAgentApp,
  addFramework,
  addHackathon,
  addHouseholds,
  addSharedExit,
  addSurvey,
  addTimeZones,
} from '../crowd-look-alikes.js'
import { addHarness, addJudges, addProbes, addTranslation } from '../machine-look-alikes.js'
import { addEnterprise, addHonestOwner, addOffice, addReseller } from '../owner-look-alikes.js'

export const SIZES: readonly Scenario[] = [
  defineScenario({
    id: 'crowd-sizes',
    description:
      'Crowds at other sizes: clocks, applications, frameworks, hackathons, exits, surveys, families',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addTimeZones(world, factor, 'crowd-sizes-clock-few', ['ID'], 0.9, 20)
      addTimeZones(world, factor, 'crowd-sizes-clock-many', ['IN'], 0.6, 300)
      addAgentApp(world, factor, 'crowd-sizes-app-few', FURTHER_AGENTS.shop, 28, false)
      addAgentApp(world, factor, 'crowd-sizes-app-some', FURTHER_AGENTS.speaker, 110, false)
      addFramework(world, factor, 'crowd-sizes-framework-few', 24, FURTHER_AGENTS.shop)
      addFramework(world, factor, 'crowd-sizes-framework-some', 70, FRAMEWORK[2])
      addHackathon(world, factor, 'crowd-sizes-hackathon-few', KITS.meetup, 12, 2)
      addHackathon(world, factor, 'crowd-sizes-hackathon-many', KITS.campus, 260, 9, 'campus')
      addSharedExit(world, factor, 'crowd-sizes-exit-few', 'vpn', 14, 4)
      addSharedExit(world, factor, 'crowd-sizes-exit-many', 'gateway', 420, 24)
      addSurvey(world, factor, 'crowd-sizes-survey-few', SURVEYS.school, 18)
      addSurvey(world, factor, 'crowd-sizes-survey-many', SURVEYS.institute, 380)
      addHouseholds(world, factor, 'crowd-sizes-households', 90)
    },
  }),
  defineScenario({
    id: 'owner-sizes',
    description:
      'Owners at other sizes: companies, offices, newsrooms, resellers, swap controls of one owner’s accounts',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addEnterprise(world, factor, 'owner-sizes-enterprise-few', CUSTOMERS.bakery, {
        size: 7,
        dealing: 'random',
        perDay: 8,
        flat: false,
      })
      addEnterprise(world, factor, 'owner-sizes-enterprise-many', CUSTOMERS.carrier, {
        size: 130,
        dealing: 'least-used',
        perDay: 3,
        flat: true,
      })
      addEnterprise(world, factor, 'owner-sizes-moderation-few', CUSTOMERS.radio, {
        size: 3,
        dealing: 'random',
        perDay: 14,
        flat: false,
      })
      addEnterprise(world, factor, 'owner-sizes-moderation-some', CUSTOMERS.tabloid, {
        size: 32,
        dealing: 'round-robin',
        perDay: 6,
        flat: false,
      })
      addOffice(world, factor, 'benign:owner-sizes-office-few', 14)
      addOffice(world, factor, 'benign:owner-sizes-office-many', 320)
      addReseller(world, factor, 'owner-sizes-reseller-few', 9)
      addHonestOwner(world, factor, 'owner-sizes-swap-few', {
        accounts: 6,
        purposes: ['reasoning-extraction', 'rubric-grading'],
        languages: ['en'],
        bank: 'practice',
        count: 700,
      })
      addHonestOwner(world, factor, 'owner-sizes-swap-some', {
        accounts: 40,
        purposes: ['instruction-synthesis'],
        languages: ['en', 'de'],
        bank: 'practice',
        count: 1500,
      })
    },
  }),
  defineScenario({
    id: 'machine-sizes',
    description: 'Machines at other sizes: evaluations, judges, translators, probes',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addHarness(world, factor, 'machine-sizes-evaluation-few', 'Q:', {
        size: 2,
        samples: 1,
        nightly: false,
        declared: false,
      })
      addHarness(world, factor, 'machine-sizes-evaluation-some', 'Solve, reason aloud, box the result.', {
        size: 18,
        samples: 2,
        nightly: false,
        declared: true,
      })
      addJudges(world, factor, 'machine-sizes-judges-few', JUDGES.lecture, 8)
      addJudges(world, factor, 'machine-sizes-judges-many', JUDGES.open, 160)
      addTranslation(world, factor, 'machine-sizes-translation-few', CUSTOMERS.legal, 3, 12)
      addTranslation(world, factor, 'machine-sizes-translation-some', CUSTOMERS.travel, 30, 6)
      addProbes(world, factor, 'machine-sizes-probes-few', ['alive?'], 7, 240)
      addProbes(world, factor, 'machine-sizes-probes-some', ['status check, say up'], 60, 720)
    },
  }),
]
