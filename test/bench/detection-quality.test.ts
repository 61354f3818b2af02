// The short version of the experiments on worlds that nothing was made with, and on honest ones: it fails when detection
// drops. `npm run bench:detection` is the long one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const BENCH = fileURLToPath(new URL('../../dist/bench/detection/main.js', import.meta.url))
const MINUTE = 60_000

/** `npm test` compiles before it tests; a test run alone in a checkout that was never compiled has nothing to run. */
const isCompiled = existsSync(BENCH)
if (!isCompiled)
  process.stderr.write('detection quality: skipped, because nothing is compiled (npm run build)\n')

for (const experiment of ['worlds', 'bounds', 'look-alikes'])
  test.skipIf(!isCompiled)(
    `${experiment}: the short version meets its targets`,
    () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [BENCH, experiment, '--quick'], {
        encoding: 'utf8',
        timeout: 4 * MINUTE,
      })
      expect(status, `${stdout}\n${stderr.slice(-2000)}`).toBe(0)
    },
    5 * MINUTE,
  )
