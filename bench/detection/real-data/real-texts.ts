// Texts that were really sent to a teacher model, as requests: what a campaign sends, and what one honest account sends
// that does the same work.
import { readRecords } from '../../../simulate/corpus/tables.js'
import { createRandom, fork, int, mix, pick, type Random, shuffle } from '../../../simulate/random.js'
import type { Draft, Message, Occasion, Writer } from '../../../simulate/records.js'
import { reply } from '../../../simulate/text/voice.js'
import { MODELS } from '../../../simulate/world.js'

/**
 * A collection of texts. `occasion.item` numbers the requests and `occasion.turn` those of one sitting; both of two
 * writers of one collection that start half of it apart send the same kind of text, but not the same texts.
 */
export interface RealText {
  readonly id: string
  write(random: Random, firstItem: number): Writer
}

/** Characters that are kept of a message of an agent's trajectory. */
const LONGEST_STEP = 2000
/** Messages of a trajectory that a request shows beside its beginning. */
const STEPS_SHOWN = 6

type Request = Pick<Draft, 'messages'> & Partial<Draft>

/** Rows in an order of the sender's own, each asked once before any is asked again. */
function deck<T>(random: Random, rows: readonly T[], firstItem: number): (item: number) => T {
  const order = shuffle(fork(random, 'deck'), rows)
  return (item) => order[(item + firstItem) % order.length] as T
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Parameters of the tool that sent these texts, the same with every request. */
function writer(
  request: (occasion: Occasion, random: Random) => Request,
  parameters: Partial<Draft>,
  sentences: number,
): Writer {
  return (occasion, random) => ({
    model: MODELS.large,
    ...parameters,
    ...request(occasion, random),
    completion: reply('en', random, sentences + int(random, sentences)),
  })
}

function user(content: string): Message {
  return { role: 'user', content }
}

/** Instructions of GPTeacher, as they stand. */
async function gpteacher(directory: string, part: string): Promise<RealText> {
  const rows = (await readRecords(directory, `text/attack/gpteacher_${part}.jsonl.gz`)).map((row) =>
    `${textOf(row.instruction)}\n${textOf(row.input)}`.trim(),
  )
  return {
    id: `gpteacher-${part.replace(/\d+$/, '')}`,
    write(random, firstItem) {
      const rowOf = deck(random, rows, firstItem)
      return writer(({ item }) => ({ messages: [user(rowOf(item))] }), { max_tokens: 1024 }, 4)
    },
  }
}

/** Alpaca's request: its prompt and three seed tasks at random, numbered as `generate_instruction.py` numbers them. */
async function alpaca(directory: string, prompt: string): Promise<RealText> {
  const seeds = await readRecords(directory, 'text/attack/self_instruct_seeds.jsonl.gz')
  const shown = (seed: Readonly<Record<string, unknown>>, number: number): string => {
    const [first] = seed.instances as readonly Readonly<Record<string, unknown>>[]
    const instruction = textOf(seed.instruction).replace(/\s+/g, ' ').trim().replace(/:+$/, '')
    const input = textOf(first?.input) || '<noinput>'
    return `###\n${number}. Instruction: ${instruction}\n${number}. Input:\n${input}\n${number}. Output:\n${textOf(first?.output)}\n`
  }
  return {
    id: 'alpaca',
    write: () =>
      writer(
        (_occasion, random) => {
          const three = shuffle(random, seeds).slice(0, 3)
          const tasks = three.map((seed, index) => shown(seed, index + 1)).join('')
          return { messages: [user(`${prompt}\n${tasks}###\n4. Instruction:`)] }
        },
        { temperature: 1, top_p: 1, n: 1, max_tokens: 3072 },
        12,
      ),
  }
}

interface JudgeTemplate {
  readonly system_prompt: string
  readonly prompt_template: string
}

/** FastChat's judge of single answers or of pairs, over real questions; the answers judged are generated. */
async function judge(directory: string, templates: readonly JudgeTemplate[]): Promise<RealText> {
  const questions = [
    ...(await readRecords(directory, 'text/benign/mt_vicuna_bench.jsonl.gz')).map(({ turns }) =>
      textOf((turns as readonly unknown[])[0]),
    ),
    ...(await readRecords(directory, 'text/benign/arena_hard_v0.1.jsonl.gz')).map(({ prompt }) =>
      textOf(prompt),
    ),
  ]
  return {
    id: 'judge',
    write(random, firstItem) {
      const template = pick(fork(random, 'template'), templates)
      const questionOf = deck(random, questions, firstItem)
      return writer(
        ({ item }, own) => ({
          system: template.system_prompt,
          messages: [
            user(
              template.prompt_template
                .replace('{question}', () => questionOf(item))
                .replace(/\{answer(_[ab])?\}/g, () => reply('en', own, 4)),
            ),
          ],
        }),
        { temperature: 0, max_tokens: 2048 },
        3,
      )
    },
  }
}

interface Step {
  readonly role: string
  readonly content?: unknown
}

function stepText({ content }: Step): string {
  const text =
    typeof content === 'string'
      ? content
      : Array.isArray(content)
        ? content.map((part: { readonly text?: unknown }) => textOf(part.text)).join('\n')
        : ''
  return text.slice(0, LONGEST_STEP)
}

/**
 * SWE-smith's agent at work: the request for a pull request, then the steps of one of the three trajectories, a step
 * further with every request of a sitting. Three descriptions are too few for a campaign: each sitting has an instruction
 * of GPTeacher in the description's place.
 */
async function sweSmith(directory: string): Promise<RealText> {
  const trajectories = (await readRecords(directory, 'text/attack/swesmith_trajectories.jsonl.gz')).map(
    ({ history }) => history as readonly Step[],
  )
  const tasks = (await readRecords(directory, 'text/attack/gpteacher_codegen.jsonl.gz')).map((row) =>
    `${textOf(row.instruction)}\n\n${textOf(row.input)}`.trim(),
  )
  const opening = (steps: readonly Step[], task: string): string => {
    const { content } = steps[1] as Step
    const text = Array.isArray(content)
      ? textOf((content[0] as { readonly text?: unknown }).text)
      : textOf(content)
    return text.replace(
      /(<pr_description>\n)[\s\S]*(\n<\/pr_description>)/,
      (_all, before, after) => `${before}${task}${after}`,
    )
  }
  const scratch = createRandom(0)
  return {
    id: 'swe-smith',
    write(random, firstItem) {
      const taskOf = deck(random, tasks, firstItem)
      return writer(
        ({ item, turn }) => {
          const sitting = item - turn
          scratch.reseed(mix(random.seed, sitting))
          const steps = pick(scratch, trajectories)
          const done = steps.slice(2, 2 + 2 * turn).slice(-STEPS_SHOWN)
          return {
            system: stepText(steps[0] as Step),
            messages: [
              user(opening(steps, taskOf(sitting))),
              ...done.map(
                (step): Message => ({
                  role: step.role === 'tool' ? 'tool' : 'assistant',
                  content: stepText(step),
                }),
              ),
            ],
          }
        },
        { tools: ['bash', 'str_replace_editor', 'submit'], temperature: 0 },
        3,
      )
    },
  }
}

/** All collections of a corpus. */
export async function readRealTexts(directory: string): Promise<RealText[]> {
  const templates = await readRecords(directory, 'text/attack/templates.jsonl.gz')
  const templateOf = (id: string): string => textOf(templates.find((one) => one.id === id)?.template)
  const judges = ['fastchat_judge/single-v1', 'fastchat_judge/pair-v2'].map(
    (id) => JSON.parse(templateOf(id)) as JudgeTemplate,
  )
  return [
    await gpteacher(directory, 'codegen'),
    await gpteacher(directory, 'roleplay'),
    await gpteacher(directory, 'toolformer06'),
    await alpaca(directory, templateOf('alpaca/prompt.txt')),
    await judge(directory, judges),
    await sweSmith(directory),
  ]
}
