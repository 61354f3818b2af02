// What waits in the outbox and why, for people and programs.
import { type Said, saidOf, say } from '../../model/sentence.js'
import type { Waiting } from './outbox.js'
import { tellAddress } from './sending.js'

/** Objects of a sending by what became of them. */
export interface Sent {
  readonly accepted: number
  /** Refused as often as they are sent. */
  readonly refused: number
  /** Taken by the server, which has not said yet what became of them. */
  readonly pending: number
  /** To be sent, again or for the first time. */
  readonly waiting: number
}

export function tellSent({ sending, journal }: Waiting): Sent {
  const [accepted, refused, pending] = [journal.accepted.size, journal.refused.length, journal.pendingCount]
  return { accepted, refused, pending, waiting: sending.objects.length - accepted - refused - pending }
}

/** Refusals, as a status tells them. */
export function tellRefusals({ sending, journal }: Waiting) {
  return [...journal.refusals].map(([place, { message, times }]) => ({
    id: sending.objects[place]?.id ?? '',
    message,
    times,
  }))
}

/** Why it waits: what the newest round ended with, or that there was none. */
export function whyWaiting({ journal: { stopped } }: Waiting): {
  readonly why: string
  readonly said?: Said
} {
  if (stopped === undefined) return { why: UNTRIED.text, said: saidOf(UNTRIED) }
  return { why: stopped.message, ...(stopped.said && { said: stopped.said }) }
}

const UNTRIED = say`nobody has tried yet`

/** When it is tried again, RFC 3339; empty when it is settled, and before the first time. */
export const nextTry = ({ journal: { isSettled, stopped } }: Waiting) =>
  isSettled || stopped === undefined ? '' : new Date(stopped.retryAt).toISOString()

/** A row a sending. */
export function tellWaiting(waiting: Waiting) {
  const { sending, journal } = waiting
  const { accepted, ...left } = tellSent(waiting)
  const [first] = journal.refusals.values()
  return {
    id: sending.id,
    kind: sending.kind,
    about: sending.about.name,
    to: journal.opened?.title ?? tellAddress(sending.to),
    objects: sending.objects.length,
    accepted,
    ...left,
    tries: journal.attempts,
    why: first?.message ?? whyWaiting(waiting).why,
    next: nextTry(waiting),
  }
}
