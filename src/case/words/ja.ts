// 事案書の日本語。
import { sentences } from '../../languages/ja/sentences.js'
import { terms } from '../../languages/ja/terms.js'
import { formatCount, readableName } from '../../report/quantities.js'
import type { CaseWords } from './en.js'

/** エンジンが述べる文の日本語訳。 */
export const jaSentences = sentences

const accounts = (count: number) => `アカウント ${formatCount(count)} 件`
const requests = (count: number) => `リクエスト ${formatCount(count)} 件`

export const ja: CaseWords = {
  language: 'ja',
  terms,
  minute,
  fact: (name) => sentences[readableName(name)] ?? readableName(name),
  odds,
  likely: (probability) => probability.replace(/^>(.*)$/, '$1 超').replace(/^<(.*)$/, '$1 未満'),
  yes: 'はい',
  no: 'いいえ',
  none: 'なし',
  notKnown: '不明',
  more: (count) => `ほか ${formatCount(count)} 件`,

  kicker: '事案書',
  ofCampaign: (name) => `キャンペーン ${name}`,
  ofAccount: (account, name) => `アカウント ${account}（キャンペーン ${name}）`,
  alias: (alias) =>
    `担当者の間では「${alias}」と呼ばれています。どちらの名前も識別のためのもので、意味はありません。`,
  nameMeansNothing: '名前は機械的に選ばれたもので、意味はありません。',
  id: '事案番号',
  madeAt: '作成日時',
  madeBy: '作成者',
  provider: '提供者',
  providerUnsigned: '記載なし（この文書には署名がありません）',
  log: 'ログ',
  logSays: (exchanges, from, to) => `${requests(exchanges)}、${from} ～ ${to}`,
  tlp: {
    red: '名宛人本人に限ります。',
    'amber+strict': '受領した組織の中で、知る必要のある者に限ります。',
    amber: '受領した組織とその顧客のうち、知る必要のある者に限ります。',
    green: '受領者の共同体の中に限り、公開はできません。',
    clear: '誰にでも渡すことができます。',
  },
  contains: '顧客のアカウント ID を含みます。個人データとして扱ってください。',
  containsOne: '顧客のアカウント ID を含みます。個人データとして扱ってください。',
  containsValues:
    '顧客のアカウント ID と、顧客が用いた値（アドレスやメールドメインなど）および文面を含みます。個人データとして扱ってください。',

  claim: '主張の内容',
  claimCampaign: (x) =>
    `${x.from} から ${x.to} までの間に、${x.owners === undefined ? '' : `提供者の記録では別々の所有者 ${formatCount(x.owners)} 人の名義である`}${accounts(x.accounts)}が${requests(x.exchanges)}を送りました。本分析の判断では、これらは一人の者または一つの組織の指示によるもので、${x.isDistillation ? '言語モデルの訓練に用いられる種類の素材を求めています' : 'その目的は示されていません'}。`,
  claimWhy: (reasons, tested, holding) =>
    `この判断は、測定された根拠 ${formatCount(reasons)} 件に基づきます。各根拠は、それを正当に説明しうる事情とともに以下に示します。グループ全体について検討した正当な説明 ${formatCount(tested)} 件のうち、${holding === 0 ? '成立するものはありません' : `${formatCount(holding)} 件は否定できません`}。`,
  claimAccount: (x) =>
    `アカウント ${x.account} は、${x.from} から ${x.to} までに${accounts(x.accounts)}が送った${requests(x.exchanges)}のうち ${formatCount(x.own)} 件を送りました。本分析の判断では、これらは一人の者または一つの組織の指示によるもので、${x.isDistillation ? '言語モデルの訓練に用いられる種類の素材を求めています' : 'その目的は示されていません'}。`,
  claimMember: (membership, values) =>
    `このアカウントがその一つである確率は、その振る舞いと、ほかのアカウントと共有する値 ${formatCount(values)} 件から、本分析では ${membership} です。`,
  claimNot: '主張していないこと',
  notClaimed: [
    'リクエストの背後にいる者または組織が誰であるか。',
    'いずれかのアカウントの所有者がそれを知っていた、または関与したこと。アカウントは貸与、転売、または乗っ取りをされた可能性があります。',
    '回答を用いてモデルが訓練されたこと、または法令や契約に違反があったこと。',
    'キャンペーンに数えられていないリクエストに関すること。',
  ],
  noScore: '国籍、国、言語を理由に点数を付けたアカウントはありません。',

  verdict: '判定と、その数値の意味',
  figure: '項目',
  means: '意味すること',
  meansNot: '意味しないこと',
  theVerdict: '判定',
  verdictMeans: {
    distillation:
      'アカウント群は一つの主体として振る舞い、求めているものは言語モデルの訓練に使える素材です。',
    coordinated: 'アカウント群は一つの主体として振る舞っています。その理由は示されていません。',
  },
  verdictNot:
    '定められた手順によるアカウント群についての判断であり、特定の個人についての判断ではありません。',
  probability: '判定の確率',
  about100: (share, exact) => `約 ${share}（${exact}）`,
  probabilityMeans:
    '正解の分かっている模擬トラフィックにおいて、同じ手順で認定されたグループのうち、この割合がキャンペーンでした。模擬環境には、キャンペーン 1 件に対して、似ているだけのグループが約 3 件含まれます。認定されたグループはすべて同じ値になります。',
  probabilityNot:
    '所有者に責任がある確率ではありません。正解付きの実トラフィックは公表されていないため、実際の提供者のトラフィックでは測定されていません。キャンペーンが模擬環境より稀であれば、これより低くなります。末尾の桁に意味はありません。',
  qValue: 'q 値（偽発見率）',
  qMeans:
    '多数のグループを調べると、偶然疑わしく見えるものが出ます。これと同程度以上に疑わしいすべてのグループを認定した場合に、そのうち偶然による誤りと見込まれる割合です。',
  qNot: 'ログや手法そのものの誤りは含みません。',
  bits: '証拠（ビット）',
  bitsHere: (counted, sum) => `${sum} のうち ${counted} を算入`,
  bitsMeans:
    '1 ビットは、観測された事実が、無関係な者である場合より一つの主体である場合に 2 倍生じやすいことを表します。10 ビットは約千対一です。同じ系統の根拠は一部重なるため、系統ごとに上限まで算入します。',
  bitsNot:
    '系統は互いに独立であるものとして加算しますが、完全に独立ではありません。そのため上記の確率はビットから計算していません。',
  membership: 'このアカウントの所属確率',
  membershipMeans:
    'このアカウントが持つ値と振る舞いが、キャンペーン外のアカウントではなくキャンペーンへの所属をどの程度強く示すかを表します。',
  membershipNot: '所有者がリクエストを指示した確率ではありません。',
  needs: '認定に必要な条件',
  needsSays: 'すべてを満たし、かつ正当な説明が一つも成立しないことが必要です。値は版ごとに定められています。',
  need: {
    evidence: 'すべての証拠（ビット）',
    coordination: '目的を除く同一主体の証拠（ビット）',
    purpose: '目的の証拠（ビット）',
    bond: 'アカウントを結び付ける証拠（ビット）',
    beside: '別々の人のように振る舞うため、文面以外の結び付き（ビット）',
    owners: '独立した所有者',
    exchanges: 'リクエスト',
    falseDiscovery: 'q 値',
    linkedAsking: '提携先の指摘：キャンペーンの作業をする所有者の割合',
  },
  atLeast: (value) => `${value} 以上`,
  atMost: (value) => `${value} 以下`,
  here: '本件',
  needed: '必要な値',

  accounts: 'アカウント',
  theAccount: '当該アカウント',
  accountsSay: (count, sure) =>
    `${accounts(count)}。うち所属確率が 90% 以上のものは ${formatCount(sure)} 件です。所属確率は本分析による類似の尺度であり、実トラフィックで較正されていません。アカウントがここに挙げられているのは、グループが共有し外部では稀な値を持つため、またはグループと同じように振る舞うためです。最後の列は最も特徴的な値を示し、次の表で説明します。状態は提供者の記録によります。`,
  account: 'アカウント',
  requests: 'リクエスト',
  ofAll: '全送信に占める割合',
  first: '最初',
  last: '最後',
  tokens: 'トークン 入力 / 出力',
  member: '所属確率',
  status: '状態',
  statusOf: (status, at) => {
    const named = { active: '有効', suspended: '停止' }[status] ?? status
    return at === '' ? named : `${named} ${at}`
  },
  signedUp: '登録',
  holds: '保有する値',
  othersSent: 'キャンペーンに数えないほかのリクエスト',
  accountsListed: (shown, listed) =>
    `送信の多い ${formatCount(shown)} 件です。ほかの ${formatCount(listed)} 件は、リクエスト数と所属確率を次に示します。各件の全項目は、この文書に添えたデータにあります。`,
  accountsUnlisted: (count) =>
    `さらに${accounts(count)}が、この文書に添えたデータに記載されています。データのハッシュ値は末尾にあります。`,
  values: '共有する値',
  valuesSay: (shown, all) =>
    `キャンペーンのアカウントに共通する値です${shown < all ? `（${formatCount(all)} 件のうち最も特徴的な ${formatCount(shown)} 件）` : ''}。値は短いハッシュで示し、同じ値は文書を通じて同じハッシュになります。「外部」は、その値を持つログ内のほかのすべてのアカウントの数です。`,
  value: '値',
  kind: '種類',
  inside: '本件のアカウント',
  outside: '外部のアカウント',
  heldByIt: 'このアカウントがキャンペーンのほかのアカウントと共有する値です。',
  clearValues: '値そのもの',
  clearSays: 'ログと提供者の記録にあるとおりです。',

  evidence: '証拠',
  evidenceSays: (count) =>
    `根拠 ${formatCount(count)} 件を強い順に示します。反対の方向を示すもの（負のビット）も挙げます。対比は、各根拠の比較の対象が正しい限りで成り立ちます。`,
  reason: '根拠',
  family: '系統',
  families: {
    registration: '登録',
    network: 'ネットワーク',
    content: '内容',
    timing: '時刻',
    load: '負荷',
    purpose: '目的',
    partners: '提携先',
  },
  familyCounts:
    '系統ごとの算入。複数の根拠が同じ事実を述べる場合は一度だけ数え、系統は上限を超えて算入しません。そのため算入は合計より小さくなります。',
  counts: '算入',
  atMostCounts: '上限',
  together: '合計',
  notKept: '上限を適用した後の値は、この分析では保存されていません。',
  bitsOf: (bits, said) => `${bits} ビット：${said}`,
  observed: '観測',
  measures: '測定の対象',
  compared: '比較の対象',
  facts: '数値',
  innocent: '正当に説明しうる事情',
  innocentNone: 'この根拠だけについて知られている正当な説明はありません。',
  queryAt: (number) => `数え直すためのクエリは、末尾の ${number} 番にあります。`,
  queries: 'クエリ',
  queriesSay:
    'いずれも、ストアに対して `stillwatch query` でそのまま実行できます。列の名前は数値の名前です。',
  queryPart: (facts) => `次の数値は得られません：${facts}。これらは分析の中で計算されたものです。`,
  queryNone: 'これらの数値を得るクエリはありません。分析の中で計算されたものです。',
  purposeOf: '求められたもの',
  purposeSays: 'キャンペーンのリクエストを、モデルに求める内容によって語彙表で分類した割合です。',
  templates: (count, share) =>
    `一部を差し替えて繰り返される文面が ${formatCount(count)} 件あり、最も多いものはリクエストの ${share} に含まれます。`,
  textShare: (share) => `リクエストの ${share}`,

  explanations: '検討した正当な説明',
  explanationsSay:
    'グループ全体について、定められた規則により検討しました。一つでも成立すれば、証拠にかかわらずグループは除外されていました。',
  explanation: '説明',
  result: '結果',
  holdsResult: '成立',
  failsResult: '不成立',
  why: '理由',
  explanationsNone: 'どの説明を検討したかは、この分析では保存されていません。',

  unknown: '分かっていないこと',
  caveatsNotKept: '分析自体が把握していなかった事項は、以前の版によるため保存されていません。',
  rejected: (count) => `ログの ${formatCount(count)} 行は読み取れず、数えていません。`,
  detectorNot: (detector, isFailed) =>
    `${detector}：${isFailed ? '失敗しました' : '実行されませんでした'}。これだけが示しえたことは、肯定否定のいずれも分かりません。`,
  increment: (exchanges, at) =>
    `${requests(exchanges)}は ${at} の分析の後に届き、これに加えただけです。判定、証拠、最初と最後のリクエストは、その分析のものです。`,
  withoutQuery: (numbers) => `根拠 ${numbers} の数値を得るクエリはありません。`,
  computed: (numbers) =>
    `根拠 ${numbers} の数値の一部は分析の中で計算されたもので、クエリでは得られません。どの数値かは各根拠に示します。`,
  newer: (at, what) => `その後の分析（${at}）では、${what}。`,
  newerSame: (verdict) => `同じグループが${verdict}とされています`,
  newerGone: 'このグループは見いだされていません',
  newerCleared: (explanation) => `このグループは認定されていません（${explanation}）`,
  standing: [
    '一つの提供者のログが示すのは、行為者の活動のうちその提供者における部分だけです。',
    'ログの内容は正しいものとして扱います。アドレスやアカウントを取り違えるログは、どの分析も誤らせます。',
    '手法は、その作成者自身が作った模擬トラフィックで調整され、測定されています。',
    '人を巧みに模倣するアカウントや、独立した所有者が 6 人未満のグループは見落とされることがあります。ほかのアカウントが認定されていないことは、関与していないことを意味しません。',
  ],
  cleared: '除外されたもの',
  clearedSays: (count) =>
    count === 0
      ? 'このログには、説明を要するほど似たグループはほかにありませんでした。'
      : `同じ手順で調べたほかのグループ ${formatCount(count)} 件は、認定されていません。`,
  clearedBy: '説明',
  groups: 'グループ',
  alsoIn: (count, name, explanation) =>
    `本件の${accounts(count)}は、認定されていないグループ ${name}（${explanation}）にも属しています。`,
  alsoNone: '本件のアカウントで、これらに属するものはありません。',
  alsoOne: 'このアカウントは、いずれにも属していません。',

  done: '行われた措置',
  doneNothing: 'この文書の作成時点では、何も決定されておらず、誰も措置をとっていません。',
  decisionsSay:
    'ゲートウェイに伝えた決定です。同じ内容の決定は 1 行にまとめます。シャドーは、数えるだけで、リクエストには何も行わないものです。',
  step: '措置',
  mode: '形態',
  about_: '対象',
  aboutSays: (x) =>
    [
      x.accounts > 0 ? accounts(x.accounts) : '',
      x.keys > 0 ? `API キー ${formatCount(x.keys)} 件` : '',
      x.addresses > 0 ? `アドレス ${formatCount(x.addresses)} 件` : '',
    ]
      .filter((one) => one !== '')
      .join('、'),
  rule: '根拠となる規則',
  ruleOf: (rule, policy) => (policy === '' ? rule : `ポリシー ${policy} の規則 ${rule}`),
  analyst: (rule) => `担当者の措置 ${rule}`,
  since: '開始',
  until: '終了',
  state: '現状',
  inForce: (count) => `${formatCount(count)} 件が有効`,
  lifted: (count) => `${formatCount(count)} 件を解除`,
  ended: '終了',
  byRule:
    'ポリシーの規則による決定は、人が各アカウントを見ることなく行われます。ポリシーを施行した者は下に示します。',
  people: '人による措置',
  peopleNone: '人による措置はありません。決定はポリシーから生じたものです。',
  when: '日時',
  who: '行った者',
  what: '内容',
  note: '本人の言葉による理由',
  acts: {
    apply: '措置の適用',
    exempt: '適用免除',
    appeal: '異議申立ての記録',
    grant: '異議の認容',
    uphold: '決定の維持',
    undo: '取消し',
    propose: '提案',
    approve: '承認',
    adopt: 'ポリシーの施行',
  },
  told: '顧客への説明',
  toldSays:
    '拒否されたリクエストには、コードと次の文言で応答します。個々の応答はここには記録されません。どのように見いだされたかは伝えません。',
  toldNone: 'ありません。実施された決定はありません。',
  toldWords: (code, words) => `${code}：「${words}」`,
  toldCode: (code) => `${code}：コードのみ。対応する文言を持つポリシーはありません。`,
  appealAt: (url) => `異議申立て先：${url}`,
  appealsNone: 'この文書の作成時点で、異議申立ての記録はありません。',
  policy: 'ポリシー',
  policiesSay: '上に規則または文言が現れるポリシーと、その本文の SHA-256 です。',
  adoptedAt: '施行日時',

  said: '判定についての人の意見',
  saidSays: '判定を見た人の回答と注記です。疑問を示すものも含みます。これらによって判定は変わりません。',
  saidNone: 'この文書の作成時点で、確認、却下、注記をした人はいません。',
  kinds: {
    confirm: '確認',
    dismiss: '却下',
    split: '分割の提案',
    merge: '統合の提案',
    rename: '名称の変更',
    note: '注記',
  },
  history: 'キャンペーンの経過',
  historySays: 'このログの分析が捉えた経過です。時刻はログの時刻です。',
  event: (name, count, other) => `${name}、${accounts(count)}${other === '' ? '' : `（${other}）`}`,

  check: '再検証の方法',
  checkSays:
    'ストアを持つ者は、この文書の各クエリを `stillwatch query` で実行し、以下のハッシュ値と比べることができます。同じ版は、同じログに対して同じ判定を与えます。',
  analysis: '分析',
  analysisMade: '分析の終了',
  resultHash: '保存された結果の SHA-256',
  version: '分析した版',
  engine: 'エンジン',
  versionFile: 'この文書を作成した版',
  judgement: '分析時の検出器・しきい値・曲線の SHA-256',
  judgementHere: 'この文書を作成した版の同じ値',
  judgementSame: '同一',
  judgementOther: '異なります。測定の対象の説明は、分析時のものと異なる可能性があります',
  notRecorded: '記録なし（以前の版による分析）',
  logOf: '分析したログ',
  records: 'キャンペーンの記録',
  recordsOne: 'キャンペーンにおける当該アカウントの記録',
  recordsSay: (count) =>
    `${requests(count)}。それぞれの ID、時刻、アカウント、モデル、トークン、本文のハッシュに対する SHA-256`,
  recordsQuery: '記録の件数とハッシュ値を得るクエリ',
  recordsNone: 'ハッシュ値なし（一つのクエリには多すぎるため）',
  verifyWith: 'この文書は次のコマンドで検証します：',
  verifyAlso: 'ストアと監査ログに照らす場合：',

  custody: '証拠の保管の連鎖',
  custodySays: (seq) =>
    `提供者の監査ログは連鎖になっています。各行は前の行のハッシュ値を含むため、行の変更、削除、挿入があれば連鎖が途切れます。この文書の作成時点で ${formatCount(seq)} 行あり、先頭のハッシュ値は次のとおりです。`,
  custodyWhole: '連鎖を最初からたどり、途切れがないことを確かめました。',
  custodyBroken: (line) =>
    `連鎖は ${formatCount(line)} 行目でつながっていません。その後の行は、実際にあったことか誰にも分からないため、載せていません。`,
  custodyNone:
    'このストアには監査ログがありません。ここに記した事項は、監査ログによって裏付けられていません。',
  custodyLines: '本件に関わる行。添付のデータには、ハッシュ値を含む行の全体があります。',
  custodyNoLines: '本件に関わる行はありません。',
  custodyCommands:
    'サービスが使用していないストアに対してコマンドラインから行った分析と措置は、このログにはありません。上の表に、指定された名前またはシステムの利用者名とともに記載しています。',
  leftOut: (count) => `間の ${formatCount(count)} 行は省略しています。`,
  line: '行',
  hash: 'ハッシュ',

  glossary: '用語',
  words: [
    ['リクエスト', 'モデルへの一回の問い合わせと、その回答。'],
    [
      'キャンペーン',
      '一つの主体として振る舞うアカウントの集まり。判定の単位であり、個々のアカウントを利用量で判定することはありません。',
    ],
    [
      '所有者',
      '提供者の記録でアカウントの背後にあるとされる者。組織、メールドメインによる会社、またはアカウントそのもの。',
    ],
    ['同一主体', 'アカウントが送る内容を決める、一人の者、一つの組織、またはそのプログラム。'],
    [
      '値',
      'アカウントに共通しうるもの。支払い手段、アドレスブロック、クライアント、繰り返される文面など。ログのほかのアカウントの間で稀であるほど重みがあります。',
    ],
    [
      '正当な説明',
      '正当な顧客どうしが似て見える事情。広く使われるツール、授業、共有ネットワーク、一つの会社など。',
    ],
    ['シャドー', '数えるだけで顧客には何も変わらない決定。実施の前に影響を確かめるためのものです。'],
  ],

  seal: '封印',
  sealSays:
    'この文書のハッシュ値は、最後の行を除くすべてのバイトについて、ハッシュ値自身を 64 個のゼロに置き換えて計算します。データのハッシュ値は、添付のファイルにある事案の正準 JSON（RFC 8785）について計算します。',
  pageHash: 'この文書の SHA-256',
  dataHash: 'データの SHA-256',
  signedBy: (provider, kid) =>
    `最後の行に、${provider} の鍵 ${kid} による署名（Ed25519）があります。この提供者のルート鍵の指紋は次のとおりです。`,
  signedSays:
    '提供者が別の経路で示す指紋と照合してください。鍵は誰でも作ることができ、どのような名前も付けられます。',
  unsigned:
    '署名はありません。提供者は識別鍵を持っていません。ハッシュ値は偶然の変更を示し、監査ログにも記録がある場合は作成されたままの文書であることを示しますが、誰が作成したかは示しません。',
  signature: '署名',
  signatureLine: '氏名、役職、日付',
}

/** `2026年9月14日 00:05 UTC`. */
function minute(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return time === '' ? '–' : time
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日 ${date.toISOString().slice(11, 16)} UTC`
}

/** ビットが表す対比。 */
function odds(bits: number): string {
  const size = Math.abs(bits)
  if (!Number.isFinite(bits) || size < 0.15) return 'どちらともいえない'
  const side = bits < 0 ? '反対の方向' : '肯定の方向'
  const ratio = 2 ** size
  if (ratio >= 1e12) return `一兆対一を超える（${side}）`
  const [scale, unit] = ratio >= 1e8 ? [1e8, '億'] : ratio >= 1e4 ? [1e4, '万'] : [1, '']
  return `約 ${Number((ratio / scale).toPrecision(2))}${unit} 対 1（${side}）`
}
