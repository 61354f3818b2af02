// Who did what, for people: the audit log with the state of its chain.
import { z } from 'zod'
import { readAudit } from '../access/read-audit.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'
import { statePaths } from '../state-folder.js'

const MOST_ENTRIES = 500

const AUDIT = z.object({
  entries: z.array(
    z.object({
      seq: z.number().int(),
      at: z.string(),
      actor: z.string(),
      action: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    }),
  ),
  matching: z.number().int().describe('entries that match, on all pages'),
  head: z.object({ seq: z.number().int(), hash: z.string() }).describe('newest entry that follows'),
  broken_at: z
    .number()
    .int()
    .optional()
    .describe('line of the file that does not follow from the one before; absent when all do'),
})

export function auditRoutes({ options }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/audit',
      scope: 'read',
      says: 'Who did what, newest first; the chain of the log is followed anew each time.',
      query: z.object({
        before: z.coerce.number().int().min(1).optional().describe('entries with a lower number'),
        limit: z.coerce.number().int().min(1).max(MOST_ENTRIES).default(100),
        q: z.string().max(200).optional().describe('a part of an entry'),
      }),
      gives: { 200: { says: 'The entries.', schema: AUDIT } },
      handle: async ({ query: { before, limit, q } }): Promise<z.infer<typeof AUDIT>> => {
        const { entries, matching, head, brokenAt } = await readAudit(statePaths(options.state).audit, {
          before,
          limit,
          text: q,
        })
        return {
          entries: entries.map((entry) => ({ ...entry, details: entry.details as AuditDetails })),
          matching,
          head,
          ...(brokenAt !== undefined && { broken_at: brokenAt }),
        }
      },
    }),
  ]
}

type AuditDetails = z.infer<typeof AUDIT>['entries'][number]['details']
