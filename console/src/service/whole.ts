// Lists that pages show in parts, whole: for what is saved and copied of them.
import {
  type AccountEffect,
  type AsideObject,
  type AuditEntry,
  type MemberPage,
  type Received,
  type ReceivedIndicator,
  type RecognisedPage,
  type StepAsked,
  service,
  told,
} from './client'
import { type AuditFilter, auditAsked, type MemberAsked } from './queries'

/** Most rows of one answer, as the routes have it. */
const MEMBERS = 5000
const RECOGNISED = 500
const RECEIVED = 200
const ENTRIES = 500
const EFFECTS = 25_000

/** One answer after another, until as many rows came as there are, or none more. */
async function readPages<Row>(
  size: number,
  read: (offset: number) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>,
): Promise<Row[]> {
  const all: Row[] = []
  for (let total = 1; all.length < total; ) {
    const page = await read(all.length)
    all.push(...page.rows)
    total = page.rows.length < size ? all.length : page.total
  }
  return all
}

/**
 * The accounts of a campaign that are asked for. Pages of two analyses don't fit together: where another one came meanwhile
 * it begins again.
 */
export async function allMembers(
  id: string,
  asked: Omit<MemberAsked, 'offset' | 'limit'>,
): Promise<MemberPage['accounts']> {
  let analysis: string | undefined
  for (;;) {
    let isOne = true
    const rows = await readPages(MEMBERS, async (offset) => {
      const query = { ...asked, offset, limit: MEMBERS }
      const page = await told(service.GET('/v1/campaigns/{id}/accounts', { params: { path: { id }, query } }))
      if (offset === 0) analysis = page.analysis
      isOne &&= page.analysis === analysis
      return { total: isOne ? page.total : 0, rows: page.accounts }
    })
    if (isOne) return rows
  }
}

export const allRecognised = (id: string): Promise<RecognisedPage['accounts']> =>
  readPages(RECOGNISED, async (offset) => {
    const query = { offset, limit: RECOGNISED }
    const { total, accounts } = await told(
      service.GET('/v1/campaigns/{id}/recognised', { params: { path: { id }, query } }),
    )
    return { total, rows: accounts }
  })

const receivedAsked = (offset: number, q: string) => ({ offset, limit: RECEIVED, ...(q !== '' && { q }) })

export const allReceived = (q: string): Promise<Received[]> =>
  readPages(RECEIVED, (offset) =>
    told(service.GET('/v1/received', { params: { query: receivedAsked(offset, q) } })),
  )

export const allIndicators = (q: string): Promise<ReceivedIndicator[]> =>
  readPages(RECEIVED, (offset) =>
    told(service.GET('/v1/received/indicators', { params: { query: receivedAsked(offset, q) } })),
  )

export const allAside = (q: string): Promise<AsideObject[]> =>
  readPages(RECEIVED, (offset) =>
    told(service.GET('/v1/received/aside', { params: { query: receivedAsked(offset, q) } })),
  )

/** Accounts that a step would reach; more than a service tells of at once are left out, as its route says. */
export async function allEffects(asked: StepAsked): Promise<readonly AccountEffect[]> {
  const { accounts } = await told(service.POST('/v1/acts/preview', { body: { ...asked, most: EFFECTS } }))
  return accounts
}

/** Entries of the audit, newest first. */
export async function allEntries(filter: AuditFilter): Promise<AuditEntry[]> {
  const all: AuditEntry[] = []
  for (;;) {
    const before = all.at(-1)?.seq
    const query = { limit: ENTRIES, ...auditAsked(filter), ...(before !== undefined && { before }) }
    const { entries } = await told(service.GET('/v1/audit', { params: { query } }))
    all.push(...entries)
    if (entries.length < ENTRIES) return all
  }
}
