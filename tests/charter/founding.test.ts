import { describe, expect, it } from 'vitest';
import { Founding, NothingToCompare } from '../../src/charter/founding.ts';
import { readLetter, type MemberLetter } from '../../src/charter/invitation.ts';
import { newDeviceKeys } from '../../src/charter/devices.ts';
import { writeRequest } from '../../src/charter/joining-request.ts';
import { Joining } from '../../src/charter/joining.ts';
import { Shelf } from '../../src/charter/shelf.ts';
import { randomBytes, toBase64Url } from '../../src/crypto/bytes.ts';
import { canonicalBytes } from '../../src/crypto/canonical.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import type { Meeting } from '../../src/replica/meeting.ts';
import { until } from '../sim/until.ts';
import { newDevice, newRelay } from './devices.ts';
import { begin, foundTogether, open, partyLetter, reach } from './founded.ts';

const titles = (workspace: Workspace): string[] =>
  workspace.plan.plans().map(({ title }) => (title.state === 'one' ? title.value : title.state));

describe('founding', () => {
  it('shows both heads the same six words, needs both signatures, and opens one workspace for both', async () => {
    const relay = await newRelay();
    const letter = partyLetter(relay.url);
    const [kh, th] = [newDevice(), newDevice()];
    const cambodia = await begin(kh, letter, 'KH');
    expect(cambodia.state).toMatchObject({ state: 'waiting' });
    const thailand = await begin(th, letter, 'TH');
    await reach(cambodia, 'comparing');
    await reach(thailand, 'comparing');
    const wordsOf = (founding: Founding) =>
      founding.state.state === 'comparing' ? founding.state.words : [];
    expect(wordsOf(cambodia)).toHaveLength(6);
    expect(wordsOf(thailand)).toEqual(wordsOf(cambodia));
    cambodia.confirm();
    await until(
      () =>
        thailand.state.state === 'comparing' &&
        thailand.state.heads.some(({ body, confirmed }) => body === 'KH' && confirmed),
      'the word of the other head',
    );
    expect(cambodia.state.state).toBe('comparing');
    thailand.confirm();
    await reach(cambodia, 'founded');
    await reach(thailand, 'founded');
    cambodia.close();
    thailand.close();
    const [card] = await kh.shelf.list();
    const [same] = await th.shelf.list();
    expect(card).toMatchObject({ name: 'A border cooperation', body: 'KH', person: 'Head of KH' });
    expect(same?.key).toBe(card?.key);
  });

  it('founds among three Parties, who then write and read together through the relay', async () => {
    const relay = await newRelay();
    const { workspaces } = await foundTogether(relay.url, ['KH', 'TH', 'LA']);
    const [kh, , la] = workspaces;
    kh?.plan.addPlan({ title: 'A plan of three', period: '2022' });
    await until(() => titles(la!).includes('A plan of three'), 'the plan at the third Party');
    expect(la?.members().map(({ body }) => body)).toEqual(['KH', 'TH', 'LA']);
    await until(() => kh?.people().length === 3, 'three people present');
  });

  it('goes on with the same words after a reload', async () => {
    const relay = await newRelay();
    const letter = partyLetter(relay.url);
    const [kh, th] = [newDevice(), newDevice()];
    const first = await begin(kh, letter, 'KH');
    const thailand = await begin(th, letter, 'TH');
    await reach(first, 'comparing');
    const words = first.state.state === 'comparing' ? first.state.words : [];
    first.close();
    const again = await Founding.resume(kh, letter);
    if (again === null) throw new Error('nothing to resume');
    await reach(again, 'comparing');
    expect(again.state).toMatchObject({ words });
    await reach(thailand, 'comparing');
    expect(thailand.state).toMatchObject({ words });
    again.confirm();
    thailand.confirm();
    await reach(again, 'founded');
    await reach(thailand, 'founded');
    again.close();
    thailand.close();
  });

  it('takes no confirmation before there are words to compare', async () => {
    const relay = await newRelay();
    const cambodia = await begin(newDevice(), partyLetter(relay.url), 'KH');
    expect(() => cambodia.confirm()).toThrow(NothingToCompare);
    cambodia.close();
  });

  it('is one founding in two pages of one device: one genesis, one signature, one set of keys', async () => {
    const relay = await newRelay();
    const letter = partyLetter(relay.url);
    const [kh, th] = [newDevice(), newDevice()];
    const pages = await Promise.all([begin(kh, letter, 'KH'), begin(kh, letter, 'KH')]);
    const thailand = await begin(th, letter, 'TH');
    const all = [...pages, thailand];
    for (const founding of all) await reach(founding, 'comparing');
    expect(new Set(all.map(({ state }) => state.state === 'comparing' && state.words.join(' '))).size).toBe(
      1,
    );
    for (const founding of all) founding.confirm();
    for (const founding of all) await reach(founding, 'founded');
    for (const founding of all) founding.close();
    const [card] = await kh.shelf.list();
    const [own, theirs] = await Promise.all([kh, th].map(({ shelf }) => shelf.identity(card?.key ?? '')));
    const texts = (of: typeof own) => of?.statements.map((said) => JSON.stringify(said)).sort();
    expect(texts(own)).toEqual(texts(theirs));
  });

  it('tells the second who answers for one Party that the invitation was used', async () => {
    const relay = await newRelay();
    const letter = partyLetter(relay.url);
    const cambodia = await begin(newDevice(), letter, 'KH');
    const thailand = await begin(newDevice(), letter, 'TH');
    await reach(cambodia, 'comparing');
    const stranger = await begin(newDevice(), letter, 'TH');
    await until(() => [thailand, stranger].some(({ state }) => state.state === 'failed'), 'a refusal');
    for (const founding of [cambodia, thailand, stranger]) founding.close();
  });

  it('fails rather than let a genesis be exchanged that does not say what was offered', async () => {
    const relay = await newRelay();
    const letter = partyLetter(relay.url);
    const thailand = await begin(newDevice(), letter, 'TH');
    const room = await MeetRoom.open(relay.url, Buffer.from(letter.secret, 'base64url'), Date.now);
    const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    room.put(
      'offer-KH',
      text({ v: 1, party: 'KH', root: toBase64Url(randomBytes(32)), person: 'X', seat: 'Y' }),
    );
    room.put('genesis', text({ v: 1, name: 'Another name' }));
    await reach(thailand, 'failed');
    expect(thailand.state).toEqual({ state: 'failed', problem: 'untrue' });
    thailand.close();
    room.close();
  });
});

describe('joining', () => {
  it('shows newcomer and admin the same six words, and admits exactly that device', async () => {
    const relay = await newRelay();
    const { workspaces } = await foundTogether(relay.url);
    const [kh, th] = workspaces;
    kh?.plan.addPlan({ title: 'Seen by the newcomer', period: '2022' });
    const desk = th?.invitations;
    if (desk == null) throw new Error('no desk');
    const made = await desk.create({ body: 'TH', role: 'delegate' });
    const device = newDevice();
    const letter = readLetter(`https://span.example/${made.link}`) as MemberLetter;
    const joining = await Joining.begin(device, letter);
    expect(joining.state).toEqual({
      state: 'introducing',
      workspace: 'A border cooperation',
      bodyName: 'Country TH',
      inviter: 'Head of TH',
    });
    await joining.ask({ person: 'A delegate', seat: 'Focal point' });
    await until(() => desk.list()[0]?.state.state === 'asked', 'the request');
    const asked = desk.list()[0]?.state;
    expect(asked).toMatchObject({ person: 'A delegate', seat: 'Focal point' });
    expect(joining.state).toMatchObject({ words: asked?.state === 'asked' ? asked.words : [] });
    await desk.admit(made.id);
    await reach(joining, 'admitted');
    const workspace = await open(device, joining.state.state === 'admitted' ? joining.state.workspace : '');
    joining.close();
    await until(() => titles(workspace).includes('Seen by the newcomer'), 'what was written before');
    expect(workspace.me).toMatchObject({ body: 'TH', person: 'A delegate', role: 'delegate', device: '2-2' });
    expect(workspace.invitations).toBeNull();
    workspace.plan.addPlan({ title: 'Written by the newcomer', period: '2023' });
    await until(() => titles(kh!).includes('Written by the newcomer'), 'the newcomer at the other Party');
    await until(() => kh!.members().length === 3, 'the newcomer among the members');

    // The same link again.
    const second = await Joining.begin(newDevice(), letter);
    await reach(second, 'failed');
    expect(second.state).toEqual({ state: 'failed', problem: 'used' });
    second.close();
  });

  it('lets a partner in without a signature, and a reader in without a pen', async () => {
    const relay = await newRelay();
    const { workspaces } = await foundTogether(relay.url);
    const desk = workspaces[0]?.invitations;
    if (desk == null) throw new Error('no desk');
    for (const [body, role] of [
      ['IOM', 'secretariat'],
      ['KH', 'reader'],
    ] as const) {
      const made = await desk.create({ body, role });
      const device = newDevice();
      const joining = await Joining.begin(device, readLetter(made.file) as MemberLetter);
      await joining.ask({ person: `A ${role}`, seat: 'A seat' });
      await until(() => desk.list().find(({ id }) => id === made.id)?.state.state === 'asked', 'the request');
      await desk.admit(made.id);
      await reach(joining, 'admitted');
      const workspace = await open(device, joining.state.state === 'admitted' ? joining.state.workspace : '');
      joining.close();
      const write = () => workspace.plan.addPlan({ title: 'By hand', period: '' });
      if (role === 'reader') expect(write).toThrow('not a writer');
      else expect(write).not.toThrow();
    }
  });

  it('answers a refusal and a withdrawal in so many words', async () => {
    const relay = await newRelay();
    const { workspaces } = await foundTogether(relay.url);
    const desk = workspaces[0]?.invitations;
    if (desk == null) throw new Error('no desk');
    const refused = await desk.create({ body: 'KH', role: 'delegate' });
    const joining = await Joining.begin(newDevice(), readLetter(refused.link) as MemberLetter);
    await joining.ask({ person: 'Nobody known', seat: 'None' });
    await until(() => desk.list().some(({ state }) => state.state === 'asked'), 'the request');
    await desk.refuse(refused.id);
    await reach(joining, 'failed');
    expect(joining.state).toEqual({ state: 'failed', problem: 'refused' });
    const withdrawn = await desk.create({ body: 'KH', role: 'delegate' });
    await desk.withdraw(withdrawn.id);
    const late = await Joining.begin(newDevice(), readLetter(withdrawn.link) as MemberLetter);
    await reach(late, 'failed');
    expect(late.state).toEqual({ state: 'failed', problem: 'withdrawn' });
    joining.close();
    late.close();
  });

  it('admits the device whose six words were shown, whoever wrote over its request while the desk was closed', async () => {
    const relay = await newRelay();
    const { workspaces, devices } = await foundTogether(relay.url);
    const [kh] = workspaces;
    const made = await kh?.invitations?.create({ body: 'KH', role: 'delegate' });
    const letter = readLetter(made?.link ?? '') as MemberLetter;
    const newcomer = newDevice();
    const joining = await Joining.begin(newcomer, letter);
    await joining.ask({ person: 'The newcomer', seat: 'A seat' });
    await until(() => kh?.invitations?.list()[0]?.state.state === 'asked', 'the request');
    joining.close();
    await kh?.close();

    const room = await MeetRoom.open(relay.url, Buffer.from(letter.secret, 'base64url'), Date.now);
    await until(() => room.get('request') !== null, 'the request in the room');
    const keys = await newDeviceKeys();
    const other = await writeRequest(letter.genesis, 'The newcomer', 'A seat', keys, randomBytes(16));
    room.put('request', canonicalBytes(other));
    room.close();
    const watching = await MeetRoom.open(relay.url, Buffer.from(letter.secret, 'base64url'), Date.now);
    const there = () => toBase64Url(watching.get('request') ?? new Uint8Array());
    await until(() => there() === toBase64Url(canonicalBytes(other)), 'the other request in the room');
    watching.close();

    const again = await open(devices[0]!, kh?.id ?? '');
    await again.invitations?.admit(letter.secret);
    const back = await Joining.begin(newcomer, letter);
    await reach(back, 'admitted');
    back.close();
  });

  it('never takes its own request in the room for that of somebody who came first', async () => {
    const relay = await newRelay();
    const { workspaces } = await foundTogether(relay.url);
    const made = await workspaces[0]?.invitations?.create({ body: 'KH', role: 'delegate' });
    const letter = readLetter(made?.link ?? '') as MemberLetter;
    let room: Meeting | null = null;
    /** Slow: whatever happens in a room that has been entered happens before it answers. */
    class SlowShelf extends Shelf {
      override async pending<T>(id: string): Promise<T | null> {
        const entered = room;
        if (entered !== null) await until(() => entered.state === 'synced', 'the room');
        return super.pending<T>(id);
      }
    }
    const { meet, ...device } = newDevice();
    const shelf = new SlowShelf(`slow shelf ${process.pid}`);
    const place = { ...device, shelf, meet: async (to: MemberLetter) => (room = await meet(to)) };
    const first = await Joining.begin(place, letter);
    await first.ask({ person: 'The newcomer', seat: 'A seat' });
    await until(() => workspaces[0]?.invitations?.list()[0]?.state.state === 'asked', 'the request');
    const words = first.state.state === 'asking' ? first.state.words : [];
    first.close();
    room = null;
    const again = await Joining.begin(place, letter);
    await reach(again, 'asking');
    expect(again.state).toMatchObject({ words });
    again.close();
  });

  it('keeps the invitations of a desk that is open in two windows', async () => {
    const relay = await newRelay();
    const { workspaces, devices } = await foundTogether(relay.url);
    const [one] = workspaces;
    const two = await open(devices[0]!, one?.id ?? '');
    const made = await one?.invitations?.create({ body: 'KH', role: 'delegate' });
    const other = await two.invitations?.create({ body: 'KH', role: 'reader' });
    await one?.invitations?.withdraw(made?.id ?? '');
    await one?.close();
    await two.close();
    const again = await open(devices[0]!, one?.id ?? '');
    const states = new Map(again.invitations?.list().map(({ id, state }) => [id, state.state]));
    expect(states).toEqual(
      new Map([
        [made?.id, 'withdrawn'],
        [other?.id, 'open'],
      ]),
    );
  });
});
