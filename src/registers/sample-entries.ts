import { SAMPLE_BODIES, type SampleStage } from '../charter/sample.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { Decision } from '../schema/endorsement.ts';
import { basis, POINTS, SOP_TITLES, type ProvisionIds, type SampleWord } from './sample-articles.ts';
import { writeSampleCommitments } from './sample-commitments.ts';
import { SampleDesk } from './sample-desk.ts';
import { writeSampleLibrary } from './sample-library.ts';
import { agreeToMinutes, prepareSecondDay, writeSampleMinutes } from './sample-minutes.ts';
import { writeSamplePlan } from './sample-plan.ts';
import { writeSampleRoster } from './sample-roster.ts';
import { writeSampleTranslations } from './sample-translations.ts';
import { writeSampleCalendar, writeSampleWorkshop } from './sample-workshop.ts';
import { signableItem } from './plan-agreement.ts';
import type { JointRegisters } from './joint.ts';

/** 25 August 2022, 9:30 in Bangkok: the talks open. */
const OPENED = Date.UTC(2022, 7, 25, 2, 30);
/** The first point is called; the others follow every twenty minutes, so that all are agreed by 15:47. */
const FIRST_POINT = Date.UTC(2022, 7, 25, 3, 0);
const A_POINT = 20 * 60_000;
/** 26 August 2022, 15:00 in Bangkok: the four items were adopted. */
const ADOPTED = Date.UTC(2022, 7, 26, 8, 0);

export interface SampleEntries {
  /** Sealed values by content id, causes first. */
  readonly entries: readonly (readonly [string, Uint8Array])[];
  /** Ids of the sessions they belong to. */
  readonly sessions: readonly string[];
}

/**
 * The sample's first entries, as its three devices wrote and signed them. Made anew from the seed on every device, byte for
 * byte alike, so that two who open one sample before they ever met hold one history and not two.
 */
export async function sampleEntries(seed: Bytes, stage: SampleStage = 'adopted'): Promise<SampleEntries> {
  const desk = await SampleDesk.open(seed, stage, OPENED);
  try {
    const sop = new SampleTalks(desk);
    await sop.open();
    if (stage === 'opening') {
      await writeTranslations(desk);
      await sop.tableAll();
      await writeRosters(desk);
      await desk.act('IOM', prepareSecondDay);
    } else {
      await sop.discussAll();
      await sop.sign();
      await adoptPlan(desk);
      // Before the minutes, which name the seats.
      await writeRosters(desk);
      await concludeMinutes(desk);
      await writeTranslations(desk);
    }
    await desk.acknowledge();
    return { entries: desk.entries(), sessions: desk.sessions() };
  } finally {
    await desk.close();
  }
}

/** Each Party's delegate writes in its own language what both have agreed in English. */
async function writeTranslations(desk: SampleDesk): Promise<void> {
  await desk.act('KH', (registers) => writeSampleTranslations(registers, 'km'));
  await desk.act('TH', (registers) => writeSampleTranslations(registers, 'th'));
}

async function writeRosters(desk: SampleDesk): Promise<void> {
  for (const body of SAMPLE_BODIES) await desk.act(body, (registers) => writeSampleRoster(registers, body));
}

/** The talks on the articles. */
class SampleTalks {
  readonly #desk: SampleDesk;
  #instrument = '';
  #ids: ProvisionIds = new Map();

  constructor(desk: SampleDesk) {
    this.#desk = desk;
  }

  async open(): Promise<void> {
    this.#instrument = await this.#desk.act('IOM', ({ articles }) => articles.addInstrument(SOP_TITLES));
    const proposal = await this.#desk.act('IOM', ({ articles }) => {
      const made = basis(this.#instrument, () => articles.newId());
      this.#ids = made.ids;
      return articles.table(made.content);
    });
    for (const party of ['KH', 'TH'] as const) await this.#answer(party, proposal, { kind: 'agreed' });
  }

  /** Every point lies on the table, and nobody has answered. */
  async tableAll(): Promise<void> {
    this.#desk.at(FIRST_POINT);
    for (const { point, words } of POINTS) {
      const first = words.find(({ says }) => says === 'table');
      if (first !== undefined) await this.#say(first, point, null);
    }
  }

  async discussAll(): Promise<void> {
    for (const [i, { point, words }] of POINTS.entries()) {
      this.#desk.at(FIRST_POINT + i * A_POINT);
      let proposal: string | null = null;
      for (const word of words) {
        proposal = await this.#say(word, point, proposal);
        this.#desk.at(FIRST_POINT + i * A_POINT + (words.indexOf(word) + 1) * 4 * 60_000);
      }
    }
  }

  /** "Both parties signed the bilateral SOP": the English version, at the Sukosol Hotel. */
  async sign(): Promise<void> {
    this.#desk.at(Date.UTC(2022, 7, 25, 9, 30));
    await this.#desk.act('IOM', ({ signings }) =>
      signings.open(this.#instrument, {
        languages: ['en'],
        venue: 'The Sukosol Hotel, Bangkok, Thailand',
        date: '2022-08-25',
        signatories: [
          {
            party: 'KH',
            person: 'H.E. Chou Bun Eng',
            title:
              'Secretary of State of the Ministry of Interior and Permanent Vice Chairperson of the National Committee for Counter Trafficking',
          },
          {
            party: 'TH',
            person: 'Ms. Ramrung Worawat',
            title: 'Deputy Permanent Secretary of the Ministry of Social Development and Human Security',
          },
        ],
      }),
    );
    for (const party of ['KH', 'TH'] as const) {
      await this.#desk.act(party, ({ signings, articles }) => {
        const instrument = articles.instruments().find(({ id }) => id === this.#instrument);
        const [signing] = instrument === undefined ? [] : signings.list(instrument);
        if (signing?.signable.state === 'ready')
          signings.sign(signing, signing.signable.hash, { kind: 'agreed' });
      });
    }
  }

  async #say(word: SampleWord, point: string, proposal: string | null): Promise<string> {
    if (word.says !== 'table') {
      if (proposal === null) throw new RangeError('nothing is on the table');
      await this.#answer(word.by, proposal, { kind: word.says });
      return proposal;
    }
    return this.#desk.act(word.by, ({ articles }) => {
      const composed = word.compose(articles.text(this.#instrument), this.#ids, () => articles.newId());
      const content = { instrument: this.#instrument, summary: word.summary, ...composed };
      if (proposal === null) return articles.table(content, { point });
      articles.retable(proposal, content);
      return proposal;
    });
  }

  #answer(party: 'KH' | 'TH', proposal: string, decision: Decision): Promise<void> {
    return this.#desk.act(party, ({ articles }) => {
      const offer = articles.proposal(this.#instrument, proposal)?.offers[0];
      if (offer !== undefined) articles.answer(this.#instrument, proposal, offer.hash, decision);
    });
  }
}

/** Key result 3 a) of the second day and what was said of the seminar: written down by the secretariat, the items adopted by both. */
async function adoptPlan(desk: SampleDesk): Promise<void> {
  desk.at(ADOPTED - 60 * 60_000);
  await desk.act('IOM', (registers) => {
    writeSamplePlan(registers.plan);
    writeSampleWorkshop(registers);
  });
  for (const party of ['KH', 'TH'] as const)
    await desk.act(party, (registers) => writeSampleCalendar(registers, party));
  desk.at(ADOPTED);
  for (const party of ['KH', 'TH'] as const) await desk.act(party, adoptItems);
}

function adoptItems({ plan, agreement }: JointRegisters): void {
  for (const { id } of plan.plans()) {
    for (const item of plan.items(id)) {
      const signable = signableItem(item);
      if (signable.state !== 'ready') continue;
      agreement.endorse({ record: item.id, signable, seen: signable.hash, decision: { kind: 'agreed' } });
    }
  }
}

/** The minutes of both days: read out from 13:30, adopted, and signed at the end of the second. */
async function concludeMinutes(desk: SampleDesk): Promise<void> {
  await desk.act('IOM', writeSampleMinutes);
  await desk.act('IOM', writeSampleCommitments);
  await desk.act('IOM', writeSampleLibrary);
  for (const act of ['adopt', 'sign'] as const) {
    desk.at(ADOPTED + (act === 'adopt' ? 10 : 20) * 60_000);
    for (const party of ['KH', 'TH'] as const)
      await desk.act(party, (registers) => agreeToMinutes(registers, act));
  }
}
