// What a JSON Schema lets stand at a place of a file: names with what they mean, and values.
import { ITEM, type YamlPlace } from './yaml-path.js'

/** As much of JSON Schema as the service's schemas use. */
export interface JsonSchema {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly additionalProperties?: boolean | JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly enum?: readonly (string | number | boolean)[]
  readonly const?: string | number | boolean
  readonly default?: unknown
}

export interface KnownName {
  readonly name: string
  readonly says: string
  /** Whether something must stand there. */
  readonly isNeeded: boolean
  /** Whether more names or entries follow on lines of their own. */
  readonly isDeep: boolean
}

export interface KnownValue {
  readonly value: string
  readonly says: string
}

/** Each form that a value may have. */
function formsOf(schema: JsonSchema): JsonSchema[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return inner.length === 0 ? [schema] : inner.flatMap(formsOf)
}

function below(forms: readonly JsonSchema[], name: string): JsonSchema[] {
  return forms.flatMap((form) => {
    if (name === ITEM) return form.items ? formsOf(form.items) : []
    const { properties, additionalProperties: others } = form
    const own = properties?.[name] ?? (typeof others === 'object' ? others : undefined)
    return own ? formsOf(own) : []
  })
}

const formsAt = (schema: JsonSchema, path: readonly string[]) =>
  path.reduce<JsonSchema[]>((forms, name) => below(forms, name), formsOf(schema))

/** Those of several forms that what stands beside leaves possible: a rule’s action says what else it has. */
function fitting(forms: readonly JsonSchema[], beside: ReadonlyMap<string, string>): readonly JsonSchema[] {
  const left = forms.filter(({ properties = {} }) =>
    [...beside].every(([name, value]) => {
      const { const: wanted } = properties[name] ?? {}
      return wanted === undefined || value === '' || String(wanted) === value
    }),
  )
  return left.length > 0 ? left : forms
}

/** Whether its value says which of several forms it is: each value has a meaning then, and the name none of its own. */
const isChoice = (forms: readonly JsonSchema[], name: string) =>
  forms.filter(({ properties }) => properties?.[name]?.const !== undefined).length > 1

/** Names that may stand at a place and don’t yet. */
export function namesAt(schema: JsonSchema, { path, beside }: YamlPlace): KnownName[] {
  const found = new Map<string, KnownName>()
  const forms = formsAt(schema, path)
  for (const { properties = {}, required = [] } of fitting(forms, beside))
    for (const [name, property] of Object.entries(properties)) {
      if (beside.has(name) || found.has(name)) continue
      const says = isChoice(forms, name) ? '' : (property.description ?? '')
      const isDeep = formsOf(property).every(({ type }) => type === 'object' || type === 'array')
      found.set(name, { name, says, isNeeded: required.includes(name), isDeep })
    }
  return [...found.values()]
}

/** Values that may stand behind a name, or in a list. */
export function valuesAt(schema: JsonSchema, { path, name, beside }: YamlPlace): KnownValue[] {
  const holders = fitting(formsAt(schema, path), name === undefined ? new Map() : beside)
  const forms =
    name === undefined ? holders : below(name === 'action' ? formsAt(schema, path) : holders, name)
  const values = new Map<string, string>()
  for (const form of forms) {
    const { enum: words = [], const: only, type, description = '' } = form
    for (const word of [...words, ...(only === undefined ? [] : [only])])
      if (!values.has(String(word))) values.set(String(word), only === undefined ? '' : description)
    if (type === 'boolean') for (const word of ['true', 'false']) values.set(word, '')
  }
  return [...values].map(([value, says]) => ({ value, says }))
}

/** What a name means at a place. */
export function meaningAt(schema: JsonSchema, { path, beside }: YamlPlace, name: string): string | undefined {
  const forms = formsAt(schema, path)
  if (isChoice(forms, name)) return undefined
  const holders = [...fitting(forms, beside), ...forms]
  return holders
    .map(({ properties }) => properties?.[name]?.description)
    .find((description) => description !== undefined)
}
