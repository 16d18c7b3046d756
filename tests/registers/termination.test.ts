import { describe, expect, it } from 'vitest';
import { EndorseRefused } from '../../src/registers/agreement.ts';
import { daysAfter, NOTICE_DAYS, type Termination } from '../../src/registers/termination.ts';
import { BadValue } from '../../src/replica/records.ts';
import { WriteRefused } from '../../src/replica/door.ts';
import { exchange } from '../sim/replicas.ts';
import { desksOf, instrumentAt, meet, type Desk } from '../sim/joint-desks.ts';

async function prepared() {
  const [kh, th, iom] = await desksOf('KH', 'TH', 'IOM');
  const instrument = kh.joint.articles.addInstrument({ title: 'SOP' });
  const id = th.joint.terminations.prepare(instrument, {
    by: 'TH',
    reference: 'MFA 0803/512',
    sent: '2026-11-20',
  });
  await meet(kh, th, iom);
  return { kh, th, iom, instrument, id };
}

function noticeAt(desk: Desk, instrument: string, id: string): Termination {
  const notice = desk.joint.terminations.list(instrumentAt(desk, instrument)).find((one) => one.id === id);
  if (notice === undefined) throw new Error('no notice');
  return notice;
}

async function given() {
  const all = await prepared();
  const { kh, th, iom, instrument, id } = all;
  give(th, instrument, id);
  await meet(kh, th, iom);
  return all;
}

function give(desk: Desk, instrument: string, id: string): void {
  const notice = noticeAt(desk, instrument, id);
  desk.joint.terminations.give(notice, notice.signable.state === 'ready' ? notice.signable.hash : '');
}

describe('the end of the period', () => {
  it.each([
    ['2026-11-25', '2027-02-23'],
    ['2022-12-01', '2023-03-01'],
    ['2023-12-01', '2024-02-29'],
    ['2024-11-30', '2025-02-28'],
    ['2027-12-02', '2028-03-01'],
    ['2026-01-01', '2026-04-01'],
  ])('is 90 days after receipt, over months and leap days: %s → %s', (receipt, effect) => {
    expect(daysAfter(receipt, NOTICE_DAYS)).toBe(effect);
  });
});

describe('a notice of termination', () => {
  it('is given only by the Party in whose name it is written', async () => {
    const { kh, th, iom, instrument, id } = await prepared();
    expect(noticeAt(kh, instrument, id).state).toEqual({ state: 'prepared' });
    expect(() => give(kh, instrument, id)).toThrow(new EndorseRefused('not the giver'));
    expect(() => give(iom, instrument, id)).toThrow(new EndorseRefused('not the giver'));
    give(th, instrument, id);
    await exchange(kh, th);
    for (const desk of [kh, th])
      expect(noticeAt(desk, instrument, id)).toMatchObject({
        state: { state: 'given', given: { by: { body: 'TH' } } },
        notice: { by: 'TH', reference: 'MFA 0803/512', sent: '2026-11-20', instrument: 'SOP' },
      });
  });

  it('is received only by the receiver’s own word, and then runs 90 days on both sides', async () => {
    const { kh, th, iom, instrument, id } = await given();
    expect(() => th.joint.terminations.receive(noticeAt(th, instrument, id), '2026-11-21')).toThrow(
      new EndorseRefused('not the receiver'),
    );
    expect(() => iom.joint.terminations.receive(noticeAt(iom, instrument, id), '2026-11-21')).toThrow(
      WriteRefused,
    );
    kh.joint.terminations.receive(noticeAt(kh, instrument, id), '2026-11-25');
    await meet(kh, th, iom);
    for (const desk of [kh, th, iom])
      expect(noticeAt(desk, instrument, id).state).toMatchObject({
        state: 'received',
        receipts: [{ on: '2026-11-25', position: { by: { body: 'KH' } } }],
        effect: '2027-02-23',
      });
  });

  it('is not received by anybody before it was given', async () => {
    const { kh, instrument, id } = await prepared();
    expect(() => kh.joint.terminations.receive(noticeAt(kh, instrument, id), '2026-11-25')).toThrow(
      new EndorseRefused('changed meanwhile'),
    );
  });

  it('runs from the day its receiver corrects', async () => {
    const { kh, th, instrument, id } = await given();
    kh.joint.terminations.receive(noticeAt(kh, instrument, id), '2026-11-25');
    kh.joint.terminations.receive(noticeAt(kh, instrument, id), '2026-11-26');
    await exchange(kh, th);
    expect(noticeAt(th, instrument, id).state).toMatchObject({ effect: '2027-02-24' });
  });

  it('stays the words that were given, whatever is written into its fields afterwards', async () => {
    const { kh, th, instrument, id } = await given();
    kh.joint.terminations.set(id, { reference: 'Another', sent: '2020-01-01' });
    await exchange(kh, th);
    for (const desk of [kh, th])
      expect(noticeAt(desk, instrument, id)).toMatchObject({
        state: { state: 'given' },
        notice: { reference: 'MFA 0803/512', sent: '2026-11-20' },
      });
  });

  it('is taken back by its giver alone; no period runs then', async () => {
    const { kh, th, iom, instrument, id } = await given();
    kh.joint.terminations.receive(noticeAt(kh, instrument, id), '2026-11-25');
    await meet(kh, th, iom);
    for (const other of [kh, iom])
      expect(() => other.joint.terminations.withdraw(noticeAt(other, instrument, id))).toThrow(
        new EndorseRefused('not the giver'),
      );
    th.joint.terminations.withdraw(noticeAt(th, instrument, id));
    await meet(kh, th, iom);
    for (const desk of [kh, th, iom])
      expect(noticeAt(desk, instrument, id).state).toMatchObject({
        state: 'withdrawn',
        withdrawn: { by: { body: 'TH' } },
      });
  });

  it('that was taken back while the other recorded its receipt is withdrawn on both sides', async () => {
    const { kh, th, instrument, id } = await given();
    kh.joint.terminations.receive(noticeAt(kh, instrument, id), '2026-11-25');
    th.joint.terminations.withdraw(noticeAt(th, instrument, id));
    await exchange(kh, th);
    for (const desk of [kh, th]) expect(noticeAt(desk, instrument, id).state.state).toBe('withdrawn');
  });

  it('is not signed while a field of it is in conflict', async () => {
    const { kh, th, instrument, id } = await prepared();
    kh.joint.terminations.set(id, { reference: 'A' });
    th.joint.terminations.set(id, { reference: 'B' });
    await exchange(kh, th);
    expect(() => give(th, instrument, id)).toThrow(new EndorseRefused('in conflict'));
  });

  it('needs a reference, and can be discarded while it was not given, and not after', async () => {
    const { kh, th, instrument, id } = await prepared();
    expect(() =>
      kh.joint.terminations.prepare(instrument, { by: 'KH', reference: ' ', sent: '2026-11-20' }),
    ).toThrow(BadValue);
    const listed = () => kh.joint.terminations.list(instrumentAt(kh, instrument)).map((one) => one.id);
    const undo = kh.joint.terminations.discard(id);
    expect(listed()).toEqual([]);
    undo();
    expect(listed()).toEqual([id]);
    give(th, instrument, id);
    th.joint.terminations.discard(id);
    await exchange(kh, th);
    expect(listed()).toEqual([id]);
  });

  it('does nothing by itself: what is seen to is ticked by people, and seen by both', async () => {
    const { kh, th, instrument, id } = await given();
    kh.joint.terminations.set(id, { checkCases: true });
    await exchange(kh, th);
    expect(noticeAt(th, instrument, id).checklist.checkCases).toMatchObject({ state: 'one', value: true });
    expect(noticeAt(th, instrument, id).checklist.checkPlan).toEqual({ state: 'empty' });
  });
});
