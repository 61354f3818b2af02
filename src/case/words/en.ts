// The words of a case file in English. A reader who has nothing else must not have to ask what one means: what is claimed
// and what is not, what a number means and what it doesn't.
import { terms } from '../../languages/en/terms.js'
import {
  describeOdds,
  formatCount,
  formatMinute,
  formatPlural as plural,
  readableName,
} from '../../report/quantities.js'

const accounts = (count: number) => plural(count, 'account')
const requests = (count: number) => plural(count, 'request')

export const en = {
  language: 'en',
  terms: terms as Readonly<Record<string, string>>,
  minute: formatMinute,
  fact: readableName,
  /** What bits mean as odds. */
  odds: (bits: number) => describeOdds(bits).replace('beyond a quadrillion', 'more than a million million'),
  /** A probability in a sentence. */
  likely: (probability: string) => probability.replace(/^>/, 'more than ').replace(/^</, 'less than '),
  yes: 'yes',
  no: 'no',
  none: 'none',
  notKnown: 'not known',
  more: (count: number) => `and ${formatCount(count)} more`,

  kicker: 'Case file',
  ofCampaign: (name: string) => `Campaign ${name}`,
  ofAccount: (account: string, name: string) => `Account ${account} in campaign ${name}`,
  alias: (alias: string) => `People here call it “${alias}”. Both names are labels and mean nothing.`,
  nameMeansNothing: 'The name is drawn by lot and means nothing.',
  id: 'Case',
  madeAt: 'Made',
  madeBy: 'Made by',
  provider: 'Provider',
  providerUnsigned: 'not stated: the file is not signed',
  log: 'Log',
  logSays: (exchanges: number, from: string, to: string) => `${requests(exchanges)}, ${from} to ${to}`,
  tlp: {
    red: 'For the persons addressed, and nobody else.',
    'amber+strict': 'For the recipient’s organisation alone, where it needs to know.',
    amber: 'For the recipient’s organisation and its clients, where they need to know.',
    green: 'For the recipient’s community; not for publication.',
    clear: 'May be given to anyone.',
  },
  contains: 'Contains account ids of customers. Handle as personal data.',
  containsOne: 'Contains the account id of a customer. Handle as personal data.',
  containsValues:
    'Contains account ids of customers, and values (such as addresses and mail domains) and texts that they used. Handle as personal data.',

  claim: 'What is claimed',
  claimCampaign: (x: {
    from: string
    to: string
    accounts: number
    owners: number | undefined
    exchanges: number
    isDistillation: boolean
  }) =>
    `From ${x.from} to ${x.to}, ${accounts(x.accounts)}${x.owners === undefined ? '' : ` held under ${plural(x.owners, 'separate owner')} in the provider’s records`} sent ${requests(x.exchanges)} that, in the judgement of this analysis, were directed by one person or organisation${x.isDistillation ? ', and that asked for material of the kind that a language model is trained on' : '; for what purpose is not shown'}.`,
  claimWhy: (reasons: number, tested: number, holding: number) =>
    `That judgement rests on ${plural(reasons, 'measured reason')}, each set out below with what could explain it innocently; of ${plural(tested, 'innocent explanation')} that ${tested === 1 ? 'was' : 'were'} tested for the whole group, ${holding === 0 ? 'none holds' : `${holding} cannot be ruled out`}.`,
  claimAccount: (x: {
    account: string
    own: number
    exchanges: number
    accounts: number
    from: string
    to: string
    isDistillation: boolean
  }) =>
    `The account ${x.account} sent ${formatCount(x.own)} of ${requests(x.exchanges)} that ${accounts(x.accounts)} sent from ${x.from} to ${x.to} and that, in the judgement of this analysis, were directed by one person or organisation${x.isDistillation ? ', and asked for material of the kind that a language model is trained on' : '; for what purpose is not shown'}.`,
  claimMember: (membership: string, values: number) =>
    `That this account is one of them has a probability of ${membership} by the analysis, from how it acts and from ${plural(values, 'value')} that it shares with the others.`,
  claimNot: 'What is not claimed',
  notClaimed: [
    'Who the person or organisation behind the requests is.',
    'That the owner of any account knew of it or took part: an account may have been lent, resold or taken over.',
    'That a model was trained on the answers, or that any law or contract was broken.',
    'Anything about requests that are not counted to the campaign.',
  ],
  noScore: 'No account is scored for a nationality, a country or a language.',

  verdict: 'The verdict, and what its numbers mean',
  figure: 'Figure',
  means: 'What it means',
  meansNot: 'What it does not mean',
  theVerdict: 'Verdict',
  verdictMeans: {
    distillation:
      'The accounts act as one, and what they ask for is material that a language model can be trained on.',
    coordinated: 'The accounts act as one. Why they do is not shown.',
  },
  verdictNot: 'It is a judgement on a group of accounts by a fixed procedure, and not on any person.',
  probability: 'Probability of the verdict',
  about100: (share: string, exact: string) => `about ${share} (${exact})`,
  probabilityMeans:
    'In simulated traffic where the truth is known, this share of the groups that the same procedure accused were campaigns. The simulations hold about one campaign to three groups that only look like one. Every accused group has the same number.',
  probabilityNot:
    'It is not the probability that an owner is guilty. It has not been measured on real traffic of a provider: none is published with its truth. Where campaigns are rarer than in the simulations, it is lower; its last digit means nothing.',
  qValue: 'q-value (false discovery rate)',
  qMeans:
    'Many groups were looked at, and some look suspicious by chance. If all groups at least as suspicious as this one were accused, this share of those accusations would be expected to be wrong by chance.',
  qNot: 'It does not count mistakes in the log or in the method.',
  bits: 'Evidence, in bits',
  bitsHere: (counted: string, sum: string) => `${counted} of ${sum} count`,
  bitsMeans:
    'Each bit says that what was observed is twice as likely if the accounts act as one than if they are strangers: 10 bits are about a thousand to one. Reasons of one family tell partly the same, so each family counts up to a limit.',
  bitsNot:
    'Families are added as if they were independent, which they are not quite. The probability above is therefore not computed from the bits.',
  membership: 'Membership of this account',
  membershipMeans:
    'How strongly what this account holds and how it acts speak for its belonging to the campaign and not to the accounts outside.',
  membershipNot: 'It is not the probability that its owner directed the requests.',
  needs: 'What the procedure asks for before it accuses',
  needsSays: 'All of these must be met, and no innocent explanation may hold. They are fixed in the version.',
  need: {
    evidence: 'All evidence, in bits',
    coordination: 'Evidence of one hand without the purpose, in bits',
    purpose: 'Evidence of the purpose, in bits',
    bond: 'What binds the accounts, in bits',
    beside: 'What joins the accounts beside a text, as they act like different people, in bits',
    owners: 'Independent owners',
    exchanges: 'Requests',
    falseDiscovery: 'q-value',
    linkedAsking: 'Partners point at it: share of owners that do a campaign’s work',
  } as Readonly<Record<string, string>>,
  atLeast: (value: string) => `at least ${value}`,
  atMost: (value: string) => `at most ${value}`,
  here: 'Here',
  needed: 'Asked for',

  accounts: 'The accounts',
  theAccount: 'The account',
  accountsSay: (count: number, sure: number) =>
    `${accounts(count)}; ${formatCount(sure)} of them with a membership of at least 90%. Membership is a measure of likeness by the analysis; it was not calibrated on real traffic. An account is here because it holds values that the group shares and that are rare outside of it, or because it acts as the group does: the last column names the most telling values, which the next table lists. Status is as the provider’s records have it.`,
  account: 'Account',
  requests: 'Requests',
  ofAll: 'Of all it sent',
  first: 'First',
  last: 'Last',
  tokens: 'Tokens in / out',
  member: 'Membership',
  status: 'Status',
  statusOf: (status: string, at: string) => (at === '' ? status : `${status} ${at}`),
  signedUp: 'Signed up',
  holds: 'Holds',
  othersSent: 'Other requests of it, not counted to the campaign',
  accountsListed: (shown: number, listed: number) =>
    `The ${formatCount(shown)} accounts that sent the most. The other ${formatCount(listed)} follow with requests and membership; the data beside this page has all of each.`,
  accountsUnlisted: (count: number) =>
    `${accounts(count)} more are named in the data beside this page, whose hash stands at the end.`,
  values: 'What they share',
  valuesSay: (shown: number, all: number) =>
    `Values that accounts of the campaign have in common${shown < all ? `: the ${formatCount(shown)} most telling of ${formatCount(all)}` : ''}. A value is shown by a short hash, the same one throughout; “outside” counts all other accounts of the log that hold it.`,
  value: 'Value',
  kind: 'Kind',
  inside: 'Accounts here',
  outside: 'Accounts outside',
  heldByIt: 'Values that this account shares with others of the campaign.',
  clearValues: 'The values in clear',
  clearSays: 'As the log and the provider’s records have them.',

  evidence: 'The evidence',
  evidenceSays: (count: number) =>
    `${plural(count, 'reason')}, strongest first; those that speak against it, with negative bits, are listed too. Odds hold as far as that is right with which a reason is compared.`,
  reason: 'Reason',
  family: 'Family',
  families: {
    registration: 'registration',
    network: 'network',
    content: 'content',
    timing: 'timing',
    load: 'load',
    purpose: 'purpose',
    partners: 'partners',
  } as Readonly<Record<string, string>>,
  familyCounts:
    'What each family counts. Where several reasons tell of the same fact it is counted once, and no family counts for more than its limit; so less counts than stands together.',
  counts: 'Counts',
  atMostCounts: 'Limit',
  together: 'Together',
  notKept: 'What counts after the limits was not kept with this analysis.',
  bitsOf: (bits: string, odds: string) => `${bits} bits: ${odds}`,
  observed: 'Observed',
  measures: 'What is measured',
  compared: 'Compared with',
  facts: 'The numbers',
  innocent: 'What could explain it innocently',
  innocentNone: 'No innocent explanation is known for this reason alone.',
  queryAt: (number: number) => `The query that counts it again stands at the end, under ${number}.`,
  queries: 'Queries',
  queriesSay:
    'Each runs as it stands with `stillwatch query` on the store. Its columns have the names of the numbers.',
  queryPart: (facts: string) => `It does not give: ${facts}. These were computed in the analysis.`,
  queryNone: 'No query gives these numbers: they were computed in the analysis.',
  purposeOf: 'What was asked for',
  purposeSays: 'Share of the campaign’s requests by what they ask of the model, as a lexicon sorts them.',
  templates: (count: number, share: string) =>
    `${plural(count, 'recurring text')} with changing parts; the commonest stands in ${share} of the requests.`,
  textShare: (share: string) => `in ${share} of the requests`,

  explanations: 'Innocent explanations that were tested',
  explanationsSay:
    'For the group as a whole, by fixed rules. Had one held, the group would have been cleared whatever its evidence.',
  explanation: 'Explanation',
  result: 'Result',
  holdsResult: 'holds',
  failsResult: 'fails',
  why: 'Why',
  explanationsNone: 'Which explanations were tested was not kept with this analysis.',

  unknown: 'What is not known',
  caveatsNotKept: 'What the analysis itself did not know was not kept with it: an earlier version made it.',
  rejected: (count: number) =>
    `${plural(count, 'line')} of the log could not be read and ${count === 1 ? 'is' : 'are'} not counted.`,
  detectorNot: (detector: string, isFailed: boolean) =>
    `${detector} ${isFailed ? 'failed' : 'did not run'}. What only it would have shown, for or against, is not known.`,
  increment: (exchanges: number, at: string) =>
    `${requests(exchanges)} came after the analysis of ${at} and ${exchanges === 1 ? 'was' : 'were'} only added to it: verdict, evidence and first and last requests are of that analysis.`,
  withoutQuery: (numbers: string) => `No query gives the numbers of reason ${numbers}.`,
  computed: (numbers: string) =>
    `Some numbers of reason ${numbers} were computed in the analysis and are given by no query; each says which.`,
  newer: (at: string, what: string) => `A later analysis, of ${at}, ${what}.`,
  newerSame: (verdict: string) => `has the same group as ${verdict}`,
  newerGone: 'does not know this group any more',
  newerCleared: (explanation: string) => `accuses the group of nothing (${explanation})`,
  standing: [
    'One provider’s log shows one provider’s part of what an actor does.',
    'What the log says is taken as true: a log that mixes up addresses or accounts misleads every analysis of it.',
    'The method was tuned and measured on simulated traffic made by its own authors.',
    'Accounts that imitate people well, and groups of fewer than six independent owners, may be missed: that others are not accused does not say that they are not involved.',
  ],
  cleared: 'What was cleared',
  clearedSays: (count: number) =>
    count === 0
      ? 'No other group of this log looked enough alike to need an explanation.'
      : `The same procedure looked at ${plural(count, 'other group')} that ${count === 1 ? 'was' : 'were'} accused of nothing:`,
  clearedBy: 'By which explanation',
  groups: 'Groups',
  alsoIn: (count: number, name: string, explanation: string) =>
    `${accounts(count)} of this case also ${count === 1 ? 'stands' : 'stand'} in the group ${name}, which was accused of nothing (${explanation}).`,
  alsoNone: 'No account of this case stands in one of them.',
  alsoOne: 'The account stands in none of them.',

  done: 'What was done',
  doneNothing: 'Nothing was decided and nobody acted when this file was made.',
  decisionsSay:
    'What gateways were told, alike decisions in one line. In shadow: counted, and nothing was done to a request.',
  step: 'Step',
  mode: 'Mode',
  about_: 'About',
  aboutSays: (x: { accounts: number; keys: number; addresses: number }) =>
    [
      x.accounts > 0 ? accounts(x.accounts) : '',
      x.keys > 0 ? plural(x.keys, 'API key') : '',
      x.addresses > 0 ? plural(x.addresses, 'address', 'addresses') : '',
    ]
      .filter((one) => one !== '')
      .join(', '),
  rule: 'By',
  ruleOf: (rule: string, policy: string) => (policy === '' ? rule : `rule ${rule} of policy ${policy}`),
  analyst: (rule: string) => `act ${rule} of an analyst`,
  since: 'From',
  until: 'Until',
  state: 'State',
  inForce: (count: number) => `${formatCount(count)} in force`,
  lifted: (count: number) => `${formatCount(count)} lifted`,
  ended: 'ended',
  byRule:
    'What a rule of a policy decides follows without a person looking at each account; who put the policy in force is named below.',
  people: 'What people did',
  peopleNone: 'Nobody acted on it: what was decided follows from the policy.',
  when: 'When',
  who: 'Who',
  what: 'What',
  note: 'Why, in their words',
  acts: {
    apply: 'applied a step',
    exempt: 'exempted',
    appeal: 'noted an appeal',
    grant: 'granted the appeal',
    uphold: 'upheld the decision',
    undo: 'took back',
    propose: 'proposed',
    approve: 'approved',
    adopt: 'put a policy in force',
  } as Readonly<Record<string, string>>,
  told: 'What the customer is told',
  toldSays:
    'A refused request is answered with the code and these words. Each answer is not recorded here; nothing of how the account was found is told.',
  toldNone: 'Nothing: no decision about it was ever enforced.',
  toldWords: (code: string, words: string) => `${code}: “${words}”`,
  toldCode: (code: string) => `${code}: the code alone; no policy has words for it.`,
  appealAt: (url: string) => `Appeals: ${url}`,
  appealsNone: 'No appeal was noted when this file was made.',
  policy: 'Policy',
  policiesSay: 'Policies whose rules or words are named above, with the SHA-256 of their text.',
  adoptedAt: 'In force from',

  said: 'What people said of the finding',
  saidSays:
    'Answers and notes of people who looked at it, those who doubt it among them. No verdict changes by them.',
  saidNone: 'Nobody had confirmed, dismissed or remarked on it when this file was made.',
  kinds: {
    confirm: 'confirmed it',
    dismiss: 'dismissed it',
    split: 'proposed to split it',
    merge: 'proposed to merge it',
    rename: 'renamed it',
    note: 'noted',
  } as Readonly<Record<string, string>>,
  history: 'What happened to the campaign',
  historySays: 'As the analyses of this log saw it, by the time of the log.',
  event: (name: string, count: number, other: string) =>
    `${name}, ${accounts(count)}${other === '' ? '' : ` (${other})`}`,

  check: 'How this can be checked again',
  checkSays:
    'Whoever holds the store can run each query of this file with `stillwatch query`, and compare the hashes below. The same version gives the same verdict on the same log.',
  analysis: 'Analysis',
  analysisMade: 'Analysis ended',
  resultHash: 'SHA-256 of its result as kept',
  version: 'Version that analysed',
  engine: 'Engine',
  versionFile: 'Version that wrote this file',
  judgement: 'SHA-256 of detectors, thresholds and curves, then',
  judgementHere: 'The same, of the version that wrote this file',
  judgementSame: 'the same',
  judgementOther: 'another: the wording of what is measured may differ from what was measured then',
  notRecorded: 'not recorded: an earlier version made it',
  logOf: 'Log that was analysed',
  records: 'Records of the campaign',
  recordsOne: 'Records of the account in the campaign',
  recordsSay: (count: number) =>
    `${requests(count)}; SHA-256 over id, time, account, model, tokens and text hash of each`,
  recordsQuery: 'Query that gives the count and the hash of the records',
  recordsNone: 'not hashed: there are too many for one query',
  verifyWith: 'This file is checked with',
  verifyAlso: 'against the store and its audit log with',

  custody: 'Chain of custody',
  custodySays: (seq: number) =>
    `The provider’s audit log is a chain: each line holds the hash of the line before, so that a line that is changed, taken out or put in breaks it. When this file was made it had ${plural(seq, 'line')} and this head:`,
  custodyWhole: 'The chain was followed from its beginning and was unbroken.',
  custodyBroken: (line: number) =>
    `The chain does not follow at line ${formatCount(line)}: what stands behind it is left out, as nobody can say whether it happened.`,
  custodyNone: 'There is no audit log beside this store: nothing here is borne out by one.',
  custodyLines: 'Lines that concern this case. The data beside this page has them whole, with their hashes.',
  custodyNoLines: 'No line of it concerns this case.',
  custodyCommands:
    'Analyses and acts by the command line on a store that no service holds are not in this log; they stand above with the name of the system’s user that they were given.',
  leftOut: (count: number) => `${plural(count, 'line')} in between ${count === 1 ? 'is' : 'are'} left out.`,
  line: 'Line',
  hash: 'Hash',

  glossary: 'Words',
  words: [
    ['Request', 'One request to a model together with its answer; elsewhere also called an exchange.'],
    [
      'Campaign',
      'A set of accounts that act as one. The unit of every verdict: no single account is judged by its volume.',
    ],
    [
      'Owner',
      'Whom the provider’s records show behind an account: an organisation, a company by its mail domain, or else the account itself.',
    ],
    ['One hand', 'One person, organisation or program of theirs that decides what the accounts send.'],
    [
      'Value',
      'Something that accounts can have in common: a payment instrument, an address block, a client, a recurring text. It counts for as much as it is rare among the other accounts of the log.',
    ],
    [
      'Innocent explanation',
      'A way in which honest customers come to look alike: a popular tool, a class, a shared network, one company.',
    ],
    [
      'In shadow',
      'A decision that is counted and changes nothing for the customer, so that its effect can be seen before it is enforced.',
    ],
  ] as readonly (readonly [string, string])[],

  seal: 'Seal',
  sealSays:
    'The hash of this page is taken over all of its bytes but the last line, with the hash itself written as 64 zeros. The hash of the data is taken over the canonical JSON (RFC 8785) of the case in the file beside it.',
  pageHash: 'SHA-256 of this page',
  dataHash: 'SHA-256 of the data',
  signedBy: (provider: string, kid: string) =>
    `Signed in the last line with the key ${kid} of ${provider} (Ed25519). The fingerprint of that provider’s root key:`,
  signedSays:
    'Compare the fingerprint with the one that the provider gives by another way: anybody can make a key and give it any name.',
  unsigned:
    'Not signed: the provider has no identity key. The hashes show that a byte was changed by accident, and where the audit log holds them also that the file is the one that was made; they don’t show who made it.',
  signature: 'For signature',
  signatureLine: 'Name, function, date',
}

export type CaseWords = Omit<typeof en, 'language'> & { readonly language: string }
