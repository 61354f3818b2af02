// What an analyst may do, each written down with who, why and until when, and each undone by another act.
import { readCampaign } from '../campaigns/life/kept.js'
import type { Store } from '../store/store.js'
import { type Act, keepActs, readActs } from './kept/acts.js'
import { readPolicyInForce } from './kept/policies.js'
import { type ActAsked, type ActBase, makeAct } from './make-act.js'

/**
 * Does it in a store; decisions follow when they are made next.
 * @throws Problem `no-campaign`, and those of `makeAct`
 */
export async function act(store: Store, base: ActBase, asked: ActAsked): Promise<Act> {
  const wanted = 'campaign' in asked ? asked.campaign : undefined
  const made = makeAct(base, asked, {
    campaign: wanted === undefined ? '' : (await readCampaign(store, wanted)).id,
    reasons: Object.keys((await readPolicyInForce(store))?.reasons ?? {}),
    acts: await readActs(store),
  })
  await keepActs(store, [made])
  return made
}
