// Sends a policy's text as it is.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { JsonSchema } from '../parts/editor/schema-place'
import { type Backtest, service, told } from './client'

const AS_IT_IS = {
  headers: { 'content-type': 'application/yaml' },
  bodySerializer: (body: unknown) => body as string,
}
/** Most accounts of one backtest, as the route has it. */
const CHANGED = 25_000

export const reviewPolicy = (text: string) =>
  told(service.POST('/v1/policy/review', { ...AS_IT_IS, body: text as never }))

export const backtestPolicy = (text: string) =>
  told(service.POST('/v1/policy/backtest', { ...AS_IT_IS, body: text as never }))

/** Accounts that a text would have met differently, as many as the service tells of at once. */
export async function allChanged(text: string): Promise<Backtest['changed']> {
  const params = { query: { most: CHANGED } }
  const { changed } = await told(
    service.POST('/v1/policy/backtest', { ...AS_IT_IS, params, body: text as never }),
  )
  return changed
}

export const adoptPolicy = ({ text, note }: { readonly text: string; readonly note: string }) =>
  told(service.PUT('/v1/policy', { ...AS_IT_IS, params: { query: { note } }, body: text as never }))

/** What is wrong with a text, while it is typed. */
export const checkQuery = (text: string) =>
  queryOptions({
    queryKey: ['policy-check', text],
    queryFn: ({ signal }) =>
      told(service.POST('/v1/policy/check', { ...AS_IT_IS, signal, body: text as never })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })

/** It changes with the service's version alone. */
export const policySchemaQuery = queryOptions({
  queryKey: ['policy-schema'],
  queryFn: async ({ signal }) => (await told(service.GET('/v1/policy/schema', { signal }))) as JsonSchema,
  staleTime: Number.POSITIVE_INFINITY,
})
