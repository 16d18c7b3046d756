import { utf8, type Bytes } from '../crypto/bytes.ts';
import { openEpochKey } from '../crypto/epoch-key.ts';
import { sha256 } from '../crypto/hash.ts';
import { Charter } from '../charter/charter.ts';
import { spaceIdOf } from '../charter/genesis.ts';
import {
  fromSeed,
  sampleBytes,
  sampleIdentity,
  SAMPLE_BODIES,
  stagedSeed,
  type SampleBody,
  type SampleStage,
} from '../charter/sample.ts';
import { Courier } from '../replica/courier.ts';
import { authorOf } from '../replica/provenance.ts';
import { Space } from '../replica/space.ts';
import { Vault } from '../replica/vault.ts';
import { judgeEndorsement } from './endorsement.ts';
import { JointRegisters } from './joint.ts';

interface Seat {
  readonly vault: Vault;
  readonly space: Space;
  readonly registers: JointRegisters;
  /** How much of its vault the others have been given. */
  given: number;
}

/**
 * The three devices of the sample round one table, in memory: each writes and signs as itself, and the others hear it before
 * the next one speaks. Made of the seed alone, byte for byte alike on every device.
 */
export class SampleDesk {
  readonly #seats = new Map<SampleBody, Seat>();
  readonly #charter: Charter;
  #now: number;

  private constructor(charter: Charter, start: number) {
    this.#charter = charter;
    this.#now = start;
  }

  /** `start`: Unix ms of the first act. */
  static async open(given: Bytes, stage: SampleStage, start: number): Promise<SampleDesk> {
    const seed = stagedSeed(given, stage);
    const key = await openEpochKey(await fromSeed(seed, 'epoch joint'));
    const charterKey = await openEpochKey(await fromSeed(seed, 'epoch charter'));
    const identities = await Promise.all(SAMPLE_BODIES.map((body) => sampleIdentity(given, body, '', stage)));
    const [first] = identities;
    if (first === undefined) throw new Error('the sample has nobody');
    const { genesis } = first.foundation;
    const charter = await Charter.open({
      foundation: first.foundation,
      courier: new Courier(Vault.inMemory(), () => start),
      statements: first.statements,
      keys: () => new Map([[charterKey.id, charterKey]]),
      writeKey: () => charterKey,
    });
    const desk = new SampleDesk(charter, start);
    const parties = genesis.parties.map(({ id }) => id);
    for (const identity of identities) {
      const card = charter.byCert(identity.cert);
      if (card === null) throw new Error('the sample does not know one of its own');
      const vault = Vault.inMemory();
      const space = await Space.open({
        name: 'joint',
        spaceId: spaceIdOf(genesis, 'joint'),
        roots: JointRegisters.roots(SAMPLE_BODIES),
        led: JointRegisters.LED,
        directory: charter,
        // Nobody says on a timer what it has received: a slow machine would then write other entries than a fast one.
        parties: [],
        device: { card, signKey: identity.signer.privateKey },
        author: authorOf(card),
        courier: new Courier(vault, () => desk.#now),
        keys: () => new Map([[key.id, key]]),
        writeKey: () => key,
        now: () => desk.#now,
        random: await sampleBytes(seed, `first entries ${identity.body}`),
        together: () => false,
        app: 'sample',
        judgeEndorsement,
        nonce: (entry) => sha256(utf8('span/1/sample-nonce'), entry.hash).slice(0, 12),
      });
      const registers = new JointRegisters(space, parties, SAMPLE_BODIES);
      desk.#seats.set(identity.body as SampleBody, { vault, space, registers, given: 0 });
    }
    return desk;
  }

  /** Sets the clock (Unix ms) of all acts that follow. */
  at(time: number): void {
    this.#now = time;
  }

  /** One body acts on what it has seen; then the others hear it. A second of the sample's clock goes by. */
  async act<T>(body: SampleBody, act: (registers: JointRegisters) => T): Promise<T> {
    const seat = this.#seat(body);
    const result = act(seat.registers);
    await this.#hear(seat);
    return result;
  }

  /** Each Party says that it has received all: nothing of the sample is left unseen. */
  async acknowledge(): Promise<void> {
    for (const body of ['KH', 'TH'] as const) {
      const seat = this.#seat(body);
      seat.space.acknowledge();
      await this.#hear(seat);
    }
  }

  async #hear(seat: Seat): Promise<void> {
    await seat.space.flush();
    const ids = [...seat.vault.ids()];
    const news = ids.slice(seat.given).flatMap((id) => {
      const bytes = seat.vault.get(id);
      return bytes === null ? [] : [[id, bytes] as const];
    });
    for (const [, other] of this.#seats) if (other !== seat) await other.space.receive(news);
    for (const [, each] of this.#seats) each.given = [...each.vault.ids()].length;
    this.#now += 1_000;
  }

  /** All sealed values written so far, causes first. */
  entries(): readonly (readonly [string, Uint8Array])[] {
    const { vault } = this.#seat('IOM');
    return [...vault.ids()].flatMap((id) => {
      const bytes = vault.get(id);
      return bytes === null ? [] : [[id, bytes] as const];
    });
  }

  /** Ids of the sessions at the table. */
  sessions(): readonly string[] {
    return [...this.#seats.values()].map(({ space }) => space.session);
  }

  async close(): Promise<void> {
    for (const { space } of this.#seats.values()) await space.close();
    await this.#charter.close();
  }

  #seat(body: SampleBody): Seat {
    const seat = this.#seats.get(body);
    if (seat === undefined) throw new RangeError('no such body');
    return seat;
  }
}
