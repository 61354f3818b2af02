// The graph of one campaign: lays out what the service told, and opens what was clicked.
import { useMemo } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { accountsBySignature, layOut } from '../../pictures/network'
import { NetworkPicture, type NetworkPictureProps } from '../../pictures/network-picture'
import type { Holders, Graph as Told, Verdict } from '../../service/client'

export interface NetworkProps extends Omit<NetworkPictureProps, 'graph'> {
  readonly told: Told
  readonly holders: Holders | undefined
  readonly isAllOpen: boolean
  /** Signature of a bundle. */
  readonly open: string | undefined
  readonly wanted: string
  readonly verdict: Verdict
}

export function Network({ told, holders, isAllOpen, open, wanted, verdict, ...picture }: NetworkProps) {
  const say = useSay()
  const term = useTerm()
  const { inks } = picture
  const bySignature = useMemo(
    () => (holders ? accountsBySignature(holders, told.traits) : new Map<string, string[]>()),
    [holders, told],
  )
  const graph = useMemo(() => {
    const isOpen = (signature: string, accounts: readonly string[]) =>
      isAllOpen ||
      signature === open ||
      (wanted !== '' && accounts.some((account) => account.includes(wanted)))
    return layOut(told, {
      inks,
      verdict,
      wanted,
      open: new Map([...bySignature].filter(([signature, accounts]) => isOpen(signature, accounts))),
      labelOf: ({ kind, label }) => `${term('trait', kind)} ${label.replace(`${kind} `, '')}`,
      countOf: (count) => say('graph.accountsOf', { count }),
    })
  }, [told, bySignature, isAllOpen, open, wanted, verdict, inks, say])
  return <NetworkPicture graph={graph} {...picture} />
}
