import { fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { sixWords } from '../crypto/words.ts';
import { Listeners } from '../replica/listeners.ts';
import type { Meeting } from '../replica/meeting.ts';
import { declare } from './charter.ts';
import { Declarations } from './declarations.ts';
import { appoint, newHeadKeys } from './devices.ts';
import { firstEpochs } from './epochs.ts';
import { draftId, offer, renewed, type FoundingDraft, type Offer } from './founding-draft.ts';
import { FoundingRoom } from './founding-room.ts';
import {
  genesisHash,
  partySpaceOf,
  SHARED_SPACES,
  signGenesis,
  spacesOf,
  workspaceIdOf,
  type Genesis,
} from './genesis.ts';
import type { Identity } from './identity.ts';
import { encodeLetter, type InvitationLetter, type PartyLetter } from './invitation.ts';
import { composedGenesis, isAsOffered, sameText } from './offered-genesis.ts';
import { cardOf, type Shelf } from './shelf.ts';
import type { FoundingHead, FoundingState, InvitationProblem } from './states.ts';
import { statementHash, USUAL, type Statement } from './statement.ts';

/** Nobody has been shown words that this confirmation could be about. Audience: developers; the page offers it only then. */
export class NothingToCompare extends Error {
  override readonly name = 'NothingToCompare';
}

/** Who founds, for which Party of the letter. */
export interface FoundingWish {
  readonly letter: PartyLetter;
  readonly party: string;
  readonly person: string;
  readonly seat: string;
}

export interface FoundingPlace {
  readonly shelf: Shelf;
  readonly now: () => number;
  meet(letter: InvitationLetter): Promise<Meeting>;
}

/**
 * The founding of a workspace, as one head of delegation's device sees it: every Party offers its root, the inviting one
 * writes the genesis out of the offers, the heads compare its six words aloud, each signs, each certifies its own first
 * device and makes the first key of its Party's own space on it, and the inviting one hands the first keys of the shared
 * spaces to all. Nobody signs for another.
 */
export class Founding {
  readonly #place: FoundingPlace;
  readonly #meeting: Meeting;
  readonly #listeners = new Listeners();
  readonly #room: FoundingRoom;
  #draft: FoundingDraft;
  #state: FoundingState;
  #turn: Promise<void> = Promise.resolve();
  #genesis: Genesis | null = null;
  #closed = false;
  readonly #end: () => void;

  private constructor(place: FoundingPlace, meeting: Meeting, draft: FoundingDraft) {
    this.#place = place;
    this.#meeting = meeting;
    this.#room = new FoundingRoom(meeting);
    this.#draft = draft;
    this.#state = this.#waiting();
    this.#end = meeting.observe(() => this.#go());
  }

  /** Begins, or goes on with what this device has under way for the same letter. */
  static async begin(place: FoundingPlace, wish: FoundingWish): Promise<Founding> {
    const under = await Founding.resume(place, wish.letter);
    if (under !== null) return under;
    const keys = await newHeadKeys();
    const { party, person, seat, letter } = wish;
    const own = offer.parse({ v: 1, party, person, seat, root: toBase64Url(keys.root.publicKey) });
    const fresh: FoundingDraft = {
      letter,
      offer: own,
      keys,
      composed: null,
      signed: null,
      chain: [],
      grants: null,
    };
    return Founding.#start(place, await renewed(place.shelf, fresh, (kept) => kept));
  }

  /** Goes on with a founding that this device has under way; null when it has none. */
  static async resume(place: FoundingPlace, letter: PartyLetter): Promise<Founding | null> {
    const draft = await place.shelf.pending<FoundingDraft>(draftId(letter));
    return draft === null ? null : Founding.#start(place, draft);
  }

  static async #start(place: FoundingPlace, draft: FoundingDraft): Promise<Founding> {
    const founding = new Founding(place, await place.meet(draft.letter), draft);
    founding.#room.put(`offer-${draft.offer.party}`, draft.offer);
    founding.#go();
    return founding;
  }

  get state(): FoundingState {
    return this.#state;
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** The words agree: this Party signs. Throws {@link NothingToCompare} before there are words; a second time it is idle. */
  confirm(): void {
    if (this.#state.state === 'waiting') throw new NothingToCompare();
    this.#turn = this.#turn.then(async () => {
      const genesis = this.#genesis;
      if (genesis === null || this.#draft.signed !== null) return;
      const { keys, offer: own } = this.#draft;
      const declarations = new Declarations(genesis);
      const party = this.#number(own.party);
      const root = { key: own.root, signer: keys.root };
      const admin = { key: toBase64Url(keys.admin.publicKey), signer: keys.admin };
      const appointed = await appoint(keys.root, keys.admin, party);
      const chain = [await declare(declarations, genesis, party, root, appointed)];
      const cert = await declare(declarations, genesis, party, admin, {
        kind: 'cert',
        device: 1,
        body: own.party,
        person: own.person,
        seat: own.seat,
        role: 'head',
        capabilities: [...USUAL.head],
        signPub: toBase64Url(keys.signer.publicKey),
        kemPub: toBase64Url(keys.receiver.publicKey),
      });
      chain.push(cert);
      // Kept with the chain, wrapped for this device, before anybody sees it: a reload finds this key and makes no other.
      const me = { cert: statementHash(cert), kemPub: keys.receiver.publicKey };
      const signing = { ...admin, party, path: appointed.path };
      for (const act of await firstEpochs(genesis, signing, [partySpaceOf(own.party)], [me])) {
        chain.push(await declare(declarations, genesis, party, admin, act));
      }
      await this.#keep((kept) => (kept.signed === null ? { ...kept, signed: genesis, chain } : kept));
    });
    this.#go();
  }

  close(): void {
    this.#closed = true;
    this.#end();
    this.#listeners.clear();
    void this.#turn.then(() => this.#meeting.close());
  }

  #go(): void {
    this.#turn = this.#turn.then(() => this.#step()).catch(() => this.#fail('untrue'));
  }

  async #step(): Promise<void> {
    if (this.#closed || this.#state.state === 'founded' || this.#state.state === 'failed') return;
    const offers = this.#room.offers(this.#draft.letter);
    const { parties } = this.#draft.letter;
    if (this.#taken(offers)) return this.#fail('used');
    if (offers.length < parties.length) return this.#say(this.#waiting());
    const genesis = await this.#agreedGenesis(offers);
    if (genesis === 'untrue') return this.#fail('untrue');
    if (genesis === null) return this.#say(this.#waiting());
    this.#genesis = genesis;
    if (this.#draft.signed !== null) await this.#sign(genesis);
    const signatures = await this.#room.signatures(genesis);
    const heads = offers.map(({ party, person, seat }, i): FoundingHead => ({
      body: party,
      person,
      seat,
      confirmed: signatures[i] !== null,
    }));
    const confirmed = this.#draft.signed !== null;
    this.#say({ state: 'comparing', words: sixWords(genesisHash(genesis)), heads, confirmed });
    const complete = signatures.filter((sig) => sig !== null);
    if (confirmed && complete.length === parties.length) await this.#finish(genesis, complete);
  }

  /** Somebody else answers for this device's Party: the link was used twice. */
  #taken(offers: readonly Offer[]): boolean {
    const own = this.#draft.offer;
    return offers.some(({ party, root }) => party === own.party && root !== own.root);
  }

  async #agreedGenesis(offers: readonly Offer[]): Promise<Genesis | 'untrue' | null> {
    const { letter, offer: own, signed } = this.#draft;
    if (signed !== null) return signed;
    if (own.party === letter.from && !this.#room.has('genesis')) {
      // Only once all that lies in the room has been read, so that a reload never writes a second one.
      if (this.#room.relay !== 'synced') return null;
      const fresh = composedGenesis(letter, offers);
      await this.#keep((kept) => ({ ...kept, composed: kept.composed ?? fresh }));
      this.#room.put('genesis', this.#draft.composed ?? fresh);
    }
    const genesis = this.#room.genesis();
    if (genesis === null) return null;
    if (genesis === 'unreadable' || !isAsOffered(genesis, letter, offers)) return 'untrue';
    // What the heads may be comparing at this moment is not exchanged under their eyes.
    const pinned = this.#genesis === null || sameText(this.#genesis, genesis);
    return pinned ? genesis : 'untrue';
  }

  async #sign(genesis: Genesis): Promise<void> {
    const { offer: own, keys, chain } = this.#draft;
    if (this.#room.has(`chain-${own.party}`)) return;
    this.#room.put(`sig-${own.party}`, await signGenesis(genesis, keys.root));
    this.#room.put(`chain-${own.party}`, chain);
  }

  async #finish(genesis: Genesis, signatures: string[]): Promise<void> {
    const { letter, offer: own, keys } = this.#draft;
    const chains = letter.parties.map(({ id }) => this.#room.statements(`chain-${id}`));
    if (chains.some((chain) => chain.length === 0)) return;
    const declarations = await taken(genesis, chains.flat());
    if (own.party === letter.from && !this.#room.has('grants')) {
      if (this.#room.relay !== 'synced') return;
      const fresh = this.#draft.grants ?? (await this.#firstGrants(genesis, chains.flat()));
      await this.#keep((kept) => ({ ...kept, grants: kept.grants ?? fresh }));
      this.#room.put('grants', this.#draft.grants ?? fresh);
    }
    const grants = this.#room.statements('grants');
    if (grants.length === 0) return;
    for (const said of grants) await declarations.take(said);
    const statements = [...declarations.all()].map(([, said]) => said);
    const mine = [...declarations.all()].find(
      ([, { act }]) => act.kind === 'cert' && act.signPub === toBase64Url(keys.signer.publicKey),
    );
    const cert = mine?.[0] ?? '';
    const mySpaces = spacesOf(genesis, own.party);
    const granted = mySpaces.every((space) =>
      statements.some(({ act }) => act.kind === 'grant' && act.space === space && act.cert === cert),
    );
    const described = mySpaces.every((space) =>
      statements.some(({ act }) => act.kind === 'descriptor' && act.space === space),
    );
    if (!granted || !described) return this.#fail('untrue');
    const party = this.#number(own.party);
    const appointed = await appoint(keys.root, keys.admin, party);
    const identity: Identity = {
      key: workspaceIdOf(genesis),
      kind: 'founded',
      foundation: { genesis, signatures },
      relays: [letter.relay],
      cert,
      party,
      body: own.party,
      signer: keys.signer,
      receiver: keys.receiver,
      admin: { key: appointed.key, signer: keys.admin, path: appointed.path },
      statements,
      secrets: null,
    };
    await this.#place.shelf
      .put(identity, cardOf(identity, own.person, this.#place.now()))
      .catch(() => undefined);
    // The root is needed again only to appoint another admin; it stays with the draft until its paper recovery exists.
    this.#say({ state: 'founded', workspace: identity.key });
  }

  /** What the inviting Party adds to its chain: shared rooms and their first keys, wrapped for every head's device. */
  async #firstGrants(genesis: Genesis, chains: readonly Statement[]): Promise<Statement[]> {
    const declarations = await taken(genesis, chains);
    const { keys, offer: own } = this.#draft;
    const party = this.#number(own.party);
    const { key, path } = await appoint(keys.root, keys.admin, party);
    const admin = { party, key, signer: keys.admin, path };
    const readers = [...declarations.all()].flatMap(([cert, said]) =>
      said.act.kind === 'cert' ? [{ cert, kemPub: fromBase64Url(said.act.kemPub) }] : [],
    );
    const made: Statement[] = [];
    for (const act of await firstEpochs(genesis, admin, SHARED_SPACES, readers)) {
      made.push(await declare(declarations, genesis, party, admin, act));
    }
    return made;
  }

  #number(party: string): number {
    return this.#draft.letter.parties.findIndex(({ id }) => id === party) + 1;
  }

  async #keep(renew: (kept: FoundingDraft) => FoundingDraft): Promise<void> {
    this.#draft = await renewed(this.#place.shelf, this.#draft, renew);
  }

  #waiting(): FoundingState {
    const { letter, offer: own } = this.#draft;
    const answered = new Set(this.#room.offers(this.#draft.letter).map(({ party }) => party));
    const inviting = own.party === letter.from;
    const payload = encodeLetter(letter);
    return {
      state: 'waiting',
      link: inviting ? `#/join/${payload}` : null,
      file: inviting ? payload : null,
      waitingFor: letter.parties.map(({ id }) => id).filter((id) => !answered.has(id)),
      relay: this.#room.relay,
    };
  }

  #fail(problem: InvitationProblem): void {
    this.#say({ state: 'failed', problem });
  }

  #say(state: FoundingState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}

async function taken(genesis: Genesis, statements: readonly Statement[]): Promise<Declarations> {
  const declarations = new Declarations(genesis);
  for (const said of statements) await declarations.take(said);
  return declarations;
}
