// The name of what is looked at: in the window's title, in its history, and read aloud when another page is opened.
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSay } from '../messages/language'
import { nameOf } from '../parts/campaign-name'
import { CAMPAIGN_TABS } from '../router'
import { campaignQuery } from '../service/queries'
import { PAGES } from './pages'

export function PageTitle() {
  const say = useSay()
  const { pathname: path, search } = useLocation()
  const { tab } = search as { readonly tab?: unknown }
  const [, kind, id = ''] = path.split('/').map((part) => decodeURIComponent(part))
  const { data } = useQuery({ ...campaignQuery(id), enabled: false })
  const page = PAGES.find(({ to }) => to === path)
  const known = CAMPAIGN_TABS.find((name) => name === tab) ?? 'summary'
  const title =
    page !== undefined
      ? say(page.title)
      : kind === 'campaigns' && id !== ''
        ? `${data ? nameOf(data) : id} · ${say(`tab.${known}`)}`
        : kind === 'accounts' && id !== ''
          ? `${say('account.title')} ${id}`
          : say('state.notFound')
  useEffect(() => {
    document.title = `${title} – ${say('app.name')}`
  }, [title, say])
  return (
    <p className="sw-heard" role="status">
      {title}
    </p>
  )
}
