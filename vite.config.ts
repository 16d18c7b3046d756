import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { proofPage } from './scripts/proof-page.ts';
import { serviceWorker } from './scripts/service-worker.ts';

export default defineConfig({
  plugins: [svelte(), proofPage(), serviceWorker()],
  define: { __SPAN_VERSION__: JSON.stringify(manifest.version) },
  build: { target: 'es2023', outDir: 'dist', chunkSizeWarningLimit: 900 },
  // In development Vite serves the app and `npm start` beside it the relay.
  server: { proxy: { '/relay': { target: 'http://127.0.0.1:4321', ws: true } } },
  test: {
    environment: 'node',
    silent: 'passed-only',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    // Against a hang only: a machine that does other work besides is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Left alone it takes one worker fewer than there are cores: on two cores one, and the other stands idle.
    maxWorkers: '100%',
  },
});
