// 分析より前に見分けられたアカウントに関する文章。
export const recognised = {
  'recognised.title': '分析前の検知',
  'recognised.says':
    '新しいアカウントを、キャンペーンのアカウントが最初に示したものと比べます。ゲートウェイから問い合わせがあったときと、リクエストを読み込んだときです。番号は、判断に足りた時点のリクエストの番号です。',
  'recognised.counts':
    '{count} 件、中央値は {median} 番目のリクエストです。うち {members} 件は最新の分析でもこのキャンペーンに属しています。',
  'recognised.request': '何番目',
  'recognised.when': '日時',
  'recognised.by': '手がかり',
  'recognised.seenBy': '検知した場所',
  'recognised.seenBy.gateway': 'ゲートウェイ',
  'recognised.seenBy.log': 'ログ',
  'recognised.enough': '必要なビット',
  'recognised.member': '所属',
  'recognised.isMember': 'あり',
  'recognised.isNoMember': '最新の分析ではなし',
  'recognised.column': '検知したリクエスト',
  'recognised.holders': '内部 {inside}、外部 {outside}',
} as const
