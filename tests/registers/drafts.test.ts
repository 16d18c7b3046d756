import * as Y from 'yjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleIdentity, type SampleBody } from '../../src/charter/sample.ts';
import { ComposeRefused, replace } from '../../src/registers/compose.ts';
import { DraftRegister, isBehind, proposalOf, type DraftProposal } from '../../src/registers/drafts.ts';
import { sourceHash } from '../../src/registers/source-hash.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import type { RecordHost } from '../../src/replica/door.ts';
import { firstValue } from '../../src/replica/field.ts';
import { Vault } from '../../src/replica/vault.ts';
import { newDevice, newRelay } from '../charter/devices.ts';
import { until } from '../sim/until.ts';
import { provisionOf, reading, Talks, type Seat } from './talks.ts';

const only = ({ registers }: Seat, instrument: string): DraftProposal => {
  const [draft, ...more] = registers.drafts.list(instrument);
  if (draft === undefined || more.length > 0) throw new Error('not one draft');
  return draft;
};

/** As an editor writes: letters into the text itself. */
function type(host: RecordHost, text: DraftProposal['text'], at: number, letters: string): void {
  const { text: y } = text;
  if (y === null) throw new Error('no text');
  host.change(() => y.insert(at, letters));
}

describe('a draft everybody writes along', () => {
  it('merges by character, and what is tabled of it is fixed and gone from the drafts', async () => {
    const talks = await Talks.open();
    const { kh, th, instrument } = talks;
    kh.registers.drafts.begin(
      { instrument, kind: 'replace', provision: '2.4', summary: 'Softer.' },
      { text: 'Nobody is deported.' },
    );
    await talks.exchange();
    type(kh.space, only(kh, instrument).text, 0, 'From now on: ');
    type(th.space, only(th, instrument).text, 18, ' or returned');
    await talks.exchange();
    const words = 'From now on: Nobody is deported or returned.';
    for (const seat of [kh, th]) expect(only(seat, instrument).text.toString()).toBe(words);

    const draft = only(th, instrument);
    const content = proposalOf(draft, talks.text(th), () => th.registers.articles.newId());
    const id = th.registers.articles.table(content, { point: '2.1 j', agree: true });
    th.registers.drafts.end(draft.id);
    await talks.exchange();
    expect(kh.registers.drafts.list(instrument)).toEqual([]);
    const offer = kh.registers.articles.proposal(instrument, id)?.offers[0];
    expect(offer?.content).toMatchObject({ kind: 'replace', summary: 'Softer.' });
    // Whoever writes on in it changes nothing that is on the table.
    type(kh.space, draft.text, 0, 'Not ');
    await talks.exchange();
    expect(kh.registers.articles.proposal(instrument, id)?.offers[0]?.hash).toBe(offer?.hash);
    talks.agree(kh, id);
    await talks.exchange();
    expect(reading(talks.text(th))).toContain(`  2.4 ${words}`);
  });

  it('set aside while another still writes is not hidden from them', async () => {
    const talks = await Talks.open();
    const { kh, th, instrument } = talks;
    const id = kh.registers.drafts.begin({ instrument, kind: 'replace', provision: '2.4' }, { text: 'A' });
    await talks.exchange();
    const undo = kh.registers.drafts.end(id);
    type(th.space, only(th, instrument).text, 1, 'B');
    await talks.exchange();
    for (const seat of [kh, th]) {
      expect(only(seat, instrument).standing.state).toBe('contested');
      expect(only(seat, instrument).text.toString()).toBe('AB');
    }
    undo();
    await talks.exchange();
    expect(only(th, instrument).standing.state).toBe('present');
  });

  it('lists the drafts of one session in the order they were begun', async () => {
    const talks = await Talks.open();
    const { kh, instrument } = talks;
    for (let i = 0; i < 100; i++)
      kh.registers.drafts.begin({ instrument, kind: 'replace', number: `${i}` }, { text: '' });
    const numbers = kh.registers.drafts.list(instrument).map(({ fields }) => firstValue(fields.number));
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`));
    expect(kh.registers.drafts.list('another')).toEqual([]);
  });
});

describe('the proposal a draft makes', () => {
  it('of each written kind reads as it was written', async () => {
    const talks = await Talks.open();
    const { kh, th, instrument } = talks;
    const { drafts, articles } = kh.registers;
    const tableOnly = async (): Promise<void> => {
      const draft = only(kh, instrument);
      const id = articles.table(
        proposalOf(draft, talks.text(), () => articles.newId()),
        { agree: true },
      );
      drafts.end(draft.id);
      await talks.exchange();
      talks.agree(th, id);
      await talks.exchange();
    };
    drafts.begin(
      { instrument, kind: 'insert', parent: 'Article 3', provision: '', number: '3.1' },
      { text: ' Either Party may end it. ' },
    );
    await tableOnly();
    drafts.begin(
      { instrument, kind: 'insert', parent: '', provision: 'Article 3', number: 'Annex 1' },
      { text: '' },
    );
    await tableOnly();
    drafts.begin(
      { instrument, kind: 'split', provision: '2.1', secondNumber: '2.1 bis' },
      { text: 'Officials should listen.', second: 'Officials should write.' },
    );
    await tableOnly();
    drafts.begin({ instrument, kind: 'join', provision: '2.2', parent: '2.4' }, { text: 'Both in one.' });
    await tableOnly();
    drafts.begin({ instrument, kind: 'replace', provision: '1.1' }, { text: 'The Parties work together.' });
    await tableOnly();
    expect(reading(talks.text(th))).toEqual([
      'Article 1 Objective',
      '  1.1 The Parties work together.',
      'Article 2 Victims',
      '  2.1 Officials should listen.',
      '  2.1 bis Officials should write.',
      '  2.2 Both in one.',
      'Article 3 Final Provision',
      '  3.1 Either Party may end it.',
      'Annex 1',
    ]);
  });

  it('of a clause that was deleted meanwhile is none', async () => {
    const talks = await Talks.open();
    const { kh, instrument } = talks;
    kh.registers.drafts.begin({ instrument, kind: 'replace', provision: 'gone' }, { text: 'Words.' });
    const make = () => proposalOf(only(kh, instrument), talks.text(), () => 'new');
    expect(make).toThrow(ComposeRefused);
  });

  it('tells its author when the wording it was begun from reads otherwise by now, and only then', async () => {
    const talks = await Talks.open();
    const { kh, instrument } = talks;
    const source = sourceHash(provisionOf(talks.text(), '2.4').text);
    kh.registers.drafts.begin({ instrument, kind: 'replace', provision: '2.4', source }, { text: 'Mine.' });
    await talks.adopt((text) => replace(text, '2.2', 'Another clause.'));
    expect(isBehind(only(kh, instrument), talks.text())).toBe(false);
    await talks.adopt((text) => replace(text, '2.4', 'Nobody is returned.'));
    expect(isBehind(only(kh, instrument), talks.text())).toBe(true);
    const [draft] = kh.registers.drafts.list(instrument);
    kh.registers.drafts.set(draft?.id ?? '', { source: sourceHash('Nobody is returned.') });
    expect(isBehind(only(kh, instrument), talks.text())).toBe(false);
  });
});

describe('a draft in a delegation’s own space', () => {
  const seed = new Uint8Array(16).fill(12);
  const vaults = new Map<Workspace, ReadonlyMap<string, Vault>>();

  async function openAs(body: SampleBody, relay: string): Promise<Workspace> {
    const opened = new Map<string, Vault>();
    const device = newDevice();
    const workspace = await openWorkspace(await sampleIdentity(seed, body, relay), {
      ...device,
      vault: async (name) => {
        const vault = await device.vault(name);
        opened.set(name.slice(name.lastIndexOf(' ') + 1), vault);
        return vault;
      },
    });
    vaults.set(workspace, opened);
    onTestFinished(() => workspace.close());
    return workspace;
  }

  it('leaves the joint space as it was, letter by letter, until it is tabled', async () => {
    const relay = await newRelay();
    const [kh, th] = [await openAs('KH', relay.url), await openAs('TH', relay.url)];
    const { own, joint } = kh;
    if (own === null) throw new Error('no space of its own');
    const instrument = joint.articles.instruments()[0]?.id ?? '';
    const text = joint.articles.text(instrument);
    const clause = text.articles[1]?.clauses[0]?.id ?? '';
    const drafts = new DraftRegister(own);
    await kh.flush();
    const sealed = () => new Set(vaults.get(kh)?.get('joint')?.ids());
    const before = { doc: Y.encodeStateAsUpdate(kh.host.doc), sealed: sealed() };

    const words = 'Where we could give way';
    const id = drafts.begin(
      { instrument, kind: 'replace', provision: clause, point: '2.1 d', summary: 'For us alone' },
      { text: '' },
    );
    const draft = drafts.draft(id);
    if (draft === null) throw new Error('no draft');
    [...words].forEach((letter, i) => type(own, draft.text, i, letter));
    drafts.set(id, { summary: 'Still for us alone' });
    await kh.flush();
    expect(Y.encodeStateAsUpdate(kh.host.doc)).toEqual(before.doc);
    expect(sealed()).toEqual(before.sealed);
    expect(joint.drafts.list(instrument)).toEqual([]);

    // TH has all KH ever sent it once it has what KH tabled afterwards.
    const content = proposalOf(draft, text, () => joint.articles.newId());
    const tabled = joint.articles.table(content, { point: '2.1 d' });
    drafts.end(id);
    await until(() => th.joint.articles.proposal(instrument, tabled) !== null, 'the proposal at TH');
    expect(th.joint.drafts.list(instrument)).toEqual([]);
    expect(th.own === null ? null : new DraftRegister(th.own).list(instrument)).toEqual([]);
    expect(th.joint.articles.proposal(instrument, tabled)?.offers[0]?.content.changes[0]?.to?.text).toBe(
      words,
    );
    expect(drafts.list(instrument)).toEqual([]);
  });
});
