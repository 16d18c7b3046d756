import type { Author } from '../replica/door.ts';
import { byText, firstValue } from '../replica/field.ts';
import { LANGUAGES, translationContent, type Language, type Provision } from '../schema/articles.ts';
import type { AgreementState } from './agreement-state.ts';
import type { ProposalView } from './articles.ts';
import { readProposal, type ProvisionState } from './instrument-text.ts';
import type { JointRegisters } from './joint.ts';
import type { Agreement, Matter, Version } from './matter.ts';
import type { Translation } from './translations.ts';

/** One text a provision had, was proposed to have, or has in translation. */
export interface ClauseVersion {
  /** Record and content hash. */
  readonly key: string;
  readonly language: Language;
  /** Null: it was deleted, or proposed to be. */
  readonly text: string | null;
  /** In the English text; null where it has none of its own. */
  readonly number: string | null;
  readonly standing:
    | { readonly kind: 'agreed'; readonly agreement: Agreement }
    /** Put before the Parties and not agreed, or not yet. */
    | { readonly kind: 'tabled' }
    /** A translation as it stands now, which nobody has signed. */
    | { readonly kind: 'writing' };
  /** Who put it forward first; null where nobody has. */
  readonly by: Author | null;
  /** Unix ms, claimed. */
  readonly at: number | null;
  /** The point of the minutes it belongs to; empty when none is named. */
  readonly point: string;
}

/** A proposal that touches, or once touched, the provision. */
export interface ClauseProposal {
  readonly id: string;
  readonly point: string;
  /** In the words of its newest text. */
  readonly summary: string;
  readonly by: Author;
  readonly at: number;
  readonly matter: Matter;
  readonly state: AgreementState;
  readonly open: boolean;
  /** Hash of its newest text. */
  readonly hash: string | null;
}

/** A number the provision got by an agreement. */
export interface NumberChange {
  readonly from: string;
  readonly to: string;
  readonly agreement: Agreement;
}

/** All that was ever said and agreed of one provision. */
export interface ClauseHistory {
  readonly provision: string;
  /** As agreed now; null when nothing of it was ever agreed. */
  readonly state: ProvisionState | null;
  /** As they were put forward, closed ones included. */
  readonly proposals: readonly ClauseProposal[];
  /** English first, then each translation; within a language in the order they were put forward. */
  readonly versions: readonly ClauseVersion[];
  readonly numbers: readonly NumberChange[];
  readonly translations: readonly Translation[];
}

/** What a version of a proposal makes of a provision; undefined when it leaves it alone. */
function changeIn(version: Version, provision: string): Provision | null | undefined {
  const change = readProposal(version)?.changes.find((one) => one.provision === provision);
  return change?.to;
}

const firstOf = (matter: Matter, hash: string): number =>
  matter.history.find((position) => position.hash === hash)?.endorsement.weight ?? 0;

const agreementOf = (matter: Matter, hash: string): Agreement | undefined =>
  matter.agreements.find(
    ({ version, outcome, withdrawn }) =>
      version.hash === hash && outcome === 'agreed' && withdrawn.length === 0,
  );

interface Placed {
  readonly weight: number;
  readonly version: ClauseVersion;
}

function versionsOf({ id, matter, point }: ProposalView, provision: string): Placed[] {
  return matter.versions.flatMap((version): Placed[] => {
    const to = changeIn(version, provision);
    if (to === undefined) return [];
    const agreement = agreementOf(matter, version.hash);
    return [
      {
        weight: firstOf(matter, version.hash),
        version: {
          key: `${id} ${version.hash}`,
          language: 'en',
          text: to?.text ?? null,
          number: to?.number ?? null,
          standing: agreement === undefined ? { kind: 'tabled' } : { kind: 'agreed', agreement },
          by: version.by,
          at: version.at,
          point: firstValue(point) ?? '',
        },
      },
    ];
  });
}

function translated({ id, language, matter, text, signable }: Translation): ClauseVersion[] {
  const signed = matter.versions.flatMap((version): ClauseVersion[] => {
    const content = translationContent.safeParse(version.content).data;
    if (content === undefined) return [];
    const agreement = agreementOf(matter, version.hash);
    return [
      {
        key: `${id} ${version.hash}`,
        language,
        text: content.text,
        number: null,
        standing: agreement === undefined ? { kind: 'tabled' } : { kind: 'agreed', agreement },
        by: version.by,
        at: version.at,
        point: '',
      },
    ];
  });
  const words = text.toString();
  const known =
    signable.state === 'ready' && matter.versions.some(({ hash }) => hash === signable.hash)
      ? true
      : signed.some((version) => version.text === words.normalize('NFC'));
  if (known || words.trim() === '') return signed;
  const writing = { key: `${id} now`, language, text: words, number: null, by: null, at: null, point: '' };
  return [...signed, { ...writing, standing: { kind: 'writing' } }];
}

function proposalOf(view: ProposalView): ClauseProposal | null {
  const [first] = view.matter.history;
  if (first === undefined) return null;
  const newest = view.offers[0];
  return {
    id: view.id,
    point: firstValue(view.point) ?? '',
    summary: newest?.content.summary ?? '',
    by: first.by,
    at: first.at,
    matter: view.matter,
    state: view.state,
    open: view.open,
    hash: newest?.hash ?? null,
  };
}

function numbersOf(state: ProvisionState | null): NumberChange[] {
  const changes: NumberChange[] = [];
  let last: string | null = null;
  for (const { provision, agreement } of state?.wordings ?? []) {
    if (provision === null) continue;
    if (last !== null && last !== provision.number)
      changes.push({ from: last, to: provision.number, agreement });
    last = provision.number;
  }
  return changes;
}

/** Reads the history of a provision. The same on every device that holds the same entries. */
export function clauseHistory(
  { articles, translations }: Pick<JointRegisters, 'articles' | 'translations'>,
  instrument: string,
  provision: string,
): ClauseHistory {
  const views = articles
    .proposals(instrument)
    .filter(({ matter }) => matter.versions.some((version) => changeIn(version, provision) !== undefined))
    .sort(
      (a, b) =>
        (a.matter.history[0]?.endorsement.weight ?? 0) - (b.matter.history[0]?.endorsement.weight ?? 0) ||
        byText(a.id, b.id),
    );
  const english = views
    .flatMap((view) => versionsOf(view, provision))
    .sort((a, b) => a.weight - b.weight || byText(a.version.key, b.version.key))
    .map(({ version }) => version);
  const state = articles.text(instrument).provisions.get(provision) ?? null;
  const source = state?.now?.text ?? '';
  const other = LANGUAGES.flatMap((language) =>
    language === 'en' ? [] : (translations.of(provision, language, source) ?? []),
  );
  return {
    provision,
    state,
    proposals: views.flatMap((view) => proposalOf(view) ?? []),
    versions: [...english, ...other.flatMap(translated)],
    numbers: numbersOf(state),
    translations: other,
  };
}
