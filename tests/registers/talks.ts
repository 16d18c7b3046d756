import { onTestFinished } from 'vitest';
import type { Composed } from '../../src/registers/compose.ts';
import { textFrom, type InstrumentText, type ProvisionState } from '../../src/registers/instrument-text.ts';
import { JointRegisters } from '../../src/registers/joint.ts';
import type { Agreement } from '../../src/registers/matter.ts';
import { contentHash } from '../../src/registers/endorsement.ts';
import type { Change, Proposal, Provision } from '../../src/schema/articles.ts';
import type { EndorsementContent } from '../../src/schema/endorsement.ts';
import { exchange, World, type Replica } from '../sim/replicas.ts';

/** A short instrument to work on: number, text, and the clauses of each article. */
export type Outline = readonly (readonly [
  number: string,
  title: string,
  clauses: readonly (readonly [number: string, text: string])[],
])[];

export const OUTLINE: Outline = [
  ['Article 1', 'Objective', [['1.1', 'The Parties should work together.']]],
  [
    'Article 2',
    'Victims',
    [
      ['2.1', 'Officials should listen. Officials should write down what they hear.'],
      ['2.2', 'A victim should be heard in a language they speak.'],
      ['2.4', 'Nobody is deported.'],
    ],
  ],
  ['Article 3', 'Final Provision', []],
];

const put = (id: string, parent: string | null, i: number, number: string, text: string): Change => ({
  provision: id,
  base: [],
  to: { parent, number, place: `a${i}V`, text },
});

/** Provisions have their numbers as ids, so that a test can name them: `2.1`, `Article 2`. */
export const basisOf = (outline: Outline, instrument = 'sop'): Proposal => ({
  instrument,
  kind: 'basis',
  summary: 'The draft the talks begin from.',
  changes: outline.flatMap(([number, title, clauses], i) => [
    put(number, null, i, number, title),
    ...clauses.map(([shown, text], k) => put(shown, number, k, shown, text)),
  ]),
});

/** An agreement to these words by nobody in particular: the text asks only what was agreed, and in which order. */
function agreementOn(content: Proposal): Agreement {
  const words = content as EndorsementContent;
  const by = { body: 'KH', writer: '1-1', person: 'Person', seat: 'Seat' };
  const version = { hash: contentHash(words), schema: 'proposal/1', content: words, by, at: 0 };
  return { outcome: 'agreed', version, endorsements: [], at: 0, withdrawn: [] };
}

/** The text that follows when these were agreed in this order; the content of a proposal is asked for the text before it. */
export function agreed(outline: Outline, ...acts: ((text: InstrumentText) => Composed)[]): InstrumentText {
  const contents = [basisOf(outline)];
  const text = () =>
    textFrom(contents.map((content, i) => ({ proposal: `p${i}`, agreement: agreementOn(content) })));
  for (const act of acts) contents.push(proposed(act(text())));
  return text();
}

/** The texts of proposals that were made of one text and agreed apart. */
export const agreedApart = (
  outline: Outline,
  ...acts: ((text: InstrumentText) => Composed)[]
): InstrumentText => {
  const before = agreed(outline);
  const contents = [basisOf(outline), ...acts.map((act) => proposed(act(before)))];
  return textFrom(contents.map((content, i) => ({ proposal: `p${i}`, agreement: agreementOn(content) })));
};

export const proposed = (composed: Composed, instrument = 'sop'): Proposal => ({
  instrument,
  summary: '',
  ...composed,
});

/** `4.1 Words`, article by article, clauses indented. */
export const reading = (text: InstrumentText): string[] =>
  text.articles.flatMap(({ article, clauses }) => [line(article), ...clauses.map((one) => `  ${line(one)}`)]);

const line = ({ now }: ProvisionState): string => `${now?.number ?? ''} ${now?.text ?? ''}`.trim();

/** A provision that stands; throws where it does not. */
export function provisionOf(text: InstrumentText, id: string): Provision {
  const now = text.provisions.get(id)?.now;
  if (now == null) throw new Error(`no provision ${id}`);
  return now;
}

export interface Seat extends Replica {
  readonly registers: JointRegisters;
}

/** Two Parties at one table over sealed replicas, and the basis agreed by both. */
export class Talks {
  readonly kh: Seat;
  readonly th: Seat;
  readonly instrument: string;

  private constructor(kh: Seat, th: Seat, instrument: string) {
    this.kh = kh;
    this.th = th;
    this.instrument = instrument;
  }

  static async open(outline: Outline = OUTLINE): Promise<Talks> {
    const world = await World.of('KH', 'TH');
    const seat = async (i: number): Promise<Seat> => {
      const replica = await world.open(i);
      onTestFinished(() => replica.space.close());
      return { ...replica, registers: new JointRegisters(replica.space, ['KH', 'TH']) };
    };
    const [kh, th] = [await seat(0), await seat(1)];
    const instrument = kh.registers.articles.addInstrument({ title: 'SOP' });
    const talks = new Talks(kh, th, instrument);
    const id = kh.registers.articles.table(basisOf(outline, instrument), { agree: true });
    await talks.exchange();
    talks.agree(th, id);
    await talks.exchange();
    return talks;
  }

  exchange(): Promise<void> {
    return exchange(this.kh, this.th);
  }

  text({ registers }: Seat = this.kh): InstrumentText {
    return registers.articles.text(this.instrument);
  }

  /** Puts a proposal of one Party's before both; gives its id. */
  table(seat: Seat, compose: (text: InstrumentText) => Composed, agree = false): string {
    const content = proposed(compose(this.text(seat)), this.instrument);
    return seat.registers.articles.table(content, { agree });
  }

  /** A Party agrees to the newest text of a proposal as it stands on its own device. */
  agree({ registers }: Seat, id: string): void {
    const offer = registers.articles.proposal(this.instrument, id)?.offers[0];
    if (offer === undefined) throw new Error('nothing is on the table');
    registers.articles.answer(this.instrument, id, offer.hash, { kind: 'agreed' });
  }

  /** Tabled and agreed by KH, agreed by TH, and known to both. */
  async adopt(compose: (text: InstrumentText) => Composed): Promise<string> {
    const id = this.table(this.kh, compose, true);
    await this.exchange();
    this.agree(this.th, id);
    await this.exchange();
    return id;
  }
}
