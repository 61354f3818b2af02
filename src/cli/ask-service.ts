// One question to the service that holds a store, and its answer.
import { Problem } from '../model/problem.js'
import { fetchWithin } from '../server/http/fetch-within.js'

export interface ServiceAnswer {
  readonly status: number
  readonly body: unknown
  /** What it refused with and what to do next, in its words or in general ones. */
  readonly detail: string
  readonly next: string
}

/** The address of a route of a service; parts of it are to be encoded. */
export const routeOf = ({ url }: { readonly url: string }, path: string) =>
  new URL(path, `${url.replace(/\/$/, '')}/`)

/**
 * Posts a question and gives the answer, whatever its status.
 * @throws Problem `service-unreachable`
 */
export async function askService(
  service: { readonly url: string; readonly key: string },
  path: string,
  asked: Readonly<Record<string, unknown>>,
  withinMs: number,
): Promise<ServiceAnswer> {
  try {
    const { status, text } = await fetchWithin(
      routeOf(service, path),
      {
        method: 'POST',
        headers: { authorization: `Bearer ${service.key}`, 'content-type': 'application/json' },
        body: JSON.stringify(asked),
      },
      withinMs,
    )
    const body: unknown = JSON.parse(text)
    const { detail = 'it says nothing more', next = 'Compare its version with this one.' } = (body ?? {}) as {
      readonly detail?: string
      readonly next?: string
    }
    return { status, body, detail, next }
  } catch (error) {
    throw new Problem(
      'service-unreachable',
      `the service at ${service.url} gives no answer: ${error instanceof Error ? error.message : String(error)}`,
      'Start it, or name its address with --service.',
      { cause: error },
    )
  }
}
