import { firstValue } from '../replica/field.ts';
import type { DocumentLink } from '../schema/library.ts';
import type { JointRegisters } from './joint.ts';
import type { DocumentWish } from './library.ts';

interface Standard extends DocumentWish {
  readonly url: string;
  readonly titleEn: string;
  /** Numbers of the plan items it belongs to. */
  readonly items: readonly string[];
}

/** Public standards, by their own titles and at the addresses of those who publish them; nothing of them is copied here. */
const STANDARDS: readonly Standard[] = [
  {
    titleEn:
      'Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, supplementing the United Nations Convention against Transnational Organized Crime',
    url: 'https://www.ohchr.org/en/instruments-mechanisms/instruments/protocol-prevent-suppress-and-punish-trafficking-persons',
    source: 'United Nations',
    date: '2000-11-15',
    languages: ['en'],
    items: [],
  },
  {
    titleEn: 'Recommended Principles and Guidelines on Human Rights and Human Trafficking',
    url: 'https://www.ohchr.org/en/publications/policy-and-methodological-publications/recommended-principles-and-guidelines-human',
    source: 'OHCHR',
    date: '2002',
    languages: ['en'],
    items: [],
  },
  {
    titleEn: 'ASEAN Convention Against Trafficking in Persons, Especially Women and Children',
    url: 'https://asean.org',
    source: 'ASEAN',
    version: 'Signed in Kuala Lumpur',
    date: '2015-11-21',
    languages: ['en'],
    notes: 'At the site of the Association; look for the title.',
    items: ['1.1'],
  },
  {
    titleEn: 'Toolkit to Combat Trafficking in Persons',
    url: 'https://www.unodc.org/unodc/en/human-trafficking/index.html',
    source: 'UNODC',
    date: '2008',
    languages: ['en'],
    notes: 'On the pages of the Office on human trafficking; look for the title.',
    items: [],
  },
  {
    titleEn: 'The IOM Handbook on Direct Assistance for Victims of Trafficking',
    url: 'https://publications.iom.int',
    source: 'IOM',
    date: '2007',
    languages: ['en'],
    notes: 'At the publications of the Organization; look for the title.',
    items: [],
  },
];

/** What the partner put into the library after the second day: links only, the first of them beside its meeting. */
export function writeSampleLibrary({ library, plan, meetings }: JointRegisters): void {
  const items = plan.plans().flatMap(({ id }) => plan.items(id));
  const meeting = meetings.meetings().at(-1);
  for (const [i, { url, items: numbers, ...wish }] of STANDARDS.entries()) {
    const links: DocumentLink[] = items
      .filter(({ number }) => numbers.includes(firstValue(number) ?? ''))
      .map(({ id }) => ({ kind: 'item', id }));
    if (i === 0 && meeting !== undefined) links.push({ kind: 'meeting', id: meeting.id });
    library.add(wish, { kind: 'link', url }, links);
  }
}
