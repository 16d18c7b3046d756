import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { proofPage } from '../../../scripts/proof-page.ts';

/** Builds Span's face over plain Yjs: the peer of the keystroke row. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte(), proofPage()],
  publicDir: false,
  build: { target: 'es2023', emptyOutDir: true },
});
