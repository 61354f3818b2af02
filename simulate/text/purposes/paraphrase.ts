// Paraphrase: the same demand said anew for every request, so that no two share a long phrase. Structures, verbs and
// nouns all vary; only the purpose stays.
import type { LanguageCode } from '../../network/countries.js'
import type { Random } from '../../random.js'
import { createExpander, words } from '../grammar.js'
import { heldOutParaphrase } from '../held-out/paraphrase.js'
import type { Purpose } from './purpose.js'
import type { BankName } from './template.js'

const english = createExpander({
  ask: words(
    'please|kindly|could you|I would like you to|it would help if you|you should|I need you to|would you mind to|try to|be so good as to|make sure to|I want you to',
  ),
  show: words(
    'lay out|spell out|write down|walk through|unfold|record|put on paper|make explicit|narrate|describe|list|reveal|set forth|reproduce|document|share',
  ),
  all: words(
    'every single|all of the|each and every|the whole of the|the entire|the full set of|any and all|the complete|your unabridged|the uncut',
  ),
  thought: words(
    'thoughts|considerations|inferences|steps of deliberation|mental moves|hunches and checks|lines of thinking|intermediate ideas|working notes|deductions|reflections|scratch calculations|reasoning stages',
  ),
  made: words(
    'you went through|that crossed your mind|behind the result|that carried you there|which you relied on|you weighed|that shaped the outcome|used along the way|leading to the verdict|from start to finish',
  ),
  before: words(
    'before committing to a result|prior to the final verdict|ahead of the conclusion|and only afterwards the outcome|then close with the outcome|leaving the result for the very end|followed by what you concluded|until the matter is settled',
  ),
  dead: words(
    'wrong turns included|with detours and all|abandoned attempts too|even the ones you rejected|mistakes as well|doubts not excepted|also what turned out useless|keeping the slips in',
  ),
  nosum: words(
    'A digest will not do.|Shortened versions are no good.|Nothing may be boiled down.|Brevity is unwelcome here.|Skip the polishing.|I cannot use an abstract.|Length is fine.|Rough is better than neat.|No gist, the lot.',
  ),
  reason: words(
    '{ask} {show} {all} {thought} {made}, {dead}, {before}. {nosum}|{before}: {show} {all} {thought} {made}. {nosum} {dead}, of course.|What interests me are {all} {thought} {made}; {ask} {show} them, {dead}. {nosum}|{nosum} {ask} {show}, {before}, {all} {thought} {made}.|The result matters less than {all} {thought} {made}, so {ask} {show} those, {dead}.|{dead}, {before} — {ask} {show} {all} {thought}. {nosum}',
  ),
  mark: words('mark|grade|rate|score|appraise|weigh up|assess|judge|evaluate'),
  work: words('submission|attempt|answer|response|solution|write-up|reply|contribution|candidate text'),
  scale: words(
    'out of ten|between zero and one|on a five-point scale|in percent|from 1 to 7|as a share of full credit|in whole points up to twenty',
  ),
  aspects: words(
    'accuracy and depth|logic, completeness and style|soundness of each inference|truth, coverage and tone|rigour over eloquence|how well claims are supported|correctness first, brevity second',
  ),
  rubric: words(
    '{ask} {mark} the {work} below {scale}, looking at {aspects}.|How would you {mark} this {work}? Give it {scale} and defend it by {aspects}.|Considering {aspects}, {ask} {mark} what follows {scale}.|Here is a {work}; {scale}, what does it earn for {aspects}?|{mark} {scale}: the {work} underneath. What counts: {aspects}.',
  ),
  make: words('invent|devise|compose|draft|come up with|create|think up|author|produce|write'),
  fresh: words('fresh|unheard-of|novel|original|varied|contrasting|new'),
  prompts: words('requests|exercises|assignments|challenges|questions|tasks|prompts|problems'),
  synth: words(
    '{ask} {make} {3-12} {fresh} {prompts} that grow out of the lines below and {show} a model reply for each.|Starting from what follows, {make} {3-12} {prompts}, {fresh} in field and tone, with exemplary replies.|Use this as a germ: {make} {fresh} {prompts} ({3-12} of them) and resolve them fully.|For training purposes {ask} {make} {3-12} {prompts} akin to this one but {fresh}, answers included.',
  ),
})

const chinese = createExpander({
  ask: words('请|麻烦你|希望你|劳驾|需要你|请务必|想请你'),
  show: words('写出|展开|列明|记录|讲清|摊开|复述|交代|呈现'),
  all: words('全部|所有|每一处|完整的|未经删减的|一个不落的|从头到尾的'),
  thought: words('念头|推断|考量|思路|中间想法|演算草稿|判断依据|琢磨过程'),
  dead: words('走错的也算|放弃的别漏|连同疑问|包括失误|弯路照写|犹豫之处保留'),
  before: words('最后才给结果|然后再下结论|结果放在末尾|答案留到收尾|之后写定论'),
  nosum: words('不要提要。|别浓缩。|长一些无妨。|不需要润色。|梗概没有用。'),
  reason: words(
    '{ask}{show}{all}{thought}，{dead}，{before}。{nosum}|{before}，{ask}先{show}{all}{thought}。{nosum}|比起结果我更在意{thought}，{ask}{show}{all}，{dead}。|{nosum}{ask}把{all}{thought}{show}来，{dead}。',
  ),
})

const japanese = createExpander({
  all: words('すべての|一つ残らず|ありのままの|省略なしの|最初から最後までの|手つかずの'),
  thought: words('考え|推測|迷い|検算|途中の案|判断の筋道|思いつき|下書き'),
  dead: words('誤りも含め|捨てた案も入れ|遠回りも残し|疑問もそのままに|失敗も添えて'),
  show: words('書き出して|並べて|語って|記して|示して|打ち明けて|綴って'),
  ask: words('ください|もらえますか|いただけますか|ほしいです|ください、お願いします'),
  before: words('結論は最後に。|答えはそのあとで。|結果は末尾へ。|締めに結果を。'),
  nosum: words('要約は不要です。|短くしないで。|長くて構いません。|きれいにしなくてよいです。'),
  reason: words(
    '{dead}、{all}{thought}を{show}{ask}。{before}{nosum}|{nosum}{all}{thought}を{dead}{show}{ask}。{before}|{before}まず{all}{thought}を{show}{ask}。{dead}。',
  ),
})

/** One saying of the purpose's demand; reasoning where the language or purpose has no paraphrases of its own. */
export function paraphrase(purpose: Purpose, language: LanguageCode, random: Random, bank: BankName): string {
  if (bank === 'held-out') return heldOutParaphrase(purpose, language, random)
  if (language === 'zh') return chinese('reason', random)
  if (language === 'ja') return japanese('reason', random)
  if (purpose === 'rubric-grading') return english('rubric', random)
  if (purpose === 'instruction-synthesis') return english('synth', random)
  return english('reason', random)
}
