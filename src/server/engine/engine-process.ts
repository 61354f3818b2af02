// The process that holds the store: it loads what the service has taken in, and analyses it. Apart from the service, so
// that seconds of analysis, or an engine that ends, keep nobody waiting for an answer. It ends when the service does.
import { getPriority, setPriority } from 'node:os'
import { EngineWork } from './engine-work.js'
import { failedOf } from './failure.js'
import type { ReplyMessage, RequestMessage } from './messages.js'

/** How much nicer the engine is than the service: of a processor that both want, who is waited for gets the larger part. */
const NICER = 10
const NICEST = 19

const work = new EngineWork()

async function answer(message: RequestMessage): Promise<void> {
  const { id } = message
  try {
    const got = await work.run(message, (step) => send({ id, step }))
    send({ id, got })
  } catch (error) {
    send({ id, failed: failedOf(error) })
  }
}

function send(reply: ReplyMessage): void {
  if (process.connected) process.send?.(reply)
}

try {
  setPriority(Math.min(NICEST, getPriority() + NICER))
} catch {
  // Where it isn't allowed, both are equal.
}
process.on('message', (message) => void answer(message as RequestMessage))
// The service is gone, perhaps killed. What the engine was told is safe; half a statement is nobody's.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// A terminal sends these to both; the service ends the engine in order.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {})
