// What a campaign costs its operator. Dollars grow with the campaign and are given for 1,000 campaign exchanges, work
// on each account included; work that is done once is given apart in hours, because what it comes to for an exchange
// depends on a campaign's size alone.
import { DAY } from '../clock.js'
import type { Levers } from './levers.js'
import { HOURS, PRICES, SIZES } from './prices.js'

export interface Cost {
  /** US dollars for 1,000 campaign exchanges, by what they are paid for. */
  readonly items: Readonly<Record<CostItem, number>>
  readonly usdPer1000: number
  /** Hours of work that are done once. */
  readonly hours: number
}

export type CostItem = 'answers' | 'filler' | 'accounts' | 'cards' | 'network' | 'rewording' | 'labour'

const MONTH_DAYS = 30

/** Campaign exchanges of one account in use over the whole period. */
export function exchangesPerAccount({ rhythm, conversations, perAccountDay, days, honest }: Levers): number {
  if (rhythm !== 'human') return perAccountDay * days
  const visits = conversations ?? Math.min(perAccountDay, 5)
  return visits * SIZES.messagesPerConversation * days * (1 - meanOf(honest))
}

/** Dollars for 1,000 campaign exchanges and hours of work, by the stated prices. */
export function costOf(levers: Levers): Cost {
  const { accounts, days, pathway } = levers
  const exchanges = accounts * exchangesPerAccount(levers)
  const honest = meanOf(levers.honest)
  const filler = (exchanges * honest) / (1 - honest)
  const opened = accounts * (1 + (levers.handOff?.banned ?? 0))
  const months = days / MONTH_DAYS
  const isApp = pathway === 'subscription'
  const isOneCardEach = levers.openedWithinDays > 0 || levers.cardFor !== undefined
  const isUnpaid = levers.dropped?.includes('payment') === true
  const items: Record<CostItem, number> = {
    answers: isApp
      ? accounts * PRICES.application.usd * months
      : exchanges * tokens(SIZES.campaignInput, SIZES.campaignOutput),
    filler: isApp ? 0 : filler * tokens(SIZES.honestInput, SIZES.honestOutput),
    accounts: opened * (levers.openedWithinDays === 0 ? PRICES.boughtAccount.usd : PRICES.phoneCheck.usd),
    cards: isOneCardEach && !isUnpaid ? cardsOf(levers, opened) * PRICES.card.usd : 0,
    network: networkUsd(levers, exchanges + filler, months),
    rewording: exchanges * rewordedShare(levers) * reword(),
    labour: accountHours(levers, opened) * PRICES.labour.usd,
  }
  const total = Object.values(items).reduce((sum, one) => sum + one, 0)
  const per1000 = (usd: number): number => (1000 * usd) / exchanges
  return {
    items: Object.fromEntries(
      Object.entries(items).map(([item, usd]) => [item, per1000(usd)]),
    ) as unknown as Cost['items'],
    usdPer1000: per1000(total),
    hours: hoursOnce(levers),
  }
}

function meanOf([least, most]: Levers['honest']): number {
  return (least + most) / 2
}

function tokens(input: number, output: number): number {
  return (input * PRICES.inputTokens.usd + output * PRICES.outputTokens.usd) / 1e6
}

function reword(): number {
  const { rewordedInput, rewordedOutput } = SIZES
  return (rewordedInput * PRICES.smallModelInput.usd + rewordedOutput * PRICES.smallModelOutput.usd) / 1e6
}

/** Requests that a small model touches, for wording or for translation. */
function rewordedShare({ reworded, templates, languages }: Levers): number {
  const worded = templates === 0 ? 1 : (reworded ?? 0)
  return Math.max(worded, 1 - 1 / languages.length)
}

function cardsOf({ cardFor, accountsPerCard, accountsPerOrganisation }: Levers, opened: number): number {
  return Math.ceil(opened / (cardFor ?? Math.max(accountsPerCard, accountsPerOrganisation)))
}

function networkUsd(levers: Levers, requests: number, months: number): number {
  const byTraffic = ((requests * SIZES.bytes) / 1e9) * PRICES.residentialTraffic.usd
  if (levers.forged?.includes('address') === true) return byTraffic
  switch (levers.network) {
    case 'rack':
      return PRICES.host.usd * months + levers.exits * PRICES.rackAddress.usd * months
    case 'scattered':
      return levers.exits * PRICES.host.usd * months
    case 'vpn':
      return levers.exits * PRICES.vpnExit.usd * months
    case 'residential':
      return byTraffic
    case 'homes':
      return levers.accounts * PRICES.homeLine.usd * months
    case 'phones':
      return levers.accounts * PRICES.phoneLine.usd * months
  }
}

function accountHours(levers: Levers, opened: number): number {
  const { openedWithinDays, dropped, handOff, accounts } = levers
  const isMarketplace = dropped?.some((one) => one !== 'text') === true
  const each = isMarketplace
    ? HOURS.marketplaceAccount
    : openedWithinDays === 0
      ? HOURS.buyAccount
      : HOURS.openAccount
  const isByHand = handOff !== undefined && handOff.delayMs >= DAY
  return opened * each + (isByHand ? accounts * handOff.banned * HOURS.perBanByHand : 0)
}

function hoursOnce(levers: Levers): number {
  const { rhythm, jitter, reworded, templates, honest, handOff, languages, forged, clients, dropped } = levers
  const parts = [
    levers.pathway === 'subscription' ? HOURS.automateApplication : 0,
    rhythm === 'flat' ? 0 : HOURS[rhythm],
    jitter === undefined || jitter === 'none' ? 0 : HOURS.jitter,
    templates === 0 || (reworded ?? 0) > 0 ? HOURS.reword : 0,
    honest[1] > 0 ? HOURS.mix : 0,
    handOff === undefined ? 0 : handOff.delayMs < DAY ? HOURS.handOff.automatic : HOURS.handOff.byHand,
    (languages.length - 1) * HOURS.language,
    forged?.includes('client') === true ? HOURS.forgeClient : 0,
    forged?.includes('address') === true ? HOURS.forgeAddress : 0,
    clients === 'own' ? HOURS.ownClients : clients === 'disguised' ? HOURS.disguise : 0,
    dropped?.includes('text') === true ? HOURS.noTextAgreement : 0,
  ]
  return parts.reduce((sum, one) => sum + one, 0)
}
