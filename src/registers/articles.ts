import type { EndorsementHost, Whereabouts } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { byPlace, orderBetween } from '../replica/order.ts';
import { BadValue, Records } from '../replica/records.ts';
import {
  instrumentFields,
  proposal as proposalSchema,
  proposalFields,
  type Proposal,
  type ProposalKind,
} from '../schema/articles.ts';
import type { Decision, EndorsementContent } from '../schema/endorsement.ts';
import { EndorseRefused, ready, type AgreementRegister } from './agreement.ts';
import { stateOf, type AgreementState } from './agreement-state.ts';
import { viewInThree } from './in-three.ts';
import { behind, readProposal, textFrom, type Adopted, type InstrumentText } from './instrument-text.ts';
import type { Matter } from './matter.ts';

/** A legal text the Parties negotiate. */
export interface Instrument {
  readonly id: string;
  readonly title: Field<string>;
  readonly titleKm: Field<string>;
  readonly titleTh: Field<string>;
  readonly order: string;
}

/** A text of a proposal that lies before the Parties. */
export interface Offer {
  readonly hash: string;
  readonly content: Proposal;
  /** Who put it forward first, and when (Unix ms, claimed). */
  readonly by: Matter['versions'][number]['by'];
  readonly at: number;
  /** Provisions whose agreed wording has moved on since: it is brought up to date before anybody agrees to it. */
  readonly behind: readonly string[];
}

/** A proposal with everything said of it. */
export interface ProposalView {
  readonly id: string;
  /** By its first version. */
  readonly kind: ProposalKind;
  readonly point: Field<string>;
  readonly matter: Matter;
  readonly state: AgreementState;
  /** The newest text; several when they were put forward apart. Empty when no version can be read. */
  readonly offers: readonly Offer[];
  /** Provisions it touches, by any of its newest texts. */
  readonly touches: ReadonlySet<string>;
  /** Other open proposals that touch one of them. */
  readonly collides: readonly string[];
  /** Not yet agreed, kept or withdrawn. */
  readonly open: boolean;
  readonly where: Whereabouts;
}

const SETTLED: ReadonlySet<AgreementState['state']> = new Set(['agreed', 'kept', 'withdrawn', 'taken back']);

/** The instruments of a workspace, their agreed text, and the proposals to change it. */
export class ArticlesRegister {
  static readonly ROOTS = ['instruments', 'proposals'] as const;

  readonly #host: EndorsementHost;
  readonly #agreement: AgreementRegister;
  readonly #instruments: Records<typeof instrumentFields>;
  readonly #proposals: Records<typeof proposalFields>;
  readonly #texts = new Map<string, InstrumentText>();
  readonly #views = new Map<string, readonly ProposalView[]>();
  readonly #listeners = new Set<() => void>();

  constructor(host: EndorsementHost, agreement: AgreementRegister) {
    this.#host = host;
    this.#agreement = agreement;
    this.#instruments = new Records(host, 'instruments', instrumentFields);
    this.#proposals = new Records(host, 'proposals', proposalFields);
    host.observe((records) => {
      const ours = (id: string) => this.#proposals.has(id) || this.#instruments.has(id);
      if (records !== null && ![...records].some(ours)) return;
      this.#drop();
      for (const listener of this.#listeners) listener();
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
    const bare = this.#recordsOf(instrument).flatMap((id) => this.#bareView(id, text) ?? []);
    const open = bare.filter((view) => view.open);
    // By provision: comparing every two would take a tenth of a second at 1,000 proposals, after every change.
    const at = Map.groupBy(
      open.flatMap((view, rank) => [...view.touches].map((provision) => ({ provision, rank, id: view.id }))),
      ({ provision }) => provision,
    );
    const rivalsOf = ({ id, touches }: ProposalView): string[] => {
      const ranks = [...touches].flatMap((provision) => at.get(provision) ?? []);
      return [...new Set(ranks.sort((a, b) => a.rank - b.rank).map((rival) => rival.id))].filter(
        (rival) => rival !== id,
      );
    };
    const views = bare
      .map((view): ProposalView => ({
        ...view,
        get where() {
          return view.where;
        },
        collides: view.open ? rivalsOf(view) : [],
      }))
      .sort(
        (a, b) =>
          byPoint.compare(pointOf(a), pointOf(b)) ||
          (a.matter.history[0]?.endorsement.weight ?? 0) - (b.matter.history[0]?.endorsement.weight ?? 0),
      );
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
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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

  #bareView(id: string, text: InstrumentText): ProposalView | null {
    const view = this.#proposals.view(id);
    const matter = this.#agreement.matter(id);
    const first = matter.versions.map(readProposal).find((content) => content !== null);
    if (view === null || first === undefined) return null;
    const offers = matter.newest.flatMap((version): Offer[] => {
      const content = readProposal(version);
      if (content === null) return [];
      const { hash, by, at } = version;
      return [{ hash, content, by, at, behind: behind(content, text) }];
    });
    const state = stateOf(matter, offers[0]?.hash ?? null);
    const open = !SETTLED.has(state.state);
    return {
      id,
      kind: first.kind,
      point: view.field('point'),
      matter,
      state,
      // What is agreed has become the text: it is not behind itself.
      offers: open ? offers : offers.map((offer) => ({ ...offer, behind: [] })),
      touches: new Set(offers.flatMap(({ content }) => content.changes.map(({ provision }) => provision))),
      collides: [],
      open,
      get where() {
        return view.where;
      },
    };
  }

  #drop(): void {
    this.#texts.clear();
    this.#views.clear();
  }
}

/** 2.9 stands before 2.10. One for all: `localeCompare` makes its own each time. */
const byPoint = new Intl.Collator('en', { numeric: true });

const pointOf = ({ point }: ProposalView): string => firstValue(point) ?? '~';

const byAgreement = ({ agreement }: Adopted): number =>
  Math.max(...agreement.endorsements.map(({ endorsement }) => endorsement.weight));
