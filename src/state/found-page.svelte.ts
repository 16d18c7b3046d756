import { bodyId } from '../charter/genesis.ts';
import type { FoundingState } from '../charter/states.ts';
import { m } from '../texts/messages.ts';
import { joinFailure } from '../texts/problems.ts';
import type { App, FoundingAct, Named } from './app.ts';

/** A row of the form; `key` is the page's own. */
export interface NamedRow {
  readonly key: number;
  id: string;
  name: string;
}

/** Follows one founding, by whichever head of delegation. */
export class FoundingWatch {
  now = $state.raw<FoundingState>() as FoundingState;
  readonly #act: FoundingAct;
  readonly #end: () => void;

  constructor(act: FoundingAct) {
    this.#act = act;
    this.now = act.state;
    this.#end = act.observe(() => {
      this.now = act.state;
    });
  }

  confirm(): void {
    this.#act.confirm();
  }

  close(): void {
    this.#end();
    this.#act.close();
  }
}

/** Founding in three steps. */
export class FoundPage {
  step = $state<'parties' | 'you' | 'words'>('parties');
  name = $state('');
  parties = $state<NamedRow[]>([]);
  partners = $state<NamedRow[]>([]);
  person = $state('');
  seat = $state('');
  /** Set once one has tried to go on: before that nothing is called wrong. */
  tried = $state(false);
  busy = $state(false);
  /** What failed, said anew in each language. */
  #problem = $state.raw<(() => string) | null>(null);
  founding = $state.raw<FoundingWatch | null>(null);
  readonly #app: App;
  #keys = 0;

  constructor(app: App) {
    this.#app = app;
    this.parties = [this.#row('', ''), this.#row('', '')];
    this.partners = [];
  }

  get problem(): string | null {
    return this.#problem?.() ?? null;
  }

  #row(id: string, name: string): NamedRow {
    return { key: this.#keys++, id, name };
  }

  addParty(): void {
    this.parties.push(this.#row('', ''));
  }

  addPartner(): void {
    this.partners.push(this.#row('', ''));
  }

  removeParty(key: number): void {
    this.parties = this.parties.filter((row) => row.key !== key);
  }

  removePartner(key: number): void {
    this.partners = this.partners.filter((row) => row.key !== key);
  }

  codeProblem(row: NamedRow): string | null {
    if (!this.tried) return null;
    const code = row.id.trim();
    if (!bodyId.safeParse(code).success) return m.found_error_code();
    const same = [...this.parties, ...this.partners].filter((other) => other.id.trim() === code);
    return same.length > 1 ? m.found_error_codes() : null;
  }

  missing(text: string): string | null {
    return this.tried && text.trim() === '' ? m.found_error_missing() : null;
  }

  toYou(): void {
    this.tried = true;
    const rows = [...this.parties, ...this.partners];
    const wrong = rows.some((row) => this.codeProblem(row) !== null || row.name.trim() === '');
    if (wrong || this.name.trim() === '') return;
    this.tried = false;
    this.step = 'you';
  }

  async found(): Promise<void> {
    this.tried = true;
    if (this.person.trim() === '' || this.seat.trim() === '') return;
    this.busy = true;
    this.#problem = null;
    try {
      const act = await this.#app.found({
        name: this.name.trim(),
        parties: this.parties.map(named),
        partners: this.partners.map(named),
        person: this.person.trim(),
        seat: this.seat.trim(),
      });
      this.founding = new FoundingWatch(act);
      this.step = 'words';
    } catch (error) {
      this.#problem = () => joinFailure(error);
    }
    this.busy = false;
  }

  close(): void {
    this.founding?.close();
  }
}

const named = ({ id, name }: NamedRow): Named => ({ id: id.trim(), name: name.trim() });
