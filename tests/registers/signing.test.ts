import { describe, expect, it } from 'vitest';
import { EndorseRefused } from '../../src/registers/agreement.ts';
import { replace } from '../../src/registers/compose.ts';
import { readInstrument, type Signing } from '../../src/registers/signing.ts';
import { WriteRefused } from '../../src/replica/door.ts';
import { exchange } from '../sim/replicas.ts';
import { adopt, AGREED, desksOf, instrumentAt, meet, withInstrument, type Desk } from '../sim/joint-desks.ts';

const SIGNATORIES = [
  { party: 'KH', person: 'H.E. Chou Bun Eng', title: 'Secretary of State' },
  { party: 'TH', person: 'Ms. Ramrung Worawat', title: 'Deputy Permanent Secretary' },
];

async function opened() {
  const [kh, th, iom] = await desksOf('KH', 'TH', 'IOM');
  const made = await withInstrument(kh, th);
  await meet(kh, th, iom);
  const id = iom.joint.signings.open(made.instrument, {
    venue: 'Bangkok',
    date: '2022-08-25',
    signatories: SIGNATORIES,
  });
  await meet(kh, th, iom);
  return { kh, th, iom, id, ...made };
}

function signingAt(desk: Desk, instrument: string): Signing {
  const [signing] = desk.joint.signings.list(instrumentAt(desk, instrument));
  if (signing === undefined) throw new Error('no record');
  return signing;
}

function sign(desk: Desk, instrument: string): void {
  const signing = signingAt(desk, instrument);
  desk.joint.signings.sign(
    signing,
    signing.signable.state === 'ready' ? signing.signable.hash : '',
    AGREED,
    'full powers of 24 August 2022',
  );
}

const textAt = (desk: Desk, instrument: string) => {
  const { signable } = signingAt(desk, instrument);
  return signable.state === 'ready' ? readInstrument(signable) : signable.problem;
};

describe('what is signed of an instrument', () => {
  it('is the whole agreed text, word for word, with its particulars', async () => {
    const { kh, instrument } = await opened();
    expect(textAt(kh, instrument)).toEqual({
      title: 'SOP',
      versions: [
        {
          language: 'en',
          title: 'SOP',
          provisions: [
            { kind: 'article', number: 'Article 1', text: 'Objective' },
            { kind: 'clause', number: '1.1', text: 'The Parties should cooperate.' },
            { kind: 'clause', number: '1.2', text: 'Victims are protected.' },
          ],
        },
      ],
      signatories: SIGNATORIES,
      venue: 'Bangkok',
      date: '2022-08-25',
    });
  });

  it('is every version named, under its own title, in whatever order they were named', async () => {
    const { kh, th, instrument, id, first } = await opened();
    kh.joint.articles.setInstrument(instrument, { titleTh: 'ระเบียบปฏิบัติ' });
    th.joint.translations.begin(first, 'th', 'The Parties should cooperate.', 'ภาคีพึงร่วมมือกัน');
    kh.joint.signings.set(id, { languages: ['th', 'en'] });
    await exchange(kh, th);
    const before = textAt(th, instrument);
    expect(before).toMatchObject({
      versions: [
        { language: 'en' },
        {
          language: 'th',
          title: 'ระเบียบปฏิบัติ',
          provisions: [{ text: '' }, { number: '1.1', text: 'ภาคีพึงร่วมมือกัน' }, { text: '' }],
        },
      ],
    });
    kh.joint.signings.set(id, { languages: ['en', 'th'] });
    await exchange(kh, th);
    expect(textAt(th, instrument)).toEqual(before);
  });

  it('is nothing without a version, a date or a text, and nothing while a particular is in conflict', async () => {
    const { kh, th, id, instrument } = await opened();
    kh.joint.signings.set(id, { languages: [] });
    expect(textAt(kh, instrument)).toBe('empty');
    kh.joint.signings.set(id, { languages: ['en'] });
    await exchange(kh, th);
    kh.joint.signings.set(id, { venue: 'Phnom Penh' });
    th.joint.signings.set(id, { venue: 'Bangkok, Sukosol Hotel' });
    await exchange(kh, th);
    for (const desk of [kh, th]) {
      expect(textAt(desk, instrument)).toBe('in conflict');
      expect(() => sign(desk, instrument)).toThrow(new EndorseRefused('in conflict'));
    }
    const bare = kh.joint.articles.addInstrument({ title: 'Empty' });
    kh.joint.signings.open(bare, { date: '2022-08-25' });
    expect(textAt(kh, bare)).toBe('empty');
  });

  it('is nothing while two wordings of a provision stand agreed apart', async () => {
    const { kh, th, instrument, first } = await opened();
    const text = kh.joint.articles.text(instrument);
    for (const words of ['The Parties shall cooperate.', 'The Parties may cooperate.']) {
      const id = kh.joint.articles.table({ instrument, summary: '', ...replace(text, first, words) });
      await exchange(kh, th);
      // Past the register, which would call the second one behind: members apart do not see that.
      for (const desk of [kh, th]) {
        const hash = desk.joint.agreement.matter(id).versions[0]?.hash ?? '';
        desk.joint.agreement.answer(id, hash, AGREED);
      }
    }
    await exchange(kh, th);
    for (const desk of [kh, th]) expect(textAt(desk, instrument)).toBe('in conflict');
  });

  it('is nothing while a title of it is in conflict', async () => {
    const { kh, th, instrument } = await opened();
    kh.joint.articles.setInstrument(instrument, { title: 'A' });
    th.joint.articles.setInstrument(instrument, { title: 'B' });
    await exchange(kh, th);
    for (const desk of [kh, th]) expect(textAt(desk, instrument)).toBe('in conflict');
  });
});

describe('a signature', () => {
  it('of both Parties makes the record agreed on every side, with who, when and by what right', async () => {
    const { kh, th, iom, instrument } = await opened();
    sign(th, instrument);
    await meet(kh, th, iom);
    expect(signingAt(kh, instrument).state).toMatchObject({ state: 'waiting', waitingFor: ['KH'] });
    sign(kh, instrument);
    await meet(kh, th, iom);
    for (const desk of [kh, th, iom]) {
      const { state } = signingAt(desk, instrument);
      expect(state).toMatchObject({
        state: 'agreed',
        agreement: {
          endorsements: [
            { by: { body: 'KH' }, mandate: 'full powers of 24 August 2022' },
            { by: { body: 'TH' } },
          ],
        },
      });
    }
  });

  it('is not a partner’s to give', async () => {
    const { iom, instrument } = await opened();
    expect(() => sign(iom, instrument)).toThrow(WriteRefused);
  });

  it('keeps the text that was signed when the articles are changed by agreement afterwards', async () => {
    const { kh, th, instrument, first } = await opened();
    sign(kh, instrument);
    await exchange(kh, th);
    sign(th, instrument);
    await exchange(kh, th);
    const text = kh.joint.articles.text(instrument);
    await adopt(kh, th, {
      instrument,
      summary: '',
      ...replace(text, first, 'The Parties shall cooperate.'),
    });
    for (const desk of [kh, th]) {
      const { state, matter } = signingAt(desk, instrument);
      expect(state.state).toBe('changed');
      const signed = matter.agreement === null ? null : readInstrument(matter.agreement.version);
      expect(signed?.versions[0]?.provisions[1]?.text).toBe('The Parties should cooperate.');
    }
  });

  it('is refused when a word of the text changed since it was on the screen', async () => {
    const { kh, th, id, instrument } = await opened();
    const seen = signingAt(kh, instrument);
    th.joint.signings.set(id, { venue: 'Phnom Penh' });
    await exchange(kh, th);
    const now = signingAt(kh, instrument);
    const hash = seen.signable.state === 'ready' ? seen.signable.hash : '';
    expect(() => kh.joint.signings.sign(now, hash, AGREED)).toThrow(new EndorseRefused('changed meanwhile'));
  });
});

it('whoever shows the record is told when the text or a translation changes, not only the record itself', async () => {
  const { kh, instrument, first } = await opened();
  let told = 0;
  const end = kh.joint.signings.observe(() => told++);
  kh.joint.articles.setInstrument(instrument, { titleKm: 'នីតិវិធី' });
  const afterTitle = told;
  kh.joint.translations.begin(first, 'km', 'x', 'ភាគី');
  expect(afterTitle).toBeGreaterThan(0);
  expect(told).toBeGreaterThan(afterTitle);
  end();
  const before = told;
  kh.joint.articles.setInstrument(instrument, { titleKm: 'ផ្សេង' });
  expect(told).toBe(before);
});
