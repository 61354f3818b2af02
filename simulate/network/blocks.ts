// A short table of real address blocks of well-known operators, so that own addresses resolve to plausible operators
// without any outside table. Blocks were chosen for having one origin; kinds say how people come by an address there.

export type BlockKind = 'access' | 'mobile' | 'cloud' | 'vpn' | 'campus' | 'gateway'

export interface Block {
  /** First address as a number. */
  readonly base: number
  readonly size: number
  readonly operator: string
  readonly country: string
}

/** The blocks that addresses are drawn from. A corpus brings another book with the same shape. */
export interface AddressBook {
  /** Blocks of a kind; of one country where the book has them, of all otherwise. */
  blocks(kind: BlockKind, country?: string): readonly Block[]
}

/** kind, country, ASN and operator, blocks. */
const TABLE: readonly (readonly [BlockKind, string, string, string])[] = [
  ['access', 'US', 'AS7922 Comcast', '73.32.0.0/12 24.16.0.0/13 98.192.0.0/13 76.16.0.0/12'],
  ['access', 'US', 'AS7018 AT&T', '108.192.0.0/11 99.0.0.0/13'],
  ['access', 'US', 'AS701 Verizon', '71.96.0.0/11'],
  ['access', 'US', 'AS20115 Charter', '68.112.0.0/13'],
  ['mobile', 'US', 'AS21928 T-Mobile USA', '172.56.0.0/16 172.58.0.0/16'],
  ['access', 'CA', 'AS577 Bell Canada', '70.48.0.0/13'],
  ['access', 'CA', 'AS812 Rogers', '99.224.0.0/13'],
  ['access', 'GB', 'AS2856 BT', '81.128.0.0/12 86.128.0.0/11 109.144.0.0/12'],
  ['access', 'GB', 'AS5089 Virgin Media', '82.0.0.0/13 86.0.0.0/13'],
  ['access', 'GB', 'AS5607 Sky UK', '90.192.0.0/11 5.64.0.0/13'],
  ['access', 'DE', 'AS3320 Deutsche Telekom', '84.128.0.0/11 91.0.0.0/11 80.128.0.0/12'],
  ['access', 'DE', 'AS6805 Telefonica Germany', '95.112.0.0/13 77.0.0.0/13 92.224.0.0/13'],
  ['mobile', 'DE', 'AS3209 Vodafone', '109.40.0.0/13'],
  ['access', 'FR', 'AS12322 Free', '82.64.0.0/14'],
  ['access', 'FR', 'AS3215 Orange', '90.0.0.0/12'],
  ['access', 'ES', 'AS3352 Telefonica de Espana', '83.32.0.0/12 79.144.0.0/13'],
  ['access', 'IT', 'AS3269 Telecom Italia', '79.0.0.0/12 87.0.0.0/12'],
  ['access', 'NL', 'AS33915 Vodafone Libertel', '77.248.0.0/14'],
  ['access', 'PL', 'AS5617 Orange Polska', '83.0.0.0/13'],
  ['access', 'RU', 'AS12389 Rostelecom', '188.16.0.0/14'],
  ['access', 'RU', 'AS25513 MGTS', '109.252.0.0/16'],
  ['mobile', 'RU', 'AS31133 MegaFon', '31.173.80.0/20'],
  ['access', 'TR', 'AS9121 Turk Telekom', '78.160.0.0/11'],
  ['access', 'JP', 'AS4713 NTT Communications', '114.144.0.0/12 153.128.0.0/10'],
  ['access', 'JP', 'AS2516 KDDI', '106.128.0.0/11'],
  ['mobile', 'JP', 'AS17676 SoftBank', '126.64.0.0/11 1.112.0.0/14'],
  ['access', 'KR', 'AS4766 Korea Telecom', '112.160.0.0/11 175.192.0.0/10'],
  ['mobile', 'KR', 'AS9644 SK Telecom', '27.160.0.0/13 223.32.0.0/11'],
  ['access', 'IN', 'AS9829 BSNL', '117.192.0.0/10'],
  ['access', 'IN', 'AS24560 Bharti Airtel', '122.160.0.0/12'],
  ['mobile', 'IN', 'AS55836 Reliance Jio', '49.32.0.0/13 157.32.0.0/12'],
  ['access', 'BR', 'AS28573 Claro', '179.208.0.0/12 189.60.0.0/14'],
  ['mobile', 'BR', 'AS26599 Telefonica Brasil', '177.76.0.0/14'],
  ['access', 'MX', 'AS8151 Uninet', '201.100.0.0/14'],
  ['access', 'AR', 'AS7303 Telecom Argentina', '181.0.0.0/12'],
  ['access', 'UY', 'AS6057 Antel', '179.24.0.0/14'],
  ['access', 'ID', 'AS7713 Telkom Indonesia', '36.64.0.0/11'],
  ['mobile', 'ID', 'AS23693 Telkomsel', '114.120.0.0/13 182.0.0.0/12'],
  ['access', 'PH', 'AS9299 PLDT', '112.200.0.0/13'],
  ['access', 'VN', 'AS45899 VNPT', '113.160.0.0/11 14.160.0.0/11'],
  ['mobile', 'VN', 'AS7552 Viettel', '27.64.0.0/12'],
  ['access', 'MY', 'AS4788 TM', '60.48.0.0/14 175.136.0.0/13'],
  ['access', 'AU', 'AS1221 Telstra', '1.120.0.0/13 101.160.0.0/12'],
  ['access', 'EG', 'AS8452 TE-AS', '197.32.0.0/11 41.32.0.0/12 156.192.0.0/11'],
  ['access', 'AE', 'AS15802 Emirates Integrated', '94.200.0.0/13'],
  ['mobile', 'NG', 'AS29465 MTN Nigeria', '102.88.0.0/13 197.210.0.0/16'],
  ['access', 'CN', 'AS4134 Chinanet', '121.32.0.0/14'],
  ['access', 'CN', 'AS4808 China Unicom Beijing', '123.112.0.0/12'],
  ['access', 'TW', 'AS3462 Chunghwa Telecom', '114.32.0.0/12 118.160.0.0/13 1.160.0.0/12'],
  ['access', 'HK', 'AS4760 PCCW IMS', '112.118.0.0/15 203.218.0.0/16'],
  ['access', 'SG', 'AS55430 StarHub', '116.86.0.0/15'],
  ['access', 'SG', 'AS9506 Singtel', '119.74.0.0/16'],
  ['cloud', 'US', 'AS16509 Amazon', '3.208.0.0/12 18.192.0.0/13 13.112.0.0/14'],
  ['cloud', 'US', 'AS396982 Google Cloud', '34.64.0.0/11 35.184.0.0/13'],
  ['cloud', 'US', 'AS8075 Microsoft', '20.32.0.0/12 40.64.0.0/13'],
  ['cloud', 'DE', 'AS24940 Hetzner', '88.198.0.0/16 78.46.0.0/15 95.216.0.0/15 5.75.128.0/17'],
  ['cloud', 'FR', 'AS16276 OVH', '51.38.0.0/16 51.75.0.0/16 54.36.0.0/16'],
  ['cloud', 'US', 'AS14061 DigitalOcean', '159.65.0.0/16 167.99.0.0/16 137.184.0.0/16'],
  ['cloud', 'US', 'AS63949 Akamai Linode', '139.162.0.0/16 172.104.0.0/15'],
  ['cloud', 'US', 'AS20473 Vultr', '45.76.0.0/15 108.61.0.0/16'],
  ['cloud', 'DE', 'AS51167 Contabo', '161.97.64.0/18'],
  ['cloud', 'SG', 'AS45102 Alibaba Cloud', '47.74.0.0/15'],
  ['cloud', 'SG', 'AS136907 Huawei Cloud', '119.8.0.0/16 159.138.0.0/16'],
  ['cloud', 'US', 'AS31898 Oracle Cloud', '129.146.0.0/16 132.145.0.0/16'],
  ['vpn', 'GB', 'AS9009 M247', '185.156.172.0/22 217.138.192.0/19 193.9.112.0/22 45.83.88.0/22'],
  ['vpn', 'US', 'AS60068 Datacamp', '89.187.160.0/19 185.93.0.0/22'],
  ['vpn', 'NL', 'AS212238 Datacamp', '149.102.224.0/19'],
  ['vpn', 'NL', 'AS141039 PacketHub', '192.145.116.0/22'],
  ['vpn', 'SE', 'AS39351 31173 Services', '141.98.252.0/22'],
  ['gateway', 'US', 'AS22616 Zscaler', '104.129.192.0/20'],
  ['gateway', 'CH', 'AS62044 Zscaler Switzerland', '185.46.212.0/22 165.225.72.0/22'],
  ['campus', 'US', 'AS9 Carnegie Mellon University', '128.2.0.0/16'],
  ['campus', 'US', 'AS25 University of California at Berkeley', '169.229.0.0/16'],
  ['campus', 'US', 'AS7377 University of California San Diego', '128.54.0.0/16'],
  ['campus', 'CH', 'AS559 SWITCH', '129.132.0.0/16'],
  ['campus', 'GB', 'AS786 Jisc', '131.111.0.0/16'],
  ['campus', 'JP', 'AS2501 The University of Tokyo', '133.11.0.0/16'],
  ['campus', 'TW', 'AS1659 TANet', '140.112.0.0/16'],
  ['campus', 'KR', 'AS9488 Seoul National University', '147.46.0.0/16'],
  ['campus', 'BR', 'AS28571 Universidade de Sao Paulo', '143.107.0.0/16'],
  ['campus', 'DE', 'AS553 BelWue', '129.206.0.0/16'],
  ['campus', 'SG', 'AS7472 National University of Singapore', '137.132.0.0/17'],
]

/** Parses an IPv4 block in CIDR notation. */
export function parseBlock(cidr: string, operator: string, country: string): Block {
  const [address = '', bits = '32'] = cidr.split('/')
  const base = address.split('.').reduce((value, byte) => value * 256 + Number(byte), 0)
  return { base, size: 2 ** (32 - Number(bits)), operator, country }
}

/** Address number to dotted notation. */
export function formatAddress(address: number): string {
  return `${Math.floor(address / 16777216) % 256}.${Math.floor(address / 65536) % 256}.${Math.floor(address / 256) % 256}.${address % 256}`
}

/** A book over a list of (kind, block). */
export function createAddressBook(entries: Iterable<readonly [BlockKind, Block]>): AddressBook {
  const byKind = new Map<string, Block[]>()
  const add = (key: string, block: Block): void => {
    const list = byKind.get(key)
    if (list === undefined) byKind.set(key, [block])
    else list.push(block)
  }
  for (const [kind, block] of entries) {
    add(kind, block)
    add(`${kind} ${block.country}`, block)
  }
  return {
    blocks(kind, country) {
      return (country !== undefined && byKind.get(`${kind} ${country}`)) || byKind.get(kind) || []
    },
  }
}

/** The book of this file's table. */
export function ownAddressBook(): AddressBook {
  return createAddressBook(
    TABLE.flatMap(([kind, country, operator, blocks]) =>
      blocks.split(' ').map((cidr) => [kind, parseBlock(cidr, operator, country)] as const),
    ),
  )
}
