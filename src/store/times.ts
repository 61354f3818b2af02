// Times between the store and the rest.

/** RFC 3339 as the engine reads it. */
export const toStored = (time: string | number) =>
  new Date(time).toISOString().replace('T', ' ').replace('Z', '')

/** Whole seconds since 1970 as RFC 3339 without milliseconds, UTC. */
export const toldSeconds = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '')

/** SQL that yields a time as RFC 3339 with milliseconds, UTC. */
export const toldSql = (column: string) => `replaceOne(toString(${column}), ' ', 'T') || 'Z'`
