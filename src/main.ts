import { mount } from 'svelte';
import { BoardWatch, driveBoard } from './charter/board.ts';
import { readBoardLink, writeBoardLink } from './charter/board-link.ts';
import { cardOf, Shelf } from './charter/shelf.ts';
import { Founding } from './charter/founding.ts';
import {
  InvitationRefused,
  readLetter,
  secretOf,
  writeLetter,
  type InvitationLetter,
  type PartyLetter,
} from './charter/invitation.ts';
import { Joining } from './charter/joining.ts';
import { readSeed, sampleIdentity, samplePerson } from './charter/sample.ts';
import { fromBase64Url, randomBytes, toBase64Url } from './crypto/bytes.ts';
import {
  addressOf,
  chooseFiles,
  contrastWish,
  keepStorage,
  notes,
  tab,
  now,
  onLeaving,
  onNetwork,
  openFile,
  readFile,
  ownLanguages,
  ownRelay,
  relayClock,
  saveFile,
  secure,
  drawsImage,
  showsPdf,
} from './platform/browser.ts';
import { stayAwake } from './platform/awake.ts';
import { Install } from './platform/install.ts';
import { Update } from './platform/update.ts';
import { readTablesApart } from './platform/tables.ts';
import { OpenRefused } from './registers/open-refused.ts';
import type { WorkspacePlace } from './registers/workspace-place.ts';
import { openWorkspace } from './registers/workspace.ts';
import type { Workspace } from './registers/workspace-types.ts';
import { openChunkStore } from './replica/chunk-store-idb.ts';
import { MeetRoom } from './replica/meet-room.ts';
import { Vault } from './replica/vault.ts';
import type { App, FoundingWish, Invited, SampleSeat, SampleStage } from './state/app.ts';
import { LanguageChoice } from './state/language.svelte.ts';
import { ThemeChoice } from './state/theme.svelte.ts';
import { firstLanguage } from './texts/language.ts';
import Root from './views/Root.svelte';

const shelf = new Shelf();
const update = new Update();
const languages = new LanguageChoice((note, text) => notes.keep(note, text));
languages.count(notes.read('digits'));
const themes = new ThemeChoice(notes.read('theme'), contrastWish, (theme) => notes.keep('theme', theme));
notes.observe((name, text) => {
  if (name === 'language') void languages.speak(firstLanguage(text, ownLanguages()));
  else if (name === 'digits') languages.count(text);
  else if (name === 'theme') themes.follow(text);
});
const openNow = new Set<Workspace>();
const meet = (letter: InvitationLetter) => MeetRoom.open(letter.relay, secretOf(letter), now);

const place: WorkspacePlace = {
  shelf,
  now,
  random: randomBytes,
  vault: (name) => Vault.open(name),
  chunks: openChunkStore,
  meet,
  app: __SPAN_VERSION__,
};

async function opened(workspace: Workspace): Promise<Workspace> {
  keepStorage();
  await shelf.touch(workspace.id, { openedAt: now() });
  openNow.add(workspace);
  const { close } = workspace;
  return Object.assign(workspace, {
    close: () => {
      openNow.delete(workspace);
      return close.call(workspace);
    },
  });
}

async function open(key: string): Promise<Workspace> {
  const identity = await shelf.identity(key);
  if (identity === null) throw new OpenRefused('unknown');
  return opened(await openWorkspace(identity, place));
}

let seeding: Promise<string> | null = null;
/** The device's own sample: one seed, kept, so that its three bodies meet in it. */
const ownSeed = (): Promise<string> => (seeding ??= keptSeed());

async function keptSeed(): Promise<string> {
  const kept = await shelf.pending<string>('sample seed');
  if (kept !== null && readSeed(kept) !== null) return kept;
  const seed = toBase64Url(randomBytes(16));
  await shelf.setPending('sample seed', seed);
  return seed;
}

async function sample(text: string | null, seat: SampleSeat, stage: SampleStage): Promise<Workspace> {
  const seed = readSeed(text ?? (await ownSeed()));
  if (seed === null) throw new OpenRefused('unknown');
  const identity = await sampleIdentity(seed, seat, ownRelay(), stage);
  const known = await shelf.identity(identity.key);
  if (known === null) {
    // Where the browser keeps nothing the sample still opens, and says that it is not kept.
    await shelf.put(identity, cardOf(identity, samplePerson(seat).person, now())).catch(() => undefined);
  }
  return opened(await openWorkspace(identity, place));
}

function found(wish: FoundingWish): Promise<Founding> {
  const [mine] = wish.parties;
  const letter = writeLetter({
    kind: 'party',
    relay: ownRelay(),
    secret: toBase64Url(randomBytes(16)),
    workspace: wish.name,
    inviter: wish.person,
    parties: wish.parties,
    partners: wish.partners,
    from: mine?.id ?? '',
  }) as PartyLetter;
  const { person, seat } = wish;
  return Founding.begin({ shelf, now, meet }, { letter, party: letter.from, person, seat });
}

async function join(payload: string): Promise<Invited> {
  const letter = readLetter(payload);
  if (letter.kind === 'member')
    return { kind: 'member', joining: await Joining.begin({ shelf, now, meet }, letter) };
  const under = await Founding.resume({ shelf, now, meet }, letter);
  return {
    kind: 'party',
    workspace: letter.workspace,
    from: letter.parties.find(({ id }) => id === letter.from),
    parties: letter.parties.filter(({ id }) => id !== letter.from),
    under,
    answer: ({ party, person, seat }) => {
      if (party === letter.from) throw new InvitationRefused('used');
      return Founding.begin({ shelf, now, meet }, { letter, party, person, seat });
    },
  };
}

const app: App = {
  shelf,
  open,
  sample,
  sampleLink: async (body, stage) =>
    `#/${stage === 'opening' ? 'rehearsal' : 'sample'}/${await ownSeed()}/${body}`,
  found,
  join,
  files: {
    save: saveFile,
    open: openFile,
    read: readFile,
    tables: readTablesApart,
    choose: chooseFiles,
    drawsImage,
    showsPdf,
    address: addressOf,
  },
  boards: {
    relay: ownRelay(),
    newSecret: () => toBase64Url(randomBytes(32)),
    watch: async (text) => {
      const link = readBoardLink(text);
      return new BoardWatch(link, await MeetRoom.open(link.relay, fromBase64Url(link.view), now));
    },
    drive: ({ secret, relay }) =>
      driveBoard(fromBase64Url(secret), (view) => MeetRoom.open(relay, view, now), now),
    linkOf: ({ secret, ...board }) => writeBoardLink({ ...board, secret: fromBase64Url(secret) }),
  },
  copy: (text) => navigator.clipboard.writeText(text),
  stayAwake,
  origin: location.origin,
  online: () => navigator.onLine,
  onNetwork,
  clock: now,
  relayClock,
  languages,
  themes,
  notes,
  tab,
  update,
  install: new Install(),
};

onLeaving(() => {
  for (const workspace of openNow) void workspace.flush();
});
void update.register();

const target = document.getElementById('app');
// Without its sentences (a first visit cut off half way) the page opens in English rather than not at all.
await languages.speak(firstLanguage(notes.read('language'), ownLanguages()));
if (target !== null) mount(Root, { target, props: { app, secure } });
