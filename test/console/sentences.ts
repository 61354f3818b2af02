// What the engine says in sentences, read from its source: the templates of `say`, the words of its lists, and the
// names of facts.
import { parseAst } from 'vite'
import { LACKS } from '../../src/campaigns/presence.js'
import { TRAITS } from '../../src/campaigns/traits.js'
import { DETECTORS } from '../../src/detectors/catalog.js'
import { FEATURES } from '../../src/detectors/deck.js'
import { CAPABILITIES, PURPOSES } from '../../src/fingerprint/lexicon.js'
import { NOBODY_TO_MEASURE } from '../../src/model/analysis.js'
import { DEFAULT_POLICY } from '../../src/respond/policy/default-policy.js'
import { parsePolicy } from '../../src/respond/policy/parse-policy.js'
import { policyJsonSchema } from '../../src/respond/policy/policy.js'
import { KIND_RULES } from '../../src/share/indicators.js'
import { listProjectFiles, readProjectFile } from '../repository/tree.js'

export interface Spoken {
  readonly template: string
  readonly path: string
  /** Words that stand in a value, where no language but English could tell them. */
  readonly loose: readonly string[]
}

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}
interface Template {
  readonly quasis: readonly { readonly value: { readonly cooked: string } }[]
  readonly expressions: readonly Node[]
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesOf(one)
  else if (isNode(value)) {
    yield value
    for (const field of Object.values(value)) yield* nodesOf(field)
  }
}

function nodesIn(path: string): Generator<Node> {
  return nodesOf(parseAst(readProjectFile(path), { lang: 'ts' }, path).body)
}

const nameOf = (node: unknown) => (isNode(node) && node.type === 'Identifier' ? String(node.name) : '')

/** Every sentence of the source. */
export function spokenTemplates(): Spoken[] {
  const found: Spoken[] = []
  for (const path of listProjectFiles().filter((one) => /^src\/.*\.ts$/.test(one))) {
    if (!readProjectFile(path).includes('say`')) continue
    for (const node of nodesIn(path)) {
      if (node.type !== 'TaggedTemplateExpression' || nameOf(node.tag) !== 'say') continue
      const { quasis, expressions } = node.quasi as unknown as Template
      const template = quasis
        .map(({ value }, place) => value.cooked + (place < expressions.length ? `{${place}}` : ''))
        .join('')
      found.push({ template, path, loose: expressions.flatMap(wordsIn) })
    }
  }
  return found
}

/** Literals that an expression may give. */
function wordsIn(node: Node): string[] {
  const parts = (...names: string[]) => names.flatMap((name) => wordsIn(node[name] as Node))
  if (node.type === 'ConditionalExpression') return parts('consequent', 'alternate')
  if (node.type === 'LogicalExpression') return parts('left', 'right')
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value === '' ? [] : [node.value]
  return node.type === 'TemplateLiteral' ? ['`…`'] : []
}

/** Names of the facts of all detectors, as the console writes them. */
export function factNames(): string[] {
  const names = new Set<string>()
  const take = (value: unknown) => {
    if (!isNode(value) || value.type !== 'ObjectExpression') return
    for (const one of value.properties as Node[])
      if (nameOf(one.key)) names.add(nameOf(one.key).replaceAll('_', ' '))
  }
  for (const path of listProjectFiles().filter((one) => one.startsWith('src/detectors/')))
    for (const node of nodesIn(path)) {
      if (node.type === 'Property' && nameOf(node.key) === 'facts') take(node.value)
      if (node.type !== 'FunctionDeclaration' || nameOf(node.id) !== 'factsOf') continue
      for (const inner of nodesOf(node.body)) if (inner.type === 'ReturnStatement') take(inner.argument)
    }
  return [...names].sort()
}

/** Where problems are made that no page of the console meets. */
const ELSEWHERE =
  /^src\/(cli|proxy|doctor|sources|fingerprint|server\/ingest|share\/matching|share\/taxii\/server\/(?!served-to|campaign-for))/

/** What problems of some codes say that is the same every time, and texts that stand in no sentence. */
export function toldProblems(codes: ReadonlySet<string>): { texts: string[]; loose: string[] } {
  const [texts, loose] = [new Set<string>(), new Set<string>()]
  for (const path of listProjectFiles().filter((one) => /^src\/.*\.ts$/.test(one) && !ELSEWHERE.test(one))) {
    if (!readProjectFile(path).includes('new Problem(')) continue
    for (const node of nodesIn(path)) {
      if (node.type !== 'NewExpression' || nameOf(node.callee) !== 'Problem') continue
      const [code, ...told] = node.arguments as Node[]
      if (code?.type !== 'Literal' || !codes.has(String(code.value))) continue
      for (const one of told.slice(0, 2).flatMap(branchesOf)) {
        if (one.type === 'Literal') texts.add(String(one.value))
        if (one.type === 'TemplateLiteral') loose.add(`${path}: ${String(code.value)}`)
      }
    }
  }
  return { texts: [...texts], loose: [...loose] }
}

const branchesOf = (node: Node): Node[] =>
  node.type === 'ConditionalExpression'
    ? [...branchesOf(node.consequent as Node), ...branchesOf(node.alternate as Node)]
    : [node]

/** What the schema of policies says of its own of a value that won't do. */
function demandsOfPolicies(): string[] {
  return [...nodesIn('src/respond/policy/policy.ts')].flatMap(({ type, value }) =>
    type === 'Literal' && typeof value === 'string' && value.startsWith('must ') ? [value] : [],
  )
}

/** What the schema of policies says of its names, for the editor. */
function describedNames(part: unknown = policyJsonSchema()): string[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'description' && typeof value === 'string' ? [value] : describedNames(value),
  )
}

/** Words and sentences that are the same every time, and stand in lists. */
export function listedWords(): string[] {
  return [
    ...DETECTORS.flatMap(({ raises, nullModel, innocent, parameters }) => [
      raises,
      nullModel,
      ...innocent,
      ...parameters.map(({ says }) => says),
    ]),
    ...Object.values(LACKS),
    ...Object.values(NOBODY_TO_MEASURE),
    ...CAPABILITIES,
    ...PURPOSES,
    ...TRAITS.map(({ kind }) => kind),
    ...Object.values(KIND_RULES).flatMap(({ says, form }) => (form === undefined ? [says] : [])),
    ...FEATURES.map(([name]) => name),
    ...demandsOfPolicies(),
    ...describedNames(),
    ...Object.values(parsePolicy(DEFAULT_POLICY, 'default').reasons),
  ]
}
