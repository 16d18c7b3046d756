import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSheet } from '../../src/exchange/articles-changes.ts';
import { cleanSheet } from '../../src/exchange/articles-clean.ts';
import { positionsSheet } from '../../src/exchange/articles-positions.ts';
import { sheetDocx } from '../../src/exchange/docx/sheet-docx.ts';
import { planSheet } from '../../src/exchange/plan-sheet.ts';
import { rosterSheet } from '../../src/exchange/roster-sheet.ts';
import type { Sheet } from '../../src/exchange/sheet.ts';
import { workshopSheet } from '../../src/exchange/workshop-sheet.ts';
import { activityInThree, expectedInThree, isReviewed } from '../../src/registers/item-in-three.ts';
import { PlanAgreement } from '../../src/registers/plan-agreement.ts';
import { proposedText } from '../../src/registers/proposed-text.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { firstValue } from '../../src/replica/field.ts';
import type { Language } from '../../src/schema/articles.ts';
import { followLanguage, spokenIn, ENGLISH } from '../../src/texts/language.ts';
import { readDocx, type WordFile } from './docx-reader.ts';
import { DAY, instrumentPaper, sampleWorkspace } from './sample-papers.ts';
import { all, kids, type XmlNode } from './xml-reader.ts';

let adopted: Workspace;
let opening: Workspace;
beforeAll(async () => {
  [adopted, opening] = [await sampleWorkspace('adopted'), await sampleWorkspace('opening')];
});
afterAll(async () => {
  await adopted.close();
  await opening.close();
});

const opened = (sheet: Sheet): WordFile => readDocx(sheetDocx(sheet));
const part = ({ parts }: WordFile, name: string): XmlNode => {
  const found = parts.get(name);
  if (found === undefined) throw new Error(`no part ${name}`);
  return found;
};
const body = (file: WordFile): XmlNode => part(file, 'word/document.xml');
const styled = ({ paragraphs }: WordFile, style: string): string[] =>
  paragraphs.filter((one) => one.style === style).map(({ words }) => words);
const running = (file: WordFile): string => JSON.stringify(part(file, 'word/header1.xml'));
const isAcross = (file: WordFile): boolean =>
  all(body(file), 'w:pgSz')[0]?.attributes['w:orient'] === 'landscape';

function plans({ joint, bodies, name, plan }: Workspace): Sheet {
  const agreement = new PlanAgreement(joint.agreement);
  return planSheet(
    plan.plans().map((one) => ({
      plan: one,
      items: plan.items(one.id).map((item) => ({
        item,
        agreement: agreement.of(item),
        activity: activityInThree(item, joint.translations),
        expected: expectedInThree(item, joint.translations),
        reviewed: (of: 'activity' | 'expected', language: Language) =>
          isReviewed(item, of, language, joint.translations),
      })),
    })),
    bodies,
    name,
    DAY,
  );
}

/** Words of a document once every tracked change of it is taken (`w:ins`) or refused (`w:del`): what stays of each paragraph. */
function settled(file: WordFile, takes: (change: XmlNode) => boolean): string[] {
  const words = (node: XmlNode): string =>
    node.children
      .map((child) => {
        if (typeof child === 'string') return node.name === 'w:t' || node.name === 'w:delText' ? child : '';
        if (child.name === 'w:tab') return '\t';
        if (child.name === 'w:br') return '\n';
        if (child.name === 'w:ins') return takes(child) ? words(child) : '';
        if (child.name === 'w:del') return takes(child) ? '' : words(child);
        return words(child);
      })
      .join('');
  const [root] = all(body(file), 'w:body');
  const paragraphs = root === undefined ? [] : kids(root, 'w:p');
  const end = (node: XmlNode, name: string) =>
    kids(node, 'w:pPr').flatMap((about) => kids(about, 'w:rPr').flatMap((own) => kids(own, name)))[0];
  const style = (node: XmlNode) =>
    kids(node, 'w:pPr').flatMap((about) => kids(about, 'w:pStyle'))[0]?.attributes['w:val'];
  return paragraphs
    .filter((node) => ['Heading2', 'Point'].includes(style(node) ?? ''))
    .filter((node) => {
      const [added, removed] = [end(node, 'w:ins'), end(node, 'w:del')];
      return (added === undefined || takes(added)) && (removed === undefined || !takes(removed));
    })
    .map((node) => words(node).replace('\t', ' ').trim());
}

describe('The Plan of Action as a Word file', () => {
  it('lies across, with a row an item and what is agreed of each', () => {
    const file = opened(plans(adopted));
    expect(isAcross(file)).toBe(true);
    const table = file.tables.find(([head]) => head?.[0] === 'No.');
    expect(table?.[0]).toEqual([
      'No.',
      'Activity',
      'Responsible',
      'Timeframe',
      'Expected result',
      'Status',
      'Agreement',
    ]);
    expect(table?.slice(1).map(([number]) => number)).toEqual(['1.1', '1.2', '1.3', '1.4']);
    expect(table?.[4]?.[3]).toMatch(/^End of November in Cambodia.*TBC/);
    for (const row of table?.slice(1) ?? []) expect(row[6]).toMatch(/^(Agreed\non \d+ August 2022|.+)/);
    expect(running(file)).toMatch(/Working text of 1 September 2022 – \d of 4 items agreed/);
    expect(all(body(file), 'w:tblHeader')).not.toEqual([]);
  });

  it('ends with a line for each Party, in the order of the genesis', () => {
    const file = opened(plans(adopted));
    expect(file.tables.at(-1)).toEqual([['For Cambodia\n', 'For Thailand\n']]);
    expect(styled(file, 'PlaceDate')[0]).toMatch(/^Place and date: …+$/);
  });

  it('is said in the language of the reader, in fonts and languages of complex script', async () => {
    const spoken = await spokenIn('km');
    followLanguage(() => spoken);
    const file = opened(plans(adopted));
    followLanguage(() => ENGLISH);
    const khmer = file.runs.filter(({ text }) => /[\u1780-\u17FF]/u.test(text));
    expect(khmer.length).toBeGreaterThan(10);
    for (const { properties } of khmer) {
      const [fonts] = properties === null ? [] : kids(properties, 'w:rFonts');
      const [language] = properties === null ? [] : kids(properties, 'w:lang');
      expect(fonts?.attributes['w:cs']).toBe('Noto Sans Khmer');
      expect(language?.attributes['w:bidi']).toBe('km-KH');
    }
    expect(JSON.stringify(part(file, 'word/footer1.xml'))).toContain('ទំព័រ');
  });

  it('has the words of the record and, below them, what is translated of them into the reader’s language', async () => {
    const spoken = await spokenIn('km');
    followLanguage(() => spoken);
    const file = opened(plans(adopted));
    followLanguage(() => ENGLISH);
    const { plan, joint } = adopted;
    const [one] = plan.plans();
    const items = plan.items(one?.id ?? '').map((item) => activityInThree(item, joint.translations));
    const rows = file.tables.find(([head]) => head?.length === 7)?.slice(1) ?? [];
    const which = spoken.catalogue.doclang_draft();
    expect(rows.map(([, activity]) => activity)).toEqual(items.map(({ en, km }) => `${en}\n${which}\n${km}`));
    expect(items.every(({ km }) => km !== '')).toBe(true);
    expect(styled(file, 'Title')).toEqual([firstValue(one?.titleKm ?? { state: 'empty' })]);
    expect(opened(plans(adopted)).tables.find(([head]) => head?.length === 7)?.[1]?.[1]).toBe(items[0]?.en);
  });
});

describe('The articles as a Word file', () => {
  it('holds the agreed text and nothing that is only proposed', () => {
    const file = opened(cleanSheet(instrumentPaper(opening)));
    const entries = proposedText(instrumentPaper(opening).text, []);
    expect(styled(file, 'Heading2')).toHaveLength(entries.filter(({ kind }) => kind === 'article').length);
    expect(styled(file, 'Point')).toHaveLength(entries.filter(({ kind }) => kind === 'clause').length);
    expect(all(body(file), 'w:ins')).toEqual([]);
    expect(JSON.stringify(body(file))).not.toContain('establish or assign');
    expect(running(file)).toMatch(/Working text of 1 September 2022 – open proposals: \d+/);
  });

  it('sets three languages side by side, a row a provision, each in its own script', () => {
    const [first] = instrumentPaper(adopted).text.articles;
    const english = first?.article.now?.text ?? '';
    adopted.joint.translations.begin(first?.article.id ?? '', 'km', english, 'គោលបំណង');
    adopted.joint.translations.begin(first?.article.id ?? '', 'th', english, 'วัตถุประสงค์');
    const paper = instrumentPaper(adopted, ['en', 'km', 'th']);
    const file = opened(cleanSheet(paper));
    expect(isAcross(file)).toBe(true);
    const table = file.tables.find(([head]) => head?.[0] === 'No.' && head.length === 4);
    expect(table).toHaveLength(proposedText(paper.text, []).length + 1);
    const draft = (words: string) => `${words}\n(translation, not agreed)`;
    expect(table?.[1]).toEqual([first?.article.now?.number, english, draft('គោលបំណង'), draft('วัตถุประสงค์')]);
    expect(table?.[2]?.[2]).toBe('(not translated yet)');
  });

  it('has every open proposal beside its clause with the word of each Party', () => {
    const paper = instrumentPaper(opening);
    const file = opened(positionsSheet(paper));
    const table = file.tables.find(([head]) => head?.includes('Open proposal') === true);
    expect(table?.[0]).toEqual(['No.', 'Agreed text', 'Open proposal', 'Cambodia', 'Thailand']);
    const beside = table?.slice(1).filter((row) => row[2] !== '') ?? [];
    const changes = proposedText(paper.text, paper.proposals).flatMap((entry) => entry.changes);
    expect(beside).toHaveLength(changes.length);
    expect(changes.length).toBeGreaterThan(10);
    for (const row of beside) for (const stand of row.slice(3)) expect(stand).not.toBe('');
    expect(beside.some((row) => /\[\+.*\+\]/s.test(row[2] ?? ''))).toBe(true);
    expect(beside.some((row) => /\[−.*−\]/s.test(row[2] ?? ''))).toBe(true);
  });

  it('has every open proposal as a change of its Party, at its time, each with an id of its own', () => {
    const file = opened(changesSheet(instrumentPaper(opening)));
    const walk = (node: XmlNode): XmlNode[] =>
      node.children.flatMap((child) =>
        typeof child === 'string'
          ? []
          : [...(['w:ins', 'w:del'].includes(child.name) ? [child] : []), ...walk(child)],
      );
    const changes = walk(body(file)).map(({ attributes }) => attributes);
    expect(new Set(changes.map((one) => one['w:author']))).toEqual(
      new Set(['Cambodia', 'International Organization for Migration']),
    );
    expect(new Set(changes.map((one) => one['w:id'])).size).toBe(changes.length);
    for (const one of changes) expect(one['w:date']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    for (const gone of all(body(file), 'w:del')) expect(all(gone, 'w:t')).toEqual([]);
  });

  it('reads as agreed once all changes are refused, to the letter', () => {
    const refused = settled(opened(changesSheet(instrumentPaper(opening))), () => false);
    expect(refused).toEqual(settled(opened(cleanSheet(instrumentPaper(opening))), () => false));
  });

  it('reads as one who proposes would have it once the changes of that author alone are taken', () => {
    const file = opened(changesSheet(instrumentPaper(opening)));
    const taken = settled(
      file,
      ({ attributes }) => attributes['w:author'] === 'International Organization for Migration',
    );
    const proposed = instrumentPaper(opening)
      .proposals.flatMap(({ open, offers }) => (open ? offers : []))
      .filter(({ by }) => by.body === 'IOM')
      .flatMap(({ content }) => content.changes.flatMap(({ to }) => to?.text ?? []));
    expect(proposed.length).toBeGreaterThan(0);
    for (const text of proposed) expect(taken.some((words) => words.includes(text))).toBe(true);
  });

  it('shows changes of different words in one clause, each by its own Party', () => {
    const file = opened(changesSheet(instrumentPaper(opening)));
    const clause =
      all(body(file), 'w:p').find((one) => JSON.stringify(one).includes('"deported"')) ?? body(file);
    const said = (name: string) =>
      all(clause, name).map((one) => [
        one.attributes['w:author'],
        JSON.stringify(one.children).match(/"(\w[^":]*)"\]/)?.[1],
      ]);
    expect(said('w:del')).toEqual(
      expect.arrayContaining([
        ['International Organization for Migration', 'deported'],
        ['Cambodia', 'should'],
      ]),
    );
    expect(said('w:ins')).toEqual(
      expect.arrayContaining([
        ['International Organization for Migration', 'returned'],
        ['Cambodia', 'shall'],
      ]),
    );
  });
});

describe('The roster and the workshop as Word files', () => {
  it('has a table a Party: agencies, their seats and who holds them on the day', () => {
    const { joint, bodies, name } = adopted;
    const file = opened(rosterSheet(joint.roster, joint.annex.now, bodies, name, DAY));
    expect(styled(file, 'Heading1')).toEqual(['Annex 1']);
    expect(styled(file, 'Heading2').slice(0, 2)).toEqual(['Cambodia', 'Thailand']);
    const sides = file.tables.filter(([head]) => head?.[0] === 'Agency and seat');
    for (const [i, party] of (['KH', 'TH'] as const).entries()) {
      const { seats, agencies } = joint.roster.side(party);
      expect(agencies.length).toBeGreaterThan(0);
      expect(sides[i]?.length).toBeGreaterThan(seats.length + agencies.length);
    }
    expect(isAcross(file)).toBe(true);
  });

  it('has the workshop with its dates and who struck them, its days, papers and people', () => {
    const { joint, bodies, name } = adopted;
    const [workshop] = joint.workshops.workshops();
    if (workshop === undefined) throw new Error('the sample has no workshop');
    const confirmation = joint.workshops.confirmation(workshop);
    const file = opened(workshopSheet(joint, workshop, confirmation, bodies, name, DAY));
    expect(styled(file, 'Heading2')).toEqual([
      'Candidate dates',
      'Day plan',
      'Documents to prepare',
      'Participants',
    ]);
    const [head, dates] = file.tables;
    expect(head?.map(([label]) => label)).toEqual(
      expect.arrayContaining(['Host', 'Venue', 'Partners', 'Confirmation']),
    );
    expect(dates).toHaveLength(joint.workshops.candidates(workshop.id).length + 1);
  });

  it('has the workshop as its reader would say it, with the words of the record below', async () => {
    const { joint, bodies, name } = adopted;
    const [workshop] = joint.workshops.workshops();
    if (workshop === undefined) throw new Error('the sample has no workshop');
    const spoken = await spokenIn('th');
    followLanguage(() => spoken);
    const file = opened(
      workshopSheet(joint, workshop, joint.workshops.confirmation(workshop), bodies, name, DAY),
    );
    followLanguage(() => ENGLISH);
    expect(styled(file, 'Title')).toEqual([firstValue(workshop.titleTh)]);
    const lines = joint.workshops.dayPlan(workshop.id);
    const said = lines.map(({ title, titleTh }) => `${firstValue(titleTh)}\n${firstValue(title)}`);
    const days = file.tables.find((table) => table[1]?.[2] === said[0]);
    expect(days?.slice(1).map((row) => row[2])).toEqual(said);
  });
});
