// 検出器の一覧：何を指摘するか、帰無モデル、ほかに考えられる原因、パラメーター。
const SHARED =
  'それ以外の全体から同数の所有者を選んだ場合：グループ外のすべての値の大きさから求めた、所有者がほかの一人と値を共有する確率。件数の片側尤度比です。'

export const detectors = {
  'independent owners that pay with the same instruments': '同じ支払い手段で支払う独立した所有者',
  'As many owners drawn from everyone else: the chance that an owner shares a value with another of them, from the sizes of all values outside of the group. One-sided likelihood ratio of the count.':
    SHARED,
  'a family or small firm with one card': '一枚のカードを使う家族や小規模企業',
  'a corporate card': '法人カード',
  'a reseller with a contract': '契約のある再販業者',
  'independent owners that signed up from the same address block or under the same uncommon mail domain':
    '同じアドレスブロックまたは同じ珍しいメールドメインで登録した独立した所有者',
  'class enrolment or single sign-on': '授業の一括登録やシングルサインオン',
  'a company that provisions accounts': '従業員のアカウントを用意する企業',
  'a carrier’s shared address': '通信事業者の共有アドレス',
  'accounts of a group signed up within hours or days of each other':
    '数時間から数日のうちに登録されたグループのアカウント',
  'Sign-ups of the group spread like everybody else’s: a Poisson count in each window with the mean that all other accounts’ sign-ups give it; the best window pays for how many were tried (scan statistic, Kulldorff 1997). A few of many who are alike, picked by when they signed up, are no burst: where at least twice as many owners hold what binds the group, as many are expected to sign up as all of those would, and every window of the log was tried. A launch brings strangers together within hours to months: what binds a group is the bits of a window up to log2 of one over the share of launches that are as fast, from three hours to sixty days on a logarithmic scale.':
    'グループの登録時刻がほかの全体と同じように分布する場合：各時間窓の件数は、ほかのアカウントの登録から求めた平均を持つポアソン分布に従います。最良の窓は、試した窓の数だけ割り引きます（走査統計量、Kulldorff 1997）。似た多数の中から登録時刻で選ばれた少数は集中とは見なしません。グループを結び付けるものを 2 倍以上の所有者が持つ場合は、その全員が登録したときの件数を期待値とし、ログのすべての窓を試したものとします。新しい製品などの公開も、数時間から数か月のうちに他人同士を集めます。グループの結び付きとして数えるのは、同じくらい速い公開の割合（3 時間から 60 日まで対数尺度で一様）の逆数の log2 を上限とする窓のビットです。',
  'class enrolment': '授業の一括登録',
  'a hackathon': 'ハッカソン',
  'a launch or a campaign of advertisement': '公開直後や広告による登録の増加',
  'owners that signed up with disposable mail addresses': '使い捨てメールアドレスで登録した所有者',
  'As many owners drawn from everyone else: the share of them with disposable addresses. One-sided likelihood ratio of the count; one plan for how to register is one fact, so it is bounded.':
    'それ以外の全体から同数の所有者を選んだ場合の、使い捨てアドレスの割合。件数の片側尤度比です。登録方法を決めたことは一つの事実なので、上限があります。',
  'people who guard their privacy': 'プライバシーを重視する人',
  'a trial that many try with a throw-away address': '多くの人が使い捨てアドレスで試す無料体験',
  'independent owners that come from the same address blocks':
    '同じアドレスブロックから接続する独立した所有者',
  'a carrier’s or campus’s shared address': '通信事業者や大学の共有アドレス',
  'a public VPN': '公開 VPN',
  'a company’s egress': '企業の出口アドレス',
  'a cloud’s translation address': 'クラウドの変換アドレス (NAT)',
  'accounts that hardly ever come back to a network that they came from before':
    '以前に使ったネットワークへほとんど戻らないアカウント',
  'Owners elsewhere who sent in about as many hours: the share of them that come back as rarely. Members of an honest group are more alike in it than strangers (travellers meet travellers): the count is beta-binomial about that share, against one about the share that a seller’s exits leave. One plan for how to connect is one fact, so it is bounded. A network is an operator’s, or where that is not known a /16 or /32; hired machines and VPNs are one network together.':
    'ほぼ同じ数の時間帯に送信したグループ外の所有者のうち、同じくらい戻らない者の割合。正当なグループのメンバーは他人同士より似ているため（旅行者は旅行者と集まります）、件数はその割合を中心とするベータ二項分布とし、業者の出口から生じる割合を中心とする分布と比べます。接続方法を決めたことは一つの事実なので、上限があります。ネットワークは事業者単位、事業者が不明なら /16 または /32 です。借りたサーバーと VPN はまとめて一つのネットワークと数えます。',
  'an application that calls from its users’ browsers with one key':
    '一つのキーで利用者のブラウザーから呼び出すアプリケーション',
  'people who travel': '旅行中の人',
  'users of an anonymity network whose exits are in homes': '出口が家庭にある匿名ネットワークの利用者',
  'pairs of an account’s hours that came through one network, below which it doesn’t come back':
    'アカウントの送信時間帯の組のうち一つのネットワークを通った割合で、これを下回れば戻らないと見なす値',
  'owners whom the share elsewhere is worth in an honest group: two of one are alike beyond chance once in one more than these':
    '正当なグループで、グループ外の割合に与える重み（所有者の人数）。二人が偶然以上に似るのは、この値に 1 を加えた回数に一度です',
  'accounts of a campaign on a seller’s exits that don’t come back, on average over campaigns':
    '業者の出口を使うキャンペーンで戻らないアカウントの割合（キャンペーン全体の平均）',
  'independent owners whose client software leaves the same uncommon fingerprint':
    'クライアントが同じ珍しい指紋を残す独立した所有者',
  'a popular library or application': '広く使われるライブラリーやアプリケーション',
  'one agent framework': '一つのエージェントフレームワーク',
  'session ids or API keys that appear under several owners':
    '複数の所有者に現れるセッション ID または API キー',
  'staff with two accounts': '二つのアカウントを持つ従業員',
  'a session id that a client sets to a constant': 'クライアントが定数にしているセッション ID',
  'accounts of independent owners that send the same prompt template with changing slots':
    '空欄だけを変えて同じプロンプトのテンプレートを送る、独立した所有者のアカウント',
  'Published prompts and popular tools spread the same way, so the template itself is worth little: bits grow with the share of the members’ traffic it fills and shrink with the owners elsewhere who send it. Text of system prompts is a tool’s, and text without changing slots an assignment’s.':
    '公開プロンプトや人気のツールも同じように広まるため、テンプレート自体の価値は小さいものです。メンバーの通信に占める割合が大きいほどビットは増え、グループ外で送る所有者が多いほど減ります。システムプロンプトの文面はツールのもの、空欄の変わらない文面は課題のものと見なします。',
  'a popular tool or framework': '人気のツールやフレームワーク',
  'a published prompt': '公開プロンプト',
  'a class with one assignment': '一つの課題に取り組む授業',
  'one owner with many accounts': '多数のアカウントを持つ一人の所有者',
  'share of the bits of rarity that count: honest tools have templates too':
    '希少さのビットのうち数える割合。正当なツールにもテンプレートがあるためです',
  'owners elsewhere, for each here, above which a template is popular':
    'グループ内の所有者 1 人に対し、これを超えるグループ外の所有者がいればテンプレートを一般的と見なす人数',
  'one fixed text in nearly all exchanges of the members, whatever else they ask':
    'ほかに何を求めていても、メンバーのほぼすべてのリクエストにある一つの固定文',
  'Fixed text comes with one application, whose users ask for what it is made for, or is copied by people who use it now and then. Bits grow with how many exchanges carry the text, how much else they hold, and how their capabilities spread compared with everybody’s; they shrink with independent owners elsewhere who send it. Text of system prompts counts as an application’s.':
    '固定文は一つのアプリケーションに伴い、その利用者は本来の用途で使います。あるいは、ときどき使う人が書き写したものです。固定文を含むリクエストが多いほど、それ以外の内容が多いほど、能力の広がりが全体に近いほどビットは増え、グループ外の独立した所有者が送るほど減ります。システムプロンプトの文面はアプリケーションのものと見なします。',
  'an application’s system prompt': 'アプリケーションのシステムプロンプト',
  'a general assistant that wraps its users’ words': '利用者の言葉を包む汎用アシスタント',
  'share of exchanges at which a text counts as always there': '文面が常にあると見なすリクエストの割合',
  'entropy of capabilities, as a share of everybody’s, that counts as any task':
    'あらゆる作業と見なす、能力のエントロピー（全体に対する割合）',
  'accounts that each ask one kind of task in many languages': '一種類の作業を多くの言語で求めるアカウント',
  'People write in one language or two, and a group of strangers is broad only between them: share of owners at large of the same main capability, three fifths of whose pairs of exchanges differ in language, the group’s left out, against the share of members. One observation; translation is compared with translation.':
    '人が使う言語は一つか二つで、他人どうしのグループが多言語になるのは人と人の間だけです。主な能力が同じ所有者全体（グループを除く）のうち、リクエストの組の 5 分の 3 で言語が異なる所有者の割合を、メンバーの割合と比べます。観測は一つと数え、翻訳は翻訳と比べます。',
  'a translation application': '翻訳アプリケーション',
  'a product that serves customers in their languages': '顧客の言語で提供する製品',
  'a multilingual benchmark': '多言語ベンチマーク',
  'languages in effect at which the group counts as fully broad':
    'グループを完全に多言語と見なす実効的な言語の数',
  'items that are each asked once over all accounts, or each exactly k times by different owners':
    '全アカウントを通じて一度ずつ、または異なる所有者からちょうど k 回ずつ問われる項目',
  'Repeats of an item within an account as owners at large have them, groups allowed to differ, against none; and for items asked k times, how evenly, against the Poisson spread of a random deal, when different owners ask them.':
    'アカウント内での項目の繰り返しが所有者全体と同程度の場合（グループ間の差を許容）と、まったくない場合を比べます。k 回問われる項目については、異なる所有者が問うときの回数の揃い方を、ランダムな配分のポアソン分布と比べます。',
  'an evaluation that takes k samples of each task for one owner':
    '一人の所有者が各課題について k 個の標本を取る評価',
  'texts too long to come twice': '長すぎて二度現れない文面',
  'standard deviation of the share of repeats between honest groups':
    '正当なグループ間での、繰り返しの割合の標準偏差',
  'accounts that share their uncommon wording at random, as if their texts were dealt from one list':
    '文面が一つの一覧から配分されたかのように、珍しい語句をランダムに共有するアカウント',
  'Different people and applications have their own names, subjects and phrases: of the other texts with an uncommon shingle, the share that is the same account’s, less the chance of a random deal (an intraclass correlation of wording), in the population; users of one tool keep half of it, and groups differ. Against none, with the sampling error of this group.':
    '人やアプリケーションにはそれぞれ固有の名前・題材・言い回しがあります。珍しいシングルを含むほかの文面のうち同じアカウントのものの割合から、ランダムな配分での割合を引いた値（語句の級内相関）を母グループで求めます。一つのツールの利用者はその半分を保ち、グループ間で異なります。これを、このグループの標本誤差を考慮して、相関なしと比べます。',
  'a service that spreads one owner’s work over its keys': '一人の所有者の作業を複数のキーに分散するサービス',
  'users of a tool whose texts hold nothing of their own, such as an exercise or a public list':
    '課題や公開リストのように、文面に固有のものがないツールの利用者',
  'share of the population’s correlation that users of one tool keep':
    '一つのツールの利用者が保つ、母グループの相関に対する割合',
  'standard deviation of the correlation between honest groups': '正当なグループ間での相関の標準偏差',
  'standard deviation of the correlation between campaigns': 'キャンペーン間での相関の標準偏差',
  'repeats of uncommon shingles below which nothing is said':
    'これに満たなければ何も述べない、珍しいシングルの繰り返しの数',
  'accounts whose requests are alike in length, answer, subject and language, as if their content were dealt at random':
    '内容がランダムに配分されたかのように、長さ・応答・題材・言語が似ているアカウント',
  'Users of one tool keep their own subjects and lengths: the correlation within accounts of what the exchanges say, as the population has it, of which users of one tool keep a part, and groups differ; against none, with the sampling error of this group. It speaks for one hand only: that members differ is told by single-deck.':
    '一つのツールの利用者も、固有の題材と長さを保ちます。リクエストの内容のアカウント内相関を母グループで求め、一つのツールの利用者はその一部を保ち、グループ間で異なるとします。これを、このグループの標本誤差を考慮して、相関なしと比べます。同一主体を示す場合だけ述べます。メンバーが異なることは single-deck が述べます。',
  'a tool, exercise or public list that leaves its users nothing to choose':
    '利用者に選択の余地がないツール・課題・公開リスト',
  'exchanges of an account, on average, below which nothing is said':
    'これに満たなければ何も述べない、アカウントの平均リクエスト数',
  'opaque reasoning blobs minted for one account and presented by another':
    'あるアカウントに発行され、別のアカウントから提示された推論の不透明データ',
  'Blobs are bound to the session that made them; the rate at which owners outside of the group present another owner’s blob is the null.':
    '不透明データは発行されたセッションに結び付いています。グループ外の所有者がほかの所有者のものを提示する割合を帰無とします。',
  'a conversation moved between two accounts of one person': '一人の二つのアカウント間で移された会話',
  'support staff who replay a case': '事例を再現するサポート担当者',
  'independent owners that ask with the same uncommon request parameters':
    '同じ珍しいリクエストパラメーターを使う独立した所有者',
  'a tool’s defaults': 'ツールの既定値',
  'a documentation example': 'ドキュメントの例',
  'accounts whose exchanges are interchangeable, as if dealt from one deck':
    'ひと組から配られたかのように、リクエストが交換可能なアカウント',
  'Strangers differ persistently: the intraclass correlation of the whole population (variance between over within accounts, fitted by medians so that it is robust), allowing for groups that are more uniform; against zero correlation, with the sampling error of this group.':
    '他人どうしは一貫して異なります。母グループ全体の級内相関（アカウント間とアカウント内の分散の比。頑健にするため中央値で当てはめ）を、より均一なグループも許容しつつ、このグループの標本誤差を考慮して、相関ゼロと比べます。',
  'people at one uniform task': '一つの均一な作業をする人々',
  'share of the population’s correlation that an honest group at one task keeps':
    '一つの作業をする正当なグループが保つ、母グループの相関に対する割合',
  'accounts without sittings: an account’s requests come at unrelated times':
    '利用のまとまりがないアカウント：リクエストの時刻に関連がありません',
  'People’s share of gaps under ten minutes, from the population; against the share that requests at random times over the group’s period would have at the same rate (Poisson). Gaps are those to whatever the account sent before, so a template that a person uses once in a sitting does not look like work without sittings.':
    '母グループから求めた、人の 10 分未満の間隔の割合を、グループの期間に同じ頻度でランダムな時刻に送られた場合の割合（ポアソン）と比べます。間隔はアカウントが直前に送ったすべてのものから測るため、一度の利用で一回だけ使うテンプレートが、まとまりのない作業に見えることはありません。',
  'scheduled jobs': '定期実行のジョブ',
  'services that serve others': '第三者に提供するサービス',
  'sensors and monitors': 'センサーや監視',
  'standard deviation of the share between honest groups': '正当なグループ間での割合の標準偏差',
  'accounts that take turns: their pooled requests are paced more regularly than independent accounts’ can be':
    '交代で使われるアカウント：合わせたリクエストの間隔が、独立したアカウントではあり得ないほど規則的です',
  'The superposition of many independent accounts tends to a Poisson process (Palm–Khintchine), whose local variation is 1 whatever its rate (Shinomoto, Shima and Tanji 2003); sittings only raise it. It counts where no account follows itself more often than in a random deal, as even batches do. Turn-taking: the same account twice in a row at least as often as a random deal of the stream.':
    '多数の独立したアカウントを重ね合わせるとポアソン過程に近づき（Palm–Khintchine）、その局所変動は頻度にかかわらず 1 です（Shinomoto, Shima and Tanji 2003）。利用のまとまりはこれを大きくするだけです。均等なバッチのように、同じアカウントがランダムな配分より多く続くことがない場合だけ数えます。交代については、同じアカウントが続けて現れる回数が、流れのランダムな配分以上である場合を帰無とします。',
  'a gateway that shards keys of one owner': '一人の所有者のキーを分散するゲートウェイ',
  'jobs on one schedule': '同じ予定で動くジョブ',
  'members that are active in the same ten minutes or the same hour more than their rates and hours explain':
    '頻度と時間帯から説明できる以上に、同じ 10 分間または同じ 1 時間に活動するメンバー',
  'Interval jitter (Amarasingham and others 2012): every account keeps its activity in each window of two (eight) hours, but not when within it, so common days, evenings, classes and launches are in the null; so are retry storms that everybody has, as bins weigh by the activity of all others, and timetables, as accounts shifted by whole days bound it from below. The error is taken from the windows themselves, so a single coincidence is no evidence, and groups are allowed to differ.':
    '区間ジッター（Amarasingham ほか 2012）：各アカウントの活動量は 2 時間（8 時間）の窓ごとに保ち、窓の中での時刻は保ちません。そのため、共通の曜日・夜間・授業・公開は帰無に含まれます。区間はほかの全員の活動量で重み付けするので、全員に起きる再試行の嵐も含まれ、日単位でずらしたアカウントが下限となるので、予定も含まれます。誤差は窓そのものから求めるため、一度の偶然の一致は証拠にならず、グループ間の差も許容します。',
  'jobs scheduled at the full hour': '毎時 0 分に予定されたジョブ',
  'a lecture that starts on time': '定刻に始まる講義',
  'retries after an outage of one client': '一つのクライアントの障害後の再試行',
  'standard deviation of the log ratio between honest groups': '正当なグループ間での対数比の標準偏差',
  'expected pairs below which nothing is said': 'これに満たなければ何も述べない、期待される組の数',
  'accounts without a daily rhythm': '一日の周期がないアカウント',
  'Rhythm (mean resultant of the hours, bias removed; Mardia and Jupp 2000, ch. 3) of accounts at large, allowing for groups that differ; against none.':
    'アカウント全体の周期（時刻の平均合成ベクトル長、偏りを除去。Mardia and Jupp 2000, 第 3 章）を、グループ間の差を許容して、周期なしと比べます。',
  'monitoring and batch services': '監視やバッチのサービス',
  'users of many time zones behind one account': '一つのアカウントを使う多くの時間帯の利用者',
  'standard deviation of the mean rhythm between honest groups': '正当なグループ間での平均周期の標準偏差',
  'a group that moves to a new model within a day or two of its release, beyond what everybody does':
    '新しいモデルの公開から 1～2 日のうちに、全体を上回って移るグループ',
  'Difference in differences: the group’s shift of share to the new model less everybody else’s in the same hours, accounts that were active before counted once each; its error is the accounts’ sampling error and the spread between groups of one client (random effects). A launch rush of everybody gives nothing. Releases and windows tried are paid for.':
    '差の差：新しいモデルへ移った割合から、同じ時間帯のほかの全体の割合を引きます。以前から活動していたアカウントを一度ずつ数えます。誤差は、アカウントの標本誤差と、同じクライアントのグループ間のばらつき（変量効果）です。全体の殺到からは何も得られません。試した公開と窓の数だけ割り引きます。',
  'a launch rush': '公開直後の殺到',
  'an application that changed its default model': '既定のモデルを変えたアプリケーション',
  'one owner who migrates': '移行する一人の所有者',
  'share of the period after which a first use is taken to be a release':
    '最初の使用を公開と見なす、期間の経過割合',
  'least standard deviation of the shift between honest groups': '正当なグループ間での移行の標準偏差の下限',
  'members that light up, or resume after days, within hours of other members’ suspensions':
    'ほかのメンバーの停止から数時間のうちに、活動を始めるか、数日ぶりに再開するメンバー',
  'The same suspensions at other times: all are shifted together around the period, which keeps how they and the starts cluster; the starts of everybody else in the same hours bound it from below. Poisson likelihood ratio over the dispersion of the shifts, less the windows tried.':
    '同じ停止がほかの時期に起きた場合：すべてをまとめて期間内でずらし、停止と開始の偏り方を保ちます。同じ時間帯のほかの全体の開始が下限です。ずらしたときのばらつきに対するポアソン尤度比から、試した窓の数だけ割り引きます。',
  'an honest person’s second account after a suspension': '停止後に正当な利用者が作った二つ目のアカウント',
  'a wave of suspensions amid a wave of sign-ups': '登録の波の中での停止の波',
  'suspensions, and starts after them, below which nothing is said':
    'これに満たなければ何も述べない、停止とその後の開始の数',
  'times everyone’s rate of suspension that an honest group may have':
    '正当なグループに許容する停止率（全体の停止率に対する倍数）',
  'accounts that carry nearly equal shares of the group’s exchanges':
    'グループのリクエストをほぼ均等に分担するアカウント',
  'Volumes of people are spread like everybody’s: the standard deviation of log volume in the population, allowing for groups at one task to be narrower; counting noise of equal shares is added to the alternative.':
    '人の利用量は全体と同じようにばらつきます。母グループの対数利用量の標準偏差を用い、一つの作業をするグループではより狭いことを許容します。対立仮説には、均等な分担の計数誤差を加えます。',
  'a monitoring job at a fixed rate': '一定の頻度の監視ジョブ',
  'a quota that everyone exhausts': '全員が使い切る利用上限',
  'spread of an honest group at one task, as a share of the population’s':
    '一つの作業をする正当なグループのばらつき（母グループに対する割合）',
  'accounts that stop at one daily count, start at full rate, or use a seat far beyond its tier':
    '一日の回数が一定の値で止まる、最初から最大の頻度で始まる、または料金区分をはるかに超えてシートを使うアカウント',
  'Accounts of the same pathway and tier, members left out, averaged as the members are spread over them: share of days at the account’s own maximum, share of new accounts at full rate on their first whole day, and log requests an active day. Normal deviations with the spread between accounts and between groups (random effects).':
    'メンバーを除く、同じ経路と料金区分のアカウントを、メンバーの分布に合わせて平均します：自身の最大値の日の割合、最初の丸一日に最大の頻度だった新規アカウントの割合、活動日あたりのリクエスト数の対数。アカウント間とグループ間のばらつき（変量効果）を持つ正規偏差です。',
  'a batch job or a monitor at a fixed rate': '一定の頻度のバッチ処理や監視',
  'an application that meters its users': '利用者の使用量を制限するアプリケーション',
  'a heavy user of a seat': 'シートのヘビーユーザー',
  'standard deviation of the plateau share between honest groups':
    '正当なグループ間での頭打ちの割合の標準偏差',
  'standard deviation of the full-rate share between honest groups':
    '正当なグループ間での最大頻度の割合の標準偏差',
  'standard deviation of mean log2 volume between honest groups':
    '正当なグループ間での平均 log2 利用量の標準偏差',
  'exchanges that ask for what a model is trained on: reasoning, grades, safe rewrites, instructions, agent traces':
    'モデルの訓練に使うものを求めるリクエスト：推論過程、採点、安全な書き換え、指示、エージェントの実行履歴',
  'An honest template carries a mark as often as an owner outside of the group does who was not suspended: share of owners a third of whose exchanges carry it. One template is one observation, so bits are bounded by that share and not multiplied by exchanges.':
    '正当なテンプレートに特徴が現れる頻度は、停止されていないグループ外の所有者と同じとします：リクエストの 3 分の 1 にその特徴がある所有者の割合です。一つのテンプレートは一つの観測なので、ビットはこの割合で抑えられ、リクエスト数では増えません。',
  'a public judge prompt in an evaluation': '評価で使う公開の採点プロンプト',
  'teaching material that asks for reasoning': '推論を求める教材',
  'a policy or education project': '政策や教育のプロジェクト',
  'an agent product': 'エージェント製品',
  'share of campaigns whose words the lexicon lacks: who distils chooses the words':
    '語彙表にない言葉を使うキャンペーンの割合。言葉を選ぶのは蒸留する側だからです',
  'share of honest groups in which nothing stands out': '目立つものがない正当なグループの割合',
  'many owners whose exchanges together ask for few capabilities':
    '合わせたリクエストが少数の能力だけを求める多数の所有者',
  'One owner at large is the measure of how narrow one purpose is: share of owners whose own mix is at least as concentrated as the group’s, and no less than the share of honest groups that have one purpose. A group is one observation however much it sends; a group that is as broad as owners drawn at random speaks against one purpose.':
    '一つの目的がどの程度偏るかは、一般の所有者を基準とします：構成がグループと同程度以上に集中している所有者の割合で、一つの目的を持つ正当なグループの割合を下限とします。グループは、どれだけ送っても一つの観測です。ランダムに選んだ所有者と同程度に広いグループは、一つの目的を否定します。',
  'an application with a single purpose': '用途が一つのアプリケーション',
  'a class at one subject': '一つの科目の授業',
  'share of campaigns whose mix is concentrated': '構成が集中しているキャンペーンの割合',
  'share of honest groups that are applications or classes of one purpose':
    '用途が一つのアプリケーションや授業である正当なグループの割合',
  'accounts that show what partners found campaigns by':
    '提携先がキャンペーンを見つけた手掛かりを示すアカウント',
  'Own accounts at large: each matched value counts log2 of how much likelier an account of the partner’s campaign shows it than an own account, by families that are independent, with the confidence that is left of the indicator. Of the mean over the group’s accounts the log2 of the matching campaigns that the same partner told is taken off, since any of them could have matched this group; what others tell doesn’t change what a partner’s word is worth.':
    '手元のアカウント全体：一致した値ごとに、提携先のキャンペーンのアカウントがそれを示す見込みが手元のアカウントの何倍かの log2 を、独立した系統ごとに、インジケーターに残る確信度で数えます。同じ提携先が知らせたどのキャンペーンもこのグループに一致し得たため、グループのアカウントの平均から、その提携先の一致したキャンペーン数の log2 を引きます。ほかの提携先が知らせることで、ある提携先の言葉の重みは変わりません。',
  'a customer of both providers who was accused there by mistake':
    '先方で誤って認定された、両方の事業者の顧客',
  'a program, a text or a place that both providers’ customers use':
    '両方の事業者の顧客が使うプログラム・文面・場所',
  'share of the bits that a partner found itself which count here':
    '提携先自身が得たビットのうち、ここで数える割合',
  'most bits that one partner’s word is worth': '一つの提携先の情報が持ち得る最大のビット',
  'independent things that an account shows, from which it is surely one of the campaign’s: where all of a group’s are, the campaign’s accounts count with its own':
    'アカウントが示す独立した事実の数で、これ以上なら確かにそのキャンペーンのものとみなします。グループの全アカウントがそうであれば、キャンペーンのアカウントも合わせて数えます',
  'bits that it matches by as well': 'あわせて一致しなければならないビット',
  'share of the accounts that must match': '一致しなければならないアカウントの割合',
} as const
