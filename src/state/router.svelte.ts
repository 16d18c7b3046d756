import type { SampleBody } from './app.ts';

export type Section = 'plan' | 'members';
export type WorkspaceSource =
  | { readonly kind: 'shelf'; readonly key: string }
  | { readonly kind: 'sample'; readonly seed: string; readonly body: SampleBody };

export type Route =
  | { readonly page: 'start' }
  | { readonly page: 'found' }
  | { readonly page: 'join'; readonly payload: string }
  | {
      readonly page: 'workspace';
      readonly source: WorkspaceSource;
      readonly section: Section;
      readonly base: string;
    }
  | { readonly page: 'unknown' };

const SECTIONS: readonly Section[] = ['plan', 'members'];
const SAMPLE_BODIES: readonly SampleBody[] = ['KH', 'TH', 'IOM'];

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const sectionOf = (part: string | undefined): Section | null =>
  part === undefined || part === '' ? 'plan' : (SECTIONS.find((section) => section === part) ?? null);

/** Reads the fragment of an address. An invitation's payload is in it, so that no server is ever told. */
export function routeOf(hash: string): Route {
  const [head = '', ...rest] = hash.replace(/^#?\/?/, '').split('/');
  const [first, second, third] = rest;
  if (head === '') return { page: 'start' };
  if (head === 'found' && first === undefined) return { page: 'found' };
  if (head === 'join') return { page: 'join', payload: rest.join('/') };
  if (head === 'w' && first !== undefined) {
    const section = sectionOf(second);
    if (section === null) return { page: 'unknown' };
    return {
      page: 'workspace',
      source: { kind: 'shelf', key: decoded(first) },
      section,
      base: `#/w/${first}`,
    };
  }
  if (head === 'sample' && first !== undefined) {
    const body = SAMPLE_BODIES.find((known) => known === second);
    const section = sectionOf(third);
    if (body === undefined || section === null) return { page: 'unknown' };
    const source = { kind: 'sample', seed: decoded(first), body } as const;
    return { page: 'workspace', source, section, base: `#/sample/${first}/${body}` };
  }
  return { page: 'unknown' };
}

/** Two routes into the same opened workspace. */
export const sameSource = (a: WorkspaceSource, b: WorkspaceSource): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The address, as the pages follow it. */
export class Router {
  route = $state.raw<Route>(routeOf(location.hash));
  readonly #follow = () => {
    this.route = routeOf(location.hash);
  };

  constructor() {
    window.addEventListener('hashchange', this.#follow);
  }

  go(hash: string): void {
    location.hash = hash;
  }

  close(): void {
    window.removeEventListener('hashchange', this.#follow);
  }
}
