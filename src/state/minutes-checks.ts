import { runChecks } from '../registers/checks/run.ts';
import type { Passage, Provision } from '../registers/checks/snapshot.ts';
import type { Warning } from '../registers/checks/warning.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import type { MinutesPoint, MinutesText } from '../schema/minutes.ts';
import { inEnglish } from '../texts/language.ts';
import { calendarDate } from '../texts/times.ts';

const ABOUT = { page: 'signing', language: 'en' } as const;

const pointsIn = (
  points: readonly MinutesPoint[],
  parent: string,
): { point: MinutesPoint; parent: string }[] =>
  points.flatMap((point) => [{ point, parent }, ...pointsIn(point.points, point.id)]);

/** Place and date as they would stand under the minutes: "Bangkok, Thursday, 26 August 2022" was a Friday. */
const signatureLines = ({ signature }: MinutesText): Passage[] =>
  signature === null
    ? []
    : [
        {
          ...ABOUT,
          id: '',
          label: '',
          kind: 'signature line',
          text: `${signature.place}, ${inEnglish(() => calendarDate(signature.date))}`,
        },
      ];

/**
 * What a careful reader would find in minutes before they are adopted: a weekday that does not fit, gaps in numbers, a name
 * spelt two ways. Hints only. A place's id is that of the point; its label the point's number.
 */
export function minutesWarnings(text: MinutesText, workspace: Workspace): readonly Warning[] {
  const points = text.sections.flatMap((section, i) =>
    pointsIn(section.points, `section ${i}`).map((one) => ({ ...one, section })),
  );
  const passages: Passage[] = [
    { ...ABOUT, id: '', label: '', kind: 'heading', text: text.title },
    ...points.map(({ point, section }): Passage => ({
      ...ABOUT,
      id: point.id,
      label: [section.number, point.number].filter((number) => number !== '').join(' '),
      kind: 'text',
      text: point.text,
    })),
    ...signatureLines(text),
    ...text.chairs.map(({ person, title }): Passage => ({
      ...ABOUT,
      id: '',
      label: '',
      kind: 'signature line',
      text: `${person}, ${title}`,
    })),
  ];
  const provisions = points.map(({ point, parent }): Provision => ({
    id: point.id,
    page: 'signing',
    number: point.number,
    parent,
  }));
  const people = [...text.attendance, ...text.chairs]
    .map(({ person }) => person)
    .filter((name) => name !== '');
  return runChecks({
    passages,
    provisions,
    items: [],
    translations: [],
    conflicts: [],
    held: workspace.joint.agreement.held,
    names: { people: [...new Set(people)], bodies: workspace.bodies.map(({ name }) => name) },
  });
}
