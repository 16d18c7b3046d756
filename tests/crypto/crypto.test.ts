import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromBase64Url, randomBytes, utf8 } from '../../src/crypto/bytes.ts';
import { canonicalText } from '../../src/crypto/canonical.ts';
import { boxKeyId, openBox, openEpochKey, sealBox } from '../../src/crypto/epoch-key.ts';
import { pad, padmeLength, unpad } from '../../src/crypto/pad.ts';
import { newSigner, sign, signerFromSeed, verify } from '../../src/crypto/sign.ts';
import { sixWords } from '../../src/crypto/words.ts';
import { newReceiver, receiverFromSeed, unwrap, wrap } from '../../src/crypto/wrap.ts';
import { sha256 } from '../../src/crypto/hash.ts';

const space = sha256(utf8('a space'));

describe('a box', () => {
  it('opens for the holder of its epoch key and for nobody else', async () => {
    const key = await openEpochKey(randomBytes(32));
    const other = await openEpochKey(randomBytes(32));
    const box = await sealBox(key, space, 'entry', utf8('by end of October 2022'));
    expect(await openBox(new Map([[key.id, key]]), space, 'entry', box)).toEqual(
      utf8('by end of October 2022'),
    );
    await expect(openBox(new Map([[other.id, other]]), space, 'entry', box)).rejects.toMatchObject({
      problem: 'unknown key',
    });
    await expect(openBox(new Map([[key.id, other]]), space, 'entry', box)).rejects.toMatchObject({
      problem: 'does not open',
    });
  });

  it('refuses another space, another type and any changed byte', async () => {
    const key = await openEpochKey(randomBytes(32));
    const keys = new Map([[key.id, key]]);
    const box = await sealBox(key, space, 'entry', utf8('word'));
    await expect(openBox(keys, sha256(space), 'entry', box)).rejects.toMatchObject({
      problem: 'does not open',
    });
    await expect(openBox(keys, space, 'pack', box)).rejects.toMatchObject({ problem: 'does not open' });
    for (let at = 0; at < box.length; at++) {
      const changed = concat(box);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openBox(keys, space, 'entry', changed)).rejects.toMatchObject({ name: 'BoxRefused' });
    }
  });

  it('is refused as no box when it is cut short', () => {
    expect(() => boxKeyId(new Uint8Array(20))).toThrowError('not a box');
  });
});

describe('padding', () => {
  it('comes off as it went on and costs at most 12 % above 64 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
        const padded = pad(content);
        expect(unpad(padded)).toEqual(new Uint8Array(content));
        expect(padded.length).toBeLessThanOrEqual(Math.max(64, (content.length + 4) * 1.12 + 1));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('gives neighbouring lengths the same size', () => {
    expect(new Set([1000, 1003, 1010, 1020].map(padmeLength)).size).toBe(1);
  });

  it('refuses a length that lies', () => {
    const lying = pad(utf8('abc'));
    lying[3] = 200;
    expect(() => unpad(lying)).toThrow(RangeError);
  });
});

describe('a signature', () => {
  it('holds for its key, its purpose and its bytes only', async () => {
    const signer = await newSigner();
    const signature = await sign(signer.privateKey, 'span/1/test', utf8('x'));
    expect(await verify(signer.publicKey, signature, 'span/1/test', utf8('x'))).toBe(true);
    expect(await verify(signer.publicKey, signature, 'span/1/other', utf8('x'))).toBe(false);
    expect(await verify(signer.publicKey, signature, 'span/1/test', utf8('y'))).toBe(false);
    expect(await verify(new Uint8Array(5), signature, 'span/1/test', utf8('x'))).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', signer.privateKey)).rejects.toThrow();
  });

  it('matches RFC 8032 test 1 when made from its seed', async () => {
    const seed = Uint8Array.from(
      Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
    );
    const signer = await signerFromSeed(seed);
    expect(Buffer.from(signer.publicKey).toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
  });
});

describe('a wrapped secret', () => {
  it('opens for its receiver and its purpose only', async () => {
    const receiver = await newReceiver();
    const wrapped = await wrap(receiver.publicKey, utf8('epoch 1'), utf8('secret'));
    expect(await unwrap(receiver, utf8('epoch 1'), wrapped)).toEqual(utf8('secret'));
    await expect(unwrap(receiver, utf8('epoch 2'), wrapped)).rejects.toMatchObject({ name: 'WrapRefused' });
    await expect(unwrap(await newReceiver(), utf8('epoch 1'), wrapped)).rejects.toMatchObject({
      name: 'WrapRefused',
    });
  });

  it('reaches a receiver made from a seed', async () => {
    const receiver = await receiverFromSeed(sha256(utf8('seed')));
    const again = await receiverFromSeed(sha256(utf8('seed')));
    expect(await unwrap(again, utf8('i'), await wrap(receiver.publicKey, utf8('i'), utf8('s')))).toEqual(
      utf8('s'),
    );
  });
});

describe('canonical JSON', () => {
  it('is one text for one content, whatever the key order or Unicode form', () => {
    expect(canonicalText({ b: 1, a: 'e\u0301' })).toBe(canonicalText({ a: '\u00e9', b: 1, c: undefined }));
    expect(() => canonicalText({ a: Number.NaN })).toThrow();
  });
});

describe('six words', () => {
  it('say the first 66 bits and nothing of them is lost', () => {
    const words = sixWords(sha256(utf8('request')));
    expect(words).toHaveLength(6);
    expect(sixWords(sha256(utf8('request2')))).not.toEqual(words);
    expect(sixWords(new Uint8Array(32))).toEqual(Array(6).fill('abandon'));
  });
});

it('base64url refuses foreign letters instead of skipping them', () => {
  expect(() => fromBase64Url('ab+c')).toThrow(TypeError);
});
