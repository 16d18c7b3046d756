import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeEndorsement } from '../../src/registers/endorsement.ts';
import { JointRegisters } from '../../src/registers/joint.ts';
import { Chain, content, craft, headsOf, type Sealed } from '../sim/crafter.ts';
import { idsOf } from '../sim/forger.ts';
import { desksOf, meet } from '../sim/joint-desks.ts';
import { World } from '../sim/replicas.ts';
import { held, reasons, receive } from '../sim/scene.ts';

const ANY_MAP = 1;

/** A plan item and a meeting by Cambodia, and a facilitator of IOM whose software lies. */
async function scene() {
  const world = await World.of('KH', 'TH', 'IOM leads');
  const kh = await world.open(0);
  const th = await world.open(1);
  onTestFinished(async () => {
    for (const { space } of [kh, th]) await space.close();
  });
  const joint = new JointRegisters(kh.space, ['KH', 'TH'], ['KH', 'TH', 'IOM']);
  const plan = joint.plan.addPlan({ title: 'Plan', period: '2022' });
  const item = joint.plan.addItem(plan, null, { activity: 'Hold a seminar', status: 'planned' });
  const meeting = joint.meetings.add({ title: 'Second day' });
  await kh.space.flush();
  for (const id of kh.vault.ids()) await th.space.receive([[id, kh.vault.get(id)]]);
  const device = world.devices[2];
  if (device === undefined) throw new Error('no device');
  const record = (root: string, id: string): Y.Map<unknown> =>
    kh.space.doc.getMap(root).get(id) as Y.Map<unknown>;
  const idAt = (map: Y.Map<unknown>, key: string): Y.ID => {
    const found = map._map.get(key)?.id;
    if (found === undefined) throw new Error(`no ${key}`);
    return found;
  };
  return {
    world,
    both: [kh, th],
    device,
    heads: await headsOf(world, kh.vault),
    item: idAt(kh.space.doc.getMap('items'), item),
    meeting: idAt(kh.space.doc.getMap('meetings'), meeting),
    letters: idsOf(record('items', item).get('activity') as Y.Text),
    status: idAt(record('items', item), `status@${kh.space.writer}`),
  };
}
type Scene = Awaited<ReturnType<typeof scene>>;

const newRecord = (client: number, root: string): Uint8Array =>
  craft([
    {
      client,
      clock: 0,
      structs: [{ content: content.type(ANY_MAP), parent: root, key: `${client.toString(36)}-0` }],
    },
  ]);
const KEY = 'status@1-3';
const TOLD: Readonly<Record<string, (scene: Scene, client: number) => Uint8Array>> = {
  'a field set in a plan item': ({ item }, client) =>
    craft([{ client, clock: 0, structs: [{ content: content.any('done'), parent: item, key: KEY }] }]),
  'letters put into its words, which names no root': ({ letters }, client) =>
    craft([
      {
        client,
        clock: 0,
        structs: [{ content: content.text('not '), origin: letters[2]!, rightOrigin: letters[3]! }],
      },
    ]),
  'letters taken away': ({ letters }) =>
    craft([], [{ client: letters[1]!.client, clock: letters[1]!.clock, length: 3 }]),
  'a value taken away beside a meeting honestly written': ({ meeting, status }, client) =>
    craft(
      [
        {
          client,
          clock: 0,
          structs: [{ content: content.any('Bangkok'), parent: meeting, key: 'venue@1-3' }],
        },
      ],
      [{ client: status.client, clock: status.clock, length: 1 }],
    ),
};

/** What a space says, by root. */
const saidIn = ({ world, both }: Scene) =>
  both.map(({ space }) => [...world.roots.keys()].map((root) => space.doc.getMap(root).toJSON()));

describe('a facilitator, at every replica', () => {
  it('may write under the roots that lead a meeting, and under no other', async () => {
    const { roots } = await World.of('KH');
    for (const root of roots.keys()) {
      const all = await scene();
      const before = saidIn(all);
      const chain = new Chain(all.world, all.device);
      const values = [
        await chain.open(),
        await chain.update(newRecord(chain.client, root), { deps: all.heads }),
      ];
      const owner = roots.get(root) ?? null;
      const refused = owner === null || owner === 'IOM' ? 'outside the role' : 'root of another body';
      for (const replica of all.both) {
        await receive(replica, values);
        expect(reasons(replica), root).toEqual(JointRegisters.LED.has(root) ? [] : [refused]);
      }
      if (JointRegisters.LED.has(root)) expect(saidIn(all), root).not.toEqual(before);
      else expect(saidIn(all), root).toEqual(before);
    }
  });

  for (const [what, told] of Object.entries(TOLD))
    it(`is refused whole, in whatever order it comes: ${what}`, async () => {
      for (let seed = 1; seed <= 5; seed++) {
        const random = prng.create(seed);
        const all = await scene();
        const before = saidIn(all);
        const chain = new Chain(all.world, all.device);
        const values: Sealed[] = [
          await chain.open(),
          await chain.update(told(all, chain.client), { deps: all.heads }),
        ];
        for (const replica of all.both) {
          await receive(
            replica,
            [...values].sort(() => (prng.bool(random) ? 1 : -1)),
          );
          expect(held(replica)).toBe(0);
          expect(reasons(replica)).toEqual(['outside the role']);
        }
        expect(saidIn(all)).toEqual(before);
      }
    });

  for (const kind of ['tabled', 'agreed', 'withdrawn', 'reserved'] as const)
    it(`says nothing on a text: ${kind}`, async () => {
      const { world, device, both } = await scene();
      const chain = new Chain(world, device);
      const payload = encodeEndorsement({
        record: 'r',
        schema: 'test/1',
        content: { text: 'The Parties agree.' },
        decision: { kind },
      });
      const values = [await chain.open(), await chain.link('endorse', payload)];
      for (const replica of both) {
        await receive(replica, values);
        expect(reasons(replica)).toEqual(['not a signer']);
        expect(replica.space.endorsements('r')).toEqual([]);
      }
    });
});

describe('a facilitator with honest software', () => {
  it('leads a meeting, and is told before anything is written where the role ends', async () => {
    const [kh, th, lead] = await desksOf('KH', 'TH', 'IOM leads');
    const plan = kh.joint.plan.addPlan({ title: 'Plan', period: '2022' });
    const item = kh.joint.plan.addItem(plan, null, { activity: 'Hold a seminar', status: 'planned' });
    await meet(kh, th, lead);
    const { meetings, commitments, boards, workshops } = lead.joint;
    const meeting = meetings.add({ title: 'Second day' });
    const line = meetings.agenda.add(meeting, null, { title: 'Opening', minutes: 10 });
    meetings.moveTo(meeting, 'live');
    meetings.agenda.start(line);
    meetings.points.add(meeting, { section: 'opening', parent: null, after: null }, { text: 'Opened.' });
    commitments.add({ what: 'Send the forms', who: [{ body: 'KH', seat: null }] });
    boards.add({ name: 'Main', secret: 'A'.repeat(43), relay: 'ws://localhost:1' });
    workshops.addWorkshop({ title: 'Workshop' });
    for (const act of [
      () => lead.joint.plan.setItem(item, { status: 'done' }),
      () => lead.joint.plan.addPlan({ title: 'Another', period: '' }),
      () => lead.joint.articles.addInstrument({ title: 'Another' }),
      () => lead.joint.roster.addAgency({ nameEn: 'IOM', level: 'mission' }),
    ])
      expect(act).toThrow('outside the role');
    await meet(kh, th, lead);
    for (const desk of [kh, th]) {
      expect(reasons(desk)).toEqual([]);
      expect(desk.joint.meetings.meetings()).toHaveLength(1);
      expect(desk.joint.boards.open()).toHaveLength(1);
      expect(desk.joint.plan.plans()).toHaveLength(1);
    }
    const minutes = lead.joint.meetings.minutes(meeting);
    const seen = minutes?.signable.state === 'ready' ? minutes.signable.hash : '';
    expect(() => lead.joint.meetings.adopt(meeting, seen, { kind: 'tabled' })).toThrow();
  });
});
