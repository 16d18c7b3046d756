import { firstValue } from '../replica/field.ts';
import type { Outcome, SectionKind } from '../schema/meetings.ts';
import { SECTIONS } from '../schema/meetings.ts';
import type { Attributed, PointLink } from '../schema/minutes.ts';
import type { JointRegisters } from './joint.ts';
import { DAY_1, DAY_2, INVENTED, INVENTED_NOTE, SERIES, VENUE, type SampleDay } from './sample-days.ts';
import { FIRST_DAY } from './sample-minutes-day1.ts';
import { SECOND_DAY } from './sample-minutes-day2.ts';

/** A point of the record. Who spoke is named only where it says so. */
export interface SamplePoint {
  readonly by?: SampleSpeaker;
  readonly text: string;
  /** Point of the proposal it tells of: "2.1 d". */
  readonly proposal?: string;
  /** Numbers of the plan items it speaks of. */
  readonly items?: readonly string[];
  readonly outcome?: Outcome['kind'];
  /** Local time of the outcome, where the record gives one. */
  readonly time?: string;
  /** Whether the table of the plan's items stands under it. */
  readonly table?: boolean;
  readonly points?: readonly SamplePoint[];
}
export type SampleMinutes = Readonly<Record<SectionKind, readonly SamplePoint[]>>;

export type SampleSpeaker = 'khmer' | 'welcome' | 'thai' | 'mc' | 'mission' | 'iom';

/** Persons and offices as the record names them; agencies as far as it does. */
const PEOPLE: Readonly<Record<SampleSpeaker, Omit<Attributed, 'seat'> & { readonly agency: string }>> = {
  khmer: {
    body: 'KH',
    person: 'H.E Chou Bun Eng',
    title:
      'Secretary of State of the Ministry of Interior and Permanent Vice Chairperson of the National Committee for Counter Trafficking of the Royal Government of Cambodia',
    agency: 'Ministry of Interior',
  },
  welcome: {
    body: 'TH',
    person: 'Ms. Ramrung Worawat',
    title:
      'Deputy Permanent Secretary of the Ministry of Social Development and Human Security (MSDHS) of the Government of the Kingdom of Thailand',
    agency: 'Ministry of Social Development and Human Security',
  },
  thai: {
    body: 'TH',
    person: 'Mr. Pravit Roykaew',
    title:
      'Deputy Director General, Department of Trafficking in Persons Litigation, Office of Attorney General of the Government of the Kingdom of Thailand',
    agency: 'Office of Attorney General',
  },
  mc: { body: 'TH', person: 'Mr. Ratchapon Maneelek', title: 'Master of Ceremony', agency: '' },
  mission: {
    body: 'IOM',
    person: 'Geraldine Ansart',
    title: 'Chief of Mission, IOM Thailand',
    agency: 'IOM Thailand',
  },
  iom: { body: 'IOM', person: 'Saskia Kok', title: 'IOM Thailand', agency: 'IOM Thailand' },
};

type Speaking = (name: SampleSpeaker) => Attributed;

/** Under both days, as the record spells them: its first spelling of one name differs. */
const signatories = (speaker: Speaking): Attributed[] => [
  {
    ...speaker('thai'),
    person: 'Mr. Pravit Roykeaw',
    title:
      'Deputy Director General of Department of Trafficking in Persons Litigation, Office of Attorney General of the Government of the Kingdom of Thailand',
  },
  { ...speaker('khmer'), person: 'H.E. Chou Bun Eng' },
];

const NAMES = [
  { body: 'KH', name: 'Royal Government of Cambodia' },
  { body: 'TH', name: 'Government of the Kingdom Thailand' },
  { body: 'IOM', name: 'IOM' },
];

/** Each person with the seat they held, as far as their side's roster names them: "H.E" and "H.E." are one. */
function speakersIn({ roster }: JointRegisters): Speaking {
  const bare = (person: string) => person.replaceAll('.', '');
  const seats = new Map(
    ['KH', 'TH', 'IOM'].flatMap((body) =>
      roster
        .records(body)
        .seats.flatMap(({ id }) => roster.holdings(id).map(({ person }) => [bare(person.en), id] as const)),
    ),
  );
  return (name) => {
    const { body, person, title } = PEOPLE[name];
    return { body, seat: seats.get(bare(person)) ?? null, person, title };
  };
}

function prepare(registers: JointRegisters, series: string, day: SampleDay): string {
  const { meetings } = registers;
  const speaker = speakersIn(registers);
  const { heading, title, date, from, to, chairs } = day;
  const meeting = meetings.add({
    ...{ date, from, to, series },
    ...{ heading: heading.en, headingKm: heading.km, headingTh: heading.th },
    ...{ title: title.en, titleKm: title.km, titleTh: title.th },
    ...{ venue: VENUE.en, venueKm: VENUE.km, venueTh: VENUE.th },
    host: 'TH',
    zone: 'Asia/Bangkok',
    chairs: chairs.map(speaker),
    names: NAMES,
  });
  let after: string | null = null;
  for (const [name, role] of day.present) {
    const { agency } = PEOPLE[name];
    after = meetings.attendance.add(meeting, after, { who: speaker(name), agency, role, present: true });
  }
  after = null;
  for (const [i, [line, minutes, presenter]] of day.agenda.entries()) {
    after = meetings.agenda.add(meeting, after, {
      title: `${line.en} ${INVENTED.en}`,
      titleKm: `${line.km} ${INVENTED.km}`,
      titleTh: `${line.th} ${INVENTED.th}`,
      ...(i > 0 ? {} : { note: INVENTED_NOTE.en, noteKm: INVENTED_NOTE.km, noteTh: INVENTED_NOTE.th }),
      minutes,
      presenter: presenter === undefined ? null : speaker(presenter),
    });
  }
  return meeting;
}

const addSeries = ({ meetings }: JointRegisters): string =>
  meetings.addSeries(SERIES.en, { titleKm: SERIES.km, titleTh: SERIES.th });

/** The second day before it began: agenda, attendance and chairs, and not a word of minutes. */
export function prepareSecondDay(registers: JointRegisters): void {
  prepare(registers, addSeries(registers), DAY_2);
}

/** Both days' minutes as the secretariat wrote them down; the Parties have yet to adopt and to sign them. */
export function writeSampleMinutes(registers: JointRegisters): void {
  const { meetings } = registers;
  const speaker = speakersIn(registers);
  const series = addSeries(registers);
  const first = prepare(registers, series, DAY_1);
  meetings.set(first, {
    opening: { title: 'Opening', points: 'decimal', nested: 'letter-bracket' },
    discussion: { title: 'Key points of discussion', points: 'decimal', nested: 'letter-dot' },
    results: { title: 'Key results', points: 'decimal', nested: 'letter-bracket' },
    signPlace: 'Bangkok',
    signDate: '2022-08-26',
    signatories: signatories(speaker),
  });
  write(registers, first, FIRST_DAY);
  const second = prepare(registers, series, DAY_2);
  // The record's own line is "Bangkok, Thursday, 26 Aug 2022"; that day was a Friday.
  meetings.set(second, {
    signPlace: 'Bangkok, Thursday',
    signDate: '2022-08-26',
    signatories: signatories(speaker),
  });
  write(registers, second, SECOND_DAY);
  for (const meeting of [first, second]) {
    meetings.moveTo(meeting, 'live');
    meetings.moveTo(meeting, 'discussed');
  }
}

function write(registers: JointRegisters, meeting: string, minutes: SampleMinutes): void {
  const linksOf = linker(registers);
  const speaker = speakersIn(registers);
  const [plan] = registers.plan.plans();
  const add = (section: SectionKind, parent: string | null, points: readonly SamplePoint[]): void => {
    let after: string | null = null;
    for (const point of points) {
      const { by, text, outcome, time, table } = point;
      after = registers.meetings.points.add(
        meeting,
        { section, parent, after },
        {
          text,
          by: by === undefined ? null : speaker(by),
          outcome: outcome === undefined ? null : { kind: outcome, time: time ?? null },
          links: linksOf(point),
          table: table === true ? (plan?.id ?? null) : null,
        },
      );
      if (point.points !== undefined) add(section, after, point.points);
    }
  };
  for (const section of SECTIONS) add(section, null, minutes[section]);
}

/** What a point of the record is about, among what the workspace holds already. */
function linker({ articles, plan }: JointRegisters): (point: SamplePoint) => PointLink[] {
  const proposals = new Map(
    articles
      .instruments()
      .flatMap(({ id }) => articles.proposals(id))
      .map(({ id, point }) => [firstValue(point), id] as const),
  );
  const items = new Map(
    plan
      .plans()
      .flatMap(({ id }) => plan.items(id).map((item) => [firstValue(item.number), item.id] as const)),
  );
  return ({ proposal, items: numbers }) => {
    const told = proposal === undefined ? undefined : proposals.get(proposal);
    const links: PointLink[] = told === undefined ? [] : [{ kind: 'proposal', id: told }];
    for (const number of numbers ?? []) {
      const item = items.get(number);
      if (item !== undefined) links.push({ kind: 'item', id: item });
    }
    return links;
  };
}

/** One Party adopts, or signs, the minutes of both days. */
export function agreeToMinutes({ meetings }: JointRegisters, act: 'adopt' | 'sign'): void {
  for (const { id } of meetings.meetings()) {
    const minutes = meetings.minutes(id);
    const signable = act === 'adopt' ? minutes?.signable : minutes?.signing.signable;
    if (signable?.state === 'ready') meetings[act](id, signable.hash, { kind: 'agreed' });
  }
}
