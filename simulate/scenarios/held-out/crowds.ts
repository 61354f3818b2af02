// Held-out look-alikes that are crowds.
import { HOUR } from '../../clock.js'
import { defineScenario, releaseModel, type Scenario } from '../../scenario.js'
import {
  ASSIGNMENT_EVENING,
  SATCHEL,
  STARTER_FINALS,
  SURVEY_PANEL,
  TROUPE,
  VIRAL_DETECTIVE,
} from '../../text/held-out/prompts.js'
import {
  addAgentApp,
  addClass,
  addFramework,
  addHackathon,
  addLaunchRush,
  addSharedExit,
  addSurvey,
  addTimeZones,
  addViral,
} from '../crowd-look-alikes.js'
import {
  addComputerRoom,
  addExtension,
  addFlats,
  addNewsletter,
  addNoCode,
  addOnboarding,
} from './look-alike-builders.js'

export const HELD_OUT_CROWDS: readonly Scenario[] = [
  defineScenario({
    id: 'chat-time-zones-south',
    description: 'Chat users of five clocks, a third of whom hardly type',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) =>
      addTimeZones(world, factor, 'chat-time-zones-south', ['AU', 'TR', 'AR', 'NG', 'ID'], 0.35),
  }),
  defineScenario({
    id: 'popular-notes-app',
    description: 'Users of a note-taking application that sends its long prompt in two languages',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addAgentApp(world, factor, 'popular-notes-app', SATCHEL, 340, false),
  }),
  defineScenario({
    id: 'agent-framework-roles',
    description: 'Builders on a framework for crews of agents who left the role text as it came',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addFramework(world, factor, 'agent-framework-roles', 110, TROUPE),
  }),
  defineScenario({
    id: 'class-evening-college',
    description: 'An evening college whose worksheet asks for a solution thought out aloud',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addClass(world, factor, 'class-evening-college', ASSIGNMENT_EVENING, 95, 4),
  }),
  defineScenario({
    id: 'school-computer-room',
    description: 'Pupils who sit down at the same machines by the timetable, with a task sheet a lesson',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addComputerRoom(world, factor, 'school-computer-room', 56),
  }),
  defineScenario({
    id: 'hackathon-finals',
    description: 'Finalists of a civic hackathon on one campus with the same scaffold',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addHackathon(world, factor, 'hackathon-finals', STARTER_FINALS, 85, 8, 'campus'),
  }),
  defineScenario({
    id: 'viral-prompt-detective',
    description: 'A prompt in Spanish that went around in one country and asks to reason aloud',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addViral(world, factor, 'viral-prompt-detective', VIRAL_DETECTIVE, 230, 6, 'MX'),
  }),
  defineScenario({
    id: 'newsletter-prompt',
    description: 'Readers who paste a newsletter’s prompt of the day, most of them before work',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addNewsletter(world, factor, 'newsletter-prompt', 170),
  }),
  defineScenario({
    id: 'browser-extension',
    description: 'Strangers whose browser extension sends one prompt over every page they ask about',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addExtension(world, factor, 'browser-extension', 150),
  }),
  defineScenario({
    id: 'no-code-template',
    description:
      'Small firms that copied one template of a no-code platform and run it on its servers and clock',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addNoCode(world, factor, 'no-code-template', 70),
  }),
  defineScenario({
    id: 'vpn-crowd-travellers',
    description: 'Strangers behind the few exits of a small VPN',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addSharedExit(world, factor, 'vpn-crowd-travellers', 'vpn', 240, 10),
  }),
  defineScenario({
    id: 'carrier-crowd',
    description: 'Strangers behind the shared addresses of one mobile carrier',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addSharedExit(world, factor, 'carrier-crowd', 'mobile', 300, 14),
  }),
  defineScenario({
    id: 'launch-rush-slow',
    description: 'People who hear of the new model over two days and stay with it',
    set: 'held-out',
    kind: 'look-alike',
    prepare: releaseModel,
    add: (world, factor) => addLaunchRush(world, factor, 'launch-rush-slow', 300, false, 20 * HOUR),
  }),
  defineScenario({
    id: 'thesis-survey-panel',
    description: 'Members of a survey panel who paste a German text that asks to think aloud',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addSurvey(world, factor, 'thesis-survey-panel', SURVEY_PANEL, 90),
  }),
  defineScenario({
    id: 'shared-flat',
    description: 'Student flats with one line, each tenant with a card and a life of their own',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addFlats(world, factor, 'shared-flat', 160),
  }),
  defineScenario({
    id: 'company-onboarding',
    description:
      'New people of a company whose seats were opened in one morning, with the booklet’s exercises',
    set: 'held-out',
    kind: 'look-alike',
    add: (world, factor) => addOnboarding(world, factor, 'company-onboarding', 75),
  }),
]
