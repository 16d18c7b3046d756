import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** The floors of src from the ground up; folders on one floor may import each other. */
const FLOORS: Readonly<Record<string, number>> = {
  wire: 0,
  schema: 0,
  crypto: 0,
  replica: 1,
  charter: 2,
  registers: 3,
  exchange: 4,
  texts: 4,
  state: 5,
  platform: 5,
  views: 6,
};
const MAIN = 'src/main.ts';

/** Packages with a home; whoever else imports them is told why not. The first that matches counts. */
const HOMES: readonly {
  readonly packages: RegExp;
  readonly home: (file: string) => boolean;
  readonly cure: string;
}[] = [
  {
    packages: /^(yjs|y-websocket|y-indexeddb|y-protocols)(\/|$)/,
    home: (file) => folderOf(file) === 'replica',
    cure: 'only src/replica may: give it a doorway there and import that',
  },
  {
    packages: /^(y-codemirror\.next|@codemirror\/.+)$/,
    home: (file) => file.startsWith('src/views/ui/'),
    cure: 'only src/views/ui may: bind the editor in a part of its own',
  },
  {
    packages: /^(svelte|bits-ui|virtua)(\/|$)/,
    home: (file) => ['state', 'views'].includes(folderOf(file)) || file === MAIN,
    cure: 'only from src/state up: keep the rule here free of runes and wrap it in src/state',
  },
  {
    packages: /^ws(\/|$)/,
    home: () => false,
    cure: 'only server may: the app speaks through src/replica',
  },
];
/** What the relay may import; yjs only where updates are decoded, in the worker. */
const SERVER_PACKAGES = /^(ws|lib0|zod|y-protocols)(\/|$)/;

/** `replica` of `src/replica/vault.ts`; empty for a file on no floor. */
function folderOf(file: string): string {
  const [src, folder, ...rest] = file.split('/');
  return src === 'src' && folder !== undefined && rest.length > 0 ? folder : '';
}

const isBuiltin = (specifier: string): boolean =>
  specifier.startsWith('node:') || builtinModules.includes(specifier);

/** What is wrong with an import and how to mend it, or null. `file` and the result of a relative import count from the root. */
function problemOf(file: string, specifier: string): string | null {
  const local = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : null;
  const problem = file.startsWith('server/')
    ? serverProblem(file, specifier, local)
    : local === null
      ? packageProblem(file, specifier)
      : floorProblem(file, local);
  return problem === null ? null : `${file} imports ${specifier}: ${problem}.`;
}

function serverProblem(file: string, specifier: string, local: string | null): string | null {
  if (local !== null) {
    return local.startsWith('server/') || local.startsWith('src/wire/')
      ? null
      : 'the relay knows only itself and src/wire: move what both need to src/wire';
  }
  if (isBuiltin(specifier) || SERVER_PACKAGES.test(specifier)) return null;
  if (specifier !== 'yjs') return 'the relay lives on Node, ws, lib0, zod and y-protocols: do without';
  return /^server\/merge[^/]*\.ts$/.test(file)
    ? null
    : 'the relay decodes no update outside its worker: do it in server/merge.ts and ask server/merger.ts';
}

function packageProblem(file: string, specifier: string): string | null {
  if (isBuiltin(specifier)) return 'src runs in browsers: take it through a doorway, as src/platform does';
  const found = HOMES.find(({ packages }) => packages.test(specifier));
  return found === undefined || found.home(file) ? null : found.cure;
}

function floorProblem(file: string, target: string): string | null {
  if (target === MAIN) return 'src/main.ts is the one composition root and imported by nobody: pass it in';
  if (!target.startsWith('src/')) {
    return 'src imports nothing outside src: move what is needed to a floor (src/wire when the relay needs it too)';
  }
  if (file === MAIN) return null;
  const from = folderOf(file);
  const to = folderOf(target);
  const own = FLOORS[from];
  const other = FLOORS[to];
  if (own === undefined)
    return `no floor has this file: put it into one of ${Object.keys(FLOORS).join(', ')}`;
  if (other === undefined) {
    return `no floor has what it imports: put it into one of ${Object.keys(FLOORS).join(', ')}`;
  }
  if (from === to && !(file.startsWith('src/views/ui/') && !target.startsWith('src/views/ui/'))) return null;
  if (to === 'platform') return 'src/platform is imported by src/main.ts alone: have it passed in from there';
  // What leaves Span as a file has words of its own.
  if (to === 'texts' && !['exchange', 'state', 'views'].includes(from)) {
    return 'sentences are worded in src/exchange, src/state and src/views: give back a name here and word it there';
  }
  if (file.startsWith('src/views/ui/') && ['registers', 'charter', 'replica'].includes(to)) {
    return 'src/views/ui knows no domain word: take plain props and let the page bind them';
  }
  if (file.startsWith('src/views/ui/') && to === 'views') {
    return 'parts do not know pages: move what both need into src/views/ui';
  }
  if (other <= own) return null;
  return `floor ${own} (${from}) may not climb to floor ${other} (${to}): pass it in from above, or move it down`;
}

/** Every module a source names: static, dynamic, type-only, re-exported, or loaded by `new URL(…, import.meta.url)`. */
function importsOf(file: string, source: string): string[] {
  const scripts = file.endsWith('.svelte')
    ? [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '')
    : [source];
  const named = scripts.flatMap((script) =>
    ts.preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName),
  );
  const markup = file.endsWith('.svelte') ? [...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)] : [];
  const urls = [...source.matchAll(/new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g)];
  return [...new Set([...named, ...[...markup, ...urls].map(([, name]) => name ?? '')])];
}

const ROOT = join(import.meta.dirname, '..');

function sources(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith('src/texts/compiled/'));
}

describe('floors', () => {
  it('import only their own and lower ones', () => {
    const files = [...sources('src'), ...sources('server')];
    expect(files.length).toBeGreaterThan(40);
    const problems = files.flatMap((file) =>
      importsOf(file, readFileSync(join(ROOT, file), 'utf8')).flatMap(
        (specifier) => problemOf(file, specifier) ?? [],
      ),
    );
    expect(problems, problems.join('\n')).toEqual([]);
  });
});

describe('the rule about floors', () => {
  it.each([
    ['src/wire/room.ts', '../replica/space.ts', 'may not climb to floor 1'],
    ['src/replica/space.ts', '../charter/genesis.ts', 'may not climb to floor 2'],
    ['src/registers/plan.ts', '../texts/index.ts', 'sentences are worded in'],
    ['src/state/app.ts', '../platform/browser.ts', 'imported by src/main.ts alone'],
    ['src/state/plan.svelte.ts', '../views/Plan.svelte', 'may not climb to floor 6'],
    ['src/views/Plan.svelte', '../main.ts', 'imported by nobody'],
    ['src/views/ui/Table.svelte', '../../registers/plan.ts', 'knows no domain word'],
    ['src/views/ui/Table.svelte', '../Plan.svelte', 'parts do not know pages'],
    ['src/registers/plan.ts', 'yjs', 'only src/replica may'],
    ['src/views/Plan.svelte', 'y-protocols/awareness', 'only src/replica may'],
    ['src/views/Plan.svelte', '@codemirror/state', 'only src/views/ui may'],
    ['src/registers/plan.ts', 'svelte/reactivity', 'only from src/state up'],
    ['src/crypto/hash.ts', 'node:crypto', 'src runs in browsers'],
    ['src/replica/vault.ts', '../../server/store.ts', 'nothing outside src'],
    ['src/stray.ts', './wire/room.ts', 'no floor has this file'],
    ['server/room.ts', 'yjs', 'outside its worker'],
    ['server/room.ts', '../src/replica/lint.ts', 'only itself and src/wire'],
    ['server/room.ts', 'express', 'do without'],
  ])('%s may not import %s', (file, specifier, message) => {
    expect(problemOf(file, specifier)).toContain(`${file} imports ${specifier}: `);
    expect(problemOf(file, specifier)).toContain(message);
  });

  it.each([
    ['src/replica/space.ts', 'yjs'],
    ['src/replica/space.ts', './ledger.ts'],
    ['src/crypto/hash.ts', '../wire/text.ts'],
    ['src/views/ui/DraftEditor.svelte', 'y-codemirror.next'],
    ['src/views/Plan.svelte', '../texts/index.ts'],
    ['src/exchange/proof/view.ts', '../../texts/proof.ts'],
    ['src/views/Plan.svelte', './ui/Table.svelte'],
    ['src/main.ts', './platform/browser.ts'],
    ['server/merge-worker.ts', 'yjs'],
    ['server/room.ts', '../src/wire/limits.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(problemOf(file, specifier)).toBeNull();
  });

  it('sees every way of importing', () => {
    const source = `
      import { a } from 'one';
      import type { B } from 'two';
      export * from 'three';
      const four = await import('four');
      type Five = import('five').Five;
      new Worker(new URL('./six.ts', import.meta.url));
      import 'seven';
      // import 'a comment'
    `;
    const seen = ['one', 'two', 'three', 'four', 'five', './six.ts', 'seven'];
    expect(importsOf('a.ts', source).sort()).toEqual(seen.sort());
    const svelte = `<script lang="ts">${source}</script><p>don't</p>{#await import('eight')}{/await}`;
    expect(importsOf('a.svelte', svelte).sort()).toEqual([...seen, 'eight'].sort());
  });
});
