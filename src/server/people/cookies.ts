// The cookies of people's sessions (RFC 6265bis). Where the service is reached by TLS their names bind them to this very
// host (`__Host-`), so that no neighbouring host can plant one.

export interface CookieJar {
  /** Name of the cookie that holds a session's name. */
  readonly session: string
  /** Name of the one that holds a sign-in under way. */
  readonly ticket: string
  /** Header lines that set and take back. */
  setSession(value: string, seconds: number): string
  setTicket(value: string, seconds: number): string
  readonly clearSession: string
  readonly clearTicket: string
}

/** @param isSecure whether browsers reach the service by TLS; only on this machine's own address they needn't */
export function cookieJar(isSecure: boolean): CookieJar {
  const prefix = isSecure ? '__Host-' : ''
  const [session, ticket] = [`${prefix}stillwatch-session`, `${prefix}stillwatch-sign-in`]
  const secure = isSecure ? '; Secure' : ''
  const line = (name: string, value: string, seconds: number, site: 'Strict' | 'Lax') =>
    `${name}=${value}; Path=/; HttpOnly; SameSite=${site}; Max-Age=${seconds}${secure}`
  return {
    session,
    ticket,
    setSession: (value, seconds) => line(session, value, seconds, 'Strict'),
    // It must come along when the provider sends the browser back, which is another site's doing.
    setTicket: (value, seconds) => line(ticket, value, seconds, 'Lax'),
    clearSession: line(session, '', 0, 'Strict'),
    clearTicket: line(ticket, '', 0, 'Lax'),
  }
}

/** Characters of a header that is looked at; browsers send less. */
const MOST_CHARACTERS = 16_384

/** The value of a cookie in a request's header; undefined when it isn't there, or there more than once. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined || header.length > MOST_CHARACTERS) return undefined
  const start = `${name}=`
  const found = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(start))
  return found.length === 1 ? found[0]?.slice(start.length) : undefined
}
