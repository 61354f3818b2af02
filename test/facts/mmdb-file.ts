// Writes a small MaxMind DB, so that the reader is tested on known networks. The library mmdb-lib reads it back in
// the tests, which keeps writer and reader from agreeing on an error.
export interface Network {
  /** IPv6 address as 128 bits; IPv4 networks are given under `::/96`. */
  readonly base: bigint
  readonly bits: number
  readonly record: Readonly<Record<string, string | number>>
}

type Slot = Node | { readonly record: number } | undefined
interface Node {
  left: Slot
  right: Slot
}

/** An MMDB file of disjoint networks, with 28-bit records and the usual alias of `::ffff:0:0/96` to IPv4. */
export function mmdbFile(networks: readonly Network[], type = 'GeoLite2-ASN'): Buffer {
  const root: Node = { left: undefined, right: undefined }
  const data: Buffer[] = []
  let offset = 0
  for (const { base, bits, record } of networks) {
    insert(root, base, bits, { record: offset })
    const encoded = encode(record)
    data.push(encoded)
    offset += encoded.length
  }
  const nodes: Node[] = []
  const number = new Map<Node, number>()
  const visit = (node: Node) => {
    number.set(node, nodes.length)
    nodes.push(node)
    for (const slot of [node.left, node.right]) if (isNode(slot) && !number.has(slot)) visit(slot)
  }
  const ipv4 = follow(root, 0n, 96)
  if (ipv4 !== undefined) insert(root, 0xffffn << 32n, 96, ipv4)
  visit(root)
  const tree = Buffer.alloc(nodes.length * 7)
  const slotValue = (slot: Slot) =>
    slot === undefined
      ? nodes.length
      : isNode(slot)
        ? (number.get(slot) ?? 0)
        : nodes.length + 16 + slot.record
  for (const [index, node] of nodes.entries()) {
    const left = slotValue(node.left)
    const right = slotValue(node.right)
    tree.writeUIntBE(left & 0xffffff, index * 7, 3)
    tree[index * 7 + 3] = ((left >> 20) & 0xf0) | (right >> 24)
    tree.writeUIntBE(right & 0xffffff, index * 7 + 4, 3)
  }
  const metadata = encode({
    node_count: nodes.length,
    record_size: 28,
    ip_version: 6,
    database_type: type,
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
  })
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')])
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata])
}

function isNode(slot: Slot): slot is Node {
  return slot !== undefined && 'left' in slot
}

function insert(root: Node, base: bigint, bits: number, leaf: Slot): void {
  let node = root
  for (let depth = 0; depth < bits; depth++) {
    const side = (base >> BigInt(127 - depth)) & 1n ? 'right' : 'left'
    if (depth === bits - 1) {
      node[side] = leaf
      return
    }
    const next = node[side]
    if (isNode(next)) node = next
    else {
      const made: Node = { left: undefined, right: undefined }
      node[side] = made
      node = made
    }
  }
}

function follow(root: Node, base: bigint, bits: number): Node | undefined {
  let node: Slot = root
  for (let depth = 0; depth < bits && isNode(node); depth++)
    node = (base >> BigInt(127 - depth)) & 1n ? node.right : node.left
  return isNode(node) ? node : undefined
}

function encode(value: string | number | Readonly<Record<string, string | number>>): Buffer {
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return Buffer.concat([Buffer.from([(6 << 5) | 4]), bytes])
  }
  if (typeof value === 'string') {
    const bytes = Buffer.from(value)
    const head = bytes.length < 29 ? [(2 << 5) | bytes.length] : [(2 << 5) | 29, bytes.length - 29]
    return Buffer.concat([Buffer.from(head), bytes])
  }
  const fields = Object.entries(value)
  return Buffer.concat([
    Buffer.from([(7 << 5) | fields.length]),
    ...fields.flatMap(([key, field]) => [encode(key), encode(field)]),
  ])
}
