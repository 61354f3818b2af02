// The product's loader on one file, as a bench asks for it.
import { loadExchanges } from '../src/fingerprint/load-exchanges.js'
import { openInputs } from '../src/sources/input.js'
import { planReadings } from '../src/sources/reading.js'
import type { Store } from '../src/store/store.js'

/** Loads exchanges with all fingerprints; returns how many were accepted. */
export async function loadFile(store: Store, exchanges: string): Promise<number> {
  const inputs = await openInputs([exchanges], store)
  try {
    const { accepted } = await loadExchanges(store, planReadings(store, inputs))
    return accepted
  } finally {
    inputs.close()
  }
}
