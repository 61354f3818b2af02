// What happened to campaigns, as the service tells it: numbered, on disk before anybody is told, and never told twice
// under another number.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Analysis } from '../../model/analysis.js'
import type { SeenEvent } from '../engine/messages.js'

export const EVENT = z.object({
  sequence: z.number().int(),
  id: z.string().describe('the same however often it is told'),
  type: z
    .string()
    .describe('campaign.found, campaign.grew, campaign.re-emerged, campaign.verdict-changed, …'),
  at: z.string().describe('when it was seen'),
  campaign: z.object({
    id: z.string(),
    name: z.string().optional(),
    verdict: z.enum(['distillation', 'coordinated', 'explained']).optional(),
    probability: z.number().optional(),
    state: z.string().optional(),
    accounts: z.number().int().optional(),
    exchanges: z.number().int().optional(),
  }),
  accounts: z
    .number()
    .int()
    .describe('accounts that it is about: all of them, or those that joined, left or came new'),
  other: z
    .string()
    .optional()
    .describe('the campaign that it merged with or split from, or the verdict before'),
  log_time: z.string().describe('when it happened, by the log'),
  analysis: z.string(),
  analysed_at: z.number().int().describe('milliseconds since 1970'),
})
export type CampaignEvent = z.infer<typeof EVENT>

/** Events in memory, for readers who come back. */
const MOST_REMEMBERED = 10_000

type Listener = (event: CampaignEvent) => void

export class EventLog {
  private events: CampaignEvent[] = []
  private readonly listeners = new Set<Listener>()

  private constructor(
    private readonly path: string,
    /** Whether there was a log before this process. */
    readonly isOld: boolean,
  ) {}

  static open(path: string): EventLog {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const log = new EventLog(path, existsSync(path))
    if (log.isOld) for (const line of readFileSync(path, 'utf8').split('\n')) log.remember(parsed(line))
    return log
  }

  /** Number of the newest event, 0 when there is none. */
  get newest(): number {
    return this.events.at(-1)?.sequence ?? 0
  }

  /** When the analysis ended that the newest event is of. */
  get analysedAt(): number {
    return this.events.at(-1)?.analysed_at ?? 0
  }

  /** Events after a number, as far as they are remembered, oldest first. */
  since(sequence: number): readonly CampaignEvent[] {
    return this.events.filter((event) => event.sequence > sequence)
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Writes down and tells what analyses saw; what was told is left out. */
  async add(seen: readonly SeenEvent[], analysis: Analysis | undefined): Promise<readonly CampaignEvent[]> {
    const known = new Set(this.events.map(({ id }) => id))
    let sequence = this.newest
    const fresh = seen
      .map((one) => eventOf(one, analysis))
      .filter(({ id }) => !known.has(id))
      .map((event): CampaignEvent => ({ sequence: ++sequence, ...event }))
    if (fresh.length === 0 && this.isOld) return fresh
    const file = await open(this.path, 'a', 0o600)
    try {
      // A line break in front ends what a killed process left.
      await file.appendFile(`\n${fresh.map((event) => JSON.stringify(event)).join('\n')}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
    for (const event of fresh) {
      this.remember(event)
      for (const listener of this.listeners) listener(event)
    }
    return fresh
  }

  private remember(event: CampaignEvent | undefined): void {
    if (event) this.events.push(event)
    if (this.events.length > 2 * MOST_REMEMBERED) this.events = this.events.slice(-MOST_REMEMBERED)
  }
}

function eventOf(
  { analysis: of, madeAt, campaign: id, event, at, accounts, other }: SeenEvent,
  analysis: Analysis | undefined,
): Omit<CampaignEvent, 'sequence'> {
  const campaign = analysis?.campaigns.find((one) => one.id === id)
  return {
    id: createHash('sha256')
      .update(JSON.stringify([of, id, event, at, other]))
      .digest('hex')
      .slice(0, 32),
    type: `campaign.${event}`,
    at: new Date().toISOString(),
    campaign: {
      id,
      ...(campaign && {
        name: campaign.name,
        verdict: campaign.verdict,
        probability: campaign.probability,
        ...(campaign.state !== undefined && { state: campaign.state }),
        accounts: campaign.accounts.length,
        exchanges: campaign.exchanges,
      }),
    },
    accounts,
    ...(other !== '' && { other }),
    log_time: at,
    analysis: of,
    analysed_at: madeAt,
  }
}

function parsed(line: string): CampaignEvent | undefined {
  if (line === '') return undefined
  try {
    return EVENT.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}
