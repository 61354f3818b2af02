// How held-out campaigns lay their templates out: forms, tags, a list under the item, or a standing system prompt.
import { pick, type Random } from '../../random.js'
import { words } from '../grammar.js'
import type { Layout } from '../purposes/layout.js'

const LABELS = words(
  'TASK/SHAPE/LIMITS/INPUT|Brief/Layout/Conditions/Material|goal/schema/constraints/payload|A/B/C/D',
)

function lines(...list: readonly string[]): string {
  return list.filter((text) => text !== '').join('\n')
}

function drawForm(random: Random): Layout {
  const [goal = '', shape = '', limits = '', input = ''] = pick(random, LABELS).split('/')
  const labelled = (label: string, text: string): string => (text === '' ? '' : `${label}: ${text}`)
  return ({ open, demand, format, rules }, item) => ({
    user: lines(
      open,
      labelled(goal, demand),
      labelled(shape, format),
      labelled(limits, rules.join(' ')),
      labelled(input, item),
    ),
  })
}

function drawTagged(random: Random): Layout {
  const [outer = '', inner = ''] = pick(random, words('order/item|job/source|request/data')).split('/')
  return ({ open, demand, format, rules }, item) => ({
    user: `<${outer}>\n${lines(open, demand, format, ...rules)}\n</${outer}>\n<${inner}>\n${item}\n</${inner}>`,
  })
}

function drawListed(): Layout {
  return ({ open, demand, format, rules }, item) => ({
    system: open === '' ? demand : open,
    user: lines(
      item,
      '',
      ...[open === '' ? '' : demand, format, ...rules]
        .filter((text) => text !== '')
        .map((text) => `* ${text}`),
    ),
  })
}

function drawStanding(): Layout {
  return ({ open, demand, format, rules }, item) => ({
    system: lines(open, demand, ...rules, format),
    user: item,
  })
}

/** Any of the layouts, kept for good. */
export function drawLayout(random: Random): Layout {
  return pick(random, [drawForm, drawTagged, drawListed, drawStanding])(random)
}
