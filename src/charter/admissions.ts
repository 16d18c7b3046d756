import { randomBytes, toBase64Url } from '../crypto/bytes.ts';
import type { Signer } from '../crypto/sign.ts';
import { Listeners } from '../replica/listeners.ts';
import type { Meeting } from '../replica/meeting.ts';
import { encodeAnswer, sealWelcome } from './answer.ts';
import type { Charter } from './charter.ts';
import { genesisHash, spacesOf, type SpaceName } from './genesis.ts';
import { FACILITATOR_SPACES } from './key-holders.ts';
import type { Identity } from './identity.ts';
import { encodeLetter, writeLetter, type InvitationLetter, type MemberLetter } from './invitation.ts';
import { readRequest, requestWords, type JoiningRequest } from './joining-request.ts';
import type { Keyring } from './keyring.ts';
import type { Shelf } from './shelf.ts';
import { USUAL, type Role } from './statement.ts';

/** How far an invitation has come. */
export type InvitationState =
  | { readonly state: 'open' }
  | {
      readonly state: 'asked';
      readonly person: string;
      readonly seat: string;
      readonly words: readonly string[];
    }
  | { readonly state: 'admitted'; readonly person: string }
  | { readonly state: 'refused'; readonly person: string }
  | { readonly state: 'withdrawn' };

/** An invitation as its admin sees it. */
export interface Invitation {
  readonly id: string;
  readonly body: string;
  readonly role: Role;
  /** Fragment to be put after the app's address. */
  readonly link: string;
  /** Content of an invitation file. */
  readonly file: string;
  readonly state: InvitationState;
}

/** The admin's own record of an invitation; nothing in the letter that travels can change it. */
interface Kept {
  readonly letter: MemberLetter;
  readonly state: InvitationState;
  /** The first sound one: what was put over it while the desk was closed is never admitted under its words. */
  readonly request: JoiningRequest | null;
}

interface Open {
  kept: Kept;
  readonly meeting: Meeting;
}

export interface AdmissionsPlace {
  readonly identity: Identity;
  readonly person: string;
  readonly charter: Charter;
  readonly shelf: Shelf;
  keyring(space: SpaceName): Keyring;
  meet(letter: InvitationLetter): Promise<Meeting>;
}

/** The admin's desk: invitations handed out, requests that came, and what was answered. One request per invitation. */
export class Admissions {
  readonly #place: AdmissionsPlace;
  readonly #admin: { readonly key: string; readonly signer: Signer };
  readonly #genesis: string;
  readonly #open = new Map<string, Open>();
  readonly #listeners = new Listeners();
  /** One act of a Party at a time: each statement follows the one before. */
  #turn: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(place: AdmissionsPlace, admin: { key: string; signer: Signer }) {
    this.#place = place;
    this.#admin = admin;
    this.#genesis = toBase64Url(genesisHash(place.charter.foundation.genesis));
  }

  /** The desk of this device, with the invitations it has handed out before; null when it is not an admin's. */
  static async open(place: AdmissionsPlace): Promise<Admissions | null> {
    const { admin, party } = place.identity;
    if (admin === null || !place.charter.isAdmin(party, admin.key)) return null;
    const desk = new Admissions(place, admin);
    for (const kept of (await place.shelf.pending<readonly Kept[]>(desk.#store)) ?? [])
      await desk.#watch(kept);
    return desk;
  }

  get #store(): string {
    return `admissions ${this.#place.identity.key}`;
  }

  list(): readonly Invitation[] {
    return [...this.#open.values()]
      .map(({ kept: { letter, state } }): Invitation => {
        const payload = encodeLetter(letter);
        return {
          id: letter.secret,
          body: letter.body,
          role: letter.role,
          link: `#/join/${payload}`,
          file: payload,
          state,
        };
      })
      .reverse();
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Writes an invitation for one person. */
  async create(wish: { readonly body: string; readonly role: Role }): Promise<Invitation> {
    const { identity, person, charter } = this.#place;
    const { genesis } = charter.foundation;
    const body = [...genesis.parties, ...genesis.partners].find(({ id }) => id === wish.body);
    const letter = writeLetter({
      kind: 'member',
      relay: identity.relays[0] ?? '',
      secret: toBase64Url(randomBytes(16)),
      workspace: genesis.name,
      inviter: person,
      genesis: this.#genesis,
      body: wish.body,
      ...(body === undefined ? {} : { bodyName: body.name }),
      role: wish.role,
    }) as MemberLetter;
    await this.#watch({ letter, state: { state: 'open' }, request: null });
    await this.#keep();
    const made = this.list().find(({ id }) => id === letter.secret);
    if (made === undefined) throw new Error('the invitation was not kept');
    return made;
  }

  /** Certifies the device that asked and hands it the keys. The words have been compared. */
  async admit(id: string): Promise<void> {
    await this.#inTurn(async () => {
      const open = this.#open.get(id);
      const request = open?.kept.request ?? null;
      if (open === undefined || request === null || open.kept.state.state !== 'asked') return;
      const { charter, identity } = this.#place;
      const { party, foundation } = identity;
      const { body, role } = open.kept.letter;
      const own = foundation.genesis.parties[party - 1]?.id === body;
      const taken = charter.certs().flatMap(([, said]) => (said.party === party ? [said.act.device] : []));
      const cert = await charter.declare(party, this.#admin, {
        kind: 'cert',
        device: Math.max(0, ...taken) + 1,
        body,
        person: request.person,
        seat: request.seat,
        role,
        // Only heads, made at the founding, are admins in this version: an admin key is appointed by the root.
        capabilities: USUAL[role].filter(
          (capability) => capability !== 'admit' && (own || capability !== 'sign'),
        ),
        signPub: request.signPub,
        kemPub: request.kemPub,
      });
      const member = charter.members().find((one) => one.cert === cert);
      if (member === undefined) throw new Error('the certificate was not kept');
      // A facilitator leads for all: what one Party keeps to itself is not opened to them.
      const spaces = role === 'facilitator' ? FACILITATOR_SPACES : spacesOf(foundation.genesis, body);
      for (const space of spaces) {
        const grants = await this.#place.keyring(space).grantsFor(foundation.genesis, member);
        for (const grant of grants) await charter.declare(party, this.#admin, grant);
      }
      open.kept = { ...open.kept, state: { state: 'admitted', person: request.person } };
      await this.#keep();
      await this.#answer(open);
    });
  }

  async refuse(id: string): Promise<void> {
    await this.#inTurn(async () => {
      const open = this.#open.get(id);
      if (open?.kept.request == null || open.kept.state.state !== 'asked') return;
      open.kept = { ...open.kept, state: { state: 'refused', person: open.kept.request.person } };
      await this.#keep();
      await this.#answer(open);
    });
  }

  async withdraw(id: string): Promise<void> {
    await this.#inTurn(async () => {
      const open = this.#open.get(id);
      if (open === undefined || !['open', 'asked'].includes(open.kept.state.state)) return;
      open.kept = { ...open.kept, state: { state: 'withdrawn' } };
      await this.#keep();
      await this.#answer(open);
    });
  }

  close(): void {
    this.#closed = true;
    for (const { meeting } of this.#open.values()) meeting.close();
    this.#listeners.clear();
  }

  /** Says what was decided, now and after any reload until it lies in the room. */
  async #answer({ kept: { state, request }, meeting }: Open): Promise<void> {
    if (state.state === 'withdrawn') meeting.put('answer', encodeAnswer({ kind: 'withdrawn' }));
    if (state.state === 'refused') meeting.put('answer', encodeAnswer({ kind: 'refused' }));
    if (state.state !== 'admitted' || request === null) return;
    const { charter, identity } = this.#place;
    const welcome = { foundation: identity.foundation, statements: charter.statements() };
    meeting.put('answer', encodeAnswer(await sealWelcome(this.#genesis, request, welcome)));
  }

  async #watch(kept: Kept): Promise<void> {
    const meeting = await this.#place.meet(kept.letter);
    const open: Open = { kept, meeting };
    this.#open.set(kept.letter.secret, open);
    if (this.#closed) return meeting.close();
    const look = () => {
      void this.#look(open, meeting);
    };
    meeting.observe(look);
    look();
  }

  /** The first sound request stands; who writes over it with the same link finds its own words nowhere. */
  async #look(open: Open, meeting: Meeting): Promise<void> {
    const bytes = meeting.get('request');
    if (bytes !== null && open.kept.state.state === 'open') {
      const request = await readRequest(this.#genesis, bytes);
      if (request !== null && open.kept.state.state === 'open') {
        const { person, seat } = request;
        const words = requestWords(this.#genesis, request);
        open.kept = { ...open.kept, request, state: { state: 'asked', person, seat, words } };
        await this.#keep();
      }
    }
    const decided = open.kept.state.state !== 'open' && open.kept.state.state !== 'asked';
    if (decided && meeting.state === 'synced' && meeting.get('answer') === null) await this.#answer(open);
    this.#changed();
  }

  async #keep(): Promise<void> {
    const own = [...this.#open.values()].map(({ kept }) => kept);
    await this.#place.shelf.renewPending<readonly Kept[]>(this.#store, (there) => together(there ?? [], own));
    this.#changed();
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #changed(): void {
    if (!this.#closed) this.#listeners.tell();
  }
}

/** How far an invitation has come: it never goes back. */
const rank = ({ state }: Kept): number =>
  ({ open: 0, asked: 1, admitted: 2, refused: 2, withdrawn: 2 })[state.state];

/** What is kept, with this page's part: another window of the same desk has invitations of its own, and may have got further. */
function together(there: readonly Kept[], own: readonly Kept[]): readonly Kept[] {
  const all = new Map(there.map((kept) => [kept.letter.secret, kept]));
  for (const kept of own) {
    const other = all.get(kept.letter.secret);
    if (other === undefined || rank(kept) > rank(other)) all.set(kept.letter.secret, kept);
  }
  return [...all.values()];
}
