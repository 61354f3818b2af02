// ポリシーについて述べる文：誤りと直し方、YAML の誤り、項目の意味。
export const policy = {
  '{0} can’t be used as a policy: 1 mistake': '{0} はポリシーとして使えません：誤り 1 件',
  '{0} can’t be used as a policy: {1} mistakes': '{0} はポリシーとして使えません：誤り {1} 件',
  'the policy is longer than {0} characters': 'ポリシーが {0} 文字を超えています',
  '{0}has no “{1}”': '{0}に「{1}」という項目はありません',
  '{0}lacks “{1}”': '{0}に「{1}」がありません',
  'Add “{0}:” with its value.': '「{0}:」とその値を書き加えてください。',
  '“{0}” {1}': '「{0}」は{1}',
  '{0} is none of {1}': '{0}は {1} のどれでもありません',
  nothing: '空の値',
  '“{0}”': '「{0}」',
  'Did you mean “{0}”?': '「{0}」ではありませんか？',
  'Take it out.': '取り除いてください。',
  'Take it out, or use one of {0}.': '取り除くか、次のどれかを使ってください：{0}。',
  'the policy is no list of names with values': 'ポリシーが、名前と値の並びになっていません',
  'Begin with “schema: stillwatch.policy/1”, or with what “stillwatch policy default” prints.':
    '「schema: stillwatch.policy/1」から、または「stillwatch policy default」が出力する内容から書き始めてください。',
  'a rule before has the name “{0}” already': '「{0}」という名前のルールが前にあります',
  'Give this one another: a share is drawn by a rule’s name.':
    '別の名前を付けてください。対象の割合はルールの名前をもとに選ばれます。',
  'an exemption names either an account or an org':
    '適用免除には account または org のどちらか一つを指定します',
  'Give one of them, and another exemption for the other.':
    'どちらか一つを書き、もう一方は別の適用免除にしてください。',
  '“{0}” is not among the reasons': '「{0}」は reasons にありません',
  'Write it under reasons, with the words that the customer reads.':
    'reasons の下に、顧客が読む文とともに書いてください。',
  '“{0}” degrades nothing': '「{0}」は何も制限しません',
  'Give model, maxTokens, withholdReasoning or withholdLogprobs.':
    'model、maxTokens、withholdReasoning、withholdLogprobs のどれかを指定してください。',
  '“{0}” has neither atLeast nor atMost': '「{0}」に atLeast も atMost もありません',
  'Give one of them, or take the condition out.': 'どちらかを書くか、この条件を取り除いてください。',
  '“{0}” can’t be at least {1} and at most {2}': '「{0}」は {1} 以上かつ {2} 以下にはなりません',
  'Change the two numbers with each other, or take one out.':
    '二つの数を入れ替えるか、一方を取り除いてください。',
  '“{0}” would {1} below {2} {3}': '「{0}」は {2} {3} に満たなくても {1} を行います',
  'Raise it, leave it out, or give the reason as lowConfidence.':
    '値を上げるか、省くか、理由を lowConfidence に書いてください。',
  'the policy ': 'ポリシー',
  '“{0}” ': '「{0}」',
  '{0} {1} ': '{0} の {1} 番目',
  'must have at most {0} characters': '{0} 文字以内でなければなりません',
  'must have at most {0} entries': '{0} 項目以内でなければなりません',
  'must be at most {0}': '{0} 以下でなければなりません',
  'must have at least {0} characters': '{0} 文字以上でなければなりません',
  'must have at least {0} entries': '{0} 項目以上でなければなりません',
  'must be more than {0}': '{0} より大きくなければなりません',
  'must be at least {0}': '{0} 以上でなければなりません',
  'must be a value of type {0}': '{0} 型の値でなければなりません',
  'must be one of {0}': '次のどれかでなければなりません：{0}',
  'must be a multiple of {0}': '{0} の倍数でなければなりません',
  'is not written as it must be': '決められた書き方になっていません',
  'is not written as it must be ({0})': '決められた書き方（{0}）になっていません',
  'has what isn’t known here: {0}': 'ここで知られていない項目を含んでいます：{0}',
  'is of none of the forms that it may have': '取りうるどの形にも当てはまりません',
  'is not as it must be': '正しくありません',
  'must be text: put it in quotes': '文字列でなければなりません。引用符で囲んでください',
  'must not be empty': '空にできません',
  'must be a span of time, such as 12h or 7d': '12h や 7d のような期間でなければなりません',
  'must be at most 366d: nothing lasts for ever': '366d 以下でなければなりません。無期限のものはありません',
  'must be lower-case letters, digits and hyphens, 64 at most':
    '英小文字・数字・ハイフンで 64 文字以内でなければなりません',
  'must be a word or a list of words; put numbers in quotes':
    '語または語の一覧でなければなりません。数は引用符で囲んでください',
  'must be an https address': 'https のアドレスでなければなりません',
  'must be a day, such as 2026-09-30': '2026-09-30 のような日付でなければなりません',
  'an alias can’t have an anchor or a tag of its own': 'エイリアスにアンカーやタグは付けられません',
  'an alias names no anchor before it': 'エイリアスの示すアンカーが前にありません',
  'what follows is not of the kind that its tag says': '続く内容が、タグの示す種類ではありません',
  'the line that begins with % is no directive of YAML': '% で始まる行が YAML の指示文ではありません',
  'between double quotes, a backslash stands before something that it can’t stand before':
    '二重引用符の中で、バックスラッシュの後に置けない文字があります',
  'Use single quotes, or write the backslash twice.':
    '一重引用符を使うか、バックスラッシュを二つ書いてください。',
  'it is indented unlike what it belongs to, or a bracket or brace before it is not closed':
    '同じまとまりのほかの行と字下げが違うか、前の括弧が閉じていません',
  'Indent with spaces, and what belongs together by the same number of them.':
    '空白で字下げし、同じまとまりは同じ数の空白にそろえてください。',
  'an anchor or a tag stands in the wrong place': 'アンカーまたはタグの位置が正しくありません',
  'a value without quotes can’t begin with this sign': '引用符のない値は、この記号で始められません',
  'Put the value in quotes.': '値を引用符で囲んでください。',
  'a second name with a colon stands on one line': '一行にコロン付きの名前が二つあります',
  'Put the value in quotes, or what follows on a line of its own, indented further.':
    '値を引用符で囲むか、続きを次の行に移してさらに字下げしてください。',
  'between brackets or braces, a list or mapping is written line by line':
    '括弧の中で、一覧や項目が行ごとの書き方になっています',
  'Write it with brackets or braces too, or write all of it line by line.':
    'それも括弧で書くか、全体を行ごとに書いてください。',
  'the same name stands here already': '同じ名前がすでにあります',
  'Keep one of them.': '一つだけ残してください。',
  'this is no YAML': 'YAML として読めません',
  'a name is longer than 1,024 characters': '名前が 1,024 文字を超えています',
  'Look for a colon that is missing further up.': 'これより前で、コロンが抜けていないか確認してください。',
  'a bracket, a brace, a quote, a comma or a space after a colon is missing':
    '括弧、引用符、コンマ、またはコロンの後の空白が抜けています',
  'Look at this line and the one before for what was opened and not closed.':
    'この行と前の行に、閉じていないものがないか確認してください。',
  'a name goes over several lines': '名前が複数の行にわたっています',
  'Look for a colon that is missing on this line or the one before.':
    'この行か前の行でコロンが抜けていないか確認してください。',
  'a value has more than one anchor': '一つの値に複数のアンカーがあります',
  'the file holds more than one document': 'ファイルに複数の文書があります',
  'Take out the line --- and what follows it.': '--- の行とその後を取り除いてください。',
  'a value has more than one tag': '一つの値に複数のタグがあります',
  'a name is no text': '名前が文字列ではありません',
  'it is nested too deeply or unfolds to too much': '入れ子が深すぎるか、展開すると大きすぎます',
  'Write it flatter.': '入れ子を浅くしてください。',
  'it is indented with a tab': 'タブで字下げされています',
  'a tag is not known here': '知られていないタグです',
  'something stands here that can’t stand here': 'ここに置けないものがあります',
  'Look for a colon, a quote or a bracket too many, or put the value in quotes.':
    '余分なコロン・引用符・括弧がないか確認するか、値を引用符で囲んでください。',
  'its aliases unfold to too much': 'エイリアスを展開すると大きすぎます',
  'Write the value out: no anchors, aliases, tags or directives are needed here.':
    '値をそのまま書いてください。アンカー、エイリアス、タグ、指示文は必要ありません。',
  'names this text; a text that changes gets another': 'この本文の名前。内容を変えたら別の名前にします',
  'form of the file': 'ファイルの形式',
  'what holds for rules that say nothing else': 'ほかに指定のないルールに使う値',
  'mode of rules that name none': 'mode を書かないルールの動作',
  'span of rules that name none': 'for を書かないルールの期間',
  'codes that a customer may see, each with the words that go with it':
    '顧客に見せてよいコードと、それぞれに添える文',
  'how customers appeal, and what holds meanwhile': '顧客の異議申し立ての方法と、その間の扱い',
  'where a customer appeals': '顧客が異議を申し立てるアドレス',
  'whether decisions stay in force while an appeal is open':
    '異議申し立ての間、決定を有効のままにする (keep) か、解く (release) か',
  'how many people it takes': '必要な人数',
  'people that it takes, who asks among them, to enforce a step on a campaign or to change this policy; API keys are nobody':
    'キャンペーンへの対処の実施、またはこのポリシーの変更に必要な人数。依頼者を含み、API キーは数えません',
  'mildest step that it takes them for': 'その人数が必要になる最も軽い対処',
  'accounts and organisations that no rule reaches': 'どのルールの対象にもしないアカウントと組織',
  'id of the account, as in the log': 'アカウントの ID（ログのとおり）',
  'id of the organisation, as in the log': '組織の ID（ログのとおり）',
  'why it is exempt': '適用免除の理由',
  'last day, UTC': '最終日（UTC）',
  'who is done what to; the hardest step that is enforced wins':
    '誰に何を行うか。実施されるもののうち最も重い対処が優先されます',
  'what decisions call the rule; a percentage is drawn by it':
    'ルールの名前。決定に記され、割合の抽出にも使われます',
  'why there is such a rule, for reviewers': 'このルールがある理由（確認する人向け）',
  'whom it is about: all that are named must hold; of a list, one':
    '対象の条件。書いたものすべてが当てはまること。一覧はどれか一つ',
  'the rule spares whom these hold for': 'これらに当てはまるアカウントは対象にしません',
  'the reason to act below the bounds of confidence that rules have by themselves':
    'ルールがもともと持つ確かさの下限を下回って対処する理由',
  'shadow counts and does nothing': 'shadow は数えるだけで何もしません。enforce は実施します',
  'enforced on a share first; as it grows, nobody leaves it':
    'まず一部にだけ実施します。割合を広げても、対象から外れる人はいません',
  'share that it is enforced on; the rest stays in shadow': '実施する割合。残りはシャドーのままです',
  'what is drawn': '抽出する単位',
  'whom the gateway is told of: accounts, their keys, or addresses that nobody outside the campaign uses':
    'ゲートウェイに知らせる対象：アカウント、そのキー、またはキャンペーン以外の誰も使わないアドレス',
  'how long a decision lasts': '決定の期間',
  'code that the customer may see, of those under reasons': '顧客に見せてよいコード。reasons にあるもの',
  'nothing is done; it is counted': '何もせず、数えます',
  'a word goes with the request': 'リクエストに語を添えます',
  'so many requests a minute pass': '1 分間に通すリクエストの数を制限します',
  'another model, fewer tokens, hidden reasoning withheld, log probabilities off':
    '別のモデル、少ないトークン、隠れた推論と対数確率の除去',
  'refused until the customer has shown who they are, at an address':
    '顧客が指定のアドレスで本人確認を終えるまで拒否します',
  refused: '拒否します',
  'word that goes with the request to what stands behind the gateway':
    'ゲートウェイの後ろに渡す、リクエストに添える語',
  'requests a minute that pass': '1 分間に通すリクエストの数',
  'tokens a minute, for gateways that count': '1 分間のトークン数（数えるゲートウェイ向け）',
  'whose rate it is': '誰の上限か：account は各アカウント、campaign は全体で',
  'model that answers instead': '代わりに応答するモデル',
  'greatest max_tokens': 'max_tokens の上限',
  'hidden reasoning and its summary are not sent': '隠れた推論とその要約を送りません',
  'log probabilities are not sent': '対数確率を送りません',
  'where customers show who they are': '顧客が本人確認を行うアドレス',
  'lowest value that holds': '当てはまる最小の値',
  'highest value that holds': '当てはまる最大の値',
  'ids or names of campaigns': 'キャンペーンの ID または名前',
  'verdict of the campaign': 'キャンペーンの判定',
  'what the campaign does now': 'キャンペーンの現在の状態',
  'probability of the campaign': 'キャンペーンの確率',
  'false discovery rate at which the campaign would just be accused':
    'キャンペーンがちょうど認定される偽発見率',
  'probability that the account belongs to the campaign': 'アカウントがキャンペーンに属する確率',
  'share of the account’s exchanges that are the campaign’s':
    'アカウントのリクエストのうち、キャンペーンのものの割合',
  'accounts of the campaign': 'キャンペーンのアカウント数',
  'exchanges of the account that are the campaign’s': 'アカウントのリクエストのうち、キャンペーンのものの数',
  'tokens in and out of the account in the log, of all that it sent':
    'ログにあるアカウントの入出力トークンの合計',
  'a way in that the account used: api, subscription, bedrock, …':
    'アカウントが使った経路：api、subscription、bedrock など',
  'commercial tier of the account; none when it has none': 'アカウントの料金区分。ないときは none',
  'program of the account: education, research, startup; none':
    'アカウントのプログラム：education、research、startup。ないときは none',
  'what the owner declared: evaluation, reseller, synthetic-data, …; none':
    '所有者の申告：evaluation、reseller、synthetic-data など。ないときは none',
  'organisation of the account; none': 'アカウントの組織。ないときは none',
  'What is done about campaigns: one reviewed file': 'キャンペーンへの対応を定める、確認済みの一つのファイル',
} as const
