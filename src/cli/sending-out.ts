// Sends something that waits, from the command line, and tells what became of it.
import type { Problem } from '../model/problem.js'
import type { Outbox } from '../share/publish/outbox.js'
import { Publications } from '../share/publish/publications.js'
import { sendRound } from '../share/publish/send.js'
import { openAddress, type Sending, tellAddress } from '../share/publish/sending.js'
import { type Sent, tellRefusals, tellSent } from '../share/publish/tell.js'
import { say } from './output.js'
import { note, pathsOf, type StateFlags } from './share-state.js'

export interface Drained extends Sent {
  /** Why not all is settled. */
  readonly why: Problem | undefined
  readonly refusals: ReturnType<typeof tellRefusals>
  /** Title of the collection, where it was found. */
  readonly title: string
  /** Its address, where it was found. */
  readonly url: string | undefined
}

/**
 * Sends what of it can be sent now; what can't waits in the outbox.
 * @returns undefined when another process sends it
 */
export function drain(
  flags: StateFlags,
  outbox: Outbox,
  { id }: Sending,
  patienceMs: number,
): Promise<Drained | undefined> {
  return outbox.claim(id, async (waiting) => {
    const { sending, journal } = waiting
    const why = await sendRound(waiting, {
      open: () =>
        openAddress(sending.to, {
          onOddity: (says) => say(`the server is odd: ${says.text}`),
        }),
      publications: new Publications(pathsOf(flags).publications),
      patienceMs,
    })
    const sent = tellSent(waiting)
    await note(flags, sending.kind === 'sightings' ? 'sightings.sent' : `share.${sending.kind}`, {
      sending: id,
      about: sending.about.id,
      to: tellAddress(sending.to),
      objects: sending.objects.length,
      ...sent,
      ...(why && { outcome: why.code }),
    })
    if (sent.accepted === sending.objects.length) outbox.remove(id)
    return {
      ...sent,
      why,
      refusals: tellRefusals(waiting),
      title: journal.opened?.title ?? tellAddress(sending.to),
      url: journal.opened?.url,
    }
  })
}
