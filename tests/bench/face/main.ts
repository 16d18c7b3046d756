import { mount } from 'svelte';
import type { App } from '../../../src/state/app.ts';
import { LanguageChoice } from '../../../src/state/language.svelte.ts';
import { ThemeChoice } from '../../../src/state/theme.svelte.ts';
import Root from '../../../src/views/Root.svelte';
import { plainWorkspace } from './plain-workspace.ts';

const never = (): Promise<never> => Promise.reject(new Error('not part of the bench'));

/** Span's face over {@link plainWorkspace}; only the sample can be opened. */
const app: App = {
  shelf: { list: () => Promise.resolve([]) },
  open: never,
  sample: (seed, body) => plainWorkspace(seed ?? 'bench', body),
  sampleLink: never,
  found: never,
  join: never,
  files: {
    save: () => undefined,
    open: () => Promise.resolve(null),
    read: () => Promise.resolve(null),
    choose: () => Promise.resolve([]),
    drawsImage: () => Promise.resolve(false),
    showsPdf: false,
    address: () => ({ url: '', end: () => undefined }),
    tables: () => Promise.reject(new Error('no files here')),
  },
  stayAwake: () => () => undefined,
  copy: never,
  origin: location.origin,
  online: () => true,
  onNetwork: () => () => undefined,
  clock: () => Date.now(),
  relayClock: () => Promise.resolve(null),
  notes: { read: () => null, keep: () => undefined },
  tab: { read: () => null, keep: () => undefined },
  languages: new LanguageChoice(() => undefined),
  boards: { relay: '', newSecret: () => '', watch: never, drive: never, linkOf: never },
  update: {
    state: 'none',
    observe: () => () => undefined,
    switch: () => undefined,
    renew: () => Promise.resolve(),
  },
  install: { offered: false, observe: () => () => undefined, accept: () => Promise.resolve() },
  themes: new ThemeChoice(null, { more: false, observe: () => undefined }, () => undefined),
};

const target = document.getElementById('app');
if (target !== null) mount(Root, { target, props: { app } });
