import { declare } from '../../src/charter/charter.ts';
import { Declarations } from '../../src/charter/declarations.ts';
import { appoint } from '../../src/charter/devices.ts';
import {
  signGenesis,
  spaceIdOf,
  spacesFor,
  type Foundation,
  type Genesis,
} from '../../src/charter/genesis.ts';
import { statementHash, type Capability, type Statement } from '../../src/charter/statement.ts';
import { toBase64Url, utf8, type Bytes } from '../../src/crypto/bytes.ts';
import { sha256 } from '../../src/crypto/hash.ts';
import { signerFromSeed, type Signer } from '../../src/crypto/sign.ts';
import { makeProof, type Proof, type Word } from '../../src/exchange/proof/proof.ts';
import { encodeEndorsement } from '../../src/registers/endorsement.ts';
import { signEntry, type Kind } from '../../src/replica/entry.ts';
import { OwnSession, type Device } from '../../src/replica/own-session.ts';
import type { Decision, EndorsementContent } from '../../src/schema/endorsement.ts';

const text16 = (label: string) => toBase64Url(sha256(utf8(label)).subarray(0, 16));
const text32 = (label: string) => toBase64Url(sha256(utf8(label)));
const signerOf = (label: string): Promise<Signer> => signerFromSeed(sha256(utf8(label)));

export interface Seat {
  readonly device: Device;
  readonly cert: string;
}

export interface Saying {
  readonly record?: string;
  readonly schema?: string;
  readonly content?: EndorsementContent;
  readonly decision?: Decision;
  readonly mandate?: string;
  readonly point?: string;
  readonly time?: number;
  /** Signed as it is, instead of what the fields above say. */
  readonly payload?: Bytes;
  readonly kind?: Kind;
}

export const CLAUSE = {
  instrument: 'sop',
  kind: 'replace',
  summary: 'IOM suggested “returned” for “deported”.',
  changes: [
    {
      provision: '4-11',
      base: [],
      to: {
        parent: 'article-4',
        number: '4.11',
        place: 'b',
        text: 'In case a person is returned from one Party and subsequently identified as a victim of trafficking by the competent officials of the receiving Party, the competent officials of the receiving Party must notify the other Party of their finding and evidence accordingly. Following this, the offender shall be brought into the legal proceeding.',
      },
    },
  ],
} satisfies EndorsementContent;

/** 25 August 2022, 15:47 in Bangkok. */
export const AGREED_AT = Date.UTC(2022, 7, 25, 8, 47);

/** A founded workspace with true keys, alike in every run: who sits there signs true entries. */
export class Table {
  readonly genesis: Genesis;
  readonly foundation: Foundation;
  readonly declarations: Declarations;
  readonly roots: readonly Signer[];
  readonly admins: readonly Signer[];
  readonly #name: string;
  #devices = 0;

  private constructor(
    name: string,
    foundation: Foundation,
    roots: readonly Signer[],
    admins: readonly Signer[],
  ) {
    this.#name = name;
    this.genesis = foundation.genesis;
    this.foundation = foundation;
    this.roots = roots;
    this.admins = admins;
    this.declarations = new Declarations(foundation.genesis);
  }

  static async of(name: string): Promise<Table> {
    const roots = await Promise.all(['KH', 'TH'].map((id) => signerOf(`${name} root ${id}`)));
    const admins = await Promise.all(['KH', 'TH'].map((id) => signerOf(`${name} admin ${id}`)));
    const root = (i: number) => toBase64Url(roots[i]?.publicKey ?? new Uint8Array());
    const genesis: Genesis = {
      v: 1,
      name,
      salt: text16(name),
      parties: [
        { id: 'KH', name: 'Cambodia', root: root(0) },
        { id: 'TH', name: 'Thailand', root: root(1) },
      ],
      partners: [{ id: 'IOM', name: 'International Organization for Migration' }],
      spaces: spacesFor(['KH', 'TH']).map((space) => ({ name: space, roomSalt: text16(`${name} ${space}`) })),
    };
    const signatures = await Promise.all(roots.map((signer) => signGenesis(genesis, signer)));
    const table = new Table(name, { genesis, signatures }, roots, admins);
    for (const [i, signer] of roots.entries()) {
      const admin = admins[i];
      if (admin === undefined) throw new Error('no admin');
      const by = { key: root(i), signer };
      await declare(table.declarations, genesis, i + 1, by, await appoint(signer, admin, i + 1));
    }
    return table;
  }

  get statements(): Statement[] {
    return [...this.declarations.all()].map(([, said]) => said);
  }

  /** A device certified by a Party for one of its people, or for a partner's. */
  async seat(
    party: number,
    person: string,
    { body, capabilities }: { body?: string; capabilities?: Capability[] } = {},
  ): Promise<Seat> {
    const number = ++this.#devices;
    const signer = await signerOf(`${this.#name} device ${number}`);
    const admin = this.admins[party - 1];
    if (admin === undefined) throw new Error('no such Party');
    const id = body ?? this.genesis.parties[party - 1]?.id ?? '';
    const said = await declare(
      this.declarations,
      this.genesis,
      party,
      { key: toBase64Url(admin.publicKey), signer: admin },
      {
        kind: 'cert',
        device: number,
        body: id,
        person,
        seat: 'Head of delegation',
        role: 'delegate',
        capabilities: capabilities ?? ['write', 'sign'],
        signPub: toBase64Url(signer.publicKey),
        kemPub: text32(`${this.#name} kem ${number}`),
      },
    );
    const cert = statementHash(said);
    const card = {
      cert,
      party,
      device: number,
      body: id,
      person,
      seat: 'Head of delegation',
      signPub: signer.publicKey,
      writes: new Set(['joint']),
      signs: true,
      facilitates: false,
    };
    return { cert, device: { card, signKey: signer.privateKey } };
  }

  /** What a device signs: an endorsement in its own session, as the replica would write it. */
  async says({ device, cert }: Seat, saying: Saying = {}): Promise<Word> {
    const { record, schema, content, decision, mandate, point, time, payload, kind } = saying;
    const spaceId = spaceIdOf(this.genesis, 'joint');
    const session = new OwnSession(device, spaceId, (length) =>
      sha256(utf8(`${cert} ${JSON.stringify(saying)}`)).slice(0, length),
    );
    session.open(AGREED_AT, [], 'test');
    const said = encodeEndorsement({
      record: record ?? 'proposal-j',
      schema: schema ?? 'proposal/1',
      content: content ?? CLAUSE,
      decision: decision ?? { kind: 'agreed' },
      mandate: mandate ?? 'Full powers of 24 August 2022',
      point: point ?? '2.1 j',
    });
    const entry = session.next(kind ?? 'endorse', time ?? AGREED_AT, [], payload ?? said);
    const { session: id, hash, body } = entry;
    const signature = await signEntry(device.signKey, spaceId, { session: id, seq: body.seq, hash });
    return { entry: { ...entry, signature }, cert, client: session.client };
  }

  prove(words: readonly Word[], about: { title?: string; labels?: Record<string, string> } = {}): Proof {
    return makeProof({
      foundation: this.foundation,
      statements: this.statements,
      words,
      title: about.title ?? 'SOP on Law Enforcement Cooperation, 4.11',
      labels: about.labels ?? { sop: 'SOP on Law Enforcement Cooperation' },
    });
  }
}

/** The table of August 2022 with both heads of delegation, who agree. */
export async function agreedTable() {
  const table = await Table.of('SOP on Law Enforcement Cooperation, August 2022');
  const kh = await table.seat(1, 'Sok Dara');
  const th = await table.seat(2, 'Anong Srisai');
  return { table, kh, th };
}
