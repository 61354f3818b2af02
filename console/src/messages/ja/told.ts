// 顧客が読む内容の文章（「対処」と「アカウント」のページ）。
export const told = {
  'told.title': '顧客が読む内容',
  'told.titleSays': 'この対処でゲートウェイが返す応答です。検出方法は伝えません。',
  'told.inShadow': 'シャドーでは誰にも何も伝えません。実施すると次のとおりです。',
  'told.refused': 'すべてのリクエストを、次の文で拒否します。',
  'told.limited': '上限を超えたリクエストを、次の文で拒否します。',
  'told.changed': '応答の内容を減らします。顧客には何も伝えません。',
  'told.passed': 'リクエストはこれまでどおり通ります。顧客には何も伝えません。',
  'told.noWords':
    'コード `{code}` の文がありません。有効なポリシーの `reasons` に書かれていないため、顧客は決まった短い文だけを読みます。',
  'told.suggested': '標準ポリシーの文：「{words}」',
  'told.adopt': 'ポリシーに文を書いて有効にする',
  'told.noAppeal': '異議申し立て先は伝えません。有効なポリシーにそのアドレスがありません。',
  'told.nameOne': 'アドレスを決める',
  'told.appeal': '文の中で異議申し立て先を伝えます：{url}',
  'told.appealUnsaid': '異議申し立て先 {url} は、停止のときだけ伝えます。',
  'told.form': '応答の形式',
  'told.form.openai': 'OpenAI 形式',
  'told.form.anthropic': 'Anthropic 形式',
  'told.form.gateway': 'Envoy・nginx',
  'told.answer': '応答',
  'told.others':
    'API 独自の形式はプロキシの応答です。LiteLLM は 400、Portkey は 446 で同じ文を返します（ほかの番号を使えないため）。',
  'told.wait':
    '待ち時間は、上限に達した直後の値です。API 独自の形式はプロキシの応答で、LiteLLM は 400、Portkey は 446 で同じ文を返します。',
  'account.toldNow': '{step}・実施中・{code}',
  'account.wouldBeTold': '{step}・シャドー・{code}：実施した場合に伝える内容',
  'effect.what': '内容',
  'effect.shadowFirst': '誰にも影響はなく、記録して数えるだけです。実施すると次のとおりです。',
  'effect.observe': '何もせず、数えます。',
  'effect.tag': '各リクエストに「{tag}」という語を添えて、ゲートウェイの後ろに渡します。',
  'effect.throttle.account': 'アカウントごとに毎分 {rate} リクエストまで通し、超えた分は 429 で拒否します。',
  'effect.throttle.campaign':
    '全アカウント合わせて毎分 {rate} リクエストまで通し、超えた分は 429 で拒否します。',
  'effect.degrade': '応答の内容を減らします：{with}。',
  'effect.degrade.model': '{model} が応答',
  'effect.degrade.tokens': '{tokens} トークンまで',
  'effect.degrade.reasoning': '隠れた推論なし',
  'effect.degrade.logprobs': '対数確率なし',
  'effect.step-up': '顧客が本人確認を終えるまで、すべてのリクエストを拒否します。',
  'effect.suspend': 'すべてのリクエストを拒否します。',
  'effect.whom': '対象',
  'effect.now': '現在このキャンペーンにある {total} アカウントのうち {count} 件。',
  'effect.rest': 'さらに {shadow} 件はシャドーです。',
  'effect.left': '対象外：適用免除 {exempt}、確かさ不足 {unsure}、同等以上の対処がすでに有効 {harder}。',
  'effect.later': '新しいアカウント',
  'effect.laterSays':
    '後から加わるアカウントも、分析で見つかるか新しい仲間と認識され次第、終了まで同じ割合で対象になります。',
  'effect.honest': '正当な利用',
  'effect.honestNone': '{from} から {to} の間に、対象のアカウントはほかに何も送信していません。',
  'effect.honestSome': {
    other:
      '対象のうち {count} 件は、{from} から {to} の間に、ほかに {exchanges} リクエストを送信しています。キーを盗まれた顧客の利用にも影響します。',
  },
  'effect.ends': '終了',
  'effect.endsSays': '{at} に自動で終わります。',
  'effect.short':
    '{total} アカウント中 {count} 件、{at} まで。うち他の利用もあるもの：{mixed} 件。取り消すと直ちに解除されます。',
  'effect.back': '元に戻すには',
  'effect.backSays':
    'ここか「これまでの対処」の「取り消す」で、全員から直ちに解除されます。その間に拒否したリクエストは再送されません。',
} as const
