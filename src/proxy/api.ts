// Which API a request is for, by the end of its path.
import type { ErrorShape } from '../respond/gateways/api-error.js'

/** What is read and changed; `other` passes as it is. */
export type Api = 'chat' | 'completions' | 'responses' | 'embeddings' | 'messages' | 'other'

const ENDS: readonly (readonly [string, Api])[] = [
  ['/chat/completions', 'chat'],
  ['/completions', 'completions'],
  ['/responses', 'responses'],
  ['/embeddings', 'embeddings'],
  ['/messages', 'messages'],
]

export interface Target extends ErrorShape {
  readonly api: Api
}

/**
 * What a request asks for; undefined for a target that servers read in more ways than one, or that names another host.
 * @param url the target as it came, with its query
 */
export function targetOf(
  method: string,
  url: string,
  headers: Readonly<Record<string, unknown>>,
): Target | undefined {
  const path = plainPath(url)
  if (path === undefined) return undefined
  const api = method === 'POST' ? ENDS.find(([end]) => path.endsWith(end))?.[1] : undefined
  const isAnthropic = api === 'messages' || (api === undefined && 'anthropic-version' in headers)
  return { api: api ?? 'other', isAnthropic }
}

/** The path as servers understand it. One with dots, backslashes or control characters in it means what its reader likes. */
function plainPath(url: string): string | undefined {
  if (!url.startsWith('/')) return undefined
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '')
    const isOdd = [...path].some((sign) => sign <= ' ' || sign === '\u007f' || sign === '\\' || sign === '%')
    if (isOdd || /(^|\/)\.{1,2}(\/|;|$)/.test(path)) return undefined
    // Some servers drop parameters of a segment, and some tell no case: what any of them takes for a call is read as one.
    return path
      .replaceAll(/;[^/]*/g, '')
      .replaceAll(/\/{2,}/g, '/')
      .replace(/\/$/, '')
      .toLowerCase()
  } catch {
    return undefined
  }
}
