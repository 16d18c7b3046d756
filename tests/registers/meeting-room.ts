import type { Minutes, NumberedPoint } from '../../src/registers/meeting-types.ts';
import type { Desk } from '../sim/joint-desks.ts';

const CHAIR = { body: 'KH', seat: null, person: 'H.E. Chou Bun Eng', title: 'Secretary of State' };

/** A meeting with two opening points and one of discussion; gives its id. */
export function talk({ joint: { meetings } }: Desk): string {
  const meeting = meetings.add({
    title: 'Bilateral Meeting',
    heading: 'Meeting Notes Day 2',
    date: '2022-08-26',
    from: '09:00',
    to: '15:00',
    zone: 'Asia/Bangkok',
    venue: 'The Sukosol Hotel, Bangkok',
    chairs: [CHAIR],
    names: [{ body: 'KH', name: 'Royal Government of Cambodia' }],
    signPlace: 'Bangkok',
  });
  const spot = { section: 'opening', parent: null } as const;
  const first = meetings.points.add(meeting, { ...spot, after: null }, { text: 'Opened.', by: CHAIR });
  meetings.points.add(meeting, { ...spot, after: first }, { text: 'Welcomed.' });
  meetings.points.add(meeting, { section: 'discussion', parent: null, after: null }, { text: 'Agreed.' });
  return meeting;
}

export function minutesAt({ joint }: Desk, meeting: string): Minutes {
  const minutes = joint.meetings.minutes(meeting);
  if (minutes === null) throw new Error('no meeting');
  return minutes;
}

/** Every point in reading order. */
export const flatAt = ({ joint }: Desk, meeting: string): readonly NumberedPoint[] =>
  joint.meetings.points
    .sections(meeting)
    .flatMap(({ points }) => points.flatMap((one) => [one, ...one.points]));

export const numbersAt = (desk: Desk, meeting: string): string[] =>
  flatAt(desk, meeting).map(({ number }) => number);

export const textsAt = (desk: Desk, meeting: string): string[] =>
  flatAt(desk, meeting).map(({ point }) => point.text.toString());
