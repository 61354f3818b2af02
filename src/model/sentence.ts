// Sentences for people: in English, with the words and the values that they were made of kept apart, so that the same
// facts can be told in another language. The English words themselves are the key, as with gettext.

/** What a sentence was made of: its English words with `{0}`, `{1}` … where values go, and those values. */
export interface Said {
  readonly template: string
  readonly values: readonly (string | Said)[]
}

export interface Sentence extends Said {
  /** In English. */
  readonly text: string
}

/**
 * A sentence as a tagged template. Words stand in it and never in a value: a value that is words is a sentence of its
 * own, or nobody could tell it in another language (a test looks for such words).
 */
export function say(
  words: TemplateStringsArray,
  ...values: readonly (string | number | Sentence)[]
): Sentence {
  const textOf = (value: string | number | Sentence = '') =>
    typeof value === 'object' ? value.text : unsigned(String(value))
  return {
    text: words.map((part, place) => part + (place < values.length ? textOf(values[place]) : '')).join(''),
    template: words.map((part, place) => part + (place < values.length ? `{${place}}` : '')).join(''),
    values: values.map((value) => (typeof value === 'object' ? saidOf(value) : unsigned(String(value)))),
  }
}

/** Nothing is not below nothing: what rounds to 0 has no sign. */
const unsigned = (value: string) => (/^-0(\.0+)?$/.test(value) ? value.slice(1) : value)

/** A word of one of the project's lists, such as a capability: itself what other languages know it by. */
export function word(name: string): Sentence {
  return { text: name, template: name, values: [] }
}

/** Sentences beside each other. */
export function listed(sentences: readonly Sentence[]): Sentence {
  const [first = say``, ...rest] = sentences
  return rest.reduce((before, next) => say`${before}; ${next}`, first)
}

/** Without its English text, which is told beside it. */
export function saidOf({ template, values }: Said): Said {
  return { template, values }
}

/** The same with each value that is text replaced. */
export function renameSaid({ template, values }: Said, rename: (text: string) => string): Said {
  return {
    template,
    values: values.map((value) => (typeof value === 'string' ? rename(value) : renameSaid(value, rename))),
  }
}
