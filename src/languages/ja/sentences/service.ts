// サービスとポリシーが述べる文：不明だったこと、実行しなかった理由、ポリシーの誤り、共有しない理由。
export const service = {
  'the log holds no prompt text': 'ログに本文がありません',
  'no account facts were given (--accounts)': 'アカウント情報が与えられていません (--accounts)',
  'the log holds no client addresses': 'ログにクライアントのアドレスがありません',
  'the log holds no client fingerprints, user agents, sessions or keys':
    'ログにクライアントの指紋・ユーザーエージェント・セッション・キーがありません',
  'the log holds no request parameters': 'ログにリクエストのパラメーターがありません',
  'the log holds no opaque references': 'ログに不透明参照がありません',
  'no account was suspended in the period': '期間中に停止されたアカウントはありません',
  'no model appeared during the period': '期間中に現れたモデルはありません',
  'no account shows what partners’ indicators ask for, or none were given (--partners)':
    '提携先のインジケーターに合うアカウントがないか、インジケーターが与えられていません (--partners)',
  'fewer than two accounts': 'アカウントが 2 件に満たないため',
  'no candidate group': '候補となるグループがないため',
  'No table of network operators: which operator an address belongs to, and whether that is a data centre, a VPN or an access network, is not known unless another list says so.':
    'ネットワーク事業者の表がありません。アドレスの事業者と、それがデータセンター・VPN・アクセス網のどれであるかは、ほかの一覧がない限り分かりません。',
  'No list of data-centre ranges: data centres are told by the name and number of the network operator only.':
    'データセンターの範囲の一覧がありません。データセンターは、ネットワーク事業者の名前と番号だけで見分けます。',
  'No list of VPN ranges: a VPN is recognised only where its operator is known for it, so most VPN exits look like data centres or access lines.':
    'VPN の範囲の一覧がありません。VPN は、事業者が VPN で知られている場合だけ分かるため、VPN の出口の多くはデータセンターやアクセス回線に見えます。',
  'No list of disposable mail domains: throw-away addresses are not recognised.':
    '使い捨てメールドメインの一覧がありません。使い捨てアドレスは見分けられません。',
  'No list of webmail domains: whether a mail address is one that anybody can open is not known.':
    'フリーメールドメインの一覧がありません。誰でも開設できるメールアドレスかどうかは分かりません。',
  '1 line of {0} could not be read and was left out ({1}).': '{0} の 1 行を読み取れず、除きました（{1}）。',
  '{0} lines of {1} could not be read and were left out (one of them: {2}).':
    '{1} の {0} 行を読み取れず、除きました（例：{2}）。',
  'The packaged table of {0} is of {1}: networks that changed hands since are told wrongly. Name a newer one to correct this.':
    '同梱の {0} の表は {1} のものです。その後に持ち主が変わったネットワークは誤って示されます。新しい表を指定すると直ります。',
  '{0} loaded by an older version, whose hashes of texts are others: texts are compared among them and among the rest, not across. Load them again into another store to compare all.':
    '{0}以前のバージョンで読み込まれ、文面のハッシュが異なります。文面はそれぞれの中でだけ比べられます。すべてを比べるには、別のストアに読み込み直してください。',
  '{0} dated after now, up to {1} UTC: the clock or the time zone of what wrote them is wrong, and evidence that rests on times may be, too.':
    '{0}現在より先の日時（最も先は {1} UTC）です。記録元の時計または時間帯が誤っており、時刻に基づく証拠も誤っている可能性があります。',
  '{0} an address that could not be read and no network evidence: give one IPv4 or IPv6 address, or a list of them.':
    '{0}アドレスを読み取れず、ネットワークの証拠がありません。IPv4 または IPv6 のアドレスを一つ、またはその一覧を与えてください。',
  '{0} known by a private address only, most likely that of a proxy: log the address of the client; docs/sources tells how.':
    '{0}プライベートアドレスだけで、おそらくプロキシのものです。クライアントのアドレスを記録してください。方法は docs/sources にあります。',
  '1 exchange is': 'リクエスト 1 件が、',
  '{0} exchanges are': 'リクエスト {0} 件が、',
  '1 exchange was': 'リクエスト 1 件は、',
  '{0} exchanges were': 'リクエスト {0} 件は、',
  '1 exchange has': 'リクエスト 1 件は、',
  '{0} exchanges have': 'リクエスト {0} 件は、',
  'The whole log was analysed: {0}.': 'ログ全体を分析しました：{0}。',
  'the last one is not in the store any more': '前回の分析がストアに残っていません',
  'exchanges came or went since by another way than a load':
    '前回以降、読み込み以外の方法でリクエストが増減しました',
  'more than {0} % of the exchanges came since the last one':
    '前回以降に加わったリクエストが {0} % を超えました',
  'facts of accounts came, of which the last one had none': '前回にはなかったアカウント情報が加わりました',
  'accounts that came since the last one may be a group of their own ({0})':
    '前回以降に加わったアカウントが、独自のグループである可能性があります（{0}）',
  '{0} share one {1}': '{0} 人が一つの{1}を共有',
  '{0} has grown from {1} accounts by {2}': '{0} のアカウントが {1} 件から {2} 件増えました',
  '{0} that came since were added to the whole analysis of {1}: verdicts, evidence and notes are as it found them, and groups of which most is new are found by the next one.':
    'その後に届いた{0}を {1} の全体分析に加えました。判定・証拠・注記は全体分析の時点のものです。大半が新しいグループは、次の全体分析で見つかります。',
  '1 exchange': 'リクエスト 1 件',
  '{0} exchanges': 'リクエスト {0} 件',
  'Detector {0} failed: {1}. What it would have found is not known.':
    '検出器 {0} が失敗しました：{1}。何が見つかったはずかは分かりません。',
  'no reason': '理由は不明',
  'a telephone prefix says a country, and links nobody': '電話番号の先頭は国を示すだけで、誰も結び付けません',
  'more than {0} are worth more': 'より有用な値が {0} 件を超えています',
  'you keep this kind back': 'この種類は出さない設定です',
  'one account alone shows it': '示しているアカウントは 1 件だけです',
  '1 outside of accused campaigns has it too: it may be a customer’s':
    '認定されたキャンペーン以外でも 1 件が持っています。顧客のものかもしれません',
  '{0} outside of accused campaigns have it too: it may be a customer’s':
    '認定されたキャンペーン以外でも {0} 件が持っています。顧客のものかもしれません',
  'worth too little: many show it': '多くのアカウントが示すため、価値が小さすぎます',
  'it may name somebody': '個人を特定するおそれがあります',
  'it looks like a card number, and whoever has the key can try all of those: log a fingerprint of it':
    'カード番号のようです。キーを持つ者は全ての番号を試せるため、番号ではなくその指紋を記録してください',
  'fewer than {0} anchors: a phrase, which its sketch would give away':
    'アンカーが {0} 個に満たない語句で、スケッチから内容が分かってしまいます',
  "Your account sends requests together with many others in a way that our terms don't allow.":
    'お客様のアカウントは、利用規約で認められていない方法で、ほかの多数のアカウントとともにリクエストを送信しています。',
  'We need to know who uses this account before it can be used further.':
    '引き続きご利用いただくには、このアカウントの利用者の確認が必要です。',
  'Requests of this account are slower while we look at how it is used.':
    'ご利用状況を確認している間、このアカウントのリクエストの処理が遅くなります。',
  'its rule or act is no longer in force': 'ルールまたは対処が有効でなくなったため',
  'renewed or changed by its rule': 'ルールにより更新または変更されたため',
  'its rule no longer holds for it': 'ルールの条件に当てはまらなくなったため',
  'what partners told of it counts no more': '提携先の情報が有効でなくなったため',
  '{0} is accused of nothing, so there is no case to make':
    '{0} は認定されていないため、事案書を作成できません',
  '{0} has no account “{1}” in this analysis': 'この分析では、{0} にアカウント「{1}」はありません',
  'the analysis knows no campaign “{0}”': 'この分析にキャンペーン「{0}」はありません',
  '{0} holds no analysis “{1}”': '{0} に分析「{1}」はありません',
  'values in clear take the scope act': '値をそのまま載せるにはスコープ act が必要です',
  'Read with `stillwatch campaigns explain` what cleared it or what an accusation lacks.':
    '何によって除外されたか、認定に何が足りないかは `stillwatch campaigns explain` で読めます。',
  'Check the id; the list of the campaign’s accounts has it as in the log.':
    'ID を確かめてください。キャンペーンのアカウント一覧にログのとおりの ID があります。',
  'Make it without them, or ask somebody who may act.':
    '値を載せずに作成するか、操作の権限を持つ人に依頼してください。',
} as const
