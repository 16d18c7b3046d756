import { firstValue } from '../replica/field.ts';
import type { Outcome, SectionKind } from '../schema/meetings.ts';
import { SECTIONS } from '../schema/meetings.ts';
import type { AttendanceRole, Attributed, PointLink } from '../schema/minutes.ts';
import type { JointRegisters } from './joint.ts';
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

/** The record says only "See Annex 2 (Agenda)": these lines are invented, and say so wherever they are printed. */
const INVENTED = 'Invented: the record says only "See Annex 2 (Agenda)".';

interface Day {
  readonly heading: string;
  readonly title: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly chairs: readonly SampleSpeaker[];
  readonly present: readonly (readonly [SampleSpeaker, AttendanceRole])[];
  readonly agenda: readonly (readonly [string, number, SampleSpeaker?])[];
}

const DAY_1: Day = {
  heading: 'Meeting Notes Day 1',
  title:
    'Bilateral Meeting and Signing of Standard Operating Procedures (SOP) on Law Enforcement Cooperation',
  date: '2022-08-25',
  from: '09:30',
  to: '17:00',
  chairs: ['welcome', 'khmer'],
  present: [
    ['welcome', 'chair'],
    ['khmer', 'chair'],
    ['mc', 'mc'],
    ['mission', 'secretariat'],
  ],
  agenda: [
    ['Opening of the meeting', 30, 'mc'],
    ['Opening by both chairs', 30],
    ['Remarks by the Chief of Mission, IOM Thailand', 15, 'mission'],
    ['Discussion of the articles', 300],
    ['Signing of the SOP', 30],
  ],
};

const DAY_2: Day = {
  heading: 'Meeting Notes Day 2',
  title:
    'Bilateral Meeting to Discuss the Plan of Action on the Standard Operating Procedures (SOPs) on Law Enforcement Cooperation',
  date: '2022-08-26',
  from: '09:00',
  to: '15:00',
  chairs: ['khmer', 'thai'],
  present: [
    ['khmer', 'chair'],
    ['thai', 'chair'],
    ['mc', 'mc'],
    ['iom', 'secretariat'],
  ],
  agenda: [
    ['Opening and adoption of the agenda', 30, 'mc'],
    ['Presentation of the draft Plan of Action', 30, 'khmer'],
    ['Discussion of the Plan of Action', 150],
    ['Conclusion', 15, 'khmer'],
    ['Adoption and signing of the minutes', 60],
  ],
};

const SERIES =
  'Bilateral Meeting and Signing of the Standard Operating Procedures (SOP) on Law Enforcement Cooperation Between the Royal Government of Cambodia and the Government of the Kingdom of Thailand, and draft its Plan of Action';

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

function prepare(registers: JointRegisters, series: string, day: Day): string {
  const { meetings } = registers;
  const speaker = speakersIn(registers);
  const { heading, title, date, from, to, chairs } = day;
  const meeting = meetings.add({
    ...{ heading, title, date, from, to, series },
    venue: 'The Sukosol Hotel, Bangkok',
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
  for (const [line, minutes, presenter] of day.agenda) {
    after = meetings.agenda.add(meeting, after, {
      title: `${line} [invented]`,
      note: INVENTED,
      minutes,
      presenter: presenter === undefined ? null : speaker(presenter),
    });
  }
  return meeting;
}

/** The second day before it began: agenda, attendance and chairs, and not a word of minutes. */
export function prepareSecondDay(registers: JointRegisters): void {
  prepare(registers, registers.meetings.addSeries(SERIES), DAY_2);
}

/** Both days' minutes as the secretariat wrote them down; the Parties have yet to adopt and to sign them. */
export function writeSampleMinutes(registers: JointRegisters): void {
  const { meetings } = registers;
  const speaker = speakersIn(registers);
  const series = meetings.addSeries(SERIES);
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
