import type { Json } from '../crypto/canonical.ts';
import type { Author, ChangedRecords, RecordHost } from '../replica/door.ts';
import type { Field } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import type { RecordView } from '../replica/records.ts';
import { acknowledgementFields, SEEN_LIMITS, type Seen } from '../schema/roster.ts';
import type { Standing } from '../replica/deletion.ts';
import { firstValue } from '../replica/field.ts';
import { RosterRefused } from './roster-refused.ts';
import type { RosterRegister } from './roster.ts';
import { hashOf, ROSTER_FIELDS, spelt, wordsOf, type RosterNoun, type RosterRecord } from './roster-words.ts';
import { Sides } from './sides.ts';

/** A field as it was when it was acknowledged, or as it is now. */
export type FieldWords =
  | { readonly state: 'unset' }
  | { readonly state: 'said'; readonly value: Json }
  /** It was acknowledged, but too long to be kept twice. */
  | { readonly state: 'not kept' };

export interface FieldChange {
  /** Name of the field; `deleted` for the record itself. */
  readonly field: string;
  readonly before: FieldWords;
  readonly now: FieldWords;
}

/** Whether a body has acknowledged a record of the other side's roster as it stands. */
export type Acknowledgement =
  | { readonly state: 'never acknowledged' }
  | { readonly state: 'acknowledged'; readonly by: Author | null; readonly at: number | null }
  | {
      readonly state: 'changed since';
      readonly by: Author | null;
      readonly at: number | null;
      readonly changes: readonly FieldChange[];
    };

/** A record of the other side that waits to be acknowledged. */
export interface Pending {
  readonly record: string;
  readonly noun: RosterNoun;
  /** The seat it is about; null for an agency. */
  readonly seat: string | null;
  /** Of what stands there now: what {@link RosterAcknowledgements.acknowledge} is told was on the screen. */
  readonly hash: string;
  readonly acknowledgement: Exclude<Acknowledgement, { state: 'acknowledged' }>;
}

/** What was on the screen. */
export interface SeenRecord {
  readonly record: string;
  readonly hash: string;
}

interface View {
  readonly id: string;
  readonly body: string;
  readonly standing: Standing;
  readonly order: string;
  readonly of: string | null;
  readonly seen: Field<readonly Seen[]>;
}

interface Word {
  readonly id: string;
  readonly seen: Seen;
  readonly by: Author | null;
  readonly at: number | null;
}

const viewOf = (view: RecordView<typeof acknowledgementFields>, body: string): View => ({
  id: view.id,
  body,
  standing: view.standing,
  order: '',
  of: firstValue(view.field('of')),
  seen: view.field('seen'),
});

/**
 * What each body has acknowledged of the others' rosters. Every acknowledgement is a record written once, which names for
 * every record the acknowledgements it had seen and replaces: so two devices of one Party that acknowledge apart both count,
 * and no clock decides which was the last.
 */
export class RosterAcknowledgements {
  static readonly OWNED = ['acknowledgements'] as const;

  readonly #host: RecordHost;
  readonly #roster: RosterRegister;
  readonly #views: Sides<typeof acknowledgementFields, View>;
  /** By acknowledging body, then record: the words nobody has replaced. */
  readonly #heads = new Map<string, ReadonlyMap<string, readonly Word[]>>();
  readonly #pending = new Map<string, readonly Pending[]>();
  readonly #listeners = new Listeners();

  constructor(host: RecordHost, roster: RosterRegister) {
    this.#host = host;
    this.#roster = roster;
    this.#views = new Sides(host, 'acknowledgements', roster.bodies, acknowledgementFields, viewOf);
    const changed = (records: ChangedRecords): void => {
      this.#drop(records);
      this.#listeners.tell();
    };
    host.observe((records) => {
      if (this.#views.touches(records)) changed(records);
    });
    roster.observe(changed);
  }

  /** Whether a body (left out: this device's) has acknowledged a record as it stands. A record not there: never. */
  of(record: string, by: string = this.#host.me.body): Acknowledgement {
    const found = this.#record(record);
    return found === null ? { state: 'never acknowledged' } : this.#state(found, by);
  }

  /**
   * Records of a body's side that another body (left out: this device's) has not acknowledged as they stand: agencies, seats,
   * appointments, each in order. What came and went unseen is not among them. The same array until something changes.
   */
  pending(of: string, by: string = this.#host.me.body): readonly Pending[] {
    const key = `${by} ${of}`;
    const kept = this.#pending.get(key);
    if (kept !== undefined) return kept;
    const list = of === by ? [] : this.#recordsOf(of).flatMap((record) => this.#pendingOf(record, by) ?? []);
    this.#pending.set(key, list);
    return list;
  }

  /**
   * Acknowledges exactly what was on the screen: all of {@link pending}, or some. Throws {@link RosterRefused} 'changed
   * meanwhile' (nothing is written then) and 'own side', and `WriteRefused`. What is acknowledged already is not said again.
   */
  acknowledge(of: string, seen: readonly SeenRecord[]): void {
    const me = this.#host.me.body;
    if (of === me) throw new RosterRefused('own side');
    const found = seen.map(({ record, hash }) => {
      const one = this.#record(record);
      if (one === null || one.view.body !== of || wordsOf(one).hash !== hash)
        throw new RosterRefused('changed meanwhile', record);
      return one;
    });
    const news = [...new Map(found.map((one) => [one.view.id, one])).values()].filter(
      (one) => this.#state(one, me).state !== 'acknowledged',
    );
    for (const part of inParts(news.map((one) => this.#seenOf(one, me)))) {
      const id = this.#views.mine.add({ of, seen: part }, {});
      this.#drop(new Set([id]));
    }
  }

  /** Called after every change of a roster or of what is acknowledged of it. Returns its end. */
  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  #pendingOf(record: RosterRecord, by: string): Pending | null {
    const acknowledgement = this.#state(record, by);
    const { noun, view } = record;
    if (acknowledgement.state === 'acknowledged') return null;
    if (acknowledgement.state === 'never acknowledged' && view.standing.state === 'deleted') return null;
    const seat = noun === 'seat' ? view.id : noun === 'appointment' ? firstValue(view.seat) : null;
    return { record: view.id, noun, seat, hash: wordsOf(record).hash, acknowledgement };
  }

  #state(record: RosterRecord, by: string): Acknowledgement {
    const words = this.#headsOf(by).get(record.view.id) ?? [];
    const last = words.at(-1);
    if (last === undefined) return { state: 'never acknowledged' };
    const { hash } = wordsOf(record);
    // Of words said apart by two devices, one on exactly what stands there is the Party's.
    const same = words.find((word) => word.seen.hash === hash);
    if (same !== undefined) return { state: 'acknowledged', by: same.by, at: same.at };
    return { state: 'changed since', by: last.by, at: last.at, changes: changesOf(last.seen, record) };
  }

  #seenOf(record: RosterRecord, by: string): Seen {
    const { fields, hash } = wordsOf(record);
    const replaced = (this.#headsOf(by).get(record.view.id) ?? []).map(({ id }) => id);
    const kept = [...fields].map(([name, value]): Seen['kept'][number] => {
      const text = spelt(value);
      return text.length > SEEN_LIMITS.kept ? [name, null, hashOf(value)] : [name, text, null];
    });
    return { record: record.view.id, hash, after: replaced.slice(-64), kept };
  }

  #headsOf(by: string): ReadonlyMap<string, readonly Word[]> {
    const kept = this.#heads.get(by);
    if (kept !== undefined) return kept;
    const words = this.#views
      .standing(by)
      .flatMap(({ id, seen }): Word[] =>
        seen.state === 'one' ? seen.value.map((one) => ({ id, seen: one, by: seen.by, at: seen.at })) : [],
      );
    const heads = new Map<string, readonly Word[]>();
    for (const [record, said] of Map.groupBy(words, (word) => word.seen.record)) {
      const replaced = new Set(said.flatMap((word) => word.seen.after));
      const last = said.filter(({ id }) => !replaced.has(id));
      heads.set(
        record,
        last.sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.id < b.id ? -1 : 1)),
      );
    }
    this.#heads.set(by, heads);
    return heads;
  }

  #record(id: string): RosterRecord | null {
    const agency = this.#roster.agency(id);
    if (agency !== null) return { noun: 'agency', view: agency };
    const seat = this.#roster.seat(id);
    if (seat !== null) return { noun: 'seat', view: seat };
    const appointment = this.#roster.appointment(id);
    return appointment === null ? null : { noun: 'appointment', view: appointment };
  }

  #recordsOf(body: string): RosterRecord[] {
    const { agencies, seats, appointments } = this.#roster.records(body);
    return [
      ...agencies.map((view): RosterRecord => ({ noun: 'agency', view })),
      ...seats.map((view): RosterRecord => ({ noun: 'seat', view })),
      ...appointments.map((view): RosterRecord => ({ noun: 'appointment', view })),
    ];
  }

  #drop(records: ChangedRecords): void {
    this.#views.drop(records);
    this.#heads.clear();
    this.#pending.clear();
  }
}

function changesOf({ kept }: Seen, record: RosterRecord): FieldChange[] {
  const { fields } = wordsOf(record);
  const before = new Map(kept.map(([name, text, hash]) => [name, { text, hash }] as const));
  const ordered = [...ROSTER_FIELDS[record.noun], ...before.keys(), ...fields.keys()];
  return [...new Set<string>(ordered)].flatMap((field) => {
    const then = before.get(field);
    const value = fields.get(field);
    if (then === undefined && value === undefined) return [];
    const isSame =
      then !== undefined &&
      value !== undefined &&
      (then.text === null ? then.hash === hashOf(value) : then.text === spelt(value));
    if (isSame) return [];
    const now: FieldWords = value === undefined ? { state: 'unset' } : { state: 'said', value };
    return [{ field, before: then === undefined ? { state: 'unset' } : read(then.text), now }];
  });
}

/** Another's bytes: what is no JSON is as good as not kept. */
function read(text: string | null): FieldWords {
  if (text === null) return { state: 'not kept' };
  try {
    return { state: 'said', value: JSON.parse(text) as Json };
  } catch {
    return { state: 'not kept' };
  }
}

const lettersOf = (seen: Seen): number => JSON.stringify(seen).length;

/** Parts that each fit into one record, and one entry. */
function inParts(all: readonly Seen[]): Seen[][] {
  const parts: Seen[][] = [];
  let letters = 0;
  for (const one of all) {
    const part = parts.at(-1);
    letters += lettersOf(one);
    if (part === undefined || part.length >= SEEN_LIMITS.records || letters > SEEN_LIMITS.letters) {
      parts.push([one]);
      letters = lettersOf(one);
    } else part.push(one);
  }
  return parts;
}
