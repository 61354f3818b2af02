// Asking for an analysis, and how far it is.
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import type { Run } from '../analysis-clock.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'

const RUN = z.object({
  id: z.string(),
  asked_by: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  asked_at: z.string(),
  started_at: z.string().optional(),
  ended_at: z.string().optional(),
  step: z.string().optional(),
  analysis: z.string().optional().describe('id of the analysis in the store'),
  kind: z
    .enum(['whole', 'increment'])
    .optional()
    .describe('whether the whole log was analysed, or what came was added to the last such analysis'),
  campaigns: z.number().int().optional(),
  caveats: z.array(z.string()).optional().describe('what was not known'),
  failure: z.string().optional(),
})

export function analysisRoutes({ clock, audit }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/v1/analyses',
      scope: 'act',
      says: 'Asks for a whole analysis of what is in the store; if one waits already, that is it.',
      gives: { 202: { says: 'It waits or runs.', schema: RUN } },
      handle: async ({ caller }, reply) => {
        const actor = caller?.actor ?? ''
        const run = clock.ask(actor)
        await audit.add({ actor, action: 'analysis.asked', details: { run: run.id } })
        void reply.code(202).header('location', `/v1/analyses/${run.id}`)
        return toldRun(run)
      },
    }),
    route({
      method: 'GET',
      path: '/v1/analyses',
      scope: 'read',
      says: 'Analyses since the service started, newest first.',
      gives: { 200: { says: 'The analyses.', schema: z.object({ analyses: z.array(RUN) }) } },
      handle: () => ({ analyses: clock.list().map(toldRun) }),
    }),
    route({
      method: 'GET',
      path: '/v1/analyses/:id',
      scope: 'read',
      says: 'How far an analysis is.',
      params: z.object({ id: z.string() }),
      gives: { 200: { says: 'The analysis.', schema: RUN } },
      handle: ({ params }) => {
        const run = clock.find(params.id)
        if (run) return toldRun(run)
        throw new Problem(
          'no-analysis',
          say`no analysis ${params.id} was asked for since the service started`,
          'GET /v1/analyses lists those that were.',
        )
      },
    }),
  ]
}

function toldRun({ caveats, ...run }: Run): z.infer<typeof RUN> {
  return { ...run, ...(caveats && { caveats: caveats.map(({ text }) => text) }) }
}
