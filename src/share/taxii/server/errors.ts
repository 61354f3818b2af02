// A failure as TAXII 2.1 tells it.
import type { Problem } from '../../../model/problem.js'
import type { TaxiiError } from '../wire.js'

const TITLES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  406: 'Not acceptable',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  503: 'Unavailable',
}

/** @param status the HTTP status that goes with it */
export function taxiiErrorOf({ code, message, next }: Problem, status: number): TaxiiError {
  return {
    title: TITLES[status] ?? (status < 500 ? 'ProcessingError' : 'Failure of the server'),
    description: `${message}. ${next}`,
    error_code: code,
    http_status: String(status),
  }
}
