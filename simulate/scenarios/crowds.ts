// Scenarios of look-alikes that are crowds, each in a practice and a validation form.
import { defineScenario, releaseModel, type Scenario } from '../scenario.js'
import { BURIN, HEARTH, LATHE } from '../text/agents.js'
import { ASSIGNMENT, STARTER_KIT, SURVEY, VIRAL } from '../text/public-prompts.js'
import {
  addAgentApp,
  addClass,
  addFramework,
  addHackathon,
  addHouseholds,
  addLaunchRush,
  addSharedExit,
  addSurvey,
  addTimeZones,
  addViral,
} from './crowd-look-alikes.js'
import { addOffice } from './owner-look-alikes.js'

export const CROWDS: readonly Scenario[] = [
  defineScenario({
    id: 'chat-time-zones',
    description: 'Chat users of six clocks who keep office hours and share nothing else',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) =>
      addTimeZones(world, factor, 'chat-time-zones', ['JP', 'DE', 'US', 'BR', 'IN', 'CN'], 0.15),
  }),
  defineScenario({
    id: 'chat-time-zones-terse',
    description: 'Chat users of four other clocks who mostly type a word or two, so that they hardly differ',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) =>
      addTimeZones(world, factor, 'chat-time-zones-terse', ['KR', 'GB', 'MX', 'VN'], 0.7),
  }),
  defineScenario({
    id: 'popular-agent-app',
    description:
      'Eight hundred accounts of many organisations whose application sends one long system prompt',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => {
      addAgentApp(world, factor, 'popular-agent-app', HEARTH, 550, false)
      addAgentApp(world, factor, 'popular-coding-agent', LATHE, 250, true)
    },
  }),
  defineScenario({
    id: 'popular-editor-agent',
    description: 'Users of an editor’s coding agent whose system prompt asks for visible reasoning',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addAgentApp(world, factor, 'popular-editor-agent', BURIN, 450, true),
  }),
  defineScenario({
    id: 'agent-framework',
    description: 'Builders on an open-source agent framework who left its thought-and-action prompt as it is',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addFramework(world, factor, 'agent-framework', 260),
  }),
  defineScenario({
    id: 'agent-framework-few',
    description: 'Forty builders on the framework, few enough to look like a group',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addFramework(world, factor, 'agent-framework-few', 40),
  }),
  defineScenario({
    id: 'class',
    description:
      'A university class: one roster, one campus address, one assignment, sign-ups within minutes',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addClass(world, factor, 'class', ASSIGNMENT.practice, 160, 1),
  }),
  defineScenario({
    id: 'class-summer-school',
    description: 'A summer school that lets the model grade a sample solution with a rubric',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addClass(world, factor, 'class-summer-school', ASSIGNMENT.validation, 70, 7),
  }),
  defineScenario({
    id: 'hackathon',
    description: 'A hackathon: fresh accounts of strangers in one hall with one starter kit for two nights',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addHackathon(world, factor, 'hackathon', STARTER_KIT.practice, 120, 4),
  }),
  defineScenario({
    id: 'hackathon-jam',
    description: 'A weekend game jam with another kit',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addHackathon(world, factor, 'hackathon-jam', STARTER_KIT.validation, 60, 11),
  }),
  defineScenario({
    id: 'viral-prompt',
    description: 'Strangers who copy a prompt that went around and asks for full reasoning',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addViral(world, factor, 'viral-prompt', VIRAL.practice, 320, 4),
  }),
  defineScenario({
    id: 'viral-prompt-chinese',
    description: 'Another such prompt, in Chinese, among people of one place',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addViral(world, factor, 'viral-prompt-chinese', VIRAL.validation, 150, 2, 'TW'),
  }),
  defineScenario({
    id: 'vpn-crowd',
    description: 'Strangers behind the two dozen exits of one VPN',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addSharedExit(world, factor, 'vpn-crowd', 'vpn', 380, 24),
  }),
  defineScenario({
    id: 'security-gateway',
    description: 'People of many companies behind one cloud security gateway',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addSharedExit(world, factor, 'security-gateway', 'gateway', 260, 16),
  }),
  defineScenario({
    id: 'launch-rush',
    description: 'Everyone tries the new model on its first day',
    set: 'practice',
    kind: 'look-alike',
    prepare: releaseModel,
    add: (world, factor) => addLaunchRush(world, factor, 'launch-rush', 420, false),
  }),
  defineScenario({
    id: 'launch-rush-api',
    description: 'Programmers who switch their scripts to the new model within a day',
    set: 'validation',
    kind: 'look-alike',
    prepare: releaseModel,
    add: (world, factor) => addLaunchRush(world, factor, 'launch-rush-api', 200, true),
  }),
  defineScenario({
    id: 'thesis-survey',
    description: 'Participants of a thesis survey who paste the same text that asks how an answer came about',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addSurvey(world, factor, 'thesis-survey', SURVEY.practice, 130),
  }),
  defineScenario({
    id: 'thesis-survey-second',
    description: 'A smaller survey with another text',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addSurvey(world, factor, 'thesis-survey-second', SURVEY.validation, 60),
  }),
  defineScenario({
    id: 'shared-household',
    description: 'Families with one card and one line, each person with a life of their own',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addHouseholds(world, factor, 'shared-household', 240),
  }),
  defineScenario({
    id: 'company-office',
    description: 'Ninety people of one company on team seats behind one office address and one payment',
    set: 'validation',
    kind: 'look-alike',
    add: (world, factor) => addOffice(world, factor, 'benign:company-office', 90),
  }),
]
