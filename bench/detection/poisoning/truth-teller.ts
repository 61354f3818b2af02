// What a partner publishes who tells the truth: all that its own analysis lets it tell, accused campaigns and suspicions.
import type { CommunityKey } from '../../../src/share/community-key.js'
import { readSharedCampaign } from '../../../src/share/shared-campaign.js'
import { campaignBundle } from '../../../src/share/stix/campaign-bundle.js'
import { producerId, signStixObject } from '../../../src/share/stix/signed-object.js'
import type { StixObject } from '../../../src/share/stix/stix-object.js'
import { whyNotSuspected } from '../../../src/share/suspicion.js'
import type { Signer } from '../../../src/share/trust/signature.js'
import type { Store } from '../../../src/store/store.js'
import type { Standing } from './run.js'

export interface Told {
  readonly objects: readonly StixObject[]
  /** Groups that were told, by their accounts. */
  readonly groups: readonly { readonly accounts: readonly string[]; readonly isSuspicion: boolean }[]
}

export async function tellAll(
  store: Store,
  { campaigns }: Standing,
  key: CommunityKey,
  signer: Signer,
  now: number,
): Promise<Told> {
  const groups = campaigns.filter(
    (campaign) => campaign.verdict !== 'explained' || whyNotSuspected(campaign) === undefined,
  )
  const objects: StixObject[] = []
  for (const { id } of groups) {
    const shared = await readSharedCampaign(store, id, { key, suspects: true })
    const bundle = campaignBundle(shared, { tlp: 'amber', producer: signer.provider })
    for (const object of bundle.objects)
      objects.push(
        object.created_by_ref === producerId(signer.provider) ? signStixObject(object, signer, now) : object,
      )
  }
  return {
    objects,
    groups: groups.map(({ accounts, verdict }) => ({
      accounts: accounts.map(({ id }) => id),
      isSuspicion: verdict === 'explained',
    })),
  }
}
