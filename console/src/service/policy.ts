// Sends a policy's text as it is.
import { service, told } from './client'

const AS_IT_IS = {
  headers: { 'content-type': 'application/yaml' },
  bodySerializer: (body: unknown) => body as string,
}

export const reviewPolicy = (text: string) =>
  told(service.POST('/v1/policy/review', { ...AS_IT_IS, body: text as never }))

export const backtestPolicy = (text: string) =>
  told(service.POST('/v1/policy/backtest', { ...AS_IT_IS, body: text as never }))

export const adoptPolicy = ({ text, note }: { readonly text: string; readonly note: string }) =>
  told(service.PUT('/v1/policy', { ...AS_IT_IS, params: { query: { note } }, body: text as never }))
