// アカウントと共有値のグラフ、およびネットワーク事業者の地図。
export const network = {
  'network.nearer': '拡大',
  'network.farther': '縮小',
  'network.whole': '全体を表示',
  'network.map': 'リクエストの発信地',
  'network.mapSays':
    'アドレスの国。色が強いほどやり取りが多く、円の面積はアカウント数です。国をクリックするとその通信事業者を表示します。',
  'network.mapSaysSignUp': 'アカウントが登録時に申告した国。円の面積はアカウント数です。',
  'network.by': '国の基準',
  'network.byAddress': 'アドレス',
  'network.bySignUp': '登録時',
  'network.country': '国',
  'network.countries': '国の一覧',
  'network.unknown': '不明',
  'network.operatorsIn': 'アドレスの国：{country}',
  'network.noTable':
    'アドレスの国を示す表が読み込まれていません。GeoLite2-Country や DB-IP Country Lite など（docs/facts.md）を指定してサービスを起動し、全体分析を実行してください：',
} as const
