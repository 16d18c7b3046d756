import { canonicalBytes, type Json } from '../crypto/canonical.ts';
import type { Meeting } from '../replica/meeting.ts';
import { offer, type Offer } from './founding-draft.ts';
import { readGenesis, signedGenesis, type Genesis } from './genesis.ts';
import type { PartyLetter } from './invitation.ts';
import { readStatement, type Statement } from './statement.ts';

/**
 * What the heads of delegation have laid down in the room of a founding, read as what it has to be. Whoever holds the letter
 * may write there: nothing here is believed, only read.
 */
export class FoundingRoom {
  readonly #meeting: Meeting;

  constructor(meeting: Meeting) {
    this.#meeting = meeting;
  }

  get relay(): Meeting['state'] {
    return this.#meeting.state;
  }

  has(name: string): boolean {
    return this.#meeting.get(name) !== null;
  }

  put(name: string, value: unknown): void {
    this.#meeting.put(name, canonicalBytes(value as Json));
  }

  /** Offers in the order of the letter. */
  offers(letter: PartyLetter): Offer[] {
    return letter.parties.flatMap(({ id }) => {
      const said = offer.safeParse(this.#read(`offer-${id}`)).data;
      return said?.party === id ? [said] : [];
    });
  }

  /** The genesis as the inviting Party wrote it; null when none lies here. */
  genesis(): Genesis | 'unreadable' | null {
    const raw = this.#read('genesis');
    return raw === null ? null : (readGenesis(raw) ?? 'unreadable');
  }

  /** The Parties' signatures in the order of the genesis; null for one that is missing or another's. */
  async signatures(genesis: Genesis): Promise<(string | null)[]> {
    return Promise.all(
      genesis.parties.map(async ({ id }, i) => {
        const sig = this.#read(`sig-${id}`);
        return typeof sig === 'string' && (await signedGenesis(genesis, i + 1, sig)) ? sig : null;
      }),
    );
  }

  /** What of a list reads as statements. */
  statements(name: string): Statement[] {
    const said = this.#read(name);
    return Array.isArray(said) ? said.flatMap((value: unknown) => readStatement(value) ?? []) : [];
  }

  #read(name: string): unknown {
    const bytes = this.#meeting.get(name);
    try {
      return bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return null;
    }
  }
}
