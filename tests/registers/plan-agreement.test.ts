import { describe, expect, it } from 'vitest';
import { EndorseRefused, type Signable } from '../../src/registers/agreement.ts';
import {
  changesSince,
  PlanAgreement,
  readItemWords,
  signableItem,
  type ItemAgreement,
} from '../../src/registers/plan-agreement.ts';
import { exchange } from '../sim/replicas.ts';
import { AGREED, desksOf, itemAt, type Desk } from '../sim/joint-desks.ts';

const TIME = { spoken: 'End of November', edtf: '2022-11', tbc: true };

async function two() {
  const [kh, th] = await desksOf('KH', 'TH');
  const plan = kh.joint.plan.addPlan({ title: 'Plan', period: '2022' });
  const id = kh.joint.plan.addItem(plan, null, {
    activity: 'Organize a seminar',
    responsible: ['TH', 'KH'],
    timeframe: TIME,
    expected: 'Annex 1 drafted',
    status: 'planned',
  });
  await exchange(kh, th);
  return { kh, th, id };
}

const contentOf = (signable: Signable) => (signable.state === 'ready' ? signable.content : signable.problem);
const hashOf = (signable: Signable): string => (signable.state === 'ready' ? signable.hash : '');
const agreementAt = (desk: Desk, id: string): ItemAgreement =>
  new PlanAgreement(desk.joint.agreement).of(itemAt(desk, id));

function sign(desk: Desk, id: string): void {
  const signable = signableItem(itemAt(desk, id));
  desk.joint.agreement.endorse({ record: id, signable, seen: hashOf(signable), decision: AGREED });
}

async function agreed() {
  const desks = await two();
  const { kh, th, id } = desks;
  sign(kh, id);
  sign(th, id);
  await exchange(kh, th);
  return desks;
}

describe('what is signed of a plan item', () => {
  it('is exactly the five columns the Parties adopted', async () => {
    const { kh, id } = await two();
    expect(contentOf(signableItem(itemAt(kh, id)))).toEqual({
      number: '1',
      activity: 'Organize a seminar',
      responsible: ['KH', 'TH'],
      timeframe: TIME,
      expected: 'Annex 1 drafted',
    });
  });

  it('does not change with status, progress or place', async () => {
    const { kh, th, id } = await agreed();
    kh.joint.plan.setItem(id, { status: 'under way', progress: 'Venue found' });
    kh.joint.plan.moveItem(id, null);
    await exchange(kh, th);
    for (const desk of [kh, th]) expect(agreementAt(desk, id).state.state).toBe('agreed');
  });

  it('is the same in whatever order the boxes were ticked', async () => {
    const { kh, th, id } = await agreed();
    th.joint.plan.setItem(id, { responsible: ['KH', 'TH'] });
    await exchange(kh, th);
    for (const desk of [kh, th]) expect(agreementAt(desk, id).state.state).toBe('agreed');
  });

  it('says the same of a time that was emptied and of one that was never given', async () => {
    const { kh, id } = await two();
    const other = kh.joint.plan.addItem(itemPlan(kh, id), id, {
      activity: 'Organize a seminar',
      number: '1',
    });
    const never = signableItem(itemAt(kh, other));
    kh.joint.plan.setItem(other, { timeframe: { spoken: '', edtf: null, tbc: false } });
    expect(signableItem(itemAt(kh, other))).toEqual(never);
  });

  it('is nothing while a field is in conflict, and the act says why', async () => {
    const { kh, th, id } = await two();
    kh.joint.plan.setItem(id, { expected: 'Annex 1 by Cambodia' });
    th.joint.plan.setItem(id, { expected: 'Annex 1 by Thailand' });
    await exchange(kh, th);
    const { signable } = agreementAt(kh, id);
    expect(signable).toEqual({ state: 'blocked', problem: 'in conflict' });
    expect(kh.joint.agreement.obstacle(signable)).toBe('in conflict');
    expect(() => sign(kh, id)).toThrow(new EndorseRefused('in conflict'));
  });

  it('is nothing while there are no words, and while a deletion is contested', async () => {
    const { kh, th, id } = await two();
    const empty = kh.joint.plan.addItem(itemPlan(kh, id), id, { activity: '  ' });
    expect(signableItem(itemAt(kh, empty))).toEqual({ state: 'blocked', problem: 'empty' });
    kh.joint.plan.deleteItem(id);
    th.joint.plan.setItem(id, { expected: 'More' });
    await exchange(kh, th);
    expect(signableItem(itemAt(th, id))).toEqual({ state: 'blocked', problem: 'in conflict' });
  });
});

const itemPlan = (desk: Desk, id: string): string => {
  const { plan } = itemAt(desk, id);
  return plan.state === 'one' ? plan.value : '';
};

describe('what changed since an item was agreed', () => {
  it('is told column by column, with the agreed words, and nothing else', async () => {
    const { kh, th, id } = await agreed();
    kh.joint.plan.rewriteItem(id, { activity: 'Organize a three-day seminar', expected: 'Annex 1 adopted' });
    await exchange(kh, th);
    for (const desk of [kh, th]) {
      const { state, agreed: words } = agreementAt(desk, id);
      expect(state.state).toBe('changed');
      if (words === null) throw new Error('nothing agreed');
      expect(changesSince(words, itemAt(desk, id))).toEqual([
        { column: 'activity', agreed: 'Organize a seminar', now: 'Organize a three-day seminar' },
        { column: 'expected', agreed: 'Annex 1 drafted', now: 'Annex 1 adopted' },
      ]);
    }
  });

  it('names a column that was set apart, without choosing', async () => {
    const { kh, th, id } = await agreed();
    kh.joint.plan.setItem(id, { number: '2' });
    th.joint.plan.setItem(id, { number: '3' });
    await exchange(kh, th);
    const { agreed: words, state } = agreementAt(kh, id);
    expect(state.state).toBe('changed');
    expect(words === null ? [] : changesSince(words, itemAt(kh, id))).toEqual([
      { column: 'number', agreed: '1', now: null },
    ]);
  });

  it('a "to be confirmed" that one side takes away stands until both have signed again', async () => {
    const { kh, th, id } = await agreed();
    kh.joint.plan.setItem(id, { timeframe: { ...TIME, tbc: false } });
    await exchange(kh, th);
    expect(agreementAt(th, id)).toMatchObject({ state: { state: 'changed' }, clearsTbc: true });
    sign(kh, id);
    await exchange(kh, th);
    expect(agreementAt(th, id)).toMatchObject({ state: { state: 'changed' }, clearsTbc: true });
    sign(th, id);
    await exchange(kh, th);
    for (const desk of [kh, th])
      expect(agreementAt(desk, id)).toMatchObject({ state: { state: 'agreed' }, clearsTbc: false });
  });

  it('is nothing once the agreed words are taken back, on both sides, and letters that stayed keep their author', async () => {
    const { kh, th, id } = await agreed();
    th.joint.plan.rewriteItem(id, {
      activity: 'Organize a long seminar',
      expected: 'Other',
      responsible: [],
    });
    await exchange(kh, th);
    const { agreed: words } = agreementAt(th, id);
    if (words === null) throw new Error('nothing agreed');
    th.joint.plan.rewriteItem(id, {
      ...words,
      timeframe: words.timeframe ?? undefined,
    });
    await exchange(kh, th);
    for (const desk of [kh, th]) {
      expect(agreementAt(desk, id).state.state).toBe('agreed');
      expect(itemAt(desk, id).activity.authors.map(({ body }) => body)).toEqual(['KH']);
    }
  });
});

describe('taking words back', () => {
  it('is one change: whoever hears of it never sees half', async () => {
    const { kh, id } = await two();
    const heard: string[] = [];
    kh.joint.plan.observe(() => {
      const item = itemAt(kh, id);
      heard.push(`${item.activity.toString()} / ${item.expected.state === 'one' ? item.expected.value : ''}`);
    });
    kh.joint.plan.rewriteItem(id, { activity: 'Another', expected: 'Else' });
    expect(new Set(heard)).toEqual(new Set(['Another / Else']));
  });

  it('writes nothing at all when one of its values is refused', async () => {
    const { kh, id } = await two();
    expect(() => kh.joint.plan.rewriteItem(id, { activity: 'Another', number: 'x'.repeat(21) })).toThrow();
    expect(itemAt(kh, id).activity.toString()).toBe('Organize a seminar');
  });

  it('leaves what another writes meanwhile where it was written', async () => {
    const { kh, th, id } = await two();
    kh.joint.plan.rewriteItem(id, { activity: 'Organize a long seminar' });
    th.joint.plan.rewriteItem(id, { activity: 'Organize a seminar in Bangkok' });
    await exchange(kh, th);
    for (const desk of [kh, th])
      expect(itemAt(desk, id).activity.toString()).toBe('Organize a long seminar in Bangkok');
  });
});

it('the reading of an agreement is kept until the item or a word on it changes', async () => {
  const { kh, id } = await two();
  const kept = new PlanAgreement(kh.joint.agreement);
  const first = kept.of(itemAt(kh, id));
  expect(kept.of(itemAt(kh, id))).toBe(first);
  sign(kh, id);
  const second = kept.of(itemAt(kh, id));
  expect(second).not.toBe(first);
  expect(second.state.state).toBe('waiting');
  kh.joint.plan.setItem(id, { expected: 'Other' });
  expect(kept.of(itemAt(kh, id))).not.toBe(second);
});

it('words of another shape are not read as a plan item', () => {
  expect(readItemWords({ schema: 'plan-item/1', content: { number: '1' } })).toBeNull();
  expect(readItemWords({ schema: 'proposal/1', content: {} })).toBeNull();
});
