import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { akomaNtoso, expressionsOf } from '../../src/exchange/akoma-ntoso.ts';
import { proposedText } from '../../src/registers/proposed-text.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import type { Language } from '../../src/schema/articles.ts';
import { DAY, instrumentPaper, sampleWorkspace } from './sample-papers.ts';
import { all, kids, readXml, type XmlNode } from './xml-reader.ts';

const schema = (name: string) => ({
  fileName: name,
  contents: readFileSync(new URL(`../fixtures/akoma-ntoso/${name}`, import.meta.url), 'utf8'),
});

/** What the published schema has against files, by their names; one run for all, since reading the schema takes seconds. */
async function faults(files: Readonly<Record<string, string>>): Promise<ReadonlySet<string>> {
  const { errors } = await validateXML({
    xml: Object.entries(files).map(([fileName, contents]) => ({ fileName, contents })),
    schema: [schema('akomantoso30.xsd')],
    preload: [schema('xml.xsd')],
    initialMemoryPages: 512,
    maxMemoryPages: 4_096,
  });
  return new Set(errors.map(({ rawMessage }) => rawMessage));
}

let adopted: Workspace;
let opening: Workspace;
beforeAll(async () => {
  [adopted, opening] = [await sampleWorkspace('adopted'), await sampleWorkspace('opening')];
});
afterAll(async () => {
  await adopted.close();
  await opening.close();
});

const made = (workspace: Workspace, language: Language): string =>
  akomaNtoso(instrumentPaper(workspace), language);
const one = (node: XmlNode, ...path: string[]): XmlNode =>
  path.reduce((at, name) => {
    const [found] = kids(at, name);
    if (found === undefined) throw new Error(`no ${name} in ${at.name}`);
    return found;
  }, node);

describe('The instrument as Akoma Ntoso', () => {
  it('is valid by the published schema in every language, whatever is agreed and whatever is written', async () => {
    const [paper, open] = [instrumentPaper(adopted), instrumentPaper(opening)];
    const nothing = { ...open, text: { provisions: new Map(), articles: [] }, proposals: [] };
    const title = { state: 'one', value: '<act/>]]>&\u0007\u202E', by: null, at: null } as const;
    const hostile = akomaNtoso({ ...paper, instrument: { ...paper.instrument, title } }, 'en');
    const files = {
      'eng.xml': made(adopted, 'en'),
      'khm.xml': made(adopted, 'km'),
      'tha.xml': made(adopted, 'th'),
      'opening.xml': made(opening, 'en'),
      'nothing.xml': akomaNtoso(nothing, 'en'),
      'hostile.xml': hostile,
    };
    expect(await faults(files)).toEqual(new Set());
    expect(hostile).toContain('&lt;act/&gt;]]&gt;&amp;\uFFFD[U+202E]');
  }, 60_000);

  it('would be found invalid where it was', async () => {
    const file = made(adopted, 'en');
    const found = await faults({
      'body.xml': file.replace('<mainBody', '<body').replace('/mainBody>', '/body>'),
      'twice.xml': file.replace(/eId="para_[^"]*"/g, 'eId="para_1"'),
    });
    for (const name of ['body.xml', 'twice.xml'])
      expect([...found].some((fault) => fault.includes(name))).toBe(true);
  }, 60_000);

  it('names every provision by its own id, the same in every language, whatever its number', () => {
    const ids = (language: Language) => {
      const body = all(readXml(made(adopted, language)), 'article');
      return body.flatMap((article) =>
        [article, ...all(article, 'paragraph')].map((node) => node.attributes),
      );
    };
    const entries = proposedText(instrumentPaper(adopted).text, []);
    const expected = entries.map(({ id, kind }) => `${kind === 'article' ? 'art' : 'para'}_${id}`);
    for (const language of ['en', 'km', 'th'] as const) {
      expect(ids(language).map(({ eId }) => eId)).toEqual(expected);
      expect(ids(language).map(({ wId }) => wId)).toEqual(expected);
    }
  });

  it('is one work in several expressions, each with its language and what it was translated from', () => {
    const identification = (language: Language) =>
      one(readXml(made(adopted, language)), 'doc', 'meta', 'identification');
    const uri = (node: XmlNode, of: string) => one(node, of, 'FRBRuri').attributes.value;
    const [english, thai] = [identification('en'), identification('th')];
    expect(uri(thai, 'FRBRWork')).toBe(uri(english, 'FRBRWork'));
    expect(uri(english, 'FRBRExpression')).toMatch(/\/eng@2022-\d\d-\d\d$/);
    expect(uri(thai, 'FRBRExpression')).toMatch(/\/tha@2022-\d\d-\d\d$/);
    expect(one(thai, 'FRBRExpression', 'FRBRtranslation').attributes).toMatchObject({
      fromLanguage: 'eng',
      href: uri(english, 'FRBRExpression'),
    });
    expect(one(thai, 'FRBRManifestation', 'FRBRdate').attributes.date).toBe(DAY);
    expect(kids(one(english, 'FRBRWork'), 'FRBRauthor').map(({ attributes }) => attributes.href)).toEqual([
      '#org_KH',
      '#org_TH',
    ]);
  });

  it('says only what is agreed, and marks what has no words yet', () => {
    const file = made(opening, 'en');
    const open = instrumentPaper(opening).proposals.filter((view) => view.open);
    expect(open.length).toBeGreaterThan(5);
    expect(file).not.toContain('establish or assign');
    expect(file).toContain('status="incomplete"');
    expect(expressionsOf(instrumentPaper(opening))[0]).toBe('en');
  });

  it('marks a translation whose source reads otherwise by now', () => {
    const { translations } = opening.joint;
    const paragraphs = proposedText(instrumentPaper(opening).text, []).filter(
      ({ id, kind, reads }) => kind === 'clause' && translations.of(id, 'km', reads.text) === null,
    );
    const [fresh, stale] = paragraphs.map(({ id, reads }) => ({ id, source: reads.text }));
    if (fresh === undefined || stale === undefined) throw new Error('no clause without a translation');
    translations.begin(fresh.id, 'km', fresh.source, 'ថ្មី');
    translations.begin(stale.id, 'km', `${stale.source} as it read before`, 'ចាស់');
    const status = new Map(
      all(readXml(made(opening, 'km')), 'paragraph').map(({ attributes }) => [
        attributes.eId,
        attributes.status,
      ]),
    );
    expect(status.get(`para_${fresh.id}`)).toBeUndefined();
    expect(status.get(`para_${stale.id}`)).toBe('edited');
  });
});
