// The service described by itself: OpenAPI 3.1 from the routes and their schemas.
import { z } from 'zod'
import { type AnyRoute, type Given, type Route, route } from '../http/route.js'
import { FAILURE, FAILURE_TYPE } from '../http/statuses.js'

type Json = Readonly<Record<string, unknown>>

/** The route that tells of all others, and of itself. */
export function openApiRoute(routes: readonly AnyRoute[], version: string): AnyRoute {
  const own: AnyRoute = route({
    method: 'GET',
    path: '/openapi.json',
    scope: 'anyone',
    says: 'This description.',
    gives: { 200: { says: 'OpenAPI 3.1.' } },
    handle: () => description,
  })
  const description = describeRoutes([...routes, own], version)
  return own
}

export function describeRoutes(routes: readonly AnyRoute[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const one of routes as unknown as readonly Route[]) {
    const path = one.path.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{rest}')
    const methods = one.method === '*' ? (['GET', 'POST', 'PUT', 'DELETE'] as const) : [one.method]
    for (const method of methods)
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation({ ...one, method }) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Stillwatch', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'a key of `stillwatch keys create`' },
        keyHeader: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-stillwatch-session',
          description:
            'of a person who signed in; `stillwatch-session` where the service is reached without TLS',
        },
      },
      schemas: { Failure: schemaOf(FAILURE) },
    },
  }
}

function operation({ method, path, scope, isForeign, says, body, query, params, takes, gives }: Route): Json {
  const rest = path.includes('*')
    ? [{ name: 'rest', in: 'path', required: true, schema: { type: 'string' } }]
    : []
  const parameters = [...rest, ...parametersOf('path', params), ...parametersOf('query', query)]
  return {
    operationId: `${method.toLowerCase()}${path
      .replace('*', '/rest')
      .replaceAll(/[^a-zA-Z]+(\w)/g, (_, letter: string) => letter.toUpperCase())
      .replaceAll(/\W/g, '')}`,
    summary: says,
    ...(scope === 'anyone'
      ? { security: [] }
      : {
          security: [{ key: [] }, { keyHeader: [] }, ...(isForeign ? [] : [{ session: [] }])],
          ...(scope !== 'caller' && { 'x-scope': scope }),
        }),
    ...(parameters.length > 0 && { parameters }),
    ...((body || takes) &&
      !['GET', 'HEAD'].includes(method) && {
        requestBody: { required: true, content: contentOf(takes, body) },
      }),
    responses: {
      ...Object.fromEntries(Object.entries(gives).map(([status, given]) => [status, answer(given)])),
      default: {
        description: 'A failure, in the form of RFC 9457.',
        content: { [FAILURE_TYPE]: { schema: { $ref: '#/components/schemas/Failure' } } },
      },
    },
  }
}

function answer({ says, schema, type = 'application/json' }: Given): Json {
  return { description: says, content: { [type]: { schema: schema ? schemaOf(schema) : {} } } }
}

function contentOf(takes: readonly string[] | undefined, body: z.ZodType | undefined): Json {
  const types = takes ?? ['application/json']
  return Object.fromEntries(types.map((type) => [type, { schema: body ? schemaOf(body, 'input') : {} }]))
}

function parametersOf(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: own,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >
  return own
}
