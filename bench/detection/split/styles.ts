// Campaigns that are dealt over providers, and what is more or less of each.

/** A way of running a campaign, and the axis on which its volume is moved. */
export interface Style {
  /** Kebab-case; unique. */
  readonly id: string
  readonly says: string
  /** Levers without what is moved. */
  readonly levers: string
  /**
   * What is moved at each provider: accounts at one rate, requests of an account a day at one number of accounts, or both by
   * the same factor.
   */
  readonly axis: 'accounts' | 'rate' | 'both'
}

/** Accounts of a provider where the rate is moved. */
const ACCOUNTS = 30
/** Accounts for each request a day of one, where both are moved. */
const ACCOUNTS_A_REQUEST = 2

const API = 'ten accounts a card, one rack, one program, one template'
const CELLS = 'three accounts a card, scattered hosts, sign-ups over five months, one template'
const SUBSCRIPTION =
  'bought application accounts behind 400 residential exits, a day crew that pastes one template'

const PEOPLE =
  'bought application accounts with homes and people’s hours, a third of it own conversations, one template'

const CELLS_LEVERS = 'api,cards=3,addresses=hosts,sign-up=150'

export const STYLES: readonly Style[] = [
  { id: 'api-both', says: API, levers: 'api', axis: 'both' },
  { id: 'api', says: API, levers: 'api', axis: 'accounts' },
  { id: 'cells-both', says: CELLS, levers: CELLS_LEVERS, axis: 'both' },
  { id: 'people', says: PEOPLE, levers: 'people', axis: 'accounts' },
  { id: 'subscription-both', says: SUBSCRIPTION, levers: 'subscription', axis: 'both' },
  { id: 'api-rate', says: `${ACCOUNTS} accounts: ${API}`, levers: 'api', axis: 'rate' },
]

/** Accounts, or requests of an account a day, among which the least that is found is looked for. */
export const STEPS: Readonly<Record<Style['axis'], readonly number[]>> = {
  accounts: [6, 8, 9, 10, 12, 16, 20, 25, 32],
  both: [6, 8, 9, 10, 12, 14, 17],
  rate: [0.15, 0.25, 0.5, 0.75, 1, 1.5, 2],
}

/** The campaign of which each of so many providers has this much. */
export function campaignOf({ levers, axis }: Style, step: number, providers: number): string {
  switch (axis) {
    case 'accounts':
      return `${levers},size=${step * providers}`
    case 'rate':
      return `${levers},size=${ACCOUNTS * providers},rate=${step}`
    case 'both':
      return `${levers},size=${Math.max(1, Math.round(step)) * providers},rate=${Number((step / ACCOUNTS_A_REQUEST).toFixed(2))}`
  }
}

/** What is left of a step when the volume is so much less. */
export function shareOf({ axis }: Style, step: number, share: number): number {
  switch (axis) {
    case 'accounts':
      return Math.max(1, Math.round(step * share))
    case 'rate':
      return Number((step * share).toFixed(3))
    case 'both':
      return Number((step * Math.sqrt(share)).toFixed(2))
  }
}

/** A step in words. */
export function stepText({ axis }: Style, step: number): string {
  switch (axis) {
    case 'accounts':
      return `${step} accounts`
    case 'rate':
      return `${step} a day`
    case 'both':
      return `${Math.max(1, Math.round(step))} accounts, ${(step / ACCOUNTS_A_REQUEST).toFixed(1)} a day`
  }
}
