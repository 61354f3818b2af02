// What an operator's name and number say about its addresses: rented machines, a VPN, or people's access lines.
// A compact rule that a person can read and correct; a user's table of ranges overrides it.

export type OperatorKind = 'datacenter' | 'vpn' | 'access' | 'unknown'

/** Operators whose name doesn't say what they are. */
const NUMBERS: Readonly<Record<'vpn' | 'datacenter', readonly number[]>> = {
  vpn: [
    9009, // M247: a host whose exits are mostly those of consumer VPNs
    36183, // Akamai: exits of iCloud Private Relay
    39351, // 31173 Services: Mullvad
    62371,
    209103, // Proton
    136787,
    207137, // PacketHub: NordVPN
    209854, // Surfshark
    50525, // Privado
  ],
  datacenter: [
    3561, // CenturyLink's former Savvis hosting
    15169,
    396982, // Google
    8075,
    8068, // Microsoft
    14618,
    16509, // Amazon
    36351, // IBM Cloud
    37963,
    45102, // Alibaba
    6939, // Hurricane Electric: colocation and tunnels
  ],
}

const VPN_NAMES = [
  String.raw`\bvpn`,
  String.raw`vpn\b`,
  String.raw`\b(nordvpn|tefincom|packethub|surfshark|mullvad|windscribe|cyberghost|privatevpn|torguard)\b`,
  String.raw`\b(ipvanish|mudhook|london trust media|private internet access|perfect privacy|hide\.?me)\b`,
  String.raw`^(proton ag|31173 services|strong technology|eventure limited|anchorfree|avast software)\b`,
]

/** Hosts known by brand; taken as data centres even where the name also speaks of telecoms. */
const DATACENTER_BRANDS = [
  String.raw`^amazon(\.com| data services| technologies)`,
  '^(google (llc|cloud)|microsoft corporation|oracle corporation|ibm cloud|salesforce|apple cloud)',
  String.raw`\b(alibaba|aliyun|tencent|ucloud|kingsoft cloud|volcano engine|byteplus|baidu netcom|jdcloud)\b`,
  String.raw`\bhuawei (cloud|clouds|international)`,
  String.raw`\b(digitalocean|linode|akamai|fastly|vultr|choopa|the constant company|packet host|equinix)\b`,
  String.raw`\b(hetzner|ovh|contabo|netcup|ionos|strato|scaleway|leaseweb|worldstream|nforce|i3d\.net)\b`,
  String.raw`\b(serverius|hostkey|clouvider|datacamp|cdn77|iomart|uk-?2|team blue|aruba s\.p\.a|gandi|infomaniak)\b`,
  String.raw`\b(rackspace|godaddy|unified layer|endurance|liquid web|dreamhost|new dream network|inmotion)\b`,
  String.raw`\b(hivelocity|psychz|quickpacket|colocrossing|interserver|nocix|wholesale internet|reliablesite)\b`,
  String.raw`\b(frantech|buyvm|ramnode|hosthatch|quadranet|multacom|zenlayer|internap|limestone networks)\b`,
  String.raw`\b(sharktech|voxility|performive|steadfast|tzulo|webnx|enzu|eonix|krypt|it7 networks|gigenet)\b`,
  String.raw`\b(selectel|timeweb|beget|yandex\.?cloud|reg\.ru|masterhost|melbikomas|green floid|petersburg internet)\b`,
  String.raw`\b(gmo internet|sakura internet|idc frontier|kagoya|xserver|naver cloud|kt cloud|nhn|kakao)\b`,
  String.raw`\b(home\.pl|cyber_folks|nazwa\.pl|atman|anexia|upcloud|glesys|exoscale|kamatera|edis|firstcolo)\b`,
  String.raw`\b(coreweave|lambda labs|runpod|vast\.ai|crusoe|nebius|together computer|fly\.io|render services)\b`,
  String.raw`\b(ntirety|network solutions|velia\.net|xneelo|heart internet|netactuate|webzilla|masterdc|wowrack)\b`,
  String.raw`\b(turnkey internet|keyweb|syseleven|private layer|web werks|webair|wiit|global layer|cleura|zomro)\b`,
  String.raw`\b(core-backbone|esited|newtekone|ghostnet|deft\.com|corespace|carinet|logicweb|iland|ascenty|veesp)\b`,
  String.raw`\b(fiber grid|b2 net|b2net|ipxo|cogentco|hydra communications|orion network limited|gsl networks)\b`,
]

const DATACENTER_WORDS = [
  String.raw`\b(web ?)?host(s|er|ed|ing|ings|room|line|way)?\b`,
  String.raw`host(ing|ings)\b`,
  String.raw`^[a-z0-9-]*host\b`,
  String.raw`\bhost[a-z0-9]+\b`,
  String.raw`\b(hospedagem|alojamiento|hebergement|barindirma)\b`,
  String.raw`\b(dedicated|bare ?metal|colo|colocation|co-location)\b`,
  String.raw`servers?\b`,
  String.raw`\b(servidores|serveurs|sunucu)\b`,
  String.raw`\bclouds?\b`,
  String.raw`\bcloud(ie|zone|vps|linux|base|tech|data)`,
  String.raw`data ?-?cent(er|re|rum|ro)s?\b`,
  String.raw`\bcentro de datos`,
  String.raw`\bv(p|d)s`,
  String.raw`vps\b`,
  String.raw`\bcdn`,
]

const ACCESS_WORDS = [
  'tele(com|kom|comm|phon|fon|cel|net|fonica|comunica|vision|mach|2)',
  String.raw`\b(broad ?band|banda larga|cable|cablevision|kabel|dsl|adsl|wi-?fi|wireless|wimax|satellite)\b`,
  String.raw`(fib(er|re|ra|ras)\b|fiberlink|fibernet|fttx|ftth)`,
  String.raw`(mobile|mobil\b|movil|mobitel|cellular|celular|gsm\b|\b[45]g\b)`,
  String.raw`\b(isp|internet service|internet provider|provedor|proveedor|provider)\b`,
  String.raw`(communications?\b|comunicac|communication\b|kommunikation|iletisim|svyaz)`,
  String.raw`\b(afrihost|comcast|charter|spectrum|cox|verizon|at&t|t-mobile|sprint|centurylink|lumen|frontier|windstream)\b`,
  String.raw`\b(vodafone|orange|telia|telenor|tele2|swisscom|proximus|kpn|ziggo|bt|virgin media|sky uk|talktalk)\b`,
  String.raw`\b(bell canada|rogers|telus|shaw|videotron|telstra|optus|tpg|chinanet|china169|unicom|softbank|kddi)\b`,
  String.raw`\b(ntt docomo|optage|biglobe|jcom|sk broadband|lg (dacom|powercomm|uplus)|viettel|vnpt|fpt|airtel)\b`,
  String.raw`\b(reliance jio|bharat sanchar|claro|tim s/a|vivo|telmex|uninet|mtn|safaricom|vodacom|etisalat|ooredoo)\b`,
  String.raw`\b(free sas|sfr|bouygues|fastweb|wind tre|iliad|o2|a1|rostelecom|mts|vimpelcom|beeline|megafon)\b`,
]

/**
 * An SQL expression of type String: `datacenter`, `vpn`, `access` or `unknown`.
 * Order: known numbers, VPN names, hosting brands, then words; hosting and access words together are `unknown`.
 * @param asn expression of type UInt32
 * @param operator expression of type String
 */
export function operatorKindSql(asn: string, operator: string): string {
  return `multiIf(
    ${asn} IN (${NUMBERS.vpn.join(', ')}), 'vpn',
    ${asn} IN (${NUMBERS.datacenter.join(', ')}), 'datacenter',
    ${matches(operator, VPN_NAMES)}, 'vpn',
    ${matches(operator, DATACENTER_BRANDS)}, 'datacenter',
    ${matches(operator, DATACENTER_WORDS)}, if(${matches(operator, ACCESS_WORDS)}, 'unknown', 'datacenter'),
    ${matches(operator, ACCESS_WORDS)}, 'access',
    'unknown')`
}

/** One alternation for the engine's linear-time matcher, which compiles it in a millisecond. */
function matches(text: string, patterns: readonly string[]): string {
  const pattern = `(?i)${patterns.map((each) => `(?:${each})`).join('|')}`
  return `match(${text}, '${pattern.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}')`
}
