import * as prng from 'lib0/prng';
import { describe, expect, it } from 'vitest';
import { speakerState, spokenFor, timerRan } from '../../src/registers/meeting-floor.ts';
import { firstValue } from '../../src/replica/field.ts';
import type { Attributed } from '../../src/schema/minutes.ts';
import { desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { talk } from './meeting-room.ts';

const who = (body: string, person = `Delegate of ${body}`): Attributed => ({
  body,
  seat: null,
  person,
  title: '',
});
const MINUTE = 60_000;
const floorOf = ({ joint }: Desk) => joint.meetings.floor;
const queueAt = (desk: Desk, meeting: string) =>
  floorOf(desk)
    .queue(meeting)
    .map((one) => firstValue(one.who)?.body);

/** A meeting that three people see: two Parties' and a facilitator. */
async function table() {
  const [kh, th, lead] = await desksOf('KH', 'TH', 'IOM leads');
  const meeting = talk(kh);
  await meet(kh, th, lead);
  return { kh, th, lead, meeting };
}

describe('the speakers’ list', () => {
  it('lets two who ask at once both stand, in one order for all, and puts nobody down twice', async () => {
    const { kh, th, lead, meeting } = await table();
    floorOf(kh).ask(meeting, who('KH'));
    floorOf(kh).ask(meeting, who('KH'));
    floorOf(th).ask(meeting, who('TH'));
    await meet(kh, th, lead);
    expect([...queueAt(lead, meeting)].sort()).toEqual(['KH', 'TH']);
    for (const desk of [kh, th]) expect(queueAt(desk, meeting)).toEqual(queueAt(lead, meeting));
  });

  it('gives the floor to one, and tells how long each spoke from the moments recorded', async () => {
    const { kh, th, lead, meeting } = await table();
    const floor = floorOf(lead);
    lead.joint.meetings.set(meeting, { speaking: 3 });
    const [first, second] = [floor.ask(meeting, who('KH')), floor.ask(meeting, who('TH'))];
    floor.give(first);
    const began = lead.space.now();
    const [speaker] = floor.speaking(meeting);
    if (speaker === undefined) throw new Error('nobody speaks');
    expect(firstValue(speaker.limit)).toBe(3);
    expect(spokenFor(speakerState(speaker), began + 2 * MINUTE)).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(spokenFor(speakerState(speaker), began - MINUTE)).toBe(0);
    floor.give(second);
    await meet(kh, th, lead);
    for (const desk of [kh, th]) {
      expect(
        floorOf(desk)
          .speaking(meeting)
          .map(({ id }) => id),
      ).toEqual([second]);
      expect(
        floorOf(desk)
          .speakers(meeting)
          .map((one) => speakerState(one).state),
      ).toEqual(['spoken', 'speaking']);
    }
    floorOf(kh).take(meeting);
    await meet(kh, th, lead);
    expect(floor.speaking(meeting)).toEqual([]);
    // Who has spoken may ask again.
    floor.ask(meeting, who('KH'));
    expect(queueAt(lead, meeting)).toEqual(['KH']);
  });

  it('shows both who were given the floor apart, until it is given to one', async () => {
    const { kh, th, lead, meeting } = await table();
    const [first, second] = [floorOf(lead).ask(meeting, who('KH')), floorOf(lead).ask(meeting, who('TH'))];
    await meet(kh, th, lead);
    floorOf(kh).give(first);
    floorOf(th).give(second);
    await meet(kh, th, lead);
    expect(floorOf(lead).speaking(meeting)).toHaveLength(2);
    floorOf(lead).give(second);
    await meet(kh, th, lead);
    for (const desk of [kh, th, lead])
      expect(
        floorOf(desk)
          .speaking(meeting)
          .map(({ id }) => id),
      ).toEqual([second]);
  });

  it.each([1, 2, 3, 4])(
    'stays one order with nobody lost, whatever was done apart (seed %i)',
    async (seed) => {
      const random = prng.create(seed);
      const { kh, th, lead, meeting } = await table();
      const desks = [kh, th, lead];
      let asked = 0;
      for (let round = 0; round < 3; round++) {
        for (const desk of desks)
          for (let i = 0; i < 4; i++) {
            const queue = floorOf(desk).queue(meeting);
            const one = queue[prng.int32(random, 0, Math.max(0, queue.length - 1))];
            const act = prng.int32(random, 0, 3);
            if (act === 0 || one === undefined) floorOf(desk).ask(meeting, who('KH', `Person ${asked++}`));
            else if (act === 1) floorOf(desk).give(one.id);
            else floorOf(desk).move(one.id, act === 2 ? -1 : 1);
          }
        await meet(...desks);
        const ids = floorOf(kh)
          .speakers(meeting)
          .map(({ id }) => id);
        expect(ids).toHaveLength(asked);
        for (const desk of desks)
          expect(
            floorOf(desk)
              .speakers(meeting)
              .map(({ id }) => id),
          ).toEqual(ids);
      }
    },
  );

  it('moves up and down among those who wait, and lets who withdraws come back', async () => {
    const { lead, meeting } = await table();
    const floor = floorOf(lead);
    const ids = ['KH', 'TH', 'IOM'].map((body) => floor.ask(meeting, who(body)));
    floor.give(ids[0] ?? '');
    floor.move(ids[2] ?? '', -1);
    expect(queueAt(lead, meeting)).toEqual(['IOM', 'TH']);
    floor.move(ids[2] ?? '', -1);
    expect(queueAt(lead, meeting)).toEqual(['IOM', 'TH']);
    floor.move(ids[2] ?? '', 1);
    expect(queueAt(lead, meeting)).toEqual(['TH', 'IOM']);
    const back = floor.withdraw(ids[1] ?? '');
    expect(queueAt(lead, meeting)).toEqual(['IOM']);
    back();
    expect(queueAt(lead, meeting)).toEqual(['TH', 'IOM']);
  });
});

describe('a timer', () => {
  it('runs from the moment recorded, the same for all, until it is ended or another begins', async () => {
    const { kh, th, lead, meeting } = await table();
    const floor = floorOf(lead);
    const first = floor.startTimer(meeting, { title: 'Coffee', minutes: 15 });
    await meet(kh, th, lead);
    const [timer] = floorOf(kh).running(meeting);
    if (timer === undefined) throw new Error('no timer');
    const since = firstValue(timer.since) ?? 0;
    expect(timerRan(timer, since + 5 * MINUTE)).toBe(5 * MINUTE);
    expect(timerRan(timer, since - MINUTE)).toBe(0);
    const second = floor.startTimer(meeting, { title: 'Point 2', minutes: 20 });
    await meet(kh, th, lead);
    expect(
      floorOf(th)
        .running(meeting)
        .map(({ id }) => id),
    ).toEqual([second]);
    floor.endTimer(second);
    floor.endTimer(first);
    await meet(kh, th, lead);
    expect(floorOf(th).running(meeting)).toEqual([]);
  });
});
