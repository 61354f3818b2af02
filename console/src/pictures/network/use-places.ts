// The layout of what the service told, made once for it by a worker, beside the page.
import { useEffect, useState } from 'react'
import type { Graph } from '../../service/client'
import type { Places, ToLayOut } from './places'

const made = new WeakMap<Graph, Promise<Places>>()

/** @param whole what `told` is a part of: its values lie there where they lie in it */
function placesOf(told: Graph, whole: Graph): Promise<Places> {
  const before = made.get(told)
  if (before) return before
  const places =
    told === whole
      ? ask(toLayOut(told))
      : placesOf(whole, whole).then((those) =>
          ask({ ...toLayOut(told), known: knownPlaces(told, whole, those) }),
        )
  made.set(told, places)
  places.catch(() => made.delete(told))
  return places
}

const toLayOut = ({ accounts, traits, bundles }: Graph): ToLayOut => ({
  accounts,
  traits: traits.length,
  bundles: bundles.map((bundle) => ({ traits: bundle.traits, accounts: bundle.accounts })),
})

function knownPlaces(told: Graph, whole: Graph, { traits }: Places): Float32Array {
  const index = new Map(whole.traits.map(({ kind, label }, place) => [`${kind} ${label}`, place]))
  return Float32Array.from(
    told.traits.flatMap(({ kind, label }) => {
      const place = index.get(`${kind} ${label}`) ?? 0
      return [traits[2 * place] ?? 0, traits[2 * place + 1] ?? 0]
    }),
  )
}

let worker: Worker | undefined
/** Who waits, in the order in which they asked: so they are answered. */
const waiting: { readonly resolve: (places: Places) => void; readonly reject: (error: Error) => void }[] = []

function ask(given: ToLayOut): Promise<Places> {
  worker ??= start()
  worker.postMessage(given)
  return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
}

function start(): Worker {
  const made = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
  made.onmessage = ({ data }: MessageEvent<Places>) => waiting.shift()?.resolve(data)
  made.onerror = ({ message }) => {
    made.terminate()
    worker = undefined
    for (const { reject } of waiting.splice(0)) reject(new Error(message))
  }
  return made
}

/** What was told with its places; those of what was told before while the newest are being made. */
export function usePlaces(
  told: Graph,
  whole: Graph,
): { readonly told: Graph; readonly places: Places } | Error | undefined {
  const [laid, setLaid] = useState<{ readonly told: Graph; readonly places: Places } | Error>()
  useEffect(() => {
    let isWanted = true
    placesOf(told, whole).then(
      (places) => isWanted && setLaid({ told, places }),
      (error: unknown) => isWanted && setLaid(error instanceof Error ? error : new Error(String(error))),
    )
    return () => {
      isWanted = false
    }
  }, [told, whole])
  return laid
}
