// モデルの公開と公の出来事に関する文章。
export const events = {
  'events.title': 'モデルの公開と公の出来事',
  'events.says':
    'このログの期間に誰でも知り得たことです。モデルはログに初めて現れたもの、その他は運用者が記録したものです。いずれも証拠にはなりません。',
  'events.none': 'このログの期間に公開されたモデルや公の出来事は知られていません。',
  'events.noFile': '発表・価格・規約・開示などはファイルから表示します（docs/console.md）：',
  'events.wholeDay': '終日（UTC）',
  'events.when': '日時',
  'events.what': '内容',
  'events.first-asked': '初回のリクエスト',
  'events.release': '公開',
  'events.price': '価格',
  'events.policy': '規約',
  'events.disclosure': '開示',
  'events.outage': '障害',
  'events.other': 'その他',
} as const
