// English: how requests, context, follow-ups and answers are put together. Frames are short and vary, so that
// strangers seldom share a long phrase.
import { type Grammar, words } from '../grammar.js'
import { ENGLISH_TOPICS } from './english-topics.js'

const topics: Record<string, readonly string[]> = {}
for (const [domain, things] of Object.entries(ENGLISH_TOPICS)) topics[`thing.${domain}`] = things

const SMALL_WORDS: Grammar = {
  greet: words(
    'hi,|hello,|hey,|good morning,|hi there,|ok so|quick one:|so,|right,|hello again,|morning!|question:|well,|hiya,|evening,|listen,|me again,',
  ),
  close: words(
    'thanks!|thank you|cheers|thanks in advance|keep it short|short answer please|bullet points|what do you think?|any idea?|be honest|I am new to this|as a table|ta|examples help|plain words please|just the essentials|no preamble|in two lines|much appreciated|with numbers|no jargon',
  ),
  adj: words(
    'old|cheap|broken|tidy|noisy|proper|second|smaller|reliable|weird|simple|local|temporary|heavy|quiet|modern|awkward|seasonal|spare|portable|uneven|gentle|stubborn|secondhand|unusual|rough|narrow|basic|delicate|faulty|homemade|outdated|steady|borrowed|damp|bright|loose|custom|official|shared|clumsy|premium|half-done|backup|hidden|regular|crooked|fancy|plain|stiff|early|rare|oversized|brittle|slow|annual|dusty|clever|fragile|generic|sturdy|trial|wobbly|hasty|thin|remote|lively|blunt|costly|vague|compact',
  ),
  poss: words('my|our|the|their|his|her|some'),
  role: words(
    'sister|colleague|landlord|manager|neighbour|daughter|client|teacher|intern|partner|accountant|vendor|uncle|committee|reviewer|board|flatmate|support team|cousin|coach|editor|plumber|supervisor|nurse|mentor|agent|tutor|architect|assistant|bookkeeper|driver|consultant|caretaker|librarian|trainer|buyer|dentist|mechanic|inspector|host|publisher|tenant|broker|organiser|grandmother|foreman',
  ),
  who: words(
    '{poss} {role}|{poss} {role}|{poss} {role}|{poss} {role} {name}|{name}|{name} from {place}|a {role} in {place}|{poss} {adj} {role}',
  ),
  when: words(
    'last {weekday}|in {2-9} days|since {month}|by {weekday}|next {month}|for {2-11} weeks now|{weekday} morning|before the {2-28}th|early {month}|after {2-6} tries|tomorrow|this weekend|late {month}|every {weekday}|within {3-48} hours|twice since {month}|on the {2-28}th|around {weekday} noon|{2-9} {weekday}s ago|around {month} {2-28}',
  ),
  weekday: words('Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday'),
  month: words('January|February|March|April|May|June|July|August|September|October|November|December'),
  amount: words(
    '{2-60}|{2-9}.{1-9}|about {10-400}|{100-9000}|roughly {3-80}|at most {2-40}|nearly {20-900}|{2-12} or {13-30}|under {4-50}|{11-99}|over {15-600}',
  ),
  unit: words(
    'euros|hours|pages|kilos|metres|people|rows|minutes|items|dollars|litres|requests|miles|weeks|pieces|users|grams|words|files|orders|boxes|tickets|evenings|steps|samples',
  ),
  name: words('{syl}{syl2}|{syl}{mid}{syl2}|{syl}{mid}{end}|{syl}{end}'),
  place: words('{syl}{end} {placetail}|{syl}{mid}{placeend}|{syl}{placeend}|{syl}{syl2}{placeend}'),
  placetail: words('Bay|Hill|Cross|Valley|Bridge|Street|Park|Harbour|Heights|Mill'),
  placeend: words('ford|ton|berg|vale|mouth|stad|wick|bury|field|haven|ley|combe'),
  syl: words(
    'Bra|Cor|Dal|El|Fen|Gar|Hol|Is|Jar|Kel|Lor|Mar|Nor|Ost|Pel|Quen|Ros|Sal|Tam|Ul|Ven|Wil|Yor|Zan|Ash|Bel|Cas|Dor|Ev|Fal',
  ),
  mid: words('a|e|i|o|an|el|in|or|ar|en|is|al'),
  syl2: words('ric|len|mund|dara|vik|sa|nor|lia|bert|mira|tan|ro|wen|go|shi|ka|des|ia|os|ulf'),
  end: words('a|en|o|is|er|ine|ard|iel|on|us|ey|ette'),
  effect: words(
    'rust|slow down|fall apart|get rejected|double in price|go stale|lose accuracy|leak|drift|break on update|confuse people|time out|look unprofessional|shrink|overrun|fail silently|upset {who}|attract complaints|need repair|pass inspection|jam|warp|expire|go missing|peel|overheat|fade|stall|clash|backfire|sag|loop forever|crack|run dry|get ignored|squeak|swell|lag',
  ),
  act: words(
    'fix|replace|plan|compare|explain|set up|choose|improve|rewrite|test|budget for|clean|restart|document|measure|scale|simplify|price|negotiate|organise|debug|store|check|speed up|prepare|teach|get rid of|review|schedule|convert|redesign|rename|label|postpone|insure|repaint|outsource|rehearse|split|automate|reheat|cancel|trim|record|archive|swap|calibrate|share|merge|book',
  ),
}

const PHRASES: Grammar = {
  can: words(
    'can you|could you|please|would you|help me|I want to|let us|I have to|try to|show me how to|I should probably|teach me to',
  ),
  howto: words(
    'how do I|how would you|how can one|how should we|what is the way to|any trick to|best way to|how does one|ideas on how to|is there a way to|where do I start to|steps to',
  ),
  why: words('why does|why would|how come|what makes|any reason why|what causes'),
  want: words('give me|list|suggest|draft|think of|sketch|come up with|I need|find|write down|name'),
  text: words(
    'a note|an email|a message|two lines|a polite reply|a reminder|a summary|an update|a text|a short post|a complaint|an apology|an outline|a memo',
  ),
  know: words(
    'only knows|has just heard of|is used to|never saw|is afraid of|grew up with|works with|mixes up',
  ),
  have: words(
    'I have|we have|there is|I got|what I have:|we own|I keep|on hand:|I bought|there remain|so far',
  ),
  was: words('fine|all good|quiet|working|stable|perfect|okay|no trouble|calm'),
  until: words('until|before|up to when|right until|till'),
  changed: words(
    'changed|touched|moved|swapped|bought|lost|dropped|mentioned|rebuilt|ordered|cancelled|returned|painted|sold|borrowed',
  ),
  says: words('says|claims|thinks|swears|insists|wrote that|guesses|told me|heard|worries|bets'),
  but: words('but|though|while|and|whereas|only that|except'),
  also: words(
    'also,|by the way,|oh and|plus|mind you,|note:|note that|fyi|honestly|for context:|sadly|luckily|so far',
  ),
}

export const ENGLISH: Grammar = {
  ...topics,
  ...SMALL_WORDS,
  ...PHRASES,
  thing: Object.values(ENGLISH_TOPICS).flat(),
  fact: words(
    '{have} {amount} {unit} {but} a {adj} {thing}.|{who} tried to {act} it {when}.|the {thing} began to {effect} {when}.|{amount} {unit} over because of the {thing}.|{was} {until} {who} {changed} the {thing}.|nobody in {place} sells {adj} {thing}.|{poss} manual mentions {thing}, never {thing}.|{also} a {adj} {thing} is in the way.|last time: {amount} {unit}.|{who} wants it {when}.|left {place} {when}, lost the {thing}.|a {adj} one costs {amount} {unit}.|{also} {poss} {thing} depends on {who}.|{amount} {unit} a day, {adj} or not.|I would {act} the {thing} myself.|{who} quoted {amount} {unit} for the {thing}.|{thing} {but} {thing} do not fit.|{who} was promised a {adj} {thing} {when}.|guides on {thing} disagree about {thing}.|{also} {who} {changed} {amount} {unit} of {thing}.|{who} {says} the {thing} may {effect}.|{adj} {thing}, {adj} {thing}, {amount} {unit}.|{when} {who} {changed} {poss} {thing}.|{also} {adj} {thing} tends to {effect} {when}.|{was} {when}, {but} {adj} since.',
  ),
  ask: words(
    '{howto} {act} the {adj} {thing} so the {thing} won\'t {effect}?|{can} {act} {thing}? {fact}|{howto} {act} a {adj} {thing} {when}?|{why} {poss} {thing} {effect} if I {act} the {thing}?|{fact} {act} the {thing} first or the {thing}?|is it normal that {thing} will {effect} {when}?|{can} {act} the {thing} for {who}, {fact}|{want} {text} to {who} about the {adj} {thing}: {fact}|{thing} versus {thing} for {amount} {unit}?|{want} {2-9} {adj} {thing} ideas {who} can {act} {when}|{fact} what would you {act}?|{can} {act} {thing} {when}. {fact}|explain {thing} to {who}, who {know} {thing}|{want} a plan: {act} {thing}, {act} {thing}, {amount} {unit}|{who} {says} {thing} will {effect} {when}. true?|what could make {adj} {thing} {effect}, {but} {thing} not?|as a checklist: {fact} {fact}|which {thing} for {amount} {unit} {but} a {adj} {thing}?|{adj} {thing} or {thing}, trade-offs for {who}?|must I {act} the {thing}? {fact}|table of {thing}, {thing}, {thing} by {unit}|soften this for {who}: "{fact}"|time to {act} {amount} {unit} of {thing}?|{poss} {thing} began to {effect} {when}, {fact} now what?|feedback: {act} the {thing} with a {adj} {thing}|{want} questions for {who} about {thing}|name for a {adj} {thing} project in {place}?|notes on {thing} into {text} for {who}: {fact}|history of {thing} in {place}?|{amount} {unit}: enough {thing}?|{want} {text}: {who} {changed} the {thing} {when}|{fact} {fact} so {howto} {act} it?',
  ),
  follow: words(
    'and the {thing}?|ok {but} {fact}|shorter, {but} keep the {thing}|what if I {act} the {adj} {thing}?|{why} it {effect}, exactly?|example with {amount} {unit}|no luck, the {thing} seems to {effect}|a line for {who}|same for {thing}|which matters for {thing}, {adj} or {adj}?|tried to {act} it {when}|redo it for a {adj} {thing}|sure about {thing}?|{fact} still true?|good, {act} the {thing} too|step {2-6}: {thing} or {thing}?|and under {amount} {unit}?|again, for {who}|no, the {adj} one in {place}|continue|{who} {says} {thing} instead|{also} {fact}',
  ),
  lazy: words(
    'hi|continue|make it shorter|fix this|explain|more|why|thanks|summarize|rewrite this|and then?|translate|ok next|another one|is this right|better please|what is this|help|go on|example?',
  ),
  lead: words(
    'First {act} the {thing}.|Depends on the {thing}.|Yes, {but} a {adj} {thing} changes that.|{act} the {thing}, then the {thing}.|A version for {who}:|Most {act} the {thing} too late.|Close; blame the {adj} {thing}.|{2-5} sensible options.|Not {when}, I think.|A {adj} {thing} will do.|{thing}, mainly.|Rather {act} the {thing}.',
  ),
  reply: words(
    'If {thing} makes it {effect}, {act} the {thing}.|Allow {amount} {unit} for {thing}, {amount} in reserve.|Ask {who}: can the {adj} {thing} wait?|{adj} {thing} may {effect} without {thing}.|Note what {who} {changed} {when}.|{thing} beats {thing} here.|{act} {thing} {but} {act} {thing} {when}.|Keep the {adj} {thing} as fallback.|{place} differs; check with {who}.|{adj} {thing} plus {adj} {thing} will {effect}.|Budget {amount} {unit}, mostly {thing}.|Later, {act} the remaining {thing}.|Avoid {adj} shortcuts: {thing} may {effect} {when}.|If {who} agrees, {act} it {when}.|Measure {thing} twice, {adj} parts first.|Good sign: {thing} stopped trying to {effect}.|{who} {says} {amount} {unit} suffice.|Then {act} {poss} {thing}, {when} at best.',
  ),
  step: words(
    '{act} the {adj} {thing}|check {thing} for {amount} {unit}|call {who}|note when things {effect}|set aside {amount} {unit}|{act} {thing} again {when}|compare with the {thing}|leave {thing} alone',
  ),
  task: words(
    'A workshop in {place} makes {amount} {unit} of {thing} a day and loses {3-40} in every {50-200}. {name} adds {2-9} shifts of {2-12} hours. After how many days are {500-9000} sound ones in store?|{name}, {name} and {name} share {20-900} {unit} in the ratio {2-9}:{2-9}:{3-11}, but {name} gives back {2-19}. Who holds most, and by how much?|Let f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Find every x in [{0-3}, {4-12}] where the slope equals {2-60}, and justify it.|Five people from {place} own a {thing}, a {thing}, a {thing}, a {thing} and a {thing}. {name} never lends the {thing}; {name} sits {2-4} seats from the owner of the {thing}. Who owns what?|A tank of {40-900} litres drains through a {thing} at {2-19} litres a minute, slowing by {2-25} percent every {3-20} minutes. When is {5-60} percent left?|Implement a structure that stores {thing} records by {thing}, answers range queries in O(log n), and supports undo of the last {3-50} changes. State its invariants.|Given an array of {10-90} thousand integers from {place} sensors, find the longest stretch whose sum is divisible by {3-97}. Prove the complexity.|A firm at {place} offers {thing} at {20-900} and {thing} at {20-900}; demand falls {2-19} percent per {unit} of price. Which bundle maximises profit, and why?|The service that handles {thing} began to {effect} after {name} changed the {thing}. The log shows {20-400} timeouts in {2-59} minutes. Diagnose the cause and propose a patch.|In {place} a statute of {1850-2020} bars any {adj} {thing} unless {who} consents within {7-90} days. {name} acted after {5-120}. Argue both sides and decide.|A sample of {5-80} mg {thing} absorbs {2-40} percent at {300-800} nm. Doubling the path and adding {2-30} mg of {thing} gives {10-90} percent. Identify the ratio.|How many ways can {4-12} {adj} {thing} be placed on a {5-14} by {5-14} board so that no two touch and {2-4} corners stay empty?',
  ),
}
