// The words of the report for a reader who has never seen one: a lawyer must not have to ask what a bit is.
import { verdictBadge } from './campaign-view.js'
import { html, type Markup } from './markup.js'

/** The box that defines each word once. */
export function readingGuide(): Markup {
  return html`<section id="reading" class="guide"><h2>How to read this report</h2>
<dl>
<div><dt>Campaign</dt><dd>A set of accounts that act as one. The report accuses campaigns, never single accounts: each account may look ordinary.</dd></div>
<div><dt>${verdictBadge('distillation')}</dt><dd>The accounts act as one, and what they ask for is material to train a model on.</dd></div>
<div><dt>${verdictBadge('coordinated')}</dt><dd>The accounts act as one. Why they do is not shown.</dd></div>
<div><dt>${verdictBadge('explained')}</dt><dd>The accounts look alike, but an innocent explanation holds and is named, or too little was found to accuse, and then what is lacking is named. Listed so that a reader can see what was considered and not accused.</dd></div>
<div><dt>Evidence, in bits</dt><dd>How much likelier an observation is if the accounts act as one than if they are strangers. Each bit doubles it: 1 bit is 2 to 1, 10 bits are about 1,000 to 1, 20 bits about a million to 1. Negative bits speak for innocence.</dd></div>
<div><dt>Probability</dt><dd>The share of campaigns among groups that were judged as this one was, in simulated worlds of known truth with about one campaign to three groups that look like one. All accused groups have the same. It has not been measured on real traffic, and where campaigns are rarer it is less: take it as a reason to look, not as the odds of a court.</dd></div>
<div><dt>q-value</dt><dd>Many groups were examined, and some look suspicious by chance. If every group at least as suspicious as this one were accused, this is the share of those accusations to expect to be wrong.</dd></div>
<div><dt>Trait</dt><dd>A value that accounts can share: a payment method, an address, a prompt template. It counts for as much as it is rare among unrelated customers; what everyone shares counts for nothing.</dd></div>
<div><dt>Exchange</dt><dd>One request to a model and its answer.</dd></div>
</dl>
<p class="quiet">Verdicts are about behaviour seen in the provider’s own traffic. They name no company and no person, and no score depends on nationality, language or country. All times are UTC.</p>
</section>`
}
