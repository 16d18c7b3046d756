import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { sampleIdentity } from '../../src/charter/sample.ts';
import { cardOf, Shelf } from '../../src/charter/shelf.ts';
import { sign, verify } from '../../src/crypto/sign.ts';

const identity = await sampleIdentity(new Uint8Array(16).fill(3), 'KH', 'ws://localhost:1');

it('keeps identities with keys that sign after a restart and cannot be taken out', async () => {
  await new Shelf('kept').put(identity, cardOf(identity, 'Sok Dara', 1));
  const again = new Shelf('kept');
  const found = await again.identity(identity.key);
  if (found === null) throw new Error('not kept');
  const signature = await sign(found.signer.privateKey, 'test');
  expect(await verify(found.signer.publicKey, signature, 'test')).toBe(true);
  await expect(crypto.subtle.exportKey('pkcs8', found.signer.privateKey)).rejects.toThrow();
  await again.touch(identity.key, { openedAt: 5, seenAt: 7 });
  expect(await again.list()).toMatchObject([
    { key: identity.key, openedAt: 5, seenAt: 7, person: 'Sok Dara' },
  ]);
});

it('serves from memory where the browser keeps nothing, and says so', async () => {
  const { indexedDB } = globalThis;
  const refusing = {
    open: () => {
      throw new DOMException('private', 'InvalidStateError');
    },
  };
  Object.defineProperty(globalThis, 'indexedDB', { value: refusing, configurable: true, writable: true });
  try {
    const shelf = new Shelf('private');
    await expect(shelf.put(identity, cardOf(identity, 'Sok Dara', 1))).rejects.toThrow('');
    expect((await shelf.identity(identity.key))?.cert).toBe(identity.cert);
    expect(await shelf.list()).toHaveLength(1);
    expect(await shelf.pending('anything')).toBeNull();
  } finally {
    Object.defineProperty(globalThis, 'indexedDB', { value: indexedDB, configurable: true, writable: true });
  }
});
