// Texts of what a customer reads, on the pages Act and Account.
export const told = {
  'told.title': 'What the customer reads',
  'told.titleSays': 'As gateways answer by this step. Nothing of how the account was found.',
  'told.inShadow': 'In shadow nobody is told anything. Once it is enforced:',
  'told.refused': 'Every request is refused with this message:',
  'told.limited': 'Requests over the rate are refused with this message:',
  'told.changed': 'Requests are answered with less, and the customer is told nothing.',
  'told.passed': 'Requests pass as before, and the customer is told nothing.',
  'told.noWords':
    'There are no words for the code `{code}`: no policy in force has them under `reasons`, so customers read the bare message.',
  'told.suggested': 'The policy that ships would say: “{words}”',
  'told.adopt': 'Write words in a policy and put it in force',
  'told.noAppeal': 'Where to appeal is not told: no policy in force names an address for appeals.',
  'told.nameOne': 'Name one',
  'told.appeal': 'The message says where to appeal: {url}',
  'told.appealUnsaid': 'Where to appeal, {url}, is told with suspensions only.',
  'told.form': 'Whose answer',
  'told.form.openai': 'OpenAI API',
  'told.form.anthropic': 'Anthropic API',
  'told.form.gateway': 'Envoy, nginx',
  'told.answer': 'The answer',
  'told.others':
    'In an API’s own shape from the proxy. LiteLLM gives the message with 400, Portkey with 446, as they have no other.',
  'told.wait':
    'The wait is that of a rate just used up. In an API’s own shape from the proxy; LiteLLM gives the message with 400, Portkey with 446.',
  'account.toldNow': '{step}, enforced · {code}',
  'account.wouldBeTold': '{step}, in shadow · {code}: would be told, were it enforced',
  'effect.what': 'What happens',
  'effect.shadowFirst': 'Nothing happens to anybody: it is written down and counted. Enforced it would be:',
  'effect.observe': 'Nothing is done; it is counted.',
  'effect.tag': 'The word “{tag}” goes with each request to what stands behind the gateway.',
  'effect.throttle.account': 'Of each account {rate} requests a minute pass. More are refused with 429.',
  'effect.throttle.campaign':
    'Of all accounts together {rate} requests a minute pass. More are refused with 429.',
  'effect.degrade': 'Requests are answered with less: {with}.',
  'effect.degrade.model': 'by {model}',
  'effect.degrade.tokens': 'at most {tokens} tokens',
  'effect.degrade.reasoning': 'no hidden reasoning',
  'effect.degrade.logprobs': 'no log probabilities',
  'effect.step-up': 'Every request is refused until the customer has shown who they are.',
  'effect.suspend': 'Every request is refused.',
  'effect.whom': 'To whom',
  'effect.now': 'To {count} of the {total} accounts that the campaign has now.',
  'effect.rest': '{shadow} more are in shadow.',
  'effect.left': 'Not reached: {exempt} exempt, {unsure} not sure enough, {harder} under as much already.',
  'effect.later': 'New accounts',
  'effect.laterSays':
    'Those that join later get it too, as soon as an analysis finds them in the campaign or they are recognised: at the same share, until it ends.',
  'effect.honest': 'Honest use',
  'effect.honestNone': 'None of them sent anything else between {from} and {to}.',
  'effect.honestSome': {
    one: '1 of them also sent {exchanges} other exchanges between {from} and {to}. Those of a customer whose key was taken are touched as well.',
    other:
      '{count} of them also sent {exchanges} other exchanges between {from} and {to}. Those of customers whose keys were taken are touched as well.',
  },
  'effect.ends': 'Ends',
  'effect.endsSays': 'By itself: {at}.',
  'effect.short':
    'On {count} of {total} accounts until {at}. With other use too: {mixed}. Undo lifts it at once.',
  'effect.back': 'Way back',
  'effect.backSays':
    '“Undo”, here and under “What was done”, lifts it from all of them at once. Requests that were refused meanwhile are not sent again.',
} as const
