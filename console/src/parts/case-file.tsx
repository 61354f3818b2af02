// Makes the case file of a campaign or an account, shows it as it prints, and hands it over: it is kept nowhere else.
import { Button, Checkbox, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { LANGUAGES, type Language, useLanguage, useSay } from '../messages/language'
import { type CaseAsked, type MadeCase, service, told } from '../service/client'
import { meQuery } from '../service/queries'
import { saveText } from './download'
import { Failure } from './states'

const LEVELS = ['red', 'amber+strict', 'amber', 'green', 'clear'] as const
type Level = (typeof LEVELS)[number]

interface Subject {
  readonly campaign: string
  readonly name: string
  /** Of an account's case: that account. */
  readonly account?: string
}

/** A button that opens the dialog. */
export function CaseFile(subject: Subject) {
  const say = useSay()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setIsOpen(true)}>
        {say('case.open')}
      </Button>
      {isOpen ? <CaseDialog {...subject} close={() => setIsOpen(false)} /> : null}
    </>
  )
}

function CaseDialog({ campaign, name, account, close }: Subject & { readonly close: () => void }) {
  const say = useSay()
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: (asked: CaseAsked) =>
      told(service.POST('/v1/campaigns/{id}/case', { params: { path: { id: campaign } }, body: asked })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['deeds'] }),
  })
  const title = account === undefined ? say('case.title', { name }) : say('case.titleAccount', { account })
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size={make.data ? '60rem' : 'lg'}
      closeButtonProps={{ 'aria-label': say('case.close') }}
    >
      {make.data ? (
        <Made made={make.data} />
      ) : (
        <Stack gap="md">
          <Text size="sm">
            {account === undefined ? say('case.says') : say('case.saysAccount', { name })}
          </Text>
          <Choices
            isMaking={make.isPending}
            send={(asked) => make.mutate({ ...asked, ...(account !== undefined && { account }) })}
          />
          {make.error ? <Failure error={make.error} /> : null}
        </Stack>
      )}
    </Modal>
  )
}

function Choices({
  isMaking,
  send,
}: {
  readonly isMaking: boolean
  readonly send: (asked: CaseAsked) => void
}) {
  const say = useSay()
  const { language: own } = useLanguage()
  const { data: me } = useQuery(meQuery)
  const mayShowValues = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') === true
  const [language, setLanguage] = useState<Language>(own)
  const [tlp, setTlp] = useState<Level>('amber+strict')
  const [hasValues, setHasValues] = useState(false)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send({ language, tlp, with_values: hasValues })
      }}
    >
      <Stack gap="md">
        <Group grow align="start">
          <Select
            label={say('case.language')}
            data={Object.entries(LANGUAGES).map(([value, { name: label }]) => ({ value, label }))}
            value={language}
            allowDeselect={false}
            onChange={(value) => setLanguage((value ?? 'en') as Language)}
          />
          <Select
            label={say('case.tlp')}
            data={LEVELS.map((value) => ({ value, label: say(`case.tlp.${value}`) }))}
            value={tlp}
            allowDeselect={false}
            onChange={(value) => setTlp((value ?? 'amber+strict') as Level)}
          />
        </Group>
        <Checkbox
          label={say('case.values')}
          description={mayShowValues ? say('case.valuesSays') : say('case.valuesNot')}
          disabled={!mayShowValues}
          checked={hasValues}
          onChange={(event) => setHasValues(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isMaking}>
            {say('case.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Made({ made: { html, json, seal } }: { readonly made: MadeCase }) {
  const say = useSay()
  const frame = useRef<HTMLIFrameElement>(null)
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="start">
        <div>
          <Text size="sm">
            {say('case.made', { id: seal.case })} · <span className="sw-mono">{seal.page.slice(0, 16)}…</span>
          </Text>
          <Text size="xs" className="sw-dim">
            {seal.card?.provider === undefined
              ? say('case.unsigned')
              : say('case.signed', { provider: seal.card.provider })}{' '}
            {say('case.keep')}
          </Text>
        </div>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => frame.current?.contentWindow?.print()}>
            {say('case.print')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => saveText(`${seal.case}.json`, json, 'application/json')}
          >
            {say('case.saveData')}
          </Button>
          <Button size="compact-sm" onClick={() => saveText(`${seal.case}.html`, html, 'text/html')}>
            {say('case.savePage')}
          </Button>
        </Group>
      </Group>
      <iframe
        ref={frame}
        className="sw-case"
        title={say('case.preview')}
        // No script runs in it; it is of this origin so that it can be printed.
        sandbox="allow-same-origin allow-modals"
        srcDoc={withNonce(html)}
      />
    </Stack>
  )
}

/** The page of this window lets styles through by its number only; the file itself has none. */
function withNonce(html: string): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
  return html.replaceAll('<style>', `<style nonce="${nonce}">`)
}
