// Replaces account ids by keyed pseudonyms wherever an analysis can show one, so that a report can be handed on
// without handing on customers. The same key gives an account the same pseudonym in every report.
import { createHmac } from 'node:crypto'
import type { Analysis, AnalysisReport, Campaign, CampaignDetail, Evidence } from '../model/analysis.js'
import { renameSaid, type Said } from '../model/sentence.js'

const SHORTEST_HEX = 10

/**
 * A copy of `value` in which account ids are pseudonyms such as `acct-7f3a9c41d0`. Sentences, facts and queries are
 * searched too: an id is replaced where it stands as a word or in quotes. A bare number is left alone in a sentence,
 * where it can't be told from a count.
 */
export function pseudonymise(value: AnalysisReport, key: string): AnalysisReport
export function pseudonymise(value: Analysis, key: string): Analysis
export function pseudonymise(value: Analysis | AnalysisReport, key: string): Analysis | AnalysisReport {
  const isReport = 'analysis' in value
  const analysis = isReport ? value.analysis : value
  const details = isReport ? value.details : []
  const names = assignPseudonyms(collectAccounts(analysis, details), key)
  const campaigns = analysis.campaigns.map((campaign) => renameCampaign(campaign, names))
  const renamed: Analysis = { ...analysis, campaigns }
  if (!isReport) return renamed
  return {
    ...value,
    analysis: renamed,
    details: details.map((detail) => renameDetail(detail, names)),
    caveats: value.caveats.map((caveat) => renameText(caveat, names)),
    identify: false,
  }
}

/** One campaign in the same way. */
export function pseudonymiseCampaign(campaign: Campaign, key: string): Campaign {
  return renameCampaign(campaign, assignPseudonyms(new Set(campaign.accounts.map(({ id }) => id)), key))
}

type Names = ReadonlyMap<string, string>

function collectAccounts(analysis: Analysis, details: readonly CampaignDetail[]): ReadonlySet<string> {
  const accounts = new Set<string>()
  for (const campaign of analysis.campaigns) {
    for (const account of campaign.accounts) accounts.add(account.id)
  }
  for (const detail of details) {
    for (const row of detail.activity) accounts.add(row.account)
    for (const { suspended, successor } of detail.replacements?.pairs ?? [])
      for (const account of [suspended, successor]) accounts.add(account)
    for (const trait of detail.traits) if (trait.kind === 'account') accounts.add(trait.label)
  }
  return accounts
}

function assignPseudonyms(accounts: ReadonlySet<string>, key: string): Names {
  const digests = new Map<string, string>()
  for (const account of accounts) {
    digests.set(account, createHmac('sha256', key).update('account\0').update(account).digest('hex'))
  }
  // Ten digits collide about once in 20,000 reports of 10,000 accounts; then all of that report get longer ones.
  let length = SHORTEST_HEX
  while (new Set([...digests.values()].map((digest) => digest.slice(0, length))).size < digests.size)
    length += 2
  return new Map([...digests].map(([account, digest]) => [account, `acct-${digest.slice(0, length)}`]))
}

function renameCampaign(campaign: Campaign, names: Names): Campaign {
  return {
    ...campaign,
    name: renameText(campaign.name, names),
    accounts: campaign.accounts.map((account) => ({ ...account, id: names.get(account.id) ?? account.id })),
    evidence: campaign.evidence.map((evidence) => renameEvidence(evidence, names)),
  }
}

function renameEvidence(evidence: Evidence, names: Names): Evidence {
  const facts = Object.entries(evidence.facts).map(([name, fact]) => {
    const renamed =
      typeof fact === 'string'
        ? renameText(fact, names)
        : typeof fact === 'number' || typeof fact === 'boolean'
          ? fact
          : fact.map((item) => renameText(item, names))
    return [names.get(name) ?? name, renamed] as const
  })
  return {
    ...evidence,
    summary: renameText(evidence.summary, names),
    facts: Object.fromEntries(facts),
    innocent: evidence.innocent.map((sentence) => renameText(sentence, names)),
    ...(evidence.said && { said: renameWords(evidence.said, names) }),
    ...(evidence.query === undefined ? {} : { query: renameText(evidence.query, names) }),
  }
}

function renameWords({ summary, innocent, facts }: NonNullable<Evidence['said']>, names: Names) {
  const rename = (one: Said) => renameSaid(one, (text) => renameText(text, names))
  return {
    summary: rename(summary),
    innocent: innocent.map(rename),
    ...(facts && {
      facts: Object.fromEntries(Object.entries(facts).map(([name, words]) => [name, words.map(rename)])),
    }),
  }
}

function renameDetail({ replacements, ...detail }: CampaignDetail, names: Names): CampaignDetail {
  return {
    ...detail,
    ...(replacements && {
      replacements: {
        ...replacements,
        pairs: replacements.pairs.map((pair) => ({
          ...pair,
          suspended: names.get(pair.suspended) ?? pair.suspended,
          successor: names.get(pair.successor) ?? pair.successor,
        })),
      },
    }),
    activity: detail.activity.map((row) => ({ ...row, account: names.get(row.account) ?? row.account })),
    traits: detail.traits.map((trait) => ({
      ...trait,
      label:
        trait.kind === 'account' ? (names.get(trait.label) ?? trait.label) : renameText(trait.label, names),
    })),
    explanations: detail.explanations.map((tested) => ({
      ...tested,
      why: renameText(tested.why, names),
      ...(tested.said && { said: renameSaid(tested.said, (text) => renameText(text, names)) }),
    })),
  }
}

function renameText(text: string, names: Names): string {
  const whole = names.get(text)
  if (whole !== undefined) return whole
  const quoted = text.replace(/(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g, (match, quote: string, inner: string) => {
    const name = names.get(inner.replace(/\\(.)/g, '$1'))
    return name === undefined ? match : quote + name + quote
  })
  return quoted.replace(/[^\s'"`,;()[\]{}<>]+/g, (word) => renameWord(word, names))
}

function renameWord(word: string, names: Names): string {
  if (/^[\d.:%−+-]+$/.test(word)) return word
  const name = names.get(word)
  if (name !== undefined) return name
  const bare = word.replace(/[.:!?…]+$/, '')
  const bareName = /^\d+$/.test(bare) ? undefined : names.get(bare)
  return bareName === undefined ? word : bareName + word.slice(bare.length)
}
