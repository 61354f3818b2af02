// Structured logs: a JSON object a line on standard error. What a log line may hold is decided where it is written;
// as a second line of defence, fields that carry secrets are blanked here.
import { type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

const SECRETS = [
  'authorization',
  'headers.authorization',
  'req.headers.authorization',
  'headers["x-api-key"]',
  'req.headers["x-api-key"]',
  'headers.cookie',
  'req.headers.cookie',
  'key',
  'token',
  'secret',
]

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** @param level the least that is written */
export function createLog(level: LogLevel): Logger {
  return pino(
    {
      level,
      base: { service: 'stillwatch' },
      redact: { paths: SECRETS, censor: '…' },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
