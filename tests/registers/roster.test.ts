import { afterEach, describe, expect, it } from 'vitest';
import { WriteRefused } from '../../src/replica/door.ts';
import { BadValue } from '../../src/replica/records.ts';
import { flatten } from '../../src/registers/roster-agencies.ts';
import { RosterRefused } from '../../src/registers/roster-refused.ts';
import { RosterRegister } from '../../src/registers/roster.ts';
import type { Field } from '../../src/replica/field.ts';
import { desksOf, meet } from '../sim/joint-desks.ts';
import { handAll, PlainWorld, type PlainHost } from '../sim/plain-host.ts';

const hosts: PlainHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});

/** Devices of the bodies named, each with the roster of KH, TH and IOM. */
function registersOf(...bodies: readonly string[]): RosterRegister[] {
  const opened = new PlainWorld(...bodies).open();
  hosts.push(...opened);
  return opened.map((host) => new RosterRegister(host, ['KH', 'TH', 'IOM']));
}

function one(body = 'TH'): { roster: RosterRegister; agency: string; seat: string } {
  const [roster] = registersOf(body);
  if (roster === undefined) throw new Error('no register');
  const agency = roster.addAgency({ nameEn: 'Office of the Attorney General' });
  const seat = roster.addSeat(agency, { titleEn: 'Deputy Director General', kind: 'head' });
  return { roster, agency, seat };
}

const value = <T>(field: Field<T> | undefined): T | null => (field?.state === 'one' ? field.value : null);

/** The problem an act is refused for. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof RosterRefused || error instanceof WriteRefused || error instanceof BadValue)
      return error.problem;
    throw error;
  }
  return 'nothing';
}

describe('a side of the roster', () => {
  it('shows its agencies as a tree, each with its seats, in the order they were put in', () => {
    const { roster, agency } = one();
    const part = roster.addAgency({
      nameEn: 'Department of Trafficking in Persons Litigation',
      parent: agency,
    });
    const ministry = roster.addAgency({ nameEn: 'MSDHS' });
    roster.addSeat(part, { titleEn: 'Public prosecutor' });
    roster.moveAgency(ministry, null);
    const nodes = flatten(roster.side('TH').agencies);
    expect(nodes.map(({ agency: { nameEn }, depth, seats }) => [value(nameEn), depth, seats.length])).toEqual(
      [
        ['MSDHS', 0, 0],
        ['Office of the Attorney General', 0, 1],
        ['Department of Trafficking in Persons Litigation', 1, 1],
      ],
    );
    expect(roster.side('TH').seats).toHaveLength(2);
  });

  it('is written by its own body, and reads alike with the other Party', async () => {
    const [kh, th, iom] = await desksOf('KH', 'TH', 'IOM');
    const agency = th.joint.roster.addAgency({ nameEn: 'MSDHS', nameTh: 'พม.' });
    const seat = th.joint.roster.addSeat(agency, { titleEn: 'Focal point', kind: 'focal point' });
    const held = th.joint.roster.appoint(seat, { person: { en: 'Anong Srisai' }, from: '2022-10-01' });
    await meet(kh, th, iom);
    for (const { joint } of [kh, iom]) {
      const { roster } = joint;
      expect(roster.side('TH')).toMatchObject({ mine: false, seats: [{ id: seat }] });
      expect(roster.holder(seat, '2022-10-01')).toMatchObject({
        state: 'held',
        holding: { person: { en: 'Anong Srisai' } },
      });
      const acts = [
        () => roster.setAgency(agency, { nameEn: 'Mine' }),
        () => roster.deleteSeat(seat),
        () => roster.setSeat(seat, { duties: 'None' }),
        () => roster.moveSeat(seat, null),
        () => roster.appoint(seat, { person: { en: 'Somebody else' }, from: '2023-01-01' }),
        () => roster.setAppointment(held, { to: '2022-10-02' }),
        () => roster.rotate(seat, { ends: '2022-10-31', next: null }),
        () => roster.deleteAppointment(held),
      ];
      for (const act of acts) expect(refusal(act)).toBe('not the owner');
      expect(refusal(() => roster.addSeat(agency, { titleEn: 'A seat in their agency' }))).toBe(
        'no such agency',
      );
    }
    await meet(kh, th, iom);
    expect(th.joint.roster.holder(seat, '2022-12-01')).toMatchObject({ state: 'held' });
    expect(th.joint.roster.side('KH').seats).toEqual([]);
  });

  it('keeps seats in sight whose agency is gone, and never lets one go with seats in it', () => {
    const { roster, agency, seat } = one();
    expect(refusal(() => roster.deleteAgency(agency))).toBe('not empty');
    const undo = roster.deleteSeat(seat);
    roster.deleteAgency(agency);
    undo();
    expect(roster.side('TH')).toMatchObject({ agencies: [], strays: [{ id: seat }], seats: [{ id: seat }] });
  });

  it('refuses an agency inside itself, and shows two that were moved into each other apart', () => {
    const { roster, agency } = one();
    const part = roster.addAgency({ nameEn: 'Part', parent: agency });
    expect(refusal(() => roster.setAgency(agency, { parent: part }))).toBe('part of itself');
    expect(refusal(() => roster.setAgency(agency, { parent: agency }))).toBe('part of itself');
    expect(refusal(() => roster.setAgency(agency, { parent: 'nothing' }))).toBe('no such agency');

    const [a, b] = registersOf('TH', 'TH') as [RosterRegister, RosterRegister];
    const [x, y] = [a.addAgency({ nameEn: 'X' }), a.addAgency({ nameEn: 'Y' })];
    handAll(hosts.slice(-2));
    a.setAgency(x, { parent: y });
    b.setAgency(y, { parent: x });
    handAll(hosts.slice(-2));
    for (const each of [a, b])
      expect(
        each
          .side('TH')
          .agencies.map((node) => node.agency.id)
          .sort(),
      ).toEqual([x, y].sort());
  });

  it('refuses values of the wrong shape at the door', () => {
    const { roster, seat } = one();
    expect(refusal(() => roster.setSeat(seat, { titleEn: 'x'.repeat(301) }))).toBe('too long');
    expect(refusal(() => roster.setSeat(seat, { channels: [{ kind: 'phone', value: '', hours: '' }] }))).toBe(
      'missing',
    );
    expect(refusal(() => roster.setSeat(seat, { languages: ['English'] }))).toBe('invalid');
    roster.setSeat(seat, { channels: [{ kind: 'phone', value: '+66 2 555\r\nTEL:1', hours: '' }] });
    expect(value(roster.seat(seat)?.channels)).toMatchObject([{ value: '+66 2 555 TEL:1' }]);
  });
});
