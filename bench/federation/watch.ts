// When decisions are in force at providers that found nothing alone, and what of the time went where.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Delay } from './case.js'
import type { Looked, Provider } from './provider.js'
import type { Part } from './split-world.js'

/** How often gateways of all providers are asked. */
const EVERY_MS = 100

export class Watch {
  private readonly publications: { readonly by: number; readonly at: number; readonly round: number }[] = []
  private readonly decidedAt: (number | undefined)[]
  private readonly looked: (readonly Looked[])[] = []
  private asking: Promise<void> | undefined
  private isOver = false

  constructor(private readonly providers: readonly Provider[]) {
    this.decidedAt = providers.map(() => undefined)
  }

  /** Asks from now on; parts of which most is decided on already are not waited for. */
  begin(parts: readonly Part[]): void {
    const ask = async () => {
      const open = new Set(parts.keys())
      for (let look = 0; !this.isOver && open.size > 0; look++) {
        for (const place of open) {
          const { campaign } = parts[place] as Part
          const decided = await this.providers[place]?.decided(campaign)
          if (2 * (decided?.length ?? 0) <= campaign.length) continue
          open.delete(place)
          if (look > 0) this.decidedAt[place] = Date.now()
        }
        await sleep(EVERY_MS)
      }
    }
    this.asking = ask()
  }

  /** To be called when a group stands in a provider's collection. */
  published(by: number, round: number): void {
    this.publications.push({ by, at: Date.now(), round })
  }

  async end(): Promise<void> {
    if (this.isOver) return
    this.isOver = true
    await this.asking
    for (const provider of this.providers) this.looked.push(await provider.lookedAt())
  }

  /** By provider; undefined where nothing came to be decided. */
  get delays(): (Delay | undefined)[] {
    return this.decidedAt.map((decidedAt, place) => {
      const first = this.publications[0]
      // The analysis that led to it is the last that had begun, and what it saw had been published before it was fetched.
      const look = (this.looked[place] ?? []).findLast(
        ({ startedAt }) => startedAt <= (decidedAt ?? 0) - EVERY_MS,
      )
      if (decidedAt === undefined || first === undefined || look === undefined) return undefined
      const others = this.publications.filter(({ by, at }) => by !== place && at <= look.fetchedAt)
      const last = others.at(-1)
      if (last === undefined) return undefined
      return {
        sinceFirst: decidedAt - first.at,
        round: last.round,
        fetched: look.fetchedAt - last.at,
        decided: decidedAt - look.fetchedAt,
      }
    })
  }
}
