// Where texts come from: the own generator, or a corpus of real ones behind the same four questions.
import type { LanguageCode } from '../network/countries.js'
import type { Random } from '../random.js'
import type { Purpose } from './purposes/purpose.js'
import { type BankName, type CampaignTemplate, drawItem, drawTemplate } from './purposes/template.js'
import { ask, task, type Voice } from './voice.js'

export interface TextSource {
  /** First message of a conversation. */
  ask(voice: Voice, random: Random): string
  /** Problem number `item` of a public benchmark or exercise book. */
  problem(language: LanguageCode, random: Random): string
  /** A campaign's template. */
  template(
    random: Random,
    purpose: Purpose,
    language: LanguageCode,
    bank: BankName,
    thinkingLanguage?: LanguageCode,
  ): CampaignTemplate
  /** A work item of a campaign. */
  item(random: Random, purpose: Purpose, language: LanguageCode, bank: BankName): string
  /** A prompt that thousands of strangers copy from a public list. */
  publicPrompt(random: Random): string | undefined
  /** A request of an honest batch job together with its job's key, or nothing when the source has none. */
  batch(random: Random): ((random: Random) => string) | undefined
}

export function ownTexts(): TextSource {
  return {
    ask,
    problem: task,
    template: drawTemplate,
    item: drawItem,
    publicPrompt: () => undefined,
    batch: () => undefined,
  }
}
