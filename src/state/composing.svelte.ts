import type { Composed } from '../registers/compose.ts';
import { DraftRegister, type DraftProposal, type WrittenKind } from '../registers/drafts.ts';
import { contentHash } from '../registers/endorsement.ts';
import type { InstrumentText } from '../registers/instrument-text.ts';
import { writesTexts, type Present, type Workspace } from '../registers/workspace-types.ts';
import type { RecordHost } from '../replica/door.ts';
import { firstValue } from '../replica/field.ts';
import { proposal as proposalSchema, type DraftFields, type Proposal } from '../schema/articles.ts';
import type { EndorsementContent } from '../schema/endorsement.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { Coalesced } from './coalesced.ts';
import type { Toasts } from './toasts.svelte.ts';

/** Who sees a draft: one's own delegation, or everybody here. */
export type DraftSpace = 'own' | 'joint';

/** A draft with the space it is written in. */
export interface OpenDraft {
  readonly draft: DraftProposal;
  readonly register: DraftRegister;
  readonly space: DraftSpace;
}

/** What is put before the Parties, and the name of exactly these words. */
export interface Offered {
  readonly content: Proposal;
  readonly hash: string;
}

export interface TableWish {
  /** Proposal of which this is another text; null for a new one. */
  readonly of: string | null;
  readonly point: string;
  /** Set when my Party agrees in the same act. */
  readonly agree: { readonly mandate: string | undefined } | null;
}

const samePeople = (a: readonly Present[], b: readonly Present[]): boolean =>
  a.length === b.length && a.every((one, i) => one.key === b[i]?.key && one.mode === b[i].mode);

/**
 * Writing proposals and translations on the instrument in sight: what is drafted and where, what is put before the Parties,
 * and who else is at it. One for a page; everything in views/articles/compose and views/articles/translation needs only it.
 */
export class Composer {
  readonly workspace: Workspace;
  readonly mayWrite: boolean;
  readonly maySign: boolean;
  /** My delegation's own drafts; null for partners, and until the space opens by itself. */
  own = $state.raw<DraftRegister | null>(null);
  /** Where drafts are begun; without a space of one's own always with everybody. */
  wish = $state<DraftSpace>('own');
  /** The draft begun on this page just now: its editor takes the focus. */
  begun = $state<string | null>(null);
  now = $state(0);
  /** Moves on whenever drafts, texts or translations may have. */
  beat = $state(0);
  /** Moves on whenever people came, went or moved. */
  stir = $state(0);
  readonly #instrument: () => string;
  readonly #toasts: Toasts;
  readonly #read = new Coalesced(() => this.#again(), 40);
  readonly #people = new Coalesced(() => this.stir++, 150);
  readonly #ends: (() => void)[];
  #endOwn: () => void = () => {};
  /** Last answer to who is at a record, so that rows stay as they are while nobody moves. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- told by `stir`
  readonly #seen = new Map<string, readonly Present[]>();

  /** `instrument`: id of the one in sight, empty while there is none; read anew each time. */
  constructor(workspace: Workspace, toasts: Toasts, instrument: () => string) {
    this.workspace = workspace;
    this.#toasts = toasts;
    this.#instrument = instrument;
    const { me, bodies, host } = workspace;
    this.mayWrite = writesTexts(me.role);
    this.maySign = workspace.maySign && bodies.some(({ id, kind }) => id === me.body && kind === 'party');
    this.now = host.now();
    this.#openOwn();
    this.#ends = [
      host.observe(this.#read.soon),
      workspace.observe(() => {
        this.#openOwn();
        this.#people.soon();
      }),
    ];
  }

  readonly instrument: string = $derived.by(() => this.#instrument());
  /** The agreed text; null while there is no instrument. The same object until something is agreed. */
  readonly text: InstrumentText | null = $derived.by(() => {
    void this.beat;
    return this.instrument === '' ? null : this.workspace.joint.articles.text(this.instrument);
  });
  /** Those of my delegation first. */
  readonly drafts: readonly OpenDraft[] = $derived.by(() => {
    void this.beat;
    const of = (register: DraftRegister, space: DraftSpace): OpenDraft[] =>
      register.list(this.instrument).map((draft) => ({ draft, register, space }));
    return [...(this.own === null ? [] : of(this.own, 'own')), ...of(this.workspace.joint.drafts, 'joint')];
  });
  /** Where a draft begun now goes. */
  readonly space: DraftSpace = $derived(this.own === null ? 'joint' : this.wish);

  /** The own space may open long after the page did. */
  #openOwn(): void {
    const { own } = this.workspace;
    if (own === (this.own?.host ?? null)) return;
    this.#endOwn();
    this.own = own === null ? null : new DraftRegister(own);
    this.#endOwn = own?.observe(this.#read.soon) ?? (() => {});
  }

  #again(): void {
    this.now = this.workspace.host.now();
    this.beat++;
  }

  /** Whether it went well; if not, the user has been told. What it changed is in sight at once. */
  try(act: () => void): boolean {
    try {
      act();
      this.#again();
      return true;
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
      return false;
    }
  }

  newId(): string {
    return this.workspace.joint.articles.newId();
  }

  /** What would be put before the Parties. Throws `ZodError` when a part of it is too long. */
  offered(composed: Composed | Proposal, summary: string): Offered {
    const content = proposalSchema.parse({ instrument: this.instrument, summary, ...composed });
    return { content, hash: contentHash(content as EndorsementContent) };
  }

  /** Puts words before the Parties: fixed from now on. Whether it went well. */
  table(content: Proposal, { of, point, agree }: TableWish): boolean {
    const { articles } = this.workspace.joint;
    const about = agree === null ? {} : { agree: true, mandate: agree.mandate };
    return this.try(() => {
      if (of === null) articles.table(content, { ...about, point: point.trim() });
      else articles.retable(of, content, about);
      this.#toasts.say(() => (agree === null ? m.write_tabled() : m.write_tabled_agreed()));
    });
  }

  /** Begins a draft; its editor opens where the drafts are. */
  begin(
    kind: WrittenKind,
    fields: Partial<DraftFields>,
    texts: { readonly text: string; readonly second?: string },
  ): void {
    const register = this.space === 'own' && this.own !== null ? this.own : this.workspace.joint.drafts;
    this.try(() => {
      this.begun = register.begin({ ...fields, instrument: this.instrument, kind }, texts);
      this.#toasts.say(() => (register === this.own ? m.write_begun_own() : m.write_begun_joint()));
    });
  }

  setDraft({ draft, register }: OpenDraft, fields: Partial<DraftFields>): boolean {
    return this.try(() => register.set(draft.id, fields));
  }

  /** Puts a draft's words before the Parties, and takes it from the drafts. Whether it went well. */
  tableDraft({ draft, register }: OpenDraft, content: Proposal, agree: TableWish['agree']): boolean {
    const point = firstValue(draft.fields.point) ?? '';
    return this.table(content, { of: null, point, agree }) && this.try(() => void register.end(draft.id));
  }

  /** Sets a draft aside; the words after it offer to bring it back. */
  setAside({ draft, register }: OpenDraft): void {
    this.try(() => {
      const undo = register.end(draft.id);
      this.#toasts.say(
        () => m.write_aside_toast(),
        () => void this.try(undo),
      );
    });
  }

  keep({ draft, register }: OpenDraft): void {
    this.try(() => register.restore(draft.id));
  }

  /** Shows a draft of one's own to everybody here: its words go into the joint space, where all may write along. */
  share({ draft, register }: OpenDraft): boolean {
    const { fields, text, second } = draft;
    return this.try(() => {
      const words = Object.fromEntries(
        Object.entries(fields).map(([name, field]) => [name, firstValue<unknown>(field) ?? undefined]),
      ) as Partial<DraftFields>;
      const kind = (words.kind ?? 'replace') as WrittenKind;
      this.workspace.joint.drafts.begin(
        { ...words, instrument: this.instrument, kind },
        { text: text.toString(), second: second.toString() },
      );
      register.end(draft.id);
      this.#toasts.say(() => m.write_shared());
    });
  }

  /** Says which record this person is at, to those of its space. */
  place(record: string | null, host: RecordHost = this.workspace.host): void {
    this.workspace.place(record, host);
  }

  /** Others who are at a record now. */
  at(record: string, host: RecordHost): readonly Present[] {
    void this.stir;
    const now = this.workspace.people(host).filter(({ me, place }) => !me && place === record);
    const before = this.#seen.get(record) ?? [];
    if (samePeople(before, now)) return before;
    this.#seen.set(record, now);
    return now;
  }

  say(words: () => string): void {
    this.#toasts.say(words);
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#endOwn();
    this.#read.close();
    this.#people.close();
    this.workspace.place(null);
  }
}
