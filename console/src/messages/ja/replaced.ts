// 停止されたアカウントの後継に関する文章。
export const replaced = {
  'replaced.title': '後継アカウント',
  'replaced.says':
    '新しいアカウントを、それ以前に停止されたアカウントと比べます。間隔、停止直後の登録、そして両者が持ちキャンペーンの他のアカウントがほとんど持たない値によります。可能性が五割以上の組を、各アカウント一度だけ示します。',
  'replaced.counts':
    '活動中に停止されたアカウントは {suspended} 件、最初の停止以降に現れたものは {newcomers} 件です。',
  'replaced.expected': '約 {replaced} 件が平均 {delay} 後に入れ替わり、うち {pairs} 件は後継が分かります。',
  'replaced.tooMany': '件数が多く、すべての組を比べることはできません。',
  'replaced.unknown':
    '分からないこと：両者の背後が同じ人かどうか、一斉に停止され共有値のないアカウントの後継、最新の全体分析より後に現れた後継。',
  'replaced.gone': '停止されたアカウント',
  'replaced.when': '停止日時',
  'replaced.successor': '後継',
  'replaced.after': '間隔',
  'replaced.shares': '根拠',
  'replaced.signUp': '直後の登録',
  'replaced.timesOnly': '珍しい値なし、時刻のみ',
} as const
