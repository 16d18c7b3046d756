import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const SOURCE = new URL('../src/platform/service-worker.js', import.meta.url);
const PUBLIC = new URL('../public/', import.meta.url);

/**
 * Puts `sw.js` into the build: the hand-written worker with the list of files that open the app offline. The list's hash
 * names the cache, so that a new build is a new cache and the old one serves until the user changes over.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'span-service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      // .woff beside .woff2 and source maps are never asked for by a browser that runs Span.
      const files = Object.keys(bundle).filter((file) => !file.endsWith('.woff') && !file.endsWith('.map'));
      const hash = createHash('sha256');
      for (const file of files.sort()) hash.update(file).update(contentOf(bundle[file]));
      const copied = readdirSync(PUBLIC);
      for (const file of copied.sort()) hash.update(file).update(readFileSync(new URL(file, PUBLIC)));
      const paths = [...files.filter((file) => file !== 'index.html'), ...copied].map((file) => `/${file}`);
      const source = readFileSync(SOURCE, 'utf8')
        .replaceAll('__FILES__', JSON.stringify(['/', ...paths]))
        .replaceAll('__VERSION__', hash.digest('hex').slice(0, 16));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}

const contentOf = (
  output: { type: 'chunk'; code: string } | { type: 'asset'; source: string | Uint8Array } | undefined,
) => (output === undefined ? '' : output.type === 'chunk' ? output.code : output.source);
