// What a customer reads of a step: the message in the policy's words, where to appeal, and the answer as it goes out.
import { Alert, SegmentedControl, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay, useTell } from '../messages/language'
import type { CustomerTold as Told } from '../service/client'
import { Prose } from './prose'

const FORMS = ['openai', 'anthropic', 'gateway'] as const

export function CustomerTold({ told }: { readonly told: Told }) {
  const say = useSay()
  const [form, setForm] = useState<(typeof FORMS)[number]>('openai')
  const answer = told.answers.find((one) => one.form === form)
  return (
    <Stack gap="xs">
      <Text size="sm">{say(`told.${told.seen}`)}</Text>
      {answer === undefined ? null : (
        <>
          <q className="sw-told">{messageOf(answer.body)}</q>
          <Words told={told} />
          <Appeals told={told} message={messageOf(answer.body)} />
          <SegmentedControl
            size="xs"
            aria-label={say('told.form')}
            value={form}
            style={{ alignSelf: 'flex-start' }}
            data={FORMS.map((value) => ({ value, label: say(`told.form.${value}`) }))}
            onChange={(value) => setForm(value as typeof form)}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className="sw-code sw-mono" tabIndex={0} aria-label={say('told.answer')}>
            <pre className="sw-wire">{answerText(answer)}</pre>
          </section>
          <Text size="xs" className="sw-dim">
            {say(told.seen === 'limited' ? 'told.wait' : 'told.others')}
          </Text>
        </>
      )}
    </Stack>
  )
}

/** The policy's words in the viewer's language where that has some, or that there are none and what to do. */
function Words({ told: { code, words, suggested } }: { readonly told: Told }) {
  const say = useSay()
  const tell = useTell()
  if (words !== undefined) {
    const { text: meaning } = tell(words)
    return meaning === words ? null : (
      <Text size="sm" className="sw-dim">
        {say('account.toldMeans', { words: meaning })}
      </Text>
    )
  }
  return (
    <Alert color="yellow" variant="light">
      <Text size="sm">
        <Prose text={say('told.noWords', { code })} />
      </Text>
      {suggested === undefined ? null : (
        <Text size="sm">{say('told.suggested', { words: tell(suggested).text })}</Text>
      )}
      <Link to="/policy" style={{ color: 'inherit' }}>
        {say('told.adopt')}
      </Link>
    </Alert>
  )
}

function Appeals({ told: { appeal_url: url }, message }: { readonly told: Told; readonly message: string }) {
  const say = useSay()
  if (url === undefined)
    return (
      <Text size="sm">
        {say('told.noAppeal')}{' '}
        <Link to="/policy" style={{ color: 'inherit' }}>
          {say('told.nameOne')}
        </Link>
      </Text>
    )
  return <Text size="sm">{say(message.includes(url) ? 'told.appeal' : 'told.appealUnsaid', { url })}</Text>
}

function messageOf(body: unknown): string {
  const { error } = body as { readonly error?: { readonly message?: unknown } }
  return typeof error?.message === 'string' ? error.message : ''
}

/** As it goes over the wire, with the body on lines of its own. */
function answerText({ status, headers, body }: Told['answers'][number]): string {
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return [`HTTP/1.1 ${status} ${REASONS[status] ?? ''}`, ...lines, '', JSON.stringify(body, null, 2)].join(
    '\n',
  )
}

const REASONS: Readonly<Record<number, string>> = { 403: 'Forbidden', 429: 'Too Many Requests' }
