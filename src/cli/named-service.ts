// The service that a command asks, with the key that it asks with.
import { readFileSync } from 'node:fs'
import { settingValue } from '../config/settings.js'
import { Problem } from '../model/problem.js'

/**
 * The service that was named, with its key.
 * @throws Problem `bad-value`, `key-file`
 */
export function serviceOf(
  url: string,
  keyFile: string | undefined,
): { readonly url: string; readonly key: string } {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Problem('bad-value', `${url} is no address`, 'Write --service as http://127.0.0.1:8430.')
  const path = settingValue('key-file', keyFile)
  let key = ''
  try {
    key = path === undefined ? '' : readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new Problem(
      'key-file',
      `cannot read the key in ${path}: ${error instanceof Error ? error.message : String(error)}`,
      'Make one with `stillwatch keys create NAME --scope … > FILE` and name the file with --key-file.',
      { cause: error },
    )
  }
  if (/^sw_[\w-]+$/.test(key)) return { url, key }
  throw new Problem(
    'key-file',
    path === undefined ? 'the service asks for a key' : `${path} holds no key of the service`,
    'Make one with `stillwatch keys create NAME --scope … > FILE` and name the file with --key-file.',
  )
}
