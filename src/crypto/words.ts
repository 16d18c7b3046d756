import { wordlist } from '@scure/bip39/wordlists/english.js';

const BITS = 11;

/**
 * Six words of a digest for two people to compare aloud: the first 66 bits, 11 a word, from the 2,048 words of BIP 39,
 * which differ in their first four letters. Finding other content with the same words takes 2^66 tries.
 */
export function sixWords(digest: Uint8Array): readonly string[] {
  const bits = Array.from(digest.subarray(0, 9), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: 6 }, (_, i) => {
    const index = Number.parseInt(bits.slice(i * BITS, (i + 1) * BITS), 2);
    return wordlist[index] ?? '';
  });
}
