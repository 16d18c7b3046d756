import type { EndorsementHost } from '../replica/door.ts';
import { firstValue } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import { byPlace, orderBetween } from '../replica/order.ts';
import { BadValue, Records } from '../replica/records.ts';
import {
  instrumentFields,
  proposal as proposalSchema,
  proposalFields,
  type Proposal,
} from '../schema/articles.ts';
import type { Decision, EndorsementContent } from '../schema/endorsement.ts';
import { EndorseRefused, ready, type AgreementRegister } from './agreement.ts';
import type { Instrument, ProposalView } from './articles-types.ts';
import { viewInThree } from './in-three.ts';
import { textFrom, type Adopted, type InstrumentText } from './instrument-text.ts';
import { besideEachOther, proposalView } from './proposal-view.ts';

export type { Instrument, Offer, ProposalView } from './articles-types.ts';

/** The instruments of a workspace, their agreed text, and the proposals to change it. */
export class ArticlesRegister {
  static readonly ROOTS = ['instruments', 'proposals'] as const;

  readonly #host: EndorsementHost;
  readonly #agreement: AgreementRegister;
  readonly #instruments: Records<typeof instrumentFields>;
  readonly #proposals: Records<typeof proposalFields>;
  readonly #texts = new Map<string, InstrumentText>();
  readonly #views = new Map<string, readonly ProposalView[]>();
  readonly #listeners = new Listeners();

  constructor(host: EndorsementHost, agreement: AgreementRegister) {
    this.#host = host;
    this.#agreement = agreement;
    this.#instruments = new Records(host, 'instruments', instrumentFields);
    this.#proposals = new Records(host, 'proposals', proposalFields);
    host.observe((records) => {
      const ours = (id: string) => this.#proposals.has(id) || this.#instruments.has(id);
      if (records !== null && ![...records].some(ours)) return;
      this.#drop();
      this.#listeners.tell();
    });
  }

  /** In order. */
  instruments(): readonly Instrument[] {
    return this.#instruments
      .ids()
      .flatMap((id): Instrument[] => {
        const view = this.#instruments.view(id);
        if (view === null) return [];
        const order = firstValue(view.field('order')) ?? '';
        return [{ id, ...viewInThree(view, 'title'), order }];
      })
      .sort(byPlace);
  }

  /** Opens a new instrument without a text; gives its id. Throws `BadValue` and `WriteRefused`. */
  addInstrument(fields: {
    readonly title: string;
    readonly titleKm?: string;
    readonly titleTh?: string;
  }): string {
    const id = this.#host.newId();
    const all = this.instruments();
    this.#instruments.add({ ...fields, order: orderBetween(all, all.length - 1, id) }, {}, id);
    this.#drop();
    return id;
  }

  setInstrument(id: string, fields: { title?: string; titleKm?: string; titleTh?: string }): void {
    this.#instruments.set(id, fields);
    this.#drop();
  }

  /** The text as both Parties have agreed it so far. The same object until something is agreed. */
  text(instrument: string): InstrumentText {
    const kept = this.#texts.get(instrument);
    if (kept !== undefined) return kept;
    const adopted = this.#recordsOf(instrument).flatMap((id): Adopted[] =>
      this.#agreement
        .matter(id)
        .agreements.filter(
          ({ outcome, withdrawn, endorsements }) =>
            outcome === 'agreed' &&
            withdrawn.length === 0 &&
            endorsements.every(({ decision }) => decision.kind === 'agreed'),
        )
        .map((agreement) => ({ proposal: id, agreement })),
    );
    const text = textFrom(adopted.sort((a, b) => byAgreement(a) - byAgreement(b)));
    this.#texts.set(instrument, text);
    return text;
  }

  /** Proposals of an instrument, by their point of the minutes, then as they were put forward. */
  proposals(instrument: string): readonly ProposalView[] {
    const kept = this.#views.get(instrument);
    if (kept !== undefined) return kept;
    const text = this.text(instrument);
    const bare = this.#recordsOf(instrument).flatMap((id) => {
      const view = this.#proposals.view(id);
      return view === null ? [] : (proposalView(id, view, this.#agreement.matter(id), text) ?? []);
    });
    const views = besideEachOther(bare);
    this.#views.set(instrument, views);
    return views;
  }

  proposal(instrument: string, id: string): ProposalView | null {
    return this.proposals(instrument).find((view) => view.id === id) ?? null;
  }

  /**
   * Puts a proposal before the Parties: from now on these are fixed words. With `agree`, its author's Party agrees to them in
   * the same act. Gives the proposal's id. Throws `ZodError`, `WriteRefused`, `EndorseRefused`.
   */
  table(
    content: Proposal,
    about: { readonly point?: string; readonly agree?: boolean; readonly mandate?: string } = {},
  ): string {
    const checked = proposalSchema.parse(content);
    const { point, agree = false, mandate } = about;
    const id = this.#proposals.add(
      { instrument: checked.instrument, point: point === '' ? undefined : point },
      {},
    );
    this.#sign(id, checked, agree ? { kind: 'agreed' } : { kind: 'tabled' }, mandate);
    return id;
  }

  /** Puts another text of a proposal before the Parties: a counter-proposal, or the same brought up to date. */
  retable(
    id: string,
    content: Proposal,
    about: { readonly agree?: boolean; readonly mandate?: string } = {},
  ): void {
    if (!this.#proposals.has(id)) throw new BadValue('record', 'missing');
    const decision: Decision = about.agree === true ? { kind: 'agreed' } : { kind: 'tabled' };
    this.#sign(id, proposalSchema.parse(content), decision, about.mandate);
  }

  /**
   * A Party's word on exactly one text of a proposal, by its hash. Throws `EndorseRefused` `behind` when that begins from a
   * wording that was changed since, and what {@link AgreementRegister.endorse} throws.
   */
  answer(instrument: string, id: string, hash: string, decision: Decision, mandate?: string): void {
    const view = this.proposal(instrument, id);
    const offer = view?.offers.find((one) => one.hash === hash);
    const binds = decision.kind === 'agreed' || decision.kind === 'ad referendum';
    if (binds && view?.state.state !== 'ad referendum' && (offer?.behind.length ?? 0) > 0)
      throw new EndorseRefused('behind');
    this.#agreement.answer(id, hash, decision, mandate === undefined ? {} : { mandate });
    this.#drop();
  }

  /**
   * Takes a text off the table that this member's own body put there; it may be tabled again. Throws `EndorseRefused`
   * 'changed meanwhile' when another body did, or the text is unknown.
   */
  takeBack(id: string, hash: string): void {
    const { history } = this.#agreement.matter(id);
    const ours = history.some((word) => word.hash === hash && word.by.body === this.#host.me.body);
    if (!ours) throw new EndorseRefused('changed meanwhile');
    this.#agreement.answer(id, hash, { kind: 'withdrawn' });
    this.#drop();
  }

  /** Says which point of the minutes a proposal belongs to. */
  setPoint(id: string, point: string): void {
    this.#proposals.set(id, { point });
    this.#drop();
  }

  /** Called after every change of an instrument, a proposal or a word on one. Returns its end. */
  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  newId(): string {
    return this.#host.newId();
  }

  #sign(id: string, content: Proposal, decision: Decision, mandate: string | undefined): void {
    const signable = ready('proposal/1', content as EndorsementContent);
    const seen = signable.state === 'ready' ? signable.hash : '';
    this.#agreement.endorse({ record: id, signable, seen, decision, mandate });
    this.#drop();
  }

  #recordsOf(instrument: string): string[] {
    return this.#proposals.ids().filter((id) => {
      const field = this.#proposals.view(id)?.field('instrument');
      return field !== undefined && firstValue(field) === instrument;
    });
  }

  #drop(): void {
    this.#texts.clear();
    this.#views.clear();
  }
}

const byAgreement = ({ agreement }: Adopted): number =>
  Math.max(...agreement.endorsements.map(({ endorsement }) => endorsement.weight));
