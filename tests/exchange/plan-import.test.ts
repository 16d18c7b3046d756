import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/crypto/bytes.ts';
import type { PlanColumn } from '../../src/exchange/plan-table.ts';
import { PLAN_NAMES, planRows } from '../../src/exchange/plan-table.ts';
import { previewPlan, type PlanReadRow } from '../../src/exchange/plan-import.ts';
import { writePlan } from '../../src/exchange/plan-write.ts';
import { fieldRows, findHeader } from '../../src/exchange/table/columns.ts';
import { writeCsv } from '../../src/exchange/table/csv.ts';
import { finish, type ImportPreview } from '../../src/exchange/table/import.ts';
import { readTables, type TableFormat } from '../../src/exchange/table/read-tables.ts';
import { writeXlsx } from '../../src/exchange/table/xlsx-write.ts';
import { PlanRegister, type PlanItem } from '../../src/registers/plan.ts';
import { writeSamplePlan } from '../../src/registers/sample-plan.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import type { Body } from '../../src/registers/workspace-types.ts';
import { firstValue } from '../../src/replica/field.ts';
import { inLanguage, LANGUAGES, spokenIn } from '../../src/texts/language.ts';
import { desksOf, itemAt, meet } from '../sim/joint-desks.ts';
import { PlainWorld, type PlainHost } from '../sim/plain-host.ts';
import { minutesOf2022 } from './minutes-of-2022.ts';
import { wordCell as cell, wordFile, wordRow as row, wordTable as table } from './office-file.ts';

const hosts: PlainHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});

const BODIES: readonly Body[] = [
  { id: 'KH', kind: 'party', name: 'Cambodia', tone: 0 },
  { id: 'TH', kind: 'party', name: 'Thailand', tone: 1 },
  { id: 'IOM', kind: 'partner', name: 'International Organization for Migration', tone: 0 },
];

interface Desk {
  readonly register: PlanRegister;
  readonly plan: string;
}

function one(): Desk {
  const opened = new PlainWorld('KH').open();
  hosts.push(...opened);
  const register = new PlanRegister(opened[0] as PlainHost);
  writeSamplePlan(register);
  return { register, plan: register.plans()[0]?.id ?? '' };
}

const planAt = ({ register, plan }: Desk) => {
  const found = register.plans().find(({ id }) => id === plan);
  if (found === undefined) throw new Error('no plan');
  return found;
};

function preview(desk: Desk, format: TableFormat, bytes: Uint8Array, at = 0): ImportPreview<PlanReadRow> {
  const found = readTables(format, bytes).tables[at];
  if (found === undefined) throw new Error('no table');
  const { at: header, columns } = findHeader<PlanColumn>(found, PLAN_NAMES);
  const rows = fieldRows(found, header, columns);
  return finish(previewPlan({ register: desk.register, plan: planAt(desk), bodies: BODIES }, rows));
}
const csv = (desk: Desk, text: string) => preview(desk, 'csv', utf8(text));
const write = (desk: Desk, shown: ImportPreview<PlanReadRow>) => finish(writePlan(desk.register, shown));
const outcomes = (desk: Desk, text: string) =>
  csv(desk, text).rows.map(({ outcome }) => (outcome.state === 'refused' ? outcome.problem : outcome.state));
const byNumber = ({ register, plan }: Desk, number: string): PlanItem => {
  const item = register.items(plan).find((own) => firstValue(own.number) === number);
  if (item === undefined) throw new Error(`no item ${number}`);
  return item;
};
const wordsOf = ({ register, plan }: Desk) =>
  register.items(plan).map((item) => [firstValue(item.number), item.activity.toString()]);

describe('a plan as a table', () => {
  it.each(['csv', 'xlsx'] as const)(
    'goes out as %s in any language and comes back unchanged, whatever it says',
    async (format) => {
      const spoken = await Promise.all(LANGUAGES.map(spokenIn));
      const text = fc.array(
        fc.oneof(
          fc.constantFrom('=1', "'", '-', '"', ',', '\n', 'ក្រុម', 'แผน', '[KH', '_x0041_'),
          fc.string({ unit: 'grapheme', maxLength: 5 }),
        ),
        { maxLength: 4 },
      );
      // Readers of files know no half letters and no NUL, XML no CR; a cell's outer spaces are not words.
      const words = text.map((all) =>
        all
          .join('')
          .toWellFormed()
          .replace(/[\0\r]/g, '')
          .trim()
          .normalize('NFC'),
      );
      const item = fc.record({
        activity: words.filter((said) => said !== ''),
        expected: words,
        progress: words,
        responsible: fc.subarray(['KH', 'TH', 'IOM']),
        spoken: fc.constantFrom(
          '',
          'By end of October 2022',
          'when both can',
          '2022-10',
          'November (date TBC)',
        ),
        tbc: fc.boolean(),
        status: fc.constantFrom('planned', 'under way', 'done', 'dropped'),
      });
      fc.assert(
        fc.property(
          fc.array(item, { minLength: 1, maxLength: 4 }),
          fc.constantFrom(...spoken),
          (items, own) => {
            const desk = one();
            for (const { activity, expected, progress, responsible, spoken, tbc, status } of items) {
              const timeframe = { ...timeframeOf(spoken, 2021), tbc };
              desk.register.addItem(desk.plan, null, {
                activity,
                expected,
                progress,
                responsible,
                timeframe,
                status,
              });
            }
            const rows = inLanguage(own, () => planRows(desk.register, planAt(desk), BODIES));
            const bytes = format === 'csv' ? writeCsv(rows) : writeXlsx({ name: 'Plan', rows, widths: [] });
            expect(preview(desk, format, bytes).counts).toEqual({
              added: 0,
              changed: 0,
              unchanged: items.length + 4,
              refused: 0,
            });
          },
        ),
        { seed: 6, numRuns: 40 },
      );
    },
  );

  it('is shown first, written only then, and taken back as one act', () => {
    const desk = one();
    const before = wordsOf(desk);
    const shown = csv(
      desk,
      'Item,Activities,Timeframe,Status\n1.1,,When both can,Under way\n1.1a,A new one,by end of 2022,\n1.2,,,\n',
    );
    expect(shown.counts).toEqual({ added: 1, changed: 2, unchanged: 0, refused: 0 });
    expect(shown.rows[0]).toMatchObject({
      timeInWords: true,
      outcome: {
        changes: [
          {
            field: 'timeframe',
            before: { spoken: 'By end of October 2022', edtf: '../2022-10-31' },
            now: { spoken: 'When both can', edtf: null },
          },
          { field: 'status', before: 'planned', now: 'under way' },
        ],
      },
    });
    expect(wordsOf(desk)).toEqual(before);
    const { written, moved, undo } = write(desk, shown);
    expect({ written, moved }).toEqual({ written: 3, moved: 0 });
    expect(wordsOf(desk).map(([number]) => number)).toEqual(['1.1', '1.1a', '1.2', '1.3', '1.4']);
    expect(firstValue(byNumber(desk, '1.1a').timeframe)).toMatchObject({ edtf: '../2022-12-31' });
    expect(firstValue(byNumber(desk, '1.2').timeframe)).toMatchObject({ spoken: '' });
    if (undo === null) throw new Error('no undo');
    finish(undo());
    expect(wordsOf(desk)).toEqual(before);
    expect(firstValue(byNumber(desk, '1.1').timeframe)).toMatchObject({ edtf: '../2022-10-31' });
    expect(firstValue(byNumber(desk, '1.1').status)).toBe('planned');
  });

  it('taken back leaves what somebody wrote over since', () => {
    const desk = one();
    const { undo } = write(desk, csv(desk, 'Item,Expected results,Progress\n1.1,From the file,Begun'));
    desk.register.setItem(byNumber(desk, '1.1').id, { progress: 'Written over' });
    if (undo === null) throw new Error('no undo');
    finish(undo());
    expect(firstValue(byNumber(desk, '1.1').expected)).toBe('Draft of Annex 1 completed');
    expect(firstValue(byNumber(desk, '1.1').progress)).toBe('Written over');
  });

  it('leaves a row whose item changed after it was shown, and writes the others', () => {
    const desk = one();
    const shown = csv(
      desk,
      'Item,Activities,Progress\n1.1,,File\n1.2,,File\n1.3,,File\n1.9,New,\n2.0,New,\n',
    );
    desk.register.setItem(byNumber(desk, '1.1').id, { progress: 'Theirs' });
    desk.register.deleteItem(byNumber(desk, '1.2').id);
    desk.register.addItem(desk.plan, null, { activity: 'Theirs', number: '1.9' });
    expect(write(desk, shown)).toMatchObject({ written: 2, moved: 3 });
    expect(firstValue(byNumber(desk, '1.1').progress)).toBe('Theirs');
    expect(firstValue(byNumber(desk, '1.3').progress)).toBe('File');
    expect(wordsOf(desk).filter(([number]) => number === '1.9')).toEqual([['1.9', 'Theirs']]);
  });

  it('never chooses between values set apart: they are shown, and the file’s is left out', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    writeSamplePlan(kh.joint.plan);
    await meet(kh, th);
    const plan = kh.joint.plan.plans()[0]?.id ?? '';
    const id = kh.joint.plan.items(plan)[0]?.id ?? '';
    kh.joint.plan.setItem(id, { expected: 'Ours' });
    th.joint.plan.setItem(id, { expected: 'Theirs' });
    await meet(kh, th);
    const desk = { register: kh.joint.plan, plan };
    const shown = csv(desk, 'Item,Expected results,Progress\n1.1,A third,Begun\n');
    expect(shown.rows[0]).toMatchObject({
      outcome: { state: 'changed', changes: [{ field: 'progress' }] },
      apart: [{ field: 'expected', values: [{ value: 'Ours' }, { value: 'Theirs' }] }],
    });
    write(desk, shown);
    expect(itemAt(kh, id).expected.state).toBe('conflict');
    // As it went out it says nothing new; settled since, the quotation would be nonsense.
    const out = writeCsv(planRows(kh.joint.plan, planAt(desk), BODIES));
    expect(new TextDecoder().decode(out)).toContain('[KH: Ours]\n[TH: Theirs]');
    expect(preview(desk, 'csv', out).rows[0]).toMatchObject({ outcome: { state: 'unchanged' }, apart: [] });
    kh.joint.plan.setItem(id, { status: 'done', responsible: ['KH', 'IOM'] });
    th.joint.plan.setItem(id, { status: 'dropped', responsible: ['TH'] });
    await meet(kh, th);
    const thai = await spokenIn('th');
    const said = writeCsv(inLanguage(thai, () => planRows(kh.joint.plan, planAt(desk), BODIES)));
    expect(new TextDecoder().decode(said)).toContain('[KH: แล้วเสร็จ]\n[TH: ยกเลิก]');
    expect(preview(desk, 'csv', said).rows[0]).toMatchObject({ outcome: { state: 'unchanged' }, apart: [] });
    kh.joint.plan.setItem(id, { expected: 'Ours' });
    expect(preview(desk, 'csv', out).rows[0]?.outcome).toMatchObject({ problem: 'two values' });
  });

  it('refuses rows one by one, with why, and leaves the others', () => {
    const desk = one();
    desk.register.addItem(desk.plan, null, { activity: 'twin', number: '7' });
    desk.register.addItem(desk.plan, null, { activity: 'twin', number: '7' });
    const text = `Item,Activities,Responsible party,Status,Plan,Item ID,Expected results
1.1,A,Cambodia; TH,done,,,
1.1,B,,,,,
7,C,,,,,
8,D,Laos,,,,
9,E,,finished,,,
10,F,,,Another plan,,
11,G,,,,no-such,
12,,,,,,
13,H,,,,,${'x'.repeat(4_001)}
14,=1+1,កម្ពុជា និងไทย,แล้วเสร็จ,,,
`;
    expect(outcomes(desk, text)).toEqual([
      'changed',
      'same item twice',
      'which item',
      'no such body',
      'no such status',
      'no such plan',
      'no such item',
      'no activity',
      'too long',
      'added',
    ]);
    expect(csv(desk, text).rows.at(-1)).toMatchObject({
      formula: 'activity',
      outcome: { changes: [{}, {}, { field: 'responsible', now: ['KH', 'TH'] }, { now: 'done' }] },
    });
  });

  it('takes ten thousand rows for a preview, and both replicas take a thousand of them', async () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `${i + 10},Activity ${i},KH,by end of October 2022`,
    );
    const text = `Item,Activities,Responsible party,Timeframe\n${lines.join('\n')}`;
    expect(csv(one(), text).counts.added).toBe(10_000);
    const [kh, th] = await desksOf('KH', 'TH');
    const plan = kh.joint.plan.addPlan({ title: 'Long', period: '' });
    const desk = { register: kh.joint.plan, plan };
    write(desk, csv(desk, text.split('\n').slice(0, 1_001).join('\n')));
    await meet(kh, th);
    expect(th.joint.plan.items(plan).map(({ number }) => firstValue(number))).toEqual(
      Array.from({ length: 1_000 }, (_, i) => String(i + 10)),
    );
    expect(th.space.notices()).toEqual([]);
  }, 120_000);
});

describe('the plan of the record of August 2022', () => {
  /** The four items as read: nothing to write where they stand already. */
  const standing = { added: 0, changed: 0, unchanged: 4, refused: 0 };

  it('comes in from the minutes this app writes', async () => {
    const bytes = await minutesOf2022();
    const { tables } = readTables('docx', bytes);
    const at = tables.findIndex(({ rows }) => rows[0]?.cells.includes('Expected results'));
    expect(preview(one(), 'docx', bytes, at).counts).toEqual(standing);
  });

  it('comes in from a document made by hand, with merged cells and the names of 2022', () => {
    const BOTH = 'Royal Government of Cambodia\nGovernment of the Kingdom Thailand';
    const begun = '<w:vMerge w:val="restart"/>';
    const on = '<w:vMerge/>';
    const document = wordFile(
      table(
        row(cell('Workplan until the end of 2022', '<w:gridSpan w:val="5"/>')),
        row(
          ...['No.', 'Activities / សកម្មភាព', 'Responsible party', 'Timeframe', 'Expected results'].map(
            (head) => cell(head),
          ),
        ),
        row(
          cell('1.1'),
          cell('Assign focal points and relevant members of the "Central Cooperation Center (CCC)"'),
          cell(BOTH, begun),
          cell('By end of October 2022', begun),
          cell('Draft of Annex 1 completed', begun),
        ),
        row(
          cell('1.2'),
          cell('Draft Annex 1 on the structure and communication channels for the CCC.'),
          cell('', on),
          cell('', on),
          cell('', on),
        ),
        row(
          cell('1.3'),
          cell('Commence and ensure preparation and planning for bilateral workshop'),
          cell(`${BOTH} IOM`.replace('\n', ' '), begun),
          cell('October-November 2022'),
          cell('Content, date, venue, participants confirmed'),
        ),
        row(
          cell('1.4'),
          cell(
            'Organize a three-day bilateral seminar to exchange knowledge and information on legal procedures/rights and common practice in protecting victims of trafficking',
          ),
          cell('', on),
          cell('End of November in Cambodia (date TBC)'),
          cell('Long-term Plan of Action to implement the SOP on LEC drafted'),
        ),
      ),
    );
    const desk = one();
    expect(preview(desk, 'docx', document).counts).toEqual(standing);
    const empty = {
      register: desk.register,
      plan: desk.register.addPlan({ title: 'Empty', period: '2022' }),
    };
    const shown = preview(empty, 'docx', document);
    expect(shown.counts).toEqual({ added: 4, changed: 0, unchanged: 0, refused: 0 });
    write(empty, shown);
    const rows = (of: Desk) => planRows(of.register, planAt(of), BODIES).map((cells) => cells.slice(0, 9));
    expect(rows(empty)).toEqual(rows(desk));
  });
});
