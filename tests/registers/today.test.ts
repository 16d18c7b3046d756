import { describe, expect, it } from 'vitest';
import { replace } from '../../src/registers/compose.ts';
import { timelineOf } from '../../src/registers/timeline.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import { isOverdue, waitingFor } from '../../src/registers/today/today.ts';
import type { WaitingKind } from '../../src/registers/today/waiting.ts';
import { PlanAgreement } from '../../src/registers/plan-agreement.ts';
import type { Signable } from '../../src/registers/agreement.ts';
import {
  adopt,
  AGREED,
  desksOf,
  instrumentAt,
  itemAt,
  meet,
  withInstrument,
  type Desk,
} from '../sim/joint-desks.ts';
import { minutesAt, talk } from './meeting-room.ts';

const DAY = '2022-10-15';
const hashOf = (signable: Signable): string =>
  signable.state === 'ready' ? signable.hash : signable.problem;

const waiting = ({ joint }: Desk, id: string) =>
  waitingFor({
    joint,
    body: { id, kind: id === 'IOM' ? 'partner' : 'party' },
    parties: ['KH', 'TH'],
    day: DAY,
  });
/** Kinds that wait for a body, with how many. */
const kinds = (desk: Desk, id: string): string[] =>
  waiting(desk, id).map(({ kind, count }) => `${kind} ${count}`);
const has = (desk: Desk, id: string, kind: WaitingKind): boolean =>
  waiting(desk, id).some((one) => one.kind === kind);

describe('what waits for a Party', () => {
  it('is nothing in an empty workspace', async () => {
    const [kh] = await desksOf('KH', 'TH');
    expect(kinds(kh, 'KH')).toEqual([]);
    expect(kinds(kh, 'IOM')).toEqual([]);
  });

  it('a proposal waits for a position until it has one', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { instrument, article } = await withInstrument(kh, th);
    expect(kinds(kh, 'KH')).toEqual([]);
    const { articles } = th.joint;
    const added = { parent: article, number: '1.3', place: 'a5', text: 'New.' };
    const id = articles.table({
      instrument,
      kind: 'insert',
      summary: 'Add 1.3',
      changes: [{ provision: articles.newId(), base: [], to: added }],
    });
    await meet(kh, th);
    expect(waiting(kh, 'KH')).toMatchObject([
      { kind: 'position', section: 'articles', record: id, title: { en: 'Add 1.3' } },
    ]);
    const hash = kh.joint.articles.proposal(instrument, id)?.offers[0]?.hash ?? '';
    kh.joint.articles.answer(instrument, id, hash, AGREED);
    expect(has(kh, 'KH', 'position')).toBe(false);
  });

  it('words agreed ad referendum wait for the capital by their day, and stand on the timeline', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { instrument, article } = await withInstrument(kh, th);
    const { articles } = kh.joint;
    const added = { parent: article, number: '1.3', place: 'a5', text: 'New.' };
    const id = articles.table({
      instrument,
      kind: 'insert',
      summary: 'Add 1.3',
      changes: [{ provision: articles.newId(), base: [], to: added }],
    });
    const hash = articles.proposal(instrument, id)?.offers[0]?.hash ?? '';
    await meet(kh, th);
    articles.answer(instrument, id, hash, AGREED);
    th.joint.articles.answer(instrument, id, hash, { kind: 'ad referendum', until: '2022-10-10' });
    await meet(kh, th);
    const [first] = waiting(th, 'TH');
    expect(first).toMatchObject({ kind: 'confirm', record: id });
    expect(first !== undefined && isOverdue(first, DAY)).toBe(true);
    expect(has(kh, 'KH', 'confirm')).toBe(false);
    expect(timelineOf(kh.joint)).toContainEqual(
      expect.objectContaining({ lane: 'deadline', page: 'articles', record: id, bodies: ['TH'] }),
    );
    th.joint.articles.answer(instrument, id, hash, AGREED);
    expect(has(th, 'TH', 'confirm')).toBe(false);
  });

  it('the signature of an instrument waits once a Party has signed, until mine has', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { instrument } = await withInstrument(kh, th);
    kh.joint.signings.open(instrument, { venue: 'Bangkok', date: '2022-08-25' });
    await meet(kh, th);
    expect(has(kh, 'KH', 'signature')).toBe(false);
    const sign = (desk: Desk) => {
      const [signing] = desk.joint.signings.list(instrumentAt(desk, instrument));
      if (signing !== undefined)
        desk.joint.signings.sign(signing, hashOf(signing.signable), AGREED, 'full powers');
    };
    sign(kh);
    await meet(kh, th);
    expect(has(kh, 'KH', 'signature')).toBe(false);
    expect(has(th, 'TH', 'signature')).toBe(true);
    sign(th);
    expect(has(th, 'TH', 'signature')).toBe(false);
  });

  it('translations wait for review while they are before the Parties, and when their source reads otherwise', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const made = await withInstrument(kh, th);
    const source = 'Victims are protected.';
    const { translations } = kh.joint;
    translations.begin(made.second, 'km', source, 'ជនរងគ្រោះត្រូវបានការពារ។');
    await meet(kh, th);
    expect(has(th, 'TH', 'review')).toBe(false);
    const review = (desk: Desk) => {
      const found = desk.joint.translations.of(made.second, 'km', source);
      if (found !== null) desk.joint.translations.review(found, hashOf(found.signable), AGREED);
    };
    review(kh);
    await meet(kh, th);
    expect([has(kh, 'KH', 'review'), has(th, 'TH', 'review')]).toEqual([false, true]);
    review(th);
    expect(has(th, 'TH', 'review')).toBe(false);
    await meet(kh, th);
    const text = kh.joint.articles.text(made.instrument);
    const shall = replace(text, made.second, 'Victims shall be protected.');
    await adopt(kh, th, { instrument: made.instrument, summary: 'Shall', ...shall });
    expect(kinds(kh, 'KH')).toEqual(['review 1']);
  });

  it('minutes wait to be adopted and then signed', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    expect(kinds(kh, 'KH')).toEqual([]);
    kh.joint.meetings.moveTo(meeting, 'discussed');
    await meet(kh, th);
    expect(kinds(kh, 'KH')).toEqual(['adopt 1']);
    for (const desk of [kh, th]) {
      desk.joint.meetings.adopt(meeting, hashOf(minutesAt(desk, meeting).signable), AGREED);
      await meet(kh, th);
      expect(has(desk, desk === kh ? 'KH' : 'TH', 'adopt')).toBe(false);
    }
    for (const desk of [kh, th]) {
      const { signing } = minutesAt(desk, meeting);
      desk.joint.meetings.sign(meeting, hashOf(signing.signable), AGREED, 'mandate');
      await meet(kh, th);
      expect(has(desk, desk === kh ? 'KH' : 'TH', 'sign')).toBe(false);
      if (desk === kh) expect(kinds(th, 'TH')).toEqual(['sign 1']);
    }
    expect(minutesAt(th, meeting).phase.phase).toBe('signed');
  });

  it('of the plan: words the other agreed to, a time to be confirmed, values set apart', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { plan } = kh.joint;
    const item = plan.addItem(plan.addPlan({ title: 'Plan', period: '2022' }), null, {
      activity: 'Seminar',
      timeframe: timeframeOf('End of November (date TBC)', 2022),
      expected: 'Plan drafted',
    });
    await meet(kh, th);
    expect(kinds(kh, 'KH')).toEqual(['tbc 1']);
    plan.setItem(item, { timeframe: timeframeOf('28-30 November 2022') });
    th.joint.plan.setItem(item, { timeframe: timeframeOf('21-23 November 2022') });
    await meet(kh, th);
    expect(kinds(kh, 'KH')).toEqual(['conflict 1']);
    plan.setItem(item, { timeframe: timeframeOf('28-30 November 2022') });
    await meet(kh, th);
    const agreements = new PlanAgreement(kh.joint.agreement);
    const { signable } = agreements.of(itemAt(kh, item));
    kh.joint.agreement.endorse({ record: item, signable, seen: hashOf(signable), decision: AGREED });
    await meet(kh, th);
    expect([kinds(kh, 'KH'), kinds(th, 'TH')]).toEqual([[], ['item 1']]);
  });

  it('a vacant seat waits for its own Party, its roster for the other’s acknowledgement', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { roster } = kh.joint;
    const seat = roster.addSeat(roster.addAgency({ nameEn: 'NCCT' }), { titleEn: 'Focal point' });
    await meet(kh, th);
    expect(kinds(kh, 'KH')).toEqual(['seat 1']);
    expect(waiting(th, 'TH')).toMatchObject([{ kind: 'acknowledge', body: 'KH' }]);
    roster.appoint(seat, { person: { en: 'Anong Srisai' }, from: '2022-10-01' });
    await meet(kh, th);
    expect(kinds(kh, 'KH')).toEqual([]);
    const { acknowledgements } = th.joint;
    acknowledgements.acknowledge('KH', acknowledgements.pending('KH'));
    expect(kinds(th, 'TH')).toEqual([]);
  });

  it('a workshop’s date waits for whoever has not confirmed it; values set apart in any register wait for both', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { workshops, meetings, commitments } = kh.joint;
    const id = workshops.addWorkshop({
      title: 'Seminar',
      host: 'KH',
      venue: 'Phnom Penh',
      duration: { spoken: 'three days', days: 3 },
    });
    workshops.setWorkshop(id, { chosen: workshops.propose(id, { from: '2022-11-22', to: '2022-11-24' }) });
    const meeting = talk(kh);
    const promise = commitments.add({ what: 'Forms', who: [] });
    await meet(kh, th);
    workshops.setWorkshop(id, { venue: 'Siem Reap' });
    th.joint.workshops.setWorkshop(id, { venue: 'Battambang' });
    meetings.set(meeting, { venue: 'Phnom Penh' });
    th.joint.meetings.set(meeting, { venue: 'Pattaya' });
    commitments.set(promise, { what: 'The forms' });
    th.joint.commitments.set(promise, { what: 'Thai forms' });
    await meet(kh, th);
    for (const [desk, body] of [
      [kh, 'KH'],
      [th, 'TH'],
    ] as const)
      expect(waiting(desk, body).map(({ kind, record }) => [kind, record])).toEqual([
        ['conflict', meeting],
        ['conflict', id],
        ['conflict', promise],
      ]);
    workshops.setWorkshop(id, { venue: 'Siem Reap' });
    const workshop = workshops.workshop(id);
    if (workshop === null) throw new Error('no workshop');
    workshops.answer(id, hashOf(workshops.confirmation(workshop).signable), AGREED);
    await meet(kh, th);
    expect([has(kh, 'KH', 'workshop'), has(th, 'TH', 'workshop')]).toEqual([false, true]);
  });

  it('promises and documents wait by their day until they are kept; a partner is asked for nothing else', async () => {
    const [kh, , iom] = await desksOf('KH', 'TH', 'IOM');
    const who = [{ body: 'IOM', seat: null }];
    const { commitments, workshops } = kh.joint;
    const promise = commitments.add({
      what: 'Best practice',
      who,
      by: timeframeOf('by the end of November 2022'),
    });
    const id = workshops.addWorkshop({ title: 'Seminar' });
    const paper = workshops.addPreparation(id, {
      title: 'Agenda',
      owners: who,
      due: timeframeOf('by 10 October 2022'),
    });
    talk(kh);
    await meet(kh, iom);
    expect(kinds(iom, 'IOM')).toEqual(['document 1', 'commitment 1']);
    expect(waiting(iom, 'IOM').map((one) => isOverdue(one, DAY))).toEqual([true, false]);
    iom.joint.workshops.setPreparation(paper, { state: 'ready' });
    iom.joint.commitments.set(promise, { state: 'kept' });
    expect(kinds(iom, 'IOM')).toEqual([]);
  });
});
