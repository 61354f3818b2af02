// What pages ask the service, each once: its key, how long it counts, and when it is asked again.
import { queryOptions } from '@tanstack/react-query'
import { service, told } from './client'

/** Findings change with an analysis only; the shell asks anew when there was one. */
const FINDINGS_MS = 5 * 60_000
const STATUS_MS = 4000

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => told(service.GET('/v1/me', { signal })),
  staleTime: FINDINGS_MS,
  retry: false,
})

export const waysInQuery = queryOptions({
  queryKey: ['ways in'],
  queryFn: ({ signal }) => told(service.GET('/auth', { signal })),
  staleTime: FINDINGS_MS,
})

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => told(service.GET('/v1/status', { signal })),
  refetchInterval: STATUS_MS,
})

export const overviewQuery = queryOptions({
  queryKey: ['findings', 'overview'],
  queryFn: ({ signal }) => told(service.GET('/v1/overview', { signal })),
  staleTime: FINDINGS_MS,
})

/** What happened after an event; the newest first. */
export const historyQuery = (since: number) =>
  queryOptions({
    queryKey: ['findings', 'history', since],
    queryFn: ({ signal }) =>
      told(service.GET('/v1/history', { signal, params: { query: { since, limit: 60 } } })),
    staleTime: FINDINGS_MS,
  })
