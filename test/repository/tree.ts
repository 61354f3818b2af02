// The checked-out files, for tests about the code itself.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

const FOLDERS = ['.ci', 'bench', 'bin', 'console', 'docs', 'scripts', 'simulate', 'src', 'test']

/** Paths of files below the project's folders and at its top, relative to the checkout. */
export function listProjectFiles(): string[] {
  const top = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
  )
  return [...top, ...below].filter((path) => !/^(bench\/out|console\/generated)\//.test(path)).sort()
}

export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
