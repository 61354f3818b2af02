// The case file of a campaign or of one of its accounts. It is handed over and not kept; the audit log has its hashes.
import { z } from 'zod'
import { CASE_LANGUAGES } from '../../case/teller.js'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import { TLP_LEVELS, type TlpLevel } from '../../share/stix/tlp.js'
import { isAllowed } from '../access/caller.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'
import { statePaths } from '../state-folder.js'

const ID = z.string().min(1).max(4096)

const ASKED = z.object({
  account: ID.optional().describe('the case of this account alone; no other is named in it'),
  analysis: ID.optional().describe('an earlier analysis; the newest when left out'),
  language: z.enum(CASE_LANGUAGES).default('en').describe('of the page'),
  tlp: z
    .enum(TLP_LEVELS as [TlpLevel, ...TlpLevel[]])
    .default('amber+strict')
    .describe('who may see it'),
  with_values: z
    .boolean()
    .default(false)
    .describe('values that accounts share, and texts, in clear; takes the scope act'),
})

const HASH = z.string().describe('SHA-256, 64 hexadecimal digits')
const MADE = z.object({
  html: z.string().describe('the page, to be kept to the byte'),
  json: z.string().describe('the data, to be kept to the byte'),
  seal: z
    .object({
      schema: z.string(),
      case: z.string(),
      made_at: z.string(),
      data: HASH,
      page: HASH,
      signature: z.string().optional(),
      card: z.looseObject({ provider: z.string() }).optional(),
    })
    .describe('the hashes, and signature and key card where the provider has an identity'),
})

export function caseRoutes({ engine, audit, options, findings }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/v1/campaigns/:id/case',
      scope: 'read',
      says: 'Makes the case file of an accused campaign, or of one of its accounts, as a page and as data; it is not kept.',
      params: z.object({ id: ID.describe('id or name') }),
      body: ASKED,
      gives: { 200: { says: 'Both files.', schema: MADE } },
      handle: async ({ params: { id }, body, caller }): Promise<z.infer<typeof MADE>> => {
        const { with_values: withValues, ...asked } = body
        if (withValues && (!caller || !isAllowed(caller, 'act')))
          throw new Problem(
            'scope-missing',
            say`values in clear take the scope act`,
            'Make it without them, or ask somebody who may act.',
          )
        const { audit: auditFile, identity: identityFile } = statePaths(options.state)
        const by = caller?.actor ?? ''
        const wanted = asked.analysis === undefined ? findings.campaign(id).id : id
        const { html, json, seal, noted } = await engine.request('case', {
          ...asked,
          wanted,
          withValues,
          by,
          auditFile,
          identityFile,
        })
        await audit.add({ actor: by, action: 'case.made', details: noted })
        const { card, signature, ...sealed } = seal
        return {
          html,
          json,
          seal: { ...sealed, ...(card && signature !== undefined && { signature, card: { ...card } }) },
        }
      },
    }),
  ]
}
