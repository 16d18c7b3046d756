import { z } from 'zod';
import type { EndorsementHost, Whereabouts } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { BadValue, Records } from '../replica/records.ts';
import { terminationFields } from '../schema/articles.ts';
import { EndorseRefused, ready, type AgreementRegister, type Signable } from './agreement.ts';
import type { Instrument } from './articles.ts';
import type { Matter, Position, Version } from './matter.ts';

/** What is seen to before a termination takes effect; ticked by anyone, decided by nobody. */
export const CHECKLIST = ['checkCases', 'checkData', 'checkCenter', 'checkPlan'] as const;
export type ChecklistItem = (typeof CHECKLIST)[number];

/** Days between the receipt of the notice and the end (Article 12 of the SOP of 25 August 2022). */
export const NOTICE_DAYS = 90;

/** How far a notice of termination has come. Nothing in it happens by itself. */
export type TerminationState =
  | { readonly state: 'prepared' }
  /** Signed by the Party that gives it; the other has yet to record that it was received. */
  | { readonly state: 'given'; readonly given: Position }
  | {
      readonly state: 'received';
      readonly given: Position;
      /** By each other Party: its own record, and the day it names (`YYYY-MM-DD`). */
      readonly receipts: readonly { readonly position: Position; readonly on: string }[];
      /** Receipt plus {@link NOTICE_DAYS}; with several receivers, counted from the last. */
      readonly effect: string;
    }
  | { readonly state: 'withdrawn'; readonly withdrawn: Position };

/** What the Party that gives notice signs. Schema name `termination/1`. */
const noticeContent = z.strictObject({
  instrument: z.string(),
  by: z.string(),
  reference: z.string(),
  /** `YYYY-MM-DD`. */
  sent: z.string(),
});
export type Notice = z.infer<typeof noticeContent>;

/** A written notice of termination through the diplomatic channel. */
export interface Termination {
  readonly id: string;
  readonly by: Field<string>;
  readonly reference: Field<string>;
  /** `YYYY-MM-DD`. */
  readonly sent: Field<string>;
  readonly checklist: Readonly<Record<ChecklistItem, Field<boolean>>>;
  readonly signable: Signable;
  readonly matter: Matter;
  readonly state: TerminationState;
  /** The words that were given; null while none were. The fields above may have been written over since. */
  readonly notice: Notice | null;
  readonly where: Whereabouts;
}

/** A day so many days after another; both `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export class TerminationRegister {
  static readonly ROOTS = ['terminations'] as const;

  readonly #host: EndorsementHost;
  readonly #agreement: AgreementRegister;
  readonly #records: Records<typeof terminationFields>;

  constructor(host: EndorsementHost, agreement: AgreementRegister) {
    this.#host = host;
    this.#agreement = agreement;
    this.#records = new Records(host, 'terminations', terminationFields);
  }

  list(instrument: Instrument): readonly Termination[] {
    return this.#records
      .ids()
      .sort()
      .flatMap((id) => this.#termination(id, instrument) ?? []);
  }

  /** Prepares a notice in the name of a Party; gives its id. It is given only when that Party signs it. */
  prepare(
    instrument: string,
    fields: { readonly by: string; readonly reference: string; readonly sent: string },
  ): string {
    if (fields.reference.trim() === '') throw new BadValue('reference', 'missing');
    return this.#records.add({ instrument, ...fields }, {});
  }

  set(
    id: string,
    fields: { reference?: string; sent?: string } & Partial<Record<ChecklistItem, boolean>>,
  ): void {
    this.#records.set(id, fields);
  }

  /** Sets a notice aside that was never given; gives the undo. What was signed stays in sight, whoever deletes it. */
  discard(id: string): () => void {
    this.#records.delete(id);
    return () => this.#records.restore(id);
  }

  /** The Party that gives the notice signs it. Throws `EndorseRefused` and `WriteRefused`. */
  give({ id, signable, by }: Termination, seen: string, mandate?: string): void {
    if (firstValue(by) !== this.#host.me.body) throw new EndorseRefused('not the giver');
    this.#agreement.endorse({ record: id, signable, seen, decision: { kind: 'agreed' }, mandate });
  }

  /** A receiving Party records the day it received the notice; nobody else can. Throws `EndorseRefused` `not the receiver`. */
  receive({ id, state }: Termination, on: string): void {
    if (state.state !== 'given' && state.state !== 'received') throw new EndorseRefused('changed meanwhile');
    if (state.given.by.body === this.#host.me.body) throw new EndorseRefused('not the receiver');
    this.#agreement.answer(id, state.given.hash, { kind: 'received', on });
  }

  /** The Party that gave the notice takes it back. */
  withdraw({ id, state }: Termination, mandate?: string): void {
    if (state.state !== 'given' && state.state !== 'received') throw new EndorseRefused('changed meanwhile');
    if (state.given.by.body !== this.#host.me.body) throw new EndorseRefused('not the giver');
    this.#agreement.answer(
      id,
      state.given.hash,
      { kind: 'withdrawn' },
      mandate === undefined ? {} : { mandate },
    );
  }

  observe(listener: () => void): () => void {
    return this.#host.observe((records) => {
      if (records === null || [...records].some((id) => this.#records.has(id))) listener();
    });
  }

  #termination(id: string, instrument: Instrument): Termination | null {
    const view = this.#records.view(id);
    if (view === null || firstValue(view.field('instrument')) !== instrument.id) return null;
    const [by, reference, sent] = [view.field('by'), view.field('reference'), view.field('sent')];
    const matter = this.#agreement.matter(id);
    const state = stateFrom(matter);
    if (state.state === 'prepared' && view.standing.state === 'deleted') return null;
    return {
      id,
      by,
      reference,
      sent,
      checklist: {
        checkCases: view.field('checkCases'),
        checkData: view.field('checkData'),
        checkCenter: view.field('checkCenter'),
        checkPlan: view.field('checkPlan'),
      },
      signable: signableOf(instrument, by, reference, sent),
      matter,
      state,
      notice: noticeIn(matter, state),
      get where() {
        return view.where;
      },
    };
  }
}

function signableOf(
  instrument: Instrument,
  by: Field<string>,
  reference: Field<string>,
  sent: Field<string>,
): Signable {
  if (
    [instrument.title, by, reference, sent].some(
      ({ state }) => state === 'conflict' || state === 'unreadable',
    )
  )
    return { state: 'blocked', problem: 'in conflict' };
  if (firstValue(reference) === null || firstValue(sent) === null)
    return { state: 'blocked', problem: 'empty' };
  return ready('termination/1', {
    instrument: firstValue(instrument.title) ?? '',
    by: firstValue(by) ?? '',
    reference: firstValue(reference) ?? '',
    sent: firstValue(sent) ?? '',
  });
}

/** The notice in a version; null when it has another shape. */
export const readNotice = ({ schema, content }: Pick<Version, 'schema' | 'content'>): Notice | null =>
  schema === 'termination/1' ? (noticeContent.safeParse(content).data ?? null) : null;

function noticeIn({ versions }: Matter, state: TerminationState): Notice | null {
  const position =
    state.state === 'prepared' ? null : state.state === 'withdrawn' ? state.withdrawn : state.given;
  const version = versions.find(({ hash }) => hash === position?.hash);
  return version === undefined ? null : readNotice(version);
}

/** The word of the Party in whose name the signed words were written: a field can be written over, those cannot. */
function giversWord({ stands, versions }: Matter): ({ readonly party: string } & Position) | null {
  const written = new Map(versions.map((version) => [version.hash, readNotice(version)?.by]));
  for (const [party, stand] of stands)
    if (stand.state === 'spoken' && written.get(stand.hash) === party) return { party, ...stand };
  return null;
}

/** The receipt counts only from the Parties that did not give the notice, and only of the very words that were given. */
function stateFrom(matter: Matter): TerminationState {
  const { stands } = matter;
  const given = giversWord(matter);
  if (given === null) return { state: 'prepared' };
  if (given.decision.kind === 'withdrawn') return { state: 'withdrawn', withdrawn: given };
  if (given.decision.kind !== 'agreed') return { state: 'prepared' };
  const receipts = [...stands].flatMap(([party, stand]) =>
    party !== given.party &&
    stand.state === 'spoken' &&
    stand.hash === given.hash &&
    stand.decision.kind === 'received'
      ? [{ position: stand, on: stand.decision.on }]
      : [],
  );
  const last = receipts
    .map(({ on }) => on)
    .sort()
    .at(-1);
  if (last === undefined || receipts.length < stands.size - 1) return { state: 'given', given };
  return { state: 'received', given, receipts, effect: daysAfter(last, NOTICE_DAYS) };
}
