// Where programs of others are found: in .peers/ of the checkout, which git ignores. `node scripts/peers.mjs` fills it.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The checkout: this file runs compiled and as it is. */
const ROOT = ['../../../', '../../']
  .map((path) => new URL(path, import.meta.url))
  .find((root) => existsSync(new URL('package.json', root))) as URL
const PEERS = new URL('.peers/', ROOT)

/** The interpreter with what `bench/peers/requirements.txt` names. */
export const PYTHON = fileURLToPath(
  new URL(process.platform === 'win32' ? 'python/Scripts/python.exe' : 'python/bin/python', PEERS),
)

/** Glasswally's program, put there by whoever has it. */
export const GLASSWALLY = fileURLToPath(new URL('glasswally', PEERS))

/** A script of this folder, which isn't compiled and so stays in the sources. */
export function peerScript(name: string): string {
  return fileURLToPath(new URL(`bench/peers/${name}`, ROOT))
}

/** Why a Python peer can't run, if it can't. */
export function pythonAbsent(): string | undefined {
  return existsSync(PYTHON) ? undefined : 'no Python environment in .peers/; run `node scripts/peers.mjs`'
}
