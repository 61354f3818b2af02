// How the sentences of a template are put around a work item.
import { chance, pick, type Random } from '../../random.js'

/** The sentences that a campaign drew for its template; some may be empty. */
export interface Parts {
  readonly open: string
  readonly demand: string
  readonly format: string
  readonly rules: readonly string[]
}

/** The same sentences, each put through `say`. */
export function saidAnew(parts: Parts, say: (text: string) => string): Parts {
  return {
    open: say(parts.open),
    demand: say(parts.demand),
    format: say(parts.format),
    rules: parts.rules.map(say),
  }
}

/** What one request of a campaign says. */
export interface LaidOut {
  readonly system?: string
  readonly user: string
}

export type Layout = (parts: Parts, item: string) => LaidOut

/** All sentences in a block, as system prompt, before the item or after it; `space` joins sentences. */
export function drawBlocks(random: Random, space: string): Layout {
  const inSystem = chance(random, 0.45)
  const itemFirst = chance(random, 0.3)
  const frame = pick(random, ['\n\n', '\n---\n', '\n\n### ', '\n"""\n'])
  return ({ open, demand, format, rules }, item) => {
    const body = [demand, format, ...rules].filter((text) => text !== '').join(space)
    if (inSystem) return { system: [open, body].filter((text) => text !== '').join(space), user: item }
    const user = (itemFirst ? [item, open, body] : [open, body, item]).filter((text) => text !== '')
    return {
      user: itemFirst ? user.join('\n\n') : user.slice(0, -1).join(space) + frame + (user.at(-1) ?? ''),
    }
  }
}
