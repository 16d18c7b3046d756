import { z } from 'zod';
import { concat, fromBase64Url, toBase64Url, utf8 } from '../crypto/bytes.ts';
import { canonicalBytes, type Json } from '../crypto/canonical.ts';
import { unwrap, wrap, type Receiver } from '../crypto/wrap.ts';
import { readFoundation, type Foundation } from './genesis.ts';
import { requestHash, type JoiningRequest } from './joining-request.ts';
import { readStatement, type Statement } from './statement.ts';

const answer = z.discriminatedUnion('kind', [
  /** HPKE to the newcomer's device. */
  z.strictObject({ kind: z.literal('welcome'), sealed: z.string().max(700_000) }),
  z.strictObject({ kind: z.literal('refused') }),
  z.strictObject({ kind: z.literal('withdrawn') }),
]);

/** What an admin answers to a joining request. */
export type Answer = z.infer<typeof answer>;

export const encodeAnswer = (said: Answer): Uint8Array => canonicalBytes(said);

/** The answer, or null when it has another shape. */
export function decodeAnswer(bytes: Uint8Array): Answer | null {
  try {
    return answer.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch {
    return null;
  }
}

/** What a newcomer needs to open the workspace: who founded it, and everything declared since. */
export interface Welcome {
  readonly foundation: Foundation;
  readonly statements: readonly Statement[];
}

const shape = z.strictObject({ foundation: z.unknown(), statements: z.array(z.unknown()).max(100_000) });

const info = (genesis: string, to: JoiningRequest): Uint8Array =>
  concat(utf8('span/1/welcome'), requestHash(genesis, to));

/** Seals a welcome to the device that asked. */
export async function sealWelcome(genesis: string, to: JoiningRequest, welcome: Welcome): Promise<Answer> {
  const content = canonicalBytes(welcome as unknown as Json);
  const sealed = await wrap(fromBase64Url(to.kemPub), info(genesis, to), content);
  return { kind: 'welcome', sealed: toBase64Url(sealed) };
}

/** The welcome, when it opens here and its foundation holds; statements are still to be judged by the charter. Else null. */
export async function openWelcome(
  genesis: string,
  request: JoiningRequest,
  receiver: Receiver,
  sealed: string,
): Promise<Welcome | null> {
  try {
    const content = await unwrap(receiver, info(genesis, request), fromBase64Url(sealed));
    const { foundation, statements } = shape.parse(JSON.parse(new TextDecoder().decode(content)));
    const founded = await readFoundation(foundation);
    if (founded === null) return null;
    return { foundation: founded, statements: statements.flatMap((value) => readStatement(value) ?? []) };
  } catch {
    return null;
  }
}
