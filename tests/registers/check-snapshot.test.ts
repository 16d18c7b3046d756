import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../src/registers/check-snapshot.ts';
import { runChecks } from '../../src/registers/checks/run.ts';
import { exchange } from '../sim/replicas.ts';
import { desksOf, instrumentAt, withInstrument, type Desk } from '../sim/joint-desks.ts';

const NAMES = { people: ['Sok Dara'], bodies: ['Cambodia', 'Thailand'] };

async function two() {
  const [kh, th] = await desksOf('KH', 'TH');
  const made = await withInstrument(kh, th);
  const id = kh.joint.signings.open(made.instrument, {
    languages: ['en', 'th'],
    date: '2022-08-25',
    venue: 'Bangkok',
    signatories: [{ party: 'KH', person: 'H.E. Chou Bun Eng', title: 'Secretary of State' }],
  });
  const plan = kh.joint.plan.addPlan({ title: 'Plan', period: '2022' });
  const item = kh.joint.plan.addItem(plan, null, { activity: 'Draft Annex 1', responsible: ['KH', 'TH'] });
  await exchange(kh, th);
  return { kh, th, id, item, ...made };
}

function snapshotAt(desk: Desk, instrumentId: string) {
  const instrument = instrumentAt(desk, instrumentId);
  const signing = desk.joint.signings.list(instrument)[0] ?? null;
  return snapshotOf({ joint: desk.joint, instrument, signing, names: NAMES });
}
const checksOf = (desk: Desk, instrument: string) => runChecks(snapshotAt(desk, instrument));

describe('what the checks look at', () => {
  it('is the agreed text in order, the lines of the signature and the plan', async () => {
    const { kh, instrument, article, first, second, id, item } = await two();
    const { passages, provisions, items } = snapshotAt(kh, instrument);
    expect(passages.map(({ id: of, kind, text }) => [of, kind, text])).toEqual([
      [instrument, 'heading', 'SOP'],
      [article, 'heading', 'Objective'],
      [first, 'text', 'The Parties should cooperate.'],
      [second, 'text', 'Victims are protected.'],
      [id, 'signature line', 'H.E. Chou Bun Eng, Secretary of State'],
      [id, 'signature line', 'Bangkok, 2022-08-25'],
    ]);
    expect(provisions.map(({ number, parent }) => [number, parent])).toEqual([
      ['Article 1', null],
      ['1.1', article],
      ['1.2', article],
    ]);
    expect(items).toMatchObject([{ id: item, responsible: ['KH', 'TH'], conflicts: [] }]);
  });

  it('names translations of the versions that are signed: missing, stale, current', async () => {
    const { kh, th, instrument, article, first, second } = await two();
    th.joint.translations.begin(first, 'th', 'The Parties should cooperate.', 'ภาคีพึงร่วมมือกัน');
    th.joint.translations.begin(second, 'th', 'An older wording', 'ผู้เสียหาย');
    await exchange(kh, th);
    expect(snapshotAt(kh, instrument).translations).toEqual([
      { provision: article, language: 'th', state: 'missing' },
      { provision: first, language: 'th', state: 'current' },
      { provision: second, language: 'th', state: 'stale' },
    ]);
    expect(snapshotAt(kh, instrument).passages.filter(({ language }) => language === 'th')).toHaveLength(2);
  });

  it('a conflict in the record, the title or an item stops a signature; everything else warns', async () => {
    const { kh, th, instrument, id, item } = await two();
    expect(checksOf(kh, instrument).every(({ severity }) => severity === 'warning')).toBe(true);
    kh.joint.signings.set(id, { venue: 'Phnom Penh' });
    th.joint.signings.set(id, { venue: 'Chiang Mai' });
    kh.joint.articles.setInstrument(instrument, { title: 'A' });
    th.joint.articles.setInstrument(instrument, { title: 'B' });
    kh.joint.plan.setItem(item, { expected: 'A' });
    th.joint.plan.setItem(item, { expected: 'B' });
    await exchange(kh, th);
    for (const desk of [kh, th]) {
      const stops = checksOf(desk, instrument).filter(({ severity }) => severity === 'stops signing');
      expect(stops.map(({ at: [place] }) => [place.page, place.id, place.part])).toEqual([
        ['articles', instrument, 'heading'],
        ['signing', id, 'field'],
        ['plan', item, 'expected'],
      ]);
    }
  });

  it('an item nobody is responsible for is found, and its place can be led to', async () => {
    const { kh, instrument, item } = await two();
    kh.joint.plan.setItem(item, { responsible: [] });
    const found = checksOf(kh, instrument).find(({ check }) => check === 'responsible');
    expect(found?.at[0]).toMatchObject({ page: 'plan', id: item });
  });
});
