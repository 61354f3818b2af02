// 認定の条件。
export const needs = {
  'needs.title': '認定の条件',
  'needs.says':
    '認定されたグループはすべての条件を満たし、正当な説明はどれも成立していません。数値は最新の全体分析のものです。',
  'needs.what': '条件',
  'needs.here': 'このグループ',
  'needs.needed': '必要な値',
  'needs.met': '充足',
  'needs.yes': 'はい',
  'needs.no': 'いいえ',
  'needs.atLeast': '{value} 以上',
  'needs.atMost': '{value} 以下',
  'needs.evidence': 'すべての証拠（ビット）',
  'needs.coordination': '目的を除く同一主体の証拠（ビット）',
  'needs.bond': 'アカウントを結び付ける証拠（ビット）',
  'needs.beside': '別々の人のように振る舞うため、文面以外の結び付き（ビット）',
  'needs.owners': '独立した所有者',
  'needs.exchanges': 'リクエスト',
  'needs.falseDiscovery': '認定のうち偶然の類似と見込まれる割合',
  'needs.linkedAsking': '提携先の指摘：ほぼすべての所有者がキャンペーンの作業をしている',
  'needs.probability':
    '確率 {probability} はビットから計算したものではありません。キャンペーン 1 件に対して類似グループ 3 件を含む、正解の分かっている模擬環境で、同じ判定を受けたグループのうちキャンペーンだったものの割合です。認定されたグループはすべて同じ値になります。キャンペーンがより稀な環境では、これより低くなります。',
  'needs.probabilityCleared':
    '実際にはキャンペーンである確率 {probability} は、キャンペーン 1 件に対して類似グループ 3 件を含む、正解の分かっている模擬環境で、同じ判定を受けたグループについて数えたものです。キャンペーンがより稀な環境では、これより低くなります。',
} as const
