// What batches hold, beside exchanges in one of the formats of `sources/`.

/** Rows of accounts. */
export const ACCOUNTS = 'accounts'
