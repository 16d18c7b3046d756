import * as prng from 'lib0/prng';
import { encodeEndorsement } from '../../src/registers/endorsement.ts';
import type { Endorsement } from '../../src/replica/endorsements.ts';
import type { Entry } from '../../src/replica/entry.ts';
import type { Decision } from '../../src/schema/endorsement.ts';

/** A member at a device of their own, in a history of signed words without a document. */
interface Speaker {
  readonly body: string;
  readonly session: string;
  readonly signs: boolean;
  /** What it has accepted: session → highest seq. */
  readonly known: Map<string, number>;
}

const EMPTY = new Uint8Array();

/**
 * Members who sign apart and hear each other when the test says so: only what the reading of a matter hangs on, so that
 * thousands of histories can be tried. That a space tells the same pasts is tried with real ones beside.
 */
export class WordsApart {
  readonly speakers: readonly Speaker[];
  readonly all: Endorsement[] = [];

  /** `bodies`: one speaker each; only those of `parties` may sign. */
  constructor(bodies: readonly string[], parties: readonly string[]) {
    this.speakers = bodies.map((body, i) => ({
      body,
      session: `s${i}`,
      signs: parties.includes(body),
      known: new Map(),
    }));
  }

  speak(index: number, text: string, decision: Decision): Endorsement {
    const speaker = this.#speaker(index);
    const seq = (speaker.known.get(speaker.session) ?? -1) + 1;
    const past = new Map(speaker.known);
    past.delete(speaker.session);
    const payload = encodeEndorsement({ record: 'r', schema: 'test/1', content: { text }, decision });
    const body = { kind: 'endorse', seq, time: this.all.length, deps: [], payload } as const;
    const entry: Entry = {
      session: speaker.session,
      previous: EMPTY,
      signature: EMPTY,
      body,
      bodyBytes: EMPTY,
      hash: EMPTY,
    };
    const weight = seq + 1 + [...past.values()].reduce((sum, one) => sum + one + 1, 0);
    const word: Endorsement = {
      id: `${speaker.session}-${seq}`,
      record: 'r',
      author: { body: speaker.body, writer: `1-${index}`, person: `Person ${index}`, seat: 'Seat' },
      signs: speaker.signs,
      at: this.all.length,
      payload,
      weight,
      entry,
      cert: '',
      client: index,
      past,
    };
    speaker.known.set(speaker.session, seq);
    this.all.push(word);
    return word;
  }

  /** One hears all another has heard. */
  hear(index: number, from: number): void {
    const [to, source] = [this.#speaker(index), this.#speaker(from)];
    for (const [session, seq] of source.known)
      to.known.set(session, Math.max(seq, to.known.get(session) ?? -1));
  }

  /** What a speaker has accepted, in the order every device sorts by. */
  heardBy(index: number): Endorsement[] {
    const { known } = this.#speaker(index);
    return inOrder(this.all.filter(({ entry }) => (known.get(entry.session) ?? -1) >= entry.body.seq));
  }

  #speaker(index: number): Speaker {
    const speaker = this.speakers[index];
    if (speaker === undefined) throw new RangeError('no such speaker');
    return speaker;
  }
}

export const inOrder = (words: readonly Endorsement[]): Endorsement[] =>
  [...words].sort((a, b) => a.weight - b.weight || (a.id < b.id ? -1 : 1));

const TEXTS = ['one', 'two', 'three'];

/** A word at random, leaning to assent so that agreements come about. */
export function randomWord(gen: prng.PRNG): { text: string; decision: Decision } {
  const text = prng.oneOf(gen, prng.int31(gen, 0, 3) > 0 ? TEXTS.slice(0, 1) : TEXTS);
  const dice = prng.int31(gen, 0, 19);
  if (dice < 13) return { text, decision: { kind: 'agreed' } };
  if (dice < 14) return { text, decision: { kind: 'ad referendum', until: '2022-09-30' } };
  if (dice < 15) return { text, decision: { kind: 'tabled' } };
  if (dice < 16) return { text, decision: { kind: 'keep original' } };
  if (dice < 18) return { text, decision: { kind: 'withdrawn' } };
  if (dice < 19) return { text, decision: { kind: 'rejected' } };
  return { text, decision: { kind: 'reserved' } };
}
