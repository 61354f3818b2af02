// アカウントと共有値のグラフ、およびネットワーク事業者の地図。
export const network = {
  'network.nearer': '拡大',
  'network.farther': '縮小',
  'network.whole': '全体を表示',
} as const
