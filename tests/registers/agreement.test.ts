import * as prng from 'lib0/prng';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AgreementRegister, ready, type Signable } from '../../src/registers/agreement.ts';
import { stateOf, type AgreementState } from '../../src/registers/agreement-state.ts';
import { contentHash, decodeEndorsement, encodeEndorsement } from '../../src/registers/endorsement.ts';
import { readMatter, type Agreement, type Matter } from '../../src/registers/matter.ts';
import { signableItem } from '../../src/registers/plan-agreement.ts';
import { PlanRegister } from '../../src/registers/plan.ts';
import { saw, type Endorsement } from '../../src/replica/endorsements.ts';
import { Vault } from '../../src/replica/vault.ts';
import type { Decision } from '../../src/schema/endorsement.ts';
import { utf8 } from '../../src/crypto/bytes.ts';
import { canonicalBytes, type Json } from '../../src/crypto/canonical.ts';
import { exchange, lacking, World, type Replica } from '../sim/replicas.ts';
import { inOrder, randomWord, WordsApart } from '../sim/words-apart.ts';

const PARTIES = ['KH', 'TH'];
const AGREED: Decision = { kind: 'agreed' };

interface Desk extends Replica {
  readonly agreement: AgreementRegister;
  readonly plan: PlanRegister;
}

async function desks(...bodies: readonly string[]): Promise<Desk[]> {
  const world = await World.of(...bodies);
  const open = bodies.map(async (_, i): Promise<Desk> => {
    const replica = await world.open(i);
    onTestFinished(() => replica.space.close());
    const agreement = new AgreementRegister(replica.space, PARTIES);
    return { ...replica, agreement, plan: new PlanRegister(replica.space) };
  });
  return Promise.all(open);
}

/** KH and TH with one plan item both have seen. */
async function withItem(...bodies: readonly string[]) {
  const all = await desks(...(bodies.length > 0 ? bodies : ['KH', 'TH']));
  const [kh, th] = all as [Desk, Desk];
  const plan = kh.plan.addPlan({ title: 'Plan', period: '2022' });
  const id = kh.plan.addItem(plan, null, { activity: 'Assign focal points', expected: 'Annex 1' });
  await exchange(kh, th);
  return { all, kh, th, id };
}

const itemOf = (desk: Desk, id: string) => {
  const item = desk.plan.item(id);
  if (item === null) throw new Error('no item');
  return item;
};
const signable = (desk: Desk, id: string): Signable => signableItem(itemOf(desk, id));
const hashOf = (of: Signable): string => (of.state === 'ready' ? of.hash : of.problem);
const sign = (desk: Desk, id: string, decision: Decision = AGREED): void => {
  const now = signable(desk, id);
  desk.agreement.endorse({ record: id, signable: now, seen: hashOf(now), decision });
};
const stateAt = (desk: Desk, id: string): AgreementState =>
  stateOf(desk.agreement.matter(id), hashOf(signable(desk, id)));

describe('two Parties', () => {
  it('agree when each has signed the same words, and not before', async () => {
    const { kh, th, id } = await withItem();
    expect(stateAt(kh, id)).toEqual({ state: 'draft' });
    sign(kh, id);
    expect(stateAt(kh, id)).toMatchObject({ state: 'waiting', agreed: ['KH'], waitingFor: ['TH'] });
    await exchange(kh, th);
    expect(stateAt(th, id)).toMatchObject({ state: 'waiting', agreed: ['KH'], waitingFor: ['TH'] });
    sign(th, id);
    await exchange(kh, th);
    for (const desk of [kh, th]) {
      const state = stateAt(desk, id);
      expect(state.state).toBe('agreed');
      expect(state.state === 'agreed' && state.agreement.version.content).toMatchObject({
        activity: 'Assign focal points',
      });
    }
  });

  it('see "changed since agreed" when one letter is changed offline after both signed, and keep the signed text', async () => {
    const { kh, th, id } = await withItem();
    sign(kh, id);
    await exchange(kh, th);
    sign(th, id);
    // Cambodia has not heard of the signature when it changes a letter.
    kh.space.change(() => itemOf(kh, id).activity.text?.insert(0, 'Re'));
    await exchange(kh, th);
    for (const desk of [kh, th]) {
      const state = stateAt(desk, id);
      expect(state.state).toBe('changed');
      expect(state.state === 'changed' && state.agreement.version.content).toMatchObject({
        activity: 'Assign focal points',
      });
      expect(itemOf(desk, id).activity.toString()).toBe('ReAssign focal points');
    }
  });

  it('are agreed again when the text is put back as it was, word for word', async () => {
    const { kh, th, id } = await withItem();
    sign(kh, id);
    await exchange(kh, th);
    sign(th, id);
    await exchange(kh, th);
    th.plan.setItem(id, { expected: 'Something else' });
    await exchange(kh, th);
    expect(stateAt(kh, id).state).toBe('changed');
    kh.plan.setItem(id, { expected: 'Annex 1' });
    await exchange(kh, th);
    expect(stateAt(th, id).state).toBe('agreed');
  });

  it('hold on to what is agreed while one of them proposes another text, until both have signed that', async () => {
    const { kh, th, id } = await withItem();
    sign(kh, id);
    await exchange(kh, th);
    sign(th, id);
    await exchange(kh, th);
    const first = kh.agreement.matter(id).agreement;
    kh.plan.setItem(id, { expected: 'Annex 1 and 2' });
    sign(kh, id);
    await exchange(kh, th);
    expect(stateAt(th, id)).toMatchObject({ state: 'changed', next: { state: 'waiting', agreed: ['KH'] } });
    expect(th.agreement.matter(id).agreement?.version.hash).toBe(first?.version.hash);
    sign(th, id);
    await exchange(kh, th);
    expect(stateAt(kh, id).state).toBe('agreed');
    expect(kh.agreement.matter(id).agreements).toHaveLength(2);
    expect(kh.agreement.matter(id).agreement?.version.content).toMatchObject({ expected: 'Annex 1 and 2' });
  });

  it('do not agree on a text that one of them had replaced before the other signed it', async () => {
    const { kh, th, id } = await withItem();
    sign(kh, id);
    await exchange(kh, th);
    kh.plan.setItem(id, { expected: 'Better' });
    sign(kh, id);
    sign(th, id);
    await exchange(kh, th);
    expect(kh.agreement.matter(id).agreements).toEqual([]);
    expect(stateAt(th, id)).toMatchObject({ state: 'waiting', agreed: ['KH'] });
  });

  it('are told that agreement is ad referendum until the capital confirms it', async () => {
    const { kh, th, id } = await withItem();
    sign(kh, id);
    await exchange(kh, th);
    sign(th, id, { kind: 'ad referendum', until: '2022-09-30' });
    await exchange(kh, th);
    expect(stateAt(kh, id)).toMatchObject({
      state: 'ad referendum',
      until: [{ party: 'TH', until: '2022-09-30' }],
    });
    sign(th, id);
    await exchange(kh, th);
    expect(stateAt(kh, id).state).toBe('agreed');
  });

  it('see who rejected, reserved or keeps the original', async () => {
    const { kh, th, id } = await withItem();
    sign(kh, id);
    await exchange(kh, th);
    for (const kind of ['rejected', 'reserved', 'keep original'] as const) {
      sign(th, id, { kind });
      await exchange(kh, th);
      expect(stateAt(kh, id)).toMatchObject({
        state: 'contested',
        agreed: ['KH'],
        objections: [{ party: 'TH', kind }],
      });
    }
    sign(kh, id, { kind: 'keep original' });
    await exchange(kh, th);
    expect(stateAt(th, id).state).toBe('kept');
  });

  it('see a withdrawal, before agreement as no word and after it as the end of one', async () => {
    const { kh, th, id } = await withItem();
    sign(kh, id);
    sign(kh, id, { kind: 'withdrawn' });
    await exchange(kh, th);
    sign(th, id);
    await exchange(kh, th);
    expect(stateAt(kh, id)).toMatchObject({ state: 'waiting', agreed: ['TH'], waitingFor: ['KH'] });
    sign(kh, id);
    await exchange(kh, th);
    expect(stateAt(th, id).state).toBe('agreed');
    sign(th, id, { kind: 'withdrawn' });
    await exchange(kh, th);
    const state = stateAt(kh, id);
    expect(state).toMatchObject({ state: 'withdrawn', by: [{ by: { body: 'TH' } }] });
    expect(kh.agreement.matter(id).agreement).toBeNull();
    expect(kh.agreement.matter(id).agreements).toHaveLength(1);
  });

  it('are not agreed while members of one of them have signed different texts apart, until it says which stands', async () => {
    const { all, kh, th, id } = await withItem('KH', 'TH', 'KH');
    const second = all[2] as Desk;
    await exchange(kh, second);
    sign(kh, id);
    second.plan.setItem(id, { expected: 'Other words' });
    sign(second, id);
    await exchange(kh, th);
    sign(th, id);
    await exchange(kh, th);
    expect(stateAt(kh, id).state).toBe('agreed');
    await exchange(kh, second);
    await exchange(kh, th);
    for (const desk of [kh, th]) {
      expect(desk.agreement.matter(id).agreement).toBeNull();
      expect(desk.agreement.matter(id).stands.get('KH')).toMatchObject({ state: 'divided' });
    }
    kh.plan.setItem(id, { expected: 'Annex 1' });
    sign(kh, id);
    await exchange(kh, th);
    expect(stateAt(th, id).state).toBe('agreed');
  });
});

describe('a text on the table', () => {
  it('is taken back by the body that put it there, and by no other; and may be tabled again', async () => {
    const { all, kh, th, id } = await withItem('KH', 'TH', 'IOM');
    const iom = all[2] as Desk;
    await exchange(kh, iom);
    sign(iom, id, { kind: 'tabled' });
    await exchange(iom, kh);
    await exchange(kh, th);
    sign(th, id, { kind: 'withdrawn' });
    await exchange(th, kh);
    expect(stateAt(kh, id)).toMatchObject({ state: 'tabled' });
    sign(iom, id, { kind: 'withdrawn' });
    await exchange(iom, kh);
    expect(stateAt(kh, id)).toMatchObject({
      state: 'taken back',
      by: { by: expect.objectContaining({ body: 'IOM' }) },
    });
    sign(iom, id, { kind: 'tabled' });
    await exchange(iom, kh);
    expect(stateAt(kh, id)).toMatchObject({ state: 'tabled' });
  });

  it('stays there while another Party has agreed to it', async () => {
    const { kh, th, id } = await withItem();
    sign(kh, id, { kind: 'tabled' });
    await exchange(kh, th);
    sign(th, id);
    await exchange(kh, th);
    sign(kh, id, { kind: 'withdrawn' });
    await exchange(kh, th);
    expect(stateAt(th, id)).toMatchObject({ state: 'waiting', agreed: ['TH'], waitingFor: ['KH'] });
  });
});

describe('a signature', () => {
  it('is refused while a field conflicts', async () => {
    const { kh, th, id } = await withItem();
    kh.plan.setItem(id, { expected: 'By Cambodia' });
    th.plan.setItem(id, { expected: 'By Thailand' });
    await exchange(kh, th);
    expect(() => sign(kh, id)).toThrow('in conflict');
    kh.plan.setItem(id, { expected: 'By Cambodia' });
    sign(kh, id);
    expect(stateAt(kh, id).state).toBe('waiting');
  });

  it('is refused while anything received is held', async () => {
    const { kh, th, id } = await withItem();
    th.plan.setItem(id, { expected: 'first' });
    await th.space.flush();
    const withheld = lacking(th, kh);
    th.plan.setItem(id, { expected: 'second' });
    await th.space.flush();
    const later = lacking(th, kh).filter(([key]) => !withheld.some(([one]) => one === key));
    await kh.space.receive(later);
    expect(kh.space.held).toBeGreaterThan(0);
    expect(() => sign(kh, id)).toThrow('held');
    await kh.space.receive(withheld);
    sign(kh, id);
    expect(stateAt(kh, id).state).toBe('waiting');
  });

  it('is refused when the words are not those the signer had in sight', async () => {
    const { kh, id } = await withItem();
    const seen = hashOf(signable(kh, id));
    kh.plan.setItem(id, { expected: 'changed under the hand' });
    expect(() =>
      kh.agreement.endorse({ record: id, signable: signable(kh, id), seen, decision: AGREED }),
    ).toThrow('changed meanwhile');
  });

  it('of one who may not sign is refused here, and by everybody who receives it', async () => {
    const { all, kh, id } = await withItem('KH', 'TH', 'IOM');
    const iom = all[2] as Desk;
    await exchange(kh, iom);
    expect(() => sign(iom, id)).toThrow('not a signer');
    sign(iom, id, { kind: 'tabled' });
    await exchange(kh, iom);
    expect(stateAt(kh, id)).toMatchObject({ state: 'tabled', waitingFor: ['KH', 'TH'] });
  });

  it('that is not exactly its canonical form is no endorsement', () => {
    const good = encodeEndorsement({
      record: 'r',
      schema: 'test/1',
      content: { a: 1, b: 'é' },
      decision: AGREED,
    });
    expect(decodeEndorsement(good)).toMatchObject({
      record: 'r',
      contentHash: contentHash({ a: 1, b: 'é' }),
    });
    const said = JSON.parse(new TextDecoder().decode(good)) as Record<string, Json>;
    const bad: Uint8Array[] = [
      utf8(JSON.stringify(said, null, 1)),
      canonicalBytes({ ...said, content: { a: 2 } }),
      canonicalBytes({ ...said, decision: { kind: 'agreed', loudly: true } }),
      canonicalBytes({ ...said, decision: { kind: 'ad referendum', until: '2022-02-30' } }),
      canonicalBytes({ ...said, v: 2 }),
      utf8(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      new Uint8Array([0xff, 0xfe]),
      new Uint8Array(),
      new Uint8Array(300 * 1024).fill(0x20),
    ];
    for (const bytes of bad) expect(decodeEndorsement(new Uint8Array(bytes))).toBeNull();
  });

  it('survives a restart of the device', async () => {
    const world = await World.of('KH', 'TH');
    const vault = Vault.inMemory();
    const first = await world.open(0, vault);
    const agreement = new AgreementRegister(first.space, PARTIES);
    const signable = ready('test/1', { text: 'words' });
    agreement.endorse({
      record: 'r',
      signable,
      seen: hashOf(signable),
      decision: AGREED,
      mandate: 'full powers',
    });
    await first.space.flush();
    const again = await world.open(0, vault);
    onTestFinished(async () => {
      await first.space.close();
      await again.space.close();
    });
    const matter = new AgreementRegister(again.space, PARTIES).matter('r');
    expect(matter.stands.get('KH')).toMatchObject({
      state: 'spoken',
      decision: AGREED,
      mandate: 'full powers',
    });
  });
});

const inForce = ({ agreements }: Matter): Agreement[] =>
  agreements.filter(({ withdrawn }) => withdrawn.length === 0);

const assents = (kind: Decision['kind'], { outcome }: Agreement): boolean =>
  outcome === 'kept' ? kind === 'keep original' : kind === 'agreed' || kind === 'ad referendum';

/** What must hold of every reading, whoever spoke in whatever order. */
function check(matter: Matter): void {
  const agreed = inForce(matter);
  for (const agreement of agreed) {
    expect(agreement.endorsements.map(({ by }) => by.body)).toEqual(PARTIES);
    for (const { hash, decision, endorsement } of agreement.endorsements) {
      expect(hash).toBe(agreement.version.hash);
      expect(endorsement.signs).toBe(true);
      expect(assents(decision.kind, agreement)).toBe(true);
    }
  }
  // Two texts are never agreed side by side: whoever agreed to the later one had seen the earlier agreed by all.
  for (const [i, earlier] of agreed.entries()) {
    for (const later of agreed.slice(i + 1)) {
      for (const word of later.endorsements) {
        for (const before of earlier.endorsements) {
          expect(saw(word.endorsement, before.endorsement)).toBe(true);
        }
      }
    }
  }
}

/** What everybody who has the same words must read alike. */
const told = (matter: Matter) => ({
  agreements: matter.agreements.map(({ outcome, version, endorsements, withdrawn }) => [
    outcome,
    version.hash,
    endorsements.map(({ id }) => id),
    withdrawn.map(({ id }) => id),
  ]),
  newest: matter.newest.map(({ hash }) => hash),
  stands: [...matter.stands].map(([party, stand]) => [
    party,
    stand.state === 'spoken'
      ? stand.id
      : stand.state === 'divided'
        ? stand.positions.map(({ id }) => id)
        : null,
  ]),
});

/**
 * Why an agreement a device had read may be in force no longer: one of its Parties spoke otherwise of the same text, or apart
 * from its assent, or had already put another text in its place when it had not yet heard the other Party assent.
 */
function explained(lost: Agreement, words: readonly Endorsement[]): boolean {
  return lost.endorsements.some((assent) =>
    words.some((word) => {
      if (word.author.body !== assent.by.body || !word.signs || word.id === assent.id) return false;
      const said = decodeEndorsement(word.payload);
      if (said === null || said.decision.kind === 'tabled') return false;
      const apart = !saw(word, assent.endorsement) && !saw(assent.endorsement, word);
      const unaware = lost.endorsements.some(({ endorsement }) => !saw(word, endorsement));
      return apart || (saw(word, assent.endorsement) && (said.contentHash === lost.version.hash || unaware));
    }),
  );
}

describe('agreement among many', () => {
  it('is read of as many Parties as a genesis may name, each of whom repeats itself', () => {
    const parties = Array.from({ length: 31 }, (_, i) => `P${i}`);
    const words = new WordsApart(parties, parties);
    for (const round of [1, 2, 3]) {
      for (const i of parties.keys()) {
        if (i > 0) words.hear(i, i - 1);
        else if (round > 1) words.hear(0, 30);
        words.speak(i, 'one', AGREED);
      }
    }
    const { agreement } = readMatter('r', inOrder(words.all), parties);
    expect(agreement?.endorsements.map(({ by }) => by.body)).toEqual(parties);
  });
});

describe('agreement in any history', () => {
  const RUNS = 500;
  it.each([1, 2, 3, 4])(
    `is of one text at a time, alike for all, and ends by nothing but its own Parties' words (${RUNS} runs, 5 members, seed %i)`,
    (seed) => {
      const gen = prng.create(20_220_825 + seed);
      let came = 0;
      let ended = 0;
      let divided = 0;
      for (let run = 0; run < RUNS; run++) {
        const words = new WordsApart(['KH', 'TH', 'KH', 'TH', 'IOM'], PARTIES);
        const before = new Map<number, Agreement[]>();
        const steps = prng.int31(gen, 6, 36);
        for (let step = 0; step < steps; step++) {
          const who = prng.int31(gen, 0, 4);
          if (prng.int31(gen, 0, 2) > 0) words.hear(who, prng.int31(gen, 0, 4));
          else {
            const { text, decision } = randomWord(gen);
            words.speak(who, text, words.speakers[who]?.signs === true ? decision : { kind: 'tabled' });
          }
          const heard = words.heardBy(who);
          const matter = readMatter('r', heard, PARTIES);
          check(matter);
          for (const lost of before.get(who) ?? []) {
            const still = inForce(matter).some(
              ({ version, outcome }) => version.hash === lost.version.hash && outcome === lost.outcome,
            );
            if (still) continue;
            ended++;
            expect(explained(lost, heard)).toBe(true);
          }
          before.set(who, inForce(matter));
        }
        const whole = readMatter('r', inOrder(words.all), PARTIES);
        check(whole);
        came += whole.agreements.length;
        divided += [...whole.stands.values()].filter(({ state }) => state === 'divided').length;
      }
      // The histories are worth something only if agreements come, end, and Parties divide.
      expect(came).toBeGreaterThan(RUNS / 6);
      expect(ended).toBeGreaterThan(RUNS / 50);
      expect(divided).toBeGreaterThan(RUNS / 50);
    },
  );

  it('comes out alike on real replicas in any order of arrival, at once or one by one, while the text is edited (60 runs, 3 devices)', async () => {
    const gen = prng.create(15_47);
    for (let run = 0; run < 60; run++) {
      const world = await World.seeded(run + 1, 'KH', 'TH', 'KH');
      const open = async (i: number) => {
        const replica = await world.open(i);
        const agreement = new AgreementRegister(replica.space, PARTIES);
        return { ...replica, agreement, plan: new PlanRegister(replica.space) };
      };
      const all: Desk[] = await Promise.all([0, 1, 2].map(open));
      const [kh] = all as [Desk];
      const plan = kh.plan.addPlan({ title: 'Plan', period: '' });
      const id = kh.plan.addItem(plan, null, { activity: 'a', expected: 'b' });
      for (const other of all.slice(1)) await exchange(kh, other);
      for (let step = 0; step < 14; step++) {
        const desk = all[prng.int31(gen, 0, 2)] as Desk;
        const dice = prng.int31(gen, 0, 5);
        if (dice === 0) desk.plan.setItem(id, { expected: prng.oneOf(gen, ['b', 'c']) });
        else if (dice === 1) desk.plan.deleteItem(id)();
        else if (dice < 4) {
          const now = signable(desk, id);
          if (now.state === 'ready' && desk.space.held === 0) sign(desk, id, randomWord(gen).decision);
        } else {
          const other = all[prng.int31(gen, 0, 2)] as Desk;
          if (other !== desk) await exchange(desk, other);
        }
      }
      for (const desk of all) await desk.space.flush();
      const values = all.flatMap(({ vault }) =>
        [...vault.ids()].map((key) => [key, vault.get(key)] as const),
      );
      const late = await open(1);
      for (const [key, bytes] of values.sort(() => prng.int31(gen, -1, 1)))
        if (bytes !== null) await late.space.receive([[key, bytes]]);
      for (const desk of all) await desk.space.receive(values.filter(([, bytes]) => bytes !== null));
      const readings = [...all, late].map(({ agreement }) => told(agreement.matter(id)));
      for (const reading of readings.slice(1)) expect(reading).toEqual(readings[0]);
      check(kh.agreement.matter(id));
      for (const desk of [...all, late]) await desk.space.close();
    }
  });
});
