// Builds the console into dist/console: the files that `stillwatch serve` sends, with a hash in each name.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2023',
    // light-dark() as it is written.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Nothing inline: the content security policy lets only files of the service through.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  // While it is worked on: `npx vite console`, beside a service.
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/auth', '/openapi.json'].map((path) => [path, 'http://127.0.0.1:8430']),
    ),
  },
})
