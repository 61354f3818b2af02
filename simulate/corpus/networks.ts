// Real address ranges behind the address book: all blocks of the operators that the own table knows, published ranges
// of cloud providers, and published exits of VPN sellers.
import {
  type AddressBook,
  type Block,
  type BlockKind,
  createAddressBook,
  ownAddressBook,
  parseBlock,
} from '../network/blocks.js'
import { readList, readRows } from './tables.js'

const KINDS: readonly BlockKind[] = ['access', 'mobile', 'campus', 'gateway']

function toNumber(address: string): number {
  return address.split('.').reduce((value, byte) => value * 256 + Number(byte), 0)
}

/** Opens the address ranges of a corpus. */
export async function openNetworks(directory: string): Promise<AddressBook> {
  const own = ownAddressBook()
  const entries: (readonly [BlockKind, Block])[] = []
  const byNumber = new Map<string, { readonly kind: BlockKind; readonly block: Block }>()
  for (const kind of KINDS) {
    for (const block of own.blocks(kind)) {
      byNumber.set((block.operator.split(' ')[0] ?? '').slice(2), { kind, block })
      if (kind === 'gateway') entries.push([kind, block])
    }
  }
  for (const [from = '', to = '', number = ''] of await readRows(directory, 'net/asn_ipv4.csv.gz', false)) {
    const known = byNumber.get(number)
    if (known === undefined || from.includes(':')) continue
    const base = toNumber(from)
    const size = toNumber(to) - base + 1
    if (size >= 2048)
      entries.push([known.kind, { base, size, operator: known.block.operator, country: known.block.country }])
  }
  for (const [cidr = '', provider = ''] of await readRows(directory, 'net/provider_ipv4.csv.gz', true)) {
    if (Number(cidr.split('/')[1]) <= 22) entries.push(['cloud', parseBlock(cidr, provider, 'US')])
  }
  for (const cidr of await readList(directory, 'net/vpn_ipv4.txt.gz')) {
    if (Number(cidr.split('/')[1]) === 24) entries.push(['vpn', parseBlock(cidr, 'VPN', 'NL')])
  }
  return createAddressBook(entries)
}
