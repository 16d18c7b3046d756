import type { SampleSeat, SampleStage } from './app.ts';

const SECTIONS = [
  'today',
  'plan',
  'articles',
  'roster',
  'meetings',
  'board',
  'workshop',
  'timeline',
  'signing',
  'members',
] as const;
export type Section = (typeof SECTIONS)[number];
export type WorkspaceSource =
  | { readonly kind: 'shelf'; readonly key: string }
  | {
      readonly kind: 'sample';
      readonly stage: SampleStage;
      readonly seed: string;
      readonly body: SampleSeat;
    };

export type Route =
  | { readonly page: 'start' }
  | { readonly page: 'found' }
  | { readonly page: 'join'; readonly payload: string }
  /** Where a native speaker reads the sentences of the interface. */
  | { readonly page: 'review'; readonly language: 'km' | 'th' }
  /** What a room sees. The capability is in the fragment, so that no server is ever told. */
  | { readonly page: 'board'; readonly link: string }
  | {
      readonly page: 'workspace';
      readonly source: WorkspaceSource;
      readonly section: Section;
      /** What is shown and marked there: id of a provision, proposal or other record. */
      readonly at: string | null;
      readonly base: string;
    }
  | { readonly page: 'unknown' };

const SAMPLE_SEATS: readonly SampleSeat[] = ['KH', 'TH', 'IOM', 'facilitator'];

/** First part of a sample's address. */
const STAGES: Readonly<Record<string, SampleStage | undefined>> = {
  sample: 'adopted',
  rehearsal: 'opening',
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const sectionOf = (part: string | undefined): Section | null =>
  part === undefined || part === '' ? 'today' : (SECTIONS.find((section) => section === part) ?? null);

const placeOf = (part: string | undefined): string | null =>
  part === undefined || part === '' ? null : decoded(part);

/** Reads the fragment of an address. An invitation's payload is in it, so that no server is ever told. */
export function routeOf(hash: string): Route {
  const [head = '', ...rest] = hash.replace(/^#?\/?/, '').split('/');
  const [first, second, third, fourth] = rest;
  if (head === '') return { page: 'start' };
  if (head === 'found' && first === undefined) return { page: 'found' };
  if (head === 'join') return { page: 'join', payload: rest.join('/') };
  if (head === 'review' && (first === 'km' || first === 'th')) return { page: 'review', language: first };
  if (head === 'board') return { page: 'board', link: rest.join('/') };
  if (head === 'w' && first !== undefined) {
    const section = sectionOf(second);
    if (section === null) return { page: 'unknown' };
    return {
      page: 'workspace',
      source: { kind: 'shelf', key: decoded(first) },
      section,
      at: placeOf(third),
      base: `#/w/${first}`,
    };
  }
  const stage = STAGES[head];
  if (stage !== undefined && first !== undefined) {
    const body = SAMPLE_SEATS.find((known) => known === second);
    const section = sectionOf(third);
    if (body === undefined || section === null) return { page: 'unknown' };
    const source = { kind: 'sample', stage, seed: decoded(first), body } as const;
    const base = `#/${head}/${first}/${body}`;
    return { page: 'workspace', source, section, at: placeOf(fourth), base };
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
