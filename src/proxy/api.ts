// Which API a request is for, by the end of its path, and that API's own shape of an error.
import type { Refusal } from '../respond/gateways/refusal.js'

/** What is read and changed; `other` passes as it is. */
export type Api = 'chat' | 'completions' | 'responses' | 'embeddings' | 'messages' | 'other'

const ENDS: readonly (readonly [string, Api])[] = [
  ['/chat/completions', 'chat'],
  ['/completions', 'completions'],
  ['/responses', 'responses'],
  ['/embeddings', 'embeddings'],
  ['/messages', 'messages'],
]

export interface Target {
  readonly api: Api
  /** Whether errors are in Anthropic's shape; OpenAI's otherwise. */
  readonly isAnthropic: boolean
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

export interface ApiError {
  readonly status: number
  /** As the API names kinds of errors. */
  readonly type: string
  readonly message: string
  readonly code: string
  readonly url?: string
}

/** The body of an error as clients of the API expect it. */
export function errorBody({ isAnthropic }: Target, { type, message, code, url }: ApiError): string {
  const more = url === undefined ? {} : { url }
  return JSON.stringify(
    isAnthropic
      ? { type: 'error', error: { type, message, code, ...more } }
      : { error: { message, type, param: null, code, ...more } },
  )
}

/** A refusal as the API would word it itself. */
export function refusalError({ isAnthropic }: Target, { status, body }: Refusal): ApiError {
  const { type, message, code, url } = body.error
  const own = status === 429 ? 'rate_limit_error' : 'permission_error'
  return { status, type: isAnthropic ? own : type, message, code, ...(url !== undefined && { url }) }
}

/** A failure between here and the model. */
export function failureError(
  { isAnthropic }: Target,
  status: number,
  code: string,
  message: string,
): ApiError {
  const own = isAnthropic ? 'api_error' : 'server_error'
  return { status, type: status < 500 ? 'invalid_request_error' : own, message, code }
}
