// The JSON contract `stillwatch.analysis/1`, written down apart from the code that makes it.
import { z } from 'zod'

export const share = z.number().min(0).max(1)
export const count = z.int().min(0)
const time = z.iso.datetime()

export const evidence = z.strictObject({
  detector: z.string().min(1),
  bits: z.number(),
  summary: z.string().min(1),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  innocent: z.array(z.string()),
  query: z.string().optional(),
})

const campaign = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  verdict: z.enum(['distillation', 'coordinated', 'explained']),
  explanation: z.string().min(1).optional(),
  probability: share,
  q_value: share,
  accounts: z.array(z.strictObject({ id: z.string().min(1), probability: share, exchanges: count })).min(1),
  exchanges: count,
  input_tokens: count,
  output_tokens: count,
  first_seen: time,
  last_seen: time,
  capabilities: z.record(z.string(), share),
  templates: z.array(z.strictObject({ anchors: z.array(count), share, skeleton: z.string().optional() })),
  evidence: z.array(evidence),
})

export const ANALYSIS_CONTRACT = z.strictObject({
  schema: z.literal('stillwatch.analysis/1'),
  input: z.strictObject({
    exchanges: count,
    accounts: count,
    rejected: count,
    from: z.union([time, z.literal('')]),
    to: z.union([time, z.literal('')]),
  }),
  campaigns: z.array(campaign),
  detectors: z.array(
    z.strictObject({
      id: z.string().min(1),
      state: z.enum(['ran', 'failed', 'skipped']),
      ms: z.number().min(0),
      reason: z.string().min(1).optional(),
    }),
  ),
})
