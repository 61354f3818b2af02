// What an analyst may do, each written down with who, why and until when, and each undone by another act.
import { readCampaign } from '../campaigns/life/kept.js'
import type { Store } from '../store/store.js'
import { adoptProposed } from './adopt.js'
import { type Act, keepActs, readActs } from './kept/acts.js'
import { readPolicyInForce } from './kept/policies.js'
import { type ActAsked, type ActBase, makeAct } from './make-act.js'

/**
 * Does it in a store; decisions follow when they are made next.
 * @throws Problem `no-campaign`, and those of `makeAct`
 */
export async function act(store: Store, base: ActBase, asked: ActAsked): Promise<Act> {
  const wanted = 'campaign' in asked ? asked.campaign : undefined
  const policy = await readPolicyInForce(store)
  const acts = await readActs(store)
  const made = makeAct(base, asked, {
    campaign: wanted === undefined ? '' : (await readCampaign(store, wanted)).id,
    reasons: Object.keys(policy?.reasons ?? {}),
    approvals: policy?.approvals,
    acts,
  })
  // The policy first: what can't be put in force was not approved.
  if (made.kind === 'adopt') await adoptProposed(store, made, acts)
  await keepActs(store, [made])
  return made
}
