// Text from a grammar: symbols with alternatives that hold slots. A habit narrows every choice to a lasting personal
// selection, which is how one person's texts come to resemble each other and nobody else's.
import { mix, type Random } from '../random.js'

/** Symbol to alternatives. `{symbol}` is a slot, `{2-90}` a number; `symbol.domain` wins over `symbol` in a domain. */
export type Grammar = Readonly<Record<string, readonly string[]>>

/** A lasting selection: of each symbol's alternatives, about `breadth` (0 to 1) are in use, chosen by `key`. */
export interface Habit {
  readonly key: number
  readonly breadth: number
}

/** Expands a symbol; `domain` picks domain-bound alternatives. */
export type Expand = (symbol: string, random: Random, domain?: string, habit?: Habit) => string

/** A symbol without domain-bound alternatives finds its rule once; the others are looked up per domain. */
type Token =
  | string
  | { readonly symbol: string; rule: Rule | undefined }
  | { readonly low: number; readonly high: number }

function compile(pattern: string): readonly Token[] {
  return pattern
    .split(/(\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => {
      if (!part.startsWith('{')) return part
      const inner = part.slice(1, -1)
      const range = /^(\d+)-(\d+)$/.exec(inner)
      return range === null
        ? { symbol: inner, rule: undefined }
        : { low: Number(range[1]), high: Number(range[2]) }
    })
}

interface Rule {
  readonly id: number
  readonly alternatives: readonly (readonly Token[])[]
}

/** Makes the expander of a grammar. An unknown symbol is a mistake in the grammar and throws. */
export function createExpander(grammar: Grammar): Expand {
  const rules = new Map<string, Rule>()
  let id = 0
  for (const [symbol, alternatives] of Object.entries(grammar)) {
    rules.set(symbol, { id: ++id, alternatives: alternatives.map(compile) })
  }
  const inDomains = new Set(
    Object.keys(grammar).flatMap((symbol) => (symbol.includes('.') ? [symbol.split('.')[0]] : [])),
  )
  const bound = new Map<string, Map<string, Rule>>()
  const domainOf = (domain: string): Map<string, Rule> => {
    let inDomain = bound.get(domain)
    if (inDomain === undefined) {
      inDomain = new Map()
      bound.set(domain, inDomain)
    }
    return inDomain
  }
  const ruleOf = (symbol: string, domain: string, inDomain: Map<string, Rule>): Rule => {
    let rule = inDomain.get(symbol)
    if (rule === undefined) {
      rule = rules.get(`${symbol}.${domain}`) ?? rules.get(symbol)
      if (rule === undefined) throw new Error(`grammar has no symbol ${symbol}`)
      inDomain.set(symbol, rule)
    }
    return rule
  }
  const expand = (
    rule: Rule,
    random: Random,
    domain: string,
    inDomain: Map<string, Rule>,
    habit: Habit | undefined,
  ): string => {
    const size = rule.alternatives.length
    let index: number
    if (habit === undefined || size < 4) {
      index = Math.floor(random.next() * size)
    } else {
      const inUse = Math.max(2, Math.round(size * habit.breadth))
      index = mix(habit.key ^ rule.id, Math.floor(random.next() * inUse)) % size
    }
    let text = ''
    for (const token of rule.alternatives[index] as readonly Token[]) {
      if (typeof token === 'string') text += token
      else if ('symbol' in token) {
        const inner = token.rule ?? ruleOf(token.symbol, domain, inDomain)
        if (token.rule === undefined && !inDomains.has(token.symbol)) token.rule = inner
        text += expand(inner, random, domain, inDomain, habit)
      } else text += token.low + Math.floor(random.next() * (token.high - token.low + 1))
    }
    return text
  }
  return (symbol, random, domain = '', habit) => {
    const inDomain = domainOf(domain)
    return expand(ruleOf(symbol, domain, inDomain), random, domain, inDomain, habit)
  }
}

/** Words listed in one string, separated by `|`. */
export function words(list: string): readonly string[] {
  return list.split('|').map((word) => word.trim())
}
