// The service's routes as types, for the console's client: made from the OpenAPI description, so that a route that
// changes breaks the console's build and not its pages.
import { describeRoutes } from '../src/server/routes/open-api.js'
import { routesOf } from '../src/server/routes/routes.js'
import type { Service } from '../src/server/service.js'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
}

interface Operation {
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: Schema }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content: Content }>>
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** The module `console/generated/contract.ts`: `paths` as openapi-fetch reads it, and `components`. */
export function renderContract(): string {
  // Routes are described without a service: what they need of one is looked at when they answer.
  const unstarted = { options: { version: '' } } as unknown as Service
  const { paths, components } = describeRoutes(routesOf(unstarted), '') as unknown as Description
  const told = Object.entries(paths).map(
    ([path, operations]) =>
      `  ${JSON.stringify(path)}: {\n${Object.entries(operations)
        .map(([method, operation]) => `    ${method}: ${operationOf(operation)}`)
        .join('\n')}\n  }`,
  )
  const schemas = Object.entries(components.schemas).map(([name, schema]) => `    ${name}: ${typeOf(schema)}`)
  return `// Made by the build from the service's OpenAPI description.
export interface paths {
${told.join('\n')}
}
export interface components {
  schemas: {
${schemas.join('\n')}
  }
}
`
}

function operationOf({ parameters = [], requestBody, responses }: Operation): string {
  const placed = (place: string) => {
    const own = parameters.filter((one) => one.in === place)
    const fields = own.map(
      ({ name, required, schema }) => `${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema)}`,
    )
    const isNeeded = own.some(({ required }) => required)
    return own.length === 0 ? '' : `${place}${isNeeded ? '' : '?'}: { ${fields.join('; ')} }; `
  }
  const body = requestBody ? `requestBody: { content: ${contentOf(requestBody.content)} }; ` : ''
  const answers = Object.entries(responses).map(
    ([status, { content }]) => `${status}: { content: ${contentOf(content)} }`,
  )
  return `{ parameters: { ${placed('query')}${placed('path')}}; ${body}responses: { ${answers.join('; ')} } }`
}

function contentOf(content: Content): string {
  const types = Object.entries(content).map(
    ([type, { schema }]) => `${JSON.stringify(type)}: ${typeOf(schema)}`,
  )
  return `{ ${types.join('; ')} }`
}

/** A JSON schema as a type. */
function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return `components['schemas']['${schema.$ref.split('/').at(-1)}']`
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return `(${either.map(typeOf).join(' | ')})`
  if (schema.allOf) return `(${schema.allOf.map(typeOf).join(' & ')})`
  if (Array.isArray(schema.type))
    return `(${schema.type.map((type: string) => typeOf({ ...schema, type })).join(' | ')})`
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'number':
    case 'integer':
      return 'number'
    case 'array':
      if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`
      return `(${schema.items ? typeOf(schema.items) : 'unknown'})[]`
    case 'object':
      return objectOf(schema)
    default:
      return 'unknown'
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  if (fields.length > 0) return `{ ${fields.join('; ')} }`
  const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
  return `Record<string, ${values}>`
}
