// The version of this package, read from its manifest.
import { readFileSync } from 'node:fs'

/** Version of the package this code belongs to; `0.0.0` when the manifest can't be found. */
export function readVersion(): string {
  for (const up of ['../', '../../', '../../../']) {
    try {
      const manifest: unknown = JSON.parse(
        readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8'),
      )
      if (
        typeof manifest === 'object' &&
        manifest !== null &&
        'name' in manifest &&
        manifest.name === 'stillwatch' &&
        'version' in manifest
      )
        return String(manifest.version)
    } catch {
      // Not at this level: compiled and source trees lie at different depths.
    }
  }
  return '0.0.0'
}
