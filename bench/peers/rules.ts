// Rules by keyword and clock, as open tools for this purpose have them. Four kinds, after the list of signals of
// Glasswally (github.com/m0rs3c0d3/Glasswally, 2026): words that ask for reasoning, many
// requests an hour at regular gaps, accounts that fire in the same second again and again, and one system prompt in many
// accounts. The numbers are those that its program uses; the words, and how many rules must apply, are ours. An account
// to which enough apply is accused, with whom it shares a payment, a block or a system prompt.
import { firstMessage, textOf } from '../../simulate/log-lines.js'
import { createComponents } from './components.js'
import { type PeerLog, readPeerLog } from './log.js'
import { accuseEach, numberIn, type Peer, type Setting, settingsOf } from './peer.js'

const PHRASES = [
  'step by step',
  'step-by-step',
  'chain of thought',
  'think aloud',
  'think out loud',
  'show your reasoning',
  'explain your reasoning',
  'reasoning process',
  'before answering',
  'show your work',
  'inner monologue',
  'training data',
  'rubric',
]
const HOUR = 3_600_000
/** Requests in one hour, and the greatest coefficient of variation of their gaps. */
const MANY_AN_HOUR = 60
const REGULAR = 0.5
/** Accounts in one second, and how many such seconds an account must take part in. */
const BURST = 5
const RECURRING = 3
/** Accounts with the same beginning of the system prompt. */
const COLLIDING = 10

/** What the rules look at, for one world. */
export interface RuleFacts {
  readonly log: PeerLog
  /** Exchanges of each account, and how many of them have one of the phrases. */
  readonly exchanges: readonly number[]
  readonly elicitations: readonly number[]
}

/**
 * Groups of account numbers.
 *
 * @param setting `rules` how many of the four must apply, `share` of an account's requests with a phrase
 */
export function applyRules(
  { log, exchanges, elicitations }: RuleFacts,
  setting: Setting,
): readonly (readonly number[])[] {
  const share = numberIn(setting, 'share')
  const rules = [
    log.accounts.map((_, one) => (elicitations[one] ?? 0) >= share * Math.max(1, exchanges[one] ?? 0)),
    hasteOf(log),
    burstsOf(log),
    collisionsOf(log),
  ]
  const isAccused = log.accounts.map(
    (_, one) => rules.filter((rule) => rule[one] === true).length >= numberIn(setting, 'rules'),
  )
  return groupsOf(log, isAccused)
}

/** Accounts with an hour of many requests at regular gaps. */
function hasteOf({ accounts, account, time }: PeerLog): readonly boolean[] {
  const times: number[][] = accounts.map(() => [])
  account.forEach((one, exchange) => {
    times[one]?.push(time[exchange] as number)
  })
  return times.map((own) => {
    own.sort((a, b) => a - b)
    for (let first = 0; first + MANY_AN_HOUR < own.length; first++) {
      const window = own.slice(first, first + MANY_AN_HOUR + 1)
      if ((window.at(-1) as number) - (window[0] as number) > HOUR) continue
      const gaps = window.slice(1).map((at, place) => at - (window[place] as number))
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
      const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
      if (deviation < REGULAR * mean) return true
    }
    return false
  })
}

function burstsOf({ accounts, account, time }: PeerLog): readonly boolean[] {
  const seconds = new Map<number, Set<number>>()
  account.forEach((one, exchange) => {
    const second = Math.floor((time[exchange] as number) / 1000)
    const known = seconds.get(second)
    if (known === undefined) seconds.set(second, new Set([one]))
    else known.add(one)
  })
  const bursts = new Uint32Array(accounts.length)
  for (const together of seconds.values())
    if (together.size >= BURST) for (const one of together) bursts[one] = (bursts[one] ?? 0) + 1
  return accounts.map((_, one) => (bursts[one] as number) >= RECURRING)
}

function collisionsOf({ accounts, account, objects }: PeerLog): readonly boolean[] {
  const holders = new Map<number, Set<number>>()
  objects.system.forEach((system, exchange) => {
    if (system < 0) return
    const known = holders.get(system)
    if (known === undefined) holders.set(system, new Set([account[exchange] as number]))
    else known.add(account[exchange] as number)
  })
  const isColliding = accounts.map(() => false)
  for (const together of holders.values())
    if (together.size >= COLLIDING) for (const one of together) isColliding[one] = true
  return isColliding
}

/** The accused, joined by what they share with each other. */
function groupsOf(log: PeerLog, isAccused: readonly boolean[]): readonly (readonly number[])[] {
  const components = createComponents(log.accounts.length)
  const first = new Map<string, number>()
  const share = (thing: string, one: number) => {
    if (isAccused[one] !== true) return
    const known = first.get(thing)
    if (known === undefined) first.set(thing, one)
    else components.join(one, known)
  }
  log.payments.forEach((payment, one) => {
    if (payment !== undefined) share(`payment ${payment}`, one)
  })
  for (const kind of ['block', 'system'] as const)
    log.objects[kind].forEach((object, exchange) => {
      if (object >= 0) share(`${kind} ${object}`, log.account[exchange] as number)
    })
  return components.groups()
}

export const RULES: Peer = {
  id: 'rules',
  title: 'keyword and timing rules',
  source: 'signals and thresholds of open tools',
  standard: { rules: 2, share: 0.2 },
  grid: settingsOf({ rules: [1, 2, 3], share: [0.1, 0.3, 0.6] }),
  accuse: (files, settings) =>
    accuseEach(
      settings,
      async (): Promise<RuleFacts> => {
        const exchanges: number[] = []
        const elicitations: number[] = []
        const log = await readPeerLog(files, (account, record) => {
          const text = `${textOf(record.system) ?? ''}\n${firstMessage(record) ?? ''}`.toLowerCase()
          exchanges[account] = (exchanges[account] ?? 0) + 1
          if (PHRASES.some((phrase) => text.includes(phrase)))
            elicitations[account] = (elicitations[account] ?? 0) + 1
        })
        return { log, exchanges, elicitations }
      },
      (facts, setting) =>
        applyRules(facts, setting).map((group) => group.map((one) => facts.log.accounts[one] as string)),
    ),
}
