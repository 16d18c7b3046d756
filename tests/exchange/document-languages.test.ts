import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSheet } from '../../src/exchange/articles-changes.ts';
import { cleanSheet } from '../../src/exchange/articles-clean.ts';
import { positionsSheet } from '../../src/exchange/articles-positions.ts';
import { sheetDocx } from '../../src/exchange/docx/sheet-docx.ts';
import { minutesSheet } from '../../src/exchange/minutes-sheet.ts';
import { PLAN_NAMES, planRows, type PlanColumn } from '../../src/exchange/plan-table.ts';
import { previewPlan } from '../../src/exchange/plan-import.ts';
import { readRosterCsv, rosterRows } from '../../src/exchange/roster-csv.ts';
import { rosterSheet } from '../../src/exchange/roster-sheet.ts';
import type { Sheet } from '../../src/exchange/sheet.ts';
import { fieldRows, findHeader } from '../../src/exchange/table/columns.ts';
import { writeCsv } from '../../src/exchange/table/csv.ts';
import { finish } from '../../src/exchange/table/import.ts';
import { readTables } from '../../src/exchange/table/read-tables.ts';
import { writeXlsx } from '../../src/exchange/table/xlsx-write.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import type { MinutesText } from '../../src/schema/minutes.ts';
import { inLanguage, LANGUAGES, spokenIn, type InterfaceLanguage } from '../../src/texts/language.ts';
import { planPaper, workshopPaper } from '../../src/state/papers.ts';
import { readDocx, type WordFile } from './docx-reader.ts';
import { previewImport } from './roster-imports.ts';
import { DAY, instrumentPaper, sampleWorkspace } from './sample-papers.ts';
import { all, kids, type XmlNode } from './xml-reader.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await sampleWorkspace('adopted');
});
afterAll(() => workspace.close());

const KHMER = /[\u1780-\u17FF]/u;
const THAI = /[\u0E00-\u0E7F]/u;
const OF = { km: [KHMER, 'km-KH', 'Noto Sans Khmer'], th: [THAI, 'th-TH', 'Noto Sans Thai'] } as const;

function signedText(): MinutesText {
  const { meetings } = workspace.joint;
  const texts = meetings.meetings().flatMap(({ id }) => {
    const phase = meetings.minutes(id)?.phase;
    return phase?.phase === 'signed' ? [phase.text] : [];
  });
  if (texts[1] === undefined) throw new Error('no minutes of the second day');
  return texts[1];
}

async function papers(language: InterfaceLanguage): Promise<Readonly<Record<string, Sheet>>> {
  const own = await spokenIn(language);
  const { joint, bodies, name, plan } = workspace;
  const [workshop] = joint.workshops.workshops();
  if (workshop === undefined) throw new Error('the sample has no workshop');
  const { sheet: planned } = await planPaper(workspace, plan.plans(), DAY, own);
  const { sheet: prepared } = await workshopPaper(workspace, workshop, DAY, own);
  const articles = instrumentPaper(workspace);
  return {
    plan: planned,
    workshop: prepared,
    minutes: minutesSheet(signedText(), 'signed', bodies, [], own),
    ...inLanguage(own, () => ({
      roster: rosterSheet(joint.roster, joint.annex.now, bodies, name, DAY),
      clean: cleanSheet(articles),
      positions: positionsSheet(articles),
      changes: changesSheet(articles),
    })),
  };
}

/** Every run of every part that has letters in it, with what it says of its language and its fonts. */
function runsOf(file: WordFile) {
  const words = (run: XmlNode): string =>
    [...kids(run, 'w:t'), ...kids(run, 'w:delText')].flatMap(({ children }) => children).join('');
  return ['word/document.xml', 'word/header1.xml', 'word/footer1.xml']
    .flatMap((name) => all(file.parts.get(name) as XmlNode, 'w:r'))
    .map((run) => {
      const [about] = kids(run, 'w:rPr');
      const one = (name: string) => (about === undefined ? undefined : kids(about, name)[0]);
      return { text: words(run), language: one('w:lang'), fonts: one('w:rFonts'), complex: one('w:cs') };
    })
    .filter(({ text }) => /\p{L}/u.test(text));
}

describe.each(['km', 'th'] as const)('a document in %s', (language) => {
  const [script, tag, font] = OF[language];

  it('names in every run the language and the font of its script', async () => {
    for (const [kind, sheet] of Object.entries(await papers(language))) {
      const file = readDocx(sheetDocx(sheet));
      const styles = file.parts.get('word/styles.xml') as XmlNode;
      const [standard] = all(styles, 'w:rPrDefault');
      const [own] = standard === undefined ? [] : all(standard, 'w:lang');
      expect(own?.attributes, kind).toMatchObject({ 'w:val': 'en-GB', 'w:bidi': tag });
      const runs = runsOf(file);
      expect(runs.filter(({ text }) => script.test(text)).length, kind).toBeGreaterThan(5);
      for (const { text, language: said, fonts, complex } of runs) {
        const [, expected, face] = KHMER.test(text) ? OF.km : THAI.test(text) ? OF.th : [];
        expect(said?.attributes['w:bidi'], text).toBe(expected);
        expect(said?.attributes['w:val'], text).toBe(expected);
        expect(fonts?.attributes['w:cs'], text).toBe(face);
        expect(complex === undefined, text).toBe(expected === undefined);
      }
      expect(runs.some(({ fonts }) => fonts?.attributes['w:cs'] === font)).toBe(true);
      expect(JSON.stringify(file.parts.get('docProps/core.xml')), kind).toContain(`["${language}"]`);
    }
  });

  it('has headings, labels and dates in it, and says that the words of the record stand as they were written', async () => {
    const { catalogue } = await spokenIn(language);
    const { plan, minutes, roster } = await papers(language);
    if (plan === undefined || minutes === undefined || roster === undefined) throw new Error('no sheet');
    const planned = readDocx(sheetDocx(plan));
    expect(planned.tables.some(([head]) => head?.[1] === catalogue.col_activity())).toBe(true);
    expect(JSON.stringify(planned.parts.get('word/footer1.xml'))).toMatch(script);
    const noted = readDocx(sheetDocx(minutes));
    expect(noted.tables[0]?.map(([label]) => label)).toEqual([
      catalogue.doc_label_when(),
      catalogue.doc_label_venue(),
      catalogue.doc_label_chair(),
      catalogue.doc_label_participants(),
      catalogue.doc_label_agenda(),
      catalogue.doclang_row(),
    ]);
    expect(noted.tables[0]?.[0]?.[1]).toMatch(script);
    const points = (file: WordFile) => file.paragraphs.filter(({ style }) => style === 'Point');
    const english = (await papers('en'))['minutes'];
    if (english === undefined) throw new Error('no sheet');
    expect(points(noted)).toEqual(points(readDocx(sheetDocx(english))));
    expect(readDocx(sheetDocx(roster)).paragraphs[1]?.words).toBe(catalogue.rst_annex());
  });
});

describe.each(LANGUAGES)('a table in %s', (language) => {
  it.each(['csv', 'xlsx'] as const)('of a plan comes back as %s without a change', async (format) => {
    const own = await spokenIn(language);
    const { joint, bodies } = workspace;
    for (const plan of joint.plan.plans()) {
      const rows = inLanguage(own, () => planRows(joint.plan, plan, bodies));
      if (language === 'th')
        expect(rows[0]).toEqual([
          'ลำดับที่',
          'กิจกรรม',
          'ผู้รับผิดชอบ',
          'กรอบเวลา',
          'ผลที่คาดหวัง',
          'สถานะ',
          'บันทึกความคืบหน้า',
          'ช่วงเวลา (EDTF)',
          'รอการยืนยัน',
          'แผน',
          'ID ของรายการ',
        ]);
      const bytes =
        format === 'csv'
          ? writeCsv(rows)
          : writeXlsx({ name: 'x', rows, widths: rows[0]?.map(() => 9) ?? [] });
      const [table] = readTables(format, bytes).tables;
      if (table === undefined) throw new Error('no table');
      const { at, columns } = findHeader<PlanColumn>(table, PLAN_NAMES);
      expect(columns).toEqual(Object.keys(columnsInOrder));
      const shown = finish(
        previewPlan({ register: joint.plan, plan, bodies }, fieldRows(table, at, columns)),
      );
      expect(shown.counts).toEqual({ added: 0, changed: 0, unchanged: rows.length - 1, refused: 0 });
    }
  });

  it('of a roster comes back without a change', async () => {
    const own = await spokenIn(language);
    const { roster } = workspace.joint;
    const rows = inLanguage(own, () => rosterRows({ roster }, roster.me, DAY));
    const read = readRosterCsv(writeCsv(rows));
    expect(previewImport(roster, read, DAY).counts).toEqual({
      added: 0,
      changed: 0,
      unchanged: rows.length - 1,
      refused: 0,
    });
    expect(rows.length).toBeGreaterThan(4);
  });
});

const columnsInOrder: Readonly<Record<PlanColumn, null>> = {
  number: null,
  activity: null,
  responsible: null,
  timeframe: null,
  expected: null,
  status: null,
  progress: null,
  interval: null,
  tbc: null,
  plan: null,
  id: null,
};
