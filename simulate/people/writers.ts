// Writers of honest exchanges: conversations, applications at work, coding agents. A conversation shows its last turns
// again, as chat requests do.
import { createRandom, int, mix, pick, type Random } from '../random.js'
import type { Draft, Message, Occasion, Writer } from '../records.js'
import type { Application } from '../text/applications.js'
import { codeWish, logLines, snippet } from '../text/code.js'
import { LANGUAGES } from '../text/languages.js'
import type { TextSource } from '../text/source.js'
import { followUp, lazyAsk, reply, type Voice } from '../text/voice.js'
import type { Style } from './style.js'

const scratch = createRandom(0)

/** Hash of the opaque reasoning blob that a turn of a session brought forth. */
export function blobOf(session: number, turn: number): string {
  return `blob_${mix(session, turn + 900)
    .toString(16)
    .padStart(8, '0')}${mix(turn, session).toString(16).padStart(8, '0')}`
}

/** Everything of a draft that a style decides. */
export function styled(style: Style, occasion: Occasion, random: Random, draft: Omit<Draft, 'model'>): Draft {
  const full: Draft = { model: style.model(occasion.ts, random), ...draft }
  if (style.temperature !== undefined) full.temperature = style.temperature
  if (style.top_p !== undefined) full.top_p = style.top_p
  if (style.max_tokens !== undefined) full.max_tokens = style.max_tokens
  full.stream = style.stream
  if (style.reasons) {
    full.reasoning = 100 + int(random, 1800)
    if (occasion.turn > 0) full.opaque_refs = [blobOf(occasion.session, occasion.turn - 1)]
  }
  return full
}

function userMessage(style: Style, text: string): Message {
  return { role: 'user', content: style.parts ? [{ type: 'text', text }] : text }
}

/** The messages of a conversation up to a turn: at most the last two exchanges and the new text. */
export function thread(
  style: Style,
  occasion: Occasion,
  user: (turn: number, random: Random) => string,
  assistant: (turn: number, random: Random) => string,
): Message[] {
  const messages: Message[] = []
  for (let turn = Math.max(0, occasion.turn - 2); turn <= occasion.turn; turn++) {
    scratch.reseed(mix(occasion.session, turn * 2 + 1))
    messages.push(userMessage(style, user(turn, scratch)))
    if (turn === occasion.turn) break
    scratch.reseed(mix(occasion.session, turn * 2 + 2))
    messages.push({ role: 'assistant', content: assistant(turn, scratch) })
  }
  return messages
}

/** A person in conversation. */
export function conversation(voice: Voice, style: Style, texts: TextSource): Writer {
  return (occasion, random) => {
    const user = (turn: number, own: Random): string => {
      if (voice.codes > 0 && own.next() < voice.codes) {
        return turn === 0 ? `${codeWish(own)}\n\n${snippet(own)}` : codeWish(own)
      }
      return turn === 0 ? texts.ask(voice, own) : followUp(voice, own)
    }
    const assistant = (_turn: number, own: Random): string =>
      reply(voice.language, own, 1 + int(own, 3), pick(own, voice.domains))
    const messages = thread(style, occasion, user, assistant)
    scratch.reseed(mix(occasion.session, occasion.turn * 2 + 2))
    const completion = `${assistant(occasion.turn, scratch)} ${reply(voice.language, random, 1 + int(random, 4))}`
    return styled(style, occasion, random, {
      ...(style.system === undefined ? {} : { system: style.system }),
      messages,
      completion,
    })
  }
}

/** Somebody who types a word or two. */
export function terse(voice: Voice, style: Style): Writer {
  return (occasion, random) => {
    const messages = thread(
      style,
      occasion,
      (_turn, own) => lazyAsk(voice.language, own),
      (_turn, own) => reply(voice.language, own, 1),
    )
    return styled(style, occasion, random, {
      messages,
      completion: reply(voice.language, random, 1 + int(random, 3)),
    })
  }
}

/** A company's application: one system prompt, always another input. */
export function applicationAtWork(application: Application, style: Style, texts: TextSource): Writer {
  const language = LANGUAGES[application.language]
  const voice: Voice = {
    language: application.language,
    domains: application.domains,
    habit: { key: 0, breadth: 1 },
    wordiness: 1.5,
    greets: 0.3,
    closes: 0.3,
    careless: false,
    codes: 0,
  }
  const asks = application.job.length % 2 === 0
  return (occasion, random) => {
    const input = asks
      ? texts.ask(voice, random)
      : `${application.job}\n\n${Array.from({ length: 1 + int(random, 4) }, () => language.expand('fact', random, application.domain)).join(' ')}`
    return styled(style, occasion, random, {
      system: application.system,
      messages: [userMessage(style, input)],
      completion: reply(application.language, random, 1 + int(random, 4), application.domain),
    })
  }
}

/** A coding agent's session: fixed system prompt and tools, a wish, then tool results and next steps. */
export function codingAgent(
  agent: { readonly system: string; readonly tools: readonly string[] },
  style: Style,
): Writer {
  return (occasion, random) => {
    const messages: Message[] = []
    scratch.reseed(mix(occasion.session, 1))
    messages.push(userMessage(style, codeWish(scratch)))
    for (let turn = Math.max(1, occasion.turn - 1); turn <= occasion.turn; turn++) {
      scratch.reseed(mix(occasion.session, turn + 50))
      messages.push({ role: 'assistant', content: `${pick(scratch, agent.tools)}: ${codeWish(scratch)}` })
      messages.push({
        role: 'tool',
        content: scratch.next() < 0.5 ? snippet(scratch) : logLines(scratch, 1 + int(scratch, 3)),
      })
    }
    return styled(style, occasion, random, {
      system: agent.system,
      messages,
      completion: random.next() < 0.5 ? snippet(random) : codeWish(random),
      tools: agent.tools,
    })
  }
}
