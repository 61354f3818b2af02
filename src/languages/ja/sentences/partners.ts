// 提携先のサーバーと、その内容に関する文章。
export const partners = {
  '{0} sendings wait already': '送信待ちがすでに {0} 件あります',
  'what waits to be sent can’t be read or written in {0}: {1}': '{0} の送信待ちを読み書きできません: {1}',
  'what was published can’t be read or written in {0}: {1}': '{0} の公開の記録を読み書きできません: {1}',
  'the server has not said yet what became of {0} objects':
    '相手のサーバーは {0} オブジェクトの結果をまだ返していません',
  'the server refuses {0} objects': '相手のサーバーが {0} オブジェクトを拒否しています',
  'the server says that {0} objects failed and doesn’t say which':
    '相手のサーバーは {0} オブジェクトが失敗したと答えましたが、どれかを示していません',
  'it is no collection: name one, …/collections/ID/':
    'コレクションではありません。…/collections/ID/ の形で指定します',
  'you may not add to the collection “{0}” at {1}': '{1} のコレクション「{0}」には書き込めません',
  '{0} is no address of a collection': '{0} はコレクションのアドレスではありません',
  'it is no status, so that nobody knows what became of the objects':
    'ステータスではないため、オブジェクトの結果が分かりません',
  'nobody has tried yet': 'まだ送信を試みていません',
  '{0} stands in it twice': '{0} が二回書かれています',
  'the file of partners names no {0}': '提携先ファイルに {0} はありません',
  '{0} can’t be read: {1}': '{0} を読めません: {1}',
  '{0} holds no one secret on one line': '{0} に、一行の秘密がありません',
  'the file of partners {0} can’t be used: {1}': '提携先ファイル {0} を使用できません: {1}',
  '{0} lets you not read the collection “{1}”': '{0} のコレクション「{1}」の閲覧が許可されていません',
  '{0} has sent more than {1} objects': '{0} から {1} を超えるオブジェクトが届いています',
  'it says something else than the same version did before': '同じ版なのに、前回と内容が異なります',
  'it is marked {0}, and {1} is the most that you take': '区分は {0} ですが、受け取る上限は {1} です',
  'nobody signed it, and this partner’s objects must be signed':
    '署名がありません。この提携先のオブジェクトには署名が必要です',
  'it can’t be written down': '書き表せません',
  'it is longer than {0} characters': '{0} 文字を超えています',
  'it nests deeper than {0} levels': '入れ子が {0} 段を超えています',
  'it {0}': 'オブジェクトの不備：{0}',
  'is no text': '文字列ではありません',
  'is no id': 'ID ではありません',
  'is no time in UTC': 'UTC の時刻ではありません',
  'is no list': '一覧ではありません',
  'is no object': 'オブジェクトではありません',
  'is no whole number from 0 to 100': '0 から 100 の整数ではありません',
  'is neither true nor false': '真偽値ではありません',
  'has no type': '型がありません',
  'has no id': 'ID がありません',
  'has an id of another type than {0}': 'ID が {0} とは別の型のものです',
  'has no {0}': '{0} がありません',
  'has a {0} that {1}': '{0}：{1}',
  'ends before it begins': '終わりが始まりより前です',
  'was modified before it was created': '変更が作成より前です',
  'its extension holds none': '拡張に署名がありません',
  '{0} signed what the object says somebody else made': '{0} の署名ですが、オブジェクトの作成者は別です',
  'it leads to {0}, where credentials would go with the request':
    '{0} へ転送され、認証情報も渡ってしまいます',
  'it leads on and on': '転送が続きます',
  '{0} leads to {1}': '{0} は {1} へ転送されます',
  '{0} can’t be reached: {1}': '{0} に届きません: {1}',
  'it calls its answers “{0}”, not TAXII 2.1': '応答の種類が TAXII 2.1 ではなく「{0}」です',
  'it is no JSON ({0})': 'JSON ではありません（{0}）',
  'an answer is larger than {0} MB; a smaller page may do':
    '応答が {0} MB を超えています。ページを小さくするとよいかもしれません',
  'an answer is not UTF-8': '応答が UTF-8 ではありません',
  '{0} answers {1}': '{0} の応答は {1} です',
  '{0} answers {1}: {2}': '{0} の応答は {1} です: {2}',
  'what {0} answers can’t be used: {1}': '{0} の応答を使えません: {1}',
  '{0} shows no collection “{1}”; it shows {2}': '{0} にコレクション「{1}」はありません。あるのは {2} です',
  '{0} shows no collection “{1}”': '{0} にコレクション「{1}」はありません',
  'it does not say whether its collections may be read': 'コレクションを閲覧できるかどうかを示していません',
  'it says that {0} is at {1}; it is asked for at {2}':
    '{0} の場所を {1} としていますが、{2} に問い合わせます',
  'it forgets each page that it names': '示したページを毎回忘れます',
  'it forgot the page that it had named; the poll began again':
    '示したページを忘れたため、取得をやり直しました',
  'a page is no object': 'ページがオブジェクトではありません',
  'it does not say when objects were added: each poll reads the whole collection':
    '追加日時を示さないため、毎回コレクション全体を取得します',
  'it names a next page without saying that there is more': '続きがあるとせずに、次のページを示しています',
  'it sends the same page again and again': '同じページを繰り返し送ってきます',
  'it says that there is more and not where; what was left comes by its time':
    '続きがあるとしながら、場所を示しません。残りは日時で取得します',
  'a page nests deeper than 64 levels or has a name twice in an object':
    'ページの入れ子が 64 段を超えるか、同じ名前が二回あります',
  '{0} has no key {1}': '{0} に鍵 {1} はありません',
  '{0} revoked the key {1} on {2}': '{0} は鍵 {1} を {2} に失効させました',
  '{0}’s key {1} was not in use at {2}': '{0} の鍵 {1} は {2} には使われていませんでした',
  'it is no signature of the form HEADER..SIGNATURE by Ed25519':
    'Ed25519 による HEADER..SIGNATURE 形式の署名ではありません',
  'it is {0}’s, and the object says that it is {1}’s':
    '署名は {0} のものですが、オブジェクトは {1} のものとされています',
  'it is dated {0}, which is to come': '日付が未来（{0}）です',
  'the object is not what {0} signed': '{0} が署名した内容と異なります',
  'the signature doesn’t count: {0}': '署名が有効ではありません: {0}',
  'the object can’t be signed: {0}': 'オブジェクトに署名できません: {0}',
  'See `stillwatch share outbox`, and drop those whose partner is gone.':
    '送信待ちの一覧を確認し、相手のなくなったものを取りやめてください。',
  'Run as the user of the service, make room on the disk, or put the file that is damaged back from a copy.':
    'サービスの利用者で実行し、ディスクの空きを確保するか、壊れたファイルを控えから戻してください。',
  'Run as the user of the service, or put the file that is damaged back from a copy.':
    'サービスの利用者で実行するか、壊れたファイルを控えから戻してください。',
  'Ask its operator for the right to write, or name another with --to.':
    '書き込みの権限を相手に依頼するか、--to で別のコレクションを指定してください。',
  'Correct it; docs/received.md shows one.': '直してください。書き方は docs/received.md にあります。',
  'Ask the partner for the right to read it, or name another.':
    '閲覧の権限を提携先に依頼するか、別のコレクションを指定してください。',
  'Ask why; `stillwatch share received forget` removes what was kept of a partner.':
    '理由を確認してください。`stillwatch share received forget` で、保存した分を削除できます。',
  'Check the address and whether the server runs; the next poll goes on where this one ended.':
    'アドレスとサーバーの稼働を確認してください。次回は続きから取得します。',
  'Check the credentials in the file of partners, and ask the partner what they may read.':
    '提携先ファイルの認証情報を確認し、閲覧できる範囲を提携先に確認してください。',
  'The server is busy or ill; the next poll tries again.':
    'サーバーが混雑または不調です。次回に再試行します。',
  'Check address and collection in the file of partners.':
    '提携先ファイルのアドレスとコレクションを確認してください。',
  'Ask who runs the server; nothing of this answer was taken.':
    'サーバーの運用者に確認してください。この応答からは何も受け取っていません。',
  'Name one of those in the file of partners, by id, alias or title, or ask the partner for the right to read it.':
    '提携先ファイルに、ID・別名・題名のいずれかで指定するか、閲覧の権限を提携先に依頼してください。',
  'Take nothing from the object; ask the sender for it again, and for the newest key card if keys were changed.':
    'このオブジェクトは使わず、送り直しを依頼してください。鍵を替えた場合は最新の鍵カードも必要です。',
  'names neither a marking nor a language': '区分も言語も示していません',
  'it sends nothing at all where it has nothing': '何もないときに、空の応答を返します',
  'it has more pages than are read in one poll; the next one goes on there':
    '一度に読む数よりページが多いため、次回は続きから取得します',
  'the objects of a page are no list': 'ページのオブジェクトが一覧ではありません',
  'Put the file back, or make it readable for who sends; or drop the sending with `stillwatch share outbox drop` and publish again with another file.':
    'ファイルを戻すか、送信する利用者が読めるようにしてください。または送信を取りやめ、別のファイルで公開し直してください。',
  '{0} is asked in clear: whoever is on the way reads the credentials; name it by https://':
    '{0} への通信は暗号化されず、途中で認証情報を読まれます。https:// で指定してください',
} as const
