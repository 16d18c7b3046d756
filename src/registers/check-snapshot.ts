import { firstValue, type Field } from '../replica/field.ts';
import type { Language } from '../schema/articles.ts';
import type { Item, Names, Passage, Place, Provision, Snapshot, Translation } from './checks/snapshot.ts';
import type { Instrument } from './articles.ts';
import { isDisputed, type ProvisionState } from './instrument-text.ts';
import type { JointRegisters } from './joint.ts';
import { AGREED_COLUMNS } from './plan-agreement.ts';
import type { PlanItem } from './plan.ts';
import type { Signing } from './signing.ts';

/** What is about to be signed, and who is known. */
export interface SnapshotWish {
  readonly joint: Pick<JointRegisters, 'agreement' | 'articles' | 'plan' | 'translations'>;
  readonly instrument: Instrument;
  /** The record of its signature; null while there is none. */
  readonly signing: Signing | null;
  readonly names: Names;
}

const OTHERS: readonly Language[] = ['km', 'th'];

const isOpen = ({ state }: Field<unknown>): boolean => state === 'conflict' || state === 'unreadable';

const numberOf = ({ now }: ProvisionState): string => now?.number ?? '';

/** Articles and their clauses, in the order they are read. */
const provisionsOf = ({ joint, instrument }: SnapshotWish) =>
  joint.articles
    .text(instrument.id)
    .articles.flatMap(({ article, clauses }) => [
      { kind: 'heading' as const, state: article },
      ...clauses.map((state) => ({ kind: 'text' as const, state })),
    ]);

/** Languages whose translations are looked at: those that are signed, or all while nobody has said which. */
function languagesOf({ signing }: SnapshotWish): readonly Language[] {
  const named = signing === null ? null : firstValue(signing.languages);
  return named === null ? OTHERS : OTHERS.filter((language) => named.includes(language));
}

function passagesOf(wish: SnapshotWish): Passage[] {
  const { joint, instrument } = wish;
  const title: Passage = {
    id: instrument.id,
    page: 'articles',
    label: '',
    language: 'en',
    kind: 'heading',
    text: firstValue(instrument.title) ?? '',
  };
  const texts = provisionsOf(wish).flatMap(({ kind, state }): Passage[] => {
    const about = { id: state.id, page: 'articles', label: numberOf(state), kind } as const;
    const source = state.now?.text ?? '';
    const translated = languagesOf(wish).flatMap((language): Passage[] => {
      const text = joint.translations.of(state.id, language, source)?.text.toString() ?? '';
      return text === '' ? [] : [{ ...about, language, text }];
    });
    return [{ ...about, language: 'en', text: source }, ...translated];
  });
  return [title, ...texts, ...signatureLines(wish)];
}

function signatureLines({ signing }: SnapshotWish): Passage[] {
  if (signing === null) return [];
  const about = {
    id: signing.id,
    page: 'signing',
    label: '',
    language: 'en',
    kind: 'signature line',
  } as const;
  const lines = (firstValue(signing.signatories) ?? []).map(({ person, title }) =>
    [person, title].filter((words) => words !== '').join(', '),
  );
  const place = [firstValue(signing.venue), firstValue(signing.date)].filter(Boolean).join(', ');
  return [...lines, place].filter((text) => text !== '').map((text) => ({ ...about, text }));
}

function translationsOf(wish: SnapshotWish): Translation[] {
  const { translations } = wish.joint;
  return provisionsOf(wish).flatMap(({ state: { id, now } }) => {
    const source = now?.text ?? '';
    // Where the source has no words there is nothing to translate.
    if (source.trim() === '') return [];
    return languagesOf(wish).map((language): Translation => {
      const translation = translations.of(id, language, source);
      const missing = translation === null || translation.text.toString().trim() === '';
      const state = missing ? 'missing' : translation.stale ? 'stale' : 'current';
      return { provision: id, language, state };
    });
  });
}

function conflictsOf(wish: SnapshotWish): Place[] {
  const { joint, instrument, signing } = wish;
  const disputed = [...joint.articles.text(instrument.id).provisions.values()]
    .filter(isDisputed)
    .map((state): Place => ({
      page: 'articles',
      id: state.id,
      label: numberOf(state),
      language: 'en',
      part: 'text',
    }));
  const titles = (
    [
      ['en', instrument.title],
      ['km', instrument.titleKm],
      ['th', instrument.titleTh],
    ] as const
  )
    .filter(([, field]) => isOpen(field))
    .map(([language]): Place => {
      return { page: 'articles', id: instrument.id, label: '', language, part: 'heading' };
    });
  const record =
    signing === null ? [] : [signing.languages, signing.signatories, signing.venue, signing.date];
  const particulars = record.filter(isOpen).map((): Place => {
    return { page: 'signing', id: signing?.id ?? '', label: '', language: null, part: 'field' };
  });
  return [...titles, ...disputed, ...particulars];
}

function itemOf(item: PlanItem): Item {
  const conflicts: string[] = AGREED_COLUMNS.filter((column) =>
    column === 'activity' ? item.activity.state === 'unreadable' : isOpen(item[column]),
  );
  return {
    id: item.id,
    plan: firstValue(item.plan) ?? '',
    number: firstValue(item.number) ?? '',
    activity: item.activity.toString(),
    responsible: firstValue(item.responsible) ?? [],
    timeframe: firstValue(item.timeframe)?.spoken ?? '',
    expected: firstValue(item.expected) ?? '',
    conflicts: item.standing.state === 'contested' ? [...conflicts, 'standing'] : conflicts,
  };
}

/** What stands on the pages now, as the checks before a signature read it. */
export function snapshotOf(wish: SnapshotWish): Snapshot {
  const { agreement, plan } = wish.joint;
  return {
    passages: passagesOf(wish),
    provisions: provisionsOf(wish).map(({ state }): Provision => ({
      id: state.id,
      page: 'articles',
      number: numberOf(state),
      parent: state.now?.parent ?? null,
    })),
    items: plan.plans().flatMap(({ id }) => plan.items(id).map(itemOf)),
    translations: translationsOf(wish),
    conflicts: conflictsOf(wish),
    held: agreement.held,
    names: wish.names,
  };
}
