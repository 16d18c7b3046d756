import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  encodeLetter,
  InvitationRefused,
  readLetter,
  writeLetter,
  type MemberLetter,
} from '../../src/charter/invitation.ts';
import { toBase64Url, utf8 } from '../../src/crypto/bytes.ts';

const letter = writeLetter({
  kind: 'member',
  relay: 'wss://span.example',
  secret: toBase64Url(new Uint8Array(16).fill(5)),
  workspace: 'កិច្ចសហប្រតិបត្តិការ',
  inviter: 'อนงค์ ศรีใส',
  genesis: toBase64Url(new Uint8Array(32).fill(6)),
  body: 'TH',
  bodyName: 'ราชอาณาจักรไทย',
  role: 'delegate',
});

function problem(text: string): string {
  try {
    readLetter(text);
    return 'none';
  } catch (error) {
    if (error instanceof InvitationRefused) return error.problem;
    throw error;
  }
}

it('reads a payload, a whole link and the content of a file alike', () => {
  const payload = encodeLetter(letter);
  for (const text of [payload, `https://span.example/#/join/${payload}`, ` ${payload}\n`]) {
    expect(readLetter(text)).toEqual(letter);
  }
});

it('reads a letter of an earlier version, which names the body by its sign alone', () => {
  const { v: _, check: __, ...said } = letter as MemberLetter;
  const { bodyName: ___, ...earlier } = said;
  expect(readLetter(encodeLetter(writeLetter(earlier)))).toMatchObject({ kind: 'member', body: 'TH' });
});

it('names what is wrong with a letter', () => {
  const of = (value: unknown) => problem(toBase64Url(utf8(JSON.stringify(value))));
  expect(of({ ...letter, role: 'head' })).toBe('edited');
  expect(of({ ...letter, v: 2 })).toBe('foreign version');
  expect(of({ ...letter, relay: 'http://span.example' })).toBe('unreadable');
  expect(of({ ...letter, bodyName: 'กัมพูชา' })).toBe('edited');
  expect(of({ ...letter, bodyName: 'x'.repeat(121) })).toBe('unreadable');
  expect(of([])).toBe('unreadable');
  expect(problem('')).toBe('unreadable');
  expect(problem('not base64url!')).toBe('unreadable');
});

it('never takes a changed or cut letter for a sound one, and never fails in another way', () => {
  const payload = encodeLetter(letter);
  fc.assert(
    fc.property(
      fc.nat(payload.length - 1),
      fc.constantFrom(...'ABCabc019-_'),
      fc.boolean(),
      (at, by, cut) => {
        const text = cut ? payload.slice(0, at) : payload.slice(0, at) + by + payload.slice(at + 1);
        if (text !== payload) expect(['unreadable', 'edited', 'foreign version']).toContain(problem(text));
      },
    ),
    { numRuns: 2_000, seed: 1 },
  );
});
