// The graph of one campaign: has what the service told laid out, and opens what was clicked.
import { Skeleton } from '@mantine/core'
import { useMemo } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { Failure } from '../../parts/states'
import { NetworkPicture, type NetworkPictureProps } from '../../pictures/network/network-picture'
import { accountsBySignature, makeScene } from '../../pictures/network/scene'
import { usePlaces } from '../../pictures/network/use-places'
import type { Holders, Graph as Told, Verdict } from '../../service/client'
import { valueName } from './value-name'

export interface NetworkProps extends Omit<NetworkPictureProps, 'scene' | 'subject'> {
  readonly told: Told
  /** Without a filter. */
  readonly whole: Told
  readonly holders: Holders | undefined
  readonly isAllOpen: boolean
  /** Signature of a bundle. */
  readonly open: string | undefined
  readonly wanted: string
  /** Kind and label of the value whose holders are looked at. */
  readonly picked: string | undefined
  readonly verdict: Verdict
}

const NOBODY: ReadonlyMap<string, readonly string[]> = new Map()

export function Network({ told, whole, holders, isAllOpen, open, wanted, picked, ...picture }: NetworkProps) {
  const say = useSay()
  const term = useTerm()
  const laid = usePlaces(told, whole)
  // While other kinds are being laid out the picture shows those before, and nobody's accounts are put in wrong places.
  const drawn = laid instanceof Error ? undefined : laid?.told
  const bySignature = useMemo(
    () => (holders && drawn ? accountsBySignature(holders, drawn.traits) : NOBODY),
    [holders, drawn],
  )
  const scene = useMemo(() => {
    if (!laid || laid instanceof Error) return undefined
    const place = laid.told.traits.findIndex((trait) => valueName(trait) === picked)
    return makeScene(laid.told, laid.places, {
      bySignature,
      isAllOpen,
      open,
      wanted,
      picked: place < 0 ? undefined : place,
      labelOf: ({ kind, label }) => `${term('trait', kind)} ${label.replace(`${kind} `, '')}`,
      countOf: (count) => say('graph.accountsOf', { count }),
    })
  }, [laid, bySignature, isAllOpen, open, wanted, picked, say, term])
  if (laid instanceof Error) return <Failure error={laid} />
  if (!scene || !drawn) return <Skeleton height={picture.height} />
  return <NetworkPicture scene={scene} subject={whole} {...picture} />
}
