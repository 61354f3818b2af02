// Client addresses in SQL: one address from what a log holds of it, its block, and whether it can tell clients apart.

const BARE = String.raw`^[\\s"]*\\[?([0-9.]+|[0-9a-fA-F:.]+)(?:%[^\\]]*)?\\]?(?::[0-9]+)?[\\s"]*$`

const PRIVATE = [
  '^(::ffff:)?(0|10|127|169[.]254|192[.]168|172[.](1[6-9]|2[0-9]|3[01])|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))[.]',
  '^f[cd][0-9a-f]{2}:',
  '^fe[89ab][0-9a-f]:',
  '^::1?$',
].join('|')

/** Whether a textual address is of a private network, the machine itself or its link. */
export function isPrivateSql(ip: string): string {
  return `match(lower(${ip}), '${PRIVATE}')`
}

/**
 * The address of what a log holds: without port, brackets and zone, and of a list, such as of X-Forwarded-For, the
 * right-most public one. Proxies append, so what stands further left is the caller's own claim. What holds no address
 * stays as it is.
 */
export function addressSql(ip: string): string {
  const bare = `arrayMap(entry -> extract(entry, '${BARE}'), splitByChar(',', ${ip}))`
  const last = (condition: string) => `arrayLast(entry -> ${condition}, ${bare})`
  const isAddress = '(isIPv4String(entry) OR isIPv6String(entry))'
  const found = [last(`${isAddress} AND NOT ${isPrivateSql('entry')}`), last(isAddress), ip]
  return `if(${ip} = '' OR isIPv4String(${ip}) OR isIPv6String(${ip}), ${ip}, arrayFirst(found -> found != '', [${found.join(', ')}]))`
}
