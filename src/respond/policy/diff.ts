// What changed between two policies, rule by rule, in words.
import type { Policy } from './policy.js'

export interface PolicyChange {
  /** Rule, exemption, reason or setting that it is about. */
  readonly what: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Each thing that changed, as `name: before → after`. */
  readonly details: readonly string[]
}

export function diffPolicies(before: Policy, after: Policy): PolicyChange[] {
  return [
    ...diffNamed('rule', byName(before.rules), byName(after.rules)),
    ...diffNamed('exemption', byWhom(before), byWhom(after)),
    ...diffNamed('reason', new Map(Object.entries(before.reasons)), new Map(Object.entries(after.reasons))),
    ...diffNamed('', settingsOf(before), settingsOf(after)),
  ]
}

const byName = (rules: Policy['rules']) => new Map(rules.map((rule) => [rule.name, rule]))

const byWhom = ({ exemptions }: Policy) =>
  new Map(exemptions.map((exemption) => [exemption.account ?? `org ${exemption.org}`, exemption]))

const settingsOf = ({ defaults, appeals, approvals }: Policy) =>
  new Map<string, unknown>([
    ['defaults', defaults],
    ['appeals', appeals],
    ['approvals', approvals],
  ])

function diffNamed(
  kind: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): PolicyChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names.flatMap((name): PolicyChange[] => {
    const what = `${kind} ${name}`.trim()
    if (!before.has(name)) return [{ what, change: 'added', details: [] }]
    if (!after.has(name)) return [{ what, change: 'removed', details: [] }]
    const details = diffValues('', before.get(name), after.get(name))
    return details.length === 0 ? [] : [{ what, change: 'changed', details }]
  })
}

function diffValues(name: string, before: unknown, after: unknown): string[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap((part) =>
      diffValues(name === '' ? part : `${name}.${part}`, before[part], after[part]),
    )
  }
  const [was, is] = [tell(before), tell(after)]
  return was === is ? [] : [name === '' ? `${was} → ${is}` : `${name}: ${was} → ${is}`]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const tell = (value: unknown) =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
