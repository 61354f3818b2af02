// Who: the picture of accounts and shared traits, and the tables behind it.
import type { CampaignAccount, CampaignDetail, TraitDetail } from '../../model/analysis.js'
import { formatCount, formatPlural, formatProbability, formatShare, readableName } from '../quantities.js'
import { clipText, visibleLine } from '../visible-text.js'
import type { CampaignView } from './campaign-view.js'
import { html, type Markup } from './markup.js'
import { traitPicture } from './trait-picture.js'

const FIRST_ACCOUNTS = 50
const MAX_TRAITS = 60

/** Graph, traits, operators, accounts. */
export function whoSection({ campaign, detail }: CampaignView): Markup {
  const traits = strongestFirst(detail?.traits ?? [])
  const picture = traitPicture(campaign.accounts, traits)
  return html`<h3>Who</h3>
${picture ?? html`<p class="quiet">These accounts share no trait that could be drawn; they are linked by behaviour.</p>`}
${traits.length > 0 && traitTable(traits)}
${detail !== undefined && detail.operators.length > 0 && operatorTable(detail.operators)}
${accountTables(campaign.accounts)}`
}

/** Traits by what they are worth. */
export function strongestFirst(traits: readonly TraitDetail[]): readonly TraitDetail[] {
  return traits.toSorted((a, b) => b.bits - a.bits || b.inside - a.inside || (a.label < b.label ? -1 : 1))
}

/** The shared traits with how many accounts carry each, here and elsewhere. */
export function traitTable(traits: readonly TraitDetail[]): Markup {
  const shown = traits.slice(0, MAX_TRAITS)
  const more =
    traits.length > shown.length &&
    html` The ${formatCount(shown.length)} strongest of ${formatCount(traits.length)}.`
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Shared traits, scrolls sideways"><table class="sortable"><caption>Traits these accounts share, by how surprising sharing them is.${more}</caption><thead><tr><th scope="col" class="number">#</th><th scope="col">Kind</th><th scope="col">Value</th><th scope="col" class="number">Bits</th><th scope="col" class="number">Accounts here</th><th scope="col" class="number">Accounts elsewhere</th></tr></thead>
<tbody>${shown.map((trait, index) => html`<tr><td class="number" data-value="${index + 1}">${index + 1}</td><td>${visibleLine(readableName(trait.kind))}</td><td class="mono"><bdi>${clipText(visibleLine(trait.label), 160)}</bdi></td><td class="number" data-value="${trait.bits}">${trait.bits.toFixed(1)}</td><td class="number" data-value="${trait.inside}">${formatCount(trait.inside)}</td><td class="number" data-value="${trait.outside}">${formatCount(trait.outside)}</td></tr>`)}</tbody></table></div>`
}

/** The first accounts as a table, all others in a folded list. */
export function accountTables(accounts: readonly CampaignAccount[]): Markup {
  const ordered = accounts.toSorted(
    (a, b) => b.exchanges - a.exchanges || b.probability - a.probability || (a.id < b.id ? -1 : 1),
  )
  const first = ordered.slice(0, FIRST_ACCOUNTS)
  const rest = ordered.slice(FIRST_ACCOUNTS)
  const title =
    rest.length > 0
      ? `The ${FIRST_ACCOUNTS} busiest of ${formatCount(accounts.length)} accounts`
      : `All ${formatPlural(accounts.length, 'account')}`
  return html`<details class="accounts"><summary>${title}</summary><table class="sortable narrow"><caption>${title}: exchanges that belong to the campaign, and the probability that the account belongs to it.</caption><thead><tr><th scope="col">Account</th><th scope="col" class="number">Exchanges</th><th scope="col" class="number">Membership</th></tr></thead>
<tbody>${first.map((account) => html`<tr><td class="mono"><bdi>${accountName(account)}</bdi></td><td class="number" data-value="${account.exchanges}">${formatCount(account.exchanges)}</td><td class="number" data-value="${account.probability * 1e6}">${formatProbability(account.probability)}</td></tr>`)}</tbody></table></details>
${rest.length > 0 && html`<details class="accounts"><summary>The other ${formatPlural(rest.length, 'account')}</summary><p class="quiet">Account, exchanges in the campaign, probability of membership.</p><ul class="roll">${rest.map((account) => html`<li><bdi>${accountName(account)}</bdi><i>${formatCount(account.exchanges)}</i><i>${formatProbability(account.probability)}</i></li>`)}</ul></details>`}`
}

function operatorTable(operators: CampaignDetail['operators']): Markup {
  const shown = operators.toSorted((a, b) => b.share - a.share).slice(0, 12)
  return html`<table class="bars"><caption>Network operators the requests came from, by share of exchanges.${operators.length > shown.length && html` The ${shown.length} largest of ${formatCount(operators.length)}.`}</caption><thead><tr><th scope="col">Operator</th><th scope="col">Kind of network</th><th scope="col" class="number">Share</th><th scope="col" class="bar"><span class="unseen">Bar</span></th></tr></thead><tbody>${shown.map((operator) => html`<tr><td><bdi>${clipText(visibleLine(operator.name), 80)}</bdi></td><td>${visibleLine(readableName(operator.kind))}</td><td class="number">${formatShare(operator.share)}</td>${barCell(operator.share)}</tr>`)}</tbody></table>`
}

/** A table cell that draws a share as a bar. */
export function barCell(share: number): Markup {
  const width = Math.min(100, Math.max(0, Number.isFinite(share) ? share * 100 : 0))
  return html`<td class="bar"><span style="width:${width}%"></span></td>`
}

function accountName(account: CampaignAccount): string {
  return clipText(visibleLine(account.id), 120)
}
