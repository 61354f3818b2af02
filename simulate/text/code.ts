// Source code, logs and repositories as programmers and agents paste them: small functions with made-up names.
import { pick, type Random } from '../random.js'
import { createExpander, words } from './grammar.js'

const expand = createExpander({
  stem: words(
    'order|token|batch|node|frame|ledger|session|packet|route|label|shard|ticket|cache|event|asset|layer|chunk|quota|cursor|parcel|widget|lease|metric|anchor|signal|invoice|thread|bucket|vertex|policy',
  ),
  verb: words(
    'merge|load|split|rank|flush|parse|resolve|collect|prune|encode|match|shift|group|fetch|render|verify|trim|index|replay|attach',
  ),
  field: words(
    '{stem}_id|{stem}_count|max_{stem}|{stem}_by_{stem}|next_{stem}|{stem}_ts|is_{stem}|raw_{stem}',
  ),
  fn: words('{verb}_{stem}|{verb}_{stem}_{stem}|{verb}_all_{stem}s|{verb}_by_{field}'),
  type: words('int|str|float|bool|list[int]|dict[str, int]|bytes|tuple[int, int]'),
  file: words(
    'src/{stem}/{verb}.py|lib/{stem}_{stem}.ts|app/{stem}s/{verb}_{stem}.go|pkg/{stem}/{stem}.rs|{stem}/{verb}er.java|tests/test_{fn}.py',
  ),
  error: words(
    "KeyError: '{field}'|IndexError: list index {2-99} out of range|TypeError: {fn}() takes {1-3} arguments but {4-6} were given|ValueError: bad {stem} at offset {10-9000}|timeout after {2-60}s in {fn}|AssertionError: {2-90} != {91-400}|undefined: {fn}|cannot read properties of undefined (reading '{field}')",
  ),
  line: words(
    '    {field} = {fn}({field}, {2-64})|    if {field} > {2-900}:\n        return {field}|    for {stem} in {field}:\n        {verb}({stem})|    {field}[{stem}] += {1-9}|    assert {field} is not None|    logger.info("{verb} %s", {field})|    {field} = sorted({field}, key=lambda x: x.{field})',
  ),
  python: words(
    'def {fn}({field}: {type}, {field}: {type}) -> {type}:\n{line}\n{line}\n{line}\n    return {field}',
  ),
  script: words(
    'def {verb}_{stem}({field}, {field})\n  {field} = {fn}({field})\n  raise "{verb} failed" unless {field}\n  {field}.map(&:{field})\nend|let {field} = {fn}({field});\nif ({field} === null) throw new Error("{verb} failed");\nawait {fn}({field}, {2-900});',
  ),
  sql: words(
    'SELECT {field}, count(*) AS n FROM {stem}s JOIN {stem}_{stem} USING ({field}) WHERE {field} > {2-900} GROUP BY {field} ORDER BY n DESC LIMIT {5-500}',
  ),
  log: words(
    '{10-23}:{10-59}:{10-59}.{100-999} ERROR {stem}.{verb}: {error}\n{10-23}:{10-59}:{10-59}.{100-999} WARN {stem}.{verb}: retry {1-9} of {3-9}',
  ),
  snippet: words('{python}|{python}|{script}|{sql}|{log}|{python}\n\n{log}'),
  want: words(
    '{fn} raises "{error}" when {field} is empty. {why}|Rename {fn} to {fn} everywhere and keep {file} working.|{why} Add a test for {fn} in {file}.|Make {fn} {2-20} times faster on {100-9000} rows without changing {field}.|Why does {file} import {stem}? {why}|Port {fn} from {file} to async and handle "{error}".|Write {fn}: it takes {field} and returns {type}. {why}|Review this change in {file}: {why}|The {stem} job printed "{error}" {2-60} times since I touched {fn}.|Split {file} so that {fn} and {fn} live apart.',
  ),
  why: words(
    'It broke after the {stem} upgrade.|{field} should never exceed {2-900}.|{file} calls it in a loop.|Only {2-60} of {61-900} {stem}s show it.|Someone reverted {fn} yesterday.|The {stem} tests pass locally.|{field} comes from another service.|We need it before the {stem} release.',
  ),
  pr: words(
    '{verb} {stem}s lazily in {file}|fix {error} in {fn}|stop {file} from reading {field} twice|support {type} for {field}',
  ),
})

export function snippet(random: Random): string {
  return expand('snippet', random)
}

/** What a programmer asks for, naming functions and files. */
export function codeWish(random: Random): string {
  return expand('want', random)
}

export function filePath(random: Random): string {
  return expand('file', random)
}

export function pullRequest(random: Random): string {
  return `${expand('pr', random)}\n\n${expand('why', random)} ${expand('want', random)}`
}

export function logLines(random: Random, count: number): string {
  return Array.from({ length: count }, () => expand('log', random)).join('\n')
}

const TOOL_SETS: readonly (readonly string[])[] = [
  ['read_file', 'edit_file', 'run_command', 'search'],
  ['bash', 'view', 'str_replace', 'glob', 'grep', 'todo'],
  ['browser_open', 'browser_click', 'screenshot', 'type_text'],
  ['sql_query', 'plot', 'read_table'],
  ['get_weather', 'search_web', 'calendar_add'],
]

/** Names of the tools an application offers: a usual set, or a made-up one. */
export function drawTools(random: Random): readonly string[] {
  return random.next() < 0.5
    ? pick(random, TOOL_SETS)
    : Array.from({ length: 2 + Math.floor(random.next() * 6) }, () => expand('fn', random))
}
