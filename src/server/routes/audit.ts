// Who did what, for people: the audit log with the state of its chain, names beside ids, and what each entry is about.
import { z } from 'zod'
import { type AuditEntry, readAudit } from '../access/read-audit.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'
import { statePaths } from '../state-folder.js'

const MOST_ENTRIES = 500

const ABOUT = z
  .object({
    campaign: z
      .object({
        id: z.string(),
        name: z.string().optional().describe('absent where the newest analysis doesn’t know it'),
        alias: z.string().optional(),
      })
      .optional(),
    account: z.string().optional(),
    act: z.string().optional(),
  })
  .describe('what it was done to; of an act also where the entry has its id alone')

const AUDIT = z.object({
  entries: z.array(
    z.object({
      seq: z.number().int(),
      at: z.string(),
      actor: z.string(),
      name: z.string().optional().describe('of the key, or of the person when they last signed in'),
      action: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
      about: ABOUT,
    }),
  ),
  matching: z.number().int().describe('entries that match, on all pages'),
  actors: z
    .array(z.object({ id: z.string(), name: z.string().optional() }))
    .describe('who stands in the log'),
  actions: z.array(z.string()).describe('what was ever done'),
  head: z.object({ seq: z.number().int(), hash: z.string() }).describe('newest entry that follows'),
  broken_at: z
    .number()
    .int()
    .optional()
    .describe('line of the file that does not follow from the one before; absent when all do'),
})

export function auditRoutes(service: Service): readonly AnyRoute[] {
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
        actor: z.string().max(400).optional().describe('who, as the log has it'),
        action: z.string().max(100).optional().describe('what, as the log has it'),
        about: z
          .string()
          .max(4096)
          .optional()
          .describe('a campaign by its id, name or alias, an account, or an act'),
      }),
      gives: { 200: { says: 'The entries.', schema: AUDIT } },
      handle: async ({ query: { q, about, ...asked } }): Promise<z.infer<typeof AUDIT>> => {
        const { entries, matching, head, actors, actions, names, brokenAt } = await readAudit(
          statePaths(service.options.state).audit,
          { ...asked, text: q, about: about === undefined ? undefined : meantBy(about, service) },
        )
        const keys = new Map(service.keys.list().map(({ id, name }) => [`key:${id}`, name]))
        const named = (actor: string) => {
          const name = keys.get(actor) ?? names.get(actor)
          return name === undefined ? {} : { name }
        }
        return {
          entries: entries.map((entry) => ({
            ...entry,
            ...named(entry.actor),
            details: entry.details as AuditDetails,
            about: aboutOf(entry, service),
          })),
          matching,
          actors: actors.map((id) => ({ id, ...named(id) })),
          actions: [...actions],
          head,
          ...(brokenAt !== undefined && { broken_at: brokenAt }),
        }
      },
    }),
  ]
}

type AuditDetails = z.infer<typeof AUDIT>['entries'][number]['details']

/** Values by which entries speak of something: its id, names of a campaign, and the acts on it. */
function meantBy(about: string, { findings, feedback, acts }: Service): ReadonlySet<string> {
  const campaign = findings.analysis?.campaigns.find(
    ({ id, name }) => id === about || name === about || feedback.alias(id) === about,
  )
  const meant = new Set([about, ...(campaign ? [campaign.id] : [])])
  const own = acts.acts.filter((act) => meant.has(act.account) || meant.has(act.campaign))
  return new Set([...meant, ...own.map(({ id }) => id)])
}

function aboutOf({ details }: AuditEntry, { findings, feedback, acts }: Service): z.infer<typeof ABOUT> {
  const textOf = (name: string) => (typeof details[name] === 'string' ? details[name] : undefined)
  const act = textOf('act')
  const done = act === undefined ? undefined : acts.acts.find(({ id }) => id === act)
  const id = textOf('campaign') || done?.campaign
  const account = textOf('account') || done?.account
  const known = findings.analysis?.campaigns.find((one) => one.id === id || one.name === id)
  const alias = known && feedback.alias(known.id)
  return {
    ...(id && {
      campaign: {
        id: known?.id ?? id,
        ...(known && { name: known.name }),
        ...(alias !== undefined && { alias }),
      },
    }),
    ...(account && { account }),
    ...(act !== undefined && { act }),
  }
}
