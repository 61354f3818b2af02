// Work items of held-out campaigns: other subjects than the public exercises, in English, Chinese and Japanese.
import type { LanguageCode } from '../../network/countries.js'
import { chance, int, type Random } from '../../random.js'
import { pullRequest, snippet } from '../code.js'
import { createExpander, type Expand, words } from '../grammar.js'
import type { Purpose } from '../purposes/purpose.js'
import { reply, task } from '../voice.js'
import { CHINESE } from '../words/chinese.js'
import { ENGLISH } from '../words/english.js'
import { JAPANESE } from '../words/japanese.js'

const english = createExpander({
  ...ENGLISH,
  exercise: words(
    'Patient {name}, {19-88}, {adj} build, {2-21} days of {symptom} after {exposure}. Heart rate {52-130}, {lab} {2-90}. Rank the three likeliest diagnoses and the next test.|Clause {3-40} of the {place} lease says the {role} may {act} the {thing} "when reasonable". {name} did so {when}. Is {name} in breach?|Titrate {12-80} ml of {reagent} against {reagent} of {1-9}.{10-99} molar; the jump comes at {5-70} ml. Give the concentration and the error of a drop.|Routine: {role} {name} runs {2-9} machines, each down {3-30} percent of shifts. What spare capacity keeps the line up with {90-99} percent certainty?|On graph G with {12-80} vertices each of degree {3-9}, {2-6} colours are given for free. Show when a proper colouring exists.|The {place} pension fund holds {2-30} year bonds at {1-6}.{10-99} percent. Rates rise {10-300} points. State the loss with and without convexity.|Circuit: {2-9} volts, resistors of {100-900} and {1-9} kilohm, a capacitor of {1-99} microfarad that {name} inserted {when}. Sketch the voltage over the first {10-90} ms.|{name} observes {12-400} {animal} in {2-9} traps around {place}, {3-60} of them marked before. Estimate the population and say what biases it.|Policy memo: {place} wants {amount} {unit} of {thing} off its roads by {2027-2045}. Compare a levy, a ban and a quota for {role}s.|Prove or refute: every sequence of {5-40} integers below {50-900} has {2-6} members whose sum is a multiple of {3-30}.|A capsule enters at {2-12} km/s under {1-9}.{10-99} degrees; drag doubles each {4-9} km. Where is the peak load?|Parse "{fact}" into predicates and resolve every pronoun; explain ambiguous attachments.',
  ),
  symptom: words('dry cough|night sweats|joint pain|blurred vision|vertigo|tremor|itching|hoarseness'),
  exposure: words(
    'a trip to {place}|new {adj} medication|contact with {animal}|a fall {when}|{thing} at work|shellfish',
  ),
  lab: words('ferritin|creatinine|sodium|white cells|bilirubin|troponin|TSH'),
  reagent: words(
    'acetic acid|ammonia|sulphuric acid|oxalic acid|caustic soda|silver nitrate|phosphoric acid',
  ),
  animal: words('newts|voles|starlings|carp|bats|beetles|hares|crabs'),
  order: words(
    'Order {100-9000}: {role} {name} reports that {thing} imports {effect} {when}. Acceptance: the {adj} case is covered by a check.|Order {100-9000}: bring {place} off the {adj} pipeline; data of {amount} {unit} must survive. Rollback within {5-90} minutes.|Order {100-9000}: find why {2-40} percent of {thing} jobs {effect}, mend it, and write the note for {who}.',
  ),
})

const chinese = createExpander({
  ...CHINESE,
  exercise: words(
    '患者{name}，{19-88}岁，{when}起头晕伴咳嗽{2-21}天，心率{52-130}。列出三种可能并说明下一步检查。|{place}的租约第{3-40}条写明出租人可“在合理时”{act}{thing}，{name}{when}这样做了，是否违约？|用{1-9}.{10-99}摩尔的溶液滴定{12-80}毫升样品，{5-70}毫升处突跃，求浓度和一滴的误差。|{place}周围布设{2-9}个陷阱，捕得{12-400}只，其中{3-60}只有标记，估计种群并指出偏差来源。|某基金持有{2-30}年期债券，利率上行{10-300}个基点，分别给出计入与不计入凸性的损失。|证明或否定：任取{5-40}个小于{50-900}的整数，总有{2-6}个之和是{3-30}的倍数。|电路中{2-9}伏电源串接{100-900}欧电阻与{1-99}微法电容，画出最初{10-90}毫秒的电压。|为{place}草拟备忘：减少{thing}，比较收费、禁令与配额对{who}的影响。',
  ),
  order: words(
    '工单{100-9000}：{name}反映{thing}模块{when}起{effect}，须附校验。|工单{100-9000}：将{place}节点迁出，{amount}{unit}数据不可丢，{5-90}分钟内可回退。',
  ),
})

const japanese = createExpander({
  ...JAPANESE,
  exercise: words(
    '患者{name}、{19-88}歳、{2-21}日続くめまいと咳、心拍{52-130}。考えられる診断を三つと次の検査を挙げよ。|{place}の賃貸契約第{3-40}条は「相当な場合」に{thing}の{act}を認める。{name}の行為は違反か。|{1-9}.{10-99}モルの液で{12-80}ミリリットルを滴定し{5-70}で終点。濃度と一滴分の誤差を求めよ。|{place}の罠{2-9}個で{12-400}匹、うち{3-60}匹に標識。個体数と偏りを述べよ。|{2-30}年債の利回りが{10-300}ベーシスポイント上昇。凸性を入れた損失と入れない損失を出せ。|{50-900}未満の整数{5-40}個から、和が{3-30}の倍数になる{2-6}個が必ず選べるか。|{2-9}ボルト、{100-900}オーム、{1-99}マイクロファラド。最初の{10-90}ミリ秒を描け。',
  ),
  order: words(
    '作業票{100-9000}：{name}より、{thing}の処理が{when}{effect}との報告。検査を添えること。|作業票{100-9000}：{place}の系統を移す。{amount}{unit}を失わず、{5-90}分で戻せること。',
  ),
})

const EXPANDERS: Readonly<Partial<Record<LanguageCode, Expand>>> = {
  en: english,
  zh: chinese,
  ja: japanese,
}

/** An exercise of the published collections that campaigns and evaluators alike draw from. */
export function heldOutExercise(language: LanguageCode, random: Random): string {
  const expand = EXPANDERS[language]
  return expand === undefined || chance(random, 0.4) ? task(language, random) : expand('exercise', random)
}

/** A work item of the purpose. */
export function heldOutItem(random: Random, purpose: Purpose, language: LanguageCode): string {
  const expand = EXPANDERS[language]
  const exercise = (): string => heldOutExercise(language, random)
  switch (purpose) {
    case 'rubric-grading':
      return `${exercise()}\n>>>\n${reply(language, random, 2 + int(random, 5))}`
    case 'censorship-safe-rewriting':
      return reply(language, random, 3 + int(random, 3))
    case 'instruction-synthesis':
      return chance(random, 0.35) ? exercise() : reply(language, random, 3)
    case 'agent-trace-harvesting':
      return `${expand?.('order', random) ?? task(language, random)}\n\n${chance(random, 0.5) ? snippet(random) : pullRequest(random)}`
    default:
      return exercise()
  }
}
