// System prompts of honest applications: every company writes its own, in a few sentences that say what it sells,
// to whom, and what the assistant must not do.
import type { LanguageCode } from '../network/countries.js'
import { chance, int, pick, type Random, sample } from '../random.js'
import { createExpander, words } from './grammar.js'
import { LANGUAGES } from './languages.js'
import { ENGLISH } from './words/english.js'

const expand = createExpander({
  ...ENGLISH,
  firm: words('{name} {firmtail}|{place} {firmtail}|{name} and {name}|{name}{firmend}'),
  firmtail: words(
    'Logistics|Foods|Labs|Insurance|Studios|Clinics|Books|Energy|Rentals|Textiles|Farms|Media|Mobility|Legal|Tools|Outdoors|Partners|Bank|Games|Tutors',
  ),
  firmend: words('ly|ify|desk|works|hub|base|flow|wise|mart|kit'),
  bot: words(
    "{name}|the {firm} assistant|{firm} Helper|an agent at {firm}|an analyst at {firm}|{firm}'s writing partner|a triage clerk for {firm}|the {firm} search box",
  ),
  role: words(
    'You are {bot}. {firm} sells {thing} and {thing} in {place}.|Act as {bot} for {adj} {thing} customers.|As {bot} you know {thing}, {thing} and {adj} {thing}.|This is {bot}. Users {act} {thing} or {act} {thing}.|{firm} built you to {act} {thing} for {who}.|{firm}, {adj} {thing} desk: {act} {thing}, route {thing} to {who}.|{bot} speaking: {thing}, {thing}, {thing}.',
  ),
  never: words("Never|Do not|Don't|Avoid: to|Under no condition|Refuse to"),
  always: words('Always|Make sure to|Remember to|Please|First|In doubt,|By default'),
  rule: words(
    "{never} promise {thing} above {20-900} {unit} unless {who} agrees.|At most {2-9} sentences{but2} {thing}.|If {thing} starts to {effect}, call {who}.|Sound like a {adj} {role}.|{thing}: policy of {month} {2019-2026}.|{never} mention {thing} or rivals in {place}.|Prices in {unit}, round to {2-10}.|{always} ask for the {thing} number.|{thing} closed on {weekday}s.|Prefer {adj} {thing} over {adj} {thing}.|JSON keys: {thing}, {thing}, {thing}.|{thing} is urgent, {thing} is not.|{never} {act} {thing} outside {place}.|{always} log {adj} {thing}.|Sign as {name}, {role}.|Unsure? offer to {act} the {thing} {when}.|Reply in the user's language.|Glossary: {thing} means {adj} {thing}; {thing}, {thing}.|{who} handles {thing} {when}.|{always} {act} {thing} before {thing}.",
  ),
  but2: words(', except for|, more for|; double for|, fewer for'),
  verb: words(
    'Classify|Sort|Tag|Label|Rank|Rewrite|Shorten|Summarise|Extract from|Check|Translate|Score|Route|Clean up',
  ),
  job: words(
    '{verb} this {thing} report: {adj}, {adj} or {adj}.|{verb} it: every {thing} with its {unit}.|{verb} the {thing} listing for {place}.|{verb} the {thing} call for {who}.|Should we {act} {thing}? yes or no.|Product text, {adj} {thing}, {amount} words.|{verb} by risk that {who} cancels {thing}.|{verb} the {thing} notice, {place} style.|{thing} notes to ticket, {adj} tone.|{verb} with {2-6} {thing} labels.',
  ),
})

/** An application of one company: its system prompt and what it asks again and again. */
export interface Application {
  readonly system: string
  readonly job: string
  readonly language: LanguageCode
  readonly domains: readonly string[]
  readonly domain: string
}

/** A company's application; prompts in other languages say so in that language's sentences. */
export function drawApplication(
  random: Random,
  language: LanguageCode,
  domains: readonly string[],
): Application {
  const domain = pick(random, domains)
  const role = expand('role', random, domain)
  const rules = Array.from({ length: 1 + int(random, 6) }, () => expand('rule', random, domain))
  const own = LANGUAGES[language]
  // Companies abroad often insist on their language, thoughts included: an honest twin of language coercion.
  if (language !== 'en' && chance(random, 0.2)) rules.push(`Think and answer in ${own.name} only.`)
  const local =
    language === 'en'
      ? []
      : sample(random, ['fact', 'reply', 'fact', 'reply'], 2 + int(random, 2)).map((symbol) =>
          own.expand(symbol, random, domain),
        )
  return {
    system: (chance(random, 0.3) && local.length > 0 ? local : [role, ...rules, ...local]).join(
      chance(random, 0.5) ? ' ' : '\n',
    ),
    job: expand('job', random, domain),
    language,
    domains,
    domain,
  }
}

/** The short general system prompts that thousands of strangers leave as they found them. */
export const COMMON_SYSTEMS: readonly string[] = [
  'You are a helpful assistant.',
  'You are a helpful, respectful and honest assistant. Always answer as helpfully as possible.',
  'You are a helpful AI assistant. Answer concisely.',
  'You are an expert software engineer. Provide complete, working code.',
  "You are ChatBot, a large language model. Follow the user's instructions carefully.",
  'Think step by step and show your full reasoning before you answer.',
  'Answer the question based only on the following context. If you do not know, say that you do not know.',
]
