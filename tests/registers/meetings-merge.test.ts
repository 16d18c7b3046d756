import * as prng from 'lib0/prng';
import { describe, expect, it } from 'vitest';
import { lettersOf } from '../../src/registers/meeting-numbering.ts';
import { SECTIONS } from '../../src/schema/meetings.ts';
import { AGREED, desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { flatAt, minutesAt, numbersAt, talk } from './meeting-room.ts';

/** One act on a point somewhere in a meeting, as a hand at the table might do it. */
function shuffle({ joint: { meetings } }: Desk, meeting: string, random: prng.PRNG): void {
  const { points } = meetings;
  const all = points.list(meeting);
  const pick = () => all[prng.int32(random, 0, all.length - 1)]?.id ?? '';
  const id = pick();
  const section = SECTIONS[prng.int32(random, 0, 2)] ?? 'discussion';
  const act = prng.int32(random, 0, 5);
  if (act === 0) points.add(meeting, { section, parent: null, after: null }, { text: 'More.' });
  else if (act === 1) points.indent(id);
  else if (act === 2) points.outdent(id);
  else if (act === 3) points.move(id, { section, parent: null, after: null });
  else if (act === 4) points.delete(id);
  else points.indent(pick());
}

describe('Points moved apart', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'stand once each, in one order with one numbering, wherever they meet (seed %i)',
    async (seed) => {
      const random = prng.create(seed);
      const [kh, th] = await desksOf('KH', 'TH');
      const meeting = talk(kh);
      for (let i = 0; i < 5; i++)
        kh.joint.meetings.points.add(
          meeting,
          { section: 'discussion', parent: null, after: null },
          { text: `${i}` },
        );
      await meet(kh, th);
      for (let round = 0; round < 3; round++) {
        for (const desk of [kh, th]) for (let i = 0; i < 6; i++) shuffle(desk, meeting, random);
        await meet(kh, th);
        const ids = flatAt(kh, meeting).map(({ point }) => point.id);
        expect(flatAt(th, meeting).map(({ point }) => point.id)).toEqual(ids);
        expect(numbersAt(th, meeting)).toEqual(numbersAt(kh, meeting));
        expect([...ids].sort()).toEqual(
          kh.joint.meetings.points
            .list(meeting)
            .map(({ id }) => id)
            .sort(),
        );
        for (const { points } of kh.joint.meetings.points.sections(meeting)) {
          expect(points.map(({ number }) => number)).toEqual(points.map((_, i) => `${lettersOf(i + 1)})`));
        }
      }
    },
  );

  it('under each other by two hands at once form no ring: both stay in sight', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    const [first, second] = kh.joint.meetings.points.sections(meeting)[0]?.points ?? [];
    const [a, b] = [first?.point.id ?? '', second?.point.id ?? ''];
    kh.joint.meetings.points.move(b, { section: 'opening', parent: a, after: null });
    th.joint.meetings.points.move(a, { section: 'opening', parent: b, after: null });
    await meet(kh, th);
    expect(flatAt(kh, meeting).map(({ point }) => point.id)).toEqual(expect.arrayContaining([a, b]));
    expect(numbersAt(kh, meeting)).toEqual(numbersAt(th, meeting));
  });
});

describe('Long minutes', () => {
  it('of 200 points are adopted; longer than can be signed they are refused by name', async () => {
    const [kh] = await desksOf('KH');
    const meeting = talk(kh);
    const { points } = kh.joint.meetings;
    const last: string[] = [];
    kh.space.change(() => {
      for (let i = 0; i < 200; i++)
        last.push(
          points.add(
            meeting,
            { section: 'discussion', parent: null, after: last.at(-1) ?? null },
            { text: 'Both parties agreed to the proposal. '.repeat(10) },
          ),
        );
    });
    const hashOf = () => {
      const { signable } = minutesAt(kh, meeting);
      return signable.state === 'ready' ? signable.hash : '';
    };
    kh.joint.meetings.adopt(meeting, hashOf(), AGREED);
    expect(minutesAt(kh, meeting).matter.history).toHaveLength(1);
    for (let i = 0; i < 10; i++) points.rewrite(last[i] ?? '', 'ក'.repeat(10_000));
    expect(() => kh.joint.meetings.adopt(meeting, hashOf(), AGREED)).toThrow('too large');
  });
});
