// Who may be matched with whom, each with at most one: the probability of every pair when a matching is as likely as the
// product of the weights of its pairs (the monomer-dimer model, Heilmann and Lieb 1972), by belief propagation, which is
// exact on trees and close elsewhere (Zdeborová and Mézard 2006).

/** Pairs of a left and a right one, by their numbers. */
export interface Pairs {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly lefts: number
  readonly rights: number
}

/** What both ends of each pair tell each other; kept from one matching to the next, it saves rounds. */
export interface Messages {
  readonly fromLeft: Float64Array
  readonly fromRight: Float64Array
}

export interface Matching {
  /** Of each pair; those of one end add up to 1 at most. */
  readonly probability: Float64Array
  /** Natural logarithm of the sum over all matchings of the product of their weights; 0 where no pair has any. */
  readonly logSum: number
}

/** Rounds of one matching; more follow where it is matched again with weights that moved a little. */
const MOST_ROUNDS = 3
/** A message that moves by less has settled. */
const SETTLED = 1e-3

export function createMessages({ left }: Pairs): Messages {
  return {
    fromLeft: new Float64Array(left.length).fill(1),
    fromRight: new Float64Array(left.length).fill(1),
  }
}

/** @param weights of each pair, against leaving both of it alone; not negative and finite */
export function matchPairs(pairs: Pairs, weights: Float64Array, messages: Messages): Matching {
  const { left, right } = pairs
  const { fromLeft, fromRight } = messages
  const atLeft = new Float64Array(pairs.lefts)
  const atRight = new Float64Array(pairs.rights)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    gather(atLeft, left, weights, fromRight)
    answer(fromLeft, atLeft, left, weights, fromRight)
    gather(atRight, right, weights, fromLeft)
    if (answer(fromRight, atRight, right, weights, fromLeft) < SETTLED) break
  }
  gather(atLeft, left, weights, fromRight)
  let logSum = 0
  for (const sum of atLeft) logSum += Math.log(sum)
  for (const sum of atRight) logSum += Math.log(sum)
  const probability = new Float64Array(left.length)
  for (let pair = 0; pair < left.length; pair++) {
    const both = (weights[pair] as number) * (fromLeft[pair] as number) * (fromRight[pair] as number)
    probability[pair] = both / (1 + both)
    logSum -= Math.log1p(both)
  }
  return { probability, logSum }
}

/** At each end, 1 for being alone and what speaks for each of its pairs. */
function gather(sums: Float64Array, ends: Int32Array, weights: Float64Array, heard: Float64Array): void {
  sums.fill(1)
  for (let pair = 0; pair < ends.length; pair++) {
    const end = ends[pair] as number
    sums[end] = (sums[end] as number) + (weights[pair] as number) * (heard[pair] as number)
  }
}

/** Tells over each pair how free its end is of the others. @returns by how much a message moved at most */
function answer(
  said: Float64Array,
  sums: Float64Array,
  ends: Int32Array,
  weights: Float64Array,
  heard: Float64Array,
): number {
  let moved = 0
  for (let pair = 0; pair < ends.length; pair++) {
    const others =
      (sums[ends[pair] as number] as number) - (weights[pair] as number) * (heard[pair] as number)
    const message = 1 / Math.max(1, others)
    moved = Math.max(moved, Math.abs(message - (said[pair] as number)))
    said[pair] = message
  }
  return moved
}
