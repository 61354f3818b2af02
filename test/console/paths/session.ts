// What the analyst's paths walk on: one service with sample traffic and one browser, begun by the test file.
import type { Page } from 'playwright-core'
import type { RunningService } from '../../../bench/live/running-service.js'

export interface Listed {
  readonly id: string
  readonly name: string
  readonly accounts: number
}

export interface Session {
  readonly service: RunningService
  readonly page: Page
  readonly campaigns: readonly Listed[]
  readonly cleared: readonly Listed[]
  readonly prefer: (language: 'en' | 'ja', scheme: 'light' | 'dark') => Promise<void>
}

/** Asked for in the tests, when it has begun. */
export type Begun = () => Session
