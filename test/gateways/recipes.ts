// The recipes of docs/gateways.md as a reader has them, with a test's addresses and key where the page has its own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ROOT } from '../repository/tree.js'
import type { Guard } from './peers.js'

const PAGE = readFileSync(join(ROOT, 'docs', 'gateways.md'), 'utf8')

/** What the page says of a gateway, by its heading. */
function section(heading: string): string {
  const found = new RegExp(`^## ${heading}$([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'm').exec(PAGE)?.[1]
  if (found === undefined) throw new Error(`docs/gateways.md has no section “${heading}”`)
  return found
}

/** Replaces something that must be there once. */
function fill(text: string, place: string | RegExp, value: string): string {
  const parts = text.split(place)
  if (parts.length !== 2)
    throw new Error(`“${place}” stands ${parts.length - 1} times in the recipe:\n${text}`)
  return parts.join(value)
}

const SERVICE = /https:\/\/stillwatch(?::8430)?(?=[/,"'\s])/

/** The block of code of a section, for the service and the key of a guard. */
function code(heading: string, language: string, { url, key = '' }: Guard): string {
  const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section(heading))?.[1] ?? ''
  return fill(fill(block, SERVICE, url), '…', key)
}

/** The filters that Envoy gets before its router; the answer may take longer on a machine that has other work. */
export function envoyFilters(guard: Guard): readonly object[] {
  const text = fill(code('Envoy', 'yaml', guard), 'timeout: 0.2s', 'timeout: 5s')
  return (parse(text) as { http_filters: object[] }).http_filters
}

/** The locations of nginx's server. */
export const nginxLocations = (guard: Guard, upstream: number) =>
  fill(code('nginx', 'nginx', guard), 'http://models', `http://127.0.0.1:${upstream}`)

export const litellmGuardrails = (guard: Guard) =>
  (parse(code('LiteLLM', 'yaml', guard)) as { guardrails: object[] }).guardrails

export const portkeyGuardrails = (guard: Guard) =>
  JSON.parse(code('Portkey', 'json', guard)) as { input_guardrails: object[] }

/** Where a bouncer asks. */
export function bouncerUrl({ url }: Guard): string {
  const told = /Set a bouncer's `api_url` to `([^`]+)`/.exec(section('CrowdSec bouncers'))?.[1] ?? ''
  return fill(told, SERVICE, url)
}
