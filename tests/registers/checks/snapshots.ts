import type { Item, Passage, Provision, Snapshot } from '../../../src/registers/checks/snapshot.ts';

export const NOTHING: Snapshot = {
  passages: [],
  provisions: [],
  items: [],
  translations: [],
  conflicts: [],
  held: 0,
  names: { people: [], bodies: [] },
};

export const passage = (text: string, more: Partial<Passage> = {}): Passage => ({
  id: text.slice(0, 20),
  page: 'articles',
  label: '',
  language: 'en',
  kind: 'text',
  ...more,
  text,
});

/** A snapshot of texts alone, each a passage with its place as label. */
export const texts = (...all: readonly string[]): Snapshot => ({
  ...NOTHING,
  passages: all.map((text, i) => passage(text, { id: `t${i}`, label: `${i + 1}` })),
});

/** Numbers of the provisions below one (or none, at the top). */
export const numbered = (numbers: readonly string[], parentNumber: string | null = null): Snapshot => {
  const parent = parentNumber === null ? null : 'parent';
  const children = numbers.map((number, i): Provision => ({ id: `n${i}`, page: 'articles', number, parent }));
  const first =
    parentNumber === null
      ? []
      : [{ id: 'parent', page: 'articles', number: parentNumber, parent: null } as const];
  return { ...NOTHING, provisions: [...first, ...children] };
};

export const item = (number: string, more: Partial<Item> = {}): Item => ({
  id: `item ${number}`,
  plan: 'plan',
  number,
  activity: '',
  responsible: ['KH', 'TH'],
  timeframe: '',
  expected: '',
  conflicts: [],
  ...more,
});

/** Articles 4.11, 4.12 and 12 as agreed on 25 August 2022. */
export const AGREED = [
  'In case a person is returned from one Party and subsequently identified as a victim of trafficking by the competent officials of the receiving Party, the competent officials of the receiving Party must notify the other Party of their finding and evidence accordingly. Following this, the offender shall be brought into the legal proceeding.',
  "Competent officials of the destination countries shall contact and inform the suspected victim's Embassy to notify them about the case and to share relevant information on the case, taking into account the rights and benefits of the victims.",
  'Any of the Parties may request to terminate the enforcement of this Standard Operating Procedure at any time by notifying the other party in writing through a diplomatic channel. Such termination shall take effect within a period of 90 days after the other party receives the written notice.',
] as const;

/** Lines of the minutes of 25-26 August 2022 that hold the traps, and some that hold none. */
export const MINUTES = [
  'Master of ceremony, Mr. Ratchapon Maneelek, officially started the meeting by introducing the chairs of the meeting and providing a brief overview of the agenda.',
  'Deputy Permanent Secretary, MSDHS of the Government of the Kingdom of Thailand, expressed appreciation to the Cambodia party for the congenial partnership.',
  'H.E Chou Bun Eng expressed appreciation to the Government of Kingdom of Thailand, the International Organization for Migration (IOM) and all partners who have supported the process.',
  'Chair of meeting, Deputy Director General of Office of Attorney General of the Government of the Kingdom of Thailand, Mr. Pravit Roykaew, expressed appreciation to Cambodian delegates and agreed for the meeting to focus on the Plan of Action for the next two years.',
  'Master of Ceremony, Mr. Rachaphon, invited the Chair on behalf of the Royal Government of Cambodia to present the draft of POA.',
  'Chair of meeting DDG Pravit Roykaew, Government of the Kingdom of Thailand, agreed to organize the bilateral workshop in 2022.',
  'Chair of meeting H.E Chou Bun Eng, Royal Government of Cambodia, proposed to finalize roles and responsibilities of the Coordination Center by 2022.',
  'Chair of meeting DDG Pravit Roykaew, Government of the Kingdom of Thailand, agreed to finalized role and responsibilities in 2022.',
  'Chair of meeting H.E Chou Bun Eng, Royal Government of Cambodia, responded that the key priority areas are to assign the institution, focal person and members of the Central Cooperation Center, organize a seminar on information sharing.',
  'Mr. Ratchapon further confirmed that Thailand party will be able to assign a focal point and agencies of the Central Cooperation Center.',
  'Bangkok, Thursday, 26 Aug 2022',
  'Mr. Pravit Roykeaw',
] as const;
