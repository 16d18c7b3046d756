import * as prng from 'lib0/prng';
import { afterEach, describe, expect, it } from 'vitest';
import { WriteRefused } from '../../src/replica/door.ts';
import type { Field } from '../../src/replica/field.ts';
import { BadValue } from '../../src/replica/records.ts';
import { PlanRegister, type PlanItem } from '../../src/registers/plan.ts';
import { writeSamplePlan } from '../../src/registers/sample-plan.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import { PlainWorld, type PlainHost } from '../sim/plain-host.ts';
import { exchange, World, type Replica } from '../sim/replicas.ts';

interface Seat extends Replica {
  readonly register: PlanRegister;
}
const open: Seat[] = [];
const hosts: PlainHost[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ space }) => space.close()));
  for (const host of hosts.splice(0)) host.close();
});

async function two(seed = 1): Promise<{ kh: Seat; th: Seat; plan: string }> {
  const world = await World.seeded(seed, 'KH', 'TH');
  const seat = async (i: number): Promise<Seat> => {
    const replica = await world.open(i);
    const own = { ...replica, register: new PlanRegister(replica.space) };
    open.push(own);
    return own;
  };
  const [kh, th] = [await seat(0), await seat(1)];
  const plan = kh.register.addPlan({ title: 'Plan of Action', period: '2022' });
  await exchange(kh, th);
  return { kh, th, plan };
}

function plain(): PlanRegister {
  const [host] = new PlainWorld('KH').open();
  if (host === undefined) throw new Error('no host');
  hosts.push(host);
  return new PlanRegister(host);
}

const value = <T>(field: Field<T> | undefined): T | null => (field?.state === 'one' ? field.value : null);
const numbers = (register: PlanRegister, plan: string): (string | null)[] =>
  register.items(plan).map(({ number }) => value(number));
const activities = (items: readonly PlanItem[]): string[] => items.map(({ activity }) => activity.toString());

describe('a plan two Parties work on', () => {
  it('is added to on one side and read on the other', async () => {
    const { kh, th, plan } = await two();
    const id = kh.register.addItem(plan, null, {
      activity: 'Assign focal points',
      number: '1.1',
      responsible: ['KH', 'TH'],
      timeframe: timeframeOf('By end of October 2022'),
      expected: 'Draft of Annex 1 completed',
      status: 'planned',
    });
    await exchange(kh, th);
    expect(th.register.plans()).toMatchObject([
      { id: plan, title: { value: 'Plan of Action' }, standing: { state: 'present' } },
    ]);
    expect(th.register.items(plan)).toMatchObject([
      {
        id,
        plan: { value: plan },
        number: { state: 'one', value: '1.1', by: { body: 'KH', person: 'Person 0', seat: 'Seat 0' } },
        responsible: { value: ['KH', 'TH'] },
        timeframe: { value: { spoken: 'By end of October 2022', edtf: '../2022-10-31', tbc: false } },
        expected: { value: 'Draft of Annex 1 completed' },
        status: { value: 'planned' },
        progress: { state: 'empty' },
        standing: { state: 'present' },
      },
    ]);
    expect(activities(th.register.items(plan))).toEqual(['Assign focal points']);
    expect(th.register.item(id)?.activity.authors).toMatchObject([{ body: 'KH' }]);
  });

  it('keeps both values two have set apart until somebody chooses, and then the choice on both sides', async () => {
    const { kh, th, plan } = await two();
    const id = kh.register.addItem(plan, null, {
      activity: 'Seminar',
      timeframe: timeframeOf('November 2022'),
    });
    await exchange(kh, th);
    kh.register.setItem(id, { timeframe: timeframeOf('mid-November 2022') });
    th.register.setItem(id, { timeframe: timeframeOf('end of November 2022'), status: 'under way' });
    await exchange(kh, th);
    for (const { register } of [kh, th]) {
      expect(register.item(id)).toMatchObject({
        timeframe: {
          state: 'conflict',
          values: [
            { value: { spoken: 'mid-November 2022' }, by: { body: 'KH' } },
            { value: { spoken: 'end of November 2022' }, by: { body: 'TH' } },
          ],
        },
        status: { state: 'one', value: 'under way' },
      });
    }
    th.register.setItem(id, { timeframe: timeframeOf('mid-November 2022') });
    await exchange(kh, th);
    for (const { register } of [kh, th])
      expect(register.item(id)?.timeframe).toMatchObject({
        state: 'one',
        value: { spoken: 'mid-November 2022' },
        by: { body: 'TH' },
      });
  });

  it('deletes an item, offers it back, the newest first, and takes the deletion back', async () => {
    const { kh, th, plan } = await two();
    const first = kh.register.addItem(plan, null, { activity: 'first' });
    const second = kh.register.addItem(plan, first, { activity: 'second' });
    await exchange(kh, th);
    const undo = th.register.deleteItem(second);
    await exchange(kh, th);
    expect(activities(kh.register.items(plan))).toEqual(['first']);
    kh.register.deleteItem(first);
    await exchange(kh, th);
    expect(activities(th.register.deletedItems(plan))).toEqual(['first', 'second']);
    expect(th.register.deletedItems(plan)[1]).toMatchObject({
      standing: { state: 'deleted', by: { body: 'TH' } },
    });
    undo();
    await exchange(kh, th);
    expect(activities(kh.register.items(plan))).toEqual(['second']);
    kh.register.restoreItem(first);
    await exchange(kh, th);
    expect(activities(th.register.items(plan))).toEqual(['first', 'second']);
    expect(th.register.deletedItems(plan)).toEqual([]);
  });

  it('does nothing when what is deleted is deleted again, and its undo then brings nothing back', async () => {
    const { kh, th, plan } = await two();
    const id = kh.register.addItem(plan, null, { activity: 'once' });
    await exchange(kh, th);
    kh.register.deleteItem(id);
    await exchange(kh, th);
    let changes = 0;
    th.register.observe(() => changes++);
    th.register.deleteItem(id)();
    th.register.confirmDeletion(id);
    expect(changes).toBe(0);
    expect(th.register.item(id)?.standing).toMatchObject({ state: 'deleted', by: { body: 'KH' } });
    kh.register.restoreItem(id);
    await exchange(kh, th);
    changes = 0;
    th.register.restoreItem(id);
    th.register.confirmDeletion(id);
    expect(changes).toBe(0);
    expect(th.register.item(id)?.standing).toEqual({ state: 'present' });
  });

  for (const decision of ['keep', 'delete'] as const) {
    it(`keeps an item in sight that one deleted while the other changed it, until it is decided to ${decision} it`, async () => {
      const { kh, th, plan } = await two();
      const id = kh.register.addItem(plan, null, { activity: 'Seminar' });
      await exchange(kh, th);
      kh.register.deleteItem(id);
      th.register.setItem(id, { progress: 'Venue booked' });
      await exchange(kh, th);
      for (const { register } of [kh, th]) {
        expect(register.items(plan)).toMatchObject([
          { id, standing: { state: 'contested', by: { body: 'KH' }, changedBy: [{ body: 'TH' }] } },
        ]);
        expect(register.deletedItems(plan)).toEqual([]);
      }
      if (decision === 'keep') th.register.restoreItem(id);
      else th.register.confirmDeletion(id);
      await exchange(kh, th);
      for (const { register } of [kh, th]) {
        expect(register.items(plan).map((item) => item.id)).toEqual(decision === 'keep' ? [id] : []);
        expect(register.item(id)?.standing).toMatchObject({
          state: decision === 'keep' ? 'present' : 'deleted',
        });
        expect(value(register.item(id)?.progress)).toBe('Venue booked');
      }
    });
  }

  it('is contested too over letters typed apart', async () => {
    const { kh, th, plan } = await two();
    const id = kh.register.addItem(plan, null, { activity: 'Seminar' });
    await exchange(kh, th);
    kh.register.deleteItem(id);
    th.space.change(() => th.register.item(id)?.activity.text?.insert(0, 'Bilateral '));
    await exchange(kh, th);
    expect(kh.register.item(id)?.standing).toMatchObject({ state: 'contested', changedBy: [{ body: 'TH' }] });
    expect(kh.register.item(id)?.activity.toString()).toBe('Bilateral Seminar');
  });

  it('moves rows alike on both sides, also when both move at once', async () => {
    const { kh, th, plan } = await two();
    let after: string | null = null;
    const ids = ['a', 'b', 'c', 'd'].map(
      (activity) => (after = kh.register.addItem(plan, after, { activity })),
    );
    const [a = '', b = '', c = '', d = ''] = ids;
    await exchange(kh, th);
    kh.register.moveItem(d, null);
    th.register.moveItem(a, c);
    await exchange(kh, th);
    expect(activities(kh.register.items(plan))).toEqual(['d', 'b', 'c', 'a']);
    expect(activities(th.register.items(plan))).toEqual(['d', 'b', 'c', 'a']);
    // One row moved to two places stands in the upper one, whoever moved it there.
    kh.register.moveItem(b, a);
    th.register.moveItem(b, null);
    await exchange(kh, th);
    expect(activities(kh.register.items(plan))).toEqual(['b', 'd', 'c', 'a']);
    expect(activities(th.register.items(plan))).toEqual(['b', 'd', 'c', 'a']);
    kh.register.moveItem(b, d);
    await exchange(kh, th);
    expect(activities(th.register.items(plan))).toEqual(['d', 'b', 'c', 'a']);
  });

  it('says where each row is: here, and seen by a Party once that Party has written since', async () => {
    const { kh, th, plan } = await two();
    const id = kh.register.addItem(plan, null, { activity: 'Seminar' });
    const row = kh.register.item(id);
    expect(row?.where).toMatchObject({ device: true, relay: false, seenBy: { KH: true, TH: false } });
    expect(row?.where.since).toBeGreaterThan(Date.UTC(2022, 7, 26));
    await exchange(kh, th);
    th.register.addItem(plan, id, { activity: 'Another' });
    await exchange(kh, th);
    // The row itself did not change: the same view, read anew.
    expect(kh.register.item(id)).toBe(row);
    expect(row?.where.seenBy).toEqual({ KH: true, TH: true });
    th.register.setItem(id, { status: 'done' });
    await exchange(kh, th);
    expect(kh.register.item(id)?.where.seenBy).toEqual({ KH: true, TH: true });
    expect(th.register.item(id)?.where.seenBy).toEqual({ KH: false, TH: true });
  });

  it('reads the same on both sides after anything both do at once (100 runs)', async () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = prng.create(seed);
      const { kh, th, plan } = await two(seed);
      for (let step = 0; step < 14; step++) {
        const { register } = prng.bool(random) ? kh : th;
        const all = [...register.items(plan), ...register.deletedItems(plan)].map(({ id }) => id);
        const any = (): string | null => all[prng.int32(random, 0, all.length)] ?? null;
        const [id, after] = [any(), register.items(plan)[prng.int32(random, 0, 3)]?.id ?? null];
        const act = prng.int32(random, 0, 7);
        if (act < 2 || id === null) register.addItem(plan, after, { activity: `${step}` });
        else if (act === 2) register.setItem(id, { number: `${prng.int32(random, 1, 3)}` });
        else if (act === 3) register.moveItem(id, after);
        else if (act === 4) register.deleteItem(id);
        else if (act === 5) register.restoreItem(id);
        else if (act === 6) register.confirmDeletion(id);
        else await exchange(kh, th);
      }
      await exchange(kh, th);
      const shown = (register: PlanRegister) =>
        [...register.items(plan), ...register.deletedItems(plan)].map(({ where: _, activity, ...rest }) => ({
          ...rest,
          activity: activity.toString(),
        }));
      const [now, other] = [new PlanRegister(kh.space), new PlanRegister(th.space)].map(shown);
      expect(other, `seed ${seed}`).toEqual(now);
      // Views kept along the way say what views made now say, but for times not yet written into an entry when they were made.
      const lasting = (rows: unknown) =>
        JSON.parse(JSON.stringify(rows, (key, item: unknown) => (key === 'at' ? 0 : item))) as {
          id: string;
        }[];
      for (const { register } of [kh, th]) {
        const kept = lasting(shown(register)).sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(kept, `seed ${seed}`).toEqual(lasting(now).sort((a, b) => (a.id < b.id ? -1 : 1)));
        expect(register.items(plan).map(({ id }) => id)).toEqual(
          (now ?? []).slice(0, register.items(plan).length).map(({ id }) => id),
        );
      }
      expect([...kh.space.notices(), ...th.space.notices()]).toEqual([]);
      await Promise.all(open.splice(0).map(({ space }) => space.close()));
    }
  });

  it('starts anew from the host after a change was refused', async () => {
    const { kh, plan } = await two();
    const id = kh.register.addItem(plan, null, { activity: 'Seminar' });
    await kh.space.flush();
    const heard: (ReadonlySet<string> | null)[] = [];
    kh.register.observe((records) => heard.push(records));
    const before = kh.register.item(id);
    kh.space.change(() => before?.activity.text?.insert(0, 'x'.repeat(70_000)));
    expect(kh.register.item(id)?.activity.toString()).toHaveLength(70_007);
    await kh.space.flush();
    expect(heard.at(-1)).toBeNull();
    expect(kh.register.item(id)).not.toBe(before);
    expect(kh.register.item(id)?.activity.toString()).toBe('Seminar');
    kh.register.setItem(id, { status: 'done' });
    expect(value(kh.register.item(id)?.status)).toBe('done');
  });

  it('refuses to be written once it is closed', async () => {
    const { kh, plan } = await two();
    await kh.space.close();
    expect(() => kh.register.addItem(plan, null, { activity: '' })).toThrow(new WriteRefused('closed'));
  });
});

describe('a register', () => {
  it('gives the same views until a record changes, and tells which did', () => {
    const register = plain();
    const plan = register.addPlan({ title: 'Plan', period: '2022' });
    const a = register.addItem(plan, null, { activity: 'a' });
    const b = register.addItem(plan, a, { activity: 'b' });
    const heard: (readonly string[])[] = [];
    const end = register.observe((records) => heard.push([...(records ?? [])]));
    const [list, viewA, viewB] = [register.items(plan), register.item(a), register.item(b)];
    expect(register.items(plan)).toBe(list);
    register.setItem(b, { status: 'done' });
    expect(heard).toEqual([[b]]);
    expect(register.item(a)).toBe(viewA);
    expect(register.item(b)).not.toBe(viewB);
    expect(register.items(plan)).not.toBe(list);
    expect(register.items(plan)[0]).toBe(viewA);
    end();
    register.setItem(b, { status: 'planned' });
    expect(heard).toHaveLength(1);
  });

  it('shows several acts within one change of the host to each other', () => {
    const [host] = new PlainWorld('KH').open();
    if (host === undefined) throw new Error('no host');
    hosts.push(host);
    const register = new PlanRegister(host);
    let heard = 0;
    register.observe(() => heard++);
    const plan = host.change(() => {
      const id = register.addPlan({ title: 'Plan', period: '2022' });
      const first = register.addItem(id, null, { activity: 'first', number: '1.1' });
      const second = register.addItem(id, first, { activity: 'second' });
      const third = register.addItem(id, second, { activity: 'third' });
      register.setItem(second, { status: 'done' });
      register.moveItem(third, first);
      register.deleteItem(first);
      register.setPlan(id, { title: 'Another' });
      expect(value(register.item(second)?.status)).toBe('done');
      return id;
    });
    expect(heard).toBe(1);
    expect(value(register.plans()[0]?.title)).toBe('Another');
    expect(activities(register.items(plan))).toEqual(['third', 'second']);
    expect(numbers(register, plan)).toEqual(['1.3', '1.2']);
    expect(activities(register.deletedItems(plan))).toEqual(['first']);
  });

  it('numbers a new item after the last of its plan', () => {
    const register = plain();
    const plan = register.addPlan({ title: '', period: '' });
    const add = (after: string | null, number?: string) =>
      register.addItem(plan, after, { activity: '', number });
    const first = add(null);
    expect(numbers(register, plan)).toEqual(['1']);
    register.setItem(first, { number: '1.4' });
    const next = add(first);
    expect(numbers(register, plan)).toEqual(['1.4', '1.5']);
    // A deleted number may be spoken of in minutes: it is not given again.
    register.deleteItem(next);
    const later = add(first);
    expect(numbers(register, plan)).toEqual(['1.4', '1.6']);
    add(later, '2.1');
    const named = register.items(plan).at(-1)?.id ?? '';
    add(null);
    expect(numbers(register, plan)).toEqual(['2.2', '1.4', '1.6', '2.1']);
    add(named, 'to be numbered');
    add(null, '');
    expect(numbers(register, plan)).toEqual(['', '2.2', '1.4', '1.6', '2.1', 'to be numbered']);
    const other = register.addPlan({ title: '', period: '' });
    register.addItem(other, null, { activity: '' });
    expect(numbers(register, other)).toEqual(['1']);
  });

  it('counts numbers in dispute, too', async () => {
    const { kh, th, plan } = await two();
    const id = kh.register.addItem(plan, null, { activity: '', number: '1.1' });
    await exchange(kh, th);
    kh.register.setItem(id, { number: '1.2' });
    th.register.setItem(id, { number: '1.7' });
    await exchange(kh, th);
    const next = kh.register.addItem(plan, id, { activity: '' });
    expect(value(kh.register.item(next)?.number)).toBe('1.8');
  });

  it('holds several plans in the order they were added, and lets their headings be changed', () => {
    const register = plain();
    const ids = ['a', 'b', 'c'].map((title) => register.addPlan({ title, period: '2022' }));
    expect(register.plans().map(({ id }) => id)).toEqual(ids);
    register.setPlan(ids[1] ?? '', { title: 'Long-term Plan of Action' });
    expect(register.plans().map(({ title, period }) => [value(title), value(period)])).toEqual([
      ['a', '2022'],
      ['Long-term Plan of Action', '2022'],
      ['c', '2022'],
    ]);
  });

  it('puts a restored item back where it stood', () => {
    const register = plain();
    const plan = register.addPlan({ title: '', period: '' });
    let after: string | null = null;
    const ids = ['a', 'b', 'c'].map((activity) => (after = register.addItem(plan, after, { activity })));
    const undo = register.deleteItem(ids[1] ?? '');
    register.addItem(plan, ids[0] ?? null, { activity: 'new' });
    undo();
    expect(activities(register.items(plan))).toEqual(['a', 'new', 'b', 'c']);
  });

  it('names what it does not take, and writes nothing then', () => {
    const register = plain();
    const plan = register.addPlan({ title: '', period: '' });
    const id = register.addItem(plan, null, { activity: '' });
    let changes = 0;
    register.observe(() => changes++);
    const bad = (field: string, problem: 'too long' | 'invalid' | 'missing') => new BadValue(field, problem);
    expect(() => register.addItem('none', null, { activity: '' })).toThrow(bad('plan', 'missing'));
    expect(() => register.addItem(plan, 'none', { activity: '' })).toThrow(bad('after', 'missing'));
    expect(() => register.addItem(plan, id, { activity: 'x'.repeat(20_001) })).toThrow(
      bad('activity', 'too long'),
    );
    expect(() => register.addItem(plan, id, { activity: '', number: 'x'.repeat(21) })).toThrow(
      bad('number', 'too long'),
    );
    expect(() => register.addPlan({ title: 'x'.repeat(301), period: '' })).toThrow(bad('title', 'too long'));
    expect(() => register.setPlan('none', { title: '' })).toThrow(bad('record', 'missing'));
    expect(() => register.setItem('none', { number: '1' })).toThrow(bad('record', 'missing'));
    expect(() => register.setItem(id, { status: 'lost' as 'done' })).toThrow(bad('status', 'invalid'));
    expect(() => register.moveItem(id, 'none')).toThrow(bad('after', 'missing'));
    expect(() => register.moveItem('none', null)).toThrow(bad('record', 'missing'));
    expect(() => register.deleteItem('none')).toThrow(bad('record', 'missing'));
    expect(() => register.restoreItem('none')).toThrow(bad('record', 'missing'));
    expect(() => register.confirmDeletion('none')).toThrow(bad('record', 'missing'));
    expect(changes).toBe(0);
    expect(register.item('none')).toBeNull();
    expect(register.items('none')).toEqual([]);
  });
});

describe('the plan of 26 August 2022', () => {
  it('holds the four items in the words of the record, and when they mean', () => {
    const register = plain();
    writeSamplePlan(register);
    const [plan, ...more] = register.plans();
    expect(more).toEqual([]);
    expect(value(plan?.title)).toBe('Identified next steps under the workplan until the end of 2022');
    expect(value(plan?.period)).toBe('until the end of 2022');
    const rows = register.items(plan?.id ?? '').map((item) => {
      const timeframe = value(item.timeframe);
      return [
        value(item.number),
        item.activity.toString(),
        value(item.responsible)?.join(' '),
        `${timeframe?.spoken} | ${timeframe?.edtf} | ${timeframe?.tbc}`,
        value(item.expected),
        value(item.status),
        item.progress.state,
      ];
    });
    expect(rows).toEqual([
      [
        '1.1',
        'Assign focal points and relevant members of the "Central Cooperation Center (CCC)"',
        'KH TH',
        'By end of October 2022 | ../2022-10-31 | false',
        'Draft of Annex 1 completed',
        'planned',
        'empty',
      ],
      [
        '1.2',
        'Draft Annex 1 on the structure and communication channels for the CCC.',
        'KH TH',
        'By end of October 2022 | ../2022-10-31 | false',
        'Draft of Annex 1 completed',
        'planned',
        'empty',
      ],
      [
        '1.3',
        'Commence and ensure preparation and planning for bilateral workshop',
        'KH TH IOM',
        'October-November 2022 | 2022-10/2022-11 | false',
        'Content, date, venue, participants confirmed',
        'planned',
        'empty',
      ],
      [
        '1.4',
        'Organize a three-day bilateral seminar to exchange knowledge and information on legal procedures/rights and common practice in protecting victims of trafficking',
        'KH TH IOM',
        'End of November in Cambodia (date TBC) | 2022-11-21/2022-11-30 | true',
        'Long-term Plan of Action to implement the SOP on LEC drafted',
        'planned',
        'empty',
      ],
    ]);
  });
});

describe('a large plan', () => {
  it('of 2,000 rows is read again after one change without reading every row again', () => {
    const register = plain();
    const plan = register.addPlan({ title: '', period: '' });
    let after: string | null = null;
    for (let i = 0; i < 2_000; i++)
      after = register.addItem(plan, after, { activity: `${i}`, number: `${i}` });
    const before = register.items(plan);
    register.setItem(before[1_000]?.id ?? '', { status: 'done' });
    const now = register.items(plan);
    expect(now).toHaveLength(2_000);
    expect(now.filter((item, i) => item !== before[i])).toHaveLength(1);
  });
});
