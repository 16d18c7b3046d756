import type { Bytes } from '../../src/crypto/bytes.ts';
import type { FileKey } from '../../src/crypto/file-key.ts';
import { toBase64Url } from '../../src/crypto/bytes.ts';
import { RoomLost, type EnterRoom, type FileRoom } from '../../src/replica/file-room.ts';

/** A relay in memory that may lie and go away: what it does to a chunk is told by `gives`. */
export class SimFileRelay {
  readonly rooms = new Map<string, Map<string, Bytes>>();
  away = false;
  refusal: RoomLost['problem'] | null = null;
  /** Goes away after so many more puts or gets; null: never. */
  leavesAfter: number | null = null;
  /** What is given for a chunk. */
  gives: (id: string, chunk: Bytes | null) => Bytes | null = (_, chunk) => chunk;
  /** Ids it was asked for or given, in order. */
  readonly moved: string[] = [];

  readonly enter: EnterRoom = async (_relay, key) => {
    if (this.refusal !== null) throw new RoomLost(this.refusal);
    if (this.away) throw new RoomLost('away');
    return this.#room(key);
  };

  #step(id: string): void {
    if (this.away) throw new RoomLost('away');
    if (this.leavesAfter !== null && this.leavesAfter-- <= 0) {
      this.leavesAfter = null;
      this.away = true;
      throw new RoomLost('away');
    }
    this.moved.push(id);
  }

  #room({ access }: FileKey): FileRoom {
    const name = toBase64Url(access.publicKey);
    const chunks = this.rooms.get(name) ?? new Map<string, Bytes>();
    this.rooms.set(name, chunks);
    return {
      list: async () => new Set(chunks.keys()),
      put: async (id, chunk) => {
        this.#step(id);
        chunks.set(id, chunk);
      },
      get: async (id) => {
        this.#step(id);
        return this.gives(id, chunks.get(id) ?? null);
      },
      close: () => undefined,
    };
  }
}
