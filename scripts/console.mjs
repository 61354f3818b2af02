// Builds the console, after the sources were compiled: types of the service's routes from its own description, the files
// by vite, and compressed forms of each, so that the service packs nothing while it answers.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { renderContract } from '../dist/scripts/contract.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const generated = join(root, 'console', 'generated')
mkdirSync(generated, { recursive: true })
writeFileSync(join(generated, 'contract.ts'), renderContract())

await build({ configFile: join(root, 'console', 'vite.config.ts'), logLevel: 'warn' })

/** Files below this gain nothing. */
const LEAST_BYTES = 1024
const out = join(root, 'dist', 'console')
for (const entry of readdirSync(out, { withFileTypes: true, recursive: true })) {
  if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(entry.name)) continue
  const path = join(entry.parentPath, entry.name)
  const plain = readFileSync(path)
  if (plain.length < LEAST_BYTES) continue
  writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }))
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }))
}
