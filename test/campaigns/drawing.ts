// Chance that is the same each time.

/** Numbers between 0 and 1, the same each time (Park and Miller 1988). */
export function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}
