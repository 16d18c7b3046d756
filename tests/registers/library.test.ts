import { describe, expect, it } from 'vitest';
import { fileOf, linksOf } from '../../src/registers/library.ts';
import { FileNotRead, readDocument, safeName, type ChosenDocument } from '../../src/registers/read-file.ts';
import { recordPlace } from '../../src/registers/record-place.ts';
import { SearchIndex } from '../../src/registers/search/search-index.ts';
import { firstValue } from '../../src/replica/field.ts';
import { Records } from '../../src/replica/records.ts';
import { MAX_FILE, sealFile } from '../../src/replica/sealed-file.ts';
import { documentFields } from '../../src/schema/library.ts';
import { desksOf, meet } from '../sim/joint-desks.ts';

const LINK = { kind: 'link', url: 'https://www.ohchr.org/en' } as const;

describe('the library', () => {
  it('keeps a link with its titles in three languages, and every member reads it', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const id = kh.joint.library.add(
      { titleEn: 'Principles', titleKm: 'គោលការណ៍', titleTh: 'หลักการ', source: 'OHCHR', date: '2002' },
      LINK,
    );
    await meet(kh, th);
    const [found] = th.joint.library.list();
    expect(found?.id).toBe(id);
    expect(firstValue(found!.titleTh)).toBe('หลักการ');
    expect(firstValue(found!.url)).toBe(LINK.url);
    expect(recordPlace(th.joint, id)).toEqual({
      section: 'library',
      record: id,
      title: { en: 'Principles', km: 'គោលការណ៍', th: 'หลักการ' },
    });
  });

  it('is found by any of its titles, its source and its file', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { ref } = await sealFile(Uint8Array.of(1, 2, 3));
    kh.joint.library.add(
      { titleEn: 'Screening form', titleKm: 'ទម្រង់ពិនិត្យ', source: 'Ministry of Interior' },
      { kind: 'file', attachment: { ...ref, name: 'nrm-form-4.pdf', type: 'application/pdf' } },
    );
    const index = new SearchIndex({
      joint: kh.joint,
      own: () => null,
      today: () => '2022-08-26',
      language: () => 'en',
    });
    for (const words of ['screening', 'ពិនិត្យ', 'ministry', 'nrm-form-4'])
      expect(index.search(words)).toMatchObject({ state: 'found', groups: [{ section: 'library' }] });
  });

  it('takes web addresses only, and no document without a title', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { library } = kh.joint;
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'ftp://a.example/x',
      'https://user:secret@a.example/',
      'not an address',
      '',
    ])
      expect(() => library.add({ titleEn: 'A title' }, { kind: 'link', url })).toThrow(/url/u);
    expect(() => library.add({ titleEn: ' ' }, LINK)).toThrow(/title/u);
    const id = library.add({ titleTh: 'หลักการ' }, LINK);
    expect(() => library.set(id, { titleTh: '' })).toThrow(/title/u);
    library.set(id, { titleEn: 'Principles', titleTh: '' });
    expect(() => library.set(id, { date: '2022-13' })).toThrow(/date/u);
  });

  it('keeps both links that two sides made apart', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const id = kh.joint.library.add({ titleEn: 'Principles' }, LINK, [{ kind: 'item', id: 'a' }]);
    await meet(kh, th);
    kh.joint.library.link(id, { kind: 'clause', id: 'b' });
    th.joint.library.link(id, { kind: 'meeting', id: 'c' });
    await meet(kh, th);
    for (const { joint } of [kh, th]) {
      const document = joint.library.get(id)!;
      expect(document.links.state).toBe('conflict');
      expect(new Set(linksOf(document).map((link) => link.id))).toEqual(new Set(['a', 'b', 'c']));
      expect(joint.library.about({ kind: 'meeting', id: 'c' }).map((one) => one.id)).toEqual([id]);
    }
    th.joint.library.unlink(id, { kind: 'item', id: 'a' });
    expect(linksOf(th.joint.library.get(id)!)).toHaveLength(2);
  });

  it('names the version a new one follows, both ways, and ends a circle that hostile software wrote', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { library } = kh.joint;
    const first = library.add({ titleEn: 'Guide', source: 'IOM', version: '1' }, LINK, [
      { kind: 'item', id: 'a' },
    ]);
    const second = library.addVersion(first, { version: '2' }, LINK);
    const third = library.addVersion(second, { version: '3' }, LINK);
    expect(library.earlier(third).map(({ id }) => id)).toEqual([second, first]);
    expect(library.replacedBy(first).map(({ id }) => id)).toEqual([second]);
    expect(firstValue(library.get(third)!.source)).toBe('IOM');
    expect(linksOf(library.get(third)!)).toEqual([{ kind: 'item', id: 'a' }]);
    new Records(kh.space, 'documents', documentFields).set(first, { replaces: third });
    expect(library.earlier(third).map(({ id }) => id)).toEqual([second, first]);
  });

  it('takes a document away and brings it back; what the record says of the file never changes', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { library } = kh.joint;
    const { ref } = await sealFile(Uint8Array.of(1, 2, 3));
    const attachment = { ...ref, name: 'a.pdf', type: 'application/pdf' };
    const id = library.add({ titleEn: 'A file' }, { kind: 'file', attachment });
    const undo = library.delete(id);
    expect(library.list()).toEqual([]);
    undo();
    expect(fileOf(library.list()[0]!)).toEqual(attachment);
  });
});

describe('a file that is chosen', () => {
  const file = (over: Partial<ChosenDocument> & { content?: Uint8Array<ArrayBuffer> } = {}) => {
    const { content = Uint8Array.of(1, 2, 3), ...rest } = over;
    return {
      name: 'a.pdf',
      type: 'application/pdf',
      size: content.length,
      lastModified: 1,
      arrayBuffer: async () => content.buffer.slice(0),
      ...rest,
    };
  };
  const problem = async (chosen: ChosenDocument): Promise<FileNotRead['problem'] | null> =>
    readDocument(chosen).then(
      () => null,
      (error: unknown) => (error instanceof FileNotRead ? error.problem : null),
    );

  it('is read whole', async () => {
    expect(await readDocument(file())).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('is refused by name when it is empty, too large, gone, or changed while it was read', async () => {
    expect(await problem(file({ content: new Uint8Array() }))).toBe('empty');
    expect(await problem(file({ size: MAX_FILE + 1 }))).toBe('too large');
    const refuses = async (): Promise<ArrayBuffer> => {
      throw new DOMException('gone', 'NotReadableError');
    };
    expect(await problem(file({ arrayBuffer: refuses }))).toBe('unreadable');
    let reads = 0;
    const once = async () => (++reads === 1 ? Uint8Array.of(1, 2, 3).buffer : refuses());
    expect(await problem(file({ arrayBuffer: once }))).toBe('changed');
    let turn = 0;
    const other = async () => Uint8Array.of(1, 2, ++turn).buffer;
    expect(await problem(file({ arrayBuffer: other }))).toBe('changed');
    expect(await problem(file({ size: 5 }))).toBe('changed');
    expect(await readDocument(file({ name: 'x' })).then(() => 'x')).toBe('x');
  });
});

describe('a name that is shown', () => {
  it('has no folder, no control and nothing that turns the direction, and keeps its ending and its joiners', () => {
    expect(safeName('../../etc/passwd')).toBe('passwd');
    expect(safeName('C:\\temp\\a.pdf')).toBe('a.pdf');
    expect(safeName('report\u202Efdp.exe')).toBe('reportfdp.exe');
    expect(safeName('a\u0000b\nc.pdf')).toBe('abc.pdf');
    expect(safeName('..')).toBe('document');
    expect(safeName('con<>:"|?*.txt')).toBe('con-------.txt');
    expect(safeName(`${'ក'.repeat(400)}.docx`)).toMatch(/…\.docx$/u);
    expect([...safeName('x'.repeat(400))].length).toBeLessThanOrEqual(120);
    expect(safeName('ស្រី\u200Dក.pdf')).toContain('\u200D');
  });
});
