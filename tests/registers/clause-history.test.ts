import { describe, expect, it } from 'vitest';
import { clauseHistory } from '../../src/registers/clause-history.ts';
import { remove, renumber, replace } from '../../src/registers/compose.ts';
import { exchange } from '../sim/replicas.ts';
import { adopt, AGREED, desksOf, withInstrument, type Desk } from '../sim/joint-desks.ts';

async function negotiated() {
  const [kh, th] = await desksOf('KH', 'TH');
  const made = await withInstrument(kh, th);
  const { instrument, first } = made;
  const textOf = (desk: Desk) => desk.joint.articles.text(instrument);
  const content = (words: string, summary: string) => ({
    instrument,
    summary,
    ...replace(textOf(kh), first, words),
  });
  await adopt(kh, th, content('The Parties shall cooperate.', '"should" becomes "shall"'), '2.1 i');
  await adopt(kh, th, {
    instrument,
    summary: 'Renumber',
    ...renumber(textOf(kh), new Map([[first, '1.3']])),
  });
  // Rejected by one, and replaced by another text of the same proposal.
  const id = kh.joint.articles.table(content('The Parties cooperate.', 'Shorter'), { point: '2.1 h' });
  await exchange(kh, th);
  const hash = th.joint.articles.proposal(instrument, id)?.offers[0]?.hash ?? '';
  th.joint.articles.answer(instrument, id, hash, { kind: 'rejected' });
  await exchange(kh, th);
  kh.joint.articles.retable(id, content('The Parties cooperate closely.', 'Closer'));
  await exchange(kh, th);
  return { kh, th, open: id, textOf, ...made };
}

const read = ({ joint }: Desk, instrument: string, provision: string) =>
  clauseHistory(joint, instrument, provision);

describe('the history of a provision', () => {
  it('names every proposal that ever touched it, closed ones too, with who and each Party’s answers', async () => {
    const { kh, instrument, first, open } = await negotiated();
    const { proposals } = read(kh, instrument, first);
    expect(proposals.map(({ point, summary, open: isOpen }) => [point, summary, isOpen])).toEqual([
      ['', 'The draft', false],
      ['2.1 i', '"should" becomes "shall"', false],
      ['', 'Renumber', false],
      ['2.1 h', 'Closer', true],
    ]);
    const last = proposals.find(({ id }) => id === open);
    expect(last?.by.body).toBe('KH');
    expect(last?.matter.history.map(({ by, decision }) => [by.body, decision.kind])).toEqual([
      ['KH', 'tabled'],
      ['TH', 'rejected'],
      ['KH', 'tabled'],
    ]);
  });

  it('gives every wording in order: what was agreed, and what was only put forward', async () => {
    const { kh, instrument, first } = await negotiated();
    const versions = read(kh, instrument, first).versions.map(({ text, number, standing }) => [
      number,
      text,
      standing.kind,
    ]);
    expect(versions).toEqual([
      ['1.1', 'The Parties should cooperate.', 'agreed'],
      ['1.1', 'The Parties shall cooperate.', 'agreed'],
      ['1.3', 'The Parties shall cooperate.', 'agreed'],
      ['1.3', 'The Parties cooperate.', 'tabled'],
      ['1.3', 'The Parties cooperate closely.', 'tabled'],
    ]);
  });

  it('tells the numbers it has had, with the agreement that changed them', async () => {
    const { kh, instrument, first, second } = await negotiated();
    expect(read(kh, instrument, first).numbers).toMatchObject([
      {
        from: '1.1',
        to: '1.3',
        agreement: { endorsements: [{ by: { body: 'KH' } }, { by: { body: 'TH' } }] },
      },
    ]);
    expect(read(kh, instrument, second).numbers).toEqual([]);
  });

  it('keeps the wordings of one that was deleted', async () => {
    const { kh, th, instrument, second, textOf } = await negotiated();
    await adopt(kh, th, { instrument, summary: 'Delete', ...remove(textOf(kh), second) });
    const { versions, state } = read(th, instrument, second);
    expect(state?.now).toBeNull();
    expect(versions.map(({ text }) => text)).toEqual(['Victims are protected.', null]);
  });

  it('holds the reviewed translations and the one that is being written', async () => {
    const { kh, th, instrument, first } = await negotiated();
    const source = 'The Parties shall cooperate.';
    kh.joint.translations.begin(first, 'th', source, 'ภาคีต้องร่วมมือกัน');
    await exchange(kh, th);
    const writing = () => read(th, instrument, first).versions.filter(({ language }) => language === 'th');
    expect(writing().map(({ text, standing }) => [text, standing.kind])).toEqual([
      ['ภาคีต้องร่วมมือกัน', 'writing'],
    ]);
    for (const desk of [kh, th]) {
      const translation = desk.joint.translations.of(first, 'th', source);
      if (translation?.signable.state !== 'ready') throw new Error('nothing to review');
      desk.joint.translations.review(translation, translation.signable.hash, AGREED);
      await exchange(kh, th);
    }
    expect(writing().map(({ text, standing }) => [text, standing.kind])).toEqual([
      ['ภาคีต้องร่วมมือกัน', 'agreed'],
    ]);
    expect(read(th, instrument, first).translations.map(({ language }) => language)).toEqual(['th']);
  });

  it('is the same on both sides', async () => {
    const { kh, th, instrument, first } = await negotiated();
    const plain = (desk: Desk) => {
      const { versions, proposals, numbers } = read(desk, instrument, first);
      return [
        versions.map(({ key, text }) => [key, text]),
        proposals.map(({ id }) => id),
        numbers.map(({ from, to }) => [from, to]),
      ];
    };
    expect(plain(kh)).toEqual(plain(th));
  });

  it('of one nobody ever spoke of is empty', async () => {
    const { kh, instrument } = await negotiated();
    expect(read(kh, instrument, 'nobody')).toMatchObject({ state: null, proposals: [], versions: [] });
  });
});
