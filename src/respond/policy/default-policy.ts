// The policy that ships: everything in shadow, certain campaigns only, look-alikes that told of themselves spared.

export const DEFAULT_POLICY = `# What is done about distillation campaigns. Reviewed like code; \`stillwatch policy check\` reads it.
# Everything is in shadow: it is counted and nothing is done. Set a rule's mode to enforce after its preview was read.
schema: stillwatch.policy/1
version: default-1

defaults:
  mode: shadow
  for: 7d

# What a customer is told: nothing of how they were found.
reasons:
  coordinated-extraction: >-
    Your account sends requests together with many others in a way that our terms don't allow.
  verification-needed: >-
    We need to know who uses this account before it can be used further.
  under-review: >-
    Requests of this account are slower while we look at how it is used.

appeals:
  meanwhile: keep

exemptions: []
#  - account: acct-123
#    reason: contract 2026-17 allows synthetic data
#    until: 2026-12-31

# A rule that throttles or does more is about distillation with probability 0.95, q-value 0.01 and membership 0.9 at
# least, without a word. The hardest step that is enforced wins; of equal ones, the one that lasts longest.
rules:
  - name: suspend-certain
    note: Accounts that do nothing but a certain campaign's work.
    when:
      verdict: distillation
      probability: { atLeast: 0.98 }
      qValue: { atMost: 0.001 }
      membership: { atLeast: 0.99 }
      share: { atLeast: 0.9 }
    unless:
      declared: [evaluation, reseller, synthetic-data, red-team]
    action: suspend
    for: 14d
    reason: coordinated-extraction

  - name: verify-declared
    note: Owners that told of work which looks like a campaign's are asked, and not cut off.
    when:
      declared: [evaluation, reseller, synthetic-data, red-team]
    action: step-up
    url: https://example.com/verify
    reason: verification-needed

  - name: verify-mixed
    note: Accounts with traffic of their own beside a campaign's, as of customers whose key was taken.
    when:
      share: { atMost: 0.9 }
    action: step-up
    url: https://example.com/verify
    reason: verification-needed

  - name: lower-value
    note: What makes answers worth training on, withheld from members who are not quite as certain.
    action: degrade
    maxTokens: 1024
    withholdReasoning: true
    withholdLogprobs: true
    reason: under-review

  - name: slow-coordinated
    note: One hand whose purpose is not shown costs capacity and not more.
    when:
      verdict: coordinated
    action: throttle
    requestsPerMinute: 60
    per: campaign
    reason: under-review

  - name: watch
    note: Everyone else of an accused campaign.
    action: observe
    for: 30d
    reason: under-review
`
