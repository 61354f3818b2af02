// The smallest of ascending volumes that enough seeds find, by halving. What is found is taken to grow with the volume.

/**
 * @param volumes ascending
 * @param needed seeds that must find it
 * @returns undefined where not even the largest is found
 */
export async function smallestFound(
  volumes: readonly number[],
  seeds: readonly number[],
  needed: number,
  isFound: (volume: number, seed: number) => Promise<boolean>,
): Promise<number | undefined> {
  let low = -1
  let high = volumes.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (await isEnough(volumes[middle] as number, seeds, needed, isFound)) high = middle
    else low = middle
  }
  return volumes[high]
}

/** Seeds are asked one after the other until it is decided. */
async function isEnough(
  volume: number,
  seeds: readonly number[],
  needed: number,
  isFound: (volume: number, seed: number) => Promise<boolean>,
): Promise<boolean> {
  let found = 0
  for (const [index, seed] of seeds.entries()) {
    if (await isFound(volume, seed)) found++
    if (found >= needed) return true
    if (found + seeds.length - index - 1 < needed) return false
  }
  return false
}
