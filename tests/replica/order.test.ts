import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byPlace, MAX_ORDER, orderBetween, type Placed } from '../../src/replica/order.ts';
import { PlanRegister } from '../../src/registers/plan.ts';
import { hand, handAll, PlainWorld } from '../sim/plain-host.ts';

const SEED = { seed: 2022 };
const insert = (list: Placed[], after: number, id: string): number => {
  const placed = { id, order: orderBetween(list, after, id) };
  list.push(placed);
  list.sort(byPlace);
  return list.indexOf(placed);
};
const letters = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'),
  minLength: 22,
  maxLength: 22,
});

describe('an order key', () => {
  it('stands exactly where it was put, in any list built by keys alone', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(letters, fc.nat()), { selector: ([id]) => id, maxLength: 60 }),
        (acts) => {
          const list: Placed[] = [];
          for (const [id, at] of acts) {
            const after = (at % (list.length + 1)) - 1;
            expect(insert(list, after, id)).toBe(after + 1);
          }
        },
      ),
      { ...SEED, numRuns: 500 },
    );
  });

  it('stays short over a thousand rows written one below the other, or one above the other', () => {
    const down: Placed[] = [];
    const up: Placed[] = [];
    for (let i = 0; i < 1_000; i++) {
      insert(down, down.length - 1, `r${String(i).padStart(4, '0')}`);
      insert(up, -1, `r${String(i).padStart(4, '0')}`);
    }
    expect(Math.max(...down.map(({ order }) => order.length))).toBeLessThan(10);
    expect(Math.max(...up.map(({ order }) => order.length))).toBeLessThan(10);
    expect(down.map(({ id }) => id)).toEqual([...down.map(({ id }) => id)].sort());
  });

  it('never grows beyond what readers take, even at one place for ever', () => {
    const list: Placed[] = [
      { id: 'a', order: 'a0' },
      { id: 'z', order: 'a1' },
    ];
    for (let i = 0; i < 3_000; i++) list.splice(1, 0, { id: `r${i}`, order: orderBetween(list, 0, `r${i}`) });
    expect(Math.max(...list.map(({ order }) => order.length))).toBeLessThanOrEqual(MAX_ORDER);
  });

  it('goes behind all who hold one key, for nothing fits between equals', () => {
    const list = ['p', 'q', 'r'].map((id) => ({ id, order: 'a0' }));
    list.push({ id: 's', order: 'a1' });
    const order = orderBetween(list, 0, 'new');
    expect(order > 'a0' && order < 'a1').toBe(true);
  });

  it('differs between two who insert at one place apart', () => {
    const list = [{ id: 'a', order: 'a0' }];
    expect(orderBetween(list, 0, 'one-of-KH')).not.toBe(orderBetween(list, 0, 'one-of-TH'));
  });

  it('is found beside any keys of foreign apps, without a throw', () => {
    const key = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('a', 'A', 'z', 'Z', '0', 'V'), maxLength: 40 }),
      fc.constantFrom(
        `A${'0'.repeat(26)}`,
        `A${'0'.repeat(25)}1`,
        `z${'z'.repeat(26)}`,
        'a',
        'a00',
        'ŝ0',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: letters, order: key }), { maxLength: 12 }),
        fc.nat(),
        letters,
        (all, at, id) => {
          const list = all.sort(byPlace);
          const order = orderBetween(list, (at % (list.length + 1)) - 1, id);
          expect(order.length).toBeGreaterThan(0);
          expect(order.length).toBeLessThanOrEqual(MAX_ORDER);
          expect(order).toMatch(/^[0-9A-Za-z]+$/);
        },
      ),
      { ...SEED, numRuns: 2_000 },
    );
  });
});

describe('rows moved and inserted apart', () => {
  const step = fc.record({
    who: fc.nat({ max: 2 }),
    kind: fc.constantFrom('add', 'move', 'move', 'hand'),
    a: fc.nat(),
    b: fc.nat(),
  });
  const RUNS = 300;
  it(`come to one order on all devices (${RUNS} runs, 3 devices)`, () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const hosts = new PlainWorld('KH', 'TH', 'IOM').open();
        const registers = hosts.map((host) => new PlanRegister(host));
        const plan = registers[0]?.addPlan({ title: '', period: '' }) ?? '';
        for (let i = 0; i < 3; i++) registers[0]?.addItem(plan, null, { activity: '' });
        handAll(hosts);
        for (const { who, kind, a, b } of steps) {
          const [host, register] = [hosts[who], registers[who]];
          if (host === undefined || register === undefined) continue;
          const ids = register.items(plan).map(({ id }) => id);
          const after = [null, ...ids][b % (ids.length + 1)] ?? null;
          if (kind === 'hand') hand(host, hosts[(who + 1 + (a % 2)) % 3] ?? host);
          else if (kind === 'add') {
            const id = register.addItem(plan, after, { activity: '' });
            const now = register.items(plan).map((item) => item.id);
            expect(now[now.indexOf(id) - 1] ?? null).toBe(after);
          } else {
            const id = ids[a % ids.length] ?? '';
            register.moveItem(id, after);
            const now = register.items(plan).map((item) => item.id);
            if (after !== id) expect(now[now.indexOf(id) - 1] ?? null).toBe(after);
          }
        }
        handAll(hosts);
        const orders = registers.map((register) =>
          register.items(plan).map(({ id, order }) => `${order} ${id}`),
        );
        expect(orders[1]).toEqual(orders[0]);
        expect(orders[2]).toEqual(orders[0]);
        for (const host of hosts) host.close();
      }),
      { ...SEED, numRuns: RUNS },
    );
  });

  it('stand in one order even with equal keys, and take new rows behind them', () => {
    const hosts = new PlainWorld('KH', 'TH').open();
    const registers = hosts.map((host) => new PlanRegister(host));
    const [kh, th] = registers;
    if (kh === undefined || th === undefined) throw new Error('no register');
    const plan = kh.addPlan({ title: '', period: '' });
    // Ids of equal ends lead to equal keys.
    hosts.forEach((host, i) => (host.newId = () => `${i === 0 ? 'p' : 'q'}-end`));
    handAll(hosts);
    const first = kh.addItem(plan, null, { activity: 'of KH' });
    const second = th.addItem(plan, null, { activity: 'of TH' });
    handAll(hosts);
    expect(kh.item(first)?.order).toBe(kh.item(second)?.order);
    expect(kh.items(plan).map(({ id }) => id)).toEqual([first, second]);
    expect(th.items(plan).map(({ id }) => id)).toEqual([first, second]);
    hosts.forEach((host) => (host.newId = () => 'third'));
    kh.addItem(plan, first, { activity: 'behind the first' });
    handAll(hosts);
    expect(th.items(plan).map(({ id }) => id)).toEqual([first, second, 'third']);
    for (const host of hosts) host.close();
  });
});
