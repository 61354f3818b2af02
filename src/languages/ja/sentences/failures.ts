// 失敗の内容と、次に行うこと。
export const failures = {
  '{0} holds no analysis': '{0} には分析がありません',
  '{0} knows no campaign “{1}”': '{0} にキャンペーン「{1}」はありません',
  'the newest analysis knows no campaign “{0}”': '最新の分析にキャンペーン「{0}」はありません',
  '{0} has no account “{1}”': '{0} にアカウント「{1}」はありません',
  'a split needs accounts on both sides, and at most {0} that are named':
    '分割では両側にアカウントが必要です。指定できるのは {0} 件までです',
  'a name has at most {0} characters and none that cannot be seen':
    '名前は {0} 文字までで、目に見えない文字は使えません',
  '“{0}” is the name of a campaign already': '「{0}」はすでにキャンペーンの名前です',
  '“{0}” has ended': '「{0}」は期限が切れています',
  '{0} stands behind “{1}” already': '{0} はすでに「{1}」に関わっています',
  '{0} knows another text as version {1}': '{0} では、版 {1} は別の内容です',
  'these rules would be enforced and were never in shadow here: {0}':
    '次のルールは、シャドーを経ずに実施されることになります: {0}',
  '“{0}” can’t be an act’s id, or is one': '「{0}」は対処の ID にできないか、すでに使われています',
  '“{0}” is about another campaign': '「{0}」は別のキャンペーンに関するものです',
  '“{0}” is no reason of the policy in force': '「{0}」は有効なポリシーの理由にありません',
  'Give one of: {0}.': '次のいずれかを指定してください: {0}',
  'Did you mean “{0}”?': '「{0}」ではありませんか？',
  'no such act “{0}” is known ({1})': '対処「{0}」はありません（{1}）',
  '“{0}” was undone, settled or replaced before': '「{0}」はすでに取り消し、決着、または置き換えられています',
  '“{0}” is no span of time up to a year': '「{0}」は一年以内の期間ではありません',
  'this can’t be done: {0} {1}': '実行できません: {0} {1}',
  'line {0} of {1} does not follow from the line before: it was changed, or lines were taken out or put in':
    '{1} の {0} 行目が前の行と連続していません。書き換え、または行の削除や追加があります',
  'the thread that analyses ended by itself: {0}': '分析のスレッドが終了しました: {0}',
  'the key is not for this: it needs the scope {0}': 'このキーでは行えません。スコープ {0} が必要です',
  'your role is not for this: it needs the scope {0}': '現在の役割では行えません。スコープ {0} が必要です',
  'there is nothing at {0} {1}': '{0} {1} には何もありません',
  'the key is not known': 'このキーは登録されていません',
  'the key is revoked': 'このキーは失効しています',
  'the key is expired': 'このキーは期限が切れています',
  'something unexpected went wrong: {0}': '予期しない問題が起きました: {0}',
  'the {0} is not as it should be at {1}: {2}': '要求の {0} のうち {1} が正しくありません: {2}',
  'the {0} is not as it should be: {1}': '要求の {0} が正しくありません: {1}',
  'nothing of that id waits: {0}': 'この ID の送信待ちはありません: {0}',
  '{0} is being sent at the moment': '{0} はちょうど送信中です',
  '{0} is known to the provider, but has no role here: no value of the claim {1} gives one':
    '{0} は認証サービスに登録されていますが、ここでの役割がありません。クレーム {1} の値に対応する役割がありません',
  'the sign-in does not count: {0}': 'サインインは認められませんでした: {0}',
  'the identity provider {0} does not answer: {1}': '認証サービス {0} が応答しません: {1}',
  'nothing is known of {0}': '{0} については何も分かっていません',
  'no analysis {0} was asked for since the service started':
    'サービスの起動後、分析 {0} は依頼されていません',
  'what was to be kept ({0}) could not be written to disk: {1}':
    '記録する内容（{0}）をディスクに書き込めませんでした: {1}',
  'cannot read {0}: {1}': '{0} を読めません: {1}',
  'there is no kind “{0}” to keep back': '「{0}」という種類はありません',
  'Name some of {0} with --redact.': '{0} から選んでください。',
  'the newest analysis of {0} knows no campaign “{1}”': '{0} の最新の分析にキャンペーン「{1}」はありません',
  '{0} is accused of nothing: nothing of it is shared, not as a suspicion either: {1}':
    '{0} は認定されていないため共有しません。疑いとしても共有しません: {1}',
  '{0} is accused of nothing: nothing of it is shared': '{0} は認定されていないため共有しません',
  '“{0}” explains it': '「{0}」で説明できます',
  'it has fewer than three accounts': 'アカウントが三件未満です',
  'it does not ask for training material': '訓練素材を求めていません',
  'its accounts act as different people do': 'アカウントの動きは、別々の人のものと変わりません',
  'its own evidence comes to {0} bits, and {1} are asked for':
    '手元の証拠は {0} ビットで、必要な {1} ビットに足りません',
  '{0} may read no collection of the file': '{0} が閲覧できるコレクションは設定にありません',
  '{0} may read no collection “{1}” of the file': '{0} が閲覧できるコレクション「{1}」は設定にありません',
  'Name one of {0} with --collection.': '{0} から選んでください。',
  'the disk that holds the temporary directory {0} is full':
    '一時フォルダー {0} のあるディスクに空きがありません',
  'Run `stillwatch analyze INPUT… --store` with it first.':
    '先に `stillwatch analyze INPUT… --store` を実行してください。',
  'Run `stillwatch campaigns list --store` with it to see those it knows.':
    '`stillwatch campaigns list --store` で一覧を確認してください。',
  'no words were given': '説明がありません',
  'Say why in a sentence, for who asks later.': '後で確認する人のために、理由を一文で書いてください。',
  'a campaign cannot be merged with itself': 'キャンペーンを自分自身と統合することはできません',
  'Name the other campaign.': '相手のキャンペーンを指定してください。',
  'GET /v1/campaigns lists those that it knows.': 'キャンペーンの一覧を確認してください。',
  'Name accounts of this campaign, as its list has them.':
    'このキャンペーンの一覧にあるアカウントを指定してください。',
  'Name the smaller side.': '小さいほうの側を指定してください。',
  'Choose a shorter or plainer one.': 'もっと短い、または単純な名前にしてください。',
  'Choose another name.': '別の名前にしてください。',
  'Propose it again.': 'もう一度提案してください。',
  'an API key can’t approve: it is not known which person holds it':
    'API キーでは承認できません。誰のものか分からないためです',
  'Somebody else who may act has to sign in and approve it.':
    '対処の権限がある別の人がサインインして承認する必要があります。',
  'Give the changed policy a version of its own; decisions name it.':
    '変更したポリシーには新しい版名を付けてください。決定に版名が記録されます。',
  'Put them in force with mode: shadow first and look at what they would do, or add --without-shadow.':
    'まず mode: shadow で有効にして結果を確認してください。',
  'Ask for another preview.': 'プレビューをやり直してください。',
  'Name the act on this campaign whose stage is to change.':
    'このキャンペーンの、段階を変える対処を指定してください。',
  'Run `stillwatch act list --store …`, or GET /v1/acts, to see them.':
    '「対処」のページで一覧を確認してください。',
  'Run `stillwatch act list --store …`, or GET /v1/acts, to see by whom and why.':
    '誰がなぜ行ったかは「対処」のページで確認できます。',
  'Write it as 12h, 7d or 2w.': '12h、7d、2w のように書いてください。',
  'Add --help to see what each step takes: throttle needs a rate, tag a word, step-up an https address.':
    '手段ごとに必要な項目があります。制限には回数、タグ付けには語、追加確認には https のアドレスが必要です。',
  'Correct these lines; docs/respond.md tells what a policy may say, and `stillwatch policy default` prints one.':
    '示された行を直してください。書き方は docs/respond.md にあります。',
  'Compare the file with a copy from before; what stands above that line is as it was written.':
    '以前の控えと比べてください。その行より上は書かれたときのままです。',
  'the service is stopping': 'サービスを停止しています',
  'Ask again when it is back.': '再開後にもう一度試してください。',
  'the store is not open': 'ストアが開いていません',
  'Try again in a moment.': 'しばらくしてから再試行してください。',
  'the engine is not there at the moment': 'エンジンが現在動いていません',
  'It is started again by itself; try again in some seconds.':
    '自動で再起動します。数秒後に再試行してください。',
  'what was found is not known yet: the store did not open since the service started':
    '結果はまだ分かりません。サービスの起動後、ストアがまだ開いていません',
  'Try again in a moment; GET /readyz says when it is there.': 'しばらくしてから再試行してください。',
  'nothing was analysed yet': 'まだ分析されていません',
  'Wait for the schedule, or ask for an analysis with POST /v1/analyses.':
    '次の定時分析を待つか、分析を依頼してください。',
  'a page of another site may not do this': '別のサイトのページからは実行できません',
  'Name its origin with --cors-origin, if it is yours.':
    '自分のサイトであれば --cors-origin で指定してください。',
  'the request carries no key': '要求にキーがありません',
  'Send one as Authorization: Bearer KEY.': 'サインインし直すか、キーを入力してください。',
  'Ask the operator for another; `stillwatch keys create` makes one.':
    '管理者に新しいキーを依頼してください。`stillwatch keys create` で作成できます。',
  'more is being sent at this moment than the service may hold': '現在の送信量がサービスの上限を超えています',
  'Send it again after the time in Retry-After.': 'しばらくしてから送り直してください。',
  'Ask the operator for a key with that scope.': 'そのスコープのキーを管理者に依頼してください。',
  'Ask the operator for a role that has it; docs/serve.md lists them.':
    '必要な役割を管理者に依頼してください。役割は docs/serve.md にあります。',
  'more requests came than are allowed': '要求の回数が上限を超えました',
  'Wait for the time in Retry-After.': 'しばらく待ってください。',
  '/openapi.json lists what there is.': 'アドレスを確認してください。',
  'the body is no JSON': '本文が JSON ではありません',
  'Compare it with /openapi.json.': '/openapi.json と比べてください。',
  'the body is larger than this route takes': '本文が大きすぎます',
  'Send it in smaller pieces.': '小さく分けて送ってください。',
  'the body is not as long as it said': '本文の長さが宣言と異なります',
  'Send it again.': '送り直してください。',
  'If it repeats, report it with this message.': '繰り返す場合は、この内容を添えて報告してください。',
  'If this repeats, report it with this message.': '繰り返す場合は、この内容を添えて報告してください。',
  'more came than are answered in this time': 'この時間に応答できる数を超えました',
  'others are being answered at this moment': '現在ほかの要求に応答しています',
  'It may have been sent meanwhile: load the list again.':
    'すでに送信された可能性があります。一覧を読み込み直してください。',
  'Try again in a minute.': '一分ほどしてから再試行してください。',
  'the identity provider was not found yet': '認証サービスがまだ見つかりません',
  'this service has no identity provider': 'このサービスには認証サービスが設定されていません',
  'Use the link that was shown when it started.': '起動時に表示されたリンクを使ってください。',
  'the session has ended': 'セッションが終了しました',
  'Sign in again.': 'サインインし直してください。',
  'Ask the operator to put you into a group that --oidc-roles names, and sign in again.':
    '--oidc-roles で指定されたグループへの追加を管理者に依頼し、サインインし直してください。',
  'Sign in again; if it repeats, show this message to the operator.':
    'サインインし直してください。繰り返す場合は、この内容を管理者に見せてください。',
  'Check --oidc-issuer, and that this machine reaches it.':
    '--oidc-issuer と、この機器からの接続を確認してください。',
  'Check the id; it is as in the log.': 'ID がログのとおりか確認してください。',
  'Check the id; it is as in the log. To exempt an account before its first request, say that it is not known yet: `unknown`, or --unknown.':
    'ID を確かめてください。ログにあるとおりの ID です。最初のリクエストの前に適用免除とするには、まだ知られていないことを `unknown` または --unknown で示してください。',
  'GET /v1/analyses lists those that were.': '依頼された分析の一覧を確認してください。',
  'what this is drawn from was not kept with the analysis':
    '図のもとになるものがこの分析では保存されていません',
  'Ask for a whole analysis; it keeps what is drawn.': '全体分析を依頼すると保存されます。',
  'people can’t sign in to this service': 'このサービスではサインインできません',
  'Use a key, or start the service with --sign-in.':
    'キーを使うか、--sign-in を付けてサービスを起動してください。',
  'the link is not the one that was printed, was used before, or is too old':
    'リンクが表示されたものと異なるか、使用済みか、期限切れです',
  'Start the service again; it prints another.': 'サービスを起動し直すと、新しいリンクが表示されます。',
  'this browser began no such sign-in, or began it too long ago':
    'このブラウザーで始めたサインインではないか、時間が経ちすぎています',
  'Sign in again, in one window, and let the browser keep cookies of this address.':
    '一つのウィンドウでサインインし直し、このアドレスの Cookie を許可してください。',
  'the address to go to afterwards is none of this service':
    'サインイン後の移動先がこのサービスのものではありません',
  'Give a path, or name the origin with --cors-origin.':
    'パスを指定するか、--cors-origin でオリジンを指定してください。',
  'too many probes are in force': '有効なプローブが多すぎます',
  'Wait until they end, which takes two minutes at most.': '終わるまで待ってください。最長で二分です。',
  'the community key in the body is none': 'コミュニティー鍵の形式ではありません',
  'Send what `stillwatch share key` prints.': '`stillwatch share key` の出力を入力してください。',
  'what a client is given stands in the file of collections, and the service was given none':
    '利用者に渡す内容はコレクションの設定にありますが、サービスは設定なしで起動されています',
  'Start it with --taxii FILE; docs/taxii.md shows one.':
    '--taxii FILE を付けて起動してください。書き方は docs/taxii.md にあります。',
  'there is nothing at this address of TAXII': 'この TAXII のアドレスには何もありません',
  'Begin at /taxii2/.': '/taxii2/ から始めてください。',
  'nothing is offered by TAXII here': 'ここでは TAXII で何も提供していません',
  'Its operator names a file of collections with --taxii.':
    '管理者が --taxii でコレクションの設定を指定します。',
  'this service makes no sample traffic': 'このサービスではサンプルを作成できません',
  'Send exchanges of your own.': '自分のリクエストを送ってください。',
  'the store holds exchanges already, and sample traffic would be mixed with them':
    'ストアにはすでにリクエストがあり、サンプルと混ざります',
  'Start a service on an empty directory with --store to see sample traffic.':
    '空のフォルダーを --store に指定してサービスを起動してください。',
  'Nothing was done. Do it again when the disk has space and works.':
    '何も行われていません。ディスクを確認してからやり直してください。',
  'Share campaigns with the verdict distillation or coordinated: `stillwatch campaigns list` shows them.':
    '判定が「蒸留」または「協調」のキャンペーンを選んでください。',
  'It may be told as a suspicion to a community that agreed on it: --suspects.':
    '合意のあるコミュニティーには、疑いとして共有できます（--suspects）。',
  'Put the name of its key into a list.': 'そのキーの名前を一覧に加えてください。',
  'Set TMPDIR to a directory on a disk with more space, or keep fingerprints on one with --store, then run the same command.':
    'TMPDIR を空きのあるディスクに設定するか、--store で別のディスクを指定して、やり直してください。',
} as const
