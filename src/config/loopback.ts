// Which addresses are this machine's own: what goes there leaves it for no network.

/** Whether a host, as it stands in a URL or before a port, is reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|::1|\[::1\]|localhost)$/.test(host)
}

export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname)
}

/** Whether what is sent there can be read on the way: no TLS, and not this machine itself. */
export function isInClear({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !isLoopbackHost(hostname)
}
