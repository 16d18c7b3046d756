import { randomBytes, toBase64Url } from '../crypto/bytes.ts';
import { canonicalText, type Json } from '../crypto/canonical.ts';
import type { Offer } from './founding-draft.ts';
import { spacesFor, type Genesis } from './genesis.ts';
import type { PartyLetter } from './invitation.ts';

/** The genesis the inviting Party writes out of the offers. */
export function composedGenesis(letter: PartyLetter, offers: readonly Offer[]): Genesis {
  const salt = () => toBase64Url(randomBytes(16));
  return {
    v: 1,
    name: letter.workspace,
    salt: salt(),
    parties: letter.parties.map(({ id, name }, i) => ({ id, name, root: offers[i]?.root ?? '' })),
    partners: letter.partners,
    spaces: spacesFor(letter.parties.map(({ id }) => id)).map((name) => ({ name, roomSalt: salt() })),
  };
}

/** Whether a genesis says what the letter and the offers say. */
export function isAsOffered(genesis: Genesis, letter: PartyLetter, offers: readonly Offer[]): boolean {
  const parties = letter.parties.map(({ id }) => id);
  return (
    genesis.name === letter.workspace &&
    sameText(genesis.partners, letter.partners) &&
    spacesFor(parties).every((space) => genesis.spaces.some(({ name }) => name === space)) &&
    sameText(
      genesis.parties,
      letter.parties.map(({ id, name }, i) => ({ id, name, root: offers[i]?.root ?? '' })),
    )
  );
}

/** Whether two values have one canonical text. */
export const sameText = (a: unknown, b: unknown): boolean =>
  canonicalText(a as Json) === canonicalText(b as Json);
