// How well a grouping of texts meets the gold one. Both are partitions: every text is in exactly one group of each.

export interface GroupingScore {
  /**
   * Texts whose group holds exactly the texts of their gold group, over texts: grouping accuracy (Zhu et al., "Tools and
   * Benchmarks for Automated Log Parsing", ICSE-SEIP 2019, section IV-A).
   */
  readonly groupingAccuracy: number
  /** Over pairs of texts that are in one group; 1 when there is no such pair. */
  readonly pairs: PrecisionRecall
  /** Means over texts (Bagga and Baldwin 1998; Amigó et al. 2009). */
  readonly bCubed: PrecisionRecall
  /** Rand index less what chance gives, over the most it could be (Hubert and Arabie 1985). */
  readonly adjustedRand: number
  readonly groups: number
}

export interface PrecisionRecall {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Scores of single texts, from which means over any part of the texts can be made. */
export interface TextScore {
  readonly isExact: boolean
  readonly precision: number
  readonly recall: number
}

type Name = string | number

/** Sizes of the gold groups, of the found ones, and of what each pair of them has in common. */
interface Contingency {
  readonly gold: ReadonlyMap<Name, number>
  readonly found: ReadonlyMap<Name, number>
  readonly both: ReadonlyMap<string, number>
}

function keyOf(gold: Name, found: Name): string {
  return `${gold}\0${found}`
}

function tabulate(gold: readonly Name[], found: readonly Name[]): Contingency {
  if (gold.length !== found.length)
    throw new RangeError(`${gold.length} gold labels, but ${found.length} found ones`)
  const count = <K>(names: readonly K[]): Map<K, number> => {
    const sizes = new Map<K, number>()
    for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1)
    return sizes
  }
  return {
    gold: count(gold),
    found: count(found),
    both: count(gold.map((name, text) => keyOf(name, found[text] as Name))),
  }
}

/** Scores of each text, in the order given. */
export function scoreTexts(gold: readonly Name[], found: readonly Name[]): TextScore[] {
  const table = tabulate(gold, found)
  return gold.map((name, text) => {
    const group = found[text] as Name
    const both = table.both.get(keyOf(name, group)) as number
    const inGold = table.gold.get(name) as number
    const inFound = table.found.get(group) as number
    return {
      isExact: both === inGold && both === inFound,
      precision: both / inFound,
      recall: both / inGold,
    }
  })
}

/** Means over some texts: grouping accuracy and B-cubed. */
export function meanOf(texts: readonly TextScore[]): Pick<GroupingScore, 'groupingAccuracy' | 'bCubed'> {
  const mean = (value: (text: TextScore) => number): number =>
    texts.length === 0 ? 1 : texts.reduce((sum, text) => sum + value(text), 0) / texts.length
  return {
    groupingAccuracy: mean(({ isExact }) => Number(isExact)),
    bCubed: withF1(
      mean(({ precision }) => precision),
      mean(({ recall }) => recall),
    ),
  }
}

/**
 * Scores a grouping.
 * @param gold name of each text's gold group
 * @param found name of each text's found group, in the same order; a text that was put into none has a name of its own
 * @throws RangeError when the two differ in length
 */
export function scoreGrouping(gold: readonly Name[], found: readonly Name[]): GroupingScore {
  const table = tabulate(gold, found)
  const pairsIn = (sizes: ReadonlyMap<unknown, number>): number =>
    [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const inGold = pairsIn(table.gold)
  const inFound = pairsIn(table.found)
  const inBoth = pairsIn(table.both)
  const all = (gold.length * (gold.length - 1)) / 2
  const chance = all === 0 ? 0 : (inGold * inFound) / all
  const most = (inGold + inFound) / 2
  return {
    ...meanOf(scoreTexts(gold, found)),
    pairs: withF1(inFound === 0 ? 1 : inBoth / inFound, inGold === 0 ? 1 : inBoth / inGold),
    adjustedRand: most === chance ? 1 : (inBoth - chance) / (most - chance),
    groups: table.found.size,
  }
}

/**
 * F1 of the group that meets each gold group best (Larsen and Aone, KDD 1999), for groups that may overlap: does the
 * tool have a group for it at all?
 * @param held groups that each text is in, in the order of the gold labels
 */
export function bestMatches<K>(gold: readonly K[], held: readonly (readonly Name[])[]): Map<K, number> {
  const sizes = new Map<Name, number>()
  const classes = new Map<K, { size: number; readonly shared: Map<Name, number> }>()
  gold.forEach((name, text) => {
    const own = classes.get(name) ?? { size: 0, shared: new Map<Name, number>() }
    classes.set(name, own)
    own.size++
    for (const group of new Set(held[text])) {
      sizes.set(group, (sizes.get(group) ?? 0) + 1)
      own.shared.set(group, (own.shared.get(group) ?? 0) + 1)
    }
  })
  return new Map(
    [...classes].map(([name, { size, shared }]) => [
      name,
      Math.max(0, ...[...shared].map(([group, both]) => (2 * both) / (size + (sizes.get(group) ?? 0)))),
    ]),
  )
}

function withF1(precision: number, recall: number): PrecisionRecall {
  const sum = precision + recall
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum }
}
