// What a customer is told of a step, as answers of the service have it.
import { z } from 'zod'
import type { CustomerTold } from '../../respond/customer-told.js'

export const TOLD = z
  .object({
    seen: z
      .enum(['refused', 'limited', 'changed', 'passed'])
      .describe(
        'what becomes of the requests: refused; refused over the rate; answered with less and without a word; as before',
      ),
    code: z.string().describe('of the reason'),
    words: z.string().optional().describe('the policy’s for the code'),
    suggested: z
      .string()
      .optional()
      .describe('where the policy has no words: those of the policy that ships, which nobody is told'),
    appeal_url: z.string().optional().describe('where the customer appeals, if the policy says so'),
    answers: z
      .array(
        z.object({
          form: z
            .enum(['openai', 'anthropic', 'gateway'])
            .describe('the proxy’s in the shape of an API’s own errors; that of Envoy and nginx'),
          status: z.number().int(),
          headers: z.record(z.string(), z.string()),
          body: z.unknown(),
        }),
      )
      .describe('to a refused request, as they go out'),
  })
  .describe('what the customer reads once it is enforced')

export function customerToldOf({ appealUrl, answers, ...told }: CustomerTold): z.infer<typeof TOLD> {
  return {
    ...told,
    ...(appealUrl !== undefined && { appeal_url: appealUrl }),
    answers: answers.map(({ headers, ...answer }) => ({ ...answer, headers: { ...headers } })),
  }
}
