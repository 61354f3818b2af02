// An error in a model API's own shape, so that its clients show the words as they show the API's own.
import type { Refusal } from './refusal.js'

export interface ApiError {
  readonly status: number
  /** As the API names kinds of errors. */
  readonly type: string
  readonly message: string
  readonly code: string
  readonly url?: string
}

/** Whether errors are in Anthropic's shape; OpenAI's otherwise. */
export interface ErrorShape {
  readonly isAnthropic: boolean
}

/** The body of an error as clients of the API expect it. */
export function errorBody({ isAnthropic }: ErrorShape, { type, message, code, url }: ApiError): string {
  const more = url === undefined ? {} : { url }
  return JSON.stringify(
    isAnthropic
      ? { type: 'error', error: { type, message, code, ...more } }
      : { error: { message, type, param: null, code, ...more } },
  )
}

/** A refusal as the API would word it itself. */
export function refusalError({ isAnthropic }: ErrorShape, { status, body }: Refusal): ApiError {
  const { type, message, code, url } = body.error
  const own = status === 429 ? 'rate_limit_error' : 'permission_error'
  return { status, type: isAnthropic ? own : type, message, code, ...(url !== undefined && { url }) }
}

/** A failure between here and the model. */
export function failureError(
  { isAnthropic }: ErrorShape,
  status: number,
  code: string,
  message: string,
): ApiError {
  const own = isAnthropic ? 'api_error' : 'server_error'
  return { status, type: status < 500 ? 'invalid_request_error' : own, message, code }
}
