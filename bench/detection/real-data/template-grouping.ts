// First part of the experiment: prompts of P3 grouped by template, by the product and by public tools, on the same
// prompts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pythonAbsent } from '../../peers/places.js'
import { runWorker } from '../../run-worker.js'
import type { DetectionContext } from '../section.js'
import type { FamiliesOf } from './families.js'
import { bestMatches, type GroupingScore, meanOf, scoreGrouping, scoreTexts } from './grouping.js'
import {
  ACCOUNTS_A_TEMPLATE,
  countAmbiguous,
  fixedOf,
  fixedRuns,
  type LabelledPrompt,
  readPrompts,
  wordingOf,
  writePrompts,
} from './p3.js'
import { groupByPeer, PEER_TOOLS, type PeerTool } from './python-peer.js'

/** Thresholds of each tool: its default or usual one first, then others around it. */
const THRESHOLDS: Readonly<Record<PeerTool, readonly number[]>> = {
  drain3: [0.4, 0.2, 0.6],
  datasketch: [0.5, 0.3, 0.7],
}
/** Templates of the short version. */
const QUICK_TEMPLATES = 30

/** Lengths of fixed text that are told apart, in runs of three words: from, to. */
export const LENGTHS = [
  [0, 0],
  [1, 3],
  [4, 8],
  [9, 16],
  [17, 99],
] as const
/** Fixed anchors that are told apart: from, to. */
export const ANCHORS = [
  [0, 1],
  [2, 2],
  [3, 4],
  [5, 99],
] as const

export interface PartScore {
  readonly from: number
  readonly to: number
  readonly templates: number
  /** Mean over templates of the F1 of the group that meets the template best. */
  readonly bestMatch: number
  readonly groupingAccuracy: number
  readonly bCubedF1: number
}

export interface ToolScore {
  readonly tool: string
  /** Whether it is run as it comes. */
  readonly isDefault: boolean
  readonly seconds: number
  readonly peakBytes: number
  /** Gold is the template's id, or its wording. */
  readonly byId: GroupingScore
  readonly byWording: GroupingScore
  /** Mean over wordings. */
  readonly bestMatch: number
  readonly byLength: readonly PartScore[]
}

export interface TemplateGrouping {
  readonly prompts: number
  readonly templates: number
  readonly wordings: number
  /** Prompts whose very text stands under several ids. */
  readonly ambiguous: number
  readonly accountsPerTemplate: number
  readonly families: Pick<FamiliesOf, 'families' | 'carried'>
  readonly tools: readonly ToolScore[]
  /** The product's best matches by the anchors that stand in nearly all prompts of a wording. */
  readonly byAnchors: readonly Pick<PartScore, 'from' | 'to' | 'templates' | 'bestMatch'>[]
  readonly skipped?: string
}

interface Gold {
  readonly ids: readonly string[]
  readonly wordings: readonly string[]
  /** Runs of fixed text of each wording. */
  readonly length: ReadonlyMap<string, number>
}

/** Groups the prompts by every tool and scores all by the same gold. */
export async function measureTemplateGrouping(
  corpus: string,
  { quick, signal, say }: DetectionContext,
): Promise<TemplateGrouping> {
  const prompts = await readPrompts(corpus, quick ? QUICK_TEMPLATES : Number.POSITIVE_INFINITY)
  const gold = readGold(prompts)
  say('prompts by template families')
  const own = await groupByProduct(prompts, signal)
  const tools = own.choices.map(({ name, families, isDefault }) =>
    scoreTool(
      gold,
      { tool: name, isDefault, seconds: own.seconds, peakBytes: own.peakBytes },
      families,
      own.held,
    ),
  )
  const texts = prompts.map(({ text }) => text)
  for (const tool of pythonAbsent() === undefined ? PEER_TOOLS : [])
    for (const [index, threshold] of THRESHOLDS[tool].slice(0, quick ? 1 : 3).entries()) {
      say(`prompts by ${tool} at ${threshold}`)
      const { groups, seconds, peakBytes, version } = await groupByPeer(tool, threshold, texts, signal)
      const about = { tool: `${tool} ${version} at ${threshold}`, isDefault: index === 0, seconds, peakBytes }
      tools.push(
        scoreTool(
          gold,
          about,
          groups,
          groups.map((group) => [group]),
        ),
      )
    }
  return {
    prompts: prompts.length,
    templates: new Set(gold.ids).size,
    wordings: new Set(gold.wordings).size,
    ambiguous: countAmbiguous(prompts),
    accountsPerTemplate: ACCOUNTS_A_TEMPLATE,
    families: own.about,
    tools,
    byAnchors: scoreByAnchors(gold, own.held, own.anchors),
    ...(pythonAbsent() === undefined
      ? {}
      : { skipped: 'drain3 and datasketch: .peers/python is not there (node scripts/peers.mjs)' }),
  }
}

function readGold(prompts: readonly LabelledPrompt[]): Gold {
  const runs = fixedRuns(prompts)
  const wordings = wordingOf(runs)
  const ids = prompts.map(({ template }) => template)
  return {
    ids,
    wordings: ids.map((id) => wordings.get(id) ?? id),
    length: new Map([...runs].map(([template, fixed]) => [wordings.get(template) ?? template, fixed.length])),
  }
}

/**
 * The product forms no partition: an exchange carries every family of which it holds enough anchors. As one group of a
 * prompt counts the family of most accounts that it carries, or that of fewest; a prompt without one is alone.
 */
async function groupByProduct(prompts: readonly LabelledPrompt[], signal: AbortSignal) {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-p3-'))
  try {
    const exchanges = join(folder, 'exchanges.jsonl')
    writePrompts(exchanges, prompts)
    const { answer, peakBytes } = await runWorker('families', { exchanges }, signal)
    const byId = new Map(answer.exchanges.map((carrier) => [carrier.id, carrier]))
    const held = prompts.map(({ id }) => byId.get(id)?.families ?? [])
    const choose = (place: 0 | -1) => held.map((families, prompt) => families.at(place) ?? `alone ${prompt}`)
    return {
      seconds: answer.ms / 1000,
      peakBytes,
      about: { families: answer.families, carried: answer.carried },
      held,
      anchors: prompts.map(({ id }) => byId.get(id)?.anchors ?? []),
      choices: [
        { name: 'stillwatch, widest family', families: choose(0), isDefault: true },
        { name: 'stillwatch, rarest family', families: choose(-1), isDefault: false },
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type About = Pick<ToolScore, 'tool' | 'isDefault' | 'seconds' | 'peakBytes'>

function scoreTool(
  gold: Gold,
  about: About,
  groups: readonly (string | number)[],
  held: readonly (readonly (string | number)[])[],
): ToolScore {
  const texts = scoreTexts(gold.wordings, groups)
  const best = bestMatches(gold.wordings, held)
  const within = (wording: string, from: number, to: number): boolean => {
    const length = gold.length.get(wording) ?? 0
    return length >= from && length <= to
  }
  return {
    ...about,
    byId: scoreGrouping(gold.ids, groups),
    byWording: scoreGrouping(gold.wordings, groups),
    bestMatch: mean([...best.values()]),
    byLength: LENGTHS.map(([from, to]) => {
      const means = meanOf(texts.filter((_, text) => within(gold.wordings[text] as string, from, to)))
      const own = [...best].filter(([wording]) => within(wording, from, to))
      return {
        from,
        to,
        templates: own.length,
        bestMatch: mean(own.map(([, f1]) => f1)),
        groupingAccuracy: means.groupingAccuracy,
        bCubedF1: means.bCubed.f1,
      }
    }),
  }
}

function scoreByAnchors(
  gold: Gold,
  held: readonly (readonly number[])[],
  anchors: readonly (readonly number[])[],
): TemplateGrouping['byAnchors'] {
  const fixed = fixedOf(gold.wordings, anchors)
  const best = [...bestMatches(gold.wordings, held)]
  return ANCHORS.map(([from, to]) => {
    const own = best.filter(([wording]) => {
      const count = fixed.get(wording)?.length ?? 0
      return count >= from && count <= to
    })
    return { from, to, templates: own.length, bestMatch: mean(own.map(([, f1]) => f1)) }
  })
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
