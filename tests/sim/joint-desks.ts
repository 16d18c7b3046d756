import { onTestFinished } from 'vitest';
import type { Instrument } from '../../src/registers/articles.ts';
import { JointRegisters } from '../../src/registers/joint.ts';
import type { PlanItem } from '../../src/registers/plan.ts';
import type { Proposal } from '../../src/schema/articles.ts';
import type { Decision } from '../../src/schema/endorsement.ts';
import { exchange, World, type Replica } from './replicas.ts';

/** A member with all joint registers over a replica of their own. */
export interface Desk extends Replica {
  readonly joint: JointRegisters;
}

export const AGREED: Decision = { kind: 'agreed' };

/** One desk a body, closed with the test; KH and TH are the Parties. */
export async function desksOf<const B extends readonly string[]>(
  ...bodies: B
): Promise<{ readonly [K in keyof B]: Desk }> {
  const world = await World.of(...bodies);
  const desks = await Promise.all(
    bodies.map(async (_, i): Promise<Desk> => {
      const replica = await world.open(i);
      onTestFinished(() => replica.space.close());
      return { ...replica, joint: new JointRegisters(replica.space, ['KH', 'TH'], ['KH', 'TH', 'IOM']) };
    }),
  );
  return desks as unknown as { readonly [K in keyof B]: Desk };
}

/** Everything to everybody. */
export async function meet(...desks: readonly Desk[]): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const a of desks) for (const b of desks) if (a !== b) await exchange(a, b);
}

export function itemAt({ joint }: Desk, id: string): PlanItem {
  const item = joint.plan.item(id);
  if (item === null) throw new Error('no item');
  return item;
}

export function instrumentAt({ joint }: Desk, id: string): Instrument {
  const instrument = joint.articles.instruments().find((one) => one.id === id);
  if (instrument === undefined) throw new Error('no instrument');
  return instrument;
}

/** Puts a proposal before the Parties from one desk, and has both agree. */
export async function adopt(kh: Desk, th: Desk, content: Proposal, point = ''): Promise<string> {
  const id = kh.joint.articles.table(content, { point });
  for (const desk of [kh, th]) {
    await exchange(kh, th);
    const hash = desk.joint.articles.proposal(content.instrument, id)?.offers[0]?.hash ?? '';
    desk.joint.articles.answer(content.instrument, id, hash, AGREED);
  }
  await exchange(kh, th);
  return id;
}

/** An instrument of one article with two clauses, agreed by both. */
export async function withInstrument(kh: Desk, th: Desk) {
  const { articles } = kh.joint;
  const instrument = articles.addInstrument({ title: 'SOP' });
  const [article, first, second] = [articles.newId(), articles.newId(), articles.newId()];
  await adopt(kh, th, {
    instrument,
    kind: 'basis',
    summary: 'The draft',
    changes: [
      {
        provision: article,
        base: [],
        to: { parent: null, number: 'Article 1', place: 'a0', text: 'Objective' },
      },
      {
        provision: first,
        base: [],
        to: { parent: article, number: '1.1', place: 'a0', text: 'The Parties should cooperate.' },
      },
      {
        provision: second,
        base: [],
        to: { parent: article, number: '1.2', place: 'a1', text: 'Victims are protected.' },
      },
    ],
  });
  return { instrument, article, first, second };
}
