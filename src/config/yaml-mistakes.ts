// What is wrong with a text that is no YAML, in sentences of our own by the parser's code: its own words are for those who
// write parsers.
import type { ErrorCode } from 'yaml'
import { type Sentence, say } from '../model/sentence.js'

export interface Told {
  readonly says: Sentence
  readonly next: Sentence
}

const INDENT = say`Indent with spaces, and what belongs together by the same number of them.`
const QUOTES = say`Put the value in quotes.`
const PLAIN = say`Write the value out: no anchors, aliases, tags or directives are needed here.`

const BY_CODE: Readonly<Record<ErrorCode, Told>> = {
  ALIAS_PROPS: { says: say`an alias can’t have an anchor or a tag of its own`, next: PLAIN },
  BAD_ALIAS: { says: say`an alias names no anchor before it`, next: PLAIN },
  BAD_COLLECTION_TYPE: { says: say`what follows is not of the kind that its tag says`, next: PLAIN },
  BAD_DIRECTIVE: { says: say`the line that begins with % is no directive of YAML`, next: PLAIN },
  BAD_DQ_ESCAPE: {
    says: say`between double quotes, a backslash stands before something that it can’t stand before`,
    next: say`Use single quotes, or write the backslash twice.`,
  },
  BAD_INDENT: {
    says: say`it is indented unlike what it belongs to, or a bracket or brace before it is not closed`,
    next: INDENT,
  },
  BAD_PROP_ORDER: { says: say`an anchor or a tag stands in the wrong place`, next: PLAIN },
  BAD_SCALAR_START: {
    says: say`a value without quotes can’t begin with this sign`,
    next: QUOTES,
  },
  BLOCK_AS_IMPLICIT_KEY: {
    says: say`a second name with a colon stands on one line`,
    next: say`Put the value in quotes, or what follows on a line of its own, indented further.`,
  },
  BLOCK_IN_FLOW: {
    says: say`between brackets or braces, a list or mapping is written line by line`,
    next: say`Write it with brackets or braces too, or write all of it line by line.`,
  },
  DUPLICATE_KEY: {
    says: say`the same name stands here already`,
    next: say`Keep one of them.`,
  },
  IMPOSSIBLE: { says: say`this is no YAML`, next: QUOTES },
  KEY_OVER_1024_CHARS: {
    says: say`a name is longer than 1,024 characters`,
    next: say`Look for a colon that is missing further up.`,
  },
  MISSING_CHAR: {
    says: say`a bracket, a brace, a quote, a comma or a space after a colon is missing`,
    next: say`Look at this line and the one before for what was opened and not closed.`,
  },
  MULTILINE_IMPLICIT_KEY: {
    says: say`a name goes over several lines`,
    next: say`Look for a colon that is missing on this line or the one before.`,
  },
  MULTIPLE_ANCHORS: { says: say`a value has more than one anchor`, next: PLAIN },
  MULTIPLE_DOCS: {
    says: say`the file holds more than one document`,
    next: say`Take out the line --- and what follows it.`,
  },
  MULTIPLE_TAGS: { says: say`a value has more than one tag`, next: PLAIN },
  NON_STRING_KEY: { says: say`a name is no text`, next: QUOTES },
  RESOURCE_EXHAUSTION: {
    says: say`it is nested too deeply or unfolds to too much`,
    next: say`Write it flatter.`,
  },
  TAB_AS_INDENT: { says: say`it is indented with a tab`, next: INDENT },
  TAG_RESOLVE_FAILED: { says: say`a tag is not known here`, next: PLAIN },
  UNEXPECTED_TOKEN: {
    says: say`something stands here that can’t stand here`,
    next: say`Look for a colon, a quote or a bracket too many, or put the value in quotes.`,
  },
}

export const yamlMistake = (code: ErrorCode): Told => BY_CODE[code]

/** Aliases of a text that would unfold to more than is read. */
export const TOO_MANY_ALIASES: Told = {
  says: say`its aliases unfold to too much`,
  next: PLAIN,
}
