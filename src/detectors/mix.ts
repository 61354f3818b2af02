// How many things a mix holds in effect, in the engine's words.

/**
 * Effective number of parts, the exponential of the entropy of a mix; over rows that hold a part's weight each.
 * Rounded, so that mixes of the same parts are equal whatever their size.
 */
export function effectiveSql(weight: string): string {
  return `round(exp(log(sum(${weight})) - sum(${weight} * log(${weight})) / sum(${weight})), 9)`
}

/** Capabilities in effect of as many owners drawn from everyone: of the mix of all owners together. */
export const POOLED = `SELECT ${effectiveSql('n')} AS pooled FROM (SELECT capability, sum(n) AS n FROM work_mix GROUP BY capability)`
