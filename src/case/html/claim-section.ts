// The first page: how closed the file is, what it is about, what is claimed in two sentences, and what is not.
import { html, type Markup } from '../../report/html/markup.js'
import { formatProbability } from '../../report/quantities.js'
import { visibleLine } from '../../report/visible-text.js'
import type { CaseFile } from '../case-file.js'
import type { Sealer } from '../seal.js'
import type { Teller } from '../teller.js'

export function claimSection(file: CaseFile, { words }: Teller, sealer: Sealer | undefined): Markup {
  const { subject, log, explanations, evidence } = file
  const name = visibleLine(subject.name)
  const account = subject.account === undefined ? undefined : visibleLine(subject.account)
  const holding = explanations.filter(({ holds }) => holds).length
  const facts: readonly (readonly [string, string])[] = [
    [words.id, file.id],
    [words.madeAt, words.minute(file.made_at)],
    [words.madeBy, visibleLine(file.made_by)],
    [words.provider, sealer ? sealer.card.provider : words.providerUnsigned],
    [words.log, words.logSays(log.exchanges, words.minute(log.from), words.minute(log.to))],
  ]
  const contains = file.with_values
    ? words.containsValues
    : account === undefined
      ? words.contains
      : words.containsOne
  return html`<header>
<div class="marking"><strong>TLP:${file.tlp.toUpperCase()}</strong><span>${words.tlp[file.tlp]} ${contains}</span></div>
<p class="kicker">${words.kicker}</p>
<h1><bdi>${account === undefined ? words.ofCampaign(name) : words.ofAccount(account, name)}</bdi></h1>
<p class="quiet">${subject.alias === undefined ? words.nameMeansNothing : words.alias(visibleLine(subject.alias))} <code>${visibleLine(subject.campaign)}</code></p>
<dl class="facts">${facts.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
</header>
<section><h2>${words.claim}</h2>
<p class="lead">${account === undefined ? campaignClaim(file, words) : accountClaim(file, account, words)} ${
    account === undefined
      ? words.claimWhy(evidence.filter(({ bits }) => bits > 0).length, explanations.length, holding)
      : words.claimMember(words.likely(membershipOf(file)), file.accounts[0]?.holds.length ?? 0)
  }</p>
${account !== undefined && html`<p>${words.claimWhy(evidence.filter(({ bits }) => bits > 0).length, explanations.length, holding)}</p>`}
<h3>${words.claimNot}</h3>
<ul>${words.notClaimed.map((sentence) => html`<li>${sentence}</li>`)}</ul>
<p>${words.noScore}</p>
</section>`
}

const membershipOf = ({ accounts }: CaseFile) => formatProbability(accounts[0]?.membership ?? 0)

function campaignClaim({ claim }: CaseFile, words: Teller['words']): string {
  return words.claimCampaign({
    from: words.minute(claim.first_seen),
    to: words.minute(claim.last_seen),
    accounts: claim.accounts,
    owners: claim.owners,
    exchanges: claim.exchanges,
    isDistillation: claim.verdict === 'distillation',
  })
}

function accountClaim({ claim, accounts }: CaseFile, account: string, words: Teller['words']): string {
  return words.claimAccount({
    account,
    own: accounts[0]?.exchanges ?? 0,
    exchanges: claim.exchanges,
    accounts: claim.accounts,
    from: words.minute(claim.first_seen),
    to: words.minute(claim.last_seen),
    isDistillation: claim.verdict === 'distillation',
  })
}
