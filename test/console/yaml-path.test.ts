// What may stand at the cursor of a policy that is being typed, by the schema that the service gives.
import { describe, expect, test } from 'vitest'
import { type JsonSchema, meaningAt, namesAt, valuesAt } from '../../console/src/parts/editor/schema-place.js'
import { namesUnder, yamlPlace } from '../../console/src/parts/editor/yaml-path.js'
import { DEFAULT_POLICY } from '../../src/respond/policy/default-policy.js'
import { policyJsonSchema } from '../../src/respond/policy/policy.js'

const SCHEMA = policyJsonSchema() as JsonSchema

/** The place of the bar in a text. */
function placeIn(text: string) {
  const before = text.slice(0, text.indexOf('|')).split('\n')
  const lines = text.replace('|', '').split('\n')
  return yamlPlace(lines, before.length - 1, before.at(-1)?.length ?? 0)
}

describe('what may stand', () => {
  test.each([
    ['at the beginning', '|', ['schema', 'version', 'defaults', 'reasons']],
    ['beside names that are there', 'schema: x\n|\nrules: []', ['version', 'defaults', 'reasons', 'appeals']],
    ['in a mapping of several lines', 'defaults:\n  |', ['mode', 'for']],
    ['in a list’s entry', 'exemptions:\n  - account: x\n    |', ['org', 'reason', 'until']],
    [
      'in a list as far left as its name',
      'rules:\n- name: r\n  when:\n    |',
      ['campaign', 'verdict', 'state'],
    ],
    ['between braces', 'rules:\n  - when: { probability: { |', ['atLeast', 'atMost']],
  ])('%s', (_, text, names) => {
    expect(
      namesAt(SCHEMA, placeIn(text))
        .map(({ name }) => name)
        .slice(0, names.length),
    ).toEqual(names)
  })

  test('of a rule follows from its action, also where that stands below', () => {
    const names = namesAt(SCHEMA, placeIn('rules:\n  - name: r\n    |\n    action: throttle'))
    expect(names.map(({ name }) => name)).toContain('requestsPerMinute')
    expect(names.map(({ name }) => name)).not.toContain('url')
    expect(names.find(({ name }) => name === 'requestsPerMinute')?.isNeeded).toBe(true)
    const fresh = namesAt(SCHEMA, placeIn('rules:\n  - action: tag\n\n  - name: b\n    |'))
    expect(fresh.map(({ name }) => name)).toContain('url')
  })

  test.each([
    ['behind a name', 'defaults:\n  mode: |', ['shadow', 'enforce']],
    ['in a list between brackets', 'rules:\n  - when: { verdict: [|', ['distillation', 'coordinated']],
    ['in a list of lines', 'rules:\n  - when:\n      verdict:\n        - |', ['distillation', 'coordinated']],
    ['of a truth', 'rules:\n  - action: degrade\n    withholdReasoning: |', ['true', 'false']],
    [
      'behind one of several between braces',
      'rules:\n  - rollout: { percent: 1, by: |',
      ['account', 'campaign'],
    ],
  ])('%s, as a value', (_, text, values) => {
    expect(valuesAt(SCHEMA, placeIn(text)).map(({ value }) => value)).toEqual(values)
  })

  test('as a step is told with what each does', () => {
    const steps = valuesAt(SCHEMA, placeIn('rules:\n  - name: r\n    action: |'))
    expect(steps.map(({ value }) => value)).toEqual([
      'observe',
      'tag',
      'throttle',
      'degrade',
      'step-up',
      'suspend',
    ])
    expect(steps.every(({ says }) => says !== '')).toBe(true)
    expect(meaningAt(SCHEMA, placeIn('rules:\n  - name: r\n    |'), 'rollout')).toMatch(/share first/)
  })

  test('as a reason are the codes of the file', () => {
    expect(namesUnder(DEFAULT_POLICY.split('\n'), 'reasons')).toEqual([
      'coordinated-extraction',
      'verification-needed',
      'under-review',
    ])
    expect(namesUnder(['reasons: { a: b, c-d: e }'], 'reasons')).toEqual(['a', 'c-d'])
  })

  test('has a meaning for every name of the schema', () => {
    const silent: string[] = []
    const walk = (schema: JsonSchema, path: string) => {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        if (property.description === undefined) silent.push(`${path}.${name}`)
        walk(property, `${path}.${name}`)
      }
      for (const form of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) walk(form, path)
      if (schema.items) walk(schema.items, path)
    }
    walk(SCHEMA, '')
    expect(silent).toEqual([])
  })
})
