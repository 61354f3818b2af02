// Programs of others that ask the TAXII server, and why their tests are skipped when they aren't there.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../repository/tree.js'

const peer = (name: string) => join(ROOT, '.peers', 'taxii', 'bin', name)
export const PYTHON = peer('python')
export const PYTEST = peer('pytest')
export const peersAbsent = existsSync(PYTEST)
  ? undefined
  : 'no taxii in .peers: run `node scripts/peers.mjs taxii`'
