// Texts of the page Policy.
export const policy = {
  'nav.policy': 'Policy',
  'policy.title': 'Policy',
  'policy.says':
    'What is done about campaigns follows from one reviewed file. Review a change here before it is put in force; every version is kept.',
  'policy.inForce': 'Version {version} is in force',
  'policy.none':
    'No policy is in force: nothing is done but what people do. The editor holds the one that ships, all in shadow.',
  'policy.editor': 'The file',
  'policy.editorSays':
    'YAML, as stillwatch policy check reads it. A changed text needs a version of its own.',
  'policy.text': 'Text of the policy',
  'policy.review': 'Review',
  'policy.backtest': 'Backtest',
  'policy.before': 'It takes a review of the text as it stands, without mistakes, and a reason.',
  'policy.adopt': 'Put in force',
  'policy.propose': 'Propose',
  'policy.reviewTitle': 'What it would change',
  'policy.changedSince': 'The text was changed since: what stands below is of the text before.',
  'policy.reviewFirst': 'Press Review to see mistakes, what changes, and whom each rule would hit.',
  'policy.mistakes': { one: '{count} mistake', other: '{count} mistakes' },
  'policy.place': 'line {line}, column {column}',
  'policy.changed': 'Against the policy in force',
  'policy.unchanged': 'It says the same as the policy in force.',
  'policy.what.rule': 'Rule {name}',
  'policy.what.exemption': 'Exemption of {name}',
  'policy.what.reason': 'Reason {name}',
  'policy.what.setting': 'Setting {name}',
  'policy.added': 'added',
  'policy.removed': 'removed',
  'policy.changedOne': 'changed',
  'policy.hits': 'Whom each rule would hit',
  'policy.hitsSays':
    'By the newest analysis: {enforced} accounts enforced, {shadow} in shadow, {none} with nothing. Of cleared groups: {cleared}.',
  'policy.rule': 'Rule',
  'policy.backtestTitle': 'What it would have met',
  'policy.backtestSays': {
    one: 'Had it been in force at the one analysis that is kept. Look-backs are kind: a campaign that knew it was seen would have changed.',
    other:
      'Had it been in force at each of {count} analyses that are kept. Look-backs are kind: a campaign that knew it was seen would have changed.',
  },
  'policy.backtestNothing':
    'Nothing came after that its decisions would have met. With one analysis there is nothing to look back on.',
  'policy.versions': 'Versions',
  'policy.version': 'Version',
  'policy.open': 'Open in the editor',
  'policy.adopted': 'Version {version} is in force.',
  'policy.proposed': 'Version {version} is proposed as {act}. Another person approves it under Act.',
  'policy.needsScope': 'Your role may review and not put in force. It takes the role admin.',
  'campaign.act': 'Act on it',
} as const
