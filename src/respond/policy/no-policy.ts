// The policy of a store in which none was put in force: nothing is done but what analysts do.
import { parsePolicy } from './parse-policy.js'
import { POLICY_SCHEMA } from './policy.js'

export const NO_POLICY = parsePolicy(
  JSON.stringify({ schema: POLICY_SCHEMA, version: 'none', reasons: {}, rules: [] }),
  'no policy',
)
