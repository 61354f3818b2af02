// Held-out rewordings of a demand, as a small model asked for "the same in other words" would write them.
import type { LanguageCode } from '../../network/countries.js'
import type { Random } from '../../random.js'
import { createExpander, type Expand, words } from '../grammar.js'
import type { Purpose } from '../purposes/purpose.js'

const english = createExpander({
  who: words(
    'a newcomer|someone watching over your shoulder|a sceptical colleague|an apprentice|a reader in a hurry|a blind reviewer|my future self|a study circle|the person after me',
  ),
  can: words(
    'can follow|could repeat|is able to check|would recognise|may retrace|learns from|can argue with',
  ),
  trail: words(
    'the trail|how you got there|the route|the deliberation|each turn of mind|your weighing-up|the making of it|the inner debate|the back-and-forth|what went on inside',
  ),
  put: words(
    'put it all in writing|keep it on the page|let me read it|say it out loud|have it in full view|type it as you go|show it raw|leave it visible|spread it out',
  ),
  first: words(
    'first that, verdict after|the verdict can wait|verdict at the bottom|do not jump to the verdict|end on the verdict|a verdict, but late|only then decide|verdict in one closing line',
  ),
  odd: words(
    'include what you discarded|discarded ideas count|slips are welcome|if you backtrack, say so|guesses too|hesitate openly|keep the blind alleys|second thoughts belong here|own up to mistakes',
  ),
  long: words(
    'Take your space.|No executive version.|More is more.|Do not tidy.|Completeness over elegance.|I skip nothing when I read.|Rambling is all right.|Spare me the short form.',
  ),
  extract: words(
    'So that {who} {can} {trail}: {put}, {odd}. {first}. {long}|{long} {put} — {trail}, I mean — until {who} {can} it. {first}.|Imagine {who}. {odd}; {first}; {put}, {trail} above all.|{first}. What {who} {can} is {trail}, so {put} and {odd}.|Two wishes: {put} ({trail}), and {odd}. {first}. {long}|{trail}? {put}. {odd}. {first}, please. {long}|Nobody {can} a bare verdict; {who} wants {trail}. {put}. {odd}.',
  ),
  quality: words(
    'facts|logic|coverage|tone|candour|structure|evidence|usefulness|caution|precision|relevance|originality',
  ),
  piece: words('piece|text|effort|entry|proposal|specimen|explanation|draft|item'),
  verdict: words(
    'a number up to {5-100}|stars, {3-10} at most|pass, borderline or fail|a percentile|letters A to F|a bid between -{2-5} and +{2-5}|gold, silver, bronze or nothing',
  ),
  ground: words(
    'with the line that decided it|and two grounds|and what would lift it|plus the worst flaw|in the light of {quality}|and one sentence for the author|and your doubt about it',
  ),
  grade: words(
    '{quality} and {quality} — what is this {piece} worth? {verdict}, {ground}.|Pass judgement on the {piece}: {verdict} for {quality}, {quality}, {quality}, {ground}.|Would you publish this {piece}? {verdict} {ground}; {quality} weighs most.|Give the {piece} {verdict}. {quality} outranks {quality}. {ground}.|For {quality}: {verdict}. For {quality}: {verdict}. {ground}, please, on this {piece}.|You referee. {piece} below. {verdict}, {ground}.',
  ),
  grow: words(
    'multiply|branch out|vary|extend|transpose|complicate|turn around|make harder|localise|disguise',
  ),
  sorts: words(
    'a trap for novices|a version for experts|one with missing data|one from daily life|one in another field|one told as a story|one with a twist|one for children|one that takes an hour|one with two answers',
  ),
  seed: words(
    '{grow} what is underneath: {sorts}, {sorts}, {sorts}. Solve each as you would for a textbook.|I collect exercises. {grow} this and add {sorts} and {sorts}, worked out in full.|{3-9} relatives of the text below, among them {sorts}; model replies after each.|From the lines below breed {sorts}. Then {grow} it once more. Solutions attached.|What else could one ask here? {sorts}; {sorts}; go on to {4-12} and respond to all.',
  ),
})

const spanish = createExpander({
  put: words(
    'déjalo por escrito|ponlo todo a la vista|cuéntalo según surja|que se lea sin recortes|anótalo en bruto',
  ),
  trail: words('el recorrido|la deliberación|cada giro|el ir y venir|lo que sopesas|el debate interior'),
  odd: words(
    'también lo descartado|los tropiezos se quedan|las dudas cuentan|si retrocedes, dilo|sin borrar conjeturas',
  ),
  first: words(
    'el veredicto, al final|no te adelantes al veredicto|cierra con el veredicto|el fallo puede esperar',
  ),
  long: words('Sin versión breve.|Mejor largo.|No lo pulas.|Que no falte nada.|La síntesis no me sirve.'),
  extract: words(
    'Quiero {trail}: {put}, {odd}. {first}. {long}|{long} {put}; {trail} importa más que el fallo. {odd}.|{first}. Antes, {trail}; {put} y {odd}.|{odd}. {put}. {first}. {long}',
  ),
})

const german = createExpander({
  put: words(
    'schreib es mit|lass es stehen|leg es offen|halte es unverkürzt fest|sprich es aus, wie es kommt',
  ),
  trail: words('den Weg|das Abwägen|jede Wendung|das Hin und Her|die innere Debatte|den Werdegang'),
  odd: words(
    'auch Verworfenes|Irrtümer bleiben drin|Zweifel zählen mit|Rückschritte gehören dazu|Vermutungen ebenso',
  ),
  first: words(
    'das Urteil kommt zuletzt|erst danach das Urteil|greif dem Urteil nicht vor|schließ mit dem Urteil',
  ),
  long: words(
    'Keine Kurzfassung.|Länge stört nicht.|Nichts glätten.|Vollständig vor schön.|Stichworte reichen nicht.',
  ),
  extract: words(
    'Mir geht es um {trail}: {put}, {odd}; {first}. {long}|{long} {put} – {trail} also –, {odd}. {first}.|{first}. Vorher {trail}, und zwar so: {put}, {odd}.|{odd}, {put}. {first}. {long}',
  ),
})

const BY_LANGUAGE: Readonly<Partial<Record<LanguageCode, Expand>>> = { es: spanish, de: german }

/** One rewording; extraction where the language or purpose has none of its own. */
export function heldOutParaphrase(purpose: Purpose, language: LanguageCode, random: Random): string {
  const own = BY_LANGUAGE[language]
  if (own !== undefined) return own('extract', random)
  if (purpose === 'rubric-grading') return english('grade', random)
  if (purpose === 'instruction-synthesis') return english('seed', random)
  return english('extract', random)
}
