// Sample traffic for the service's first run, made by this program in a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Problem } from '../model/problem.js'
import type { MakeSample } from '../server/sample.js'

/** A world of campaigns and look-alikes, small enough to be analysed while somebody waits. */
const ARGUMENTS = ['simulate', 'demo', '--scale', '0.3', '--seed', '1', '--quiet']

/** @throws Problem `sample-failed` */
export const makeSample: MakeSample = async (folder) => {
  const entry = process.argv[1]
  if (entry === undefined) throw failed('it is not known how this program was started')
  const child = spawn(process.execPath, [entry, ...ARGUMENTS, '--out', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2000)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw failed(words.trim())
  return { accounts: join(folder, 'accounts.jsonl'), exchanges: join(folder, 'exchanges.jsonl') }
}

function failed(why: string): Problem {
  return new Problem(
    'sample-failed',
    `sample traffic could not be made: ${why}`,
    'Make it by hand with `stillwatch simulate demo --out DIR` and send its files.',
  )
}
