import type { MinutesPoint, MinutesText } from '../schema/minutes.ts';
import { runChecks } from './checks/run.ts';
import type { Passage, Provision, Snapshot } from './checks/snapshot.ts';
import type { Warning } from './checks/warning.ts';

/** What is known around the minutes. */
export interface MinutesCheckWish {
  /** Record of the meeting: where a warning on a line of the heading or the signature block leads. */
  readonly meeting: string;
  readonly text: MinutesText;
  /** Changes of others that are not in the text yet. */
  readonly held: number;
  /** Persons as their own side spells them; empty where nobody is known. */
  readonly people: readonly string[];
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** As it prints: a place that names a day of the week stands beside its date. */
function dated(place: string, date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${place}, ${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

function linesOf({ meeting, text }: MinutesCheckWish): Passage[] {
  const { chairs, attendance, agenda, signature, title, heading, venue } = text;
  const line = (kind: Passage['kind'], words: string): Passage => {
    return { id: meeting, page: 'minutes', label: '', language: 'en', kind, text: words };
  };
  const signed =
    signature === null
      ? []
      : [
          dated(signature.place, signature.date),
          ...signature.signatories.map(({ person, title: office }) => `${person}, ${office}`),
        ];
  return [
    ...[heading, title, venue].map((words) => line('heading', words)),
    ...[...chairs, ...attendance].map(({ person, title: office }) => line('heading', `${person}, ${office}`)),
    ...agenda.map((one) => line('heading', one.title)),
    ...signed.map((words) => line('signature line', words)),
  ].filter((passage) => passage.text !== '');
}

const pointPassage = ({ id, number, text }: MinutesPoint): Passage => {
  return { id, page: 'minutes', label: number, language: 'en', kind: 'text', text };
};

function passagesOf(point: MinutesPoint): Passage[] {
  const rows = point.table.flatMap(({ number, activity, timeframe, expected, responsible }) =>
    [activity, ...responsible, timeframe, expected]
      .filter((text) => text !== '')
      .map((text): Passage => ({ ...pointPassage(point), label: number, text })),
  );
  return [pointPassage(point), ...rows, ...point.points.flatMap(passagesOf)];
}

/** Points of each level, and rows of a table among themselves. */
function provisionsOf(point: MinutesPoint, parent: string): Provision[] {
  // Rows before the point: they jump to it, and are not what is numbered under it.
  const rows = point.table.map(({ number }): Provision => {
    return { id: point.id, page: 'minutes', number, parent: `${point.id} table` };
  });
  const own: Provision = { id: point.id, page: 'minutes', number: point.number, parent };
  return [...rows, own, ...point.points.flatMap((under) => provisionsOf(under, point.id))];
}

/** The minutes as the checks before a signature read them. */
function minutesSnapshot(wish: MinutesCheckWish): Snapshot {
  const { text, held, people } = wish;
  return {
    passages: [...linesOf(wish), ...text.sections.flatMap(({ points }) => points.flatMap(passagesOf))],
    provisions: text.sections.flatMap(({ number, points }, i) => {
      const id = `${wish.meeting} section ${i + 1}`;
      const own: Provision = { id, page: 'minutes', number, parent: null };
      return [own, ...points.flatMap((point) => provisionsOf(point, id))];
    }),
    items: [],
    translations: [],
    conflicts: [],
    held,
    names: { people, bodies: [] },
  };
}

/**
 * What the plain rules find in minutes about to be adopted or signed: a weekday that its date does not have, gaps in numbers,
 * two spellings of a name, two words for one thing. Hints to people; nothing here stops anybody but changes not yet received.
 */
export const minutesWarnings = (wish: MinutesCheckWish): readonly Warning[] =>
  runChecks(minutesSnapshot(wish));
