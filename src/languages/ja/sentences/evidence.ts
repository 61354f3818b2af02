// 各検出器の証拠の文と、ほかに考えられる原因。
export const evidence = {
  '{0}; {1}': '{0}、{1}',
  '{0}: {1} (at large {2})': '{0}：{1}（全体では {2}）',
  '{0} of {1} owners share {2} with another member; {3} would be expected of as many owners drawn from everyone else':
    '所有者 {1} 人のうち {0} 人が、ほかのメンバーと{2}を共有しています。それ以外の全体から同数の所有者を選んだ場合の期待値は {3} 人です',
  'payment instruments': '支払い手段',
  'a sign-up block or mail domain': '登録時のアドレスブロックまたはメールドメイン',
  'address blocks': 'アドレスブロック',
  'a client fingerprint': 'クライアントの指紋',
  'session ids or keys': 'セッション ID または API キー',
  'request parameters': 'リクエストのパラメーター',
  'opaque reasoning references': '推論の不透明参照',
  'families and small firms: the largest card is shared by few, so this stays open':
    '家族や小規模企業：最も多く共有されているカードでも共有者は少なく、この可能性は残ります',
  'families and small firms: one instrument serves {0} owners, more than a household':
    '家族や小規模企業：一つの支払い手段を {0} 人の所有者が使っており、一世帯を超えています',
  'a corporate card: ruled out where the owners are different organisations':
    '法人カード：所有者が別々の組織であれば否定されます',
  'enrolment by an institution: look at whose domain or network the {0} owners share':
    '機関による一括登録：所有者 {0} 人が共有するドメインやネットワークが誰のものかを確認してください',
  'a shared exit: the most used block serves {0} owners outside of the group too':
    '共有の出口：最も使われているブロックは、グループ外の所有者 {0} 人にも使われています',
  'a shared exit: the most used block serves {0} owners of the group and only {1} others':
    '共有の出口：最も使われているブロックは、グループの所有者 {0} 人が使い、それ以外は {1} 人だけです',
  'a popular client: the commonest fingerprint is also used by {0} of the owners elsewhere ({1} here)':
    '広く使われるクライアント：最も多い指紋は、グループ外の所有者 {0} 人にも使われています（グループ内は {1} 人）',
  'a constant set by a client: the commonest value is used by {0} owners here and {1} elsewhere':
    'クライアントが設定する定数：最も多い値は、グループ内の所有者 {0} 人、グループ外の {1} 人が使っています',
  'defaults of a tool: the commonest set is used by {0} of the owners elsewhere':
    'ツールの既定値：最も多い組み合わせは、グループ外の所有者 {0} 人も使っています',
  'one person with two accounts: stays open for a pair':
    '一人が二つのアカウントを持つ場合：2 件だけなら、この可能性は残ります',
  'one person with two accounts: references join {0} owners':
    '一人が二つのアカウントを持つ場合：参照は {0} 人の所有者を結び付けています',
  '{0} of {1} accounts signed up within the same {2} hours; {3} would be expected':
    'アカウント {1} 件のうち {0} 件が、同じ {2} 時間以内に登録されました。期待値は {3} 件です',
  'a wave of sign-ups by everyone: {0} other accounts signed up in that window':
    '全体での登録の波：同じ時間帯にほかのアカウント {0} 件が登録されました',
  'a class or hackathon: look at programme, mail domain and sign-up network':
    '授業やハッカソン：プログラム、メールドメイン、登録時のネットワークを確認してください',
  '{0} of {1} owners hardly ever come back to a network that they came from before; {2} would be expected of as many elsewhere who are here in as many hours':
    '所有者 {1} 人のうち {0} 人は、以前に使ったネットワークへほとんど戻りません。同じくらいの時間帯に送信したグループ外の同数の所有者では {2} 人と見込まれます',
  'an application that calls from its users’ browsers with one key comes from everywhere too: ask what the accounts are':
    '一つのキーで利用者のブラウザーから呼び出すアプリケーションも、あらゆる所から接続します。アカウントの用途を確かめてください',
  '{0} of {1} owners signed up with disposable mail; {2} % of everyone else did':
    '所有者 {1} 人のうち {0} 人が使い捨てメールで登録しました。それ以外の全体では {2} % です',
  'privacy: stays open for a single account, not for most of a group':
    'プライバシーへの配慮：単独のアカウントなら考えられますが、グループの大半では考えにくいものです',
  '{0} families of templates fill {1} % of a member’s exchanges ({2} of {3} accounts carry them); sent by {4} of the owners elsewhere, {5} here':
    'テンプレート {0} 系統が、メンバーのリクエストの {1} % を占めます（アカウント {3} 件のうち {2} 件が使用）。送信している所有者は、グループ外 {4} 人、グループ内 {5} 人です',
  'a published prompt or popular tool: sent by {0} of the owners elsewhere too':
    '公開プロンプトや人気のツール：グループ外の所有者 {0} 人も送信しています',
  'a tool: the text is its system prompt': 'ツール：この文面はそのシステムプロンプトです',
  'a tool or a course whose users are all here stays open: look at what else binds them':
    '利用者全員がこのグループにいるツールや講座の可能性は残ります。ほかに何が結び付けているかを確認してください',
  'one {0} stands in {1} % of members’ exchanges and is {2} % of what they say, under {3} capabilities in effect ({4} for everybody); sent by {5} of the owners elsewhere':
    '一つの{0}がメンバーのリクエストの {1} % にあり、文面の {2} % を占めます。実効的な能力の数は {3}（全体では {4}）で、グループ外の所有者 {5} 人が送信しています',
  'system prompt': 'システムプロンプト',
  'fixed text': '固定文',
  'an application: the text is a system prompt': 'アプリケーション：この文面はシステムプロンプトです',
  'a general assistant may wrap its users’ words so: look for one vendor':
    '汎用アシスタントが利用者の言葉をこのように包むことがあります。提供元が一つかどうかを確認してください',
  'the text comes and goes, or belongs to one kind of task, as an application’s or a published prompt does':
    'この文面は現れたり消えたりするか、一種類の作業に限られます。アプリケーションや公開プロンプトと同じです',
  '{0} languages in effect; {1} of {2} owners change language from one exchange to the next, {3} % of owners at large ({4} % of the exchanges are {5})':
    '実効的な言語の数は {0}。所有者 {2} 人のうち {1} 人がリクエストごとに言語を変えています。所有者全体では {3} % です（リクエストの {4} % は{5}）',
  'a product or a benchmark in many languages does this too: look for one owner':
    '多言語の製品やベンチマークでも同じことが起こります。所有者が一人かどうかを確認してください',
  'members keep to their languages, or do what others of that capability do':
    'メンバーは自分の言語を使い続けているか、同じ能力を使うほかの利用者と同様です',
  '{0} items asked {1} times each; {2} % of exchanges repeat an item of the same account, {3} % for owners at large':
    '項目 {0} 件が平均 {1} 回ずつ問われています。同じアカウントの項目の繰り返しはリクエストの {2} % で、所有者全体では {3} % です',
  'long texts rarely come twice; an evaluation takes k samples too, under one owner':
    '長い文面は二度現れにくいものです。評価でも k 回ずつ問いますが、所有者は一人です',
  'members ask again as people do': 'メンバーは人と同じように問い直しています',
  'uncommon wording comes again under the same account {0} % of the time, {1} % in a random deal: correlation {2}, {3} for people at large':
    '珍しい語句が同じアカウントで再び現れる割合は {0} %、ランダムな配分なら {1} %：相関 {2}、利用者全体では {3}',
  'one owner’s keys, or an exercise that all have in common, look the same: look at who owns the accounts':
    '一人の所有者の複数のキーや、全員に共通の課題でも同じように見えます。アカウントの所有者を確認してください',
  'holds: members have wording of their own': '成立：メンバーにはそれぞれ固有の語句があります',
  'what an account sends is hardly more alike than what any two send, whatever their hours: correlation {0}, {1} for people at large':
    '時間帯にかかわらず、一つのアカウントの送信内容どうしの近さは、任意の二つとほとんど変わりません：相関 {0}、利用者全体では {1}',
  'what an account sends is clearly more alike than what any two send, whatever their hours: correlation {0}, {1} for people at large':
    '時間帯にかかわらず、一つのアカウントの送信内容どうしは、任意の二つより明らかに似ています：相関 {0}、利用者全体では {1}',
  'a tool or an exercise may leave its users nothing to choose: look at what it asks for':
    'ツールや課題によっては、利用者が選べるものがありません。何を求めているかを確認してください',
  'holds: members have subjects of their own': '成立：メンバーにはそれぞれ固有の題材があります',
  'an account’s exchanges are hardly more alike than any two of the group’s: correlation {0}, against {1} for people at large':
    '一つのアカウントのリクエストどうしの近さは、グループ内の任意の二つとほとんど変わりません：相関 {0}、利用者全体では {1}',
  'accounts differ persistently from each other, as different people do: correlation {0}, {1} for people at large':
    'アカウントは、別々の人と同じように互いに一貫して異なります：相関 {0}、利用者全体では {1}',
  'one owner’s gateway would look the same: look at who owns the accounts':
    '一人の所有者のゲートウェイでも同じように見えます。アカウントの所有者を確認してください',
  'holds: members behave like different people': '成立：メンバーは別々の人のように振る舞っています',
  '{0} % of an account’s requests follow its last within ten minutes; {1} % at random times, {2} % for people at large':
    'アカウントのリクエストの {0} % が、直前のものから 10 分以内に続いています。ランダムな時刻なら {1} %、利用者全体では {2} % です',
  'scheduled jobs have no sittings either: look for a common owner or service':
    '定期実行のジョブにも利用のまとまりはありません。共通の所有者やサービスがないかを確認してください',
  'people’s sittings are there': '人に特有の利用のまとまりがあります',
  'pooled requests have a local variation of {0} (1 for independent accounts, less when paced); the same account comes twice in a row {1} times, {2} in a random deal':
    '全リクエストを合わせた局所変動は {0}（独立したアカウントなら 1、間隔が整えられていれば小さい）。同じアカウントが続けて現れたのは {1} 回、ランダムな配分なら {2} 回です',
  'one owner’s gateway takes turns too: look at who owns the accounts':
    '一人の所有者のゲートウェイでも順番に使われます。アカウントの所有者を確認してください',
  'the stream is as irregular as independent accounts’': '流れは、独立したアカウントと同程度に不規則です',
  'pairs of members are active in the same {0} minutes {1} times as often as their rates, hours and timetables explain':
    'メンバーの組が同じ {0} 分間に活動する頻度は、頻度・時間帯・予定から説明できる値の {1} 倍です',
  'an outage of one client makes its users retry together: look at failures in those minutes':
    '一つのクライアントの障害で利用者が一斉に再試行することがあります。その時間帯の失敗を確認してください',
  'members come together no more than their hours and timetables explain':
    'メンバーの同時活動は、時間帯と予定から説明できる範囲です',
  'strength of the daily rhythm is {0} (0 none, 1 always the same hour); {1} for accounts at large':
    '一日の周期の強さは {0}（0 は周期なし、1 は常に同じ時刻）。アカウント全体では {1} です',
  'services run round the clock: look for a common owner':
    'サービスは昼夜を問わず動きます。共通の所有者がいないかを確認してください',
  'members keep hours as people do': 'メンバーは人と同じような時間帯で活動しています',
  'in the {0} hours after the first use of {1}, {2} % of members’ traffic moved to it; {3} % of everybody else’s':
    '{1} が最初に使われてから {0} 時間で、メンバーの通信の {2} % がこれに移りました。それ以外の全体では {3} % です',
  'an application that changed its default moves its users alike: look for a common client':
    '既定のモデルを変えたアプリケーションは、利用者を一斉に移します。共通のクライアントがないかを確認してください',
  'a launch rush: members moved as others did, or within the spread of honest groups':
    '公開直後の殺到：メンバーの移り方は、ほかと同じか、正当なグループのばらつきの範囲です',
  '{0} members began or resumed within {1} h of a member’s suspension; {2} would be expected at other times ({3} of {4} members suspended, {5} % of others)':
    'メンバーの停止から {1} 時間以内に、{0} 件のメンバーが活動を始めるか再開しました。ほかの時期なら期待値は {2} 件です（停止されたのはメンバー {4} 件のうち {3} 件、ほかでは {5} %）',
  'a person’s second account: {0} suspensions were answered, not one':
    '個人の二つ目のアカウント：一度ではなく、{0} 回の停止の後に続いています',
  'people who come back under another account leave about this':
    '別のアカウントで戻ってくる人でも、この程度の数値になります',
  'the middle half of the members’ volumes spreads by a factor of {0}; everyone’s by {1}':
    'メンバーの利用量の中央 50 % の幅は {0} 倍、全体では {1} 倍です',
  'an assignment or a quota makes equal volumes too': '課題や利用上限によっても利用量は揃います',
  'volumes are spread as people’s are': '利用量は人と同じようにばらついています',
  '{0} % of members’ days stop at the account’s own maximum ({1} % for others of the same tier), {2} % of new members run at full rate at once{3}':
    'メンバーの利用日の {0} % が、そのアカウント自身の最大値で止まっています（同じ料金区分のほかのアカウントでは {1} %）。新しいメンバーの {2} % は最初から最大の頻度です{3}',
  ', and seats do {0} times others’ work a day': '。シートの一日の利用量はほかの {0} 倍です',
  'a batch job or a monitor keeps a fixed count too': 'バッチ処理や監視でも回数は一定になります',
  'volumes rise and fall as others’ do': '利用量の増減は、ほかと同様です',
  'exchanges ask for {0}': 'リクエストが求めているもの：{0}',
  '{0} {1} % (owners at large {2} %)': '{0} {1} %（所有者全体では {2} %）',
  'no known elicitation stands out in these exchanges':
    'これらのリクエストに、目立つ既知の引き出しはありません',
  'an evaluation, a class or a product may ask the same: look for one owner, a programme or different people':
    '評価・授業・製品でも同じものを求めることがあります。所有者が一人か、プログラムか、別々の人かを確認してください',
  'holds: nothing asks for training material': '成立：訓練素材を求めるものはありません',
  'exchanges spread over {0} capabilities in effect (most: {1}, {2} %); {3} for as many owners drawn from everyone, and {4} % of single owners are as narrow':
    'リクエストは実効的に {0} 種類の能力に広がっています（最多：{1}、{2} %）。全体から同数の所有者を選ぶと {3} 種類で、単独の所有者の {4} % は同じ程度に偏っています',
  'an application with one purpose is as narrow': '用途が一つのアプリケーションも同じ程度に偏ります',
  'holds: members ask for what people ask for': '成立：メンバーは一般の利用者と同じものを求めています',
  '{0} of {1} accounts show what {2} found a campaign of {3} accounts by ({4})':
    'アカウント {1} 件のうち {0} 件に、{2}がアカウント {3} 件のキャンペーンを見つけた手掛かりがあります（{4}）',
  'a partner': '提携先',
  '{0} partners': '提携先 {0} 社',
  'a match is no verdict: without evidence of its own the group stays open':
    '一致は判定ではありません。手元に証拠がなければ、グループは未確定のままです',
  'ask the partner what it saw, and whether it still holds':
    '提携先に、何を確認し、それが今も成り立つかを尋ねてください',
  'time of day': '時刻',
  'time of day (quarter turn)': '時刻（90 度ずらし）',
  'prompt length': 'プロンプトの長さ',
  'answer length': '応答の長さ',
  capability: '能力',
  language: '言語',
  model: 'モデル',
  'reasoning-extraction': '推論過程の抽出',
  'rubric-grading': '基準に基づく採点',
  'censorship-safe-rewriting': '検閲に配慮した書き換え',
  'instruction-synthesis': '指示データの合成',
  'agent-trace-harvesting': 'エージェントの実行履歴の収集',
  'language-coercion': '言語の強制',
  'filter-evasion': 'フィルターの回避',
} as const
