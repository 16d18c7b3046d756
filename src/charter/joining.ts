import { randomBytes, toBase64Url } from '../crypto/bytes.ts';
import { canonicalBytes, type Json } from '../crypto/canonical.ts';
import { Listeners } from '../replica/listeners.ts';
import type { Meeting } from '../replica/meeting.ts';
import { decodeAnswer, openWelcome, type Welcome } from './answer.ts';
import { Declarations } from './declarations.ts';
import { newDeviceKeys, type DeviceKeys } from './devices.ts';
import { genesisHash, SHARED_SPACES, workspaceIdOf } from './genesis.ts';
import type { Identity } from './identity.ts';
import type { InvitationLetter, MemberLetter } from './invitation.ts';
import { requestWords, writeRequest, type JoiningRequest } from './joining-request.ts';
import { cardOf, type Shelf } from './shelf.ts';
import type { InvitationProblem, JoiningState } from './states.ts';

/** Kept while the answer is awaited: a reload goes on with the same keys and the same words. */
interface Draft {
  readonly keys: DeviceKeys;
  readonly request: JoiningRequest;
}

export interface JoiningPlace {
  readonly shelf: Shelf;
  readonly now: () => number;
  meet(letter: InvitationLetter): Promise<Meeting>;
}

const draftId = (letter: MemberLetter): string => `joining ${letter.secret}`;

/** A newcomer's way into a workspace: introduce oneself, compare six words with the admin, be admitted. */
export class Joining {
  readonly #place: JoiningPlace;
  readonly #letter: MemberLetter;
  readonly #meeting: Meeting;
  readonly #listeners = new Listeners();
  readonly #end: () => void;
  #draft: Draft | null;
  #state: JoiningState;
  #turn: Promise<void> = Promise.resolve();

  private constructor(place: JoiningPlace, letter: MemberLetter, meeting: Meeting, draft: Draft | null) {
    this.#draft = draft;
    this.#place = place;
    this.#letter = letter;
    this.#meeting = meeting;
    const { workspace, body, bodyName = body, inviter } = letter;
    this.#state = { state: 'introducing', workspace, bodyName, inviter };
    this.#end = meeting.observe(() => this.#go());
  }

  /** Follows an invitation, going on with what this device has asked before. */
  static async begin(place: JoiningPlace, letter: MemberLetter): Promise<Joining> {
    // Read before the room is entered: this device's own request, found there, would pass for somebody else's.
    const draft = await place.shelf.pending<Draft>(draftId(letter));
    const joining = new Joining(place, letter, await place.meet(letter), draft);
    joining.#go();
    return joining;
  }

  get state(): JoiningState {
    return this.#state;
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Makes this device's keys and asks to be certified under this name. */
  async ask(who: { readonly person: string; readonly seat: string }): Promise<void> {
    if (this.#draft !== null) return;
    const keys = await newDeviceKeys();
    const { genesis } = this.#letter;
    const request = await writeRequest(genesis, who.person.trim(), who.seat.trim(), keys, randomBytes(16));
    this.#draft = { keys, request };
    await this.#place.shelf.setPending(draftId(this.#letter), this.#draft);
    this.#go();
    await this.#turn;
  }

  close(): void {
    this.#end();
    this.#listeners.clear();
    void this.#turn.then(() => this.#meeting.close());
  }

  #go(): void {
    this.#turn = this.#turn.then(() => this.#step()).catch(() => this.#fail('untrue'));
  }

  async #step(): Promise<void> {
    if (this.#state.state === 'admitted' || this.#state.state === 'failed') return;
    const answer = this.#meeting.get('answer');
    const said = answer === null ? null : decodeAnswer(answer);
    if (said?.kind === 'withdrawn') return this.#fail('withdrawn');
    const draft = this.#draft;
    const asked = this.#meeting.get('request');
    if (draft === null) {
      // One invitation, one person: whoever comes second learns so before giving a name.
      if (asked !== null || said !== null) this.#fail('used');
      return;
    }
    // Before the room's request is looked at: what is sealed for this device is its own, whoever wrote over its request.
    if (said?.kind === 'welcome') return this.#enter(draft, said.sealed);
    const own = canonicalBytes(draft.request as unknown as Json);
    const whole = this.#meeting.state === 'synced';
    // Only once all that lies there has been read: an answer for this device may come right behind it.
    if (asked !== null && whole && !equal(asked, own)) return this.#fail('used');
    if (asked === null && whole) this.#meeting.put('request', own);
    if (said?.kind === 'refused') return this.#fail('refused');
    const words = requestWords(this.#letter.genesis, draft.request);
    this.#say({ state: 'asking', words, relay: this.#meeting.state });
  }

  async #enter({ keys, request }: Draft, sealed: string): Promise<void> {
    const { genesis } = this.#letter;
    const welcome = await openWelcome(genesis, request, keys.receiver, sealed);
    if (welcome === null) return this.#fail('used');
    const identity = await this.#identityFrom(welcome, keys);
    if (identity === null) return this.#fail('untrue');
    await this.#place.shelf
      .put(identity, cardOf(identity, request.person, this.#place.now()))
      .catch(() => undefined);
    await this.#place.shelf.dropPending(draftId(this.#letter));
    this.#say({ state: 'admitted', workspace: identity.key });
  }

  /** Believes nothing of a welcome but what descends from the genesis that the invitation named. */
  async #identityFrom(welcome: Welcome, keys: DeviceKeys): Promise<Identity | null> {
    const { genesis } = welcome.foundation;
    if (toBase64Url(genesisHash(genesis)) !== this.#letter.genesis) return null;
    const declarations = new Declarations(genesis);
    for (const said of welcome.statements) await declarations.take(said);
    const statements = [...declarations.all()].map(([, said]) => said);
    const signPub = toBase64Url(keys.signer.publicKey);
    for (const [cert, { act, party }] of declarations.all()) {
      if (act.kind !== 'cert' || act.signPub !== signPub) continue;
      // A key of the Party's own space may come later; without these nothing opens.
      const granted = SHARED_SPACES.every((space) =>
        statements.some(
          (said) => said.act.kind === 'grant' && said.act.space === space && said.act.cert === cert,
        ),
      );
      if (!granted) return null;
      return {
        key: workspaceIdOf(genesis),
        kind: 'founded',
        foundation: welcome.foundation,
        relays: [this.#letter.relay],
        cert,
        party,
        body: act.body,
        signer: keys.signer,
        receiver: keys.receiver,
        admin: null,
        statements,
        secrets: null,
      };
    }
    return null;
  }

  #fail(problem: InvitationProblem): void {
    this.#say({ state: 'failed', problem });
  }

  #say(state: JoiningState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => toBase64Url(a) === toBase64Url(b);
