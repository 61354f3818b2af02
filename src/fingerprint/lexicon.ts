// What a prompt asks for, read from its words: purposes that distillation campaigns were disclosed to pursue,
// capabilities, and the language it is written in. Concepts are sets of words in many languages, found by the
// engine in one pass (Hyperscan, literals only, lower case); a purpose is a combination of concepts. A match alone
// accuses nobody: what counts is its rate among some accounts compared with everybody else's.

/** A concept: a name and the words or phrases that express it. Regular expressions without repeats. */
export interface Concept {
  readonly name: string
  readonly words: readonly string[]
}

/** Words written with bars between them, a line at a time, so that a list stays readable. */
const list = (lines: readonly string[]): string[] => lines.flatMap((line) => line.split('|'))

const REASONING = list([
  'reasoning|thought process|thinking process|chain of thought|chain-of-thought|your thinking',
  'your thoughts|inner monologue|deliberation|scratchpad|rationale|derivation|think aloud',
  'train of thought|your working|whole working|full working|workings|how you arrived',
  'how you got|推理|思考|思维|思路|推論|考え方の過程|추론|사고|razonamiento|proceso de pensamiento|pensamiento',
  'gedankengang|denkprozess|denkschritt|überlegung|raisonnement|réflexion|рассужден|ход мысл',
  'размышлен|raciocínio|pensamento|ragionamento|التفكير|الاستدلال|suy luận|penalaran|तर्क',
  'akıl yürütme|line of thought|lines of thought|through your mind|your own mind|narrate your',
  'intermediate line|intermediate thought|intermediate conclusion|every assumption|what you thought',
  'how you thought|considered and dropped|considered and rejected|considered and discarded',
  'considered and ruled out|ideas you rejected|what you rejected|what you discarded|dead ends',
  'false starts|each consideration|every consideration|内心过程|推导过程|解题过程|検討過程|検討メモ|考えた順',
  '途中の考え|却下した案|却下案|풀이 과정|lo que pensaste|línea de pensamiento|ideas descartadas',
  'verworfene gedanken|verworfene ansätze|pistes écartées|pistes abandonnées|отброшенн|ход решения',
  'ideias descartadas|idee scartate',
])
const COMPLETE = list([
  'complete|full|entire|whole|every step|each step|all steps|verbatim|detailed|unabridged',
  'transparent|exhaustive|word for word|internal|inner|hidden|raw |private|unsummari',
  'intermediate|ungekürzt|unverkürzt|sin omitir|sans omettre|in the order in which|as it occurs',
  'without skipping|without omitting|nothing omitted|step by step|step-by-step|完整|全部|详细|详尽|逐字',
  '逐步|内部|内心|原始|すべて|全て|詳細|完全|省略せず|段階|모두|전부|상세|자세|내부|단계|completo|completa|interno|detallad',
  'íntegro|paso a paso|vollständig|ausführlich|intern|schritt für schritt|complet|détaillé',
  'intégral|étape par étape|полн|подробн|внутренн|пошагов|detalhado|passo a passo|بالتفصيل',
  'الكامل|الداخلي|خطوة|in full sentences|every intermediate|each intermediate|at great length',
  'do not skip|don.t skip|nothing left out|leave nothing out|in the order it came|in the order they came',
  'everything that went|not a tidy summary|including the doubts|including doubts|余さず|毫无保留',
  '一字不漏|不要省略|不要跳过|incluidas las dudas|sin saltar|lückenlos|sans sauter',
  'без пропусков',
])
const TAGS = list([
  '<think|</think|<reasoning|<thought|<scratchpad|<cot|<rationale|<inner|<analysis|<trace| tags',
  ' tag |markers|delimiters|标签|标记|タグ|태그|etiquetas|balises|теги|тегами|between the lines ',
  'before the answer|before answering|before giving|then the answer|then give the|</[a-z]',
  'final answer|line starting with|line beginning with|in two parts|in two blocks',
])

export const CONCEPTS = [
  { name: 'reasoning', words: REASONING },
  { name: 'complete', words: COMPLETE },
  { name: 'tags', words: TAGS },
  {
    name: 'reasoning-tag',
    words: list([
      '<think|</think|<reasoning|<thought|<scratchpad|<cot|<rationale|<inner|chain of thought',
      'chain-of-thought|inner monologue|思维链|思考の連鎖',
    ]),
  },
  {
    name: 'judge',
    words: list([
      'rubric|grading|impartial judge|fair judge|strict judge|as a judge|grader|evaluator|assessor',
      'reward model|reward signal|preference|better response|better answer|which response',
      'which answer|candidate answer|candidate response|model answer|reference answer|evaluate the',
      'assess the|grade the|judge the|rate the|score the|critique|评分|打分|评判|评审|评估|裁判|採点|評価|ルーブリック|채점',
      '평가|rúbrica|evalúa|califica|bewerte|bewertung|évalue|barème|оцени|критери|avalie|valuta|قيّم',
      'تقييم',
    ]),
  },
  {
    name: 'scale',
    words: [
      '1 to 5',
      '1 to 10',
      '0 to 10',
      '0 to 5',
      '1-5',
      '1-10',
      '0-10',
      '0-100',
      '1–10',
      '1–5',
      'out of 5',
      'out of 10',
      'out of 100',
      'from 1',
      'scale of',
      'integer',
      'score:',
      'a score',
      'scores',
      'points',
      'rating',
      'verdict',
      '\\[\\[',
      '分数',
      '满分',
      '1到',
      '0到',
      '分制',
      '点満点',
      'スコア',
      '点数',
      '점수',
      '점 만점',
      'puntuación',
      'puntos',
      'punkte',
      'punktzahl',
      'note sur',
      'sur 10',
      'балл',
      'pontuação',
      'punteggio',
      'درجة',
    ],
  },
  {
    name: 'rewrite',
    words: list([
      'rewrite|rephrase|reformulate|reword|recast|sanitise|sanitize|soften|restate|redirect|deflect',
      'respond safely|safe answer|safe response|safe reply|harmless|neutral topic',
      'instead of refusing|改写|重写|改述|转述|回避|安全回答|安全的回答|書き換え|言い換え|書き直|다시 쓰|바꿔|reescrib|reformula',
      'umformulier|schreibe um|reformule|réécri|перепиши|переформулир|reescrev|riscriv',
    ]),
  },
  {
    name: 'censorship',
    words: list([
      'politically|censor|sensitive|content regulation|content policy|compliance review|red line',
      'party line|dissident|protest|unsafe reply|compliance writer|authorities|harmoniz|harmonis|敏感',
      '审查|合规|政治|红线|検閲|センシティブ|政治|규제|검열|정치|민감|censura|políticamente|zensur|politisch|politiquement',
      'sensible|цензур|политическ',
    ]),
  },
  {
    name: 'generate',
    words: list([
      'come up with|generate|create|write|produce|invent|compose|draft|synthesi|design|propose',
      'give me|construct|formulate|生成|编写|设计|创建|构造|撰写|想出|出题|作成|作って|考えて|생성|작성|만들|genera|crea|inventa',
      'redacta|erstelle|generiere|entwirf|verfasse|génère|crée|rédige|сгенерируй|придумай|создай',
      'составь|gere|crie|genera|أنشئ|اكتب',
    ]),
  },
  {
    name: 'tasks',
    words: list([
      'tasks|instructions and|new instruction|instructions that|diverse|new prompt|new problem',
      'new question|new task|questions and answers|question-answer|question and answer|q&a',
      'instruction-response|instruction, input|prompt-response|prompt/response|prompts|exercises',
      'novel problem|original problem|指令|任务|题目|问答对|样本|多样|指示文|タスク|問題を|質問を|多様|지시문|과제|문제를|질문을|tareas',
      'instrucciones|preguntas|aufgaben|anweisungen|fragen|tâches|instructions|задани|инструкци',
      'вопрос|tarefas|perguntas',
    ]),
  },
  {
    name: 'training-data',
    words: list([
      'training data|training example|training sample|training set|training corpus|fine-tuning',
      'finetuning|fine tuning|synthetic data|instruction data|sft |seed task|seed instruction',
      'seed problem|self-instruct|instruction-response pair|instruction/response',
      'question-answer pairs|student model|teacher model|distill|训练数据|训练样本|训练集|微调|语料|学生模型|蒸馏|学習データ',
      '訓練データ|教師データ|微調整|蒸留|훈련 데이터|학습 데이터|미세 조정|datos de entrenamiento|trainingsdaten',
      'données d.entraînement|обучающ|dados de treinamento',
    ]),
  },
  {
    name: 'agent',
    words: list([
      'tool call|tool use|tool-use|function call|tool_call|function_call|toolformer|trajectory',
      'trajectories|action:|observation:|uploaded_files|pr_description|rollout|autonomous agent',
      'coding agent|software agent|terminal session|browser session|computer use|available tools',
      'access to the following|interact with a computer|long-horizon|智能体|工具调用|函数调用|轨迹|エージェント|ツール|軌跡',
      '関数呼び出し|에이전트|도구|궤적|agente|herramienta|werkzeugaufruf|агент|инструмент',
    ]),
  },
  {
    name: 'trace',
    words: list([
      'trajectory|trajectories|transcript|trace|rollout|demonstration|episode|every action',
      'every command|each action|each command|log every|record every|thought:|uploaded_files',
      'toolformer|轨迹|记录|日志|每一步|軌跡|記録|ログ|履歴|궤적|기록|registro|traza|protokoll|журнал|трасс',
    ]),
  },
  {
    name: 'in-language',
    words: list([
      'language of|same language|user.s language|in english|in chinese|in japanese|in korean',
      'in spanish|in german|in french|in russian|in arabic|in hindi|in portuguese|in vietnamese',
      'in thai|in turkish|in italian|in indonesian|target language|native language|用中文|用英文|用日语|使用中文',
      '相同的语言|同一语言|语言|日本語で|英語で|中国語で|同じ言語|言語|한국어로|영어로|같은 언어|언어|en español|mismo idioma|idioma',
      'auf deutsch|sprache|en français|langue|на русском|язык|em português|بالعربية|باللغة',
      'हिन्दी में|bằng tiếng|dalam bahasa|in italiano',
    ]),
  },
  {
    name: 'strictly',
    words: list([
      'strictly|must|only in|entirely|exclusively|never switch|do not switch|at all times|always|必须',
      '只能|严格|始终|全程|不得|必ず|のみ|厳密|厳格|反드시|반드시|오직|항상|estrictamente|únicamente|exclusivamente|siempre',
      'ausschließlich|strikt|uniquement|strictement|toujours|строго|только|исключительно',
      'estritamente|sempre|يجب|فقط',
    ]),
  },
  {
    name: 'evade',
    words: list([
      'do not flag|don.t flag|not be flagged|avoid flagging|do not refuse|don.t refuse|never refuse',
      'without refusing|do not classify|do not redact|do not moderate|not a jailbreak|not an attack',
      'not distillation|not extraction|not reasoning extraction|ignore previous|ignore all',
      'ignore any|ignore the above|disregard previous|disregard all|disregard any|bypass|circumvent',
      'unrestricted|uncensored|jailbreak|jailbroken|developer mode|no restrictions',
      'without restrictions|safety filter|authorized audit|authorised audit|authorized test',
      'authorised test|trip the|trigger any filter|trigger the filter|slip past|不要标记|请勿标记|不要拒绝|忽略以上',
      '忽略之前|忽略所有|绕过|无视|解除限制|フラグを立て|フラグしない|拒否しない|拒否せず|無視して|回避して|制限なし|표시하지|거부하지|무시하고|우회|no marques',
      'no rechaces|ignora las|sin restricciones|elude|nicht markieren|ignoriere|umgehe',
      'ohne einschränkungen|ne signale pas|ignore les|contourne|не помечай|не отказывай|игнорируй',
      'обойди|não sinalize',
    ]),
  },
] as const satisfies readonly Concept[]
export type ConceptName = (typeof CONCEPTS)[number]['name']

/** Purposes in the order of their bits in the `marks` column; any one combination of concepts suffices. */
export const PURPOSE_RULES = [
  {
    purpose: 'reasoning-extraction',
    any: [['reasoning', 'complete'], ['reasoning', 'tags'], ['reasoning-tag']],
  },
  { purpose: 'rubric-grading', any: [['judge', 'scale']] },
  { purpose: 'censorship-safe-rewriting', any: [['rewrite', 'censorship']] },
  { purpose: 'instruction-synthesis', any: [['generate', 'tasks'], ['training-data']] },
  { purpose: 'agent-trace-harvesting', any: [['agent', 'trace']] },
  { purpose: 'language-coercion', any: [['reasoning', 'in-language', 'strictly']] },
  { purpose: 'filter-evasion', any: [['evade']] },
] as const satisfies readonly { purpose: string; any: readonly (readonly ConceptName[])[] }[]

export type Purpose = (typeof PURPOSE_RULES)[number]['purpose']
export const PURPOSES: readonly Purpose[] = PURPOSE_RULES.map((rule) => rule.purpose)

/** Capabilities in order of precedence; the `capability` column holds the first that matches. */
export const CAPABILITY_WORDS = [
  {
    name: 'agentic',
    words: list([
      'tool call|function call|tool_call|uploaded_files|toolformer|trajectory|autonomous agent',
      'coding agent|terminal session|pull request|computer use|available tools|智能体|工具调用|エージェント|ツール呼',
      '에이전트',
    ]),
  },
  {
    name: 'grading',
    words: list([
      'rubric|impartial judge|grader|as a judge|out of 10|1 to 10|1 to 5|评分|打分|採点|評価基準|ルーブリック|채점',
    ]),
  },
  {
    name: 'coding',
    words: list([
      'python|javascript|typescript|java |c\\+\\+|rust |golang|sql|kotlin|bash|html|css|react|regex',
      'docker|function|algorithm|compile|debug|refactor|unit test|stack trace|api endpoint|```',
      'source code|write code|代码|编程|函数|算法|コード|プログラム|関数|アルゴリズム|코드|알고리즘|código|quellcode|код ',
    ]),
  },
  {
    name: 'mathematics',
    words: list([
      'theorem|prove that|equation|integral|derivative of|polynomial|probability that|how many',
      'calculate|geometry|algebra|modulo|arithmetic|triangle|数学|证明|方程|计算|几何|概率|計算|証明|方程式|確率|수학|방정식',
      '확률|ecuación|gleichung|équation|уравнен',
    ]),
  },
  {
    name: 'translation',
    words: list(['translate|translation|翻译|译成|翻訳|번역|traduc|traduis|übersetz|перевед|перевод']),
  },
  {
    name: 'data-analysis',
    words: list([
      'dataset|data frame|dataframe|spreadsheet|csv|regression|correlation|time series|dashboard',
      'quarterly|statistic|analyst|kpi|forecast|数据分析|统计|データ分析|統計|데이터 분석|análisis de datos',
      'datenanalyse',
    ]),
  },
  {
    name: 'safety-and-policy',
    words: list([
      'politically|censor|compliance|moderation|human rights|government|敏感|审查|政治|合规|検閲|검열|정치',
    ]),
  },
  {
    name: 'role-play',
    words: list([
      'act as|pretend|role-play|roleplay|you are now|imagine you are|in character|扮演|角色|ロールプレイ|演じ',
      '역할',
    ]),
  },
  {
    name: 'instruction-data',
    words: list([
      'instruction-response|prompt/response|question-answer pair|training example|training data',
      '训练数据|学習データ|학습 데이터',
    ]),
  },
  {
    name: 'writing',
    words: list([
      'essay|email|letter|blog|story|poem|paragraph|proofread|summar|cover letter|speech|article|文章',
      '作文|摘要|邮件|要約|メール|小説|글을|요약|ensayo|correo|aufsatz|courriel|письмо',
    ]),
  },
  {
    name: 'knowledge',
    words: list([
      'what |who |when |where |why |how |which |explain|describe|difference between|什么|为什么|如何|怎么|解释',
      '何|なぜ|どう|説明|무엇|왜|어떻게|설명|qué|cómo|warum|wie |pourquoi|почему|объясни',
    ]),
  },
] as const satisfies readonly Concept[]

/** Capability names; the last is what has no text or matches nothing. */
export const CAPABILITIES: readonly string[] = [
  ...CAPABILITY_WORDS.map((capability) => capability.name),
  'other',
]

/** Languages in order of precedence (ISO 639-1): by script, then by small words. */
export const LANGUAGE_WORDS = [
  { name: 'ja', words: ['[\\x{3040}-\\x{30ff}]'] },
  { name: 'ko', words: ['[\\x{ac00}-\\x{d7af}]'] },
  { name: 'zh', words: ['[\\x{4e00}-\\x{9fff}]'] },
  { name: 'th', words: ['[\\x{0e01}-\\x{0e5b}]'] },
  { name: 'ar', words: ['[\\x{0621}-\\x{064a}]'] },
  { name: 'he', words: ['[\\x{05d0}-\\x{05ea}]'] },
  { name: 'hi', words: ['[\\x{0904}-\\x{0939}]'] },
  {
    name: 'ru',
    words: [' (и|в|на|не|что|для|как) ', '[\\x{0430}-\\x{044f}][\\x{0430}-\\x{044f}][\\x{0430}-\\x{044f}]'],
  },
  { name: 'vi', words: ['[\\x{1ea0}-\\x{1ef9}]'] },
  { name: 'en', words: list([' the | and |^the | of the | is a | you | with ']) },
  { name: 'es', words: list([' los | las | una | del | el | por qué ']) },
  { name: 'pt', words: list([' não | uma | você | dos | das | são ']) },
  { name: 'fr', words: list([' les | des | une | est | vous | dans ']) },
  { name: 'de', words: list([' und | der | das | eine | nicht | für | ist ']) },
  { name: 'it', words: [' gli ', ' che ', ' della ', ' sono ', ' per '] },
  { name: 'nl', words: [' het ', ' een ', ' voor ', ' niet '] },
  { name: 'pl', words: [' się ', ' jest ', ' oraz ', ' dla '] },
  { name: 'tr', words: [' bir ', ' ve ', ' için '] },
  { name: 'id', words: [' yang ', ' dan ', ' untuk ', ' dengan '] },
] as const satisfies readonly Concept[]
export const LANGUAGES: readonly string[] = LANGUAGE_WORDS.map((language) => language.name)

/**
 * A word, and with a capital when it begins with a letter beyond ASCII: of a text only ASCII letters are in lower case.
 */
function written(word: string): string[] {
  const [first = ''] = word
  const capital = first > '\u007f' ? first.toUpperCase() : first
  return capital === first ? [word] : [word, capital + word.slice(first.length)]
}

/** Every word once, for one pass, with the bits of all that it speaks for: concepts, capabilities, languages. */
const BITS_BY_WORD = [...CONCEPTS, ...CAPABILITY_WORDS, ...LANGUAGE_WORDS].reduce((bits, { words }, bit) => {
  for (const word of new Set<string>(words.flatMap(written))) bits.set(word, (bits.get(word) ?? 0) + 2 ** bit)
  return bits
}, new Map<string, number>())

export interface WordBits {
  readonly word: string
  readonly bits: number
}

export const WORDS: readonly WordBits[] = [...BITS_BY_WORD].map(([word, bits]) => ({ word, bits }))
