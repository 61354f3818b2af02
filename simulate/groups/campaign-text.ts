// What attack groups write: a fixed template with a new item each time, the template paraphrased anew, a constant text
// injected into otherwise honest requests, or an agent's trace on demand.
import type { LanguageCode } from '../network/countries.js'
import type { ModelHabit } from '../people/style.js'
import { blobOf } from '../people/writers.js'
import { chance, createRandom, fork, int, lastingDraw, mix, pick, type Random } from '../random.js'
import type { Draft, Message, Occasion, Writer } from '../records.js'
import { paraphrase } from '../text/purposes/paraphrase.js'
import type { Purpose } from '../text/purposes/purpose.js'
import { type BankName, type CampaignTemplate, drawAnswer } from '../text/purposes/template.js'
import { MODELS, type World } from '../world.js'

export interface CampaignText {
  readonly purposes: readonly Purpose[]
  readonly languages: readonly LanguageCode[]
  readonly bank: BankName
  /** Templates per purpose and language; 0 paraphrases every request anew. */
  readonly templates?: number
  /** Share of the requests that are worded anew although there is a template. */
  readonly reworded?: number
  readonly model?: ModelHabit
  readonly temperature?: number
  readonly max_tokens?: number
  readonly n?: number
  readonly logprobs?: boolean
  readonly tools?: readonly string[]
  readonly top_p?: number
  /** Items there are; a smaller number than requests asks each several times. */
  readonly items?: number
  /** Everything in one message, as somebody pastes it who has no system prompt to set. */
  readonly pasted?: boolean
  /** Number of the first work item; two users of one template with different items start apart. */
  readonly firstItem?: number
}

interface Choice {
  readonly purpose: Purpose
  readonly language: LanguageCode
  readonly template: CampaignTemplate | undefined
}

function choices(world: World, random: Random, text: CampaignText): readonly Choice[] {
  const perPair = text.templates ?? 1
  return text.purposes.flatMap((purpose) =>
    text.languages.flatMap((language) =>
      Array.from({ length: Math.max(1, perPair) }, (_, index) => ({
        purpose,
        language,
        template:
          perPair === 0
            ? undefined
            : world.texts.template(
                fork(random, `${purpose} ${language} ${index}`),
                purpose,
                language,
                text.bank,
              ),
      })),
    ),
  )
}

/** Parameters that the campaign sends with every request. */
function parameters(
  text: CampaignText,
  occasion: Occasion,
  random: Random,
): Pick<Draft, 'model'> & Partial<Draft> {
  const draft: Pick<Draft, 'model'> & Partial<Draft> = {
    model: text.model?.(occasion.ts, random) ?? MODELS.large,
  }
  if (text.temperature !== undefined) draft.temperature = text.temperature
  if (text.top_p !== undefined) draft.top_p = text.top_p
  if (text.max_tokens !== undefined) draft.max_tokens = text.max_tokens
  if (text.n !== undefined) draft.n = text.n
  if (text.logprobs !== undefined) draft.logprobs = text.logprobs
  if (text.tools !== undefined) draft.tools = text.tools
  // In an application answers always stream; elsewhere it is each account's own setting.
  const { actor } = occasion
  draft.stream = actor.pathway === 'subscription' || lastingDraw(actor.account.account, 'stream') < 0.4
  return draft
}

const scratch = createRandom(0)

/** Extraction by template or by paraphrase: each work item is its own seed, so equal items ask the same. */
export function extraction(world: World, random: Random, text: CampaignText): Writer {
  const list = choices(world, random, text)
  const seed = random.seed
  return (occasion, own) => {
    const choice = pick(own, list)
    const number = occasion.item + (text.firstItem ?? 0)
    const item = text.items === undefined ? number : number % text.items
    scratch.reseed(mix(seed, item))
    const task = world.texts.item(scratch, choice.purpose, choice.language, text.bank)
    const isReworded = text.reworded !== undefined && chance(own, text.reworded)
    const template = isReworded ? undefined : choice.template
    const { system, user } = template?.fill(task, item) ?? {
      user: reworded(choice, text.bank, task, own),
    }
    const isPasted = text.pasted === true && system !== undefined
    return {
      ...parameters(text, occasion, own),
      ...(system === undefined || isPasted ? {} : { system }),
      messages: [{ role: 'user', content: isPasted ? `${system}\n\n${user}` : user }],
      completion: drawAnswer(own, choice.purpose, choice.language),
      reasoning: 300 + int(own, 2500),
    } satisfies Draft
  }
}

function reworded(choice: Choice, bank: BankName, task: string, random: Random): string {
  const demand = paraphrase(choice.purpose, choice.language, random, bank)
  return chance(random, 0.5) ? `${task}\n${demand}` : `${demand}\n\n${task}`
}

/** Adds one constant text, or the one in use at a time, to somebody else's honest requests. */
export function injected(
  honest: Writer,
  constant: string | ((ts: number) => string),
  where: 'before' | 'after' | 'system',
  answer: (random: Random) => string,
): Writer {
  return (occasion, random) => {
    const draft = honest(occasion, random)
    const added = typeof constant === 'string' ? constant : constant(occasion.ts)
    const completion = `${answer(random)}\n${draft.completion}`
    const reasoning = 300 + int(random, 2500)
    if (where === 'system') {
      return {
        ...draft,
        system: draft.system === undefined ? added : `${draft.system}\n${added}`,
        completion,
        reasoning,
      }
    }
    const last = draft.messages.at(-1)
    if (last === undefined) return draft
    const text =
      typeof last.content === 'string' ? last.content : last.content.map((part) => part.text).join('\n')
    const content = where === 'before' ? `${added}\n\n${text}` : `${text}\n\n${added}`
    const messages: Message[] = [...draft.messages.slice(0, -1), { role: last.role, content }]
    return { ...draft, messages, completion, reasoning }
  }
}

/** Presents reasoning blobs that other accounts of the group brought forth. */
export function replaying(write: Writer, pool: number, random: Random): Writer {
  const seed = mix(random.seed, 99)
  return (occasion, own) => {
    const draft = write(occasion, own)
    const refs = Array.from({ length: 1 + int(own, 2) }, () => blobOf(mix(seed, int(own, pool)), 0))
    return { ...draft, opaque_refs: [...(draft.opaque_refs ?? []), ...refs] }
  }
}
