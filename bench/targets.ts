// What the figures are held against, in one place.

export const TARGETS = {
  /** Loading with all fingerprints, over the plain load. */
  loadRatio: 1.6,
  /** The whole analysis, over the plain load. */
  wholeRatio: 4,
  peakBytes: 3e9,
  /** Accounts of each attack that must be found. */
  recall: 0.9,
  /** Honest accounts accused of 10,000. */
  falsePer10000: 5,
  f1: 0.9,
  /** At scale: the analysis after the load over one count of exchanges by account, and in all; memory; disk without text. */
  scaleRatio: 50,
  scaleMs: 300_000,
  scalePeakBytes: 12e9,
  rowBytes: 100,
  /** The analysis from the files on, beside a script of public tools on the same: how many times faster at least. */
  besideRatio: 50,
  /** Processor time of an increment over that of the whole analysis that it adds to. */
  incrementShare: 0.03,
  /** Exponent of time and of memory over size. */
  growth: 1.1,
} as const
