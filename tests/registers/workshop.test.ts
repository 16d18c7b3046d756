import { describe, expect, it } from 'vitest';
import { EndorseRefused } from '../../src/registers/agreement.ts';
import { WorkshopRefused } from '../../src/registers/workshop-refused.ts';
import type { Confirmation } from '../../src/registers/workshop-agreement.ts';
import { ableToDecide, type Participant, type Workshop } from '../../src/registers/workshop-views.ts';
import { WriteRefused } from '../../src/replica/door.ts';
import { AGREED, desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { exchange } from '../sim/replicas.ts';

const THREE = { spoken: 'three days', days: 3 };
const FIRST = { from: '2022-11-22', to: '2022-11-24' };
const SECOND = { from: '2022-11-28', to: '2022-11-30' };

function workshopAt({ joint }: Desk, id: string): Workshop {
  const workshop = joint.workshops.workshop(id);
  if (workshop === null) throw new Error('no workshop');
  return workshop;
}
const confirmationAt = (desk: Desk, id: string): Confirmation =>
  desk.joint.workshops.confirmation(workshopAt(desk, id));

function confirm(desk: Desk, id: string): void {
  const { signable } = confirmationAt(desk, id);
  desk.joint.workshops.answer(id, signable.state === 'ready' ? signable.hash : '', AGREED);
}

async function planned() {
  const [kh, th, iom] = await desksOf('KH', 'TH', 'IOM');
  const { workshops } = kh.joint;
  const id = workshops.addWorkshop({
    title: 'Bilateral seminar',
    host: 'KH',
    venue: 'Phnom Penh',
    duration: THREE,
  });
  const first = workshops.propose(id, FIRST);
  const second = workshops.propose(id, SECOND);
  await meet(kh, th, iom);
  return { kh, th, iom, id, first, second };
}

async function confirmed() {
  const all = await planned();
  const { kh, th, id, first } = all;
  kh.joint.workshops.setWorkshop(id, { chosen: first });
  await exchange(kh, th);
  confirm(kh, id);
  confirm(th, id);
  await exchange(kh, th);
  return all;
}

describe('candidate dates', () => {
  it('may be proposed by a partner, too', async () => {
    const { kh, iom, id } = await planned();
    const third = iom.joint.workshops.propose(id, { from: '2022-11-14', to: '2022-11-16' });
    await exchange(kh, iom);
    expect(kh.joint.workshops.candidates(id).map((one) => one.id)[0]).toBe(third);
  });

  it('are struck by each Party apart, and both strikes are there when they meet', async () => {
    const { kh, th, first } = await planned();
    kh.joint.workshops.strike(first, 'The venue is taken');
    th.joint.workshops.strike(first, 'Rotation of the delegates');
    await exchange(kh, th);
    for (const { joint } of [kh, th]) {
      const said = joint.workshops
        .strikes(first)
        .map(({ body, reason }) => [body, reason.state === 'one' && reason.value]);
      expect(said).toEqual([
        ['KH', 'The venue is taken'],
        ['TH', 'Rotation of the delegates'],
      ]);
    }
  });

  it('are given back by the Party that struck them, and the other strike stays', async () => {
    const { kh, th, first } = await planned();
    for (const { joint } of [kh, th]) joint.workshops.strike(first, '');
    await exchange(kh, th);
    kh.joint.workshops.unstrike(first);
    await exchange(kh, th);
    expect(th.joint.workshops.strikes(first).map(({ body }) => body)).toEqual(['TH']);
  });

  it('hold one strike of a Party that strikes twice, with its last reason', async () => {
    const { kh, first } = await planned();
    kh.joint.workshops.strike(first, 'Holidays');
    kh.joint.workshops.strike(first, 'Water Festival');
    expect(kh.joint.workshops.strikes(first).map(({ reason }) => reason)).toMatchObject([
      { state: 'one', value: 'Water Festival' },
    ]);
  });

  it.each([
    [{ from: '2022-02-30', to: '2022-03-02' }, 'no such day'],
    [{ from: '2022-11-24', to: '2022-11-22' }, 'ends before it starts'],
    [{ from: '22 Nov', to: '2022-11-24' }, 'no such day'],
  ])('are refused when they are none: %j', async (span, problem) => {
    const { kh, id } = await planned();
    expect(() => kh.joint.workshops.propose(id, span)).toThrow(problem);
    expect(kh.joint.workshops.candidates(id)).toHaveLength(2);
  });
});

describe('participants', () => {
  it('count as able to decide only where that was said, and by nobody otherwise', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { workshops } = kh.joint;
    const id = workshops.addWorkshop({ title: 'Seminar' });
    const added = (wish: Parameters<typeof workshops.addParticipant>[1]) => {
      const made = workshops.addParticipant(id, wish);
      return workshops.participants(id, 'KH').find((one) => one.id === made)!;
    };
    expect(ableToDecide(added({}))).toBe(false);
    expect(ableToDecide(added({ decides: 'no' }))).toBe(false);
    expect(ableToDecide(added({ decides: 'yes' }))).toBe(true);
    const said = (value: 'yes' | 'no') => ({ value, by: null, at: null });
    const decides: Participant['decides'] = {
      state: 'conflict',
      values: [said('yes'), said('no')],
      unreadable: [],
    };
    expect(ableToDecide({ decides })).toBe(false);
  });

  it('are named by their own body only', async () => {
    const { kh, th, id } = await planned();
    const one = kh.joint.workshops.addParticipant(id, { person: 'A', decides: 'yes' });
    await exchange(kh, th);
    expect(() => th.joint.workshops.setParticipant(one, { decides: 'no' })).toThrow(WriteRefused);
    expect(th.joint.workshops.participants(id, 'KH').map(({ decides }) => decides)).toMatchObject([
      { state: 'one', value: 'yes' },
    ]);
  });
});

describe('the day plan', () => {
  it('stands by day and time, whatever order its lines were written in', async () => {
    const { kh, id } = await planned();
    const { workshops } = kh.joint;
    workshops.addLine(id, { day: 2, title: 'Plan of Action', time: null });
    workshops.addLine(id, { day: 1, title: 'Protection', time: { from: '13:30', to: '15:00' } });
    workshops.addLine(id, { day: 1, title: 'Investigation', time: { from: '09:00', to: '10:30' } });
    expect(workshops.dayPlan(id).map(({ title }) => (title.state === 'one' ? title.value : ''))).toEqual([
      'Investigation',
      'Protection',
      'Plan of Action',
    ]);
  });

  it('takes no line that ends before it starts', async () => {
    const { kh, id } = await planned();
    const time = { from: '15:00', to: '13:30' };
    expect(() => kh.joint.workshops.addLine(id, { day: 1, title: 'x', time })).toThrow(
      'ends before it starts',
    );
    expect(kh.joint.workshops.dayPlan(id)).toHaveLength(0);
  });
});

describe('confirmation', () => {
  it('is asked for only when title, host, venue, number of days and a date are there', async () => {
    const { kh, id, first } = await planned();
    expect(confirmationAt(kh, id).signable).toEqual({ state: 'blocked', problem: 'empty' });
    kh.joint.workshops.setWorkshop(id, { chosen: first });
    expect(confirmationAt(kh, id).signable.state).toBe('ready');
  });

  it('stands only when both Parties said it of the same date', async () => {
    const { kh, th, id, first } = await planned();
    kh.joint.workshops.setWorkshop(id, { chosen: first });
    await exchange(kh, th);
    confirm(kh, id);
    await exchange(kh, th);
    expect(confirmationAt(th, id)).toMatchObject({ state: { state: 'waiting' }, confirmed: null });
    confirm(th, id);
    await exchange(kh, th);
    for (const desk of [kh, th])
      expect(confirmationAt(desk, id)).toMatchObject({ state: { state: 'agreed' }, confirmed: FIRST });
  });

  it('is no partner’s to give', async () => {
    const { kh, iom, id, first } = await planned();
    kh.joint.workshops.setWorkshop(id, { chosen: first });
    await exchange(kh, iom);
    expect(() => confirm(iom, id)).toThrow(WriteRefused);
  });

  it('is blocked while two dates were put forward apart', async () => {
    const { kh, th, id, first, second } = await planned();
    kh.joint.workshops.setWorkshop(id, { chosen: first });
    th.joint.workshops.setWorkshop(id, { chosen: second });
    await exchange(kh, th);
    expect(confirmationAt(kh, id).signable).toEqual({ state: 'blocked', problem: 'in conflict' });
    expect(() => confirm(kh, id)).toThrow(EndorseRefused);
  });

  it('is refused for a date that somebody has struck, until the strike is taken back', async () => {
    const { kh, th, id, first } = await planned();
    kh.joint.workshops.setWorkshop(id, { chosen: first });
    th.joint.workshops.strike(first, 'No delegates yet');
    await exchange(kh, th);
    expect(() => confirm(kh, id)).toThrow(WorkshopRefused);
    th.joint.workshops.unstrike(first);
    await exchange(kh, th);
    confirm(kh, id);
    expect(confirmationAt(kh, id).state.state).toBe('waiting');
  });

  it('reads "changed since" after any change of what was confirmed, and keeps the words', async () => {
    const { kh, th, id } = await confirmed();
    th.joint.workshops.setWorkshop(id, { venue: 'Siem Reap' });
    await exchange(kh, th);
    expect(confirmationAt(kh, id)).toMatchObject({
      state: { state: 'changed' },
      confirmed: { venue: 'Phnom Penh' },
      words: { venue: 'Siem Reap' },
    });
  });

  it('stays what it is when the day plan, the documents or the participants change', async () => {
    const { kh, th, id } = await confirmed();
    kh.joint.workshops.addLine(id, { day: 1, title: 'Opening' });
    kh.joint.workshops.addPreparation(id, { title: 'Agenda' });
    th.joint.workshops.addParticipant(id, { person: 'B' });
    await exchange(kh, th);
    expect(confirmationAt(th, id).state.state).toBe('agreed');
  });

  it('says so when a Party strikes the date that both confirmed', async () => {
    const { kh, th, id, first } = await confirmed();
    th.joint.workshops.strike(first, 'The minister travels');
    await exchange(kh, th);
    expect(confirmationAt(kh, id)).toMatchObject({
      state: { state: 'agreed' },
      struckSince: [{ body: 'TH', reason: { value: 'The minister travels' } }],
    });
  });

  it('keeps the confirmed words when the date itself is taken away', async () => {
    const { kh, th, id, first } = await confirmed();
    th.joint.workshops.takeAway(first);
    await exchange(kh, th);
    expect(confirmationAt(kh, id)).toMatchObject({
      state: { state: 'changed' },
      confirmed: FIRST,
      words: null,
    });
  });
});
