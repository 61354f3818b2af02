// Reads a policy file. What is wrong with it is told with line and column, all at once, and with the word that was meant.
import type { z } from 'zod'
import { demandOf } from '../../config/demand.js'
import { parseYaml } from '../../config/written-yaml.js'
import type { Mistake } from '../../model/mistake.js'
import { Problem } from '../../model/problem.js'
import { type Sentence, say } from '../../model/sentence.js'
import { rankOf } from '../ladder.js'
import { CONDITIONS, CONFIDENCE, POLICY, type Policy, RULE, type Rule } from './policy.js'
import { suggest } from './suggest.js'

type Path = readonly PropertyKey[]

/** A policy is read by people: one that is longer is none. */
const MOST_BYTES = 1_000_000

/**
 * A policy from the text of its file.
 * @param file its name, for messages
 * @throws Problem `policy-invalid` with its mistakes
 */
export function parsePolicy(text: string, file: string): Policy {
  const { policy, mistakes } = checkPolicy(text)
  if (policy) return policy
  throw new Problem(
    'policy-invalid',
    mistakes.length === 1
      ? say`${file} can’t be used as a policy: 1 mistake`
      : say`${file} can’t be used as a policy: ${mistakes.length} mistakes`,
    'Correct these lines; docs/respond.md tells what a policy may say, and `stillwatch policy default` prints one.',
    { mistakes: mistakes.map((one) => ({ file, ...one })) },
  )
}

/** A policy, or all that is wrong with its text. */
export function checkPolicy(text: string): {
  readonly policy?: Policy
  readonly mistakes: readonly Mistake[]
} {
  if (text.length > MOST_BYTES)
    return {
      mistakes: [{ line: 1, column: 1, says: say`the policy is longer than ${MOST_BYTES} characters` }],
    }
  const yaml = parseYaml(text)
  if ('mistakes' in yaml) return yaml
  const { value: given, placeOf } = yaml
  const parsed = POLICY.safeParse(given)
  const found = parsed.success
    ? doubt(parsed.data)
    : parsed.error.issues.flatMap((issue) => describe(issue, given))
  const mistakes = found
    .map(({ path, isKey, ...told }): Mistake => ({ ...placeOf(path, isKey), ...told }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
  return parsed.success && mistakes.length === 0 ? { policy: parsed.data, mistakes } : { mistakes }
}

interface Found {
  readonly path: Path
  readonly says: Sentence
  readonly next?: Sentence
  /** Whether the last name of the path is what is wrong, and not the value under it. */
  readonly isKey?: boolean
}

function describe(issue: z.core.$ZodIssue, given: unknown): Found[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      isKey: true,
      says: say`${where(path)}has no “${key}”`,
      next: meant(key, namesAt(path, given)),
    }))
  const value = valueAt(given, path)
  if (value === undefined && issue.code !== 'invalid_union')
    return [lacking(path.slice(0, -1), String(path.at(-1)))]
  if (issue.code === 'invalid_value') return [{ path, ...notOf(value, issue.values.map(String)) }]
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    const at = path.at(-1) === 'action' ? path : [...path, 'action']
    if (valueAt(given, at) === undefined) return [lacking(at.slice(0, -1), 'action')]
    return [{ path: at, ...notOf(valueAt(given, at), ACTION_NAMES) }]
  }
  if (issue.code === 'invalid_union') {
    const words = issue.errors
      .flat()
      .flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : []))
    if (words.length > 0)
      return (Array.isArray(value) ? value : [value])
        .map((one, index) => ({ one, at: Array.isArray(value) ? [...path, index] : path }))
        .filter(({ one }) => !words.includes(one))
        .map(({ one, at }) => ({ path: at, ...notOf(one, [...new Set(words)]) }))
  }
  if (path.length === 0) return [{ path, says: say`the policy is no list of names with values`, next: BEGIN }]
  const isKey = issue.code === 'invalid_key'
  return [{ path, isKey, says: say`“${String(path.at(-1))}” ${demandOf(issue)}` }]
}

const BEGIN = say`Begin with “schema: stillwatch.policy/1”, or with what “stillwatch policy default” prints.`

const lacking = (path: Path, name: string): Found => ({
  path,
  says: say`${where(path)}lacks “${name}”`,
  next: say`Add “${name}:” with its value.`,
})

const ACTION_NAMES = RULE.options.flatMap(({ shape }) => [...shape.action.values])

function notOf(value: unknown, words: readonly string[]): Pick<Found, 'says' | 'next'> {
  const shown = value === undefined ? say`nothing` : say`“${String(value)}”`
  return {
    says: say`${shown} is none of ${words.join(', ')}`,
    next: meant(typeof value === 'string' ? value : '', words),
  }
}

/** What to write in place of a word: the one that was meant, if one is near. */
function meant(given: string, known: readonly string[]): Sentence {
  const near = suggest(given, known)
  if (near !== undefined) return say`Did you mean “${near}”?`
  return known.length === 0 ? say`Take it out.` : say`Take it out, or use one of ${known.join(', ')}.`
}

/** Names that may stand where the path leads. */
function namesAt(path: Path, given: unknown): string[] {
  if (path.includes('when') || path.includes('unless'))
    return path.length > 3 ? ['atLeast', 'atMost'] : Object.keys(CONDITIONS.shape)
  if (path[0] === 'rules' && path.length === 2) {
    const action = valueAt(given, [...path, 'action'])
    const option = RULE.options.find(({ shape }) => shape.action.values.has(action as never))
    return Object.keys((option ?? RULE.options[0]).shape)
  }
  if (path.at(-1) === 'rollout') return ['percent', 'by']
  if (path[0] === 'exemptions') return ['account', 'org', 'reason', 'until']
  if (path[0] === 'appeals') return ['url', 'meanwhile']
  if (path[0] === 'defaults') return ['mode', 'for']
  if (path[0] === 'approvals') return ['needed', 'from']
  return Object.keys(POLICY.shape)
}

/** What a policy of the right shape says that can't be meant. */
function doubt(policy: Policy): Found[] {
  const names = policy.rules.map(({ name }) => name)
  return [
    ...policy.rules.flatMap((rule, index) => doubtRule(rule, policy, ['rules', index])),
    ...names.flatMap((name, index) =>
      names.indexOf(name) < index
        ? [
            {
              path: ['rules', index, 'name'],
              says: say`a rule before has the name “${name}” already`,
              next: say`Give this one another: a share is drawn by a rule’s name.`,
            },
          ]
        : [],
    ),
    ...policy.exemptions.flatMap(({ account, org }, index) =>
      (account === undefined) === (org === undefined)
        ? [
            {
              path: ['exemptions', index],
              says: say`an exemption names either an account or an org`,
              next: say`Give one of them, and another exemption for the other.`,
            },
          ]
        : [],
    ),
  ]
}

function reasonMeant(given: string, codes: readonly string[]): Sentence {
  return suggest(given, codes) === undefined && codes.length === 0
    ? say`Write it under reasons, with the words that the customer reads.`
    : meant(given, codes)
}

function doubtRule(rule: Rule, policy: Policy, path: Path): Found[] {
  const found: Found[] = []
  const codes = Object.keys(policy.reasons)
  if (!codes.includes(rule.reason))
    found.push({
      path: [...path, 'reason'],
      says: say`“${rule.reason}” is not among the reasons`,
      next: reasonMeant(rule.reason, codes),
    })
  if (
    rule.action === 'degrade' &&
    rule.model === undefined &&
    rule.maxTokens === undefined &&
    !rule.withholdReasoning &&
    !rule.withholdLogprobs
  )
    found.push({
      path,
      says: say`“${rule.name}” degrades nothing`,
      next: say`Give model, maxTokens, withholdReasoning or withholdLogprobs.`,
    })
  for (const side of ['when', 'unless'] as const)
    for (const [name, bounds] of Object.entries(rule[side] ?? {}))
      if (!Array.isArray(bounds)) found.push(...doubtBounds(name, bounds as Bounds, [...path, side, name]))
  return [...found, ...doubtConfidence(rule, path)]
}

interface Bounds {
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
}

function doubtBounds(name: string, { atLeast, atMost }: Bounds, path: Path): Found[] {
  if (atLeast === undefined && atMost === undefined)
    return [
      {
        path,
        says: say`“${name}” has neither atLeast nor atMost`,
        next: say`Give one of them, or take the condition out.`,
      },
    ]
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
    return [
      {
        path,
        says: say`“${name}” can’t be at least ${atLeast} and at most ${atMost}`,
        next: say`Change the two numbers with each other, or take one out.`,
      },
    ]
  return []
}

function doubtConfidence(rule: Rule, path: Path): Found[] {
  if (rankOf(rule.action) < rankOf('throttle') || rule.lowConfidence !== undefined) return []
  const { probability, qValue, membership } = rule.when ?? {}
  const below = (name: string, bound: string) => ({
    path: [...path, 'when', name],
    says: say`“${rule.name}” would ${rule.action} below ${name} ${bound}`,
    next: say`Raise it, leave it out, or give the reason as lowConfidence.`,
  })
  return [
    ...(probability && (probability.atLeast ?? 0) < CONFIDENCE.probability
      ? [below('probability', `atLeast ${CONFIDENCE.probability}`)]
      : []),
    ...(qValue && (qValue.atMost ?? 1) > CONFIDENCE.qValue
      ? [below('qValue', `atMost ${CONFIDENCE.qValue}`)]
      : []),
    ...(membership && (membership.atLeast ?? 0) < CONFIDENCE.membership
      ? [below('membership', `atLeast ${CONFIDENCE.membership}`)]
      : []),
  ]
}

function where(path: Path): Sentence {
  const name = [...path].reverse().find((part) => typeof part === 'string')
  const index = path.findLast((part) => typeof part === 'number')
  if (name === undefined) return say`the policy `
  return index === undefined || path.at(-1) === name
    ? say`“${String(name)}” `
    : say`${String(name)} ${Number(index) + 1} `
}

function valueAt(given: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[name] : undefined,
    given,
  )
}
