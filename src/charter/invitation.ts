import { z } from 'zod';
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../crypto/bytes.ts';
import { canonicalBytes, type Json } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import { textOf } from '../wire/text.ts';
import { bodyId } from './genesis.ts';
import { personName, ROLES } from './statement.ts';
import type { InvitationProblem } from './states.ts';

const VERSION = 1;
const named = z.strictObject({ id: bodyId, name: z.string().trim().min(1).max(120) });
const common = {
  v: z.literal(VERSION),
  /** Base URL of the relay at which the invitation is answered. */
  relay: z.url({ protocol: /^wss?$/ }).max(300),
  /** Opens the meeting room: whoever has it can answer, so it travels in the fragment, which no server is told. */
  secret: textOf(16),
  workspace: z.string().trim().min(1).max(120),
  inviter: personName,
  check: textOf(8),
};

const invitation = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('member'),
    genesis: textOf(32),
    body: bodyId,
    /** What the body is called; letters of earlier versions name only its sign. */
    bodyName: named.shape.name.optional(),
    role: z.enum(ROLES),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('party'),
    parties: z.array(named).min(2).max(31),
    partners: z.array(named).max(31),
    /** The Party that invites. */
    from: bodyId,
  }),
]);

/** What an invitation says: to a person to join a Party's delegation, or to another Party to found the workspace. */
export type InvitationLetter = z.infer<typeof invitation>;
export type MemberLetter = Extract<InvitationLetter, { kind: 'member' }>;
export type PartyLetter = Extract<InvitationLetter, { kind: 'party' }>;
type Unsealed<T> = T extends unknown ? Omit<T, 'v' | 'check'> : never;

/** An invitation that cannot be followed. Audience: the invited person. */
export class InvitationRefused extends Error {
  override readonly name = 'InvitationRefused';
  readonly problem: InvitationProblem;
  constructor(problem: InvitationProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Tells a slip of the pen or a cut link. Against intent it does nothing and need not: the admin's own record decides. */
function checkOf({ check: _, ...said }: InvitationLetter): string {
  return toBase64Url(
    sha256(utf8('span/1/invitation'), canonicalBytes(said as unknown as Json)).subarray(0, 8),
  );
}

export function writeLetter(said: Unsealed<InvitationLetter>): InvitationLetter {
  const letter = { ...said, v: VERSION, check: '' } as InvitationLetter;
  return { ...letter, check: checkOf(letter) };
}

/** The letter as one base64url word for a link's fragment, a QR code or a file. */
export const encodeLetter = (letter: InvitationLetter): string =>
  toBase64Url(canonicalBytes(letter as unknown as Json));

export const secretOf = (letter: InvitationLetter): Bytes => fromBase64Url(letter.secret);

/**
 * Reads a payload, a whole link, or the content of an invitation file.
 * Throws {@link InvitationRefused}: `unreadable`, `edited` or `foreign version`.
 */
export function readLetter(text: string): InvitationLetter {
  const payload = text.trim().split('#/join/').at(-1) ?? '';
  let value: unknown;
  try {
    const bytes = fromBase64Url(payload);
    // The last letter has spare bits: a changed one would otherwise read the same.
    if (toBase64Url(bytes) !== payload) throw new InvitationRefused('unreadable');
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InvitationRefused('unreadable');
  }
  const version = z.object({ v: z.number() }).safeParse(value).data?.v;
  if (version !== undefined && version !== VERSION) throw new InvitationRefused('foreign version');
  const letter = invitation.safeParse(value).data;
  if (letter === undefined) throw new InvitationRefused('unreadable');
  if (checkOf(letter) !== letter.check) throw new InvitationRefused('edited');
  return letter;
}
