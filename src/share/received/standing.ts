// Whether what was taken in with a good signature still counts: a key may have been revoked since, or the partner removed.
import { Problem } from '../../model/problem.js'
import type { KeyDirectory } from '../trust/signature.js'
import type { Told } from './told-objects.js'

/** A key that counts no more, with what it signed. */
export interface Distrusted {
  readonly provider: string
  readonly kid: string
  readonly why: string
  readonly objects: number
  /** Names of campaigns among them. */
  readonly campaigns: readonly string[]
}

/** Campaigns that are named of a key at most. */
const MOST_NAMED = 50

/** What of the objects that are asked about counts no more, by key. The signatures themselves were checked when they came. */
export class Standing {
  private readonly whyByHeader = new Map<string, string>()
  private readonly fallen = new Map<
    string,
    { provider: string; kid: string; why: string; objects: number; campaigns: string[] }
  >()

  constructor(private readonly directory: KeyDirectory | undefined) {}

  /** What bore no signature that counted when it came needs none now. */
  holds({ object, signedBy, header }: Told): boolean {
    if (this.directory === undefined || signedBy === '' || !header) return true
    const { iss, kid, iat } = header
    const why = this.whyNot(iss, kid, iat)
    if (why === '') return true
    const name = `${iss} ${kid}`
    const known = this.fallen.get(name) ?? { provider: iss, kid, why, objects: 0, campaigns: [] }
    known.objects++
    if (object.type === 'campaign' && known.campaigns.length < MOST_NAMED)
      known.campaigns.push(String(object.name ?? object.id).slice(0, 200))
    this.fallen.set(name, known)
    return false
  }

  get distrusted(): readonly Distrusted[] {
    return [...this.fallen.values()]
  }

  private whyNot(iss: string, kid: string, iat: number): string {
    const header = `${iss} ${kid} ${iat}`
    const known = this.whyByHeader.get(header)
    if (known !== undefined) return known
    let why = ''
    try {
      this.directory?.keyOf(iss, kid, iat * 1000)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      why = error.message
    }
    this.whyByHeader.set(header, why)
    return why
  }
}
