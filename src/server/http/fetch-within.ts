// A request of ours to another server, answered whole within a time, or broken off. One controller is held for all of it:
// a signal that was made of several may be collected while the request waits, and never fires then.

export interface Fetched {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/**
 * Redirects are not followed: a key would go with them.
 * @throws what the network says, or the reason of `signal`
 */
export async function fetchWithin(
  url: URL,
  init: Omit<RequestInit, 'signal' | 'redirect'>,
  mostMs: number,
  signal?: AbortSignal,
): Promise<Fetched> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  const stop = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', stop)
  const timer = setTimeout(() => controller.abort(new Error(`no answer in ${mostMs / 1000} s`)), mostMs)
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: controller.signal })
    return { status: response.status, headers: response.headers, text: await response.text() }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}
