import { updateFrameLength, writeUpdateFrame } from './frames.ts';
import type { Peer } from './peer.ts';

interface Entry {
  readonly peer: Peer;
  /** An update after its length, as it came: a view into the frame, good for this turn. */
  readonly body: Uint8Array;
}

/** What one event-loop turn brought for one room. Nobody hears it before it is committed. */
export class Turn {
  readonly #entries: Entry[] = [];
  bytes = 0;

  get length(): number {
    return this.#entries.length;
  }

  get authors(): ReadonlySet<Peer> {
    return new Set(this.#entries.map(({ peer }) => peer));
  }

  add(peer: Peer, body: Uint8Array): void {
    this.#entries.push({ peer, body });
    this.bytes += body.length;
  }

  /** The updates as the store keeps them. */
  batch(): Uint8Array {
    const bodies = this.#entries.map(({ body }) => body);
    return Buffer.concat(bodies, this.bytes);
  }

  /** Lets everybody hear what others wrote: the same bytes for all who wrote nothing, made once. */
  forward(peers: Iterable<Peer>): void {
    const all = Buffer.allocUnsafe(this.#entries.reduce((sum, { body }) => sum + updateFrameLength(body), 0));
    let at = 0;
    for (const { body } of this.#entries) at = writeUpdateFrame(all, at, body);
    const { authors } = this;
    for (const peer of peers) {
      if (!authors.has(peer)) peer.hear(all);
      else if (authors.size > 1) peer.hear(this.#without(peer, all));
    }
  }

  #without(author: Peer, all: Buffer): Buffer {
    const others = Buffer.allocUnsafe(all.length);
    let from = 0;
    let at = 0;
    for (const { peer, body } of this.#entries) {
      const next = from + updateFrameLength(body);
      if (peer !== author) at += all.copy(others, at, from, next);
      from = next;
    }
    return others.subarray(0, at);
  }
}
