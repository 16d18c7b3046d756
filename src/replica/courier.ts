import { Listeners } from './listeners.ts';
import { Mailbox, type MailboxAddress, type MailboxOwner, type RelayState } from './mailbox.ts';
import type { Vault } from './vault.ts';

/** Judges values that came from a relay; resolves to the ids nobody can ever use. */
export type Judge = (values: readonly (readonly [string, unknown])[]) => Promise<readonly string[]>;

/** Carries the sealed values of one space between this device's vault and the mailboxes at its relays; reads none of them. */
export class Courier {
  readonly vault: Vault;
  readonly #mailboxes: Mailbox[] = [];
  readonly #listeners = new Listeners();
  #judge: Judge = () => Promise.resolve([]);
  readonly #now: () => number;
  readonly #owner: MailboxOwner;

  constructor(vault: Vault, now: () => number) {
    this.vault = vault;
    this.#now = now;
    this.#owner = {
      has: (id) => vault.has(id),
      get: (id) => vault.get(id),
      ids: () => vault.ids(),
      arrived: (values) => this.#judge(values),
      changed: () => this.#changed(),
    };
  }

  /** Begins to fetch and deliver. Judged values are kept by calling {@link keep}. */
  start(addresses: readonly MailboxAddress[], judge: Judge): void {
    this.#judge = judge;
    for (const address of addresses) this.#mailboxes.push(new Mailbox(address, this.#owner, this.#now));
  }

  /** Keeps a value on this device and hands it to every relay. */
  keep(id: string, bytes: Uint8Array): void {
    this.vault.put(id, bytes);
    for (const mailbox of this.#mailboxes) mailbox.put([[id, bytes]]);
    this.#changed();
  }

  /** Whether any relay holds a value; `unknown` while none has been reached since the page opened. */
  relayHolds(id: string): 'yes' | 'no' | 'unknown' {
    const answers = this.#mailboxes.map((mailbox) => mailbox.holds(id));
    if (answers.includes('yes')) return 'yes';
    return answers.includes('no') ? 'no' : 'unknown';
  }

  /** The best any relay has to offer. */
  get relay(): RelayState {
    const states = this.#mailboxes.map((mailbox) => mailbox.state);
    const best = states.find((state) => state.state === 'connected') ?? states[0];
    return best ?? { state: 'offline', since: 0 };
  }

  get mailboxes(): readonly Mailbox[] {
    return this.#mailboxes;
  }

  network(online: boolean): void {
    for (const mailbox of this.#mailboxes) mailbox.network(online);
  }

  observe(listener: () => void): () => void {
    const ends = [this.#listeners.add(listener), this.vault.observe(listener)];
    return () => ends.forEach((end) => end());
  }

  async close(): Promise<void> {
    for (const mailbox of this.#mailboxes) mailbox.close();
    this.#listeners.clear();
    await this.vault.close();
  }

  #changed(): void {
    this.#listeners.tell();
  }
}
