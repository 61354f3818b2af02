// Whether times are shown in the viewer's zone or in UTC, and numbers and times as the language has them.
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { useLanguage } from '../messages/language'

export type Zone = 'local' | 'utc'

interface Chosen {
  readonly zone: Zone
  readonly choose: (zone: Zone) => void
}

const PLACE = 'stillwatch-zone'
const Context = createContext<Chosen | undefined>(undefined)

export function ZoneProvider({ children }: { readonly children: ReactNode }) {
  const [zone, setZone] = useState<Zone>(() => (localStorage.getItem(PLACE) === 'utc' ? 'utc' : 'local'))
  const chosen = useMemo(
    () => ({
      zone,
      choose: (next: Zone) => {
        localStorage.setItem(PLACE, next)
        setZone(next)
      },
    }),
    [zone],
  )
  return <Context.Provider value={chosen}>{children}</Context.Provider>
}

export function useZone(): Chosen {
  const chosen = useContext(Context)
  if (!chosen) throw new Error('outside of ZoneProvider')
  return chosen
}

export interface Format {
  readonly number: (value: number) => string
  /** 12.3K */
  readonly compact: (value: number) => string
  readonly percent: (share: number) => string
  readonly probability: (share: number) => string
  readonly bits: (value: number) => string
  /** A time in the zone that is chosen; `in` asks for another. */
  readonly time: (at: string | number, zone?: Zone) => string
  readonly day: (at: string | number) => string
  /** The whole date of a day that is one everywhere, as of a day of UTC. */
  readonly date: (at: string | number) => string
  readonly second: (at: string | number) => string
  readonly bytes: (value: number) => string
  readonly money: (amount: number, currency: string) => string
  /** "3 hours ago" */
  readonly ago: (at: string | number) => string
  /** "5 hours" of a span in seconds. */
  readonly span: (seconds: number) => string
  readonly zoneName: string
}

export function useFormat(): Format {
  const { language } = useLanguage()
  const { zone } = useZone()
  return useMemo(() => formatOf(language, zone), [language, zone])
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

function formatOf(language: string, zone: Zone): Format {
  const number = new Intl.NumberFormat(language)
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const tenths = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const bits = new Intl.NumberFormat(language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const zoneOption = (wanted: Zone) => (wanted === 'utc' ? { timeZone: 'UTC' } : {})
  const times = (wanted: Zone) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      hourCycle: 'h23',
      ...zoneOption(wanted),
    })
  const byZone = { local: times('local'), utc: times('utc') }
  const seconds = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
    ...zoneOption(zone),
  })
  const days = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...zoneOption(zone) })
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const valid = (at: string | number) => !Number.isNaN(new Date(at).getTime())
  const unitOf = (seconds: number) => UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS[3]
  return {
    number: (value) => number.format(value),
    compact: (value) => compact.format(value),
    percent: (share) => percent.format(share),
    probability: (share) => (share >= 0.9995 ? `> ${tenths.format(0.999)}` : tenths.format(share)),
    bits: (value) => bits.format(value),
    time: (at, wanted = zone) => (valid(at) ? byZone[wanted].format(new Date(at)) : ''),
    second: (at) => (valid(at) ? seconds.format(new Date(at)) : ''),
    date: (at) => (valid(at) ? dates.format(new Date(at)) : ''),
    day: (at) => (valid(at) ? days.format(new Date(at)) : ''),
    bytes: (value) => `${compact.format(value / 1024 / 1024)} MiB`,
    money: (amount, currency) =>
      new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
        amount,
      ),
    ago: (at) => {
      const seconds = (new Date(at).getTime() - Date.now()) / 1000
      const [unit, size] = unitOf(seconds)
      return relative.format(Math.round(seconds / size), unit)
    },
    span: (seconds) => {
      const [unit, size] = unitOf(seconds)
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'long',
        maximumFractionDigits: 1,
      }).format(seconds / size)
    },
    zoneName: zone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}
