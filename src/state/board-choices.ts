import type { BoardSubject } from '../registers/board-picture.ts';
import type { JointRegisters } from '../registers/joint.ts';
import { firstSaid, inThree } from '../registers/in-three.ts';
import { activityInThree } from '../registers/item-in-three.ts';
import { firstValue } from '../replica/field.ts';
import { readersWords } from '../texts/readers-first.ts';
import type { Lead } from '../replica/presence.ts';
import { rowsOf } from './minutes-rows.ts';

export const CHOICE_KINDS = ['agenda', 'articles', 'items', 'points'] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

/** Something that can be put on a board. */
export interface Choice {
  readonly key: string;
  readonly kind: ChoiceKind;
  readonly number: string;
  readonly words: string;
  readonly subject: BoardSubject;
}

const keyOf = (subject: BoardSubject): string => JSON.stringify(subject);

const choice = (kind: ChoiceKind, number: string, words: string, subject: BoardSubject): Choice => ({
  key: keyOf(subject),
  kind,
  number,
  words,
  subject,
});

/** Everything tabled or agreed that a board may show; the points are those of one meeting. */
export function choicesOf(joint: JointRegisters, meeting: string | null): readonly Choice[] {
  const agendas = joint.meetings.meetings().map((meeting) =>
    choice('agenda', '', readersWords(firstSaid(inThree(meeting, 'heading'), inThree(meeting, 'title'))), {
      kind: 'agenda',
      meeting: meeting.id,
    }),
  );
  const articles = joint.articles.instruments().flatMap(({ id: instrument }) => {
    const text = joint.articles.text(instrument);
    const standing = text.articles.flatMap(({ article, clauses }) => [article, ...clauses]);
    const proposed = joint.articles
      .proposals(instrument)
      .filter(({ open, kind }) => open && kind !== 'basis')
      .flatMap(({ offers }) => offers.flatMap(({ content }) => content.changes))
      .flatMap(({ provision, to }) =>
        to === null || text.provisions.has(provision) ? [] : [{ id: provision, now: to }],
      );
    return [...standing, ...proposed].flatMap(({ id: provision, now }) =>
      now === null
        ? []
        : [choice('articles', now.number, now.text, { kind: 'clause', instrument, provision })],
    );
  });
  const items = joint.plan.plans().flatMap(({ id }) =>
    joint.plan.items(id).map((item) =>
      choice(
        'items',
        firstValue(item.number) ?? '',
        readersWords(activityInThree(item, joint.translations)),
        {
          kind: 'item',
          item: item.id,
        },
      ),
    ),
  );
  const rows = meeting === null ? [] : rowsOf(joint.meetings.points.sections(meeting));
  const points = rows.flatMap((row) =>
    row.kind === 'section' || meeting === null
      ? []
      : [choice('points', row.name, row.point.text.toString(), { kind: 'point', meeting, point: row.id })],
  );
  const once = new Map([...agendas, ...articles, ...items, ...points].map((one) => [one.key, one]));
  return [...once.values()];
}

/** Those in which all the words looked for stand. */
export function found(all: readonly Choice[], kind: ChoiceKind, query: string): readonly Choice[] {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((one) => {
    const text = `${one.number} ${one.words}`.toLowerCase();
    return one.kind === kind && parts.every((part) => text.includes(part));
  });
}

/** Where a member looks at what is on the wall; null for nothing. */
export function placeOf(subject: BoardSubject): Lead | null {
  switch (subject.kind) {
    case 'agenda':
      return { section: 'meetings', record: subject.meeting };
    case 'point':
      return { section: 'meetings', record: subject.point };
    case 'clause':
      return { section: 'articles', record: subject.provision };
    case 'item':
      return { section: 'plan', record: subject.item };
    case 'blank':
      return null;
  }
}

/** The subject an address names (`<kind>:<id>…`), as the links "Show on the board" give it. */
export const choiceAt = (all: readonly Choice[], record: string): Choice | null =>
  all.find(({ subject }) =>
    subject.kind === 'item'
      ? subject.item === record
      : subject.kind === 'point'
        ? subject.point === record
        : subject.kind === 'clause'
          ? subject.provision === record
          : subject.kind === 'agenda' && subject.meeting === record,
  ) ?? null;
