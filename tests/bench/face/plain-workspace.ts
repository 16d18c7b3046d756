import { IndexeddbPersistence } from 'y-indexeddb';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { JointRegisters } from '../../../src/registers/joint.ts';
import { writeSamplePlan } from '../../../src/registers/sample-plan.ts';
import type { Body, Member, Workspace } from '../../../src/registers/workspace-types.ts';
import { MemoryChunkStore } from '../../../src/replica/chunk-store-memory.ts';
import { FileCarrier } from '../../../src/replica/file-carrier.ts';
import { RoomLost } from '../../../src/replica/file-room.ts';
import type { Author, EndorsementHost } from '../../../src/replica/door.ts';
import { LOCAL } from '../../../src/replica/inner.ts';
import { recordsTouched } from '../../../src/replica/records-touched.ts';

const BODIES: readonly Body[] = [
  { id: 'KH', kind: 'party', name: 'Cambodia', tone: 0 },
  { id: 'TH', kind: 'party', name: 'Thailand', tone: 1 },
  { id: 'IOM', kind: 'partner', name: 'International Organization for Migration', tone: 0 },
];

const authorFor = (body: string): Author => ({
  body,
  writer: `${body === 'TH' ? 2 : 1}-1`,
  person: `Delegate of ${body}`,
  seat: 'Delegate',
});

/**
 * The same face on plain Yjs: one shared document on the stock provider and y-indexeddb, nothing sealed, signed, checked or
 * held back. What Span's own replica is measured against.
 */
export async function plainWorkspace(room: string, body: string): Promise<Workspace> {
  const doc = new Y.Doc();
  await new IndexeddbPersistence(`plain ${room} ${body}`, doc).whenSynced;
  const provider = new WebsocketProvider(new URLSearchParams(location.search).get('relay') ?? '', room, doc, {
    disableBc: true,
  });
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  const me = authorFor(body);
  provider.awareness.setLocalStateField('author', me);
  provider.awareness.setLocalStateField('user', { name: me.seat, color: 'teal', colorLight: 'lightcyan' });
  const here = { device: true, relay: true, seenBy: { KH: true, TH: true }, since: null } as const;
  const host: EndorsementHost = {
    doc,
    me,
    writer: me.writer,
    carets: provider.awareness,
    authorOf: (client) =>
      client === doc.clientID
        ? me
        : ((provider.awareness.getStates().get(client)?.['author'] as Author) ?? null),
    timeOf: () => null,
    knownAt: () => Y.decodeStateVector(Y.encodeStateVector(doc)),
    mayWrite: () => true,
    change: (act) => doc.transact(act, LOCAL),
    observe(listener) {
      const told = (transaction: Y.Transaction) => listener(recordsTouched(transaction));
      doc.on('afterTransaction', told);
      return () => doc.off('afterTransaction', told);
    },
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    whereIs: () => here,
    // Plain Yjs has nothing to sign with.
    endorse: () => undefined,
    endorsements: () => [],
    endorsed: () => [].values(),
    held: 0,
  };
  const joint = new JointRegisters(host, ['KH', 'TH']);
  const { plan } = joint;
  if (body === 'KH' && plan.plans().length === 0) writeSamplePlan(plan);
  const member: Member = { cert: body, role: 'delegate', me: true, device: me.writer, ...me };
  return {
    id: room,
    name: 'Plain',
    kind: 'sample',
    words: [],
    me: member,
    bodies: BODIES,
    plan,
    joint,
    host,
    files: new FileCarrier({
      store: new MemoryChunkStore(),
      relays: [],
      enter: () => Promise.reject(new RoomLost('away')),
      now: () => Date.now(),
    }),
    maySign: false,
    evidence: () => {
      throw new Error('plain Yjs proves nothing');
    },
    own: null,
    members: () => [member],
    people: () => [],
    place: () => undefined,
    lead: () => undefined,
    sync: () => ({
      relay: { state: 'connected' },
      storage: { state: 'kept' },
      waiting: 0,
      waitingSince: null,
      unseen: {},
    }),
    notices: () => [],
    news: () => [],
    looked: () => undefined,
    invitations: null,
    network: () => undefined,
    observe: () => () => undefined,
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(provider.destroy()),
  };
}
