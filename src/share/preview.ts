// What would leave, as the JSON contract `stillwatch.share-preview/1`. It shows what stays here too: it is for the
// operator, and not for partners.
import type { SharedCampaign } from './shared-campaign.js'
import type { TlpLevel } from './stix/tlp.js'

export const SHARE_PREVIEW_SCHEMA = 'stillwatch.share-preview/1'

/** The preview as data; `here` is what a value stands for in this store. */
export function tellPreview(campaign: SharedCampaign, tlp: TlpLevel) {
  const { key, indicators, held, id, name, verdict, probability, accounts, exchanges } = campaign
  return {
    schema: SHARE_PREVIEW_SCHEMA,
    campaign: { id, name, verdict, probability, accounts, exchanges },
    tlp,
    matching: key.isShared ? 'community' : 'nobody',
    ...(key.isShared && { key_id: key.id }),
    leaves: indicators.map((indicator) => ({
      kind: indicator.kind,
      form: indicator.form,
      here: indicator.original,
      value: indicator.value,
      accounts: indicator.accounts,
      bits: Number(indicator.bits.toFixed(1)),
      confidence: Number(indicator.confidence.toFixed(3)),
      valid_from: indicator.validFrom,
      valid_until: indicator.validUntil,
    })),
    held: held.map(({ kind, original, accounts: inside, outside, why }) => ({
      kind,
      here: original,
      accounts: inside,
      outside,
      why,
    })),
  }
}
