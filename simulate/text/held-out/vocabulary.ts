// Every operator has words of its own for the same things: a template keeps one choice of them for good.
import type { LanguageCode } from '../../network/countries.js'
import { pick, type Random } from '../../random.js'
import { words } from '../grammar.js'

/** Each row: the word as the bank has it, then what others say. */
const ENGLISH = [
  'exercise|problem|case|puzzle|question|assignment|riddle',
  'outcome|result|resolution|finding|end point|settlement',
  'analysis|working|deliberation|workings-out|examination|study',
  'contribution|submission|specimen|entry|candidate|script',
  'sheet|card|grid|scheme|form|list',
  'axis|dimension|criterion|heading|aspect',
  'kernel|seed|nucleus|starting point|stimulus|spark',
  'work order|job card|assignment slip|errand|commission|mission',
  'workbench|console|toolset|rig|sandbox|station',
  'consideration|reflection|notion|idea|thought',
  'reply|response|message|answer text',
  'draft|first version|passage|wording|rough text',
  'deliberation|pondering|weighing|musing|cogitation',
  'expert|specialist|professional|old hand|master',
  'complete|entire|unshortened|full-length|whole',
  'every|each|every last|each and every',
  'write|put|set|note',
  'must|has to|needs to|is to|ought to',
  'leave|keep|let stand|preserve',
  'slips of the pen|mistakes|blunders|wrong steps|errors',
  'reader|audience|student|recipient',
  'sequence|order|succession|the order of events',
  'solution|answer key|worked answer|model answer',
  'value|level|mark|rating|figure',
  'include|add|contain|mention|cover',
  'doubt|hesitation|uncertainty|qualm',
  'session|run|recording|sitting',
  'call|step|action|invocation',
  'long|lengthy|extended|ample',
  'rare|scarce|exceptional|uncommon',
  'forbidden|not allowed|out of the question|unwelcome',
  'stand alone|work by themselves|be self-contained|make sense in isolation',
  'blank line|empty line|line break|spacer',
  'paragraph|block|passage of text|stretch',
  'context|setting|background|occasion|frame',
  'role|part|post|function|duty',
  'persona|character|figure|mask|narrator',
  'internal|in-house|private|inner',
  'columns|fields|cells|panes',
  'abridged|shortened|trimmed|clipped',
  'quote|cite|copy out|reproduce',
  'nothing|not a thing|none of it',
  'diary|journal|logbook|chronicle',
  'commentary|narration|running report|voice-over',
  'attempts|tries|trials|sallies',
  'transcribed|copied|typed up|carried over',
  'neither length nor politeness|neither bulk nor charm|neither size nor courtesy',
  'sent back|refused|returned|struck off',
  'show their working|are worked out|spell the steps out',
] as const

const CHINESE = [
  '题目|问题|习题|试题|案例',
  '结论|定论|论断|收尾',
  '结果|答案|得数|落点',
  '分析|推演|剖析|思路',
  '推敲|斟酌|盘算|思量',
  '草稿|初稿|底稿|手稿',
  '内核|种子|引子|由头',
  '练习|作业|训练题|小题',
  '工单|任务单|派单|委托',
  '调用|操作|动作|执行',
  '身份|角色|岗位|人设',
  '场景|情境|背景|用途说明',
  '稿件|文稿|样本|投稿',
  '口径|尺度|范围|边界',
  '写下|记下|落笔|誊下',
  '全部|所有|完整的|一切',
] as const

const JAPANESE = [
  '問題|設問|課題|事例',
  '結果|答え|帰結|決着',
  '思案|吟味|検討|考察',
  '原稿|文案|作文|投稿文',
  '役割|担当|立場|持ち場',
  '場面|状況|設定|背景',
  '作業票|依頼票|指示書|注文票',
  '呼び出し|操作|実行|一手',
  '核|種|きっかけ|素材',
  '書き損じ|誤記|失敗|間違い',
] as const

type Saying = readonly [find: RegExp, others: readonly string[]]

function sayings(rows: readonly string[], toFind: (word: string) => RegExp): readonly Saying[] {
  return rows.map((row) => {
    const list = words(row)
    return [toFind(list[0] ?? ''), list]
  })
}

const BY_LANGUAGE: Readonly<Partial<Record<LanguageCode, readonly Saying[]>>> = {
  en: sayings(ENGLISH, (word) => new RegExp(`\\b${word}(s?)\\b`, 'gi')),
  zh: sayings(CHINESE, (word) => new RegExp(word, 'g')),
  ja: sayings(JAPANESE, (word) => new RegExp(word, 'g')),
}

/** One operator's way of saying what the bank says. */
export function drawVocabulary(random: Random, language: LanguageCode): (text: string) => string {
  const own = (BY_LANGUAGE[language] ?? []).map(([find, list]) => [find, pick(random, list)] as const)
  return (text) => {
    const said = own.reduce(
      (done, [find, word]) =>
        done.replace(find, (met: string, plural: string | number) => {
          const isLarge = /^[A-Z]/.test(met)
          const other = isLarge ? word.charAt(0).toUpperCase() + word.slice(1) : word
          return plural === 's' && !/(?:s|ed|\bto)$/.test(other) ? `${other}s` : other
        }),
      text,
    )
    return language === 'en'
      ? said.replace(/\b(a)n(?= [b-df-hj-np-tv-z])/gi, '$1').replace(/\b(a)(?= [aeio])/gi, '$1n')
      : said
  }
}
