// 「ポリシー」のページの文章。
export const policy = {
  'nav.policy': 'ポリシー',
  'policy.title': 'ポリシー',
  'policy.says':
    'キャンペーンへの対応は、確認済みの一つのファイルから決まります。有効にする前にここで変更を確認してください。すべての版が残ります。',
  'policy.inForce': '有効な版：{version}',
  'policy.none':
    '有効なポリシーはありません。人が行った対処のみが実施されます。エディターには、すべてシャドーの標準ポリシーが入っています。',
  'policy.editor': 'ファイル',
  'policy.editorSays': 'stillwatch policy check が読む YAML です。内容を変えたら新しい版名が必要です。',
  'policy.text': 'ポリシーの本文',
  'policy.review': '確認する',
  'policy.backtest': '過去で試す',
  'policy.before': '現在の本文を確認して誤りがないこと、そして理由の記入が必要です。',
  'policy.adopt': '有効にする',
  'policy.propose': '提案する',
  'policy.reviewTitle': '変更による影響',
  'policy.reviewFirst': '「確認する」を押すと、誤り、変更点、各ルールの対象が表示されます。',
  'policy.mistakes': { other: '誤り {count} 件' },
  'policy.place': '{line} 行 {column} 桁',
  'policy.changed': '有効なポリシーとの違い',
  'policy.unchanged': '有効なポリシーと同じ内容です。',
  'policy.what.rule': 'ルール {name}',
  'policy.what.exemption': '適用免除 {name}',
  'policy.what.reason': '理由 {name}',
  'policy.what.setting': '設定 {name}',
  'policy.added': '追加',
  'policy.removed': '削除',
  'policy.changedOne': '変更',
  'policy.hits': '各ルールの対象',
  'policy.hitsSays':
    '最新の分析では、実施 {enforced}、シャドー {shadow}、対象外 {none} アカウント。除外されたグループからは {cleared}。',
  'policy.rule': 'ルール',
  'policy.backtestTitle': '過去に当たったはずのもの',
  'policy.backtestSays': {
    other:
      '保存されている {count} 回の分析の時点で有効だったと仮定しています。見つかったと知ったキャンペーンは行動を変えるため、過去の検証は甘めに出ます。',
  },
  'policy.backtestNothing':
    'その後、このポリシーの決定に当たるものはありませんでした。分析が一回だけのときは、過去を検証できません。',
  'policy.versions': '版の履歴',
  'policy.version': '版',
  'policy.open': 'エディターで開く',
  'policy.adopted': '版 {version} を有効にしました。',
  'policy.proposed': '版 {version} を {act} として提案しました。別の人が「対処」で承認します。',
  'policy.needsScope': 'この役割では確認のみできます。有効にするには admin の役割が必要です。',
  'campaign.act': '対処する',
} as const
