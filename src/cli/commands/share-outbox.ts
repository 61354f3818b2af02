// `stillwatch share outbox`: what waits for collections of others, and why.
import type { Command } from 'commander'
import { Option } from 'commander'
import { Problem } from '../../model/problem.js'
import { renderRows } from '../../report/rows.js'
import { Outbox } from '../../share/publish/outbox.js'
import { tellAddress } from '../../share/publish/sending.js'
import { tellRefusals, tellWaiting } from '../../share/publish/tell.js'
import { EXIT, say, writeOut } from '../output.js'
import { drain } from '../sending-out.js'
import { addStateOptions, note, pathsOf, type StateFlags } from '../share-state.js'

/** How long what is pending is asked about. */
const PATIENCE_MS = 30_000

interface Flags extends StateFlags {
  readonly format: 'table' | 'json'
}

/** Adds the commands. */
export function addShareOutbox(share: Command): void {
  const outbox = share
    .command('outbox')
    .description('what waits to be put into collections of others; the service sends it when it is due')

  addStateOptions(
    outbox.command('list', { isDefault: true }).description('what waits, how far it is, and why'),
  )
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .action(async (flags: Flags) => {
      const waiting = new Outbox(pathsOf(flags).outbox).list()
      await writeOut(
        flags.format === 'json'
          ? `${JSON.stringify(
              waiting.map((one) => ({ ...tellWaiting(one), refusals: tellRefusals(one) })),
              null,
              2,
            )}\n`
          : renderRows(waiting.map(tellWaiting)),
      )
    })

  addStateOptions(
    outbox
      .command('send')
      .description('send it now, whether it is due or not')
      .argument('[id]', 'one of those that wait; all of them when left out'),
  )
    .addHelpText('after', '\nExit code: 0 nothing waits any more, 2 something does.\n')
    .action(async (id: string | undefined, flags: StateFlags) => {
      const box = new Outbox(pathsOf(flags).outbox)
      const waiting = box.list()
      if (id !== undefined) findWaiting(waiting, id)
      for (const { sending } of waiting.filter((one) => id === undefined || one.sending.id === id)) {
        const sent = await drain(flags, box, sending, PATIENCE_MS)
        if (!sent) {
          process.stderr.write(`${sending.id}: another process sends it at the moment\n`)
          process.exitCode = EXIT.unclear
        } else {
          await writeOut(
            `${sending.about.name} to ${tellAddress(sending.to)}: ${sent.accepted} accepted, ${sent.pending} pending, ${sent.refused} refused, ${sent.waiting} waiting\n`,
          )
          if (sent.why) say(`${sending.id}: ${sent.why.message}`)
          if (sent.accepted < sending.objects.length) process.exitCode = EXIT.unclear
        }
      }
    })

  addStateOptions(
    outbox
      .command('drop')
      .description('give up what waits of a sending; what was accepted stays where it is')
      .argument('<id>', 'one of those that wait'),
  ).action(async (id: string, flags: StateFlags) => {
    const box = new Outbox(pathsOf(flags).outbox)
    findWaiting(box.list(), id)
    const dropped = await box.claim(id, async (waiting) => {
      box.remove(id)
      return tellWaiting(waiting)
    })
    if (!dropped)
      throw new Problem(
        'outbox-busy',
        `${id} is being sent at the moment`,
        'Try again in a minute, or stop the service that sends it.',
      )
    const { kind, about, to, accepted, waiting, pending, refused } = dropped
    await note(flags, 'outbox.dropped', {
      sending: id,
      kind,
      about,
      to,
      accepted,
      left: waiting + pending + refused,
    })
    await writeOut(`dropped ${waiting + pending + refused} objects of ${about} for ${to}\n`)
  })
}

function findWaiting(waiting: ReturnType<Outbox['list']>, id: string): void {
  if (waiting.some(({ sending }) => sending.id === id)) return
  throw new Problem(
    'outbox-unknown',
    `nothing of that id waits: ${id.slice(0, 60)}`,
    'See `stillwatch share outbox` for what does, with the same --store or --state.',
  )
}
