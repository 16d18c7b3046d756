import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const OUT = at('src/texts/compiled');

/**
 * Compiles the sentences, a module for each language, so that a reader's own is fetched alone. Their types are written
 * here, out of the English ones: Paraglide's own declarations take half a minute for what is a line a sentence.
 */
async function compileTexts(): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  await compile({
    project: at('project.inlang'),
    outdir: OUT,
    outputStructure: 'locale-modules',
    emitTsDeclarations: false,
  });
  const { locales } = JSON.parse(await readFile(at('project.inlang/settings.json'), 'utf8')) as {
    locales: readonly string[];
  };
  const english = JSON.parse(await readFile(at('src/texts/en.json'), 'utf8')) as Record<string, unknown>;
  const types = Object.entries(english)
    .filter(([key]) => key !== '$schema')
    .map(([key, message]) => `export declare const ${key}: (${inputsOf(message)}) => string;`);
  for (const locale of locales) await writeFile(`${OUT}/messages/${locale}.d.ts`, `${types.join('\n')}\n`);
}

/** The names in braces that a message is called with, in any of its forms; nothing where it has none. */
function inputsOf(message: unknown): string {
  const names = new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  for (const [, name = ''] of JSON.stringify(message).matchAll(/"input (\w+)"/g)) names.add(name);
  if (names.size === 0) return '';
  return `inputs: { ${[...names].map((name) => `readonly ${name}: NonNullable<unknown>`).join('; ')} }`;
}

await compileTexts();
