// Decisions as server-sent events. A reader that names what it has is told the changes since; any other is told all, in
// pieces. The terms come first: who is exempt, and what customers may read. Each change carries the number of decisions
// and their digest after it, so that one that was lost shows.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Change, TableState } from '../../respond/decision-table.js'
import type { Terms } from '../decision-desk.js'
import { EventStream } from '../http/event-stream.js'
import type { Service } from '../service.js'

/** Decisions in one event. */
const PIECE = 1000

export async function streamDecisions(
  { desk }: Service,
  since: string | string[] | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const stream = new EventStream(request, reply, () => ({ event: 'state', data: desk.state() }))
  const told = (change: Change) => stream.send({ event: 'change', id: idOf(change), data: change })
  const tellTerms = (terms: Terms) => stream.send({ event: 'terms', data: terms })
  tellTerms(desk.terms())
  // From here to the subscription nothing awaits, so that no change falls between.
  const changes = changesSince(
    desk.table.state(),
    typeof since === 'string' ? since : undefined,
    (sequence) => desk.table.changesSince(sequence),
  )
  if (changes) for (const change of changes) told(change)
  else {
    const { decisions, ...state } = desk.snapshot()
    for (let from = 0; from < decisions.length || from === 0; from += PIECE) {
      const piece = decisions.slice(from, from + PIECE)
      const isFirst = from === 0
      const isLast = from + PIECE >= decisions.length
      // Only the last piece has an id: a reader that is cut off before it begins anew.
      stream.send({
        event: 'decisions',
        data: { ...state, isFirst, isLast, decisions: piece },
        ...(isLast && { id: idOf(state) }),
      })
    }
  }
  stream.onEnd(desk.subscribe({ change: told, terms: tellTerms }))
  return reply
}

function changesSince(
  { epoch }: TableState,
  since: string | undefined,
  find: (sequence: number) => readonly Change[] | undefined,
): readonly Change[] | undefined {
  const [of, sequence] = since?.split(':') ?? []
  if (of !== epoch || sequence === undefined || !/^\d+$/.test(sequence)) return undefined
  return find(Number(sequence))
}

const idOf = ({ epoch, sequence }: TableState) => `${epoch}:${sequence}`
