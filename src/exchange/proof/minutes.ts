import { minutesText, type MinutesPoint } from '../../schema/minutes.ts';
import { dayWords, minutesWords } from '../../texts/proof.ts';
import type { Block } from './content.ts';

const row = (label: string, value: string): Block[] => (value === '' ? [] : [{ kind: 'row', label, value }]);
const person = ({ person: name, title }: { readonly person: string; readonly title: string }): string =>
  [name, title].filter((words) => words !== '').join(', ');

function pointBlocks({ number, by, text, time, table, points }: MinutesPoint, above: string): Block[] {
  const name = number.startsWith(`${above}.`) ? number : `${above} ${number}`.trim();
  return [
    { kind: 'words', number: name, text, lang: null },
    ...(by === null ? [] : row(minutesWords.by, person(by))),
    ...row(minutesWords.time, time ?? ''),
    ...table.map((item): Block => ({
      kind: 'remark',
      number: item.number,
      text: [item.activity, item.responsible.join(', '), item.timeframe, item.expected]
        .filter((words) => words !== '')
        .join(' · '),
    })),
    ...points.flatMap((point) => pointBlocks(point, name)),
  ];
}

/** Minutes as the proof shows them, in the order they print; null for what only calls itself minutes. `nameOf`: a body's name. */
export function minutesBlocks(content: unknown, nameOf: (body: string) => string): Block[] | null {
  const read = minutesText.safeParse(content);
  if (!read.success) return null;
  const { title, heading, date, from, to, venue, host, chairs, sections, signature, attendance, agenda } =
    read.data;
  return [
    { kind: 'heading', text: title },
    ...row(minutesWords.heading, heading),
    ...row(
      minutesWords.date,
      [dayWords(date), [from, to].filter(Boolean).join('–')].filter(Boolean).join(', '),
    ),
    ...row(minutesWords.venue, venue),
    ...row(minutesWords.host, host === '' ? '' : nameOf(host)),
    ...chairs.flatMap((chair) => row(minutesWords.chair(nameOf(chair.body)), person(chair))),
    ...sections.flatMap((section): Block[] => [
      { kind: 'heading', text: `${section.number}. ${section.title}` },
      ...section.points.flatMap((point) => pointBlocks(point, section.number)),
    ]),
    ...(signature === null
      ? []
      : [
          ...row(minutesWords.signed, `${signature.place}, ${dayWords(signature.date)}`),
          ...signature.signatories.flatMap((one) => row(nameOf(one.body), person(one))),
        ]),
    ...(attendance.length === 0 ? [] : [{ kind: 'heading', text: minutesWords.attendance } as const]),
    ...attendance.flatMap((one) =>
      row(
        nameOf(one.body),
        [person(one), one.agency, one.present ? minutesWords.present : minutesWords.absent]
          .filter(Boolean)
          .join(', '),
      ),
    ),
    ...(agenda.length === 0 ? [] : [{ kind: 'heading', text: minutesWords.agenda } as const]),
    ...agenda.map(({ title: line, minutes }): Block => ({
      kind: 'row',
      label: minutes === null ? '' : minutesWords.minutes(minutes),
      value: line,
    })),
  ];
}
