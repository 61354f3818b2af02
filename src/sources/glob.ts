// File patterns for shells that don't expand them, and for patterns too long for a command line: `*`, `?`, `[…]`,
// `{a,b}`, and `**` for any depth.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Whether a text has the signs of a pattern. */
export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text)
}

/** Files that match, sorted. Directories that cannot be read are left out. */
export function expandGlob(pattern: string): string[] {
  const segments = pattern.split('/')
  const firstWild = segments.findIndex(isGlob)
  const base = segments.slice(0, firstWild).join('/')
  const root = base === '' ? (pattern.startsWith('/') ? '/' : '.') : base
  const isDeep = segments.includes('**') || /\{[^}]*\//.test(pattern)
  const depth = isDeep ? Number.POSITIVE_INFINITY : segments.length - firstWild
  const matcher = globExpression(pattern)
  return listFiles(root, depth)
    .filter((path) => matcher.test(path.replace(/^\.\//, '')))
    .sort()
}

/** Files in a directory and below it, down to `depth` levels; links to directories are not followed. */
export function listFiles(directory: string, depth = Number.POSITIVE_INFINITY): string[] {
  if (depth <= 0) return []
  let entries: import('node:fs').Dirent[]
  try {
    entries = readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = join(directory, entry.name)
    return entry.isDirectory() ? listFiles(path, depth - 1) : [path]
  })
}

function globExpression(pattern: string): RegExp {
  let source = ''
  let braces = 0
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? ''
    if (pattern.startsWith('**/', i)) {
      source += '(?:.*/)?'
      i += 2
    } else if (c === '*') {
      source += pattern[i + 1] === '*' ? '.*' : '[^/]*'
      if (pattern[i + 1] === '*') i++
    } else if (c === '?') source += '[^/]'
    else if (c === '[' && pattern.indexOf(']', i + 2) > 0) {
      const end = pattern.indexOf(']', i + 2)
      source += `[${pattern
        .slice(i + 1, end)
        .replace(/^!/, '^')
        .replaceAll('\\', '\\\\')}]`
      i = end
    } else if (c === '{') {
      source += '(?:'
      braces++
    } else if (c === '}' && braces > 0) {
      source += ')'
      braces--
    } else if (c === ',' && braces > 0) source += '|'
    else source += c.replace(/[.+^$()|[\]{}\\]/g, '\\$&')
  }
  try {
    return new RegExp(`^${source.replace(/^\\\.\//, '')}$`)
  } catch {
    return /^$/
  }
}
