// Answers the same questions as the facts' SQL by going through every range: slow, and plainly right.

export interface Range {
  readonly text: string
  readonly start: bigint
  readonly end: bigint
}

/** A textual IPv4 or IPv6 address as a 128-bit number; IPv4 where IPv6 maps it. */
export function addressNumber(text: string): bigint {
  if (!text.includes(':')) return (0xffffn << 32n) | v4(text)
  const [head = '', tail] = text.split('::')
  const groups = (part: string) =>
    part === ''
      ? []
      : part
          .split(':')
          .flatMap((group) =>
            group.includes('.') ? [v4(group) >> 16n, v4(group) & 0xffffn] : [BigInt(`0x${group}`)],
          )
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const all = [...before, ...Array<bigint>(8 - before.length - after.length).fill(0n), ...after]
  return all.reduce((sum, group) => (sum << 16n) | group, 0n)
}

function v4(text: string): bigint {
  return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

export function rangeOfCidr(cidr: string): Range {
  const [address = '', bits] = cidr.split('/')
  const isV4 = !address.includes(':')
  const width = (isV4 ? 32n : 128n) - BigInt(bits ?? (isV4 ? 32 : 128))
  const start = (addressNumber(address) >> width) << width
  return { text: cidr, start, end: start + (1n << width) - 1n }
}

/** The narrowest range that holds an address. */
export function narrowest<Found extends Range>(ranges: readonly Found[], address: string): Found | undefined {
  const number = addressNumber(address)
  let best: Found | undefined
  for (const range of ranges)
    if (range.start <= number && number <= range.end)
      if (best === undefined || range.end - range.start < best.end - best.start) best = range
  return best
}
