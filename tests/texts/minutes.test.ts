import { beforeAll, describe, expect, it } from 'vitest';
import { sampleIdentity } from '../../src/charter/sample.ts';
import { cardOf } from '../../src/charter/shelf.ts';
import { firstValue } from '../../src/replica/field.ts';
import { itemTold, localTime, proposalTold } from '../../src/registers/meeting-ledger.ts';
import { PlanAgreement } from '../../src/registers/plan-agreement.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Body } from '../../src/registers/workspace-types.ts';
import { itemPoint, proposalPoint } from '../../src/texts/minutes.ts';
import { newDevice } from '../charter/devices.ts';

const ZONE = 'Asia/Bangkok';
const drawn = new Map<string, string>();
const times = new Map<string, string | null>();
let item = '';

beforeAll(async () => {
  const identity = await sampleIdentity(new Uint8Array(16).fill(9), 'KH', 'ws://127.0.0.1:9', 'adopted');
  const device = newDevice();
  await device.shelf.put(identity, cardOf(identity, 'KH', 1));
  const workspace = await openWorkspace(identity, device);
  // As the sides call themselves in the record.
  const bodies: readonly Body[] = workspace.bodies.map((body) =>
    body.id === 'IOM' ? { ...body, name: 'IOM' } : body,
  );
  const { articles, plan, agreement } = workspace.joint;
  for (const { id } of articles.instruments()) {
    for (const view of articles.proposals(id)) {
      const told = proposalTold(articles, id, view, ZONE);
      const point = firstValue(view.point);
      if (told === null || point === null) continue;
      drawn.set(point, proposalPoint(told, bodies));
      times.set(point, told.time);
    }
  }
  const first = plan.items(plan.plans()[0]?.id ?? '')[0];
  if (first !== undefined)
    item = itemPoint(itemTold(first, new PlanAgreement(agreement).of(first), ZONE), bodies);
  await workspace.close();
});

describe('A point drawn from the ledger', () => {
  it.each([
    [
      'a proposal both agreed to',
      '2.1 a',
      'Article 1 (Objective): Revise the wording and take the names of the countries out of the sentence since it is already in the title. Both parties agreed.',
    ],
    [
      "one Party's changes the other accepted",
      '2.1 b',
      'Article 1 (Objective): Detailed changes from the Cambodia party are accepted by the Thailand party.',
    ],
    [
      'a proposal that was rejected, and what both agreed to instead',
      '2.1 e',
      'Article 2 (Central Cooperation Center): The Thailand party rejected the proposal from the Cambodia party: include details of the agencies at the national level in Article 2. Both countries agreed: put the details of agencies in Annex 1.',
    ],
    [
      'a text both keep after a rejection',
      '2.1 f',
      'Article 3 (Competent Officials): Cambodia party proposed: delete the text of Article 3. Thailand party rejected this proposal. Both countries agreed to keep the text. The article remains the same.',
    ],
    [
      'a proposal whose words say whose it was, rejected',
      '2.1 h',
      'Article 4 (Victim Identification): The proposal from the Cambodia party on Article 4 was rejected and both countries agreed to use the original text.',
    ],
    [
      "a partner's suggestion, with the final wording",
      '2.1 j',
      'Article 4.11: IOM suggested to replace the word "deported" by "returned" to ensure a victim-centered approach in the document. Both countries agreed with the suggestion. The final wording for Article 4.11 will be: "In case a person is returned from one Party and subsequently identified as a victim of trafficking by the competent officials of the receiving Party, the competent officials of the receiving Party must notify the other Party of their finding and evidence accordingly. Following this, the offender shall be brought into the legal proceeding."',
    ],
    ['a clause that stays', '2.1 l', 'Article 4.13: Remains the same.'],
    [
      'one accepted proposal',
      '2.1 m',
      'Article 5: Proposal from the Cambodia party on 5.3 and 5.4 is accepted by the Thailand party.',
    ],
  ])("says in the record's phrases: %s", (_what, point, words) => {
    expect(drawn.get(point)).toBe(words);
  });

  it('has the local time of the last word, by the clock of the meeting', () => {
    expect(times.get('2.1 a')).toMatch(/^10:\d\d$/);
    expect(localTime(Date.UTC(2022, 7, 25, 8, 47), ZONE)).toBe('15:47');
    expect(localTime(Date.UTC(2022, 7, 25, 8, 47), 'no such zone')).toBe('08:47');
  });

  it('names a plan item with its time as spoken, and that both agreed', () => {
    expect(item).toBe(
      'Item 1.1: Assign focal points and relevant members of the "Central Cooperation Center (CCC)" (By end of October 2022). Both parties agreed.',
    );
  });
});
