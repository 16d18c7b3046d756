import { clauseHistory, type ClauseHistory, type ClauseVersion } from '../registers/clause-history.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { LANGUAGES, type Language } from '../schema/articles.ts';
import { Coalesced } from './coalesced.ts';

/** The history of one provision, and two of its wordings beside each other. */
export class ClauseHistoryPage {
  history = $state.raw<ClauseHistory>() as ClauseHistory;
  now = $state(0);
  language = $state<Language>('en');
  /** Keys of the wordings chosen; null: the last two. */
  #from = $state<string | null>(null);
  #to = $state<string | null>(null);
  readonly #read: () => void;
  readonly #soon = new Coalesced(() => this.#read());
  readonly #ends: (() => void)[];

  constructor(workspace: Workspace, instrument: string, provision: string) {
    const { joint, host } = workspace;
    this.#read = () => {
      this.history = clauseHistory(joint, instrument, provision);
      this.now = host.now();
    };
    this.#read();
    this.#ends = [joint.articles.observe(this.#soon.soon), joint.translations.observe(this.#soon.soon)];
  }

  /** Languages in which there is anything to compare. */
  readonly languages: readonly Language[] = $derived(
    LANGUAGES.filter((language) => this.history.versions.some((version) => version.language === language)),
  );
  readonly versions: readonly ClauseVersion[] = $derived(
    this.history.versions.filter(({ language }) => language === this.language),
  );
  readonly to: ClauseVersion | null = $derived(
    this.versions.find(({ key }) => key === this.#to) ?? this.versions.at(-1) ?? null,
  );
  readonly from: ClauseVersion | null = $derived(
    this.versions.find(({ key }) => key === this.#from) ?? this.versions.at(-2) ?? null,
  );

  choose(which: 'from' | 'to', key: string): void {
    if (which === 'from') this.#from = key;
    else this.#to = key;
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#soon.close();
  }
}
