// What commands that listen have in common: addresses, TLS files, choices, and how they are stopped.
import { settingValue } from '../config/settings.js'
import { Problem } from '../model/problem.js'
import type { TlsFiles } from '../server/http/server.js'

export interface Listen {
  readonly host: string
  readonly port: number
}

/** @throws Problem `bad-value` */
export function parseListen(text: string, option = '--listen'): Listen {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? plain
  if (host === undefined || Number(port) > 65_535)
    throw new Problem(
      'bad-value',
      `${text} is no address and port`,
      `Write ${option} as 127.0.0.1:8430 or [::]:8430.`,
    )
  return { host, port: Number(port) }
}

export interface TlsFlags {
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly tlsClientCa?: string
}

/** @throws Problem `tls-unreadable` */
export function tlsOf({ tlsCert, tlsKey, tlsClientCa }: TlsFlags): TlsFiles | undefined {
  const [cert, key] = [settingValue('tls-cert', tlsCert), settingValue('tls-key', tlsKey)]
  if (cert !== undefined && key !== undefined)
    return { cert, key, clientCa: settingValue('tls-client-ca', tlsClientCa) }
  if (cert === undefined && key === undefined) return undefined
  throw new Problem(
    'tls-unreadable',
    'a certificate and its key go together',
    'Give --tls-cert and --tls-key.',
  )
}

/** Resolves at the first signal to stop; a second one ends the process at once, as the system does it. */
export function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve())
  })
}
