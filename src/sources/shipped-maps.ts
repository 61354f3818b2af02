// The maps of known tables that come along, where the package has them.
import { existsSync, readdirSync } from 'node:fs'

/** Maps that come along, by name. */
export function shippedMaps(): Map<string, URL> {
  for (const up of ['../../', '../../../']) {
    const folder = new URL(`${up}maps/`, import.meta.url)
    if (existsSync(folder))
      return new Map(
        readdirSync(folder)
          .filter((file) => file.endsWith('.yaml'))
          .sort()
          .map((file) => [file.slice(0, -'.yaml'.length), new URL(file, folder)]),
      )
  }
  return new Map()
}
