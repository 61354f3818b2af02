// The console's beginning: providers, and the router.
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '@mantine/core/styles.css'
import '@mantine/spotlight/styles.css'
import './console.css'
import './print.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider, loadLanguage, preferred } from './messages/language'
import { createConsoleRouter } from './router'
import { Failed } from './service/client'
import { ZoneProvider } from './service/clock'
import { nonce } from './service/nonce'
import { resolveVariables, theme } from './theme'

// What Mantine's scroll lock asks for when it adds a style.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const MOST_TRIES = 2
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the service refuses it will refuse again.
      retry: (tries, error) => tries < MOST_TRIES && (!(error instanceof Failed) || error.status === 0),
      refetchOnWindowFocus: false,
    },
  },
})
const router = createConsoleRouter(queries)

const root = document.getElementById('root')
const first = await loadLanguage(preferred()).catch(() => loadLanguage('en'))
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queries}>
          <LanguageProvider first={first}>
            <ZoneProvider>
              <RouterProvider router={router} />
            </ZoneProvider>
          </LanguageProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
