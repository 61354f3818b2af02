// A made-up analysis as rich as a real one: a distillation campaign of many accounts, a coordinated one, and two
// look-alikes that were cleared. The same seed gives the same report.
import type {
  Analysis,
  AnalysisReport,
  Campaign,
  CampaignAccount,
  CampaignDetail,
  Evidence,
  TraitDetail,
} from '../../src/model/analysis.js'

const START = '2026-09-03T00:00:00Z'
const STEPS = 336

export interface SampleOptions {
  readonly distillationAccounts?: number
  readonly coordinatedAccounts?: number
  /** Distillation campaigns of that size. */
  readonly distillationCampaigns?: number
  /** Put in place of every piece of text that an attacker can choose. */
  readonly hostile?: string
}

/** The report that most tests draw. */
export function sampleReport(options: SampleOptions = {}): AnalysisReport {
  const say = (text: string): string => (options.hostile === undefined ? text : `${options.hostile}${text}`)
  const parts = [
    ...Array.from({ length: options.distillationCampaigns ?? 1 }, (_, index) =>
      distillation(options.distillationAccounts ?? 500, index, say),
    ),
    coordinated(options.coordinatedAccounts ?? 40, say),
    cleared('class', 31, 'class-or-hackathon', say),
    cleared('agent', 212, 'popular-client', say),
  ]
  return {
    analysis: {
      schema: 'stillwatch.analysis/1',
      input: { exchanges: 1_132_480, accounts: 9_204, rejected: 17, from: START, to: '2026-09-16T23:59:41Z' },
      campaigns: parts.map((part) => part.campaign),
      detectors: sampleDetectors(say),
    },
    details: parts.map((part) => part.detail),
    population: { start: START, stepSeconds: 3600, exchanges: everyone(), releases: [] },
    identify: false,
    caveats: [
      say('No table of address operators was given, so data centres and VPNs could not be told from homes.'),
    ],
    provenance: {
      command: say('stillwatch analyze exchanges.jsonl --accounts accounts.jsonl --report report.html'),
      version: '0.1.0',
      engine: 'ClickHouse 26.7 (embedded)',
      madeAt: '2026-09-17T08:12:00Z',
    },
  }
}

/** An analysis that found nothing; `failed` makes it one that could not tell. */
export function emptyReport(failed = false): AnalysisReport {
  const sample = sampleReport()
  return {
    ...sample,
    analysis: {
      ...sample.analysis,
      campaigns: [],
      detectors: failed
        ? sample.analysis.detectors
        : sample.analysis.detectors.filter((run) => run.state === 'ran'),
    },
    details: [],
    caveats: [],
  }
}

/** Numbers from 0 to 1 that look random and never change. */
export function sequence(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

type Say = (text: string) => string

interface Part {
  readonly campaign: Campaign
  readonly detail: CampaignDetail
}

function everyone(): readonly number[] {
  const random = sequence(1)
  return Array.from({ length: STEPS }, (_, step) => {
    const daylight = 1 + 0.75 * Math.sin(((step % 24) - 8) * (Math.PI / 12))
    const weekend = [2, 3, 9, 10].includes(Math.floor(step / 24)) ? 0.62 : 1
    return Math.round(3_400 * daylight * weekend * (0.92 + 0.16 * random()))
  })
}

function members(count: number, seed: number, say: Say): readonly CampaignAccount[] {
  const random = sequence(seed)
  return Array.from({ length: count }, (_, index) => ({
    id: say(
      `acct-${Math.floor(random() * 2 ** 40)
        .toString(16)
        .padStart(10, '0')}${index}`,
    ),
    probability: 0.9 + 0.0999 * random(),
    exchanges: 180 + Math.floor(random() * 140),
  }))
}

function trait(
  kind: string,
  label: string,
  bits: number,
  total: number,
  outside: number,
  has: (index: number) => boolean,
): TraitDetail {
  const carriers = Array.from({ length: total }, (_, index) => index).filter(has)
  return { kind, label, bits, inside: carriers.length, outside, members: carriers.slice(0, 400) }
}

function detailOf(
  id: string,
  accounts: readonly CampaignAccount[],
  rate: (step: number) => number,
  seed: number,
): Omit<CampaignDetail, 'traits' | 'operators' | 'models' | 'explanations'> {
  const random = sequence(seed)
  const exchanges = Array.from({ length: STEPS }, (_, step) =>
    Math.round(rate(step) * (0.9 + 0.2 * random())),
  )
  const byHour = (values: readonly number[]): readonly number[] => {
    const hours = new Array<number>(24).fill(0)
    const total = values.reduce((sum, value) => sum + value, 0)
    values.forEach((value, step) => {
      hours[step % 24] = (hours[step % 24] ?? 0) + value / total
    })
    return hours
  }
  const largest = Math.max(...exchanges, 1)
  return {
    id,
    bits: 24.5,
    timeline: {
      start: START,
      stepSeconds: 3600,
      exchanges,
      accounts: exchanges.map((value) => Math.round(accounts.length * 0.8 * (value / largest))),
    },
    turnover: { joined: [], quiet: [], suspended: [] },
    tokens: {},
    hours: { campaign: byHour(exchanges), everyone: byHour(everyone()) },
    activity: accounts.slice(0, 60).map((account, row) => ({
      account: account.id,
      counts: Array.from({ length: STEPS }, (_, step) => {
        const turn = Math.floor(step / 6) % 5 === row % 5
        return rate(step) > 0 && (turn || random() < 0.12) && step > row ? Math.ceil(random() * 9) : 0
      }),
    })),
  }
}

function distillation(count: number, index: number, say: Say): Part {
  const id = say(`c-7d1f${index}`)
  const accounts = members(count, 10 + index, say)
  const isSent = (step: number): number => (step < 40 ? 0 : step < 190 ? 320 : 610)
  const campaign: Campaign = {
    id,
    name: say(['Copper Lantern', 'Slate Heron', 'Quiet Furnace'][index] ?? `Iron Delta ${index}`),
    verdict: 'distillation',
    probability: 0.9968,
    q_value: 0.0004,
    accounts,
    exchanges: accounts.reduce((sum, account) => sum + account.exchanges, 0),
    input_tokens: 61_400_000,
    output_tokens: 412_300_000,
    first_seen: '2026-09-04T16:02:11Z',
    last_seen: '2026-09-16T23:58:02Z',
    capabilities: {
      [say('reasoning-extraction')]: 0.62,
      'rubric-grading': 0.21,
      'instruction-synthesis': 0.11,
      chat: 0.06,
    },
    templates: [
      {
        anchors: [3_141_592_653, 2_718_281_828, 1_414_213_562, 577_215_664],
        share: 0.71,
        skeleton: say(
          'You are an expert data analyst. Task: ⟨task⟩\n\nBefore you answer, set out your complete reasoning between <reasoning> and </reasoning>,\nstep by step, in ⟨language⟩. Then give the answer between <answer> and </answer>.\n\nContext:\n⟨document⟩\n</script>',
        ),
      },
      { anchors: [1_618_033_988, 1_202_056_903], share: 0.18 },
    ],
    evidence: distillationEvidence(say),
  }
  return {
    campaign,
    detail: {
      ...detailOf(id, accounts, isSent, 30 + index),
      traits: [
        trait(
          'template',
          say('expert data analyst … complete reasoning'),
          21.4,
          count,
          0,
          (i) => i % 10 !== 9,
        ),
        trait('opaque-reference', 'blob 9f31…c2', 18.7, count, 0, (i) => i % 9 === 0),
        trait('payment', say('card 5f0e…91'), 15.2, count, 1, (i) => i % 4 === 0),
        trait('payment', 'card 88c1…07', 14.9, count, 0, (i) => i % 4 === 1),
        trait('payment', 'card 03dd…6a', 14.1, count, 0, (i) => i % 4 === 2),
        trait('registration', 'sign-up burst 2 Sep, 04:10 to 04:52', 11.3, count, 4, (i) => i < count * 0.6),
        trait('address', '198.51.100.0/24', 7.8, count, 22, (i) => i % 3 === 0),
        trait(
          'client',
          '教育客户端 python-requests 2.31 with reordered headers',
          4.2,
          count,
          310,
          (i) => i % 10 < 8,
        ),
        trait('parameters', 'temperature 0.7, top_p 0.95, max 4096', 2.6, count, 1_204, () => true),
        trait('email-domain', 'example.com', 1.1, count, 2_310, (i) => i % 7 === 0),
      ],
      operators: [
        { name: say('Example Hosting'), kind: 'data-centre', share: 0.48 },
        { name: 'Sample Broadband', kind: 'access', share: 0.31 },
        { name: 'Tunnel Nine', kind: 'vpn', share: 0.21 },
      ],
      models: { [say('frontier-5')]: 0.83, 'frontier-5-mini': 0.17 },
      explanations: [
        {
          name: 'one-declared-owner',
          holds: false,
          why: say('The accounts belong to 483 organisations that declared nothing.'),
        },
        {
          name: 'popular-client',
          holds: false,
          why: 'The template has no carrier outside the campaign among 8,704 accounts.',
        },
        {
          name: 'evaluation-run',
          holds: false,
          why: 'No item was asked more than once; evaluations repeat their items.',
        },
        { name: 'class-or-hackathon', holds: false, why: 'Activity goes on around the clock for 12 days.' },
        {
          name: 'address-sharing',
          holds: false,
          why: 'The accounts share cards and text as well, not addresses alone.',
        },
        { name: 'launch-rush', holds: false, why: 'Activity began five days before the release.' },
      ],
    },
  }
}

function distillationEvidence(say: Say): readonly Evidence[] {
  return [
    {
      detector: 'shared-template',
      bits: 14.2,
      summary: say('450 of 500 accounts send one prompt template that no account outside uses.'),
      facts: {
        accounts_with_template: 450,
        organisations: 437,
        accounts_outside: 0,
        expected_by_chance: 0.0021,
        [say('anchor')]: say('3141592653'),
      },
      innocent: [
        say('A public prompt: does not hold, since no unrelated organisation uses it.'),
        'A popular client: does not hold, since the accounts use six clients.',
      ],
      query: say(
        "SELECT uniqExact(account) AS accounts, uniqExact(org) AS organisations\nFROM anchors\nWHERE anchor = 3141592653 AND ts >= '2026-09-03'\n",
      ),
    },
    {
      detector: 'complementarity',
      bits: 8.1,
      summary:
        'Accounts take turns: when one stops another starts, 3.4 times as often as in rate-matched surrogates.',
      facts: { ratio: 3.41, surrogates: 1000, surrogates_as_extreme: 0 },
      innocent: ['An internal gateway with keys per shard: does not hold, since owners differ.'],
      query: 'SELECT account, hour, count() FROM exchanges GROUP BY account, hour',
    },
    {
      detector: 'shared-payment',
      bits: 6.4,
      summary: 'Three payment cards pay for 375 accounts.',
      facts: { cards: ['5f0e…91', '88c1…07', '03dd…6a'], accounts: 375, corporate_card: false },
      innocent: ['A corporate card: does not hold, since the organisations are unrelated.'],
    },
    {
      detector: 'release-pivot',
      bits: 5.3,
      summary:
        'Within 24 hours of the release of frontier-5, 71% of the campaign moved to it; 12% of everyone did.',
      facts: { campaign_shift: 0.71, population_shift: 0.12, hours_after_release: 24 },
      innocent: ['A launch rush: does not hold, since the shift is six times that of everyone.'],
    },
    {
      detector: 'purpose',
      bits: 4.6,
      summary: '62% of exchanges ask for the reasoning to be written out in tags.',
      facts: { share: 0.62, population_share: 0.013 },
      innocent: ['Teaching: does not hold, since no exchange has a second turn.'],
    },
    {
      detector: 'registration-burst',
      bits: 3.2,
      summary: '300 accounts signed up within 42 minutes.',
      facts: { accounts: 300, minutes: 42 },
      innocent: ['A class: does not hold, since no programme was named.'],
    },
    {
      detector: 'future-detector',
      bits: 1.0,
      summary: 'A detector that this report does not know.',
      facts: {},
      innocent: [],
    },
    {
      detector: 'daily-rhythm',
      bits: -1.8,
      summary: 'A slight dip at night speaks for people.',
      facts: { dip: 0.18 },
      innocent: [],
    },
  ]
}

function coordinated(count: number, say: Say): Part {
  const id = say('c-22aa')
  const accounts = members(count, 50, say)
  const campaign: Campaign = {
    id,
    name: say('Paper Orchard'),
    verdict: 'coordinated',
    probability: 0.914,
    q_value: 0.021,
    accounts,
    exchanges: 9_612,
    input_tokens: 14_200_000,
    output_tokens: 9_900_000,
    first_seen: '2026-09-06T02:00:00Z',
    last_seen: '2026-09-14T20:00:00Z',
    capabilities: { coding: 0.55, chat: 0.3, translation: 0.15 },
    templates: [],
    evidence: [
      {
        detector: 'shared-registration',
        bits: 6.2,
        summary: say('38 of 40 accounts use one disposable mail domain.'),
        facts: { accounts: 38, outside: 3 },
        innocent: ['Single sign-on: does not hold, since no organisation owns the domain.'],
      },
      {
        detector: 'handoff',
        bits: 5.1,
        summary: 'After each of 4 suspensions another account took over within 20 minutes.',
        facts: { suspensions: 4, median_minutes: 11.5 },
        innocent: [],
      },
      {
        detector: 'purpose',
        bits: -2.4,
        summary: 'Requests are ordinary coding and chat; nothing speaks for training.',
        facts: { share: 0.004 },
        innocent: [],
      },
    ],
  }
  const isSent = (step: number): number => (step > 74 && step < 284 && step % 24 > 6 ? 55 : 0)
  return {
    campaign,
    detail: {
      ...detailOf(id, accounts, isSent, 60),
      traits: [
        trait('email-domain', say('mail.example.net'), 9.4, count, 3, (i) => i % 20 !== 19),
        trait('address', '203.0.113.0/24', 6.6, count, 9, (i) => i % 2 === 0),
        trait('payment', 'card 1b7c…e0', 12.8, count, 0, (i) => i % 5 === 0),
        trait('registration', 'sign-up burst 5 Sep, 22:00', 8.0, count, 1, (i) => i < 14),
      ],
      operators: [{ name: 'Tunnel Nine', kind: 'vpn', share: 0.97 }],
      models: { 'frontier-5-mini': 1 },
      explanations: [
        { name: 'licensed-reseller', holds: false, why: 'No reseller declared these accounts.' },
        { name: 'one-declared-owner', holds: false, why: 'The owners are not declared.' },
      ],
    },
  }
}

function cleared(name: string, count: number, explanation: string, say: Say): Part {
  const id = say(`c-${name}`)
  const accounts = members(count, count, say)
  return {
    campaign: {
      id,
      name: say(name === 'class' ? 'Morning Chalk' : 'Wide Harbour'),
      verdict: 'explained',
      explanation: say(explanation),
      probability: 0.04,
      q_value: 0.61,
      accounts,
      exchanges: count * 70,
      input_tokens: 2_400_000,
      output_tokens: 3_100_000,
      first_seen: '2026-09-07T08:00:00Z',
      last_seen: '2026-09-11T17:30:00Z',
      capabilities: { coding: 0.9, chat: 0.1 },
      templates: [],
      evidence: [
        {
          detector: 'shared-template',
          bits: 5.5,
          summary: say(`${count} accounts send the same system prompt.`),
          facts: { accounts: count },
          innocent: [],
        },
        {
          detector: 'daily-rhythm',
          bits: -9.3,
          summary: 'Activity keeps office hours and stops at night and at the weekend, as people do.',
          facts: { night_share: 0.01 },
          innocent: [],
          query: 'SELECT toHour(ts), count() FROM exchanges GROUP BY 1',
        },
      ],
    },
    detail: {
      ...detailOf(id, accounts, (step) => (step % 24 > 7 && step % 24 < 18 ? count : 0), count),
      traits: [trait('template', 'lab exercise prompt', 3.3, count, 18, () => true)],
      operators: [],
      models: { 'frontier-5-mini': 1 },
      explanations: [
        {
          name: explanation,
          holds: true,
          why: say('All accounts carry the programme “education” and one organisation.'),
        },
        { name: 'address-sharing', holds: false, why: 'The addresses differ.' },
      ],
    },
  }
}

function sampleDetectors(say: Say): Analysis['detectors'] {
  const ran = [
    'shared-payment',
    'shared-registration',
    'shared-template',
    'synchrony',
    'complementarity',
    'purpose',
    'release-pivot',
    'daily-rhythm',
    'handoff',
  ]
  return [
    ...ran.map((id, index) => ({ id, state: 'ran' as const, ms: 140 + index * 87 })),
    { id: 'opaque-replay', state: 'skipped', ms: 0, reason: say('The log carries no opaque references.') },
    { id: 'language-breadth', state: 'failed', ms: 412, reason: say('The engine ran out of memory.') },
  ]
}
