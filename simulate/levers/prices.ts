// What an attacker pays for, in US dollars and hours, each with where it comes from. Prices on such markets differ by
// an order of magnitude between sellers: read differences between levers, not cents.

export interface Price {
  readonly usd: number
  readonly per: string
  /** A source that can be looked up, or `assumption` with its reason. */
  readonly source: string
}

export const PRICES = {
  inputTokens: {
    usd: 2,
    per: 'million tokens',
    source: 'list price of a mid-size frontier model, September 2026 (Claude Sonnet 5.5)',
  },
  outputTokens: {
    usd: 10,
    per: 'million tokens',
    source: 'list price of a mid-size frontier model, September 2026 (Claude Sonnet 5.5)',
  },
  application: {
    usd: 44,
    per: 'account and month',
    source: 'assumption: seven in ten at a public price of 20 USD, three in ten at 100 USD',
  },
  smallModelInput: {
    usd: 0.1,
    per: 'million tokens',
    source: 'assumption: a small open-weight model at a public host',
  },
  smallModelOutput: {
    usd: 0.4,
    per: 'million tokens',
    source: 'assumption: a small open-weight model at a public host',
  },
  phoneCheck: {
    usd: 0.25,
    per: 'account',
    source: 'Cambridge Online Trust and Safety Index, one SMS verification in the United States, 2025',
  },
  boughtAccount: {
    usd: 8,
    per: 'account',
    source: 'assumption: an account of some age with its owner’s payment; no public series is known',
  },
  card: {
    usd: 2,
    per: 'card',
    source: 'fee schedule of one issuer of virtual cards (Bitnob, 2025): 1 USD to create, 1 USD to load',
  },
  rackAddress: { usd: 2, per: 'address and month', source: 'assumption: a further IPv4 address at a host' },
  host: { usd: 5, per: 'machine and month', source: 'assumption: the smallest virtual machine' },
  vpnExit: { usd: 1, per: 'exit and month', source: 'assumption: ten exits in a subscription of 10 USD' },
  residentialTraffic: {
    usd: 5,
    per: 'GB',
    source: 'one seller’s published premium residential price, June 2026; its bulk offer is 0.89 USD',
  },
  homeLine: { usd: 3, per: 'line and month', source: 'assumption: a static residential address' },
  phoneLine: { usd: 20, per: 'line and month', source: 'assumption: a shared mobile port' },
  labour: { usd: 30, per: 'hour', source: 'assumption' },
} as const satisfies Readonly<Record<string, Price>>

/** What an exchange is made of; measured on simulated traffic but for its size on the wire. */
export const SIZES = {
  campaignInput: 350,
  campaignOutput: 1900,
  honestInput: 600,
  honestOutput: 700,
  /** Tokens read and written to word one request anew or to translate it. */
  rewordedInput: 400,
  rewordedOutput: 300,
  /** Assumption: an answer as JSON with its headers, not streamed token by token. */
  bytes: 60_000,
  /** Messages of one conversation, by the rhythm that people are drawn from. */
  messagesPerConversation: 2.3,
} as const

/** Hours of work: once for the campaign, or for each account; all are assumptions. */
export const HOURS = {
  openAccount: 0.05,
  buyAccount: 0.02,
  /** A business account on a marketplace that passes neither address nor payment on. */
  marketplaceAccount: 1,
  automateApplication: 8,
  jitter: 1,
  crew: 1,
  daily: 2,
  human: 16,
  reword: 6,
  mix: 12,
  handOff: { automatic: 8, byHand: 0 },
  perBanByHand: 0.25,
  language: 2,
  forgeClient: 2,
  forgeAddress: 1,
  ownClients: 3,
  disguise: 2,
  noTextAgreement: 40,
} as const
