// What a client of a collection would be given of a campaign that is published into it: made, signed and withheld as the
// server does it.
import { existsSync } from 'node:fs'
import { signOwn } from '../../publish/sign-own.js'
import { signPart } from '../../publish/sign-part.js'
import type { SharedCampaign } from '../../shared-campaign.js'
import { campaignBundle } from '../../stix/campaign-bundle.js'
import { producerId } from '../../stix/signed-object.js'
import type { StixObject } from '../../stix/stix-object.js'
import type { TlpLevel } from '../../stix/tlp.js'
import { openIdentity } from '../../trust/identity.js'
import type { TaxiiConfiguration } from './configuration.js'
import { type Served, servedTo } from './served-to.js'

export interface CampaignForOptions {
  readonly configuration: TaxiiConfiguration
  /** Name of a key, as the lists have it. */
  readonly client: string
  /** Id, alias or title; the first that the client may read when undefined. */
  readonly collection: string | undefined
  readonly tlp: TlpLevel
  /** Who tells; the provider of the own keys when undefined. */
  readonly producer: string | undefined
  /** File of own keys; nothing is signed where there is none. */
  readonly identityFile: string
}

export interface CampaignFor extends Served {
  /** All objects as they would be published, in order. */
  readonly published: readonly StixObject[]
}

/** @throws Problem `preview-collection`, and those of the file of keys */
export async function campaignFor(
  campaign: SharedCampaign,
  options: CampaignForOptions,
): Promise<CampaignFor> {
  const { configuration, client, collection, tlp, identityFile } = options
  const identity = existsSync(identityFile) ? await openIdentity(identityFile) : undefined
  const producer = options.producer ?? identity?.card.provider
  const own = identity !== undefined && producer === identity.card.provider ? identity : undefined
  const { objects } = campaignBundle(campaign, { tlp, ...(producer !== undefined && { producer }) })
  const published = own ? signOwn(objects, own, producerId(own.card.provider)) : objects
  const served = await servedTo(configuration, client, collection, published, (part, whole) =>
    own ? signPart(part, whole, own) : part,
  )
  return { ...served, published }
}
