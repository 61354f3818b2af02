// What was received and what of it matched, as rows for people and programs.
import type { Looked } from './match/look.js'
import type { ReceivedState } from './received-campaigns.js'

/** A row a campaign that is in force. */
export function tellReceived({ campaigns }: ReceivedState) {
  return campaigns.map((campaign) => ({
    partner: campaign.partner,
    campaign: campaign.name,
    verdict: campaign.verdict,
    accounts_there: campaign.accounts,
    own_bits: round(campaign.ownBits),
    indicators: campaign.indicators.length,
    strongest: round(campaign.indicators.reduce((most, { confidence }) => Math.max(most, confidence), 0)),
    until:
      campaign.indicators
        .map(({ validUntil }) => validUntil)
        .sort()
        .at(-1) ?? '',
    tlp: campaign.tlp,
    signed: campaign.signedBy !== '',
    id: campaign.id,
  }))
}

/** A row a campaign that matches; values are own ones: for the eyes of this provider alone. */
export function tellMatches({ matches }: Looked, isNamed: boolean) {
  return matches.map(({ campaign, accounts }) => {
    const [best] = accounts
    const values = new Map(
      accounts.flatMap(({ shows }) => shows).map((shown) => [`${shown.kind} ${shown.value}`, shown]),
    )
    return {
      partner: campaign.partner,
      campaign: campaign.name,
      tlp: campaign.tlp,
      accounts_there: campaign.accounts,
      accounts_here: accounts.length,
      most_bits: round(best?.bits ?? 0),
      by: [...values.values()]
        .sort((a, b) => b.bits - a.bits)
        .slice(0, 3)
        .map(({ kind, value, holders }) => `${kind} ${value} (${holders} here)`)
        .join(', '),
      seen: best === undefined ? '' : new Date(Math.max(...accounts.map(({ last }) => last))).toISOString(),
      ...(isNamed && {
        accounts: accounts.map(({ account, bits }) => `${account} ${bits.toFixed(1)}`).join(', '),
      }),
    }
  })
}

const round = (value: number) => Number(value.toFixed(2))
