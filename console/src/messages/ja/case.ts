// キャンペーンまたはアカウントの事案書。
export const cases = {
  'case.open': '事案書',
  'case.title': '{name} の事案書',
  'case.titleAccount': 'アカウント {account} の事案書',
  'case.says':
    '法務担当者とその相手方のための、それだけで完結する一つの文書です。主張することとしないこと、各アカウント自身の事実、証拠とそのクエリ、分かっていないこと、行われた措置、そのすべてを再検証する方法を示します。作成したことは監査ログに記録されます。',
  'case.saysAccount':
    '{name} におけるこのアカウントについての、それだけで完結する一つの文書です。主張することとしないこと、このアカウント自身の事実、証拠、行われた措置、顧客への説明を示します。ほかのアカウントの名は挙げません。作成したことは監査ログに記録されます。',
  'case.language': '文書の言語',
  'case.tlp': '閲覧できる者',
  'case.tlp.red': 'TLP:RED – 名宛人本人',
  'case.tlp.amber+strict': 'TLP:AMBER+STRICT – 受領した組織',
  'case.tlp.amber': 'TLP:AMBER – 受領した組織とその顧客',
  'case.tlp.green': 'TLP:GREEN – 共同体',
  'case.tlp.clear': 'TLP:CLEAR – 誰でも',
  'case.values': '共有する値と文面をそのまま載せる',
  'case.valuesSays': 'アドレス、メールドメイン、支払いの指紋、および本文を保存している場合は文面そのもの。',
  'case.valuesNot': 'スコープ act が必要です。',
  'case.make': '作成',
  'case.close': '閉じる',
  'case.made': '番号 {id}',
  'case.signed': '{provider} の鍵で署名しました。',
  'case.unsigned':
    '署名はありません。この提供者には識別鍵がありません。両方のファイルのハッシュ値は監査ログに記録されています。',
  'case.print': '印刷',
  'case.savePage': '文書を保存',
  'case.saveData': 'データを保存',
  'case.keep': 'サービスには保存されません。両方のファイルを、変更せずに保存してください。',
  'case.preview': '文書',
} as const
