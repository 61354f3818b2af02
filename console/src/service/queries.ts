// What pages ask the service, each once: its key, how long it counts, and when it is asked again.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { MEMBER_FILTERS, MemberOrder } from '../router'
import { Failed, type StepAsked, service, told } from './client'

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
  // Who isn't known any more is asked to sign in, and not every few seconds again.
  refetchInterval: ({ state: { error } }) =>
    error instanceof Failed && error.status === 401 ? false : STATUS_MS,
})

export const overviewQuery = queryOptions({
  queryKey: ['findings', 'overview'],
  queryFn: ({ signal }) => told(service.GET('/v1/overview', { signal })),
  staleTime: FINDINGS_MS,
})

/** What the palette and the choice of an account look for. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['deeds', 'search', q],
    queryFn: ({ signal }) =>
      told(service.GET('/v1/search', { signal, params: { query: { q, limit: q === '' ? 50 : 8 } } })),
    placeholderData: keepPreviousData,
    staleTime: 5000,
    retry: false,
  })

export const detectorsQuery = queryOptions({
  queryKey: ['findings', 'detectors'],
  queryFn: ({ signal }) => told(service.GET('/v1/detectors', { signal })),
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

/** What people do is asked for again after each act; others act too. */
const DEEDS_MS = 15_000

export const actsQuery = queryOptions({
  queryKey: ['deeds', 'acts'],
  queryFn: ({ signal }) => told(service.GET('/v1/acts', { signal })),
  staleTime: DEEDS_MS,
  refetchInterval: DEEDS_MS,
})

export const policiesQuery = queryOptions({
  queryKey: ['deeds', 'policies'],
  queryFn: ({ signal }) => told(service.GET('/v1/policies', { signal })),
  staleTime: DEEDS_MS,
})

export const feedbackQuery = (id: string) =>
  queryOptions({
    queryKey: ['deeds', 'feedback', id],
    queryFn: ({ signal }) =>
      told(service.GET('/v1/campaigns/{id}/feedback', { signal, params: { path: { id } } })),
    staleTime: DEEDS_MS,
  })

export const calibrationQuery = queryOptions({
  queryKey: ['deeds', 'calibration'],
  queryFn: ({ signal }) => told(service.GET('/v1/feedback/report', { signal })),
  staleTime: DEEDS_MS,
})

/** Accounts that a preview lists one by one. */
const LISTED_ACCOUNTS = 300

/** Whom a step would hit. */
export const previewQuery = (asked: StepAsked) =>
  queryOptions({
    queryKey: ['deeds', 'preview', asked],
    queryFn: ({ signal }) =>
      told(service.POST('/v1/acts/preview', { signal, body: { ...asked, most: LISTED_ACCOUNTS } })),
    placeholderData: keepPreviousData,
    staleTime: DEEDS_MS,
  })

/** What partners share comes by their clock; asked again while the engine has had no time. */
export const sharingQuery = queryOptions({
  queryKey: ['deeds', 'sharing'],
  queryFn: ({ signal }) => told(service.GET('/v1/sharing', { signal })),
  staleTime: DEEDS_MS,
  refetchInterval: 2 * DEEDS_MS,
})

/** The clock sends by itself: what it did meanwhile is asked for. */
const OUTBOX_MS = 5000

export const outboxQuery = queryOptions({
  queryKey: ['deeds', 'outbox'],
  queryFn: ({ signal }) => told(service.GET('/v1/outbox', { signal })),
  staleTime: OUTBOX_MS,
  refetchInterval: OUTBOX_MS,
})

/** Rows of a page of what was received. */
export const RECEIVED_PAGE = 50

export const receivedQuery = (page: number, q: string) => {
  const query = receivedAsked(page, q)
  return queryOptions({
    queryKey: ['deeds', 'received', query],
    queryFn: ({ signal }) => told(service.GET('/v1/received', { signal, params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: DEEDS_MS,
  })
}

export const indicatorsQuery = (page: number, q: string) => {
  const query = receivedAsked(page, q)
  return queryOptions({
    queryKey: ['deeds', 'indicators', query],
    queryFn: ({ signal }) => told(service.GET('/v1/received/indicators', { signal, params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: DEEDS_MS,
  })
}

export const asideQuery = (page: number, q: string) => {
  const query = receivedAsked(page, q)
  return queryOptions({
    queryKey: ['deeds', 'aside', query],
    queryFn: ({ signal }) => told(service.GET('/v1/received/aside', { signal, params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: DEEDS_MS,
  })
}

const receivedAsked = (page: number, q: string) => ({
  offset: (page - 1) * RECEIVED_PAGE,
  limit: RECEIVED_PAGE,
  ...(q !== '' && { q }),
})

const AUDIT_PAGE = 100

export interface AuditFilter {
  readonly q?: string
  readonly who?: string
  readonly what?: string
  readonly about?: string
}

/** The filter as the service takes it. */
export const auditAsked = ({ q, who, what, about }: AuditFilter) => ({
  ...(q !== undefined && { q }),
  ...(who !== undefined && { actor: who }),
  ...(what !== undefined && { action: what }),
  ...(about !== undefined && { about }),
})

export const auditQuery = (filter: AuditFilter, before: number | undefined) =>
  queryOptions({
    queryKey: ['deeds', 'audit', filter, before],
    queryFn: ({ signal }) =>
      told(
        service.GET('/v1/audit', {
          signal,
          params: {
            query: { limit: AUDIT_PAGE, ...auditAsked(filter), ...(before !== undefined && { before }) },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 2000,
  })

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['findings', 'campaign', id],
    queryFn: ({ signal }) =>
      told(service.GET('/v1/campaigns/{id}/view', { signal, params: { path: { id } } })),
    staleTime: FINDINGS_MS,
  })

export interface MemberAsked {
  readonly order: MemberOrder
  readonly show: (typeof MEMBER_FILTERS)[number]
  readonly search: string
  readonly offset: number
  readonly limit: number
}

export const membersQuery = (id: string, asked: MemberAsked) =>
  queryOptions({
    queryKey: ['findings', 'members', id, asked],
    queryFn: ({ signal }) =>
      told(service.GET('/v1/campaigns/{id}/accounts', { signal, params: { path: { id }, query: asked } })),
    placeholderData: (before) => before,
    staleTime: FINDINGS_MS,
  })

/** Comes with each load, and not only with an analysis. */
export const recognisedQuery = (id: string) =>
  queryOptions({
    queryKey: ['deeds', 'recognised', id],
    queryFn: ({ signal }) =>
      told(service.GET('/v1/campaigns/{id}/recognised', { signal, params: { path: { id } } })),
    staleTime: DEEDS_MS,
    refetchInterval: 2 * DEEDS_MS,
  })

export const graphQuery = (id: string, kinds: string, bits: number) =>
  queryOptions({
    queryKey: ['findings', 'graph', id, kinds, bits],
    queryFn: ({ signal }) =>
      told(
        service.GET('/v1/campaigns/{id}/graph', { signal, params: { path: { id }, query: { kinds, bits } } }),
      ),
    placeholderData: (before) => before,
    staleTime: FINDINGS_MS,
  })

export const holdersQuery = (id: string) =>
  queryOptions({
    queryKey: ['findings', 'holders', id],
    queryFn: ({ signal }) =>
      told(service.GET('/v1/campaigns/{id}/holders', { signal, params: { path: { id } } })),
    staleTime: FINDINGS_MS,
  })

export const comparisonQuery = (id: string, other: string) =>
  queryOptions({
    queryKey: ['findings', 'comparison', id, other],
    queryFn: ({ signal }) =>
      told(
        service.GET('/v1/campaigns/{id}/comparison', {
          signal,
          params: { path: { id }, query: { with: other } },
        }),
      ),
    staleTime: FINDINGS_MS,
  })

/** Asked again while the engine has had no time. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['findings', 'account', id],
    queryFn: ({ signal }) =>
      told(service.GET('/v1/accounts/{id}/view', { signal, params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) =>
      data?.sent === null && data.seen !== false ? STATUS_MS : false,
    staleTime: FINDINGS_MS,
  })

/** The file is read when the service starts. */
export const publicEventsQuery = queryOptions({
  queryKey: ['public-events'],
  queryFn: ({ signal }) => told(service.GET('/v1/public-events', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})
