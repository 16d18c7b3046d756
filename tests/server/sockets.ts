import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { concat, fromBase64Url, toBase64Url } from '../../src/crypto/bytes.ts';
import { contentId } from '../../src/crypto/hash.ts';
import { MESSAGE, SYNC, VALUE_ID } from '../../src/wire/messages.ts';
import { until } from '../sim/until.ts';

/** What a relay said, opened as far as tests look. */
export type Heard =
  | { readonly kind: 'step1'; readonly bytes: Uint8Array }
  | { readonly kind: 'step2'; readonly bytes: Uint8Array }
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'presence'; readonly bytes: Uint8Array }
  | { readonly kind: 'receipt'; readonly n: number }
  | { readonly kind: 'value'; readonly id: string; readonly bytes: Uint8Array }
  | { readonly kind: 'values'; readonly ids: readonly string[] };

function open(data: Uint8Array): Heard {
  const read = decoding.createDecoder(data);
  const type = decoding.readVarUint(read);
  if (type === MESSAGE.receipt) return { kind: 'receipt', n: decoding.readVarUint(read) };
  if (type === MESSAGE.askValue) {
    const id = toBase64Url(data.subarray(1, 1 + VALUE_ID));
    return { kind: 'value', id, bytes: data.subarray(1 + VALUE_ID) };
  }
  if (type === MESSAGE.listValues) {
    const ids = Array.from({ length: (data.length - 1) / VALUE_ID }, (_, i) =>
      toBase64Url(data.subarray(1 + i * VALUE_ID, 1 + (i + 1) * VALUE_ID)),
    );
    return { kind: 'values', ids };
  }
  if (type === MESSAGE.presence) return { kind: 'presence', bytes: decoding.readVarUint8Array(read) };
  if (type !== MESSAGE.sync) throw new Error(`the relay said ${type}`);
  const step = decoding.readVarUint(read);
  const bytes = decoding.readVarUint8Array(read);
  if (step === SYNC.step1) return { kind: 'step1', bytes };
  return { kind: step === SYNC.step2 ? 'step2' : 'update', bytes };
}

/** One message as a client writes it: type numbers, then bytes after their length. */
export const message = (types: readonly number[], bytes: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    for (const type of types) encoding.writeVarUint(encoder, type);
    encoding.writeVarUint8Array(encoder, bytes);
  });
export const updateMessage = (update: Uint8Array): Uint8Array => message([MESSAGE.sync, SYNC.update], update);
export const step1Message = (vector: Uint8Array): Uint8Array => message([MESSAGE.sync, SYNC.step1], vector);

/** Puts a value under its id, or under another. */
export const putMessage = (value: Uint8Array, id: string = contentId(value)): Uint8Array =>
  concat(Uint8Array.of(MESSAGE.putValue), fromBase64Url(id), value);
export const askMessage = (id: string): Uint8Array =>
  concat(Uint8Array.of(MESSAGE.askValue), fromBase64Url(id));
export const listMessage = (): Uint8Array => Uint8Array.of(MESSAGE.listValues);

/** One presence state as y-protocols writes it. */
export const presenceMessage = (client: number, clock: number, json: string): Uint8Array =>
  message(
    [MESSAGE.presence],
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }),
  );

/** A socket without a client behind it: says exactly what it is told, and remembers all it hears. */
export class Raw {
  readonly heard: Heard[] = [];
  /** Set when the relay has closed it. */
  closed: { readonly code: number; readonly reason: string } | null = null;
  readonly ws: WebSocket;
  #receipts = 0;

  constructor(url: string, protocols: readonly string[] = []) {
    this.ws = new WebSocket(url, [...protocols], { perMessageDeflate: false });
    this.ws.on('message', (data: Buffer) => this.heard.push(open(new Uint8Array(data))));
    this.ws.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
    this.ws.on('error', () => undefined); // 'close' follows
  }

  /** Resolves once the relay has taken it into the room. */
  static async join(url: string, protocols: readonly string[] = []): Promise<Raw> {
    const raw = new Raw(url, protocols);
    await until(() => raw.heard.length > 0 || raw.closed !== null, 'a first word of the relay');
    if (raw.closed !== null) throw new Error(`refused: ${raw.closed.code} ${raw.closed.reason}`);
    return raw;
  }

  send(data: Uint8Array | string): void {
    this.ws.send(data);
  }

  /** Numbers of this kind, in order. */
  of<K extends Heard['kind']>(kind: K): Extract<Heard, { kind: K }>[] {
    return this.heard.filter((heard): heard is Extract<Heard, { kind: K }> => heard.kind === kind);
  }

  get receipts(): number[] {
    return this.of('receipt').map(({ n }) => n);
  }

  /** Asks for a receipt without waiting for it; gives its number. */
  askReceipt(): number {
    const n = ++this.#receipts;
    this.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.receipt);
        encoding.writeVarUint(encoder, n);
      }),
    );
    return n;
  }

  /** Resolves when everything sent so far is stored; everything the relay said before that has been heard. */
  async stored(): Promise<void> {
    const n = this.askReceipt();
    await until(() => this.receipts.includes(n) || this.closed !== null, 'a receipt');
    if (this.closed !== null) throw new Error(`closed: ${this.closed.code} ${this.closed.reason}`);
  }

  /** Resolves when the relay's process has answered a ping: whatever it said before has been heard. */
  async pinged(): Promise<void> {
    let answered = false;
    this.ws.once('pong', () => (answered = true));
    this.ws.ping();
    await until(() => answered, 'a pong');
  }

  /** The name the relay gave when it closed this. */
  async reason(): Promise<string> {
    await until(() => this.closed !== null, 'a close', 15_000);
    return this.closed?.reason ?? '';
  }

  close(): void {
    this.ws.terminate();
  }
}
