#!/usr/bin/env node
// The checkout's entry: runs the compiled command line and explains what to do when it has not been built.
import { existsSync } from 'node:fs'

const main = new URL('../dist/src/cli/main.js', import.meta.url)
if (!existsSync(main)) {
  process.stderr.write(
    'stillwatch: not built yet. Run `npm ci` (or `npm run build`) in the checkout first.\n',
  )
  process.exit(2)
}
const { main: run } = await import(main.href)
await run(process.argv)
