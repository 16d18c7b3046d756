import { concat, type Bytes } from './bytes.ts';

/**
 * PADMÉ length (Nikitin et al., PoPETs 2019, section 4): sizes leak O(log log n) bits for at most 12 % of overhead.
 * Takes and gives a count of bytes.
 */
export function padmeLength(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const mantissaBits = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** Math.max(0, exponent - mantissaBits);
  return Math.ceil(length / step) * step;
}

/** Four bytes of length, the content, zeros up to the PADMÉ length, never under 64 so that single keys look alike. */
export function pad(content: Uint8Array): Bytes {
  const header = new Uint8Array(4);
  new DataView(header.buffer).setUint32(0, content.length);
  const bare = 4 + content.length;
  return concat(header, content, new Uint8Array(Math.max(64, padmeLength(bare)) - bare));
}

/** The content of {@link pad}. Throws `RangeError` unless the padding is exactly what `pad` would have made. */
export function unpad(padded: Uint8Array): Bytes {
  if (padded.length < 4) throw new RangeError('padding: no length');
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const bare = 4 + length;
  if (padded.length !== Math.max(64, padmeLength(bare))) throw new RangeError('padding: wrong length');
  if (padded.subarray(bare).some((byte) => byte !== 0)) throw new RangeError('padding: not zero');
  return concat(padded.subarray(4, bare));
}
