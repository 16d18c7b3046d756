import { afterEach, describe, expect, it } from 'vitest';
import { RosterRefused } from '../../src/registers/roster-refused.ts';
import { RosterRegister } from '../../src/registers/roster.ts';
import { rosterProblem } from '../../src/texts/roster.ts';
import { desksOf, meet } from '../sim/joint-desks.ts';
import { handAll, PlainWorld, type PlainHost } from '../sim/plain-host.ts';

const hosts: PlainHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});

interface Seated {
  readonly roster: RosterRegister;
  readonly seat: string;
}

/** Two devices of one Party, with one seat between them. */
function two(): { readonly a: RosterRegister; readonly b: RosterRegister; readonly seat: string } {
  const opened = new PlainWorld('TH', 'TH').open();
  hosts.push(...opened);
  const [a, b] = opened.map((host) => new RosterRegister(host, ['KH', 'TH'])) as [
    RosterRegister,
    RosterRegister,
  ];
  const seat = a.addSeat(a.addAgency({ nameEn: 'MSDHS' }), { titleEn: 'Focal point', kind: 'focal point' });
  handAll(opened);
  return { a, b, seat };
}

const seated = (): Seated => {
  const { a, seat } = two();
  return { roster: a, seat };
};

function refused(act: () => unknown): RosterRefused {
  try {
    act();
  } catch (error) {
    if (error instanceof RosterRefused) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const anong = { en: 'Anong Srisai' };
const somchai = { en: 'Somchai Dee' };

describe('the holder of a seat on a day', () => {
  it('is nobody, to come, held, and vacant since, as the days go by', () => {
    const { roster, seat } = seated();
    expect(roster.holder(seat, '2022-08-26')).toEqual({
      state: 'vacant',
      since: null,
      last: null,
      next: null,
    });
    roster.appoint(seat, { person: anong, from: '2022-10-01', to: '2022-12-31', decides: 'yes' });
    expect(roster.holder(seat, '2022-09-30')).toMatchObject({
      state: 'to come',
      next: { since: '2022-10-01' },
    });
    expect(roster.holder(seat, '2022-10-01')).toMatchObject({
      state: 'held',
      holding: { person: { en: 'Anong Srisai', km: '', th: '' }, capacity: 'substantive', decides: 'yes' },
      handedOver: null,
    });
    expect(roster.holder(seat, '2022-12-31')).toMatchObject({ state: 'held' });
    expect(roster.holder(seat, '2023-01-01')).toMatchObject({ state: 'vacant', since: '2023-01-01' });
  });

  it('is who acts, and tells for whom', () => {
    const { roster, seat } = seated();
    roster.appoint(seat, { person: anong });
    roster.appoint(seat, { person: somchai, from: '2022-10-01', to: '2022-10-14', capacity: 'acting' });
    expect(roster.holder(seat, '2022-10-07')).toMatchObject({
      state: 'held',
      holding: { person: somchai, capacity: 'acting' },
      standsInFor: { person: anong },
    });
    expect(roster.holder(seat, '2022-10-15')).toMatchObject({
      holding: { person: anong },
      standsInFor: null,
    });
  });

  it('is several where two devices appointed apart, and each stays in sight until one is ended', () => {
    const { a, b, seat } = two();
    a.appoint(seat, { person: anong, from: '2022-10-01' });
    const other = b.appoint(seat, { person: somchai, from: '2022-10-15' });
    handAll(hosts);
    for (const each of [a, b])
      expect(each.holder(seat, '2022-11-01')).toMatchObject({
        state: 'overlap',
        holdings: [{ person: anong }, { person: somchai }],
      });
    b.setAppointment(other, { to: '2022-10-20' });
    expect(b.holder(seat, '2022-11-01')).toMatchObject({ state: 'held', holding: { person: anong } });
  });

  it('hangs on a choice where the days were set apart', () => {
    const { a, b, seat } = two();
    const id = a.appoint(seat, { person: anong, from: '2022-10-01' });
    handAll(hosts);
    a.setAppointment(id, { to: '2022-11-30' });
    b.setAppointment(id, { to: '2022-12-31' });
    handAll(hosts);
    expect(a.holder(seat, '2022-10-15')).toMatchObject({ state: 'unsettled', appointments: [{ id }] });
    expect(refused(() => a.rotate(seat, { ends: '2022-12-01', next: null })).problem).toBe('in conflict');
    a.setAppointment(id, { to: '2022-12-31' });
    handAll(hosts);
    expect(b.holder(seat, '2022-12-15')).toMatchObject({ state: 'held' });
  });
});

describe('an appointment', () => {
  it.each([
    ['ends before it starts', { from: '2022-10-02', to: '2022-10-01' }],
    ['no such day', { from: '2022-02-30' }],
    ['no such day', { from: '2022-10-01', to: '2023-02-29' }],
    ['no such day', { from: '1 October 2022' }],
    ['no such day', { from: '' }],
  ] as const)('is refused in words: %s %j', (problem, days) => {
    const { roster, seat } = seated();
    const error = refused(() => roster.appoint(seat, { person: anong, ...days }));
    expect(error.problem).toBe(problem);
    expect(rosterProblem(error.problem)).toMatch(/^[A-Z].+\.$/);
    expect(roster.history(seat)).toEqual([]);
  });

  it('takes a leap day, and one day only', () => {
    const { roster, seat } = seated();
    roster.appoint(seat, { person: anong, from: '2024-02-29', to: '2024-02-29' });
    expect(roster.holder(seat, '2024-02-29')).toMatchObject({ state: 'held' });
    expect(roster.holder(seat, '2024-03-01')).toMatchObject({ state: 'vacant', since: '2024-03-01' });
  });

  it('needs a name in one script, whichever', () => {
    const { roster, seat } = seated();
    expect(refused(() => roster.appoint(seat, { person: { en: '  ', th: '' } })).problem).toBe('no name');
    roster.appoint(seat, { person: { th: 'อนงค์ ศรีใส' } });
    expect(roster.holder(seat, '2022-10-01')).toMatchObject({
      holding: { person: { en: '', th: 'อนงค์ ศรีใส' } },
    });
  });

  it('is refused beside another in one capacity, at its edges, too', () => {
    const { roster, seat } = seated();
    const first = roster.appoint(seat, { person: anong, from: '2022-10-01', to: '2022-10-31' });
    const overlapping = [
      { from: '2022-10-31' },
      { to: '2022-10-01' },
      { from: null, to: null },
      { from: '2022-10-10', to: '2022-10-11' },
    ];
    for (const days of overlapping) {
      const error = refused(() => roster.appoint(seat, { person: somchai, ...days }));
      expect(error).toMatchObject({ problem: 'held already', at: first });
    }
    roster.appoint(seat, { person: somchai, from: '2022-11-01' });
    roster.appoint(seat, { person: somchai, to: '2022-09-30' });
    expect(refused(() => roster.setAppointment(first, { to: '2022-11-01' })).problem).toBe('held already');
    expect(refused(() => roster.setAppointment(first, { from: '2022-11-01' })).problem).toBe(
      'ends before it starts',
    );
    expect(roster.history(seat).map(({ order }) => order)).toEqual(['2022-11-01', '2022-10-01', '']);
  });
});

describe('a rotation', () => {
  it('is one act: the appointment ends, the next begins, and the seat is the same', () => {
    const { roster, seat } = seated();
    roster.appoint(seat, { person: anong });
    let told = 0;
    const end = roster.observe(() => told++);
    const rotated = roster.rotate(seat, {
      ends: '2022-09-30',
      reason: 'Rotation of management',
      next: { person: somchai, from: '2022-10-01', decides: 'yes' },
    });
    end();
    expect(told).toBe(1);
    expect(rotated).toMatchObject({ vacantSince: null, stands: ['device access'] });
    expect(roster.holder(seat, '2022-09-30')).toMatchObject({ state: 'held', holding: { person: anong } });
    expect(roster.holder(seat, '2022-10-01')).toMatchObject({
      state: 'held',
      holding: { person: somchai },
      handedOver: { on: '2022-10-01', by: { person: anong, ended: 'Rotation of management' } },
    });
  });

  it('leaves the seat vacant since, and says so where the next begins later', () => {
    const { roster, seat } = seated();
    roster.appoint(seat, { person: anong });
    expect(roster.rotate(seat, { ends: '2022-09-30', next: null }).vacantSince).toBe('2022-10-01');
    expect(roster.holder(seat, '2022-11-05')).toMatchObject({ state: 'vacant', since: '2022-10-01' });
    roster.appoint(seat, { person: somchai, from: '2022-12-01' });
    expect(roster.holder(seat, '2022-11-05')).toMatchObject({ state: 'vacant', next: { person: somchai } });
    const later = roster.rotate(seat, { ends: '2023-01-31', next: { person: anong, from: '2023-03-01' } });
    expect(later.vacantSince).toBe('2023-02-01');
  });

  it('writes nothing when the next cannot begin', () => {
    const { roster, seat } = seated();
    const first = roster.appoint(seat, { person: anong, from: '2022-01-01' });
    const before = roster.holder(seat, '2022-10-01');
    const acts: readonly [string, () => unknown][] = [
      [
        'held already',
        () => roster.rotate(seat, { ends: '2022-09-30', next: { person: somchai, from: '2022-09-30' } }),
      ],
      ['no such day', () => roster.rotate(seat, { ends: '2022-09-31', next: null })],
      [
        'no such day',
        () => roster.rotate(seat, { ends: '2022-09-30', next: { person: somchai, from: '2022-13-01' } }),
      ],
      [
        'no name',
        () => roster.rotate(seat, { ends: '2022-09-30', next: { person: {}, from: '2022-10-01' } }),
      ],
      ['ends before it starts', () => roster.rotate(seat, { ends: '2021-12-31', next: null })],
      [
        'no such appointment',
        () => roster.rotate(seat, { ends: '2022-09-30', appointment: 'none', next: null }),
      ],
    ];
    for (const [problem, act] of acts) expect(refused(act).problem).toBe(problem);
    expect(roster.holder(seat, '2022-10-01')).toEqual(before);
    expect(roster.history(seat).map(({ id }) => id)).toEqual([first]);
  });

  it('asks whose appointment ends where one acts beside the holder, and refuses a seat nobody holds', () => {
    const { roster, seat } = seated();
    expect(refused(() => roster.rotate(seat, { ends: '2022-09-30', next: null })).problem).toBe(
      'nobody to follow',
    );
    roster.appoint(seat, { person: anong });
    const acting = roster.appoint(seat, { person: somchai, from: '2022-09-01', capacity: 'acting' });
    expect(refused(() => roster.rotate(seat, { ends: '2022-09-30', next: null })).problem).toBe(
      'which holder',
    );
    roster.rotate(seat, { ends: '2022-09-30', appointment: acting, next: null });
    expect(roster.holder(seat, '2022-10-01')).toMatchObject({ state: 'held', holding: { person: anong } });
  });

  it('made offline leaves what the other side assigned meanwhile with the seat, and so with the new holder', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const roster = th.joint.roster;
    const seat = roster.addSeat(roster.addAgency({ nameEn: 'Office of the Attorney General' }), {
      titleEn: 'Deputy Director General',
    });
    roster.appoint(seat, { person: anong });
    await meet(kh, th);
    // Apart: Cambodia assigns a duty to the seat while one person holds it; Thailand rotates.
    const assigned = { body: 'TH', seat };
    expect(kh.joint.roster.holder(assigned.seat, '2022-10-15')).toMatchObject({ holding: { person: anong } });
    roster.rotate(seat, { ends: '2022-09-30', next: { person: somchai, from: '2022-10-01' } });
    await meet(kh, th);
    for (const { joint } of [kh, th]) {
      expect(joint.roster.holder(assigned.seat, '2022-10-15')).toMatchObject({
        state: 'held',
        holding: { person: somchai },
        handedOver: { by: { person: anong } },
      });
      expect(joint.roster.holder(assigned.seat, '2022-09-15')).toMatchObject({ holding: { person: anong } });
    }
  });
});
