import * as Y from 'yjs';
import type { z } from 'zod';
import type { Json } from '../crypto/canonical.ts';
import { standingOf, writeDeleted, type Standing } from './deletion.ts';
import { MAX_TEXT, newDraft, readDraft, rewriteDraft, type Draft, type DraftStep } from './draft.ts';
import { WriteRefused, type RecordHost, type Whereabouts } from './door.ts';
import { readField, sameValue, writeField, type Field, type Reader } from './field.ts';

export type Problem = 'too long' | 'invalid' | 'missing';

/** A value that this register does not take. Audience: whoever filled in the field. */
export class BadValue extends Error {
  override readonly name = 'BadValue';
  readonly field: string;
  readonly problem: Problem;
  constructor(field: string, problem: Problem) {
    super(`${field}: ${problem}`);
    this.field = field;
    this.problem = problem;
  }
}

export type Schemas = Readonly<Record<string, z.ZodType>>;

/** Values by field; one left out or undefined stays as it is. */
export type Values<S extends Schemas> = { readonly [K in keyof S & string]?: z.infer<S[K]> };

/** One record as it stands at the moment of reading. */
export interface RecordView<S extends Schemas> {
  readonly id: string;
  readonly standing: Standing;
  /** Read anew at every access. */
  readonly where: Whereabouts;
  field<K extends keyof S & string>(name: K): Field<z.infer<S[K]>>;
  draft(name: string): Draft;
}

/**
 * The records of one register: a root Y.Map `id → record`, a record being a flat Y.Map with one key per field and writing
 * device (`timeframe@1-3`) and its drafts as Y.Text under plain keys. Flat on purpose: a map per field doubles the memory
 * (design 2). Records are never removed; deleting is a field.
 */
export class Records<S extends Schemas> {
  readonly #host: RecordHost;
  readonly #root: string;
  readonly #schemas: S;
  readonly #owner: string | null;

  /** `owner`: the only body that may write here (see roots); null: every writer. */
  constructor(host: RecordHost, root: string, schemas: S, owner: string | null = null) {
    this.#host = host;
    this.#root = root;
    this.#schemas = schemas;
    this.#owner = owner;
  }

  #map(): Y.Map<unknown> {
    return this.#host.doc.getMap(this.#root);
  }

  #record(id: string): Y.Map<unknown> | null {
    const record = this.#map().get(id);
    return record instanceof Y.Map ? (record as Y.Map<unknown>) : null;
  }

  /** Ids of all records, deleted ones included, in no order. */
  ids(): string[] {
    return [...this.#map().keys()].filter((id) => this.has(id));
  }

  has(id: string): boolean {
    return this.#record(id) !== null;
  }

  /** Null when there is no such record. */
  view(id: string): RecordView<S> | null {
    const record = this.#record(id);
    if (record === null) return null;
    const host = this.#host;
    return {
      id,
      standing: standingOf(record, host),
      get where() {
        return host.whereIs(id);
      },
      field: (name) => readField(record, name, this.#reader(name), host),
      draft: (name) => readDraft(record.get(name), host),
    };
  }

  /** Creates a record; gives its id, a new one unless given. Throws {@link BadValue} and `WriteRefused`. */
  add(fields: Values<S>, drafts: Readonly<Record<string, string>>, id: string = this.#host.newId()): string {
    const values = this.#checked(fields);
    for (const [name, content] of Object.entries(drafts))
      if (content.length > MAX_TEXT) throw new BadValue(name, 'too long');
    this.#change(() => {
      const record = new Y.Map<unknown>();
      this.#map().set(id, record);
      for (const [name, content] of Object.entries(drafts)) record.set(name, newDraft(content));
      for (const [name, value] of values) writeField(record, name, value, this.#host.writer);
    });
    return id;
  }

  /**
   * Sets fields of a record in one change. What a field says already, and says alone, is not said again: nobody has changed
   * anything. Throws {@link BadValue} (field `record`: no such record) and `WriteRefused`.
   */
  set(id: string, fields: Values<S>): void {
    const record = this.#existing(id);
    const values = this.#checked(fields).filter(([name, value]) => {
      const field = readField(record, name, this.#reader(name), this.#host);
      return field.state !== 'one' || !sameValue(field.value, value);
    });
    if (values.length === 0) return;
    this.#change(() => {
      for (const [name, value] of values) writeField(record, name, value, this.#host.writer);
    });
  }

  /**
   * Makes a draft of a record read otherwise. `stepsFrom` is asked for the way from the words that stand in it now. Throws as
   * {@link set}; {@link BadValue} with the draft's name when it is missing or not a text, or would become too long.
   */
  rewrite(id: string, name: string, stepsFrom: (now: string) => readonly DraftStep[]): void {
    const { text } = readDraft(this.#existing(id).get(name), this.#host);
    if (text === null) throw new BadValue(name, 'missing');
    const steps = stepsFrom(text.toString());
    const length = steps.reduce((sum, step) => sum + (step.kind === 'gone' ? 0 : step.text.length), 0);
    if (length > MAX_TEXT) throw new BadValue(name, 'too long');
    if (steps.every(({ kind }) => kind === 'same')) return;
    this.#change(() => rewriteDraft(text, steps));
  }

  /** Deletes a record, having seen all this device sees of it. Throws as {@link set}. */
  delete(id: string): void {
    const record = this.#existing(id);
    this.#change(() => writeDeleted(record, true, this.#host.writer));
  }

  /** Brings a record back. Throws as {@link set}. */
  restore(id: string): void {
    const record = this.#existing(id);
    this.#change(() => writeDeleted(record, false, this.#host.writer));
  }

  #change(act: () => void): void {
    if (this.#owner !== null && this.#owner !== this.#host.me.body) throw new WriteRefused('not the owner');
    if (!this.#host.mayWrite(this.#root)) throw new WriteRefused('outside the role');
    this.#host.change(act);
  }

  #existing(id: string): Y.Map<unknown> {
    const record = this.#record(id);
    if (record === null) throw new BadValue('record', 'missing');
    return record;
  }

  #reader<K extends keyof S & string>(name: K): Reader<z.infer<S[K]>> {
    const schema = this.#schemas[name];
    return (value) => {
      const result = schema?.safeParse(value);
      return result?.success === true ? (result.data as z.infer<S[K]>) : undefined;
    };
  }

  #checked(fields: Values<S>): (readonly [string, Json])[] {
    return Object.entries(fields).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const result = this.#schemas[name]?.safeParse(value);
      if (result === undefined) throw new BadValue(name, 'invalid');
      if (!result.success) throw new BadValue(name, problemOf(result.error.issues[0]?.code));
      return [[name, result.data as Json] as const];
    });
  }
}

const problemOf = (code: string | undefined): Problem =>
  code === 'too_big' ? 'too long' : code === 'too_small' ? 'missing' : 'invalid';
