import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  caretsIn,
  draftUndo,
  newDraft,
  readDraft,
  type Draft,
  type DraftUndo,
} from '../../src/replica/draft.ts';
import { exchange, lacking, World, type Replica } from '../sim/replicas.ts';

const open: Replica[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ space }) => space.close()));
});

const draft = ({ space }: Replica): Draft => readDraft([...space.doc.getMap('notes').values()][0], space);
function text(replica: Replica): Y.Text {
  const { text: found } = draft(replica);
  if (found === null) throw new Error('no text');
  return found;
}
const type = (replica: Replica, at: number, words: string): void =>
  replica.space.change(() => text(replica).insert(at, words));

async function two(content: string, seed = 1): Promise<readonly [Replica, Replica]> {
  const world = await World.seeded(seed, 'KH', 'TH');
  const [kh, th] = [await world.open(0), await world.open(1)];
  open.push(kh, th);
  kh.space.change(() => kh.space.doc.getMap('notes').set(kh.space.newId(), newDraft(content)));
  await exchange(kh, th);
  return [kh, th];
}

describe('a draft', () => {
  it('merges what two type at once, letter by letter', async () => {
    const [kh, th] = await two('Assign focal points');
    type(kh, 0, 'By October: ');
    type(th, 'Assign focal points'.length, ' of the CCC');
    await exchange(kh, th);
    expect(draft(kh).toString()).toBe('By October: Assign focal points of the CCC');
    expect(draft(th).toString()).toBe(draft(kh).toString());
  });

  it('names whose letters stand in it, in order of appearance, as long as they stand', async () => {
    const [kh, th] = await two('by KH');
    expect(draft(th).authors).toMatchObject([{ body: 'KH', person: 'Person 0' }]);
    type(th, 0, 'TH: ');
    await exchange(kh, th);
    expect(draft(kh).authors.map(({ body }) => body)).toEqual(['TH', 'KH']);
    kh.space.change(() => text(kh).delete(0, 4));
    await exchange(kh, th);
    expect(draft(th).authors.map(({ body }) => body)).toEqual(['KH']);
  });

  it('is stored in NFC, and without half a surrogate pair, which would read differently elsewhere', async () => {
    const [kh, th] = await two('de\u0301cide \ud83d');
    expect(draft(kh).toString()).toBe('d\u00e9cide \ufffd');
    expect(draft(th).toString()).toBe(draft(kh).toString());
  });

  it('is read from anything without a throw', async () => {
    const [kh] = await two('text');
    for (const value of [undefined, null, 5, 'words', [], {}, new Uint8Array(2), new Y.Map()]) {
      const read = readDraft(value, kh.space);
      expect(read).toMatchObject({
        state: value === undefined ? 'missing' : 'unreadable',
        text: null,
        authors: [],
      });
      expect(`${read.toString()}`).toBe(value === 'words' ? 'words' : '');
      expect(draftUndo(read)).toBeNull();
      expect(caretsIn(read, kh.space)).toEqual([]);
    }
  });
});

describe('undo in a draft', () => {
  const undoOf = (replica: Replica): DraftUndo => {
    const undo = draftUndo(draft(replica));
    if (undo === null) throw new Error('no undo');
    return undo;
  };

  it('takes back own changes only, and is lawful to the other replica', async () => {
    const [kh, th] = await two('Draft Annex 1');
    const undo = undoOf(kh);
    type(kh, 13, ' on the CCC');
    await exchange(kh, th);
    type(th, 0, '1.2 ');
    // Inside the words of KH.
    type(th, text(th).length - 3, 'new ');
    await exchange(kh, th);
    expect(draft(kh).toString()).toBe('1.2 Draft Annex 1 on the new CCC');
    undo.undo();
    await exchange(kh, th);
    expect(draft(kh).toString()).toBe('1.2 Draft Annex 1new ');
    expect(draft(th).toString()).toBe(draft(kh).toString());
    undo.redo();
    await exchange(kh, th);
    expect(draft(th).toString()).toBe('1.2 Draft Annex 1 on the new CCC');
    expect(th.space.notices()).toEqual([]);
    undo.close();
  });

  it('brings back own deletions, also of what another wrote', async () => {
    const [kh, th] = await two('by end of October 2022');
    const undo = undoOf(th);
    th.space.change(() => text(th).delete(0, 10));
    await exchange(kh, th);
    expect(draft(kh).toString()).toBe('October 2022');
    undo.undo();
    await exchange(kh, th);
    expect(draft(kh).toString()).toBe('by end of October 2022');
    expect(kh.space.notices()).toEqual([]);
    undo.close();
  });

  const RUNS = 300;
  it(`of two who type, delete, undo and redo at once is never refused, and both read the same (${RUNS} runs)`, async () => {
    let undone = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = prng.create(seed);
      const replicas = await two('abcdefgh', seed);
      const undos = replicas.map(undoOf);
      for (let step = 0; step < 14; step++) {
        const who = prng.int32(random, 0, 1);
        const [replica, undo] = [replicas[who], undos[who]];
        if (replica === undefined || undo === undefined) continue;
        const chance = prng.int32(random, 0, 9);
        const own = text(replica);
        const at = prng.int32(random, 0, own.length);
        if (chance < 3) type(replica, at, 'xyz'.slice(0, prng.int32(random, 1, 3)));
        else if (chance < 5) {
          const length = Math.min(prng.int32(random, 1, 4), own.length - at);
          if (length > 0) replica.space.change(() => own.delete(at, length));
        } else if (chance < 7) {
          undo.undo();
          undone++;
        } else if (chance < 8) undo.redo();
        else {
          const other = replicas[1 - who] ?? replica;
          await replica.space.flush();
          await other.space.receive(lacking(replica, other));
        }
        undo.manager.stopCapturing();
      }
      const [kh, th] = replicas;
      await exchange(kh, th);
      await exchange(kh, th);
      expect(draft(th).toString(), `seed ${seed}`).toBe(draft(kh).toString());
      for (const { space, vault } of replicas) {
        expect(space.notices(), `seed ${seed}`).toEqual([]);
        expect(vault.evidence(), `seed ${seed}`).toEqual([]);
      }
      for (const undo of undos) undo.close();
      await Promise.all(open.splice(0).map(({ space }) => space.close()));
    }
    expect(undone).toBeGreaterThan(RUNS);
  });
});

describe('carets of others', () => {
  it('are where they stand in the text, by name, and left out when they cannot be', async () => {
    const [kh, th] = await two('Draft Annex 1');
    const head = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text(th), 5)) as unknown;
    const say = (client: number, state: unknown) => {
      kh.space.carets.states.set(client, state as Record<string, unknown>);
    };
    say(901, { author: th.space.me, cursor: { head } });
    say(902, { author: th.space.me, cursor: { head: 'nowhere' } });
    say(906, { author: th.space.me, cursor: { head: { tname: 'a root nobody has' } } });
    say(903, { author: th.space.me, cursor: null });
    say(904, { cursor: { head } });
    say(905, {});
    kh.space.carets.setLocalState({ author: kh.space.me, cursor: { head } });
    expect(caretsIn(draft(kh), kh.space)).toEqual([{ index: 5, author: th.space.me }]);
    expect(kh.space.doc.share.has('a root nobody has')).toBe(false);
    type(kh, 0, '1.2 ');
    expect(caretsIn(draft(kh), kh.space)).toMatchObject([{ index: 9 }]);
  });
});
