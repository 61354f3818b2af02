// What the analysis looks for: every detector as the catalog has it, beside what it did in the newest analysis. From
// memory, so that it is told while the engine is busy, and before anything was analysed.
import { z } from 'zod'
import { DETECTORS } from '../../detectors/catalog.js'
import { type Detector, PARAMETER_UNITS } from '../../detectors/detector.js'
import { type DetectorPrecision, reportCalibration } from '../../feedback/calibration-report.js'
import type { Analysis } from '../../model/analysis.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'

const SPOKE = z.object({
  groups: z.number().int().describe('groups of which it is in the evidence, cleared ones too'),
  accused: z.number().int().describe('accused campaigns among them'),
  least: z.number().describe('fewest bits that it gave a group; 0 where it gave none'),
  median: z.number(),
  most: z.number(),
})

const PRECISION = z.object({
  groups: z.number().int().describe('accused groups to which it added bits and that people answered'),
  confirmed: z.number().int(),
  dismissed: z.number().int(),
  share: z.number().describe('of them that were confirmed'),
  low: z.number().describe('Wilson interval of 95 %'),
  high: z.number(),
  tells: z.boolean().describe('whether the interval is narrow enough to say anything by'),
})

const LISTED = z.object({
  id: z.string(),
  family: z.string().describe('family of evidence; bits of one family are capped together'),
  raises: z.string().describe('what it raises'),
  null_model: z.string().describe('what its numbers would be by chance, and where that comes from'),
  innocent: z.array(z.string()).describe('innocent causes that a reader should rule out'),
  needs: z.array(z.string()).describe('what the log must hold; without it the detector is skipped'),
  parameters: z.array(
    z.object({ name: z.string(), value: z.number(), unit: z.enum(PARAMETER_UNITS), says: z.string() }),
  ),
  range: z.object({ least: z.number(), most: z.number() }).describe('bits that it may contribute'),
  trait: z
    .object({
      kind: z.string(),
      says: z.string().describe('bond: that accounts belong together; style, or habit: that they are alike'),
      seeds: z.boolean().describe('whether groups that share one value are candidates by themselves'),
      recruits: z.boolean().describe('whether the kind alone may draw an account into a group'),
    })
    .optional()
    .describe('the value that it links accounts by; absent where it only measures groups'),
  run: z
    .object({
      state: z.enum(['ran', 'failed', 'skipped']),
      ms: z.number(),
      reason: z.string().optional(),
    })
    .optional()
    .describe('in the newest analysis; absent when there is none, or it did not know the detector'),
  spoke: SPOKE,
  precision: PRECISION.optional().describe('by what people answered; absent where nobody did'),
})

const LIST = z.object({
  analysis: z.string().optional(),
  made_at: z.string().optional().describe('when it ended: what detectors did is as of then'),
  groups: z.number().int().describe('groups that it judged and tells of'),
  detectors: z.array(LISTED),
})

export function detectorRoutes({ findings, feedback }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/detectors',
      scope: 'read',
      says: 'Every detector: what it raises, its null model and parameters, and what it did in the newest analysis.',
      gives: { 200: { says: 'The detectors, in the order in which evidence is read.', schema: LIST } },
      handle: (): z.infer<typeof LIST> => {
        const { analysis, madeAt } = findings
        const spoken = spokenIn(analysis)
        // Before there is an analysis nobody can have answered one.
        const told = analysis ? reportCalibration(feedback.said).detectors : []
        const precision = new Map(told.map((one) => [one.detector, one]))
        const runs = new Map(analysis?.detectors.map(({ id, ...run }) => [id, run]))
        return {
          ...(analysis && { analysis: findings.newest.id }),
          ...(madeAt !== undefined && { made_at: madeAt }),
          groups: analysis?.campaigns.length ?? 0,
          detectors: DETECTORS.map((detector) => ({
            ...listed(detector, runs.get(detector.id), spoken),
            ...precisionOf(precision.get(detector.id)),
          })),
        }
      },
    }),
  ]
}

function precisionOf(told: DetectorPrecision | undefined): Pick<z.infer<typeof LISTED>, 'precision'> {
  if (told?.share === undefined) return {}
  const { groups, confirmed, share, low, high, tells } = told
  return { precision: { groups, confirmed, dismissed: groups - confirmed, share, low, high, tells } }
}

interface Spoken {
  readonly bits: number[]
  accused: number
}

/** Bits that each detector gave, by its id, a number a group. */
function spokenIn(analysis: Analysis | undefined): ReadonlyMap<string, Spoken> {
  const spoken = new Map<string, Spoken>()
  for (const { verdict, evidence } of analysis?.campaigns ?? [])
    for (const { detector, bits } of evidence) {
      const one = spoken.get(detector) ?? { bits: [], accused: 0 }
      one.bits.push(bits)
      if (verdict !== 'explained') one.accused++
      spoken.set(detector, one)
    }
  return spoken
}

function listed(
  detector: Detector,
  run: z.infer<typeof LISTED>['run'],
  spoken: ReadonlyMap<string, Spoken>,
): z.infer<typeof LISTED> {
  const { trait } = detector
  const { bits, accused } = spoken.get(detector.id) ?? { bits: [], accused: 0 }
  const sorted = bits.toSorted((a, b) => a - b)
  return {
    id: detector.id,
    family: detector.group,
    raises: detector.raises,
    null_model: detector.nullModel,
    innocent: [...detector.innocent],
    needs: [...detector.needs],
    parameters: detector.parameters.map(({ name, value, unit, says }) => ({ name, value, unit, says })),
    range: detector.range,
    ...(trait && {
      trait: { kind: trait.kind, says: trait.says, seeds: trait.seeds, recruits: trait.recruits },
    }),
    ...(run && { run }),
    spoke: {
      groups: bits.length,
      accused,
      least: sorted[0] ?? 0,
      median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
      most: sorted.at(-1) ?? 0,
    },
  }
}
