// How an account that the provider suspended is told, in SQL.

/** Condition on `status` and `suspended_at`, as accounts have them. */
export const SUSPENDED = `status = 'suspended' OR suspended_at > toDateTime64(86400, 3)`
