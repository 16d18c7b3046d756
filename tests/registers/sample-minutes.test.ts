import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleIdentity, type SampleStage } from '../../src/charter/sample.ts';
import { cardOf } from '../../src/charter/shelf.ts';
import { firstValue } from '../../src/replica/field.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { newDevice } from '../charter/devices.ts';

const seed = new Uint8Array(16).fill(9);

async function openSample(stage: SampleStage): Promise<Workspace> {
  const identity = await sampleIdentity(seed, 'KH', 'ws://127.0.0.1:9', stage);
  const device = newDevice();
  await device.shelf.put(identity, cardOf(identity, 'KH', 1));
  const workspace = await openWorkspace(identity, device);
  onTestFinished(() => workspace.close());
  return workspace;
}

describe('The minutes of the sample', () => {
  it('are both days of August 2022, whole, adopted and signed by both Parties', async () => {
    const { meetings } = (await openSample('adopted')).joint;
    const days = meetings.meetings();
    expect(days.map(({ heading }) => firstValue(heading))).toEqual([
      'Meeting Notes Day 1',
      'Meeting Notes Day 2',
    ]);
    for (const { id } of days)
      expect(meetings.minutes(id)?.phase).toMatchObject({ phase: 'signed', since: 'unchanged' });
    const numbers = days.map(({ id }) =>
      meetings.points
        .sections(id)
        .map(({ points }) =>
          points.map((one) => [one.number, one.points.map(({ number }) => number).join(' ')]),
        ),
    );
    const letters = (count: number, end: string) =>
      Array.from({ length: count }, (_, i) => `${String.fromCharCode(97 + i)}${end}`);
    expect(numbers[0]).toEqual([
      [
        ['1.1', ''],
        ['1.2', 'a) b) c)'],
        ['1.3', 'a) b) c) d)'],
        ['1.4', 'a)'],
      ],
      [['2.1', letters(15, '.').join(' ')]],
      [
        ['3.1', ''],
        ['3.2', ''],
        ['3.3', ''],
      ],
    ]);
    expect(numbers[1]?.map((section) => section.map(([number]) => number))).toEqual([
      letters(3, ')'),
      letters(23, ')'),
      letters(4, ')'),
    ]);
  });

  it('name the seat of each chair beside the person of that day', async () => {
    const { meetings, roster } = (await openSample('adopted')).joint;
    for (const { chairs } of meetings.meetings()) {
      const seats = (firstValue(chairs) ?? []).map(({ seat }) => (seat === null ? null : roster.seat(seat)));
      expect(seats.map((seat) => seat?.id)).toEqual([expect.any(String), expect.any(String)]);
    }
  });

  it('link the points on articles to their proposals, and show the four items where they were adopted', async () => {
    const { meetings } = (await openSample('adopted')).joint;
    const [first, second] = meetings.meetings().map(({ id }) => meetings.minutes(id)?.text);
    const articles = first?.sections[1]?.points[0]?.points ?? [];
    expect(articles.map(({ links }) => links.map(({ kind }) => kind))).toEqual(
      Array.from({ length: 15 }, () => ['proposal']),
    );
    const table = second?.sections[2]?.points[0]?.table ?? [];
    expect(
      table.map(({ number, timeframe, responsible }) => [number, timeframe, responsible.length]),
    ).toEqual([
      ['1.1', 'By end of October 2022', 2],
      ['1.2', 'By end of October 2022', 2],
      ['1.3', 'October-November 2022', 3],
      ['1.4', 'End of November in Cambodia (date TBC)', 3],
    ]);
  });

  it('are prepared only, in the rehearsal: agenda, attendance and chairs, and no point', async () => {
    const { meetings } = (await openSample('opening')).joint;
    const [day, ...more] = meetings.meetings();
    expect(more).toEqual([]);
    const id = day?.id ?? '';
    expect(meetings.minutes(id)?.phase.phase).toBe('prepared');
    expect(meetings.agenda.list(id).length).toBeGreaterThan(3);
    expect(meetings.attendance.list(id)).toHaveLength(4);
    expect(meetings.points.list(id)).toEqual([]);
  });
});
