// How one writer sounds: language, topics, length and small mannerisms that persist. Two people who ask for the same
// thing still write differently; members of a lazy group share one voice.
import type { LanguageCode } from '../network/countries.js'
import { chance, hashText, int, mix, pick, type Random, sample, uniform } from '../random.js'
import type { Habit } from './grammar.js'
import { LANGUAGES, sentence } from './languages.js'
import { ENGLISH_DOMAINS } from './words/english-topics.js'

export interface Voice {
  readonly language: LanguageCode
  readonly domains: readonly string[]
  readonly habit: Habit
  /** Sentences of context around a question, on average. */
  readonly wordiness: number
  readonly greets: number
  readonly closes: number
  /** Types in lower case without stops. */
  readonly careless: boolean
  /** Share of requests that carry code. */
  readonly codes: number
}

/** Domains that mostly programmers write about. */
const PROGRAMMER_DOMAINS = ['python', 'web', 'database', 'devops', 'data']

/** A new person's voice. */
export function drawVoice(random: Random, language: LanguageCode, programmer = false): Voice {
  const domains = programmer
    ? [...sample(random, PROGRAMMER_DOMAINS, 2), ...sample(random, ENGLISH_DOMAINS, 1)]
    : sample(random, ENGLISH_DOMAINS, 1 + int(random, 4))
  return {
    language,
    domains,
    habit: { key: mix(random.seed, hashText('habit')), breadth: uniform(random, 0.25, 0.95) },
    wordiness: Math.max(0, uniform(random, -0.5, 3.5)),
    greets: chance(random, 0.4) ? uniform(random, 0.2, 0.9) : 0,
    closes: chance(random, 0.45) ? uniform(random, 0.2, 0.9) : 0,
    careless: chance(random, 0.3),
    codes: programmer ? uniform(random, 0.2, 0.7) : 0,
  }
}

function carelessly(text: string): string {
  return text.toLowerCase().replace(/[.]\s*$/, '')
}

/** The first message of a conversation. */
export function ask(voice: Voice, random: Random): string {
  const language = LANGUAGES[voice.language]
  const domain = pick(random, voice.domains)
  const parts: string[] = []
  if (chance(random, voice.greets)) parts.push(language.expand('greet', random, domain, voice.habit))
  const context = Math.round(voice.wordiness * random.next() * 1.6)
  const before = int(random, context + 1)
  for (let i = 0; i < before; i++)
    parts.push(sentence(language, language.expand('fact', random, domain, voice.habit)))
  parts.push(sentence(language, language.expand('ask', random, domain, voice.habit)))
  for (let i = before; i < context; i++)
    parts.push(sentence(language, language.expand('fact', random, domain, voice.habit)))
  if (chance(random, voice.closes)) parts.push(language.expand('close', random, domain, voice.habit))
  const text = parts.filter((part) => part !== '').join(language.space)
  return voice.careless ? carelessly(text) : text
}

/** A later message of the same conversation. */
export function followUp(voice: Voice, random: Random): string {
  const language = LANGUAGES[voice.language]
  const domain = pick(random, voice.domains)
  const text = chance(random, 0.12)
    ? language.expand('lazy', random, domain, voice.habit)
    : language.expand('follow', random, domain, voice.habit)
  return voice.careless ? carelessly(text) : sentence(language, text)
}

/** What somebody types who makes no effort at all. */
export function lazyAsk(language: LanguageCode, random: Random): string {
  const { expand } = LANGUAGES[language]
  const domain = pick(random, ENGLISH_DOMAINS)
  return chance(random, 0.55)
    ? expand('lazy', random)
    : `${expand('lazy', random)} ${expand('thing', random, domain)}`
}

/** An answer of about `sentences` sentences in the language; `domain` binds what it speaks about. */
export function reply(
  code: LanguageCode,
  random: Random,
  sentences: number,
  domain = pick(random, ENGLISH_DOMAINS),
): string {
  const language = LANGUAGES[code]
  const parts = [sentence(language, language.expand('lead', random, domain))]
  for (let i = 1; i < sentences; i++) parts.push(sentence(language, language.expand('reply', random, domain)))
  return parts.join(language.space)
}

/** Numbered steps in the language, as answers and traces list them. */
export function steps(code: LanguageCode, random: Random, count: number): string {
  const language = LANGUAGES[code]
  const domain = pick(random, ENGLISH_DOMAINS)
  return Array.from(
    { length: count },
    (_, i) => `${i + 1}. ${sentence(language, language.expand('step', random, domain))}`,
  ).join('\n')
}

/** A hard problem as found in training and test sets. The same `random` gives the same problem. */
export function task(code: LanguageCode, random: Random): string {
  return LANGUAGES[code].expand('task', random, pick(random, ENGLISH_DOMAINS))
}
