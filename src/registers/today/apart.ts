import type { Standing } from '../../replica/deletion.ts';
import { firstSaid, inThree, saidInThree, titleInThree, type InThree } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { one, type Waiting, type WaitingSection } from './waiting.ts';

const isApart = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'state' in value && value.state === 'conflict';

/** How many fields of these views two set apart. Getters (`where`) are left alone: they are no fields, and reckon anew each time. */
const apartIn = (...views: readonly object[]): number =>
  views
    .flatMap((view) => Object.values(Object.getOwnPropertyDescriptors(view)))
    .filter(({ value }) => isApart(value)).length;

function line(section: WaitingSection, record: string | null, title: InThree, ...views: object[]): Waiting[] {
  const count = apartIn(...views);
  return count === 0 ? [] : [one('conflict', section, record, title, { count })];
}

/** Values set apart outside the plan, one line for each place where they are chosen; of the rosters only the Party's own side. */
export function ofConflicts(joint: JointRegisters, party: string): Waiting[] {
  const { articles, signings, meetings, workshops, calendars, commitments, roster } = joint;
  const instruments = articles.instruments().flatMap((instrument) => {
    const title = inThree(instrument, 'title');
    return [
      ...line('articles', null, title, instrument),
      ...signings.list(instrument).flatMap((signing) => line('signing', null, title, signing)),
    ];
  });
  const talks = meetings.meetings().flatMap((meeting) => {
    const title = firstSaid(inThree(meeting, 'heading'), inThree(meeting, 'title'));
    return line('meetings', meeting.id, title, meeting, ...meetings.points.list(meeting.id));
  });
  const seminars = workshops.workshops().flatMap((workshop) => {
    const { id } = workshop;
    const parts = [
      ...workshops.candidates(id),
      ...workshops.dayPlan(id),
      ...workshops.preparations(id),
      ...workshops.participants(id, party),
    ];
    return line('workshop', id, inThree(workshop, 'title'), workshop, ...parts);
  });
  const periods = calendars
    .of(party)
    .flatMap((period) => line('workshop', null, inThree(period, 'name'), period));
  const promises = commitments
    .list()
    .flatMap((promise) => line('today', promise.id, inThree(promise, 'what'), promise));
  const { agencies, seats } = roster.records(party);
  const stands = ({ standing }: { readonly standing: Standing }) => standing.state !== 'deleted';
  const side = [
    ...agencies
      .filter(stands)
      .flatMap((agency) =>
        line(
          'roster',
          agency.id,
          saidInThree({ en: agency.nameEn, km: agency.nameKm, th: agency.nameTh }),
          agency,
        ),
      ),
    ...seats
      .filter(stands)
      .flatMap((seat) => line('roster', seat.id, titleInThree(seat), seat, ...roster.history(seat.id))),
  ];
  return [...instruments, ...talks, ...seminars, ...periods, ...promises, ...side];
}
