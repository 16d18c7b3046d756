import { z } from 'zod';
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../crypto/bytes.ts';
import { canonicalBytes, type Json } from '../crypto/canonical.ts';
import { derive } from '../crypto/derive.ts';
import { sha256 } from '../crypto/hash.ts';
import { signerFromSeed, type Signer } from '../crypto/sign.ts';
import { textOf } from '../wire/text.ts';

const boardLink = z.strictObject({
  v: z.literal(1),
  /** Base URL of the relay. */
  relay: z.url({ protocol: /^wss?$/ }).max(300),
  /** Opens the board's room and its frames, and nothing else: no key of a workspace can be made of it. */
  view: textOf(32),
  /** Public key of whoever may show something on it. */
  driver: textOf(32),
  name: z.string().max(120),
  check: textOf(8),
});

/** What a projector is given: which room, how its frames open, and whose frames they have to be. */
export type BoardLink = z.infer<typeof boardLink>;

/** A board's link that cannot be followed. Audience: whoever set up the projector. */
export class BoardLinkRefused extends Error {
  override readonly name = 'BoardLinkRefused';
  readonly problem: 'unreadable' | 'foreign version';
  constructor(problem: 'unreadable' | 'foreign version') {
    super(problem);
    this.problem = problem;
  }
}

/** What the members of the workspace derive from a board's secret: its room's secret, and the key that signs its frames. */
export interface BoardKeys {
  /** 32 bytes. */
  readonly view: Bytes;
  readonly driver: Signer;
}

/**
 * Two branches of one secret: a projector holds the first and so cannot show anything itself. The key is the board's and not
 * a device's, so that another facilitator goes on driving without another link.
 */
export async function boardKeys(secret: Uint8Array): Promise<BoardKeys> {
  const [view, seed] = await Promise.all([
    derive(secret, 'span/1/board/view'),
    derive(secret, 'span/1/board/drive'),
  ]);
  return { view, driver: await signerFromSeed(seed) };
}

/** Binds a frame to its board: `SHA-256("span/1/board/id" ‖ view)`. */
export const boardIdOf = (view: Uint8Array): Bytes => sha256(utf8('span/1/board/id'), view);

/** Tells a cut or miscopied link. */
function checkOf({ check: _, ...said }: BoardLink): string {
  return toBase64Url(
    sha256(utf8('span/1/board-link'), canonicalBytes(said as unknown as Json)).subarray(0, 8),
  );
}

/** The link's fragment: `#/board/<base64url>`. */
export async function writeBoardLink(board: {
  secret: Uint8Array;
  relay: string;
  name: string;
}): Promise<string> {
  const { view, driver } = await boardKeys(board.secret);
  const link: BoardLink = {
    v: 1,
    relay: board.relay,
    view: toBase64Url(view),
    driver: toBase64Url(driver.publicKey),
    name: board.name,
    check: '',
  };
  return `#/board/${toBase64Url(canonicalBytes({ ...link, check: checkOf(link) } as unknown as Json))}`;
}

/** Reads a payload or a whole link. Throws {@link BoardLinkRefused}. */
export function readBoardLink(text: string): BoardLink {
  const payload = text.trim().split('#/board/').at(-1) ?? '';
  let value: unknown;
  try {
    const bytes = fromBase64Url(payload);
    if (payload.length > 2_048 || toBase64Url(bytes) !== payload) throw new BoardLinkRefused('unreadable');
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BoardLinkRefused('unreadable');
  }
  const version = z.object({ v: z.number() }).safeParse(value).data?.v;
  if (version !== undefined && version !== 1) throw new BoardLinkRefused('foreign version');
  const link = boardLink.safeParse(value).data;
  if (link === undefined || checkOf(link) !== link.check) throw new BoardLinkRefused('unreadable');
  return link;
}
