// A campaign's prompt template: drawn once from a bank, filled with a work item per request.
import type { LanguageCode } from '../../network/countries.js'
import { chance, int, pick, type Random } from '../../random.js'
import { snippet } from '../code.js'
import { heldOutItem } from '../held-out/items.js'
import { drawLayout } from '../held-out/layout.js'
import { heldOutBank } from '../held-out/purposes.js'
import { drawVocabulary } from '../held-out/vocabulary.js'
import { LANGUAGES } from '../languages.js'
import { reply, steps, task } from '../voice.js'
import { CHINESE_PRACTICE, CHINESE_VALIDATION, JAPANESE_PRACTICE, JAPANESE_VALIDATION } from './east-asian.js'
import { ENGLISH_PRACTICE, ENGLISH_VALIDATION } from './english.js'
import { furtherBank } from './further.js'
import { drawBlocks, type LaidOut, saidAnew } from './layout.js'
import type { Bank, Purpose, Wording } from './purpose.js'

export type BankName = 'practice' | 'validation' | 'held-out'

/** Fills the template with a work item; `variant` numbers what the wording calls {n}. */
export interface CampaignTemplate {
  readonly purpose: Purpose
  readonly language: LanguageCode
  fill(item: string, variant: number): LaidOut
}

function bankOf(language: LanguageCode, name: BankName): Bank {
  if (name === 'held-out') return heldOutBank(language)
  const isValidation = name === 'validation'
  if (language === 'en') return isValidation ? ENGLISH_VALIDATION : ENGLISH_PRACTICE
  if (language === 'zh') return isValidation ? CHINESE_VALIDATION : CHINESE_PRACTICE
  if (language === 'ja') return isValidation ? JAPANESE_VALIDATION : JAPANESE_PRACTICE
  return furtherBank(language, isValidation)
}

function wordingOf(
  purpose: Purpose,
  language: LanguageCode,
  name: BankName,
): readonly [Wording, LanguageCode] {
  const own = bankOf(language, name)[purpose]
  if (own !== undefined) return [own, language]
  const english = bankOf('en', name)[purpose]
  if (english === undefined) throw new Error(`no wording for ${purpose}`)
  return [english, 'en']
}

/** Draws a campaign's template. `thinkingLanguage` is what language coercion asks for. */
export function drawTemplate(
  random: Random,
  purpose: Purpose,
  language: LanguageCode,
  bank: BankName,
  thinkingLanguage: LanguageCode = language,
): CampaignTemplate {
  const [wording, spoken] = wordingOf(purpose, language, bank)
  const space = LANGUAGES[spoken].space
  const target = LANGUAGES[thinkingLanguage]
  const named = spoken === 'en' ? target.name : target.ownName
  const open = pick(random, wording.open)
  const rules =
    wording.rule.length > 1 && chance(random, 0.5) ? wording.rule.slice(0, 2) : [pick(random, wording.rule)]
  const demand = pick(random, wording.demand)
  const format = pick(random, wording.format)
  const layout = bank === 'held-out' ? drawLayout(random) : drawBlocks(random, space)
  const parts = { open, demand, format, rules }
  const own = bank === 'held-out' ? saidAnew(parts, drawVocabulary(random, spoken)) : parts
  return {
    purpose,
    language,
    fill(item, variant) {
      const say = (text: string): string =>
        text.replaceAll('{language}', named).replaceAll('{n}', String(5 + (variant % 40)))
      return layout(saidAnew(own, say), item)
    },
  }
}

/** A work item of the purpose: a problem, an answer to grade, a reply to rewrite, a seed, an issue. */
export function drawItem(
  random: Random,
  purpose: Purpose,
  language: LanguageCode,
  bank: BankName = 'practice',
): string {
  if (bank === 'held-out') return heldOutItem(random, purpose, language)
  switch (purpose) {
    case 'rubric-grading':
      return `${task(language, random)}\n\n${reply(language, random, 3 + int(random, 4))}`
    case 'censorship-safe-rewriting':
      return reply(language, random, 2 + int(random, 4))
    case 'instruction-synthesis':
      return chance(random, 0.5) ? task(language, random) : LANGUAGES[language].expand('fact', random)
    case 'agent-trace-harvesting':
      return `${snippet(random)}\n\n${task(language, random)}`
    default:
      return task(language, random)
  }
}

/** What the teacher returns for it: long, since that is what the campaign came for. */
export function drawAnswer(random: Random, purpose: Purpose, language: LanguageCode): string {
  switch (purpose) {
    case 'rubric-grading':
      return `${reply(language, random, 2)}\n${(random.next() * 10).toFixed(1)}`
    case 'agent-trace-harvesting':
      return `${steps(language, random, 5 + int(random, 5))}\n${snippet(random)}`
    case 'censorship-safe-rewriting':
      return reply(language, random, 3)
    default:
      return `${steps(language, random, 3 + int(random, 5))}\n${reply(language, random, 3)}`
  }
}
