// Times between the store and the rest.

/** RFC 3339 as the engine reads it. */
export const toStored = (time: string | number) =>
  new Date(time).toISOString().replace('T', ' ').replace('Z', '')

/** SQL that yields a time as RFC 3339 with milliseconds, UTC. */
export const toldSql = (column: string) => `replaceOne(toString(${column}), ' ', 'T') || 'Z'`
