// 正当な説明が成り立つ理由・成り立たない理由と、認定に足りないもの。
export const judgement = {
  '{0}. 1 of the accounts stands in an accused campaign, which this does not clear it of':
    '{0}。アカウント 1 件は認定されたキャンペーンにも属しており、これによってその認定は消えません',
  '{0}. {1} of the accounts stand in an accused campaign, which this does not clear them of':
    '{0}。アカウント {1} 件は認定されたキャンペーンにも属しており、これによってその認定は消えません',
  '{0} of the accounts belong to one organisation{1}, which the provider can ask':
    'アカウントの {0} が一つの組織{1}に属しており、事業者が問い合わせることができます',
  ' (“{0}”)': '（「{0}」）',
  '{0} of the accounts use one organisation’s mail domain (“{1}”) with {2} payment instruments: one customer in the open':
    'アカウントの {0} が一つの組織のメールドメイン（「{1}」）を使い、支払い手段は {2} 件です。身元を明かしている一つの顧客です',
  'the largest organisation holds {0} of the accounts, the largest company mail domain {1}, and {2} payment instruments pay':
    '最大の組織がアカウントの {0} を、最大の企業メールドメインが {1} を占め、支払い手段は {2} 件です',
  '{0} of the accounts declared themselves as “{1}” and belong together openly':
    'アカウントの {0} が「{1}」と申告し、互いの関係を明らかにしています',
  '{0} declared a purpose, not openly as one owner':
    '{0} が用途を申告していますが、一つの所有者であるとは明らかにしていません',
  'no account declared a purpose': '用途を申告したアカウントはありません',
  '{0} of the accounts are enrolled in “{1}”, {2} through one institution or place, and they behave like different people':
    'アカウントの {0} が「{1}」に登録され、{2} が一つの機関または場所を通じており、別々の人のように振る舞っています',
  'the members do not differ as people do': 'メンバーどうしに、人と同じような違いがありません',
  'enrolled in one programme, but from no common institution or place':
    '一つのプログラムに登録されていますが、共通の機関や場所がありません',
  'no common programme (largest {0})': '共通のプログラムはありません（最大で {0}）',
  'each text was sent {0} times and asks for nothing to train on: probes, monitors and programs that are tried out repeat themselves, a teacher is asked once':
    '同じ文面が平均 {0} 回ずつ送られ、訓練に使えるものを求めていません。動作確認や監視、試用中のプログラムは繰り返しますが、教師モデルへの問いは一度だけです',
  'the texts are not known': '文面が分かりません',
  'each text was sent {0} times, which is no monitor’s way, or it asks for training material':
    '同じ文面の送信は平均 {0} 回で監視の挙動ではないか、訓練素材を求めています',
  '{0} accounts around one card, address or domain are a household or a small firm':
    '一つのカード・アドレス・ドメインを囲むアカウント {0} 件は、家庭または小規模企業です',
  'no card, address or domain joins more than {0} of the accounts, nothing but those binds them, and they {1}: several households or small firms':
    'どのカード・アドレス・ドメインも {0} 件を超えるアカウントを結び付けず、ほかに結び付けるものもなく、{1}。複数の家庭または小規模企業です',
  'behave like different people': '別々の人のように振る舞っています',
  'show nothing of one hand': '同一主体を示すものがありません',
  'nothing of a household is shared': '家庭に特有の共有はありません',
  '{0} accounts are more than a household': 'アカウント {0} 件は一つの家庭を超えています',
  'the accounts share a network exit (a carrier, campus, office or VPN) and no card, throw-away mail, reference or text of their own, and their behaviour does not speak for one hand ({0} bits)':
    'アカウントはネットワークの出口（通信事業者・大学・職場・VPN）を共有していますが、カード・使い捨てメール・参照・固有の文面は共有しておらず、行動は同一主体を示しません（{0} ビット）',
  'they share more than a network': 'ネットワーク以外のものも共有しています',
  'no common exit': '共通の出口はありません',
  'behaviour speaks for one hand ({0} bits), or the members signed up together, behind {1}':
    '{1}の内側で、行動が同一主体を示すか（{0} ビット）、メンバーが一斉に登録しています',
  'the one exit': '一つの出口',
  'the common exit': '共通の出口',
  'customers of one platform share its hosts, its client and its clock; they signed up and pay apart ({0} bits), and nothing shows that what they send was dealt from one list ({1} bits)':
    '一つのプラットフォームの顧客は、そのホスト・クライアント・時計を共有します。登録と支払いは別々で（{0} ビット）、送信内容が一つの一覧から配分された形跡はありません（{1} ビット）',
  'more than a platform joins them: sign-ups and cards with {0} bits, content with {1}':
    'プラットフォーム以外にも結び付きがあります：登録とカードが {0} ビット、内容が {1} ビット',
  'no common hosts and client of a platform': 'プラットフォームに共通のホストとクライアントがありません',
  'the accounts were opened or connect together, but no card, throw-away mail or reference joins them, and {0}: people brought together by an event, a course or a place':
    'アカウントは一緒に開設されたか同じ場所から接続していますが、カード・使い捨てメール・参照による結び付きはなく、{0}。催しや講座、場所によって集まった人々です',
  'they ask the same few things, each for itself, where one hand would ask once':
    '同じ少数のことをそれぞれが個別に問うています（同一主体なら一度で済みます）',
  'each keeps its own words and ways of working': 'それぞれ固有の語句と使い方を保っています',
  'more than a place or a day joins them, or their words and ways of working are not their own':
    '場所や日付以外にも結び付きがあるか、語句や使い方がそれぞれ固有のものではありません',
  'the accounts were neither opened together nor do they connect together':
    'アカウントは一緒に開設されても、同じ場所から接続してもいません',
  'independent owners use one tool or text: nothing else binds them ({0} bits){1}':
    '独立した所有者が一つのツールまたは文面を使っています。ほかに結び付けるものはありません（{0} ビット）{1}',
  ', and they behave or word things like different people': '。行動や語句は別々の人のものです',
  ', it does not ask for training material, and what they do with it is theirs':
    '。訓練素材は求めておらず、使い方もそれぞれのものです',
  'more than the text binds them ({0} bits)': '文面以外にも結び付きがあります（{0} ビット）',
  'strangers who use one tool would differ: behaviour speaks for one hand with {0} bits, wording with {1}{2}':
    '同じツールを使う他人どうしなら違いが出るはずです。行動が {0} ビット、語句が {1} ビット、同一主体を示しています{2}',
  ', and the text asks for training material': '。文面は訓練素材を求めています',
  'members keep their own hours, sittings, lengths and languages ({0} bits)':
    'メンバーはそれぞれ固有の時間帯・利用のまとまり・長さ・言語を保っています（{0} ビット）',
  'behaviour speaks for one hand ({0} bits)': '行動が同一主体を示しています（{0} ビット）',
  'behaviour speaks only weakly for different people ({0} bits)':
    '行動が別々の人を示す度合いは弱いものです（{0} ビット）',
  'one hand may have opened the accounts, but different people use them: they keep their own hours and sittings ({0} bits) and their own words ({1}), and ask for nothing to train on':
    'アカウントを開設したのは同一主体かもしれませんが、使っているのは別々の人です。それぞれ固有の時間帯と利用のまとまり（{0} ビット）、固有の語句（{1} ビット）を保ち、訓練に使えるものを求めていません',
  'what the accounts do is not different people’s both in manner ({0} bits) and in words ({1}), or it asks for training material':
    'アカウントの使い方は、様式（{0} ビット）と語句（{1} ビット）の両方で別々の人を示してはいないか、訓練素材を求めています',
  'of as many groups as were looked at some are as alike by chance: the false discovery rate would be {0}':
    '調べたグループの数を考えると、偶然でもこの程度に似るものがあります。認定した場合の偽発見率は {0} です',
  'it has {0} independent owners, and fewer than {1} are not accused':
    '独立した所有者は {0} 人で、{1} 人に満たないグループは認定しません',
  'it sent {0} requests, and of fewer than {1} what would clear it can’t be counted':
    'リクエストは {0} 件で、{1} 件に満たないと除外の根拠を数えることができません',
  'the evidence comes to {0} bits, and {1} would accuse':
    '証拠は {0} ビットで、認定には {1} ビットが必要です',
  'what shows one hand comes to {0} bits without the purpose, and {1} would accuse':
    '目的を除いて同一主体を示すものは {0} ビットで、認定には {1} ビットが必要です',
  'the purpose is not shown, and what binds the accounts comes to {0} bits where {1} would accuse':
    '目的が示されておらず、アカウントを結び付けるものは {0} ビットで、認定には {1} ビットが必要です',
  'its work looks dealt from one list, as that of strangers with one text does: the accounts act or word things as different people do, and what joins them beside the text comes to {0} bits where {1} would accuse':
    '作業は一つの一覧から配られたように見えますが、同じ文面を使う他人同士でもそう見えます。アカウントの振る舞いや言葉遣いは別々の人のもので、文面以外の結び付きは {0} ビットです。認定には {1} ビットが必要です',
  'a partner points at it, and not all of it does a campaign’s work here: enough requests for training material from nearly every owner, and a text that few others send':
    'パートナーが指し示していますが、その全体がここでキャンペーンの作業をしているわけではありません。ほぼすべての所有者が学習用素材を十分に求め、共通のテキストを送る者がほかにほとんどいないことが必要です',
  'a partner points at it, and {0} of {1} accounts stand in groups that were cleared for what they are before anybody pointed at them':
    'パートナーが指し示していますが、{1} アカウント中 {0} アカウントは、指し示される前に素性によって除外されたグループに属しています',
} as const
