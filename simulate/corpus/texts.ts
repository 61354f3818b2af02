// Real texts behind the questions that the generator answers: prompts of real people, benchmark questions, templates
// and instructions that were really sent to a teacher model, prompts from public lists, batch jobs by template.
import type { LanguageCode } from '../network/countries.js'
import { hashText, int, mix, pick, type Random } from '../random.js'
import { LANGUAGES } from '../text/languages.js'
import type { Purpose } from '../text/purposes/purpose.js'
import { type BankName, type CampaignTemplate, drawItem, drawTemplate } from '../text/purposes/template.js'
import type { TextSource } from '../text/source.js'
import { ownTexts } from '../text/source.js'
import { reply, task, type Voice } from '../text/voice.js'
import { readRecords } from './tables.js'

/** Longest real text that is used; longer ones are cut, as a log would. */
const MAX_LENGTH = 1500

interface RealTemplate {
  readonly id: string
  readonly text: string
}

/** Which of the real templates ask for what, by the project they come from. */
function templatesFor(purpose: Purpose, all: readonly RealTemplate[]): readonly RealTemplate[] {
  const wanted =
    purpose === 'rubric-grading'
      ? /judge|grad|eval|reward|critic/i
      : purpose === 'agent-trace-harvesting'
        ? /swe|agent|traj|tool|execution/i
        : purpose === 'instruction-synthesis'
          ? /airoboros|alpaca|instruct|seed|generat/i
          : purpose === 'reasoning-extraction'
            ? /math|reason|cot|solution|openmath/i
            : undefined
  return wanted === undefined ? [] : all.filter(({ id }) => wanted.test(id))
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group === undefined) groups.set(keyOf(one), [one])
    else group.push(one)
  }
  return groups
}

/** Some projects keep a template as a field of a JSON object. */
function unwrapped(text: string): string {
  try {
    const parsed = JSON.parse(text) as {
      readonly system_prompt?: unknown
      readonly prompt_template?: unknown
    }
    return (
      [parsed.system_prompt, parsed.prompt_template]
        .filter((part) => typeof part === 'string')
        .join('\n\n') || text
    )
  } catch {
    return text
  }
}

function textOf(record: Readonly<Record<string, unknown>>, key: string, longest = MAX_LENGTH): string {
  const value = record[key]
  return typeof value === 'string' ? value.slice(0, longest) : ''
}

/** Opens the texts of a corpus. Languages other than English stay generated: the corpus is English. */
export async function openTexts(directory: string): Promise<TextSource> {
  const own = ownTexts()
  const read = (name: string): ReturnType<typeof readRecords> =>
    readRecords(directory, `text/${name}.jsonl.gz`)
  const gsm = (await read('benign/gsm8k_train')).map((one) => textOf(one, 'prompt'))
  const arena = [...(await read('benign/arena_hard_v0.1')), ...(await read('benign/arena_hard_v2.0'))]
  const people = [...arena, ...(await read('benign/user_oriented'))].map((one) => textOf(one, 'prompt'))
  const turns = (await read('benign/mt_vicuna_bench')).flatMap(({ turns }) =>
    Array.isArray(turns) ? turns.map(String) : [],
  )
  const deck = [...people, ...turns, ...gsm].filter((text) => text.length > 20)
  const awesome = (await read('benign/awesome_prompts'))
    .map((one) => textOf(one, 'prompt'))
    .filter((text) => text.length > 120)
  const jobs = groupBy(await read('benign/p3_by_template'), (one) => textOf(one, 'template'))
  const jobNames = [...jobs.keys()]
  const templates = (await read('attack/templates')).map((one) => ({
    id: textOf(one, 'id'),
    text: unwrapped(textOf(one, 'template', 20_000)).slice(0, 2 * MAX_LENGTH),
  }))
  const instructions = (
    await Promise.all(
      ['attack/gpteacher_codegen', 'attack/gpteacher_roleplay', 'attack/gpteacher_toolformer06'].map(read),
    )
  ).flatMap((list) => list.map((one) => `${textOf(one, 'instruction')}\n${textOf(one, 'input')}`.trim()))
  const seeds = (await read('attack/self_instruct_seeds')).map((one) => textOf(one, 'instruction'))

  return {
    ask(voice: Voice, random: Random): string {
      if (voice.language !== 'en' || random.next() < 0.35) return own.ask(voice, random)
      // Two real prompts to a person, so that strangers seldom meet in one, and often a sentence of one's own.
      const text = deck[mix(voice.habit.key, int(random, 2)) % deck.length] ?? ''
      return random.next() < 0.5
        ? text
        : `${text}\n${LANGUAGES.en.expand('fact', random, pick(random, voice.domains), voice.habit)}`
    },
    problem: (language: LanguageCode, random: Random) =>
      language === 'en' ? pick(random, gsm) : task(language, random),
    template(
      random: Random,
      purpose: Purpose,
      language: LanguageCode,
      bank: BankName,
      thinking?: LanguageCode,
    ): CampaignTemplate {
      // The corpus is shared out between practice and validation; held-out campaigns have their own wording.
      if (bank === 'held-out') return drawTemplate(random, purpose, language, bank, thinking)
      const parity = bank === 'practice' ? 0 : 1
      const fitting = templatesFor(purpose, templates).filter(({ id }) => hashText(id) % 2 === parity)
      if (language !== 'en' || fitting.length === 0)
        return drawTemplate(random, purpose, language, bank, thinking)
      const { text } = pick(random, fitting)
      return {
        purpose,
        language,
        fill: (item) => {
          const filled = text.replace(/\{[a-z_ .]+\}/i, () => item).replace(/\{[a-z_ .]+\}/gi, '')
          return { user: filled === text ? `${text}\n\n${item}` : filled }
        },
      }
    },
    item(random: Random, purpose: Purpose, language: LanguageCode, bank: BankName): string {
      if (language !== 'en' || bank === 'held-out') return drawItem(random, purpose, language, bank)
      if (purpose === 'rubric-grading') return `${pick(random, gsm)}\n\n${reply('en', random, 4)}`
      if (purpose === 'instruction-synthesis')
        return [0, 1, 2].map((n) => `${n + 1}. ${pick(random, seeds)}`).join('\n')
      return purpose === 'agent-trace-harvesting' ? pick(random, instructions) : pick(random, gsm)
    },
    publicPrompt: (random: Random) => pick(random, awesome),
    batch(random: Random) {
      const job = jobs.get(pick(random, jobNames)) ?? []
      return (draw: Random) => textOf(pick(draw, job), 'prompt')
    },
  }
}
