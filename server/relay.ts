import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { CloseName } from '../src/wire/close-codes.ts';
import { LIMITS } from '../src/wire/limits.ts';
import { DayQuota } from './day-quota.ts';
import { presenceFrame, readFrame, receiptFrame } from './frames.ts';
import { Merger } from './merger.ts';
import { Metrics } from './metrics.ts';
import { Peer } from './peer.ts';
import { NOBODY } from './presence.ts';
import { Room } from './room.ts';
import type { RoomKind, Store } from './store.ts';

/** Stock clients leave after 30 s of silence, so each hears something well before. */
const SILENCE_MS = 12_000;
const HOUSEKEEPING_MS = 500;
const PING_MS = 30_000;
const UNLOAD_MS = 30_000;
const FORGET_MS = 60 * 60 * 1000;

/** A way in that the access check has granted. */
export interface Pass {
  readonly room: string;
  readonly kind: RoomKind;
  /** Generation of the descriptor; 0 where there are none. */
  readonly generation: number;
}

/** Rooms, sockets and the turn: what arrives in one event-loop turn is committed once, then heard. */
export class Relay {
  readonly metrics = new Metrics();
  readonly #store: Store;
  readonly #merger = new Merger();
  readonly #rooms = new Map<string, Room>();
  readonly #opening = new Map<string, Promise<Room>>();
  readonly #written = new Set<Room>();
  /** Those for whom there is something to do at the end of the turn. */
  readonly #busy = new Set<Peer>();
  readonly #timers: NodeJS.Timeout[];
  #turnAsked = false;
  #turning: Promise<void> | null = null;
  #closing = false;

  readonly #quota: DayQuota;

  /** The store stays the caller's to close. */
  constructor(store: Store, quota = new DayQuota()) {
    this.#store = store;
    this.#quota = quota;
    const every = (ms: number, act: () => void) => setInterval(act, ms).unref();
    const forget = () => void store.forgetMeetings(Date.now() - LIMITS.meetingIdle).catch(() => undefined);
    forget();
    this.#timers = [
      every(HOUSEKEEPING_MS, () => this.#keepHouse()),
      every(PING_MS, () => this.#ping()),
      every(FORGET_MS, forget),
    ];
  }

  /** False once a commit has failed and none has succeeded since. */
  healthy = true;

  /** The room of a pass, ready for {@link attach}; or why not. */
  async admit(pass: Pass): Promise<{ readonly room: Room } | { readonly refuse: CloseName }> {
    if (this.#closing) return { refuse: 'shutting-down' };
    if (this.metrics.sockets >= LIMITS.sockets) return { refuse: 'crowded' };
    try {
      const room = await this.#open(pass);
      if (!room || room.peers.size >= LIMITS.socketsPerRoom) return { refuse: 'crowded' };
      room.touchedAt = Date.now();
      if (pass.generation < room.generation) return { refuse: 'stale-descriptor' };
      if (pass.generation > room.generation || pass.kind === 'meet') {
        await this.#store.raise(room.name, room.kind, pass.generation, Date.now());
        room.generation = Math.max(room.generation, pass.generation);
        for (const peer of room.peers)
          if (peer.generation < room.generation) this.#refuse(peer, 'stale-descriptor');
      }
      return { room };
    } catch {
      return { refuse: 'storage-failed' };
    }
  }

  /** Puts an open socket into its room. `address`: where it comes from, as its files are counted. */
  attach(room: Room, ws: WebSocket, socket: Duplex, generation: number, address: string): void {
    const mayKeep = (bytes: number) => this.#quota.take(address, bytes, Date.now());
    const peer = new Peer(ws, socket, generation, this.#busy, Date.now(), mayKeep);
    this.metrics.sockets += 1;
    ws.on('message', (data: Buffer, isBinary) => this.#read(room, peer, data, isBinary));
    ws.on('pong', () => (peer.alive = true));
    ws.on('ping', () => this.#charge(peer, 0));
    ws.on('close', () => {
      this.metrics.sockets -= 1;
      peer.gone();
      room.leave(peer, Date.now());
      this.#endOfTurn();
    });
    room.join(peer);
    this.#endOfTurn();
  }

  /** Commits what has arrived, tells every socket to come back later, and waits for what is under way. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#turn();
    for (const room of this.#rooms.values())
      for (const peer of room.peers) this.#refuse(peer, 'shutting-down');
    await this.#merger.close();
    await Promise.all([...this.#rooms.values()].map((room) => room.close()));
  }

  #open({ room: name, kind }: Pass): Promise<Room> | Room | null {
    const known = this.#rooms.get(name) ?? this.#opening.get(name);
    if (known) return known;
    if (this.#rooms.size + this.#opening.size >= LIMITS.rooms) return null;
    const opening = this.#store
      .read(name)
      .then((stored) => {
        const { metrics } = this;
        const house = {
          store: this.#store,
          merger: this.#merger,
          metrics,
          endOfTurn: () => this.#endOfTurn(),
        };
        const room = new Room(name, kind, stored, house, Date.now());
        this.#rooms.set(name, room);
        metrics.rooms = this.#rooms.size;
        return room;
      })
      .finally(() => this.#opening.delete(name));
    this.#opening.set(name, opening);
    return opening;
  }

  #read(room: Room, peer: Peer, data: Buffer, isBinary: boolean): void {
    if (!peer.open || !this.#charge(peer, data.length)) return;
    this.metrics.framesIn += 1;
    this.metrics.bytesIn += data.length;
    const refusal = isBinary ? this.#take(room, peer, data) : 'malformed';
    if (refusal) this.#refuse(peer, refusal);
    this.#endOfTurn();
  }

  #take(room: Room, peer: Peer, data: Buffer): CloseName | null {
    const now = Date.now();
    const frame = readFrame(data);
    switch (frame?.kind) {
      case undefined:
        return 'malformed';
      case 'update': {
        const refusal = room.write(peer, frame.body, frame.answer, now);
        if (room.written) this.#written.add(room);
        return refusal;
      }
      case 'step1':
        return room.asked(peer, frame.vector, now);
      case 'put': {
        const refusal = room.put(peer, frame.id, frame.value, now);
        if (room.written) this.#written.add(room);
        return refusal;
      }
      case 'ask':
        return room.ask(peer, frame.id, now);
      case 'list':
        return room.list(peer);
      case 'receipt':
        peer.owe(frame.n);
        return null;
      case 'query-presence':
        peer.say(presenceFrame(room.presence.all() ?? NOBODY));
        return null;
      case 'presence':
        try {
          const news = room.presence.take(frame.update, peer, now);
          if (news) room.tell(news);
          return null;
        } catch {
          return 'malformed';
        }
    }
  }

  #charge(peer: Peer, bytes: number): boolean {
    if (peer.charge(bytes, Date.now())) return true;
    this.#refuse(peer, 'too-fast');
    return false;
  }

  #refuse(peer: Peer, name: CloseName): void {
    if (peer.open) this.metrics.refused(name);
    peer.close(name);
  }

  /** After everything that has arrived was read, and not later: no timer, so that an idle relay forwards at once. */
  #endOfTurn(): void {
    if (this.#turnAsked || this.#turning || this.#written.size + this.#busy.size === 0) return;
    this.#turnAsked = true;
    setImmediate(() => void this.#turn());
  }

  async #turn(): Promise<void> {
    await this.#turning;
    this.#turnAsked = false;
    this.#turning = this.#commit().finally(() => {
      this.#turning = null;
      this.#endOfTurn();
    });
    await this.#turning;
  }

  async #commit(): Promise<void> {
    const { metrics } = this;
    const now = Date.now();
    const kept = [...this.#written].map((room) => ({ room, ...room.endValues() }));
    const written = [...this.#written].flatMap((room) => {
      const turn = room.endTurn();
      return turn.length === 0 ? [] : [{ room, turn, batch: turn.batch() }];
    });
    this.#written.clear();
    // Receipts are promised for what came before them, so they are collected before anything is awaited.
    const owed = [...this.#busy].map((peer) => [peer, peer.takeOwed()] as const);
    if (written.length > 0) {
      const start = performance.now();
      try {
        const rows = await this.#store.append(
          written.map(({ room: { name, kind }, batch }) => ({ room: name, kind, batch, now })),
        );
        written.forEach(({ room, turn, batch }, i) => {
          room.committed(rows[i] ?? 0, batch, turn);
          metrics.updates += turn.length;
        });
        metrics.commits += 1;
        metrics.commitSeconds += (performance.now() - start) / 1000;
        this.healthy = true;
      } catch {
        metrics.storeFailures += 1;
        this.healthy = false;
        for (const { turn } of written) for (const peer of turn.authors) this.#refuse(peer, 'storage-failed');
      }
    }
    await this.#keep(kept, now);
    for (const [peer, receipts] of owed) for (const n of receipts) peer.say(receiptFrame(n));
    for (const peer of this.#busy) {
      if (!peer.flush(now)) metrics.refused('too-slow-reader');
      // Receipts asked for during the commit may stand for what came during it, so they wait for the next.
      if (!peer.owing || !peer.open) this.#busy.delete(peer);
    }
  }

  /** Commits the values of a turn; those who sent them come back when that failed. */
  async #keep(rooms: readonly ({ readonly room: Room } & ReturnType<Room['endValues']>)[], now: number) {
    const { metrics } = this;
    const all = rooms.flatMap(({ room: { name, kind }, values }) =>
      values.map(({ id, value, peer }) => ({ peer, row: { room: name, kind, id, value, now } })),
    );
    if (all.length === 0) return;
    try {
      await this.#store.keep(all.map(({ row }) => row));
      for (const { committed } of rooms) committed();
      metrics.values += all.length;
      this.healthy = true;
    } catch {
      metrics.storeFailures += 1;
      this.healthy = false;
      for (const { peer } of all) this.#refuse(peer, 'storage-failed');
    }
  }

  *#peers(): Iterable<Peer> {
    for (const room of this.#rooms.values()) yield* room.peers;
  }

  #keepHouse(): void {
    const now = Date.now();
    const nobody = presenceFrame(NOBODY);
    for (const [name, room] of this.#rooms) {
      room.settle(now);
      for (const peer of room.peers) if (now - peer.heardAt > SILENCE_MS) peer.say(nobody);
      if (room.idle && now - room.touchedAt > UNLOAD_MS) this.#rooms.delete(name);
    }
    this.metrics.rooms = this.#rooms.size;
    this.#endOfTurn();
  }

  #ping(): void {
    for (const peer of this.#peers()) {
      if (peer.alive) peer.ping();
      else peer.drop();
    }
  }
}
