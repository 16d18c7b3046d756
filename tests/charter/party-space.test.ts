import { describe, expect, it } from 'vitest';
import { Founding } from '../../src/charter/founding.ts';
import { readGenesis } from '../../src/charter/genesis.ts';
import type { Identity } from '../../src/charter/identity.ts';
import { Keyring } from '../../src/charter/keyring.ts';
import { randomBytes, toBase64Url } from '../../src/crypto/bytes.ts';
import { newSigner } from '../../src/crypto/sign.ts';
import type { WorkspacePlace } from '../../src/registers/workspace-place.ts';
import { WriteRefused } from '../../src/replica/door.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import type { Vault } from '../../src/replica/vault.ts';
import { CLOSE_CODES } from '../../src/wire/close-codes.ts';
import { RELAY_PATH } from '../../src/wire/messages.ts';
import { roomOf, type SpaceDescriptor } from '../../src/wire/room.ts';
import { mintProtocols } from '../../src/wire/token.ts';
import { Raw } from '../server/sockets.ts';
import { until } from '../sim/until.ts';
import { newDevice, newRelay } from './devices.ts';
import { draftTitles, writeDraft } from './drafts.ts';
import { admit, begin, foundTogether, open, partyLetter, reach } from './founded.ts';

async function identityOn(device: WorkspacePlace): Promise<Identity> {
  const [card] = await device.shelf.list();
  const identity = await device.shelf.identity(card?.key ?? '');
  if (identity === null) throw new Error('no identity');
  return identity;
}

const vaultName = ({ key, cert }: Identity, space: string) => `span ${key} ${cert.slice(0, 8)} ${space}`;

/** Ids of the values that a device keeps of a space. Opens the space's database, so there is one afterwards. */
async function idsOn(device: WorkspacePlace, space: string): Promise<ReadonlySet<string>> {
  const vault: Vault = await device.vault(vaultName(await identityOn(device), space));
  const ids = new Set(vault.ids());
  await vault.close();
  return ids;
}

/** Names of the spaces of which a device keeps a database. The library's files have one, too, and are no space. */
async function spacesOn(device: WorkspacePlace): Promise<string[]> {
  const mine = vaultName(await identityOn(device), '');
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  return names.flatMap((name) => {
    const space = name.includes(mine) ? name.slice(name.indexOf(mine) + mine.length) : 'files';
    return space === 'files' ? [] : [space];
  });
}

const acts = ({ statements }: Identity, kind: 'descriptor' | 'grant', space: string) =>
  statements.flatMap(({ act }) => (act.kind === kind && act.space === space ? [act] : []));

function descriptorOf(identity: Identity, space: string): SpaceDescriptor {
  const [act] = acts(identity, 'descriptor', space);
  if (act?.kind !== 'descriptor') throw new Error('no descriptor');
  return act.descriptor;
}

/** The keys of a space that an identity's own grants open. */
async function keysOf(identity: Identity, space: 'joint' | `party-${string}`): Promise<Keyring> {
  const ring = new Keyring(space);
  const { genesis } = identity.foundation;
  const granted = identity.statements.flatMap(({ act }) => (act.kind === 'grant' ? [act] : []));
  await ring.take(genesis, identity.receiver, granted);
  return ring;
}

/** Knocks at the room of a space with whatever key the identity has; `in` or the name of the refusal. */
async function knock(relay: string, identity: Identity, descriptor: SpaceDescriptor): Promise<string> {
  const own = await keysOf(identity, `party-${identity.body}`);
  const ring = own.keys.size > 0 ? own : await keysOf(identity, 'joint');
  const protocols = await mintProtocols({
    descriptor,
    accessKey: ring.current.access.privateKey,
    audience: new URL(relay).host,
    now: Date.now(),
  });
  const raw = new Raw(`${relay}${RELAY_PATH}/${await roomOf(descriptor)}`, protocols);
  await until(() => raw.heard.length > 0 || raw.closed !== null, 'a word of the relay');
  raw.close();
  return raw.closed === null
    ? 'in'
    : (Object.entries(CLOSE_CODES).find(([, code]) => code === raw.closed?.code)?.[0] ?? '');
}

describe('a founding', () => {
  it('gives each Party a space of its own that the other cannot open, also after a reload', async () => {
    const relay = await newRelay();
    const { devices, workspaces } = await foundTogether(relay.url);
    const [kh, th] = workspaces;
    const [onKh, onTh] = devices;
    if (kh === undefined || th === undefined || onKh === undefined || onTh === undefined) throw new Error();
    writeDraft(kh.own, 'A draft of Cambodia');
    writeDraft(th.own, 'A draft of Thailand');
    for (const one of [kh, th]) await until(() => one.sync().waiting === 0, 'the drafts at the relay');
    expect(draftTitles(kh.own)).toEqual(['A draft of Cambodia']);
    expect(draftTitles(th.own)).toEqual(['A draft of Thailand']);
    for (const one of [kh, th]) await one.close();

    const [khId, thId] = [await identityOn(onKh), await identityOn(onTh)];
    expect((await spacesOn(onKh)).sort()).toEqual(['charter', 'joint', 'party-KH']);
    expect((await spacesOn(onTh)).sort()).toEqual(['charter', 'joint', 'party-TH']);
    expect((await keysOf(khId, 'party-KH')).keys.size).toBe(1);
    expect((await keysOf(khId, 'party-TH')).keys.size).toBe(0);
    expect((await keysOf(thId, 'party-KH')).keys.size).toBe(0);
    const room = descriptorOf(thId, 'party-KH');
    expect(await knock(relay.url, khId, room)).toBe('in');
    expect(await knock(relay.url, thId, room)).toBe('unauthorised');

    const again = await open(onKh, khId.key);
    expect(draftTitles(again.own)).toEqual(['A draft of Cambodia']);
    await until(() => again.sync().relay.state === 'connected', 'the relay');
    expect(again.notices()).toEqual([]);
  });

  it('makes a Party’s first key once, though its head reloads between the words and the end', async () => {
    const relay = await newRelay();
    const letter = partyLetter(relay.url);
    const [onKh, onTh] = [newDevice(), newDevice()];
    const [cambodia, thailand] = [await begin(onKh, letter, 'KH'), await begin(onTh, letter, 'TH')];
    for (const one of [cambodia, thailand]) await reach(one, 'comparing');
    thailand.confirm();
    await until(
      () =>
        cambodia.state.state === 'comparing' &&
        cambodia.state.heads.some(({ body, confirmed }) => body === 'TH' && confirmed),
      'the word of the other head',
    );
    thailand.close();
    const resumed = await Founding.resume(onTh, letter);
    if (resumed === null) throw new Error('nothing to resume');
    cambodia.confirm();
    for (const one of [cambodia, resumed]) await reach(one, 'founded');
    for (const one of [cambodia, resumed]) one.close();
    for (const device of [onKh, onTh]) {
      const identity = await identityOn(device);
      for (const space of ['party-KH', 'party-TH'])
        expect([acts(identity, 'descriptor', space).length, acts(identity, 'grant', space).length]).toEqual([
          1, 1,
        ]);
    }
    const thai = await identityOn(onTh);
    const workspace = await open(onTh, thai.key);
    writeDraft(workspace.own, 'After the reload');
    await until(() => workspace.sync().waiting === 0, 'the draft at the relay');
    const [act] = acts(thai, 'grant', 'party-TH');
    expect(act).toMatchObject({ cert: thai.cert });
  });

  it('fails rather than let the inviting Party leave another without a space of its own', async () => {
    const relay = await newRelay();
    const letter = partyLetter(relay.url);
    const thailand = await begin(newDevice(), letter, 'TH');
    const room = await MeetRoom.open(relay.url, Buffer.from(letter.secret, 'base64url'), Date.now);
    await until(() => room.get('offer-TH') !== null, 'the other offer');
    const { root: theirs } = JSON.parse(new TextDecoder().decode(room.get('offer-TH') ?? undefined)) as {
      root: string;
    };
    const ours = toBase64Url((await newSigner()).publicKey);
    const genesis = (...spaces: string[]) => ({
      v: 1,
      name: letter.workspace,
      salt: toBase64Url(randomBytes(16)),
      parties: letter.parties.map((party, i) => ({ ...party, root: i === 0 ? ours : theirs })),
      partners: letter.partners,
      spaces: spaces.map((name) => ({ name, roomSalt: toBase64Url(randomBytes(16)) })),
    });
    const put = (name: string, value: unknown) =>
      room.put(name, new TextEncoder().encode(JSON.stringify(value)));
    put('offer-KH', { v: 1, party: 'KH', root: ours, person: 'X', seat: 'Y' });
    const without = genesis('charter', 'joint', 'party-KH');
    expect(readGenesis(without)).not.toBeNull();
    put('genesis', without);
    await reach(thailand, 'failed');
    expect(thailand.state).toEqual({ state: 'failed', problem: 'untrue' });
    thailand.close();
    room.close();
  });
});

describe('who is admitted', () => {
  it('reads the drafts of their own Party, a reader without a pen; nobody else holds a key or a byte', async () => {
    const relay = await newRelay();
    const { devices, workspaces } = await foundTogether(relay.url);
    const [kh, th] = workspaces;
    const [onKh, onTh] = devices;
    if (kh === undefined || th === undefined || onKh === undefined || onTh === undefined) throw new Error();
    writeDraft(kh.own, 'Not yet tabled');
    const [onSecond, onReader, onGuest] = [newDevice(), newDevice(), newDevice()];
    const second = await admit(kh, 'KH', 'delegate', onSecond);
    const reader = await admit(kh, 'KH', 'reader', onReader);
    const guest = await admit(kh, 'IOM', 'secretariat', onGuest);
    expect(guest.own).toBeNull();
    for (const one of [second, reader])
      await until(() => draftTitles(one.own).includes('Not yet tabled'), 'the draft on the other device');
    writeDraft(second.own, 'By the delegate');
    await until(() => draftTitles(kh.own).includes('By the delegate'), 'the delegate’s draft at the head');
    expect(() => writeDraft(reader.own, 'By the reader')).toThrow(WriteRefused);
    // What the others have heard since holds all there is to hear: they have the plan written last.
    kh.plan.addPlan({ title: 'Tabled', period: '' });
    for (const one of [th, guest])
      await until(() => one.plan.plans().length === 1, 'what was written after the drafts');
    for (const one of [kh, th, second, reader, guest]) await one.close();

    const drafts = await idsOn(onKh, 'party-KH');
    expect(drafts.size).toBeGreaterThan(2);
    expect(await idsOn(onSecond, 'party-KH')).toEqual(drafts);
    for (const device of [onTh, onGuest]) {
      const identity = await identityOn(device);
      const spaces = await spacesOn(device);
      expect(spaces).not.toContain('party-KH');
      for (const space of spaces)
        for (const id of await idsOn(device, space)) expect(drafts.has(id)).toBe(false);
      expect((await keysOf(identity, 'party-KH')).keys.size).toBe(0);
      const to = acts(identity, 'grant', 'party-KH').map((act) => act.kind === 'grant' && act.cert);
      expect(to).not.toContain(identity.cert);
      expect(await knock(relay.url, identity, descriptorOf(identity, 'party-KH'))).toBe('unauthorised');
    }
    const mine = await identityOn(onSecond);
    expect(await knock(relay.url, mine, descriptorOf(mine, 'party-KH'))).toBe('in');
  });
});
