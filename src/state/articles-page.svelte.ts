import type { Instrument, ProposalView } from '../registers/articles.ts';
import type { InstrumentText } from '../registers/instrument-text.ts';
import { writesTexts, type Workspace } from '../registers/workspace-types.ts';
import { LANGUAGES, type Language } from '../schema/articles.ts';
import { language } from '../texts/language.ts';
import { actFailure } from '../texts/problems.ts';
import { waitsFor } from './articles-answers.ts';
import { indexed, kept, layOut, type Layout } from './articles-layout.ts';
import { Coalesced } from './coalesced.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What of the proposals is in sight: `waiting` are those my Party has not answered as they read now. */
export type ArticlesFilter = 'all' | 'open' | 'waiting' | 'agreed';

/** The same matters as a text to read, or as a table by the points of the minutes. */
export type ArticlesView = 'text' | 'ledger';

/**
 * The articles: which instrument is in sight, its agreed text, the proposals to change it, and what is marked.
 *
 * For parts of the page: read `instrumentId`, `instrument` (its titles), `text` (null until there is an instrument),
 * `proposals`, `now` (Unix ms, renewed with every change), `languages` (in which wordings are shown; where a wording has none of them it is shown in English) and
 * `marked` (the record the address points at); act through `workspace.joint` inside `try`, which tells the user what was
 * refused; `go` shows and marks a provision or proposal; `inspect` opens the inspector on a proposal. `mayWrite` allows to
 * table and to draft, `maySign` to answer for one's Party (a partner never does). `beat` moves on whenever relays or Parties
 * may have: read it where whereabouts are shown.
 */
export class ArticlesPage {
  readonly workspace: Workspace;
  readonly toasts: Toasts;
  /** Address of the workspace: `#/sample/…/KH`. */
  readonly base: string;
  instruments = $state.raw<readonly Instrument[]>([]);
  instrumentId = $state<string | null>(null);
  text = $state.raw<InstrumentText | null>(null);
  proposals = $state.raw<readonly ProposalView[]>([]);
  now = $state(0);
  beat = $state(0);
  view = $state<ArticlesView>('text');
  filter = $state<ArticlesFilter>('all');
  /** Chosen by the reader; before that the page is in the language it is read in. */
  #chosen = $state.raw<readonly Language[] | null>(null);
  readonly languages: readonly Language[] = $derived(this.#chosen ?? [language()]);
  /** Record the address points at. */
  marked = $state<string | null>(null);
  /** Moves on with every pointing, so that the same place can be pointed at twice. */
  pointed = $state(0);
  /** Proposal in the inspector. */
  inspected = $state<string | null>(null);
  readonly mayWrite: boolean;
  readonly maySign: boolean;
  readonly #ends: (() => void)[];
  readonly #records = new Coalesced(() => this.#read(), 50);
  readonly #status = new Coalesced(() => this.#readStatus(), 150);

  constructor(workspace: Workspace, toasts: Toasts, base: string) {
    this.workspace = workspace;
    this.toasts = toasts;
    this.base = base;
    const { me, bodies } = workspace;
    this.mayWrite = writesTexts(me.role);
    this.party = bodies.some(({ id, kind }) => id === me.body && kind === 'party') ? me.body : null;
    this.maySign = workspace.maySign && this.party !== null;
    this.#read();
    this.#readStatus();
    const { articles, translations } = workspace.joint;
    this.#ends = [
      articles.observe(this.#records.soon),
      translations.observe(this.#status.soon),
      workspace.observe(this.#status.soon),
    ];
  }

  readonly instrument: Instrument | null = $derived(
    this.instruments.find(({ id }) => id === this.instrumentId) ?? null,
  );
  readonly byId: ReadonlyMap<string, ProposalView> = $derived(indexed(this.proposals));
  /** My Party; null for a partner, whom nothing waits for. */
  readonly party: string | null;
  readonly waiting: readonly ProposalView[] = $derived(
    this.proposals.filter((view) => this.party !== null && waitsFor(view, this.party)),
  );
  readonly open: readonly ProposalView[] = $derived(this.proposals.filter((view) => view.open));
  readonly layout: Layout | null = $derived(
    this.text === null
      ? null
      : layOut(this.text, this.proposals, (view) => this.#shows(view), this.filter === 'all'),
  );
  /** What the ledger shows. */
  readonly listed: readonly ProposalView[] = $derived(this.proposals.filter((view) => this.#shows(view)));

  /** The register gives the same objects until something changes. */
  #read(): void {
    const { articles } = this.workspace.joint;
    this.instruments = articles.instruments();
    if (!this.instruments.some(({ id }) => id === this.instrumentId))
      this.instrumentId = this.instruments[0]?.id ?? null;
    const id = this.instrumentId;
    this.text = id === null ? null : articles.text(id);
    this.proposals = kept(this.proposals, id === null ? [] : articles.proposals(id));
    if (this.inspected !== null && !this.byId.has(this.inspected)) this.inspected = null;
    this.#readStatus();
  }

  #readStatus(): void {
    this.now = this.workspace.host.now();
    this.beat++;
  }

  #shows(view: ProposalView): boolean {
    switch (this.filter) {
      case 'all':
        return true;
      case 'open':
        return view.open;
      case 'waiting':
        return this.party !== null && waitsFor(view, this.party);
      case 'agreed':
        return !view.open;
    }
  }

  choose(instrument: string): void {
    this.instrumentId = instrument;
    this.inspected = null;
    this.#read();
  }

  /** Whether it went well; if not, the user has been told. What it changed is in sight at once. */
  try(act: () => void): boolean {
    try {
      act();
      this.#read();
      return true;
    } catch (error) {
      this.toasts.say(() => actFailure(error));
      return false;
    }
  }

  /** Shows and marks a provision or proposal; the address says so, too. */
  go(id: string): void {
    const hash = this.addressOf(id);
    if (location.hash === hash) this.point(id);
    else location.hash = hash;
  }

  /** For links: where a provision or proposal is. */
  addressOf(id: string): string {
    return `${this.base}/articles/${encodeURIComponent(id)}`;
  }

  /** A link to where the address points already was followed: the browser itself does nothing then. */
  again(id: string): void {
    if (location.hash === this.addressOf(id)) this.point(id);
  }

  /** The address points at a record, or at none. */
  point(id: string | null): void {
    this.marked = id;
    if (id === null) return;
    this.view = 'text';
    this.pointed++;
  }

  inspect(proposal: string | null): void {
    this.inspected = proposal;
    this.workspace.place(proposal);
  }

  /** Shows a language or takes it away; one always stays. */
  toggle(one: Language): void {
    const on = this.languages.includes(one);
    const left = LANGUAGES.filter((other) => (other === one ? !on : this.languages.includes(other)));
    if (left.length > 0) this.#chosen = left;
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#records.close();
    this.#status.close();
    this.workspace.place(null);
  }
}
