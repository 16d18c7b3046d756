import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { ProofPage } from '../src/exchange/proof/file.ts';

const PAGE = fileURLToPath(new URL('../src/exchange/proof/page.ts', import.meta.url));
const STYLE = fileURLToPath(new URL('../src/exchange/proof/page.css', import.meta.url));

const hash = (text: string, encoding: 'hex' | 'base64') => createHash('sha256').update(text).digest(encoding);

/** The verifier of a proof file as one script that needs nothing else, and its style. `modules`: what it was made of. */
export async function bundleProofPage(): Promise<{ page: ProofPage; modules: readonly string[] }> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    // The same script, and so the same hash, whoever builds it: nothing of the surrounding build gets in.
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: PAGE, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const [output, ...others] = [built].flat();
  if (output === undefined || !('output' in output) || others.length > 0)
    throw new Error('one build expected');
  const [chunk, ...rest] = output.output;
  if (rest.length > 0)
    throw new Error(`the proof page is more than one file: ${rest.map((file) => file.fileName).join()}`);
  // What ends a script element in HTML, or begins a comment in it, may stand in no script; an escape says the same.
  const script = chunk.code.trim().replace(/<(?=\/script|!--)/gi, '\\x3C');
  const style = (await readFile(STYLE, 'utf8'))
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .trim();
  const page = {
    script,
    style,
    scriptHash: hash(script, 'hex'),
    scriptSource: `sha256-${hash(script, 'base64')}`,
    styleSource: `sha256-${hash(style, 'base64')}`,
  };
  return { page, modules: [...chunk.moduleIds, STYLE] };
}

const NAME = 'virtual:proof-page';

/** Offers the bundled page of a proof file as the module `virtual:proof-page`, in builds, in tests and in development. */
export function proofPage(): Plugin {
  return {
    name: 'span-proof-page',
    resolveId: { filter: { id: /^virtual:proof-page$/ }, handler: () => `\0${NAME}` },
    load: {
      filter: { id: /^\0virtual:proof-page$/ },
      async handler() {
        const { page, modules } = await bundleProofPage();
        for (const module of modules) if (!module.startsWith('\0')) this.addWatchFile(module);
        return `export default ${JSON.stringify(page)};`;
      },
    },
  };
}
