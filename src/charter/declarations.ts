import { fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { adminPathBytes, checkDescriptor } from '../wire/room.ts';
import { holds } from '../wire/text.ts';
import { decidesAbout, genesisHash, ownerIndexOf, roomSaltOf, type Genesis } from './genesis.ts';
import { mayHoldKey, openToFacilitators } from './key-holders.ts';
import { facilitates, statementHash, statementSigned, type Statement } from './statement.ts';

/** Statements that wait for one they were made after: at most so many (each is small). */
const MAX_WAITING = 500;

/**
 * The accepted statements of all Parties: a set that only grows and comes out alike in any order of arrival. A statement
 * stands when its Party's root or one of its admins signed it and the one it follows stands; a grant only for a device
 * that may hold that key (`key-holders.ts`). Two that follow one statement
 * both stand: each is signed by the Party itself, and binds nobody but that Party; {@link branched} tells of it.
 */
export class Declarations {
  readonly genesis: Genesis;
  readonly #workspace: string;
  readonly #accepted = new Map<string, Statement>();
  readonly #waiting = new Map<string, Statement>();
  /** Per Party: keys its root appointed. */
  readonly #admins = new Map<number, Set<string>>();
  readonly #followed = new Set<string>();
  /** `<party> <hash followed>` of every accepted statement. */
  readonly #places = new Set<string>();
  readonly #branched = new Set<number>();

  constructor(genesis: Genesis) {
    this.genesis = genesis;
    this.#workspace = toBase64Url(genesisHash(genesis));
  }

  /**
   * Takes a statement. `new`: accepted, and with it perhaps others that waited; `waiting`: for one it follows, for its
   * signer's appointment or for the device it is about; `refused`: can never stand.
   */
  async take(said: Statement): Promise<'new' | 'known' | 'waiting' | 'refused'> {
    const hash = statementHash(said);
    if (this.#accepted.has(hash)) return 'known';
    if (!(await this.#sound(said))) return 'refused';
    if (this.#accepted.has(hash)) return 'known';
    const standing = this.#standing(said);
    if (standing === 'never') return 'refused';
    if (standing === 'waits') {
      if (this.#waiting.size < MAX_WAITING) this.#waiting.set(hash, said);
      return 'waiting';
    }
    this.#accept(hash, said);
    for (let again = true; again;) {
      again = false;
      for (const [id, waiting] of this.#waiting) {
        const now = this.#standing(waiting);
        if (now === 'waits') continue;
        this.#waiting.delete(id);
        if (now === 'never') continue;
        this.#accept(id, waiting);
        again = true;
      }
    }
    return 'new';
  }

  has(hash: string): boolean {
    return this.#accepted.has(hash);
  }

  get(hash: string): Statement | null {
    return this.#accepted.get(hash) ?? null;
  }

  /** In the order of acceptance: causes first. */
  all(): IterableIterator<[string, Statement]> {
    return this.#accepted.entries();
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Parties (from 1) of whom two statements follow one: their keys were used apart. */
  get branched(): ReadonlySet<number> {
    return this.#branched;
  }

  /** The statement a Party's next one is to follow. */
  head(party: number): string | null {
    let head: string | null = null;
    for (const [hash, said] of this.#accepted)
      if (said.party === party && !this.#followed.has(hash)) head = hash;
    return head;
  }

  isAdmin(party: number, key: string): boolean {
    return this.#admins.get(party)?.has(key) === true;
  }

  /** Hangs on what was accepted only, and for good once it is not `waits`: so the order of arrival decides nothing. */
  #standing({ party, previous, by, act }: Statement): 'stands' | 'waits' | 'never' {
    if (previous !== null && this.#accepted.get(previous)?.party !== party) return 'waits';
    if (act.kind !== 'admin' && !this.isAdmin(party, by)) return 'waits';
    if (act.kind !== 'grant' || openToFacilitators(act.space)) return 'stands';
    const to = this.#accepted.get(act.cert);
    if (to === undefined) return 'waits';
    const holds = to.act.kind === 'cert' && mayHoldKey(to.act, to.party, party, act.space);
    return holds ? 'stands' : 'never';
  }

  #accept(hash: string, said: Statement): void {
    this.#accepted.set(hash, said);
    const before = `${said.party} ${said.previous ?? ''}`;
    if (said.previous !== null) this.#followed.add(said.previous);
    if (this.#places.has(before)) this.#branched.add(said.party);
    this.#places.add(before);
    if (said.act.kind !== 'admin') return;
    this.#admins.set(said.party, (this.#admins.get(said.party) ?? new Set()).add(said.act.key));
  }

  /** Everything that can be said of a statement by itself. */
  async #sound(said: Statement): Promise<boolean> {
    const { genesis } = this;
    const root = genesis.parties[said.party - 1]?.root;
    if (root === undefined || said.workspace !== this.#workspace || !(await statementSigned(said)))
      return false;
    const { act } = said;
    switch (act.kind) {
      case 'admin':
        return said.by === root && holds(root, act.path, adminPathBytes(fromBase64Url(act.key), said.party));
      case 'cert': {
        const own = genesis.parties[said.party - 1]?.id;
        // One who leads the room for all is never also one who writes, signs or admits for one of them.
        if (facilitates(act) && act.capabilities.some((capability) => capability !== 'facilitate'))
          return false;
        if (act.body === own) return true;
        // A Party lets partners in; it never speaks for another Party, and no partner signs or admits.
        const partner = genesis.partners.some(({ id }) => id === act.body);
        return partner && !act.capabilities.includes('sign') && !act.capabilities.includes('admit');
      }
      case 'grant':
        return decidesAbout(genesis, said.party, act.space);
      case 'descriptor': {
        const { descriptor } = act;
        const roots = genesis.parties.map((party) => party.root);
        return (
          decidesAbout(genesis, said.party, act.space) &&
          descriptor.admin === said.by &&
          descriptor.path.root === said.party - 1 &&
          descriptor.roomSalt === roomSaltOf(genesis, act.space) &&
          descriptor.owner === ownerIndexOf(genesis, act.space) &&
          descriptor.roots.length === roots.length &&
          descriptor.roots.every((key, i) => key === roots[i]) &&
          checkDescriptor(descriptor)
        );
      }
    }
  }
}
