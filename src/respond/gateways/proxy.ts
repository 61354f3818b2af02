// Stillwatch's own reverse proxy, for those without a gateway: it follows the stream of decisions and enforces them
// itself, so that it asks nobody before a call.
import type { Gateway } from './gateway.js'

export const PROXY: Gateway = {
  id: 'proxy',
  title: 'Stillwatch proxy',
  routes: [],
  ladder: {
    observe: { kept: 'whole', how: 'passes, and is counted' },
    tag: { kept: 'whole', how: 'passes with `x-stillwatch-tag` to the upstream' },
    throttle: { kept: 'whole', how: '429 with `retry-after` over the rate' },
    degrade: {
      kept: 'whole',
      how: 'model, limit of tokens, reasoning and log probabilities changed in the request; reasoning and log probabilities taken out of the answer, streamed or not',
    },
    'step-up': { kept: 'whole', how: '403 with the address in the body' },
    suspend: { kept: 'whole', how: '403' },
  },
}
